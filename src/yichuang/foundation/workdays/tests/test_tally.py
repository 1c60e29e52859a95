"""Counting by look-up says what asking day after day says, within the published years and far outside them."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from yichuang.foundation.workdays.calendar import week_only
from yichuang.foundation.workdays.published import published

days = st.one_of(
    st.dates(date(1985, 1, 1), date(1995, 1, 1)),
    st.dates(date(2003, 1, 1), date(2028, 12, 31)),
    st.dates(date(2106, 1, 1), date(2115, 12, 31)),
)
calendars = st.sampled_from(
    [published(), week_only(), published().changed({date(1980, 3, 5): False, date(2200, 1, 1): False})]
)


@given(calendars, days, st.integers(-30, 900))
@example(published(), date(1989, 12, 30), 5)
@example(published(), date(2110, 12, 30), 5)
def test_working_days_between_two_days(calendar, after, length):
    until = after + timedelta(days=length)
    slowly = sum(calendar.is_working(after + timedelta(days=n)) for n in range(1, length + 1))
    assert calendar.tally.between(after.toordinal(), until.toordinal()) == slowly


@given(calendars, days, st.integers(1, 300))
@example(published(), date(1989, 12, 25), 9)
@example(published(), date(2110, 12, 25), 9)
def test_the_nth_working_day_after_a_day(calendar, after, count):
    day, left = after, count
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    assert date.fromordinal(calendar.tally.nth(after.toordinal(), count)) == day


def test_the_totals_are_made_once():
    calendar = published()
    assert calendar.tally is calendar.tally
