"""The fewest windows with which, in every half-hour, enough people are called in time.

The plan is played over the hall's own days: who comes at which second and for how long is what was seen. It starts high
and gives up windows one by one as long as every half-hour still meets the target.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .demand import SLOT, Array, Demand
from .formulas import erlang_c_plan, staff_for, window_hours

NEVER = 1e9
SURE = 1.3
"""The mean share over the days played must lie above the target by so many of its standard errors: other days will come."""

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
    opening = _openings(demand, plan)
    days, people = demand.arrive.shape
    rows, columns = np.arange(days), np.arange(len(opening))
    free = np.zeros((days, len(opening)))
    waits = np.zeros((days, people))
    for i in range(people):
        come = demand.arrive[:, i]
        here = np.where(np.isfinite(come), come, demand.opened)
        at = np.maximum(free, here[:, None])
        slot = np.clip((at - demand.opened) // SLOT, 0, demand.slots).astype(np.int64)
        at = np.maximum(at, opening[columns, slot])
        w = at.argmin(1)
        call = at[rows, w]
        waits[:, i] = call - here
        free[rows, w] = np.where(np.isfinite(come), call + demand.takes[:, i], free[rows, w])
    return waits


def plan_shares(demand: Demand, plan: Sequence[int], minutes: float) -> tuple[Array, Array]:
    """(share, its standard error) of people called in time by half-hour of their coming: the smaller of the mean over days
    and the share of all people. NaN where nobody comes."""
    fine = waits_under(demand, plan) <= 60.0 * minutes
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


def _fails(demand: Demand, plan: Sequence[int], target: Target) -> NDArray[np.int64]:
    """Half-hours that miss the target, earliest first."""
    share, error = plan_shares(demand, plan, target.minutes)
    return np.flatnonzero(share < np.minimum(target.share + SURE * error, 1.0 - 1e-9))


def _raised(demand: Demand, plan: list[int], target: Target) -> bool:
    """Add windows where a half-hour fails, until none does: the same share at a time, so that even a hopeless target
    is known after some twenty plays."""
    while len(failing := _fails(demand, plan, target)):
        if plan[failing[0]] >= MOST:
            return False
        for slot in failing:
            plan[slot] = min(MOST, plan[slot] + max(1, plan[slot] // 4))
    return True


def _lowered(demand: Demand, plan: Sequence[int], target: Target, order: Sequence[int]) -> list[int]:
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
            if len(_fails(demand, tried, target)):
                closed_to.add(slot)
            else:
                best = tried
    return best


def windows_needed(demand: Demand, target: Target | None = None) -> Need:
    """The plan of fewest window-hours that was found. At least one window is always open."""
    target = target or Target()
    slots = demand.slots
    if not demand.arrive.size:
        return Need(demand.opened, (1,) * slots, (None,) * slots, (0.0,) * slots, demand.days, True)
    plan = [min(MOST, n + 1) for n in erlang_c_plan(demand, target.share, target.minutes)]
    met = _raised(demand, plan, target)
    if met:
        busiest = sorted(range(slots), key=lambda s: -plan[s])
        orders = (range(slots), range(slots - 1, -1, -1), busiest, busiest[::-1])
        plan = min((_lowered(demand, plan, target, order) for order in orders), key=sum)
    share, _ = plan_shares(demand, plan, target.minutes)
    said = tuple(None if np.isnan(x) else float(x) for x in share)
    return Need(demand.opened, tuple(plan), said, tuple(map(float, demand.per_slot())), demand.days, met)


def windows_by_skill(demands: Mapping[str, Demand], target: Target | None = None) -> dict[str, Need]:
    """The need of each line by itself, as windows that serve nothing else would have to cover it."""
    return {name: windows_needed(demand, target) for name, demand in sorted(demands.items())}
