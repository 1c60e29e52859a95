"""How long people stay at the window, learned from past days: by item, with the clerk and the day as shifts.

log(seconds) = item + window + day + spread(item) × residual. Items, windows and days with few services are drawn towards
what lies above them (queue, all, zero); the residual's shape is the one that was seen, not an assumed one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..hall.values import DayLog, Served

Array = NDArray[np.float64]
LEAST = 5.0
"""Services shorter than so many seconds count as so long: a logarithm needs a floor."""

STEPS = 512
DEFAULT_MEAN, DEFAULT_SPREAD = 480.0, 0.75


@dataclass(slots=True)
class Services:
    """What is known of service times. `levels` and `spreads` by (queue, item), by (queue, "") and by ("", "")."""

    levels: dict[tuple[str, str], float] = field(default_factory=lambda: {("", ""): log(DEFAULT_MEAN) - 0.28})
    spreads: dict[tuple[str, str], float] = field(default_factory=lambda: {("", ""): DEFAULT_SPREAD})
    clerks: dict[Any, float] = field(default_factory=dict)
    shape: Array = field(default_factory=lambda: normal_quantiles(STEPS))
    day_sd: float = 0.1
    count: int = 0
    _tail: Array | None = None
    _means: dict[tuple[str, str], float] = field(default_factory=dict)

    def level(self, queue: str, item: str) -> float:
        """Mean of the logarithm for an item; of its queue when the item is new; of all when the queue is."""
        return _nearest(self.levels, queue, item)

    def spread(self, queue: str, item: str) -> float:
        """Standard deviation of the logarithm within a day."""
        return _nearest(self.spreads, queue, item)

    def mean(self, queue: str, item: str) -> float:
        """Expected seconds of an item on a usual day."""
        found = self._means.get((queue, item))
        if found is None:
            s = self.spread(queue, item)
            found = exp(self.level(queue, item)) * float(np.mean(np.exp(s * self.shape)))
            if (queue, item) in self.levels:
                self._means[queue, item] = found
        return found

    def day_shift(
        self, served: Iterable[Served], running: Sequence[tuple[Any, str, str, float]] = ()
    ) -> tuple[float, float]:
        """(mean, standard deviation) of today's shift of the logarithm, given what was served so far today and what is
        still running, as (window, queue, item, seconds until now). Without the latter a young day looks too quick: only
        its short services have ended."""
        gained = weight = 0.0
        known: dict[tuple[str, str], tuple[float, float, float]] = {}
        clerks = self.clerks
        for one in served:
            if one.noshow:
                continue
            kind = (one.queue, one.item)
            if kind not in known:
                spread = self.spread(*kind)
                known[kind] = self.level(*kind), 3.0 * spread, spread**-2
            level, most, w = known[kind]
            at = log(one.seconds if one.seconds > LEAST else LEAST) - level - clerks.get(one.window, 0.0)
            gained += (at if -most < at < most else most if at > 0 else -most) * w
            weight += w
        prior = 1.0 / max(1e-6, self.day_sd**2)
        if not running:
            return gained / (weight + prior), (weight + prior) ** -0.5
        return self._with_running(running, gained, weight, prior)

    def _with_running(
        self, running: Sequence[tuple[Any, str, str, float]], gained: float, weight: float, prior: float
    ) -> tuple[float, float]:
        """A service that runs counts as what it is expected to become, at the shift believed so far; twice is enough."""
        spread = np.array([self.spread(q, i) for _, q, i, _ in running])
        base = np.array([self.level(q, i) + self.clerks.get(w, 0.0) for w, q, i, _ in running])
        been = np.log(np.maximum(LEAST, [x[3] for x in running]))
        believed = gained / (weight + prior)
        for _ in range(2):
            place = np.searchsorted(self.shape, (been - base - believed) / spread)
            expected = believed + spread * self.tail[np.minimum(place, STEPS - 1)]
            believed = (gained + float(np.sum(expected / spread**2))) / (weight + float(np.sum(spread**-2)) + prior)
        # what is only expected adds to the middle, not to how sure it is
        return believed, (weight + prior) ** -0.5

    @property
    def tail(self) -> Array:
        """Mean of the residuals from each place of the shape upwards."""
        if self._tail is None:
            self._tail = np.cumsum(self.shape[::-1])[::-1] / np.arange(STEPS, 0, -1)
        return self._tail


def _nearest(table: Mapping[tuple[str, str], float], queue: str, item: str) -> float:
    found = table.get((queue, item))
    if found is None:
        found = table.get((queue, ""))
    return table[("", "")] if found is None else found


def normal_quantiles(n: int) -> Array:
    """The middle of n equal slices of the standard normal distribution."""
    from statistics import NormalDist

    bell = NormalDist()
    return np.array([bell.inv_cdf((i + 0.5) / n) for i in range(n)])


def fit_services(days: Sequence[DayLog]) -> Services:
    """Learn from past days; with fewer than thirty services the defaults weigh most."""
    rows = [
        (d, v.ticket.queue, v.ticket.item, v.window, log(max(LEAST, v.end - v.call)))
        for d, day in enumerate(days) for v in day.visits
        if v.outcome == "served" and v.call is not None and v.end is not None and v.end > v.call
    ]  # fmt: skip
    found = Services(count=len(rows))
    if len(rows) < 2:
        return found
    y = np.array([r[4] for r in rows])
    day = np.array([r[0] for r in rows])
    kinds = sorted({(r[1], r[2]) for r in rows})
    kind = np.array([{k: i for i, k in enumerate(kinds)}[(r[1], r[2])] for r in rows])
    windows = sorted({r[3] for r in rows}, key=str)
    window = np.array([{w: i for i, w in enumerate(windows)}[r[3]] for r in rows])
    shifts = _Shifts(y, kind, [k[0] for k in kinds], window, day, len(days))
    shifts.solve()
    found.levels = {("", ""): shifts.top, **{(q, ""): m for q, m in shifts.queue_level.items()},
                    **{k: float(shifts.level[i]) for i, k in enumerate(kinds)}}  # fmt: skip
    found.clerks = {w: float(shifts.clerk[i]) for i, w in enumerate(windows)}
    found.day_sd = shifts.day_sd
    found.spreads, found.shape = _spread(shifts, kinds)
    return found


class _Shifts:
    """Item, clerk and day by turns, each drawn towards zero by its own variance (a few rounds settle it)."""

    def __init__(self, y: Array, kind: Any, queues: list[str], window: Any, day: Any, days: int) -> None:
        self.y, self.kind, self.queues, self.window, self.day = y, kind, queues, window, day
        self.days = days
        self.top = float(np.median(y))
        self.level = np.full(len(queues), self.top)
        self.queue_level: dict[str, float] = {}
        self.clerk = np.zeros(int(window.max()) + 1)
        self.shift = np.zeros(days)
        self.day_sd = 0.1
        self.noise = float(max(0.05, np.var(y)))

    def _means(self, residual: Array, index: Any, size: int) -> tuple[Array, Array]:
        n = np.bincount(index, minlength=size).astype(float)
        return np.bincount(index, weights=residual, minlength=size) / np.maximum(n, 1.0), n

    def _drawn(self, residual: Array, index: Any, size: int, least: float) -> tuple[Array, float]:
        """Means of groups, drawn to zero; the variance between groups by the method of moments."""
        mean, n = self._means(residual, index, size)
        seen = n > 1
        between = least
        if seen.sum() > 1:
            w = n[seen]
            between = max(least, float(np.average(mean[seen] ** 2, weights=w) - self.noise * seen.sum() / w.sum()))
        return mean * n / (n + self.noise / between), between

    def solve(self) -> None:
        for _ in range(4):
            rest = self.y - self.clerk[self.window] - self.shift[self.day]
            self.top = float(np.mean(rest))
            self._items(rest)
            rest = self.y - self.level[self.kind]
            self.clerk, _v = self._drawn(rest - self.shift[self.day], self.window, len(self.clerk), 1e-5)
            self.shift, between = self._drawn(rest - self.clerk[self.window], self.day, self.days, 1e-4)
            # a spread over few days is hardly known: as good as four days of a usual tenth
            self.day_sd = float(((between * self.days + 4.0 * 0.1**2) / (self.days + 4.0)) ** 0.5)
            self.noise = float(max(1e-3, np.var(self.residual)))

    def _items(self, rest: Array) -> None:
        mean, n = self._means(rest, self.kind, len(self.queues))
        self.queue_level = {}
        for q in set(self.queues):
            own = np.array([k for k, name in enumerate(self.queues) if name == q])
            total = n[own].sum()
            self.queue_level[q] = float((np.dot(mean[own], n[own]) + 5.0 * self.top) / (total + 5.0))
        base = np.array([self.queue_level[q] for q in self.queues])
        self.level = (mean * n + base * 4.0) / (n + 4.0)

    @property
    def residual(self) -> Array:
        return self.y - self.level[self.kind] - self.clerk[self.window] - self.shift[self.day]


def _spread(shifts: _Shifts, kinds: list[tuple[str, str]]) -> tuple[dict[tuple[str, str], float], Array]:
    """Spread of each item (drawn to the common one) and the common shape of standardised residuals."""
    residual = shifts.residual
    common = float(max(0.05, residual.std()))
    spreads = {("", ""): common}
    n = np.bincount(shifts.kind, minlength=len(kinds)).astype(float)
    squares = np.bincount(shifts.kind, weights=residual**2, minlength=len(kinds))
    own = np.sqrt((squares + 12.0 * common**2) / (n + 12.0))
    for i, kind in enumerate(kinds):
        spreads[kind] = float(max(0.05, own[i]))
    standard = residual / own[shifts.kind]
    return spreads, _shape(standard)


def _shape(standard: Array) -> Array:
    """Quantiles of the residual: what was seen, drawn towards the normal shape while little was seen."""
    bell = normal_quantiles(STEPS)
    if len(standard) < 30:
        return bell
    seen = np.quantile(standard, (np.arange(STEPS) + 0.5) / STEPS)
    trust = len(standard) / (len(standard) + 200.0)
    mixed = trust * seen + (1.0 - trust) * bell
    return np.asarray((mixed - mixed.mean()) / max(1e-6, mixed.std()))
