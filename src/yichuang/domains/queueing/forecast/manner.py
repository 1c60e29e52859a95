"""In which order people were really called: a rule with few figures, found from the calls of past days.

A hall's own program may count waiting from the arrival or the booked time, and favour classes in its own measure. Each
call is a choice among those who waited; the rule that explains most choices is taken: rank by
`rate[class] × (now - start) + head[class]`, start counted from `key`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from ..hall.values import DayLog, Ticket, Visit, Window
from ..policy import Policy, read_policy

ENOUGH = 60
"""So many telling choices are needed before another rule than the named one is believed."""

FAR = 1e6


@dataclass(frozen=True, slots=True)
class Manner:
    """How a hall ranks people: greatest `rate × waited + head` first. `policy` is set when the order is one of ours whose
    rank depends on more than that (default: length of items, bound; ratio: turns)."""

    key: str = "arrive"
    rates: Mapping[str, float] = field(default_factory=dict)
    heads: Mapping[str, float] = field(default_factory=dict)
    policy: Policy | None = None
    explained: float = 0.0

    def start(self, ticket: Ticket) -> float:
        """The second from which the ticket's waiting counts."""
        if ticket.appt is None or self.key == "arrive":
            return ticket.arrive
        return max(ticket.arrive, ticket.appt) if self.key == "later" else ticket.appt

    def rate(self, cls: str) -> float:
        """Growth of the rank a second."""
        return self.rates.get(cls, 1.0)

    def head(self, cls: str) -> float:
        """Rank on arrival, in seconds of a normal person's waiting."""
        return self.heads.get(cls, 0.0)


def named_manner(policy: Policy) -> Manner:
    """The rule that a policy's name stands for."""
    if policy.name == "fifo":
        return Manner()
    if policy.name == "strict":
        return Manner("later", heads={"priority": FAR, "appointment": FAR})
    if policy.name == "accumulating":
        return Manner("later", rates=dict(policy.rates))
    return Manner("later", policy=policy)


Choice = tuple[float, Ticket, list[Ticket]]


def choices(days: Sequence[DayLog], most: int = 4000) -> list[Choice]:
    """(when, who was called, who else might have been) of past calls at which people of more than one class, or booked
    and unbooked ones, waited."""
    found: list[Choice] = []
    for day in reversed(days):
        windows: dict[Any, Window] = {w.id: w for w in day.windows}
        calls = sorted((v for v in day.visits if v.call is not None), key=lambda v: v.call or 0.0)
        line = sorted(day.visits, key=lambda v: v.ticket.arrive)
        for v in calls:
            window = windows.get(v.window)
            others = [o.ticket for o in line if o is not v and _waits(o, v, window)]
            if any(o.cls != v.ticket.cls or o.appt is not None or v.ticket.appt is not None for o in others):
                assert v.call is not None
                found.append((v.call, v.ticket, others))
        if len(found) >= most:
            break
    return found


def _waits(other: Visit, called: Visit, window: Window | None) -> bool:
    assert called.call is not None
    t = other.ticket
    if t.arrive > called.call - 0.5 or not (window.serves(t.queue) if window else t.queue == called.ticket.queue):
        return False
    until = other.call if other.call is not None else other.end
    return until is None or until > called.call + 0.01


def explained(manner: Manner, seen: Sequence[Choice]) -> float:
    """Share of the choices in which the person called ranks first."""
    hits = 0
    for at, chosen, others in seen:
        best = manner.rate(chosen.cls) * (at - manner.start(chosen)) + manner.head(chosen.cls)
        hits += all(manner.rate(o.cls) * (at - manner.start(o)) + manner.head(o.cls) <= best + 1e-6 for o in others)
    return hits / max(1, len(seen))


def fit_manner(days: Sequence[DayLog], setting: Mapping[str, Any]) -> Manner:
    """The manner under this setting, learned from the days that were called by the same name."""
    policy = read_policy(setting)
    named = named_manner(policy)
    name = str(setting.get("name") or "").strip().lower()
    same = [d for d in days if str(d.policy.get("name") or "").strip().lower() == name]
    seen = choices(same)
    if len(seen) < ENOUGH or policy.name == "ratio":
        return named
    tried = [Manner(key, explained=0.0) for key in ("arrive", "later", "appt")]
    tried += [Manner(key, heads={"priority": p, "appointment": a}) for key in ("arrive", "later", "appt")
              for p, a in ((FAR, 0.0), (0.0, FAR), (FAR, FAR), (2 * FAR, FAR), (FAR, 2 * FAR))]  # fmt: skip
    best, score = named, explained(named, seen) if named.policy is None else -1.0
    for one in tried:
        if (got := explained(one, seen)) > score + 0.002:
            best, score = one, got
    if score < 0.97:
        best, score = _graded(seen, best, score)
    if named.policy is not None and score < 0.97:
        return named
    return Manner(best.key, best.rates, best.heads, None, score)


def _graded(seen: Sequence[Choice], best: Manner, score: float) -> tuple[Manner, float]:
    """Rates, then heads in seconds, on a coarse and a finer grid."""
    some = seen[:1200]
    steps = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
    leads = (0.0, 300.0, 600.0, 900.0, 1200.0, 1800.0, 2400.0, 3600.0)
    score = min(score, explained(best, some))
    for key in ("arrive", "later", "appt"):
        for p, a in product(steps, steps):
            one = Manner(key, rates={"priority": p, "appointment": a})
            if (got := explained(one, some)) > score + 0.002:
                best, score = one, got
        for p, a in product(leads, leads):
            one = Manner(key, heads={"priority": p, "appointment": a})
            if (got := explained(one, some)) > score + 0.002:
                best, score = one, got
    return best, score
