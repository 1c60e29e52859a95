"""A past moment of a hall from the facts that were told that day. Pure: no database, no clock.

The same walk gives the state at one instant and the whole day in steps, so the picture and the curves cannot disagree.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from . import events


@dataclass(frozen=True, slots=True)
class Fact:
    """One event: when, its name, and its payload (ids as text)."""

    at: datetime
    name: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """What does not change of a ticket. `queue` only for one that was carried over into the day: it waits from the start."""

    id: str
    number: str
    priority: bool = False
    remote: bool = False
    queue: str = ""


@dataclass(frozen=True, slots=True)
class WindowThen:
    """A window at an instant. `number` is the ticket at it, `ticket_state` called or serving."""

    id: str
    state: str = "closed"
    since: datetime | None = None
    staff_id: str = ""
    reason: str = ""
    number: str = ""
    ticket_state: str = ""
    ticket_since: datetime | None = None
    served: int = 0


@dataclass(frozen=True, slots=True)
class QueueThen:
    """A queue at an instant."""

    code: str
    waiting: int = 0
    urgent: int = 0
    served: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """The hall at an instant."""

    at: datetime
    windows: Mapping[str, WindowThen]
    queues: Mapping[str, QueueThen]

    @property
    def waiting(self) -> int:
        """Everybody in line."""
        return sum(q.waiting for q in self.queues.values())


@dataclass(slots=True)
class Reel:
    """Facts go in one after the other, in the order in which they happened; the hall as it then stood comes out."""

    people: Mapping[str, Person]
    windows: dict[str, WindowThen] = field(default_factory=dict)
    _state: dict[str, str] = field(default_factory=dict)
    _queue: dict[str, str] = field(default_factory=dict)
    _at: dict[str, str] = field(default_factory=dict)
    _served: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for person in self.people.values():
            if person.queue:
                self._state[person.id], self._queue[person.id] = "waiting", person.queue

    def take(self, fact: Fact) -> None:
        """Go on by one fact; a fact that says nothing about the hall changes nothing."""
        if fact.name in _DESK:
            self._desk(fact)
        elif fact.name in _TICKET:
            self._ticket(fact)

    def _desk(self, fact: Fact) -> None:
        key = str(fact.payload["window"])
        old = self.windows.get(key, WindowThen(key))
        state = _DESK[fact.name]
        staff = old.staff_id
        if fact.name == events.WINDOW_OPENED:
            staff = str(fact.payload.get("staff") or "")
        elif fact.name == events.WINDOW_CLOSED:
            staff = ""
        reason = str(fact.payload.get("reason") or "") if state == "paused" else ""
        self.windows[key] = replace(old, state=state, since=fact.at, staff_id=staff, reason=reason)

    def _ticket(self, fact: Fact) -> None:
        key = str(fact.payload["ticket"])
        state = _TICKET[fact.name]
        person = self.people.get(key)
        if fact.name == events.TICKET_ISSUED:
            self._queue[key] = str(fact.payload["queue"])
            state = "expected" if person and person.remote else "waiting"
        elif fact.name == events.TRANSFERRED:
            self._queue[key] = str(fact.payload["queue"])
        if state == "called" and self._state.get(key) == "called":
            state = "recalled"
        window = str(fact.payload.get("window") or "") if state in ("called", "recalled", "serving") else ""
        self._leave(key, window, fact)
        if state == "served":
            queue = self._queue.get(key, "")
            self._served[queue] = self._served.get(queue, 0) + 1
        self._state[key] = "called" if state == "recalled" else state
        if window:
            self._at[key] = window
            number = person.number if person else ""
            desk = self.windows.get(window, WindowThen(window))
            self.windows[window] = replace(
                desk, number=number, ticket_state=self._state[key], ticket_since=fact.at
            )  # fmt: skip

    def _leave(self, key: str, window: str, fact: Fact) -> None:
        """The ticket is no longer where it was; the window that served it counts one more."""
        left = self._at.pop(key, "")
        if not left or left == window:
            return
        desk = self.windows.get(left, WindowThen(left))
        more = 1 if fact.name == events.SERVED else 0
        self.windows[left] = replace(desk, number="", ticket_state="", ticket_since=None, served=desk.served + more)

    def picture(self, at: datetime) -> Picture:
        """The hall as it stands after the facts that were taken."""
        queues: dict[str, QueueThen] = {}
        for key, code in self._queue.items():
            then = queues.get(code, QueueThen(code, served=self._served.get(code, 0)))
            if self._state.get(key) == "waiting":
                urgent = self.people[key].priority if key in self.people else False
                then = replace(then, waiting=then.waiting + 1, urgent=then.urgent + urgent)
            queues[code] = then
        return Picture(at, dict(self.windows), queues)


_DESK = {events.WINDOW_OPENED: "open", events.WINDOW_PAUSED: "paused", events.WINDOW_CLOSED: "closed"}
_TICKET = {
    events.TICKET_ISSUED: "waiting", events.CHECKED_IN: "waiting", events.CALLED: "called", events.STARTED: "serving",
    events.MISSED: "absent", events.REQUEUED: "waiting", events.TRANSFERRED: "waiting", events.HELD: "held",
    events.RESUMED: "serving", events.SERVED: "served", events.CANCELLED: "cancelled", events.CARRIED: "carried",
}  # fmt: skip
TOLD = (*_DESK, *_TICKET)
"""The events that a day is played from."""


def replayed(before: Iterable[Fact], facts: Iterable[Fact], people: Mapping[str, Person], at: datetime) -> Picture:
    """The hall at an instant. `before` says how the windows stood when the day began; `facts` in the order they happened."""
    return next(frames(before, facts, people, [at]))


def frames(
    before: Iterable[Fact], facts: Iterable[Fact], people: Mapping[str, Person], instants: Sequence[datetime]
) -> Iterator[Picture]:
    """The hall at each of the instants, which rise."""
    reel = Reel(people)
    for fact in before:
        reel.take(fact)
    coming = iter(facts)
    fact = next(coming, None)
    for at in instants:
        while fact is not None and fact.at <= at:
            reel.take(fact)
            fact = next(coming, None)
        yield reel.picture(at)
