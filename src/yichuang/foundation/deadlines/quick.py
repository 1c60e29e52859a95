"""The due day without its working: look-ups instead of a walk. Pure.

For counting many cases at once. It must say what `count.walk` says, which is the truth; the tests hold the two together.
"""

from datetime import date

from yichuang.foundation.workdays import Calendar

from .count import _EVER, Stops, needed_after, needs
from .limits import Limit, Unit


def due_day(limit: Limit, extension: Limit | None, start: date, calendar: Calendar, stops: Stops) -> date | None:
    """The last day of a limit in days, months or years, with its extension; None while an open stop holds the clock."""
    needed, _ = needs(limit, extension, start)
    due = _phase(start, needed, limit.unit, calendar, stops)
    if extension is None or extension.unit is limit.unit or due is None:
        return due
    return _phase(due, needed_after(extension, start, due, stops), extension.unit, calendar, stops)


def _phase(start: date, needed: int, unit: Unit, calendar: Calendar, stops: Stops) -> date | None:
    if not needed:
        return start
    at, left, tally, working = start.toordinal(), needed, calendar.tally, unit is Unit.WORKING_DAY
    for held in stops.held:
        if held.last <= at:
            continue
        free = held.first - 1  # the last day before the stop
        room = (tally.between(at, free) if working else free - at) if free > at else 0
        if room >= left:
            break
        if held.last == _EVER:
            return None
        left, at = left - room, held.last
    return _roll(tally.nth(at, left) if working else at + left, calendar, stops)


def _roll(day: int, calendar: Calendar, stops: Stops) -> date | None:
    due = date.fromordinal(day)
    if calendar.is_working(due):
        return due
    while True:
        due = date.fromordinal(calendar.tally.nth(due.toordinal(), 1))
        held = stops.on(due)
        if held is None:
            return due
        if held.last == _EVER:
            return None
        due = date.fromordinal(held.last)
