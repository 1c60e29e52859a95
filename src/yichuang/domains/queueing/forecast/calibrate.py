"""Ranges that hold as often as they say, learned from forecasts of past days."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Three = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Raw:
    """A played distribution: sorted remaining seconds, people in line who may go first, windows that may call."""

    waits: Array
    ahead: int
    windows: int


@dataclass(slots=True)
class Calibration:
    """Nothing is corrected until past days say how."""

    low: Array = field(default_factory=lambda: np.ones(3))

    def apply(self, three: Three) -> Three:
        return three


def quantiles(waits: Array) -> Three:
    """p10, p50, p90 of sorted values."""
    n = len(waits) - 1
    if n < 0:
        return 0.0, 0.0, 0.0
    at = [n * t for t in (0.1, 0.5, 0.9)]
    low = [int(a) for a in at]
    a, b, c = (float(waits[i] + (x - i) * (waits[min(n, i + 1)] - waits[i])) for i, x in zip(low, at, strict=True))
    return a, b, c


def fit_calibration(seen: Sequence[tuple[Three, float]]) -> Calibration:
    return Calibration()
