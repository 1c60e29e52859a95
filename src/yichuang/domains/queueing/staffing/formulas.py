"""What the textbooks' formulas would plan, to stand beside the plan that was played; and the rule for staff."""

from collections.abc import Sequence
from math import ceil, erf, exp, pi, sqrt

from .demand import SLOT, Demand


def staff_for(windows: int) -> int:
    """People needed for so many windows at the peak: windows to staff stand as 1 to 1.2 at least (DB50/T 1603-2024, 6.1.2)."""
    return -(-windows * 12 // 10)


def waiting_chance(windows: int, load: float) -> float:
    """Erlang's C: chance that a comer finds all windows busy; 1 when the load is too much for them."""
    if load <= 0:
        return 0.0
    if windows <= load:
        return 1.0
    blocked = 1.0
    for n in range(1, windows + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked / (1.0 - load / windows * (1.0 - blocked))


def late_chance(windows: int, load: float, wait: float, mean: float) -> float:
    """Chance of a wait of more than `wait` seconds with so many windows, in an M/M/s queue that has settled."""
    if windows <= load:
        return 1.0
    return waiting_chance(windows, load) * exp(-(windows - load) * wait / mean)


def _loads(demand: Demand) -> tuple[list[float], float]:
    mean = demand.mean()
    return [float(n) * mean / SLOT for n in demand.per_slot()], mean


def erlang_c_plan(demand: Demand, share: float, minutes: float) -> tuple[int, ...]:
    """Each half-hour by itself as if it had settled (SIPP): the fewest windows with which `share` is called in time."""
    loads, mean = _loads(demand)
    plan = []
    for load in loads:
        n = max(1, ceil(load))
        while late_chance(n, load, 60.0 * minutes, mean) > 1.0 - share:
            n += 1
        plan.append(n)
    return tuple(plan)


def square_root_plan(demand: Demand, share: float, minutes: float) -> tuple[int, ...]:
    """Load + β√load, with the least β whose chance of waiting, thinned by the time allowed, keeps the share."""
    loads, mean = _loads(demand)
    return tuple(max(1, ceil(load + _beta(load, 1.0 - share, 60.0 * minutes / mean) * sqrt(load))) for load in loads)


def _beta(load: float, late: float, allowed: float) -> float:
    low, high = 0.0, 8.0
    for _ in range(40):
        beta = (low + high) / 2.0
        density, below = exp(-beta * beta / 2.0) / sqrt(2.0 * pi), 0.5 * (1.0 + erf(beta / sqrt(2.0)))
        chance = exp(-beta * sqrt(load) * allowed) / (1.0 + beta * below / density)
        low, high = (low, beta) if chance <= late else (beta, high)
    return high


def window_hours(plan: Sequence[int]) -> float:
    """Hours of open windows in a plan by half-hours."""
    return sum(plan) * SLOT / 3600.0
