"""The promises that the hall is held to, each a pure function over what was seen; each returns what is wrong, in words."""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .page import Page, Part
from .people import Called, Slip
from .witness import Notice

SLACK = 0.05
"""Seconds between the hub's hearing of a notice and the witness's; a reading begun this much before may be the later one."""
COMING_BACK = 5.0
"""A page whose stream was cut needs about so long to be back and to have read; what was told in the last moments before it was left is
nobody's loss."""
SETTLING = 2.0
"""After its last event a board has so long to be true."""
DESKS_SETTLING = 9.5
"""And the count in a clerk's bar, which is read once in eight seconds while the line moves."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a center's log about a ticket, in the order of the chain."""

    center: str
    seq: int
    action: str
    ticket: str
    day: str = ""
    number: str = ""
    window: str = ""


def numbers_twice(log: Iterable[Line], slips: Iterable[Slip]) -> list[str]:
    """A number that a center gave twice on one day: by its log, or by what its kiosks printed."""
    given = Counter((x.center, x.day, x.number) for x in log if x.action == "ticket.issued")
    printed = Counter((s.center, s.number) for s in slips)
    known = {(center, number) for center, _, number in given}
    return [
        *(f"{c} gave {number} {n} times on {day}" for (c, day, number), n in given.items() if n > 1),
        *(f"{c} printed {number} {n} times" for (c, number), n in printed.items() if n > 1),
        *(f"{c} printed {number}, which its log does not know" for c, number in printed if (c, number) not in known),
    ]


_AWAY = {"ticket.served", "ticket.missed", "ticket.held", "ticket.transferred", "ticket.cancelled"}
_BACK = {"ticket.requeued", "ticket.transferred"}


def called_twice(log: Iterable[Line]) -> list[str]:
    """Play the log: nobody is called while he is at a window or after he was served, no window has two people."""
    at: dict[tuple[str, str], str] = {}
    where: dict[tuple[str, str], str] = {}
    over: set[tuple[str, str]] = set()
    wrong = []
    for x in sorted(log, key=lambda line: (line.center, line.seq)):
        person = (x.center, x.ticket)
        if x.action == "ticket.called":
            if person in where:
                wrong.append(f"{x.center} {x.ticket} called to {x.window} while at {where[person]}")
            if person in over:
                wrong.append(f"{x.center} {x.ticket} called to {x.window} after the visit was over")
            if (x.center, x.window) in at:
                wrong.append(
                    f"{x.center} window {x.window} called {x.ticket} with {at[x.center, x.window]} still there"
                )
            where[person] = x.window
            at[x.center, x.window] = x.ticket
        elif x.action in _AWAY:
            window = where.pop(person, "")
            at.pop((x.center, window), None)
            if x.action not in _BACK:
                over.add(person)
        elif x.action == "ticket.requeued":
            over.discard(person)
    return wrong


def answered_twice(calls: Sequence[Called], log: Iterable[Line]) -> list[str]:
    """One ticket in the answers to two calls, or in the answer to a window that the log does not name."""
    times = Counter((c.center, c.ticket) for c in calls)
    logged = {(x.center, x.ticket, x.window) for x in log if x.action == "ticket.called"}
    return [
        *(f"{center} {ticket} was answered to {n} calls" for (center, ticket), n in times.items() if n > 1),
        *(
            f"{c.center} window {c.window} was answered {c.ticket}, which the log did not call there"
            for c in calls
            if (c.center, c.ticket, c.window) not in logged
        ),
    ]


@dataclass(slots=True)
class Heard:
    """What one run of streams came to: notices due, received, missed but read again after, and everything wrong."""

    due: int = 0
    received: int = 0
    reread: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Heard") -> None:
        self.due += other.due
        self.received += other.received
        self.reread += other.reread
        self.wrong += other.wrong


def heard_all(page: Page, told: Sequence[Notice], until: float) -> Heard:
    """Every notice that concerned the page while it was open was received, in order and once, or every part that it concerns was read
    again after it. `told` is the center's, in order; `until` ends what is looked at (seconds), a page that was left ends before."""
    found = Heard()
    who = f"{page.center} {page.kind} {page.of}".strip()
    place = {n.id: i for i, n in enumerate(told)}
    order = [place[id_] for id_, _ in page.heard if id_ in place]
    if len(order) < len(page.heard):
        found.wrong.append(f"{who} heard {len(page.heard) - len(order)} ids that nobody told")
    if any(a >= b for a, b in itertools.pairwise(order)):
        found.wrong.append(f"{who} heard ids twice or out of order")
    ids = {id_ for id_, _ in page.heard}
    begun, end = page.opened, min(until, page.closed or until) - (COMING_BACK if page.drops else SETTLING)
    for notice in told:
        if not begun <= notice.at <= end or not notice.concerns(page.topics):
            continue
        found.due += 1
        if notice.id in ids:
            found.received += 1
        elif all(read_after(part, notice) for part in [*page.parts.values(), *page.gone_parts]):
            found.reread += 1
        else:
            found.wrong.append(f"{who} missed {notice.id} and did not read again")
    return found


def read_after(part: Part, notice: Notice) -> bool:
    """Whether a part that this concerns was read again after it (or came onto the page after it, or left it soon)."""
    if not notice.concerns(part.topics) or part.born > notice.at - SLACK or part.died < notice.at + SETTLING:
        return True
    return any(r.begun >= notice.at - SLACK and r.status in (200, 204) for r in part.reads)


def events_told(events: Iterable[tuple[str, str]], told: Mapping[str, Sequence[Notice]]) -> list[str]:
    """Every event of the database (center, id) went out as a notice."""
    known = {center: {n.id for n in notices} for center, notices in told.items()}
    return [f"{center}: event {id_} was never told" for center, id_ in events if id_ not in known.get(center, set())]
