"""What a played day was like for those who came: waits from where they count, by class, line and half-hour."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..hall.values import DayLog, Visit

LONG = 900.0
"""Beyond so many seconds a wait is counted as long."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Waits in seconds of `called` people; `left` gave up or were never called. `long`: share of the waits beyond a quarter
    of an hour. Empty groups have zeros."""

    called: int
    left: int
    mean: float
    p50: float
    p90: float
    longest: float
    long: float


def waited(visit: Visit) -> float | None:
    """Seconds until the call, from the arrival or the booked time of who came early; None without a call."""
    if visit.call is None:
        return None
    t = visit.ticket
    return max(0.0, visit.call - (t.arrive if t.appt is None else max(t.arrive, t.appt)))


def figures(visits: Iterable[Visit]) -> Figures:
    """Of some people."""
    all_ = [waited(v) for v in visits]
    waits = np.array([w for w in all_ if w is not None])
    if not len(waits):
        return Figures(0, len(all_), 0.0, 0.0, 0.0, 0.0, 0.0)
    p50, p90 = (float(x) for x in np.quantile(waits, (0.5, 0.9)))
    return Figures(len(waits), len(all_) - len(waits), float(waits.mean()), p50, p90, float(waits.max()), float((waits > LONG).mean()))  # fmt: skip


def by(days: Sequence[DayLog], key: Callable[[Visit], Any]) -> dict[Any, Figures]:
    """Of all people of some days, in groups."""
    groups: dict[Any, list[Visit]] = {}
    for day in days:
        for v in day.visits:
            groups.setdefault(key(v), []).append(v)
    return {name: figures(visits) for name, visits in sorted(groups.items(), key=lambda x: str(x[0]))}


def of_all(days: Sequence[DayLog]) -> Figures:
    """Of everybody."""
    return figures(v for d in days for v in d.visits)
