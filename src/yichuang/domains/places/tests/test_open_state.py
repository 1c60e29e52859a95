"""When the hall is open: hours, breaks, weekends, holidays, make-up workdays, a day of its own."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from yichuang.domains.places import api as places
from yichuang.domains.places.rules import open_state
from yichuang.domains.places.types import Period
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays import table

ZONE = ZoneInfo("Asia/Shanghai")
WEEK = [Period(d, time(9), time(12)) for d in range(5)] + [Period(d, time(13), time(17, 30)) for d in range(5)]


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("instant", "is_open", "reason"),
    [
        (at(11, 23, 8, 59), False, "before_opening"),
        (at(11, 23, 9), True, ""),
        (at(11, 23, 12), False, "break"),
        (at(11, 23, 17, 29), True, ""),
        (at(11, 23, 17, 30), False, "after_closing"),
        (at(11, 22, 10), False, "rest_day"),
    ],
)
def test_the_hall_is_open_within_its_hours_only(instant: datetime, is_open: bool, reason: str) -> None:
    state = open_state(WEEK, instant, ZONE)
    assert (state.open, state.reason) == (is_open, reason)


def test_a_closed_hall_says_when_it_opens_again_and_an_open_one_when_it_closes() -> None:
    assert open_state(WEEK, at(11, 20, 18), ZONE).opens_at == at(11, 23, 9)
    assert open_state(WEEK, at(11, 23, 12, 30), ZONE).opens_at == at(11, 23, 13)
    assert open_state(WEEK, at(11, 23, 9, 30), ZONE).closes_at == at(11, 23, 12)


def test_the_day_is_the_centers_and_not_the_servers() -> None:
    monday_in_chongqing = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # 07:30 on Monday there
    assert open_state(WEEK, monday_in_chongqing, ZONE).opens_at == at(11, 23, 9)


def test_a_make_up_workday_keeps_mondays_hours_and_a_holiday_none() -> None:
    def serves(day: date) -> bool | None:
        return {date(2026, 10, 10): True, date(2026, 10, 8): False}.get(day)

    assert open_state(WEEK, at(10, 10, 10), ZONE, serves=serves).open
    assert open_state(WEEK, at(10, 8, 10), ZONE, serves=serves).reason == "holiday"


def test_no_hours_at_all_is_closed_without_an_end() -> None:
    state = open_state([], at(11, 23, 10), ZONE)
    assert not state.open
    assert state.opens_at is None


def test_public_holidays_and_the_centers_own_days_close_the_hall(here: Actor) -> None:
    table.seed()
    places.set_opening_hours(actor=here, week={str(d): [["09:00", "12:00"], ["13:00", "17:30"]] for d in range(5)})
    table.set_service_day(actor=here, day=date(2026, 11, 24), is_open=False, reason="停电检修")
    table.set_service_day(
        actor=here, day=date(2026, 11, 28), is_open=True, reason="周六专场", opens=time(9), closes=time(11)
    )
    with reading(here):
        assert here.center_id
        assert places.open_state(here.center_id, at(10, 1, 10)).reason == "holiday"
        assert places.open_state(here.center_id, at(10, 10, 10)).open
        assert not places.open_state(here.center_id, at(11, 24, 10)).open
        assert places.open_state(here.center_id, at(11, 28, 10)).closes_at == at(11, 28, 11)
