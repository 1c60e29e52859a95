"""What must hold for every history, against a count that was written apart from the clock and shares nothing with it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.foundation.deadlines import Limit, Stop, StopKind, Stops, due_day, term
from yichuang.foundation.workdays.published import published

from . import slowly

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2022, 6, 1, 12, tzinfo=ZONE)
instants = st.datetimes(datetime(2016, 1, 1), datetime(2026, 6, 30)).map(  # noqa: DTZ001 - the zone follows
    lambda d: d.replace(tzinfo=ZONE)
)
dayish = st.sampled_from(["working_day", "natural_day"])


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@st.composite
def stop(draw):
    start = draw(instants)
    return Stop(draw(st.sampled_from(list(StopKind))), start, start + draw(st.timedeltas(timedelta(), timedelta(90))))


stops = st.lists(stop(), max_size=4)


values = {"working_day": 90, "natural_day": 120, "month": 14, "year": 3, "hour": 400, "working_hour": 90}


@st.composite
def limit(draw, units=tuple(values)):
    unit = draw(st.sampled_from(units))
    return Limit(draw(st.integers(0, values[unit])), unit)


@st.composite
def lengthened(draw):
    """A limit, and mostly an extension in a unit that it may have."""
    base = draw(limit())
    alike = ("hour", "working_hour") if base.unit.timed else ("working_day", "natural_day", "month", "year")
    return base, draw(st.none() | limit(alike))


def due(limit, start, stops, extension=None, calendar=None):
    got = term(limit, start, calendar or published(), NOW, ZONE, stops, extension)
    return got.due_at if limit.unit.timed else got.due


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 90), dayish, instants, stops)
def test_a_count_day_by_day_agrees(value, unit, start, stops):
    got = term(Limit(value, unit), start, published(), NOW, ZONE, stops)
    stretches = [(slowly.minute(s.start), slowly.minute(s.to)) for s in stops]
    found = slowly.due_day(value, unit, start.date().toordinal(), stretches, None, frozenset())
    assert got.due == date.fromordinal(found)
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


@settings(max_examples=300, deadline=None)
@given(lengthened(), instants, stops, stop())
def test_another_stop_never_makes_it_earlier(limits, start, stops, more):
    base, extension = limits
    assert due(base, start, [*stops, more], extension) >= due(base, start, stops, extension)


@settings(max_examples=300, deadline=None)
@given(
    lengthened(),
    instants,
    st.lists(stop(), min_size=1, max_size=4),
    st.timedeltas(timedelta(), timedelta(30)),
    st.booleans(),
)
def test_a_longer_stop_never_makes_it_earlier(limits, start, stops, longer, before):
    (base, extension), (first, *others) = limits, stops
    grown = replace(first, start=first.start - longer) if before else replace(first, to=first.to + longer)
    assert due(base, start, [grown, *others], extension) >= due(base, start, stops, extension)


@settings(max_examples=200, deadline=None)
@given(lengthened(), instants, stops, st.lists(st.dates(date(2016, 1, 1), date(2026, 12, 31)), min_size=1, max_size=40))
def test_another_holiday_never_makes_it_earlier(limits, start, stops, off):
    base, extension = limits
    more = published().changed(dict.fromkeys(off, False))
    assert due(base, start, stops, extension, more) >= due(base, start, stops, extension)


def test_a_stop_that_makes_the_base_end_later_cannot_bring_an_extension_in_months_forward():
    # Base 15 natural days from 13 January: the 28th, with a month to 28 February (31 days). The 29th and 30th are stopped,
    # which makes it 2 March. When the 28th is stopped too the base ends on the 31st, and a month from there is 28 days.
    start, month = at("2027-01-13T10:00"), Limit(1, "month")
    held = [Stop("testing", at("2027-01-29T09:00"), at("2027-01-31T09:00"))]
    more = [Stop("hearing", at("2027-01-28T09:00"), at("2027-01-29T09:00")), *held]
    assert due(Limit(15, "natural_day"), start, held, month) == date(2027, 3, 2)
    assert due(Limit(15, "natural_day"), start, more, month) >= date(2027, 3, 2)


@settings(max_examples=200, deadline=None)
@given(lengthened(), instants, st.lists(stop(), max_size=4), instants, st.randoms())
def test_the_same_input_gives_the_same_answer_in_whatever_order_the_stops_are(limits, start, stops, now, dice):
    base, extension = limits
    one = term(base, start, published(), now, ZONE, stops, extension)
    mixed = dice.sample(stops, len(stops))
    assert term(base, start, published(), now, ZONE, mixed, extension) == one
    assert term(base, start.astimezone(UTC), published(), now.astimezone(UTC), ZONE, mixed, extension) == one


@settings(max_examples=300, deadline=None)
@given(lengthened().filter(lambda both: not both[0].unit.timed), instants, stops, stop(), st.booleans())
def test_the_quick_way_says_what_the_walk_says(limits, start, stops, last, lasts):
    base, extension = limits
    stops = [*stops, replace(last, to=None)] if lasts else stops
    got = term(base, start, published(), NOW, ZONE, stops, extension)
    assert due_day(base, extension, start.date(), published(), Stops(stops, ZONE)) == got.due


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
