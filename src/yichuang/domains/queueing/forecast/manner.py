"""In which order people were really called: a rule with few figures, found from the calls of past days.

A hall's own program may count waiting from the arrival or the booked time, and favour classes in its own measure. Each
call is a choice among those who waited; the rule that explains most choices is taken: rank by
`rate[class] × (now - start) + head[class]`, start counted from `key`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..hall.values import DayLog, Ticket, Visit, Window
from ..policy import Policy, read_policy
from ..policy.order import STEP, WEIGHT, urgent

ENOUGH = 60
"""So many telling choices are needed before another rule than the named one is believed."""

FAR = 1e6

Length = Callable[[str, str], float]


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


KEYS = ("arrive", "later", "appt")
KINDS = ("normal", "priority", "appointment")


@dataclass(slots=True)
class Choices:
    """Past calls at which the rule could be seen, padded to one width: `waits` (3 keys, n, m) seconds waited by each way of
    counting, the person called in column 0; `kinds` (n, m) classes; `there` (n, m)."""

    waits: NDArray[np.float64]
    kinds: NDArray[np.int64]
    there: NDArray[np.bool_]
    lengths: NDArray[np.float64]
    last_urgent: NDArray[np.bool_]
    run: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.kinds)

    def explained(self, key: str, rates: Sequence[float], heads: Sequence[float]) -> float:
        """Share of the calls in which the person called ranks first."""
        waited = self.waits[KEYS.index(key)]
        rank = np.asarray(rates)[self.kinds] * waited + np.where(waited < 0.0, 0.0, np.asarray(heads)[self.kinds])
        return self._share(rank)

    def _share(self, rank: NDArray[np.float64]) -> float:
        best = np.where(self.there, rank, -np.inf).max(1)
        return float((rank[:, 0] >= best - 1e-3 - 1e-3 * abs(best)).mean()) if len(self) else 0.0

    def by_default(self, policy: Policy, usual: float) -> float:
        """The share that our own default explains."""
        waited = self.waits[KEYS.index("later")]
        weight = np.clip(
            np.exp(STEP * np.round(policy.brevity * np.log(usual / self.lengths) / STEP)), 1.0 / WEIGHT, WEIGHT
        )
        targets = np.array([policy.targets[k] for k in KINDS])
        most, leads = 60.0 * policy.most, np.array([60.0 * policy.leads[k] for k in KINDS])
        gained = np.clip((weight - 1.0) * np.maximum(waited, 0.0), -most, most)
        rank = (waited + gained + 60.0 * policy.start) / targets[self.kinds]
        oldest = np.where(self.there, waited, -np.inf).max(1, keepdims=True)
        return self._share(np.where(waited >= oldest - leads[self.kinds] - 1.0, rank, -np.inf))

    def by_turns(self, first: int, then: int) -> float:
        """Of the calls at which both lines waited, the share that went to the line whose turn it was."""
        urgent = (self.kinds > 0) & (self.waits[KEYS.index("later")] >= 0.0)
        both = (urgent & self.there).any(1) & (~urgent & self.there).any(1)
        turn = np.where(self.last_urgent, self.run < first, self.run >= then)
        return float((urgent[both, 0] == turn[both]).mean()) if both.any() else 0.0

    def first(self, n: int) -> "Choices":
        """Only the first n."""
        return Choices(
            self.waits[:, :n], self.kinds[:n], self.there[:n], self.lengths[:n], self.last_urgent[:n], self.run[:n]
        )


Row = tuple[float, list[Ticket], bool, int]


def choices(days: Sequence[DayLog], length: Length, most: int = 1500) -> Choices:
    """Past calls at which people of more than one class, or booked and unbooked ones, waited; the latest days first."""
    rows: list[Row] = []
    for day in reversed(days):
        windows: dict[Any, Window] = {w.id: w for w in day.windows}
        calls = sorted((v for v in day.visits if v.call is not None), key=lambda v: v.call or 0.0)
        last, run = False, 99
        for v in calls:
            assert v.call is not None
            others = [o.ticket for o in day.visits if o is not v and _waits(o, v, windows.get(v.window))]
            if any(o.cls != v.ticket.cls or o.appt is not None or v.ticket.appt is not None for o in others):
                rows.append((v.call, [v.ticket, *others], last, run))
            last, run = urgent(v.ticket.cls), run + 1 if urgent(v.ticket.cls) == last else 1
        if len(rows) >= most:
            break
    return _padded(rows[:most], length)


def _padded(rows: Sequence[Row], length: Length) -> Choices:
    n, m = len(rows), max((len(row[1]) for row in rows), default=1)
    found = Choices(np.zeros((3, n, m)), np.zeros((n, m), np.int64), np.zeros((n, m), bool), np.ones((n, m)),
                    np.array([row[2] for row in rows], bool), np.array([row[3] for row in rows], int))  # fmt: skip
    for i, (at, line, _, _) in enumerate(rows):
        size = len(line)
        arrive = np.array([t.arrive for t in line])
        appt = np.array([t.arrive if t.appt is None else t.appt for t in line])
        found.waits[:, i, :size] = at - np.stack([arrive, np.maximum(arrive, appt), appt])
        found.kinds[i, :size] = [KINDS.index(t.cls) for t in line]
        found.there[i, :size] = True
        found.lengths[i, :size] = [length(t.queue, t.item) for t in line]
    return found


def _waits(other: Visit, called: Visit, window: Window | None) -> bool:
    assert called.call is not None
    t = other.ticket
    if t.arrive > called.call - 0.5 or not (window.serves(t.queue) if window else t.queue == called.ticket.queue):
        return False
    until = other.call if other.call is not None else other.end
    return until is None or until > called.call + 0.01


def _manner(key: str, rates: Sequence[float], heads: Sequence[float], score: float) -> Manner:
    return Manner(key, dict(zip(KINDS, rates, strict=True)), dict(zip(KINDS, heads, strict=True)), None, score)


def fit_manner(days: Sequence[DayLog], setting: Mapping[str, Any], length: Length, usual: float) -> Manner:
    """The manner under this setting, learned from the days that were called by the same name. `length`, `usual`: expected
    seconds at the window of a kind, and over all."""
    policy = read_policy(setting)
    named = named_manner(policy)
    name = str(setting.get("name") or "").strip().lower()
    seen = choices([d for d in days if str(d.policy.get("name") or "").strip().lower() == name], length)
    if len(seen) < ENOUGH:
        return named
    if policy.name == "ratio":
        return _turns(seen, policy)
    if policy.name == "default":
        named, score = _lengths(seen, policy, usual)
    else:
        score = seen.explained(named.key, [named.rate(k) for k in KINDS], [named.head(k) for k in KINDS])
    if score >= 0.97:
        return replace(named, explained=score)
    best = replace(named, explained=score)
    same, none = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)
    orders = [none, *((0.0, p, a) for p, a in ((FAR, 0.0), (0.0, FAR), (FAR, FAR), (2 * FAR, FAR), (FAR, 2 * FAR)))]
    for key, heads in product(KEYS, orders):
        if (got := seen.explained(key, same, heads)) > score + 0.002:
            best, score = _manner(key, same, heads, got), got
    return best if score >= 0.97 else _graded(seen.first(800), best, score)[0]


def _lengths(seen: Choices, policy: Policy, usual: float) -> tuple[Manner, float]:
    """Our default, with or without the preference for short items: a hall may not have known the lengths."""
    without = replace(policy, brevity=0.0)
    a, b = seen.by_default(policy, usual), seen.by_default(without, usual)
    return (named_manner(policy), a) if a >= b else (named_manner(without), b)


def _turns(seen: Choices, policy: Policy) -> Manner:
    """How many of each line by turns: as set, unless another pair explains the calls better."""
    best, score = policy, seen.by_turns(policy.first, policy.then)
    for first, then in product(range(1, 6), range(1, 6)):
        if (got := seen.by_turns(first, then)) > score + 0.01:
            best, score = replace(policy, first=first, then=then), got
    return replace(named_manner(best), explained=score)


def _graded(seen: Choices, best: Manner, score: float) -> tuple[Manner, float]:
    """Rates, then heads in seconds, on a grid."""
    steps = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
    leads = (0.0, 300.0, 600.0, 900.0, 1200.0, 1800.0, 2400.0, 3600.0)
    for key in KEYS:
        for rates in product((1.0,), steps, steps):
            if (got := seen.explained(key, rates, (0.0, 0.0, 0.0))) > score + 0.002:
                best, score = _manner(key, rates, (0.0, 0.0, 0.0), got), got
        for heads in product((0.0,), leads, leads):
            if (got := seen.explained(key, (1.0, 1.0, 1.0), heads)) > score + 0.002:
                best, score = _manner(key, (1.0, 1.0, 1.0), heads, got), got
    return best, score
