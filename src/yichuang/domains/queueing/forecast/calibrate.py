"""Ranges that hold as often as they say, learned from forecasts of past days.

For short, middling and long waits apart, three factors: on the middle, and on the distances from it to either end. They are
those with which the past outcomes would have fallen as they should, drawn towards one while few outcomes are known. The ends
themselves are taken from what was played at the share that should lie beyond them, so that a factor of one already means it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, log

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Three = tuple[float, float, float]
EDGES = (180.0, 900.0)
HELD = 0.84
"""So large a share of all ranges should hold. Where many people find a window free their ranges, from nothing to nothing, hold nearly always
and cannot be made to hold less: the others' are drawn in, as far as `WAITING` allows."""

WAITING = (0.76, 0.80)
"""The share that should hold of the ranges of those who wait: least and most."""

SURE = 0.985
"""Of the people who are told that a window is free, so many are called at once."""

LEAST = 5.0
"""Ranges narrower than so many seconds are left alone: a window is free."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A played distribution: sorted remaining seconds, people in line who may go first, windows that may call."""

    waits: Array
    ahead: int
    windows: int


@dataclass(slots=True)
class Calibration:
    """(middle, below, above) factors for each band of the middle; `ends`: the share of the played waits beyond either end of a range.
    `count` outcomes they rest on, `held` of which were in the range as it was before."""

    ends: float = 0.1
    factors: list[Three] = field(default_factory=lambda: [(1.0, 1.0, 1.0)] * (len(EDGES) + 1))
    count: int = 0
    held: float = 0.0

    def apply(self, waits: Array) -> Three:
        """The corrected range of sorted played waits."""
        three = a, b, c = quantiles(waits, self.ends)
        if c - a <= LEAST:
            return three
        middle, below, above = self.factors[_band(b)]
        mid = b * middle
        low = max(0.0, mid - below * middle * (b - a))
        return low, max(low, mid), max(mid, mid + above * middle * (c - b))


def _band(middle: float) -> int:
    return sum(middle >= edge for edge in EDGES)


def quantiles(waits: Array, ends: float = 0.1) -> Three:
    """Lower end, middle and upper end of sorted values, so large a share of which lies beyond either end."""
    n = len(waits) - 1
    if n < 0:
        return 0.0, 0.0, 0.0
    at = [n * t for t in (ends, 0.5, 1.0 - ends)]
    low = [int(a) for a in at]
    a, b, c = (float(waits[i] + (x - i) * (waits[min(n, i + 1)] - waits[i])) for i, x in zip(low, at, strict=True))
    return a, b, c


def _drawn(factor: float, weight: float) -> float:
    return exp(weight * log(min(4.0, max(0.25, factor))))


def fit_calibration(seen: Sequence[tuple[Array, float]], days: int) -> Calibration:
    """From pairs of (sorted waits as they were played, seconds until the call), of so many days: outcomes of one day resemble
    each other, so that a day counts for no more than ten."""
    first = [quantiles(waits) for waits, _ in seen]
    ends = ends_for(sum(three[2] - three[0] <= LEAST for three in first) / max(1, len(seen)))
    found = Calibration(ends)
    ranges = [(quantiles(waits, ends), y) for waits, y in seen]
    told = np.array([three for three, _ in ranges if three[2] - three[0] > LEAST]).reshape(-1, 3)
    was = np.array([y for three, y in ranges if three[2] - three[0] > LEAST])
    if not len(was):
        return found
    found.count, found.held = len(was), float(((was >= told[:, 0]) & (was <= told[:, 2])).mean())
    bands = np.digitize(told[:, 1], EDGES)
    for band in range(len(EDGES) + 1):
        mine = bands == band
        if mine.sum() >= 20:
            found.factors[band] = _factors(told[mine], was[mine], days, ends)
    return found


def ends_for(free: float) -> float:
    """Share of the outcomes that may lie beyond either end of a range, where so many of all ranges say that a window is free."""
    least, most = WAITING
    wanted = (HELD - free * SURE) / (1.0 - free) if free < 1.0 else least
    return (1.0 - min(most, max(least, wanted))) / 2.0


def _factors(told: Array, was: Array, days: int, ends: float) -> Three:
    n = min(len(was), 10 * days)
    a, b, c = told.T
    middle = _drawn(float(np.median(was / np.maximum(1.0, b))), n / (n + 300.0))
    off = was - middle * b
    below = float(np.quantile(-off / np.maximum(1.0, middle * (b - a)), 1.0 - ends))
    above = float(np.quantile(off / np.maximum(1.0, middle * (c - b)), 1.0 - ends))
    return middle, _drawn(below, n / (n + 100.0)), _drawn(above, n / (n + 100.0))
