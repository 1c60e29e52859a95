"""Who will still come: arrivals a half-hour by queue and class, by weekday, and how full today is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..hall.values import DayLog, State

Array = NDArray[np.float64]
SLOT = 1800.0
SLOTS = 48


@dataclass(slots=True)
class Arrivals:
    """`rates`: people a second by (queue, class) and half-hour of the day, on a usual day; `weekday`: factor of each;
    `volume_var`: variance of a day's factor."""

    rates: dict[tuple[str, str], Array] = field(default_factory=dict)
    weekday: Array = field(default_factory=lambda: np.ones(7))
    volume_var: float = 0.03
    items: dict[tuple[str, str], dict[str, float]] = field(default_factory=dict)

    def expected(self, until: float, dow: int) -> float:
        """People expected from midnight until then."""
        total = np.sum(list(self.rates.values()), axis=0) if self.rates else np.zeros(SLOTS)
        return float(self.weekday[dow] * np.interp(until, np.arange(SLOTS + 1) * SLOT, _cumulated(total)))

    def volume(self, state: State) -> tuple[float, float]:
        """(mean, variance) of today's factor beyond its weekday, given who has come so far."""
        came = len(state.calls) + len(state.waiting)
        expected = self.expected(state.now, state.dow)
        shape = 1.0 / max(1e-3, self.volume_var)
        mean = (shape + came) / (shape + expected)
        return mean, mean / (shape + expected)


def _cumulated(rate: Array) -> Array:
    return np.concatenate([[0.0], np.cumsum(rate) * SLOT])


def _index(times: Iterable[float]) -> Array:
    return np.clip((np.fromiter(times, float) // SLOT).astype(int), 0, SLOTS - 1)


def fit_arrivals(days: Sequence[DayLog]) -> Arrivals:
    """Learn from past days."""
    found = Arrivals()
    if not days:
        return found
    counts: dict[tuple[str, str], list[float]] = {}
    items: dict[tuple[str, str], dict[str, float]] = {}
    for day in days:
        for v in day.visits:
            t = v.ticket
            counts.setdefault((t.queue, t.cls), []).append(t.arrive)
            kinds = items.setdefault((t.queue, t.cls), {})
            kinds[t.item] = kinds.get(t.item, 0.0) + 1.0
    for kind, times in counts.items():
        found.rates[kind] = np.bincount(_index(times), minlength=SLOTS) / (SLOT * len(days))
        total = sum(items[kind].values())
        found.items[kind] = {i: n / total for i, n in items[kind].items()}
    volume = np.array([len(d.visits) for d in days], float)
    usual = max(1.0, float(volume.mean()))
    for dow in range(7):
        own = volume[[d.dow == dow for d in days]]
        found.weekday[dow] = (own.sum() / usual + 3.0) / (len(own) + 3.0)
    if len(days) > 3:
        factor = volume / (usual * found.weekday[[d.dow for d in days]])
        found.volume_var = float(max(0.002, np.var(factor) - 1.0 / usual))
    return found
