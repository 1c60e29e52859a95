"""When a leave is too long (DB50/T 1603-2024, 4.2.2), by the second, over the lunch break and at the end of the day."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from yichuang.domains.places.types import Period
from yichuang.domains.queueing.rules_posts import (
    away_for,
    leaves_the_post,
    overlong_since,
    stretches,
    too_long_at,
)

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 24)
HOURS = stretches(DAY, [Period(1, time(13, 30), time(17)), Period(1, time(9), time(12))], ZONE)
LIMIT = timedelta(minutes=15)


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, 24, hour, minute, second, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("away", "too_long"),
    [((14, 59), False), ((15, 0), True), ((15, 1), True)],
    ids=["14:59", "15:00", "15:01"],
)
def test_fifteen_minutes_without_cover_are_too_long_and_a_second_less_is_not(
    away: tuple[int, int], too_long: bool
) -> None:
    until = at(10) + timedelta(minutes=away[0], seconds=away[1])
    found = overlong_since(at(10), until, HOURS, LIMIT)
    assert found == (at(10, 15) if too_long else None)


def test_nobody_is_missing_during_the_lunch_break() -> None:
    assert too_long_at(at(11, 55), HOURS, LIMIT) == at(13, 40)
    assert away_for(at(11, 55), at(13, 35), HOURS) == timedelta(minutes=10)
    assert overlong_since(at(11, 55), at(13, 39, 59), HOURS, LIMIT) is None


def test_who_leaves_just_before_the_end_of_the_day_is_not_missing_in_the_evening() -> None:
    assert too_long_at(at(16, 50), HOURS, LIMIT) is None
    assert too_long_at(at(16, 45), HOURS, LIMIT) == at(17)
    assert away_for(at(16, 50), at(23), HOURS) == timedelta(minutes=10)


def test_before_the_hall_opens_no_time_counts() -> None:
    assert too_long_at(at(8, 30), HOURS, LIMIT) == at(9, 15)


def test_on_a_day_without_hours_all_time_counts() -> None:
    assert too_long_at(at(20), (), LIMIT) == at(20, 15)
    assert away_for(at(20), at(20, 5), ()) == timedelta(minutes=5)


def test_only_paperwork_keeps_the_clerk_at_his_desk() -> None:
    assert not leaves_the_post("paperwork")
    assert leaves_the_post("rest")
    assert leaves_the_post("urgent")
