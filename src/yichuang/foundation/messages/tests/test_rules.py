"""Delays, quiet hours and shapes of addresses, with the hours at which they turn."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.foundation.messages.rules import can_be_address, delay, quiet_until

ZONE = ZoneInfo("Asia/Shanghai")


def at(hour, minute=0, day=9):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (at(20, 59), None),
        (at(21), at(8, day=10)),
        (at(23, 59), at(8, day=10)),
        (at(0), at(8)),
        (at(7, 59), at(8)),
        (at(8), None),
    ],
)
def test_from_nine_in_the_evening_to_eight_in_the_morning_nobody_is_woken(now, until):
    assert quiet_until(now.astimezone(UTC), ZONE, 21, 8) == until


def test_quiet_hours_may_lie_within_a_day_end_at_midnight_or_not_exist():
    assert quiet_until(at(12, 30), ZONE, 12, 14) == at(14)
    assert quiet_until(at(14), ZONE, 12, 14) is None
    assert quiet_until(at(23), ZONE, 22, 24) == at(0, day=10)
    assert quiet_until(at(3), ZONE, 22, 24) is None
    assert quiet_until(at(3), ZONE, 8, 8) is None


@given(st.integers(0, 366 * 24 * 60), st.integers(0, 24), st.integers(0, 24))
def test_the_end_of_quiet_hours_is_not_quiet_and_comes_within_a_day(now, start, end):
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=now)
    over = quiet_until(now, ZONE, start, end)
    if over is not None:
        assert now < over <= now + timedelta(days=1)
        assert start % 24 == end % 24 or quiet_until(over, ZONE, start, end) is None


def test_each_failure_doubles_the_delay_up_to_six_hours():
    assert [delay(n).total_seconds() / 60 for n in (0, 1, 2, 3, 9, 10, 500)] == [1, 1, 2, 4, 256, 360, 360]


@pytest.mark.parametrize(
    ("channel", "address", "fits"),
    [
        ("sms", "13800001234", True), ("sms", "+86 138-0000-1234", True), ("sms", "023-00002000", True), ("sms", "", False),
        ("sms", "138abc", False), ("sms", "1", False), ("mail", "a@b.cn", True), ("mail", "a@b", False), ("mail", "a b@c.cn", False),
        ("im", "wx_zhang", True), ("im", " ", False),
    ],
)  # fmt: skip
def test_an_address_has_the_shape_of_its_channel(channel, address, fits):
    assert can_be_address(channel, address) is fits
