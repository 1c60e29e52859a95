"""Who is called next, why, and whom that overtook. Pure: the same people at the same instant give the same answer in
whatever order they are named."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from math import exp, log
from typing import Any

from ..hall.values import Ticket, Window
from .settings import Policy

WEIGHT = 2.5
"""No item counts more than so many times, or less than the inverse of, the usual one."""

STEP = 0.1
"""Weights go by steps of so much of their logarithm: finer than that is not known of any item."""

Expected = Callable[[Ticket], float | None]
"""Expected seconds at the window for a ticket, relative to nothing; None when nothing is known."""


def unknown(_: Ticket) -> float | None:
    """Nothing is known of lengths: every item counts the same."""
    return None


def plain(_: Ticket) -> float:
    """No window is meant for some people more than for others."""
    return 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be called to this window, with the figures that decide: greatest `rank` first."""

    ticket: Ticket
    counts_from: float
    waited: float
    weight: float
    score: float
    rank: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """Who is called, and why: the figures, not a sentence. `overtook` are the people who came before him and go on
    waiting, longest wait first."""

    chosen: Candidate
    policy: str
    rule: str
    target_minutes: float
    overtook: tuple[Candidate, ...]
    held_back: int

    def reason(self) -> dict[str, Any]:
        """As it is stored with the call and answered to who asks."""
        c = self.chosen
        return {
            "policy": self.policy,
            "rule": self.rule,
            "class": c.ticket.cls,
            "waited_seconds": round(c.waited, 1),
            "target_minutes": self.target_minutes,
            "weight": round(c.weight, 3),
            "score": round(c.score, 4),
            "overtook": len(self.overtook),
            "overtaken": [
                {"ticket": o.ticket.id, "class": o.ticket.cls, "waited_seconds": round(o.waited, 1), "score": round(o.score, 4)}
                for o in self.overtook[:5]
            ],
            "held_back": self.held_back,
        }  # fmt: skip


def eligible(ticket: Ticket, window: Window) -> bool:
    """Whether this window may call this person: queue, window named on the ticket, needs, zone."""
    return (
        window.serves(ticket.queue)
        and (ticket.only is None or ticket.only == window.id)
        and (not ticket.needs or window.offers is None or ticket.needs <= window.offers)
        and (not ticket.zone or not window.zone or ticket.zone == window.zone)
    )


def counts_from(policy: Policy, ticket: Ticket) -> float:
    """The second from which waiting counts: the arrival; for an appointment that came early its booked time, except
    where people are simply called as they came."""
    if ticket.appt is None or policy.name == "fifo":
        return ticket.arrive
    return max(ticket.arrive, ticket.appt)


def target_of(policy: Policy, cls: str, queue: str = "") -> float:
    """Minutes in which a person of this class should be called."""
    targets = policy.queues.get(queue, policy.targets)
    return targets.get(cls, targets.get("normal", 20.0))


def lead_of(policy: Policy, cls: str) -> float:
    """Minutes by which a person of this class may have come later than one whom he overtakes."""
    return policy.leads.get(cls, 0.0)


def weight_of(policy: Policy, expected: float | None, usual: float | None) -> float:
    """How much sooner a short item comes: (usual ÷ expected) to the power of `brevity`, within bounds."""
    if not policy.brevity or not expected or not usual or expected <= 0 or usual <= 0:
        return 1.0
    step = round(policy.brevity * log(usual / expected) / STEP)
    return min(WEIGHT, max(1.0 / WEIGHT, exp(STEP * step)))


def score_of(policy: Policy, cls: str, waited: float, weight: float, queue: str = "", care: float = 1.0) -> float:
    """The figure that is compared; negative while an appointment waits for its time. `care`: how many times the waiting counts
    at a window that is meant for such people."""
    if policy.name == "default":
        most = 60.0 * policy.most
        gained = min(most, max(-most, (weight - 1.0) * max(0.0, waited)))
        return care * ((waited + gained + 60.0 * policy.start) / (60.0 * target_of(policy, cls, queue)))
    if policy.name == "accumulating":
        return care * (waited * policy.rates.get(cls, 1.0))
    return waited


def urgent(cls: str) -> bool:
    """Priority people and appointments form one line before the others under `strict` and `ratio`."""
    return cls != "normal"


def _urgent_turn(policy: Policy, before: Sequence[str]) -> bool:
    """Whose turn it is after the classes called before, the latest last."""
    urgent_run = normal_run = 0
    for cls in reversed(before):
        if urgent(cls) and normal_run == 0:
            urgent_run += 1
        elif not urgent(cls) and urgent_run == 0:
            normal_run += 1
        else:
            break
    return normal_run >= policy.then if normal_run else urgent_run < policy.first


def _by_id(value: Any) -> tuple[int, float, str]:
    return (0, float(value), "") if isinstance(value, int | float) else (1, 0.0, str(value))


def candidates(
    policy: Policy, window: Window, waiting: Iterable[Ticket], now: float, *,
    expected: Expected = unknown, usual: float | None = None, before: Sequence[str] = (),
    weigh: Callable[[Ticket], float] | None = None, care: Callable[[Ticket], float] = plain,
) -> list[Candidate]:  # fmt: skip
    """Everyone whom this window may call, in calling order, without the starvation bound.

    `weigh`: weights that were worked out before, in place of expected and usual seconds. `before`: classes called, latest last.
    """
    turn = _urgent_turn(policy, before) if policy.name == "ratio" else True
    found = []
    for ticket in waiting:
        if not eligible(ticket, window):
            continue
        start = counts_from(policy, ticket)
        waited = now - start
        weight = 1.0
        if policy.name == "default":
            weight = weigh(ticket) if weigh else weight_of(policy, expected(ticket), usual)
        score = score_of(policy, ticket.cls, waited, weight, ticket.queue, care(ticket))
        line = 0
        if policy.name in ("strict", "ratio"):
            line = int(urgent(ticket.cls) == turn and waited >= 0)
        found.append(Candidate(ticket, start, waited, weight, score, (-line, -score, start, *_by_id(ticket.id))))
    return sorted(found, key=lambda c: c.rank)


def bounded(policy: Policy, line: Sequence[Candidate]) -> list[Candidate]:
    """The same line with the starvation bound: people who came more than the lead of their class after the one who waits
    longest come behind all others. Only the default has it: the others are what their names say."""
    if policy.name != "default" or len(line) < 2:
        return list(line)
    first = min(c.counts_from for c in line)
    late = [c.counts_from > first + 60.0 * lead_of(policy, c.ticket.cls) for c in line]
    return [c for c, out in zip(line, late, strict=True) if not out] + [
        c for c, out in zip(line, late, strict=True) if out
    ]


def pick(policy: Policy, window: Window, waiting: Iterable[Ticket], now: float, **known: Any) -> Decision | None:
    """Who is called to this window now; None when nobody who waits may be called there. `known`: as `candidates` takes it."""
    return decide(policy, candidates(policy, window, waiting, now, **known))


def decide(policy: Policy, line: Sequence[Candidate]) -> Decision | None:
    """The same from the candidates, in their order."""
    if not line:
        return None
    best = bounded(policy, line)[0]
    overtaken = sorted((c for c in line if c.counts_from < best.counts_from), key=lambda c: c.rank[2:])
    held = line.index(best)
    rule = "starvation_bound" if held else {"strict": "line", "ratio": "turn"}.get(policy.name, "score")
    target = target_of(policy, best.ticket.cls, best.ticket.queue)
    return Decision(best, policy.name, rule, target, tuple(overtaken), held)


def ranked(policy: Policy, window: Window, waiting: Iterable[Ticket], now: float, **known: Any) -> list[Candidate]:
    """The whole line as this window would call it if all were called at this instant."""
    line = candidates(policy, window, waiting, now, **known)
    return _with_bound(policy, line) if policy.name == "default" else line


def _with_bound(policy: Policy, line: Sequence[Candidate]) -> list[Candidate]:
    """The starvation bound kept call by call: with each person who is gone the longest wait of the others sets it anew."""
    by_start = sorted(range(len(line)), key=lambda i: line[i].counts_from)
    held: dict[str, list[int]] = {}
    for i in reversed(by_start):
        held.setdefault(line[i].ticket.cls, []).append(i)
    free: list[int] = []
    gone = [False] * len(line)
    found: list[Candidate] = []
    for first in by_start:
        while not gone[first]:
            for cls, waiting in held.items():
                bound = line[first].counts_from + 60.0 * lead_of(policy, cls)
                while waiting and line[waiting[-1]].counts_from <= bound:
                    heappush(free, waiting.pop())
            best = heappop(free)
            gone[best] = True
            found.append(line[best])
    return found


def why_not(decision: Decision, ticket_id: Any, line: Sequence[Candidate]) -> dict[str, Any]:
    """The answer to "why not me?": both people's figures side by side. `line` are the candidates of that call."""
    mine = next((c for c in line if c.ticket.id == ticket_id), None)
    if mine is None:
        return {"ticket": ticket_id, "because": "not_for_this_window"}
    chosen = decision.chosen
    if mine.ticket.id == chosen.ticket.id:
        return {"ticket": ticket_id, "because": "called"}
    if chosen.counts_from <= mine.counts_from and chosen.ticket.cls == mine.ticket.cls and chosen.weight <= mine.weight:
        because = "came_later"
    elif chosen.rank[0] != mine.rank[0]:
        because = "other_line"
    elif decision.rule == "starvation_bound" and mine.score > chosen.score:
        because = "starvation_bound"
    else:
        because = "smaller_score"
    return {
        "ticket": ticket_id, "because": because,
        "mine": {"class": mine.ticket.cls, "waited_seconds": round(mine.waited, 1), "weight": round(mine.weight, 3), "score": round(mine.score, 4)},
        "called": {"ticket": chosen.ticket.id, "class": chosen.ticket.cls, "waited_seconds": round(chosen.waited, 1),
                   "weight": round(chosen.weight, 3), "score": round(chosen.score, 4)},
    }  # fmt: skip
