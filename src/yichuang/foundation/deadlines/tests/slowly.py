"""The legal clock once more, written from the words of the rules and sharing nothing with the clock: no `Calendar`, no `Stops`,
no look-up. It walks one day, or one minute, after the other and asks each time. Slow, and easy to believe.

Instants are whole minutes since 1970 in UTC; days are ordinals; China has had eight hours all these years.
"""

from collections.abc import Sequence
from datetime import date, datetime

from chinese_calendar import constants

EIGHT_HOURS, DAY = 8 * 60, 24 * 60
FIRST = date(1970, 1, 1).toordinal()
OFFICE = ((9 * 60, 12 * 60), (13 * 60, 17 * 60 + 30))
Stretch = tuple[int, int | None]

_off, _on = {d.toordinal() for d in constants.holidays}, {d.toordinal() for d in constants.workdays}


def worked(day: int, also_off: frozenset[int] = frozenset()) -> bool:
    """Whether a day is a working day; `also_off` are holidays beside the published ones."""
    if day in also_off or day in _off:
        return False
    return day in _on or day % 7 not in (6, 0)


def minute(at: datetime) -> int:
    return int(at.timestamp()) // 60


def day_of(at: int) -> int:
    return (at + EIGHT_HOURS) // DAY + FIRST


def held_at_end(midnight: int, stops: Sequence[Stretch]) -> bool:
    """In force at the end of a day: begun before that midnight, not ended before it."""
    for start, to in stops:  # noqa: SIM110 - millions of times
        if start < midnight and (to is None or midnight <= to):
            return True
    return False


def never_again(midnight: int, stops: Sequence[Stretch]) -> bool:
    """Whether a stop without an end is in force then, so that no later day can be counted."""
    for start, to in stops:  # noqa: SIM110
        if to is None and start < midnight:
            return True
    return False


def corresponding(day: int, months: int) -> int:
    """The day of the same number so many months later, else the last of that month."""
    was = date.fromordinal(day)
    month = was.year * 12 + was.month - 1 + months
    for number in range(was.day, 0, -1):
        try:
            return date(month // 12, month % 12 + 1, number).toordinal()
        except ValueError:
            continue
    raise AssertionError


def _phase(start: int, value: int, unit: str, stops: Sequence[Stretch], off: frozenset[int]) -> int | None:
    if unit in ("month", "year"):
        value = corresponding(start, value * (12 if unit == "year" else 1)) - start
    if not value:
        return start
    day, midnight = start, (start + 1 - FIRST) * DAY - EIGHT_HOURS
    while True:
        day, midnight = day + 1, midnight + DAY
        held = held_at_end(midnight, stops) if stops else False
        if held and never_again(midnight, stops):
            return None
        if value and not held and (unit != "working_day" or worked(day, off)):
            value -= 1
        if not value and not held and worked(day, off):
            return day


def due_day(
    value: int, unit: str, start: int, stops: Sequence[Stretch], extension: tuple[int, str] | None, off: frozenset[int]
) -> int | None:
    """The last day of a limit in days, months or years."""
    if extension is not None and extension[1] == unit:
        return _phase(start, value + extension[0], unit, stops, off)
    base = _phase(start, value, unit, stops, off)
    if extension is None or base is None:
        return base
    leaves = range(start, base + 1) if extension[1] in ("month", "year") and stops else (base,)
    ends = [_phase(leave, *extension, stops, off) for leave in leaves]
    return None if None in ends else max(end for end in ends if end is not None)


def _office(at: int, off: frozenset[int]) -> bool:
    return _IN_OFFICE[(at + EIGHT_HOURS) % DAY] and worked(day_of(at), off)


_IN_OFFICE = [any(begin <= local < end for begin, end in OFFICE) for local in range(DAY)]
"""Of each minute of a day, whether it lies in the hours of work."""


def _held_now(at: int, stops: Sequence[Stretch]) -> bool:
    for start, to in stops:  # noqa: SIM110
        if start <= at and (to is None or at < to):
            return True
    return False


def due_minute(
    value: int, unit: str, start: int, stops: Sequence[Stretch], extension: tuple[int, str] | None, off: frozenset[int]
) -> int | None:
    """The minute at which a limit in hours is used up."""
    at = start
    for hours, kind in ((value, unit), *([extension] if extension else [])):
        left = hours * 60
        while left:
            if stops and _held_now(at, stops):
                if any(to is None and begun <= at for begun, to in stops):
                    return None
            elif kind == "hour" or _office(at, off):
                left -= 1
            at += 1
    return at
