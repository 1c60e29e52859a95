"""The rough wait and the numbers, as plain functions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.domains.queueing.rules import (
    DEFAULT_SERVICE_SECONDS,
    ticket_number,
    wait_range,
)


def test_without_an_open_window_no_number_is_announced():
    said = wait_range(ahead=3, windows=0, services=(300, 50))
    assert (said.from_minutes, said.to_minutes, said.basis) == (None, None, "no_window")


def test_a_free_window_means_next():
    assert wait_range(ahead=0, windows=2, free=1, services=(300, 50)).basis == "next"


def test_a_measured_wait_says_so_and_holds_the_mean():
    said = wait_range(ahead=9, windows=2, services=(300, 50))  # mean 25 minutes, deviation 7.9
    assert (said.from_minutes, said.to_minutes, said.basis) == (10, 40, "measured")


def test_too_few_services_are_not_believed():
    said = wait_range(ahead=0, windows=1, services=(20, 2))
    assert said.basis == "assumed"
    assert said.to_minutes >= DEFAULT_SERVICE_SECONDS / 60


@given(st.integers(0, 300), st.integers(1, 60), st.integers(100, 500_000).map(lambda n: n / 100), st.integers(0, 500))
def test_the_range_is_in_fives_never_empty_and_holds_the_mean(ahead, windows, mean, count):
    said = wait_range(ahead=ahead, windows=windows, services=(mean, count))
    assert said.from_minutes % 5 == said.to_minutes % 5 == 0
    assert 0 <= said.from_minutes < said.to_minutes
    believed = mean if said.basis == "measured" else DEFAULT_SERVICE_SECONDS
    expected = (ahead + 1) * believed / windows / 60
    assert said.from_minutes <= expected <= said.to_minutes


@given(st.integers(0, 300), st.integers(1, 30), st.floats(30, 3000))
def test_more_people_ahead_never_shortens_the_announced_wait(ahead, windows, mean):
    less = wait_range(ahead=ahead, windows=windows, services=(mean, 50))
    more = wait_range(ahead=ahead + 1, windows=windows, services=(mean, 50))
    assert more.to_minutes >= less.to_minutes


@pytest.mark.parametrize(("count", "number"), [(1, "A001"), (999, "A999"), (1000, "A1000")])
def test_numbers_have_three_digits_until_the_day_is_longer(count, number):
    assert ticket_number("A", count) == number
