"""A day played event by event: people come, clerks call by the policy, pause, go to lunch, and close.

The run can be looked at from outside at any moment as a `State`, exactly as the hall at work would show it.
"""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..hall.values import Call, DayLog, Served, Serving, State, Ticket, Visit, Window
from ..policy import Decision, Policy, pick
from ..policy.order import Expected, unknown
from .days import MadeDay, Person, Shift

ARRIVE, END, READY, EDGE, PAUSE, LEAVE = range(6)


@dataclass(slots=True)
class Desk:
    """A window while the day runs."""

    shift: Shift
    status: str = "closed"
    person: Person | None = None
    since: float = 0.0
    until: float | None = None
    free: bool = False
    gaps: int = 0
    pauses: list[tuple[float, float]] = field(default_factory=list)

    def window(self) -> Window:
        """As it stands now."""
        at = self.person
        serving = Serving(at.ticket.queue, at.ticket.item, self.since) if at else None
        return Window(self.shift.id, self.shift.skills, self.status, serving, self.shift.told)


@dataclass(frozen=True, slots=True)
class Timetable:
    """What the center fixes: opening, closing, and for how long after it people who wait are still called."""

    open: float
    close: float
    grace: float
    noshow: float = 0.0
    noshow_per_hour: float = 0.0


Watch = Callable[["Run", Ticket, float], None]


class Run:
    """One day. `arrived` is told of each ticket before anybody can call it, `called` of each call just before it."""

    def __init__(
        self, day: MadeDay, timetable: Timetable, policy: Policy, *, setting: dict[str, Any] | None = None,
        expected: Expected = unknown, usual: float | None = None, arrived: Watch | None = None, called: Watch | None = None,
        explain: Callable[[Decision, float], None] | None = None,
    ) -> None:  # fmt: skip
        self.day, self.times, self.policy = day, timetable, policy
        self.setting = setting or {"name": policy.name}
        self.expected, self.usual = expected, usual
        self.arrived, self.called, self.explain = arrived, called, explain
        self.desks = [Desk(s, pauses=list(s.pauses)) for s in day.shifts]
        self.waiting: dict[Any, Person] = {}
        self.visits: dict[Any, Visit] = {}
        self.calls: list[Call] = []
        self.served: list[Served] = []
        self.now = timetable.open
        self._events: list[tuple[float, int, int, Any]] = []
        self._n = 0

    def _at(self, time: float, kind: int, what: Any) -> None:
        self._n += 1
        heapq.heappush(self._events, (time, kind, self._n, what))

    def play(self) -> DayLog:
        """The whole day; the log of it."""
        for person in self.day.people:
            self._at(person.ticket.arrive, ARRIVE, person)
        for i, desk in enumerate(self.desks):
            for begin, end in desk.shift.plan:
                self._at(begin, EDGE, i)
                if end < self.times.close:
                    self._at(end, EDGE, i)
            for due, _ in desk.pauses:
                self._at(due, PAUSE, i)
        acts = {
            ARRIVE: self._arrive,
            END: self._end,
            READY: self._ready,
            EDGE: self._edge,
            PAUSE: self._due,
            LEAVE: self._leave,
        }
        while self._events:
            self.now, kind, _, what = heapq.heappop(self._events)
            acts[kind](what)
        return self._log()

    def _arrive(self, person: Person) -> None:
        ticket = person.ticket
        self.waiting[ticket.id] = person
        if self.arrived:
            self.arrived(self, ticket, self.now)
        self._at(self.now + person.patience, LEAVE, ticket.id)
        free = [
            d
            for d in self.desks
            if d.free and d.status == "idle" and (d.shift.skills is None or ticket.queue in d.shift.skills)
        ]
        for desk in sorted(free, key=lambda d: d.since):
            if ticket.id in self.waiting:
                self._call(desk)

    def _leave(self, ticket_id: Any) -> None:
        person = self.waiting.pop(ticket_id, None)
        if person is not None:
            self.visits[ticket_id] = Visit(person.ticket, None, self.now, None, "left")

    def _working(self, desk: Desk) -> bool:
        """Whether its plan lets the window call at this moment; after closing whoever worked until then goes on."""
        at = min(self.now, self.times.close - 1e-6)
        return any(a <= at < b for a, b in desk.shift.plan) and self.now <= self.times.close + self.times.grace

    def _settle(self, desk: Desk) -> None:
        """After a service, a pause or an edge of the plan: pause that is due, closed, or ready after a moment."""
        desk.person, desk.free, desk.until = None, False, None
        if not self._working(desk):
            desk.status, desk.since = "closed", self.now
            return
        if desk.pauses and desk.pauses[0][0] <= self.now:
            _, length = desk.pauses.pop(0)
            desk.status, desk.since, desk.until = "paused", self.now, self.now + length
            self._at(desk.until, READY, (self.desks.index(desk), desk.until))
            return
        desk.status, desk.since = "idle", self.now
        place = self.desks.index(desk)
        desk.gaps += 1  # a window's own moments, whatever happens at the others: changes are compared on the same luck
        desk.until = self.now + self.day.gaps[(211 * place + desk.gaps) % len(self.day.gaps)]
        self._at(desk.until, READY, (place, desk.until))

    def _ready(self, what: tuple[int, float]) -> None:
        desk = self.desks[what[0]]
        if desk.until != what[1] or desk.person is not None:
            return
        if desk.status == "paused":
            self._settle(desk)
            return
        desk.free, desk.until = True, None
        self._call(desk)

    def _edge(self, i: int) -> None:
        desk = self.desks[i]
        if desk.person is None and desk.status != "paused":
            self._settle(desk)

    def _due(self, i: int) -> None:
        desk = self.desks[i]
        if desk.status == "idle" and desk.pauses and desk.pauses[0][0] <= self.now:
            self._settle(desk)

    def _call(self, desk: Desk) -> None:
        if not self._working(desk):
            return
        line = (p.ticket for p in self.waiting.values())
        before = [c.cls for c in self.calls[-12:]]
        found = pick(
            self.policy, desk.window(), line, self.now, expected=self.expected, usual=self.usual, before=before
        )
        if found is None:
            return
        ticket = found.chosen.ticket
        if self.explain:
            self.explain(found, self.now)
        if self.called:
            self.called(self, ticket, self.now)
        person = self.waiting.pop(ticket.id)
        waited = self.now - ticket.arrive
        away = bool(person.chance < self.times.noshow + self.times.noshow_per_hour * waited / 3600.0)
        lasts = person.gone if away and person.gone is not None else person.seconds * desk.shift.speed
        desk.person, desk.status, desk.since, desk.free, desk.until = person, "busy", self.now, False, None
        self.calls.append(Call(ticket.queue, ticket.cls, self.now, waited))
        self.visits[ticket.id] = Visit(
            ticket, self.now, self.now + lasts, desk.shift.id, "noshow" if away else "served"
        )
        self._at(self.now + lasts, END, (desk, away))

    def _end(self, what: tuple[Desk, bool]) -> None:
        desk, away = what
        assert desk.person is not None
        ticket = desk.person.ticket
        self.served.append(Served(ticket.queue, ticket.item, desk.shift.id, self.now, self.now - desk.since, away))
        self._settle(desk)

    def state(self, *, ticket: Ticket | None = None, window: Any = None) -> State:
        """What may be known at this moment."""
        return State(
            self.now, self.times.open, self.times.close, self.times.grace, self.day.dow, self.setting, ticket, window,
            tuple(p.ticket for p in self.waiting.values()), tuple(d.window() for d in self.desks), tuple(self.calls),
            tuple(self.served),
        )  # fmt: skip

    def _log(self) -> DayLog:
        windows = tuple(Window(s.id, s.skills, "closed", None, s.told) for s in self.day.shifts)
        people: Sequence[Person] = self.day.people
        visits = tuple(self.visits.get(p.ticket.id) or Visit(p.ticket, None, None, None, "left") for p in people)
        return DayLog(self.times.open, self.times.close, self.times.grace, self.day.dow, self.setting, windows, visits)
