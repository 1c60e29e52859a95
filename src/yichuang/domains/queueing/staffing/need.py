"""The fewest windows with which, in every half-hour, enough people are called in time.

The plan is played over the hall's own days: who comes at which second and for how long is what was seen. It starts high
and gives up windows one by one as long as every half-hour still meets the target.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from ..hall.values import DayLog
from .demand import SLOT, Array, Demand, demand_of, learned_of
from .formulas import erlang_c_plan, staff_for, window_hours

NEVER = 1e9
TOGETHER = 0.9
"""Chance with which all half-hours are to keep the target on other days with other clerks, not each by itself."""

MOST = 200
"""No pool has more windows than this."""


@dataclass(frozen=True, slots=True)
class Target:
    """`share` of the people called within `minutes`, in every half-hour."""

    share: float = 0.85
    minutes: float = 15.0


@dataclass(frozen=True, slots=True)
class Need:
    """Windows by half-hour from opening, the share called in time in each (over the days played; None where nobody ever
    comes), and what follows. `met` is False where even a great many windows would not do."""

    opened: float
    windows: tuple[int, ...]
    shares: tuple[float | None, ...]
    arrivals: tuple[float, ...]
    days: int
    met: bool

    @property
    def window_hours(self) -> float:
        """Hours of open windows a day."""
        return window_hours(self.windows)

    @property
    def staff(self) -> int:
        """People for the windows of the peak, by the rule of 1 to 1.2."""
        return staff_for(max(self.windows, default=0))


def rota(opened: float, windows: Sequence[int]) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Working intervals of each window under a plan by half-hours: the first works whenever anyone does."""
    found = []
    for k in range(max(windows, default=0)):
        spans: list[tuple[float, float]] = []
        for s, n in enumerate(windows):
            begin = opened + SLOT * s
            if n > k and spans and spans[-1][1] == begin:
                spans[-1] = (spans[-1][0], begin + SLOT)
            elif n > k:
                spans.append((begin, begin + SLOT))
        found.append(tuple(spans))
    return tuple(found)


def _openings(demand: Demand, plan: Sequence[int]) -> Array:
    """(windows, half-hours + 1): when each window can call at the earliest, from each half-hour on. Window k works while the
    plan counts more than k; after closing those go on that worked last."""
    slots, found = demand.slots, np.full((max(1, *plan), demand.slots + 1), NEVER)
    last = plan[-1] if len(plan) else 0
    for k in range(len(found)):
        at = demand.closed if k < last else NEVER
        found[k, slots] = at
        for s in range(slots - 1, -1, -1):
            at = demand.opened + SLOT * s if plan[s] > k else at
            found[k, s] = at
    return found


def waits_under(demand: Demand, plan: Sequence[int]) -> Array:
    """(D, N): seconds everyone waits under a plan, called in the order in which waiting counts; nobody gives up."""
    opening, slots = _openings(demand, plan), demand.slots
    there = np.isfinite(demand.arrive)
    here = np.where(there, demand.arrive, demand.opened)
    half_hour = np.clip((here - demand.opened) // SLOT, 0, slots).astype(np.int64)
    rows, from_then = np.arange(len(here)), np.ascontiguousarray(opening.T)
    ready = np.zeros((len(here), len(opening)))  # when each window can call next, its plan counted
    waits = np.zeros(here.shape)
    for i in range(here.shape[1]):
        at = np.maximum(ready, from_then[half_hour[:, i]])
        np.maximum(at, here[:, i, None], out=at)
        w = at.argmin(1)
        call = at[rows, w]
        waits[:, i] = call - here[:, i]
        end = call + demand.takes[:, i]
        slot = np.clip((end - demand.opened) // SLOT, 0, slots).astype(np.int64)
        ready[rows, w] = np.where(there[:, i], np.maximum(end, opening[w, slot]), ready[rows, w])
    return waits


def _slower(demand: Demand, plan: Sequence[int]) -> Demand:
    """The same people at clerks slower than the mean by one standard error: so few of them may well be slow together."""
    windows = np.maximum(1, np.asarray(plan))[demand.slot_of(demand.arrive)]
    return replace(demand, takes=demand.takes * (1.0 + demand.pace / np.sqrt(windows)))


def _shares(demand: Demand, fine: NDArray[np.bool_]) -> tuple[Array, Array]:
    """(share, its standard error over days) by half-hour of coming, from who was called in time."""
    there, slot = np.isfinite(demand.arrive), demand.slot_of(demand.arrive)
    place = slot + demand.slots * np.arange(demand.days)[:, None]
    size = demand.slots * demand.days
    came = np.bincount(place[there], minlength=size).reshape(-1, demand.slots)
    called = np.bincount(place[there], weights=fine[there], minlength=size).reshape(-1, demand.slots)
    with np.errstate(invalid="ignore", divide="ignore"):
        each = called / came
        seen = np.maximum(1, (came > 0).sum(0))
        mean = np.where(came.sum(0) > 0, np.nansum(each, 0) / seen, np.nan)
        pooled = called.sum(0) / came.sum(0)
        spread = np.sqrt(np.nansum((each - mean) ** 2, 0) / np.maximum(1, seen - 1) / seen)
    return np.minimum(mean, pooled), spread


def plan_shares(demand: Demand, plan: Sequence[int], minutes: float) -> tuple[Array, Array]:
    """(share, its standard error) of people called in time by half-hour of their coming: the smaller of the mean over days
    and the share of all people. NaN where nobody comes. The error is that of the days seen and, beside it, what clerks slower
    by one standard error of their mean pace would cost. Both halls are played at once."""
    slower = _slower(demand, plan)
    both = replace(demand, arrive=np.tile(demand.arrive, (2, 1)), takes=np.vstack([demand.takes, slower.takes]))
    fine = waits_under(both, plan) <= 60.0 * minutes
    share, by_days = _shares(demand, fine[: demand.days])
    by_pace = np.maximum(0.0, share - _shares(demand, fine[demand.days :])[0])
    return share, np.hypot(by_days, by_pace)


def margin(half_hours: int) -> float:
    """Standard errors by which the share of a half-hour must lie above the target, so that all of them keep it together (Šidák)."""
    return NormalDist().inv_cdf(TOGETHER ** (1.0 / max(1, half_hours)))


def _fails(demands: Sequence[Demand], plan: Sequence[int], target: Target) -> NDArray[np.int64]:
    """Half-hours that miss the target on the first of these days that any misses on, earliest first."""
    for demand in demands:
        share, error = plan_shares(demand, plan, target.minutes)
        missed = np.flatnonzero(share < np.minimum(target.share + margin(demand.slots) * error, 1.0 - 1e-9))
        if len(missed):
            return missed
    return np.array([], np.int64)


def _raised(demands: Sequence[Demand], plan: list[int], target: Target) -> bool:
    """Add windows where a half-hour fails, until none does: the same share at a time, so that even a hopeless target
    is known after some twenty plays."""
    while len(failing := _fails(demands, plan, target)):
        if plan[failing[0]] >= MOST:
            return False
        for slot in failing:
            plan[slot] = min(MOST, plan[slot] + max(1, plan[slot] // 4))
    return True


def _lowered(demands: Sequence[Demand], plan: Sequence[int], target: Target, order: Sequence[int]) -> list[int]:
    """Give up windows, going through the half-hours in this order again and again, as long as the target is kept."""
    best, closed_to = list(plan), set[int]()
    while len(closed_to) < len(best):
        for slot in order:
            if slot in closed_to:
                continue
            if best[slot] <= 1:
                closed_to.add(slot)
                continue
            tried = list(best)
            tried[slot] -= 1
            if len(_fails(demands, tried, target)):
                closed_to.add(slot)
            else:
                best = tried
    return best


def windows_needed(demand: Demand, target: Target | None = None, also: Demand | None = None) -> Need:
    """The plan of fewest window-hours that was found. At least one window is always open. `also`: other days of the same hall
    on which it must keep the target too: a plan for busy days alone may leave too little for the worst of all."""
    target = target or Target()
    slots, demands = demand.slots, [demand] if also is None else [demand, also]
    if not demand.arrive.size:
        return Need(demand.opened, (1,) * slots, (None,) * slots, (0.0,) * slots, demand.days, True)
    plan = [min(MOST, n + 1) for n in erlang_c_plan(demand, target.share, target.minutes)]
    met = _raised(demands, plan, target)
    if met:
        busiest = sorted(range(slots), key=lambda s: -plan[s])
        orders = (range(slots), range(slots - 1, -1, -1), busiest, busiest[::-1])
        plan = min((_lowered(demands, plan, target, order) for order in orders), key=sum)
    share, _ = plan_shares(demand, plan, target.minutes)
    said = tuple(None if np.isnan(x) else float(x) for x in share)
    return Need(demand.opened, tuple(plan), said, tuple(map(float, demand.per_slot())), demand.days, met)


def windows_for(days: Sequence[DayLog], target: Target | None = None, busy: float | None = None) -> Need:
    """The need on all of these days. `busy`: on those about this percentile of work, and on all of them besides."""
    known = learned_of(days)
    every = demand_of(days, learned=known)
    if busy is None:
        return windows_needed(every, target)
    return windows_needed(demand_of(days, busy=busy, learned=known), target, also=every)


def windows_by_skill(demands: Mapping[str, Demand], target: Target | None = None) -> dict[str, Need]:
    """The need of each line by itself, as windows that serve nothing else would have to cover it."""
    return {name: windows_needed(demand, target) for name, demand in sorted(demands.items())}
