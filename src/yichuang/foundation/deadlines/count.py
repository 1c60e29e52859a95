"""Counting day by day. Pure.

Every day between the event and the due date is visited once and gets a reason; the date, the segments, the drawn cells and
the sum in words are all read from this one list, so they cannot disagree. `quick` finds the same date without the list.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from yichuang.foundation.workdays import Calendar, DayKind

from .limits import Limit, Stop, StopKind, Unit, add_months

ONE = timedelta(days=1)
_EVER = date.max.toordinal()


class Why(StrEnum):
    """Why a stretch of time was, or was not, counted."""

    EVENT = "day_of_event"
    WORKING = "working_day"
    MAKEUP = "makeup_workday"
    ASSUMED = "beyond_calendar"
    NATURAL = "natural_day"
    HOURS = "hours"
    OFFICE_HOURS = "office_hours"
    OFF_HOURS = "off_hours"
    EXTENSION = "extension"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    STOP = "stop"
    ROLLED = "last_day_not_working"


REASONS = {
    DayKind.WORKING: Why.WORKING,
    DayKind.MAKEUP: Why.MAKEUP,
    DayKind.ASSUMED_WORKING: Why.ASSUMED,
    DayKind.WEEKEND: Why.WEEKEND,
    DayKind.ASSUMED_WEEKEND: Why.WEEKEND,
    DayKind.HOLIDAY: Why.HOLIDAY,
}
_WORKED = frozenset(kind for kind in DayKind if kind.works)


class Day(NamedTuple):
    """One visited day. `ordinal` is its number among the counted; `detail` names the holiday or the procedure."""

    date: date
    counted: bool
    why: Why
    detail: str = ""
    ordinal: int | None = None


class Held(NamedTuple):
    """Days, as ordinals and both included, at whose end a stop is in force. `last` is beyond all days while it is open."""

    first: int
    last: int
    kind: StopKind


class Stops:
    """The stops as days, put in order once: stretches that neither overlap nor depend on the order they were given in.

    Of several stops in force at the end of a day the one that began first is named.
    """

    def __init__(self, stops: Sequence[Stop], zone: ZoneInfo) -> None:
        self.held: list[Held] = []
        edge = 0
        spans = [(*s.days(zone), s.kind) for s in stops]
        for first, last, kind in sorted(spans, key=lambda span: (span[0], span[2])):
            lo, hi = max(first.toordinal(), edge + 1), last.toordinal() if last else _EVER
            if lo <= hi:
                self.held.append(Held(lo, hi, kind))
                edge = hi
        self._firsts = [h.first for h in self.held]

    def on(self, day: date) -> Held | None:
        """The stretch that holds a day, if one does."""
        number = day.toordinal()
        place = bisect_right(self._firsts, number) - 1
        return self.held[place] if place >= 0 and number <= self.held[place].last else None

    def kind_on(self, day: date) -> StopKind | None:
        """The procedure in force at the end of a day."""
        held = self.on(day)
        return held.kind if held else None


@dataclass(frozen=True, slots=True)
class Walk:
    """Every day after the event up to the due date; `due` is None while an open stop holds the clock."""

    days: list[Day]
    due: date | None
    total: int  # counted units that are needed, in days; for months and years the natural days they came to


def walk(limit: Limit, extension: Limit | None, start: date, calendar: Calendar, stops: Stops) -> Walk:
    """Visit the days of a limit in days, months or years, with its extension.

    An extension in the limit's own unit lengthens the limit before it is counted; in another unit it runs after the base.
    """
    needed, base = needs(limit, extension, start)
    days: list[Day] = []
    due = _phase(days, start, needed, base, limit.unit, calendar, stops)
    total = needed
    if extension is not None and extension.unit is not limit.unit and due is not None:
        more = needed_after(extension, start, due, stops)
        due = _phase(days, due, more, 0, extension.unit, calendar, stops, numbered_from=needed)
        total += more
    return Walk(days, due, total)


def needs(limit: Limit, extension: Limit | None, start: date) -> tuple[int, int]:
    """How many days are to be counted from the event: with an extension in the limit's own unit, and without it."""
    same = extension.value if extension is not None and extension.unit is limit.unit else 0
    base = days_in(limit.unit, limit.value, start)
    return (days_in(limit.unit, limit.value + same, start) if same else base), base


def days_in(unit: Unit, value: int, start: date) -> int:
    """The limit as days to be counted: months and years reach to their corresponding day, whatever lies between."""
    if unit is Unit.MONTH or unit is Unit.YEAR:
        return (add_months(start, value * (12 if unit is Unit.YEAR else 1)) - start).days
    return value


def needed_after(extension: Limit, start: date, base_due: date, stops: Stops) -> int:
    """The days of an extension in another unit, counted after the day on which the base limit ended.

    Months are not equally long, so that a base that ended later because of a stop could bring the end of an extension in
    months forward. A stop never does that: of the event's day, the base's last day and the stopped days between them, the
    one from which the extension would reach furthest decides.
    """
    most = days_in(extension.unit, extension.value, base_due)
    if extension.unit in (Unit.MONTH, Unit.YEAR):
        for held in stops.held:
            last = date.fromordinal(min(held.last, base_due.toordinal() - 1))
            leave, ran = max(start, date.fromordinal(held.first) - ONE), free_days(last, base_due, stops)
            while leave <= last:
                most = max(most, days_in(extension.unit, extension.value, leave) - ran)
                leave += ONE
    return most


def free_days(after: date, until: date, stops: Stops) -> int:
    """Natural days after the one day, up to and with the other, at whose end no stop is in force."""
    low, high = after.toordinal(), until.toordinal()
    found = max(high - low, 0)
    for held in stops.held:
        found -= max(min(held.last, high) - max(held.first, low + 1) + 1, 0)
    return found


def _phase(
    days: list[Day],
    start: date,
    needed: int,
    base: int,
    unit: Unit,
    calendar: Calendar,
    stops: Stops,
    numbered_from: int = 0,
) -> date | None:
    """Count `needed` days after `start`; those past `base` are the extension's. Appends to `days`, returns the due date."""
    day, count, working_only = start, 0, unit is Unit.WORKING_DAY
    while count < needed:
        day += ONE
        held = stops.on(day) if stops.held else None
        if held is not None:
            if held.last == _EVER:
                return None
            days.append(Day(day, False, Why.STOP, held.kind.value))
            continue
        why = Why.NATURAL
        if working_only:
            kind = calendar.kind(day)
            why = REASONS[kind]
            if kind not in _WORKED:
                days.append(Day(day, False, why, calendar.name(day)))
                continue
        count += 1
        if count > base:
            why = Why.EXTENSION
        detail = calendar.name(day) if why is Why.MAKEUP else ""
        days.append(Day(day, True, why, detail, numbered_from + count))
    if needed:
        return _roll(days, day, calendar, stops)
    return day


def _roll(days: list[Day], day: date, calendar: Calendar, stops: Stops) -> date | None:
    """A last day that is not worked gives way to the next working day (民法典 203); a stopped day cannot be that day."""
    held = None  # the day that was counted last is not
    while held is not None or not calendar.is_working(day):
        day += ONE
        held = stops.on(day)
        if held is not None and held.last == _EVER:
            return None
        days.append(Day(day, False, Why.STOP, held.kind.value) if held else Day(day, False, Why.ROLLED))
    return day


def units_between(after: date, until: date, unit: Unit, calendar: Calendar, stops: Stops) -> int:
    """How many days in (after, until] would be counted: working days, or natural days for every other unit."""
    if unit is not Unit.WORKING_DAY:
        return free_days(after, until, stops)
    low, high, tally = after.toordinal(), until.toordinal(), calendar.tally
    found = tally.between(low, high)
    for held in stops.held:
        found -= tally.between(max(held.first - 1, low), min(held.last, high))
    return found
