"""Arrivals and work of past days, as arrays that can be played quickly."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..forecast.habits import Habits, fit_habits
from ..forecast.services import fit_services
from ..hall.values import DayLog, Visit

Array = NDArray[np.float64]
SLOT = 1800.0
SHARE_OF_DAYS = 0.3
"""Around the busy-day percentile so large a share of the days stands for "such a day"."""

USUAL = 480.0
"""Seconds of a service when no past day shows one."""

CLERKS, TENTH = 4.0, 0.1
"""How much clerks differ in pace is known before any is seen as well as from four clerks a tenth apart from the mean."""


@dataclass(frozen=True, slots=True)
class Demand:
    """People of some queues on so many days. `arrive` (D, N): the second from which each one's wait counts, infinite where a
    day has fewer than N; `takes` (D, N): seconds for which a window is occupied by him, the moment before its next call
    and the pauses that fall there included. `pace`: standard deviation between clerks of the logarithm of their seconds."""

    opened: float
    closed: float
    arrive: Array
    takes: Array
    pace: float = 0.0

    @property
    def slots(self) -> int:
        """Half-hours from opening to closing."""
        return max(1, int(np.ceil((self.closed - self.opened) / SLOT - 1e-9)))

    @property
    def days(self) -> int:
        """How many days it rests on."""
        return len(self.arrive)

    def slot_of(self, at: Array) -> NDArray[np.int64]:
        """Number of the half-hour an instant falls into; what lies outside the opening belongs to the nearest."""
        finite = np.where(np.isfinite(at), at, self.opened)
        return np.clip((finite - self.opened) // SLOT, 0, self.slots - 1).astype(np.int64)

    def per_slot(self) -> Array:
        """Mean arrivals a day in each half-hour."""
        there = np.isfinite(self.arrive)
        counted = np.bincount(self.slot_of(self.arrive)[there], minlength=self.slots)
        return np.asarray(counted / max(1, self.days), np.float64)

    def mean(self) -> float:
        """Mean seconds a window is occupied by one person."""
        there = np.isfinite(self.arrive)
        return float(self.takes[there].mean()) if there.any() else USUAL


def begin_of(visit: Visit) -> float:
    """The second from which a wait counts: the arrival, or the booked time of who came earlier than it."""
    t = visit.ticket
    return t.arrive if t.appt is None else max(t.arrive, t.appt)


@dataclass(frozen=True, slots=True)
class Learned:
    """What past days say of everybody's services, once for all demands that are made of them: seconds by item, habits, and `pace` as in
    `Demand`."""

    seconds: dict[tuple[str, str], list[float]]
    habits: Habits
    pace: float


def learned_of(days: Sequence[DayLog]) -> Learned:
    """From past days; half a second for sixty of them."""
    return Learned(_seconds(days), fit_habits(days), _pace(days))


def demand_of(
    days: Sequence[DayLog], queues: Collection[str] | None = None, busy: float | None = None, seed: int = 1, learned: Learned | None = None
) -> Demand:  # fmt: skip
    """The people of these queues (None: of all) on past days. `busy`: a percentile of the day's work, for instance 80: only
    the days about that busy count. Whoever gave up before a call would have been served had there been windows enough, and
    so would a part of those who were gone after a long wait: their services are drawn from those of the same item.
    `learned`: what was learned from these same days before."""
    rng = np.random.default_rng(seed)
    known = learned or learned_of(days)
    chosen = _about(days, busy, known) if busy is not None else list(days)
    rows = [_day(d, queues, known.seconds, known.habits, rng) for d in chosen]
    most = max((len(a) for a, _ in rows), default=0)
    arrive, takes = np.full((len(rows), most), np.inf), np.zeros((len(rows), most))
    for i, (a, s) in enumerate(rows):
        arrive[i, : len(a)], takes[i, : len(s)] = a, s
    opened = min((d.open for d in days), default=0.0)
    return Demand(opened, max((d.close for d in days), default=86_400.0), arrive, takes, known.pace)


def _pace(days: Sequence[DayLog]) -> float:
    """How far apart clerks are. Where each serves items of his own, clerk and item cannot be told apart and he counts as usual."""
    clerks = fit_services(days).clerks.values()
    return float(np.sqrt((sum(c * c for c in clerks) + CLERKS * TENTH**2) / (len(clerks) + CLERKS)))


def _lasted(visit: Visit) -> float | None:
    if visit.call is None or visit.end is None or visit.end < visit.call:
        return None
    return visit.end - visit.call


def _seconds(days: Sequence[DayLog]) -> dict[tuple[str, str], list[float]]:
    known: dict[tuple[str, str], list[float]] = {}
    for day in days:
        for v in day.visits:
            lasted = _lasted(v)
            if lasted is not None and v.outcome == "served":
                for kind in ((v.ticket.queue, v.ticket.item), (v.ticket.queue, ""), ("", "")):
                    known.setdefault(kind, []).append(lasted)
    return known


def _there_sooner(visit: Visit, habits: Habits) -> float:
    """Chance that somebody who was gone when called would have been there had he been called at once."""
    if visit.outcome != "noshow" or visit.call is None:
        return 0.0
    waited = np.array([visit.call - visit.ticket.arrive])
    return 1.0 - min(1.0, float(habits.away[0]) / max(1e-9, float(habits.away_at(waited)[0])))


def _day(
    day: DayLog, queues: Collection[str] | None, known: dict[tuple[str, str], list[float]], habits: Habits, rng: np.random.Generator
) -> tuple[Array, Array]:  # fmt: skip
    rows, gaps = [], np.concatenate(habits.gaps)
    for v in day.visits:
        if queues is not None and v.ticket.queue not in queues:
            continue
        lasted = _lasted(v)
        if rng.random() < _there_sooner(v, habits):
            lasted = None
        if lasted is None:
            kinds = ((v.ticket.queue, v.ticket.item), (v.ticket.queue, ""), ("", ""))
            like = next((known[k] for k in kinds if k in known), [USUAL])
            lasted = like[int(rng.integers(len(like)))]
        rows.append((begin_of(v), lasted + float(gaps[int(rng.integers(len(gaps)))])))
    rows.sort()
    return np.array([r[0] for r in rows]), np.array([r[1] for r in rows])


def _about(days: Sequence[DayLog], busy: float, known: Learned) -> list[DayLog]:
    """The days whose work is nearest to that percentile of all days' work."""
    means = {kind: float(np.mean(values)) for kind, values in known.seconds.items()}
    work = np.array([
        sum(_lasted(v) or means.get((v.ticket.queue, v.ticket.item), USUAL) for v in d.visits) for d in days
    ])  # fmt: skip
    at = np.percentile(work, min(100.0, max(0.0, busy))) if len(work) else 0.0
    count = min(len(days), max(5, round(SHARE_OF_DAYS * len(days))))
    return [days[i] for i in sorted(np.argsort(np.abs(work - at), kind="stable")[:count])]
