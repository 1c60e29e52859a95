"""Counting day by day. Pure.

Every day between the event and the due date is visited once and gets a reason; the date, the segments, the drawn cells and
the sum in words are all read from this one list, so they cannot disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from yichuang.foundation.errors import Invalid
from yichuang.foundation.workdays import Calendar, DayKind

from .limits import Limit, Stop, StopKind, Unit, add_months

ONE = timedelta(days=1)
_LAST_YEAR = 9000


class Why(StrEnum):
    """Why a stretch of time was, or was not, counted."""

    EVENT = "day_of_event"
    WORKING = "working_day"
    MAKEUP = "makeup_workday"
    ASSUMED = "beyond_calendar"
    NATURAL = "natural_day"
    HOURS = "hours"
    EXTENSION = "extension"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    STOP = "stop"
    ROLLED = "last_day_not_working"


_OF_KIND = {
    DayKind.WORKING: Why.WORKING,
    DayKind.MAKEUP: Why.MAKEUP,
    DayKind.ASSUMED_WORKING: Why.ASSUMED,
    DayKind.WEEKEND: Why.WEEKEND,
    DayKind.ASSUMED_WEEKEND: Why.WEEKEND,
    DayKind.HOLIDAY: Why.HOLIDAY,
}


@dataclass(frozen=True, slots=True)
class Day:
    """One visited day. `ordinal` is its number among the counted; `detail` names the holiday or the procedure."""

    date: date
    counted: bool
    why: Why
    detail: str = ""
    ordinal: int | None = None


class Stops:
    """The stops as days: asked once for every day that is counted."""

    def __init__(self, stops: Sequence[Stop], zone: ZoneInfo) -> None:
        self._spans = sorted(((*s.days(zone), s.kind) for s in stops), key=lambda s: (s[0], s[2]))

    def kind_on(self, day: date) -> StopKind | None:
        """The procedure in force at the end of a day. Of several the one that began first is named."""
        for first, last, kind in self._spans:
            if first > day:
                return None
            if last is None or day <= last:
                return kind
        return None

    def open_since(self, day: date) -> bool:
        """Whether a stop without an end is in force at the end of a day: no later day will ever be counted."""
        return any(last is None and first <= day for first, last, _ in self._spans)


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
    if start.year > _LAST_YEAR:
        raise Invalid("clock.out_of_range", field="from")
    same = extension is not None and extension.unit is limit.unit
    whole = limit.value + (extension.value if extension and same else 0)
    base = _days_in(limit.unit, limit.value, start)
    needed = _days_in(limit.unit, whole, start)
    days: list[Day] = []
    due = _phase(days, start, needed, base, limit.unit, calendar, stops)
    total = needed
    if extension is not None and not same and due is not None:
        more = _days_in(extension.unit, extension.value, due)
        due = _phase(days, due, more, 0, extension.unit, calendar, stops, numbered_from=needed)
        total += more
    return Walk(days, due, total)


def _days_in(unit: Unit, value: int, start: date) -> int:
    if unit is Unit.MONTH or unit is Unit.YEAR:
        return (add_months(start, value * (12 if unit is Unit.YEAR else 1)) - start).days
    return value


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
        stop = stops.kind_on(day)
        if stop is not None:
            if stops.open_since(day):
                return None
            days.append(Day(day, False, Why.STOP, stop.value))
            continue
        kind = calendar.kind(day)
        if working_only and not kind.works:
            days.append(Day(day, False, _OF_KIND[kind], calendar.name(day)))
            continue
        count += 1
        why = _OF_KIND[kind] if working_only else Why.NATURAL
        why = why if count <= base else Why.EXTENSION
        detail = calendar.name(day) if why is Why.MAKEUP else ""
        days.append(Day(day, True, why, detail, numbered_from + count))
    if needed:
        return _roll(days, day, calendar, stops)
    return day


def _roll(days: list[Day], day: date, calendar: Calendar, stops: Stops) -> date | None:
    """A last day that is not worked gives way to the next working day (民法典 203); a stopped day cannot be that day."""
    while not calendar.is_working(day) or stops.kind_on(day) is not None:
        day += ONE
        stop = stops.kind_on(day)
        if stop is not None and stops.open_since(day):
            return None
        days.append(Day(day, False, Why.STOP, stop.value) if stop else Day(day, False, Why.ROLLED))
    return day


def units_between(after: date, until: date, unit: Unit, calendar: Calendar, stops: Stops) -> int:
    """How many days in (after, until] would be counted: working days, or natural days for every other unit."""
    if unit is not Unit.WORKING_DAY and not stops._spans:
        return max((until - after).days, 0)
    found, day = 0, after
    while day < until:
        day += ONE
        if stops.kind_on(day) is None and (unit is not Unit.WORKING_DAY or calendar.is_working(day)):
            found += 1
    return found
