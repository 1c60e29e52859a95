"""A past day made playable: the same people at the same seconds with the services they really had, so that another order,
another timetable or another window can be tried on it."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..forecast.habits import Habits, fit_habits, with_plan
from ..forecast.services import Services, fit_services
from ..hall.values import DayLog, Visit
from .days import MadeDay, Person, Shift
from .run import Timetable

FOREVER = 1e9
GAPS = 4096


class Past:
    """What the days together teach about what a single log does not say: moments between services, services of people who
    were never called, plans that no window names."""

    def __init__(self, days: Sequence[DayLog]) -> None:
        self.days = list(days)
        self.services: Services = fit_services(days)
        self.habits: Habits = fit_habits(days)
        kinds = {(v.ticket.queue, v.ticket.item) for d in days for v in d.visits}
        self.means = {kind: self.services.mean(*kind) for kind in kinds}

    def playable(self, number: int, seed: int = 1) -> MadeDay:
        """Day `number` (from 0). Equal seeds give equal days."""
        day = self.days[number]
        rng = np.random.default_rng([seed, number])
        people = tuple(sorted((self._person(v, rng) for v in day.visits), key=lambda p: p.ticket.arrive))
        called = {v.window for v in day.visits if v.call is not None}
        shifts = []
        for named in day.windows:
            window = with_plan(named, self.habits.plans)
            plan = window.plan if window.plan is not None else ((day.open, day.close),)
            shifts.append(Shift(named.id, named.skills, plan if named.id in called else (), named.plan, 1.0, ()))
        tables = np.concatenate(self.habits.gaps)
        return MadeDay(number, day.dow, people, tuple(shifts), tables[rng.integers(len(tables), size=GAPS)])

    def _person(self, visit: Visit, rng: np.random.Generator) -> Person:
        """Who was gone when called is gone again; who gave up has the patience he showed; the others would have waited."""
        bell = rng.normal()
        t, away = visit.ticket, visit.outcome == "noshow"
        lasted = None if visit.call is None or visit.end is None else max(1.0, visit.end - visit.call)
        patience = FOREVER
        if visit.call is None and visit.end is not None:
            patience = max(1.0, visit.end - t.arrive)
        if lasted is None or away:
            drawn = float(np.exp(self.services.level(t.queue, t.item) + self.services.spread(t.queue, t.item) * bell))
            return Person(t, drawn, lasted if away else None, patience, -1.0 if away else 1.0)
        return Person(t, lasted, None, patience, 1.0)


def timetable_of(day: DayLog) -> Timetable:
    """Opening and closing of a past day; being gone is each person's own, not a chance."""
    return Timetable(day.open, day.close, day.grace)


def order_of(days: Sequence[DayLog]) -> dict[str, Any]:
    """The calling order of the latest of these days."""
    return dict(days[-1].policy) if days else {"name": "default"}
