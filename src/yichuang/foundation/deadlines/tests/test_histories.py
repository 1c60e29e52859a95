"""A hundred thousand histories, made by a fixed seed, over ten years and every unit."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from yichuang.foundation.deadlines import Limit, Stop, StopKind, Stops, due_day, term
from yichuang.foundation.workdays import Calendar
from yichuang.foundation.workdays.published import published

from . import slowly

MANY = 100_000
ZONE = ZoneInfo("Asia/Shanghai")
BEGIN = datetime(2016, 1, 1, tzinfo=UTC)
TEN_YEARS = 10 * 365 * 24 * 60
KINDS = list(StopKind)
DAYISH = ("working_day", "natural_day", "month", "year")
UNITS = [
    *["working_day"] * 45,
    *["natural_day"] * 32,
    *["month"] * 8,
    *["year"] * 3,
    *["hour"] * 7,
    *["working_hour"] * 5,
]
MOST = {"working_day": 60, "natural_day": 90, "month": 6, "year": 2, "hour": 60, "working_hour": 20}


@dataclass(frozen=True)
class History:
    """What happened in one case."""

    limit: Limit
    started: datetime
    stops: tuple[Stop, ...]
    extension: Limit | None


def a_history(dice: random.Random) -> History:
    unit = dice.choice(UNITS)
    started = BEGIN + timedelta(minutes=dice.randrange(TEN_YEARS))
    stops = tuple(a_stop(dice, started, unit) for _ in range(dice.choice((0, 0, 1, 1, 2, 3, 4))))
    extension = None
    if dice.random() < 0.3:
        alike = ("hour", "working_hour") if unit in ("hour", "working_hour") else DAYISH
        kind = unit if unit in ("month", "year") or dice.random() < 0.6 else dice.choice(alike)
        extension = Limit(dice.randrange(1, {"month": 3, "year": 2}.get(kind, 16)), kind)
    return History(Limit(dice.randrange(MOST[unit] + 1), unit), started, stops, extension)


def a_stop(dice: random.Random, started: datetime, unit: str) -> Stop:
    """Some touch midnight, some begin before the event, and one in thirty lasts."""
    far = 2 if unit in ("hour", "working_hour") else 70
    start = started + timedelta(minutes=dice.randrange(-far * 300, far * 1440))
    to = start + timedelta(minutes=dice.randrange(far * 600))
    if dice.random() < 0.2:
        start, to = (at.astimezone(ZONE).replace(hour=0, minute=0) for at in (start, to))
    return Stop(dice.choice(KINDS), start, None if dice.random() < 0.03 else max(start, to))


def stretches(stops: tuple[Stop, ...]) -> list[slowly.Stretch]:
    return [(slowly.minute(s.start), slowly.minute(s.to) if s.to else None) for s in stops]


def due(history: History, calendar: Calendar) -> date | datetime | None:
    """The clock's date, by the way that is fast."""
    if history.limit.unit.timed:
        return term(
            history.limit, history.started, calendar, BEGIN, ZONE, history.stops, history.extension, pictured=False
        ).due_at
    start = history.started.astimezone(ZONE).date()
    return due_day(history.limit, history.extension, start, calendar, Stops(history.stops, ZONE))


def due_slowly(history: History, off: frozenset[int]) -> date | datetime | None:
    extension = (history.extension.value, history.extension.unit.value) if history.extension else None
    at, stops = slowly.minute(history.started), stretches(history.stops)
    plain = (history.limit.value, history.limit.unit.value)
    if history.limit.unit.timed:
        found = slowly.due_minute(*plain, at, stops, extension, off)
        return None if found is None else datetime.fromtimestamp(found * 60, UTC)
    day = slowly.due_day(*plain, slowly.day_of(at), stops, extension, off)
    return None if day is None else date.fromordinal(day)


def not_earlier(later: date | datetime | None, than: date | datetime | None) -> bool:
    """A clock that is held has no date, which is later than every date."""
    return later is None or (than is not None and later >= than)


def calendars() -> list[tuple[Calendar, frozenset[int]]]:
    """The published calendar, and some with a holiday or a week of them more."""
    dice, found = random.Random(7), [(published(), frozenset[int]())]
    for length in (1, 1, 1, 2, 3, 7):
        days = [date(2016, 1, 1) + timedelta(days=dice.randrange(3650) + n) for _ in range(100) for n in range(length)]
        found.append((published().changed(dict.fromkeys(days, False)), frozenset(d.toordinal() for d in days)))
    return found


@pytest.mark.slow
def test_a_hundred_thousand_histories():
    dice, known = random.Random(20260210), calendars()
    held = moved = 0
    for _ in range(MANY):
        history = a_history(dice)
        calendar, off = dice.choice(known)
        date_ = due(history, calendar)
        assert date_ == due_slowly(history, off), history
        held += date_ is None
        more = replace(history, stops=(a_stop(dice, history.started, history.limit.unit), *history.stops))
        later = due(more, calendar)
        assert not_earlier(later, date_), more
        moved += later != date_
        if history.stops:
            grown = replace(history, stops=(longer(dice, history.stops[0]), *history.stops[1:]))
            assert not_earlier(due(grown, calendar), date_), grown
        if calendar is not known[0][0]:
            assert not_earlier(date_, due(history, known[0][0])), history
        explained_alike(dice, history, calendar, date_)
    assert held > MANY / 100 and moved > MANY / 10  # the histories are not all alike


def longer(dice: random.Random, stop: Stop) -> Stop:
    more = timedelta(minutes=dice.randrange(60 * 24 * 20))
    if dice.random() < 0.5:
        return replace(stop, start=stop.start - more)
    return replace(stop, to=stop.to + more if stop.to else None)


def explained_alike(dice: random.Random, history: History, calendar: Calendar, date_: date | datetime | None) -> None:
    """The walk with its reasons comes to the same date in whatever order the stops were given, and its segments add up."""
    now = history.started + timedelta(minutes=dice.randrange(-1000, 60 * 24 * 90))
    mixed = dice.sample(history.stops, len(history.stops))
    got = term(history.limit, history.started, calendar, now, ZONE, mixed, history.extension, pictured=False)
    assert (got.due_at if history.limit.unit.timed else got.due) == date_, history
    if date_ is not None and history.limit.unit not in ("month", "year") and history.extension is None:
        assert round(sum(s.days for s in got.segments if s.counted), 2) == history.limit.value, history
    assert got.late == (got.remaining < 0) == (got.light == "red"), history
    if dice.random() < 0.75:
        return
    again = term(history.limit, history.started, calendar, now, ZONE, history.stops, history.extension, pictured=False)
    assert again.as_json() == got.as_json(), history
