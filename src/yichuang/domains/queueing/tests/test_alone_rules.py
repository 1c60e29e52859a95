"""What a kiosk may give by itself, and what it may not."""

from datetime import UTC, date, datetime, timedelta

import pytest

from yichuang.domains.queueing.rules_alone import (
    ALONE,
    FEWEST,
    MOST,
    SKEW,
    Kept,
    block_size,
    lacking,
    left_of,
    next_first,
    place_in_time,
    why_not,
)

TEN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
BLOCK = Kept(TODAY, 9001, 9008, TEN, TEN + timedelta(minutes=5), voided=(9004,))


@pytest.mark.parametrize(("lately", "size"), [(0, FEWEST), (FEWEST, FEWEST), (25, 25), (500, MOST)])
def test_a_busy_queue_is_given_more_numbers(lately, size):
    assert block_size(lately) == size


@pytest.mark.parametrize(
    ("unused", "size", "room", "wanted"),
    [(8, 8, None, 0), (4, 8, None, 0), (3, 8, None, 5), (0, 8, None, 8), (0, 8, 2, 2), (0, 8, -3, 0)],
)
def test_numbers_are_reserved_when_half_is_gone_and_never_past_the_cap(unused, size, room, wanted):
    assert lacking(unused, size, room) == wanted


def test_blocks_follow_each_other_above_the_live_counter():
    assert [next_first(None), next_first(9008), next_first(12)] == [9001, 9009, 9001]


def test_what_is_void_is_what_nobody_took():
    assert left_of(9001, 9004, [9002]) == [9001, 9003, 9004]


@pytest.mark.parametrize(
    ("number", "minutes", "today", "code"),
    [
        (9001, 5, TODAY, ""),
        (9008, 35, TODAY, ""),
        (9001, 36, TODAY, ""),
        (9001, 37, TODAY, "alone.too_late"),
        (9000, 5, TODAY, "alone.not_in_block"),
        (9009, 5, TODAY, "alone.not_in_block"),
        (9004, 5, TODAY, "alone.voided"),
        (9001, 5, TODAY + timedelta(days=1), "alone.old_day"),
    ],
)
def test_a_number_stands_or_has_its_reason(number, minutes, today, code):
    assert (timedelta(minutes=30), timedelta(minutes=1)) == (ALONE, SKEW)
    assert why_not(BLOCK, number, TEN + timedelta(minutes=minutes), today) == code


def test_a_clock_that_is_wrong_moves_nobody_before_the_reservation_or_behind_now():
    now = TEN + timedelta(minutes=20)
    assert place_in_time(TEN + timedelta(minutes=7), BLOCK, now) == TEN + timedelta(minutes=7)
    assert place_in_time(TEN - timedelta(hours=3), BLOCK, now) == TEN
    assert place_in_time(now + timedelta(hours=1), BLOCK, now) == now
