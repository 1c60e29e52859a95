"""The published calendar, compared with the notices of 2025 and 2026."""

from datetime import date, timedelta

import pytest

from yichuang.foundation.workdays import Calendar, DayKind
from yichuang.foundation.workdays.calendar import week_only
from yichuang.foundation.workdays.published import notice_of, published, rows


def span(a, b):
    first, last = date.fromisoformat(a), date.fromisoformat(b)
    return [first + timedelta(i) for i in range((last - first).days + 1)]


NOTICES = {
    2025: (
        [
            "2025-01-01/2025-01-01",
            "2025-01-28/2025-02-04",
            "2025-04-04/2025-04-06",
            "2025-05-01/2025-05-05",
            "2025-05-31/2025-06-02",
            "2025-10-01/2025-10-08",
        ],
        ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
    ),
    2026: (
        [
            "2026-01-01/2026-01-03",
            "2026-02-15/2026-02-23",
            "2026-04-04/2026-04-06",
            "2026-05-01/2026-05-05",
            "2026-06-19/2026-06-21",
            "2026-09-25/2026-09-27",
            "2026-10-01/2026-10-07",
        ],
        ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
    ),
}


@pytest.mark.parametrize("year", NOTICES)
def test_a_year_is_what_the_notice_says_day_by_day(year):
    off = {d for s in NOTICES[year][0] for d in span(*s.split("/"))}
    worked = {date.fromisoformat(d) for d in NOTICES[year][1]}
    calendar = published()
    for day in span(f"{year}-01-01", f"{year}-12-31"):
        expected = day in worked or (day.weekday() < 5 and day not in off)
        assert calendar.is_working(day) is expected, day


def test_the_published_years_run_without_a_gap():
    assert (published().first, published().last) == (date(2004, 1, 1), date(2026, 12, 31))
    assert "国办发明电〔2025〕7号" in notice_of(2026)


def test_each_day_says_what_it_is():
    kinds = {
        "2026-11-23": DayKind.WORKING,
        "2026-11-28": DayKind.WEEKEND,
        "2026-02-14": DayKind.MAKEUP,
        "2026-02-17": DayKind.HOLIDAY,
        "2027-01-01": DayKind.ASSUMED_WORKING,
        "2027-01-02": DayKind.ASSUMED_WEEKEND,
    }
    assert {d: published().kind(date.fromisoformat(d)) for d in kinds} == kinds
    assert published().name(date(2026, 2, 17)) == "春节"
    assert all(published().kind(d).works == published().is_working(d) for d in span("2024-01-01", "2027-06-30"))


def test_a_notice_that_reaches_into_the_next_year_does_not_publish_it():
    days = {d: w for d, w, _ in rows() if d.year <= 2025} | {date(2026, 1, 2): False}
    assert Calendar.of(days).last == date(2025, 12, 31)


def test_a_year_that_is_missing_ends_what_is_certain():
    days = {d: w for d, w, _ in rows() if d.year != 2020}
    assert Calendar.of(days).first == date(2021, 1, 1)


def test_without_any_notice_the_week_alone_counts():
    assert week_only().is_working(date(2026, 10, 1))
    assert not week_only().covers(date(2026, 10, 1))
