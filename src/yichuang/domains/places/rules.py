"""Opening hours as pure functions over plain values: no database, no clock of its own."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .types import OpenState, Period

Serves = Callable[[date], bool | tuple[Period, ...] | None]

LOOK_AHEAD = 21  # the longest public holiday is nine days; three weeks always reach the next opening


def open_state(
    periods: Iterable[Period], at: datetime, zone: ZoneInfo, *, serves: Serves = lambda day: None
) -> OpenState:
    """Whether the hall is open at an instant, until when, or from when again.

    `serves` overrules the week: False on a public holiday, True on a make-up workday, own hours on a day of its own, None to
    let the weekday decide. A center may serve on a day that is no legal working day, and the reverse, so the legal clock never asks this function.
    """
    local = at.astimezone(zone)
    week = sorted(periods, key=lambda p: (p.weekday, p.opens))
    today = periods_of(week, local.date(), serves)
    for period in today:
        if period.opens <= local.time() < period.closes:
            return OpenState(True, _at(local.date(), period.closes, zone), None, today)
    return OpenState(False, None, _next_opening(week, local, zone, serves), today, _why(today, local, serves))


def periods_of(week: list[Period], day: date, serves: Serves) -> tuple[Period, ...]:
    """The opening time of one day; `week` in order of weekday and hour."""
    ruled = serves(day)
    if ruled is False:
        return ()
    if isinstance(ruled, tuple):
        return ruled
    own = tuple(p for p in week if p.weekday == day.weekday())
    if own or ruled is None:
        return own
    # A make-up workday falls on a weekend that has no hours of its own: the hall keeps Monday's.
    return tuple(p for p in week if p.weekday == 0)


def _next_opening(week: list[Period], local: datetime, zone: ZoneInfo, serves: Serves) -> datetime | None:
    for ahead in range(LOOK_AHEAD):
        day = local.date() + timedelta(days=ahead)
        for period in periods_of(week, day, serves):
            opens = _at(day, period.opens, zone)
            if opens > local:
                return opens
    return None


def _why(today: tuple[Period, ...], local: datetime, serves: Serves) -> str:
    if serves(local.date()) is False:
        return "holiday"
    if not today:
        return "rest_day"
    if local.time() < today[0].opens:
        return "before_opening"
    return "after_closing" if local.time() >= today[-1].closes else "break"


def _at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, tzinfo=zone)
