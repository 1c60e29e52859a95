"""Open limits counted again by another calendar: which are touched, what date each gets, which stay because they are printed.

Pure. A change touches a limit when one of its days lies between the event and the date; a year that is published for the first time
touches every limit that reaches into it, because its working no longer rests on an assumption.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from yichuang.foundation.deadlines import OFFICE, Limit, Office, Stops, Term, due_day, term
from yichuang.foundation.workdays import Calendar
from yichuang.foundation.workdays.notices import Proposal

from .clocks import History, history_for

PRINTED = ("promise", "correction", "delivery")
"""Limits whose date stands on a paper that was handed out: it may move later, with the notice's number, but never earlier."""


@dataclass(frozen=True, slots=True)
class Touch:
    """What a change of the calendar touches."""

    days: tuple[date, ...]
    publishes: int | None = None

    @classmethod
    def of(cls, found: Proposal) -> "Touch":
        """From a notice that was not entered yet."""
        return cls(found.moved, found.year if found.publishes else None)

    def limit(self, starts_on: date, due: date) -> bool:
        """Whether a limit between these days may have to be counted again."""
        if self.publishes and starts_on.year <= self.publishes <= due.year:
            return True
        return any(starts_on <= day <= due for day in self.days)


@dataclass(frozen=True, slots=True)
class OpenLimit:
    """An open limit as it is stored. `started` is the event, with its time for limits in hours."""

    id: UUID
    case_id: UUID
    kind: str
    limit: Limit
    starts_on: date
    started: datetime | date
    due: date
    due_at: datetime
    office: Office = OFFICE

    def moved(self, history: History, calendar: Calendar, zone: ZoneInfo) -> "Move":
        """Its date by this calendar."""
        mine = history_for(self.kind, history)
        if self.limit.unit.timed:
            counted = self.counted(mine, calendar, self.due_at, zone)
            new, at = counted.due, counted.due_at
        else:
            held = Stops(mine.stops, zone)
            new, at = due_day(self.limit, mine.extension, self.starts_on, calendar, held), None
        old = self.due_at if at is not None else self.due
        then = at if at is not None else new
        if new is None or then == old:
            return Move(self, self.due, "unchanged")
        if then < old:  # type: ignore[operator]
            return Move(self, self.due, "kept") if self.kind in PRINTED else Move(self, new, "earlier")
        return Move(self, new, "later")

    def counted(self, history: History, calendar: Calendar, now: datetime, zone: ZoneInfo) -> Term:
        """The date with its segments, for storing."""
        mine = history_for(self.kind, history)
        return term(
            self.limit,
            self.started,
            calendar,
            now,
            zone,
            mine.stops,
            mine.extension,
            office=self.office,
            pictured=False,
        )


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one open limit: `earlier`, `later`, `kept` (printed, would be earlier) or `unchanged`."""

    limit: OpenLimit
    due: date
    how: str

    @property
    def moves(self) -> bool:
        return self.how in ("earlier", "later")


def first_working(day: date, calendar: Calendar) -> date:
    """The day itself, or the working day to which it gives way (民法典 203)."""
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day


def binding_date(limits: Iterable[tuple[str, date]]) -> tuple[date, str] | None:
    """The earlier of promise and statute with its name, as `clocks.bound` chooses; equal dates are the promise's."""
    dues = dict(limits)
    own = [(dues[kind], kind) for kind in ("review", "statutory") if kind in dues]  # of equal days the review's
    statute, law = min(own, key=lambda found: found[0]) if own else (None, "")
    promise = dues.get("promise")
    if promise is not None and (statute is None or promise <= statute):
        return promise, "promise"
    return (statute, law) if statute is not None else None


def counts(moves: Sequence[Move], today: date) -> dict[str, int]:
    """How many of each; `over` are those that are late by their new date and were not by the old."""
    found = dict.fromkeys(("earlier", "later", "kept", "unchanged", "over"), 0)
    for move in moves:
        found[move.how] += 1
        found["over"] += move.due < today <= move.limit.due
    return found
