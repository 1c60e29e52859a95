"""What else past days teach: people who are gone when called or leave, pauses between services, when calling really ends."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..hall.values import DayLog, Plan, Visit, Window

Array = NDArray[np.float64]
WAITS = np.array([0.0, 5.0, 10.0, 20.0, 30.0, 45.0, 60.0, 90.0, 120.0, 1e9]) * 60.0
BANDS = 8
"""The day is cut into so many bands for pauses."""


@dataclass(slots=True)
class Habits:
    """`away`: chance of being gone when called, by band of `WAITS`; `lost`: seconds such a call takes (quantiles);
    `leaving`: chance a second of giving up, by band; `gaps`: seconds a window needs before the next call though
    somebody waits (quantiles, by band of the day); `plans`: working
    intervals of windows that name none, where the past shows them; `busy_until`: until when a window still calls on
    most days; `runs_on`: whether people are called after closing."""

    away: Array = field(default_factory=lambda: np.full(len(WAITS) - 1, 0.03))
    lost: Array = field(default_factory=lambda: np.full(64, 60.0))
    leaving: Array = field(default_factory=lambda: np.zeros(len(WAITS) - 1))
    gaps: tuple[Array, ...] = field(default_factory=lambda: (np.zeros(512),))
    plans: dict[Any, Plan] = field(default_factory=dict)
    busy_until: dict[Any, float] = field(default_factory=dict)
    opens: float = 0.0
    closes: float = 86_400.0
    runs_on: bool = True
    last_call: float = 0.0

    def away_at(self, waited: Array) -> Array:
        """Chance of being gone when called after so long a wait."""
        return np.asarray(self.away[np.clip(np.searchsorted(WAITS, waited, "right") - 1, 0, len(self.away) - 1)])

    def gap_table(self, at: float) -> Array:
        """Quantiles of the gap before the next call for services that end about then."""
        n = len(self.gaps)
        band = int((at - self.opens) / max(1.0, self.closes - self.opens) * n)
        return self.gaps[min(n - 1, max(0, band))]


def fit_habits(days: Sequence[DayLog]) -> Habits:
    """Learn from past days; what was never seen keeps a mild default."""
    found = Habits()
    if not days:
        return found
    found.opens = float(np.median([d.open for d in days]))
    found.closes = float(np.median([d.close for d in days]))
    visits = [v for d in days for v in d.visits]
    _fit_away(found, [v for v in visits if v.call is not None])
    _fit_leaving(found, days)
    found.plans = seen_plans(days)
    _fit_gaps(found, [replace(d, windows=tuple(with_plan(w, found.plans) for w in d.windows)) for d in days])
    found.busy_until = _busy_until(days)
    late = [v.call - d.close for d in days for v in d.visits if v.call is not None]
    found.last_call = max(late, default=0.0)
    stranded = sum(1 for d in days for v in d.visits if v.call is None and not _gave_up(v, d))
    found.runs_on = found.last_call > 30.0 or stranded == 0
    return found


def _gave_up(visit: Visit, day: DayLog) -> bool:
    """Left by himself, rather than still in line when calling ended."""
    return visit.call is None and visit.outcome == "left" and visit.end is not None and visit.end < day.close - 1.0


def _fit_away(found: Habits, called: Sequence[Visit]) -> None:
    waited = np.array([v.call - v.ticket.arrive for v in called if v.call is not None])
    gone = np.array([v.outcome == "noshow" for v in called])
    if not len(called):
        return
    band = np.clip(np.searchsorted(WAITS, waited, "right") - 1, 0, len(WAITS) - 2)
    overall = float((gone.sum() + 0.3) / (len(gone) + 10.0))
    n = np.bincount(band, minlength=len(WAITS) - 1)
    seen = np.bincount(band, weights=gone, minlength=len(WAITS) - 1)
    rate, before = np.zeros(len(n)), overall
    for i in range(len(n)):  # each band leans on the one before: a chance changes slowly with the wait
        before = rate[i] = (seen[i] + 30.0 * before) / (n[i] + 30.0)
    found.away = rate
    lost = [v.end - v.call for v in called if v.outcome == "noshow" and v.end is not None and v.call is not None]
    if len(lost) >= 5:
        found.lost = np.quantile(lost, (np.arange(64) + 0.5) / 64)


def _fit_leaving(found: Habits, days: Sequence[DayLog]) -> None:
    """Events ÷ exposure in each band of waiting."""
    exposure, events = np.zeros(len(WAITS) - 1), np.zeros(len(WAITS) - 1)
    for day in days:
        for v in day.visits:
            left = _gave_up(v, day)
            until = v.call if v.call is not None else v.end if v.end is not None else day.close
            lasted = max(0.0, until - v.ticket.arrive)
            exposure += np.clip(lasted - WAITS[:-1], 0.0, np.diff(WAITS))
            if left:
                events[min(len(events) - 1, int(np.searchsorted(WAITS, lasted, "right")) - 1)] += 1
    found.leaving = events / (exposure + 3600.0)


def _busy_line(day: DayLog, window: Window) -> tuple[Array, Array]:
    """(times, seconds so far in which somebody waited whom this window may call): a broken line to interpolate."""
    marks: list[tuple[float, int]] = []
    for v in day.visits:
        if window.serves(v.ticket.queue):
            until = v.call if v.call is not None else v.end if v.end is not None else day.close
            marks += [(v.ticket.arrive, 1), (max(v.ticket.arrive, until), -1)]
    if not marks:
        return np.array([0.0, 86_400.0]), np.zeros(2)
    marks.sort()
    times = np.array([m[0] for m in marks])
    somebody = np.cumsum([m[1] for m in marks]) > 0
    total = np.concatenate([[0.0], np.cumsum(np.diff(times) * somebody[:-1])])
    return times, total


def _busy_until(days: Sequence[DayLog]) -> dict[Any, float]:
    last: dict[Any, dict[int, float]] = {}
    for i, day in enumerate(days):
        for v in day.visits:
            if v.call is not None:
                own = last.setdefault(v.window, {})
                own[i] = max(own.get(i, 0.0), v.call)
    return {window: float(np.median(list(own.values()))) for window, own in last.items()}


def with_plan(window: Window, plans: dict[Any, Plan]) -> Window:
    """The window with the plan that the past shows, if it names none itself."""
    if window.plan is not None or window.id not in plans:
        return window
    return replace(window, plan=plans[window.id])


def seen_plans(days: Sequence[DayLog]) -> dict[Any, Plan]:
    """Working intervals of windows without a plan: where over many days no call ever begins, the window is closed."""
    calls: dict[Any, list[float]] = {}
    for day in days:
        named = {w.id for w in day.windows if w.plan is not None}
        for v in day.visits:
            if v.call is not None and v.window not in named and day.open <= v.call <= day.close:
                calls.setdefault(v.window, []).append(v.call)
    if len(days) < 5:
        return {}
    opened, closed = (float(np.median([getattr(d, name) for d in days])) for name in ("open", "close"))
    return {window: plan for window, times in calls.items() if (plan := _plan(sorted(times), opened, closed))}


def _plan(times: list[float], opened: float, closed: float) -> Plan | None:
    """Intervals between silences that cannot be chance; None when there are none."""
    if len(times) < 60:
        return None
    usual = (times[-1] - times[0]) / len(times)
    silence = max(600.0, 25.0 * usual)
    edges = [opened, *times, closed]
    breaks = [(a, b) for a, b in itertools.pairwise(edges) if b - a > silence]
    if not breaks:
        return None
    starts = [opened, *(b for _, b in breaks)]
    ends = [*(a for a, _ in breaks), closed]
    return tuple((a, b) for a, b in zip(starts, ends, strict=True) if b > a)


def _closed(window: Window, begin: float, end: float, day: DayLog) -> float:
    """Seconds of (begin, end) outside the window's plan."""
    if window.plan is None:
        return 0.0
    inside = sum(max(0.0, min(end, b) - max(begin, a)) for a, b in window.plan)
    return max(0.0, min(end, day.close) - begin - inside) if begin < day.close else 0.0


def _fit_gaps(found: Habits, days: Sequence[DayLog]) -> None:
    rows: list[tuple[float, float]] = []
    for day in days:
        lines: dict[Any, tuple[Array, Array]] = {}
        by_window: dict[Any, list[Visit]] = {}
        for v in day.visits:
            if v.call is not None and v.end is not None:
                by_window.setdefault(v.window, []).append(v)
        for window in day.windows:
            served = sorted(by_window.get(window.id, ()), key=lambda v: v.call or 0.0)
            if len(served) < 2:
                continue
            skills = window.skills
            if skills not in lines:
                lines[skills] = _busy_line(day, window)
            rows += _gaps(day, window, served, lines[skills])
    if len(rows) < 20:
        return
    at, gap = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    band = np.clip(((at - found.opens) / max(1.0, found.closes - found.opens) * BANDS).astype(int), 0, BANDS - 1)
    grid = (np.arange(512) + 0.5) / 512
    every = np.quantile(gap, grid)
    found.gaps = tuple(np.quantile(gap[band == b], grid) if (band == b).sum() >= 150 else every for b in range(BANDS))


def _gaps(day: DayLog, window: Window, served: Sequence[Visit], line: tuple[Array, Array]) -> list[tuple[float, float]]:
    """(end of a service, blocked seconds) wherever somebody was waiting at that end."""
    found = []
    ends = np.array([v.end for v in served[:-1]])
    calls = np.array([v.call for v in served[1:]])
    had, has, soon = (np.interp(x, *line) for x in (ends, calls, ends + 1.0))
    for end, call, a, b, a1 in zip(ends, calls, had, has, soon, strict=True):
        if a1 - a > 0.5:  # somebody waits just then
            found.append((float(end), max(0.0, float(b - a) - _closed(window, float(end), float(call), day))))
    return found


def hazard_times(leaving: Array, waited: Array, patience: Array) -> Array:
    """(n, R): seconds from now until people who have waited so long (n, 1) give up; `patience` the logarithm of draws from (0, 1)."""
    edges = np.minimum(WAITS, 1e7)
    total = np.concatenate([[0.0], np.cumsum(leaving * np.diff(edges))])
    wanted = np.interp(waited, edges, total) - patience
    return np.asarray(np.where(wanted > total[-1], np.inf, np.interp(wanted, total, edges) - waited))
