"""What must hold for every history, against a count that was written apart from the clock and shares nothing with it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.foundation.deadlines import Limit, Stop, StopKind, term
from yichuang.foundation.workdays.published import published

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2022, 6, 1, 12, tzinfo=ZONE)
instants = st.datetimes(datetime(2016, 1, 1), datetime(2026, 6, 30)).map(  # noqa: DTZ001 - the zone follows
    lambda d: d.replace(tzinfo=ZONE)
)
dayish = st.sampled_from(["working_day", "natural_day"])


@st.composite
def stop(draw):
    start = draw(instants)
    return Stop(draw(st.sampled_from(list(StopKind))), start, start + draw(st.timedeltas(timedelta(), timedelta(90))))


stops = st.lists(stop(), max_size=4)


def slow_due(value: int, unit: str, start: date, stops: list[Stop]) -> date:
    """One day after another, asking at each midnight; written from the words of the rule."""
    calendar = published()

    def midnight_held(day: date) -> bool:
        end = datetime(day.year, day.month, day.day, tzinfo=ZONE) + timedelta(days=1)
        return any(s.start < end <= s.to for s in stops)

    day, left = start, value
    while left:
        day += timedelta(days=1)
        if not midnight_held(day) and (unit == "natural_day" or calendar.is_working(day)):
            left -= 1
    while value and (not calendar.is_working(day) or midnight_held(day)):
        day += timedelta(days=1)
    return day


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 90), dayish, instants, stops)
def test_a_count_day_by_day_agrees(value, unit, start, stops):
    got = term(Limit(value, unit), start, published(), NOW, ZONE, stops)
    assert got.due == slow_due(value, unit, start.date(), stops)
    counted = sum(s.days for s in got.segments if s.counted)
    assert counted == value


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 2000), instants, stops)
def test_hours_agree_with_a_count_minute_by_minute_of_the_stops(value, start, stops):
    got = term(Limit(value, "hour"), start, published(), NOW, ZONE, stops)
    held = merged_overlap(start, got.due_at, stops)
    assert got.due_at - start == timedelta(hours=value) + held


def merged_overlap(a, b, stops):
    total, edge = timedelta(), a
    for s in sorted(stops, key=lambda s: s.start):
        lo, hi = max(s.start, edge), min(s.to, b)
        if hi > lo:
            total, edge = total + (hi - lo), hi
    return total


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 60), st.sampled_from(["working_day", "natural_day", "month", "year"]), instants, stops, stop())
def test_another_stop_never_makes_it_earlier(value, unit, start, stops, more):
    if unit in ("month", "year"):
        value = value % 4
    one = term(Limit(value, unit), start, published(), NOW, ZONE, stops)
    two = term(Limit(value, unit), start, published(), NOW, ZONE, [*stops, more])
    assert two.due >= one.due


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 60), dayish, instants, stops, st.integers(0, 3), st.timedeltas(timedelta(), timedelta(30)))
def test_a_longer_stop_never_makes_it_earlier(value, unit, start, stops, which, longer):
    if not stops:
        return
    i = which % len(stops)
    grown = [Stop(s.kind, s.start, s.to + longer) if j == i else s for j, s in enumerate(stops)]
    one = term(Limit(value, unit), start, published(), NOW, ZONE, stops)
    assert term(Limit(value, unit), start, published(), NOW, ZONE, grown).due >= one.due


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 60), dayish, instants, stops, st.dates(date(2016, 1, 1), date(2026, 12, 31)))
def test_another_holiday_never_makes_it_earlier(value, unit, start, stops, off):
    more = published().changed({off: False})
    one = term(Limit(value, unit), start, published(), NOW, ZONE, stops)
    assert term(Limit(value, unit), start, more, NOW, ZONE, stops).due >= one.due


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 60), dayish, instants, stops, instants)
def test_what_went_and_what_is_left_make_the_whole(value, unit, start, stops, now):
    got = term(Limit(value, unit), start, published(), now, ZONE, stops)
    again = term(Limit(value, unit), start, published(), now, ZONE, list(reversed(stops)))
    assert (got.due, got.remaining, got.light) == (again.due, again.remaining, again.light)
    assert got.late == (got.remaining < 0) == (got.light == "red")
    if start.date() <= now.date() <= got.due and unit == "working_day":
        assert got.elapsed + got.remaining == value


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 60), dayish, instants, stops, instants)
def test_the_cells_are_every_day_from_the_event_to_the_date(value, unit, start, stops, now):
    got = term(Limit(value, unit), start, published(), now, ZONE, stops)
    days = [c.date for c in got.cells]
    assert days == [got.start + timedelta(i) for i in range((got.due - got.start).days + 1)]
    assert [c.ordinal for c in got.cells if c.ordinal] == list(range(1, value + 1))
    assert got.cells[-1].marks == ("due",)
    covered = [d for s in got.segments for d in (s.start, s.to)]
    assert covered == sorted(covered)
