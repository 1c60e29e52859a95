"""The rules of appointments, without a database."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from yichuang.domains.places.types import Period
from yichuang.domains.queueing.booking import (
    Peak,
    arrival,
    hall_code,
    is_hall_code,
    no_show_rate,
    peak_of,
    places_of,
    remote_order,
    slots_of,
)  # fmt: skip

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
TEN = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
NO_PEAK = Peak(time(0), time(0), 100)


def day_of(*hours: tuple[str, str], minutes: int = 30, places: int = 4, peak: Peak = NO_PEAK, rate: float = 0.0):
    periods = [Period(0, time.fromisoformat(a), time.fromisoformat(b)) for a, b in hours]
    return slots_of(MONDAY, periods, ZONE, minutes=minutes, places=places, peak=peak, rate=rate, most=20)


def test_slots_are_whole_ones_inside_the_hours_and_none_goes_over_the_break():
    found = [f"{s.starts:%H:%M}" for s in day_of(("09:00", "12:10"), ("13:30", "14:29"))]
    assert found == ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "13:30"]
    assert day_of() == []
    assert day_of(("09:00", "17:00"), minutes=0) == []


def test_a_slot_that_ends_at_closing_is_the_last_one():
    assert [f"{s.ends:%H:%M}" for s in day_of(("16:00", "17:00"))] == ["16:30", "17:00"]


@pytest.mark.parametrize(("share", "capacities"), [(25, [4, 1, 1, 1, 4]), (0, [4, 0, 0, 0, 4]), (100, [4, 4, 4, 4, 4])])
def test_fewer_places_at_the_peak_which_is_for_those_who_walk_in(share, capacities):
    """A slot that only reaches into the peak counts as one of it."""
    found = day_of(("09:00", "11:30"), peak=Peak(time(9, 45), time(11, 0), share))
    assert [s.capacity for s in found] == capacities


@pytest.mark.parametrize(
    ("places", "rate", "capacity"), [(4, 0.0, 4), (4, 0.2, 4), (10, 0.1, 11), (10, 0.2, 12), (10, 0.5, 12), (10, 1.0, 12), (1, 0.5, 1)]
)  # fmt: skip
def test_overbooked_by_the_no_show_rate_but_never_by_more_than_the_limit(places, rate, capacity):
    assert places_of(places, rate=rate, most=20) == capacity


def test_the_no_show_rate_is_believed_only_when_it_rests_on_enough():
    assert no_show_rate(20, 9) == 0.0
    assert no_show_rate(6, 24) == 0.2


@pytest.mark.parametrize(
    ("minutes", "kind", "keeps", "from_minutes"),
    [
        (-31, "too_early", False, -31), (-30, "early", True, 0), (-1, "early", True, 0), (0, "on_time", True, 0),
        (1, "late_kept", True, 1), (15, "late_kept", True, 15), (16, "late", False, 16), (300, "late", False, 300),
    ],
)  # fmt: skip
def test_what_coming_early_or_late_means(minutes, kind, keeps, from_minutes):
    came = arrival(TEN, TEN + timedelta(minutes=minutes), early=30, late=15)
    assert (came.kind, came.keeps, came.ordered_at) == (kind, keeps, TEN + timedelta(minutes=from_minutes))


def test_on_another_day_it_is_over_or_not_yet():
    assert arrival(TEN, TEN + timedelta(days=1), early=30, late=15, same_day=False).kind == "missed"
    assert arrival(TEN, TEN - timedelta(days=1), early=30, late=15, same_day=False).kind == "too_early"


def test_a_remote_ticket_keeps_its_place_for_so_long():
    assert remote_order(TEN, TEN + timedelta(minutes=60), 60) == TEN
    late = TEN + timedelta(minutes=61)
    assert remote_order(TEN, late, 60) == late


def test_the_code_of_the_hall_changes_and_the_last_one_still_holds():
    center, at = uuid4(), datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    code = hall_code(center, at)
    assert len(code) == 6 and code.isdigit()
    assert is_hall_code(center, at + timedelta(minutes=9), f" {code[:3]} {code[3:]} ")
    assert is_hall_code(center, at + timedelta(minutes=19), code)
    assert not is_hall_code(center, at + timedelta(minutes=20), code)
    assert not is_hall_code(uuid4(), at, code)
    assert not is_hall_code(center, at, "")


def test_the_peak_reads_figures_as_clocks_and_takes_nonsense_calmly():
    assert peak_of(930, 1100, 25) == Peak(time(9, 30), time(11), 25)
    assert peak_of(2575, 9999, 25).begins == time(23, 15)
