"""What is said of a forecast never says more than is known, and the count of what held adds up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.domains.queueing.saying import MOST, Held, Range, Said, held, held_by, outcome, say

seconds = st.floats(0, 14_400)


@settings(deadline=None)
@given(st.lists(seconds, min_size=3, max_size=3).map(sorted), st.sampled_from(["own_days", "today", "assumed"]))
def test_the_range_covers_the_forecast_in_whole_steps(three, basis):
    said = say(*three, basis=basis)
    assert 60 * said.low <= three[0] and said.low % 5 == 0
    assert said.high is None or (60 * said.high >= three[2] and said.high % 5 == 0 and said.high > said.low)
    assert said.low <= MOST and (said.high is not None or three[2] / 60 > MOST - 60)
    assert all(said.holds(x) for x in three)


@settings(deadline=None)
@given(st.lists(seconds, min_size=3, max_size=3).map(sorted))
def test_without_days_of_its_own_a_center_says_no_narrower_range(three):
    own, none = say(*three), say(*three, basis="assumed")
    assert none.low <= own.low and (none.high is None or none.high >= (own.high or 0) + 5)


@pytest.mark.parametrize(
    ("three", "words"),
    [((620, 800, 1170), "约 10–20 分钟"), ((0, 30, 200), "约 5 分钟以内"), ((600, 700, 1200), "约 10–20 分钟"),
     ((2400, 3000, 4300), "约 40–80 分钟"), ((9000, 12_000, 20_000), "150 分钟以上"), ((0, 0, 0), "约 5 分钟以内")],
)  # fmt: skip
def test_the_words(three, words):
    assert say(*three).text() == words


def test_who_will_hardly_be_called_is_told_no_range():
    assert say(60, 120, 300, called=0.4).text() == say(60, 120, 300, basis="no_window").text() == "今日可能排不到"


@pytest.mark.parametrize(
    ("range_", "call", "end", "told"),
    [(Range(10, 20), 900, None, "held"), (Range(10, 20), 1200, None, "held"), (Range(10, 20), 1201, None, "later"),
     (Range(10, 20), 599, None, "sooner"), (Range(10, 20), None, None, "open"), (Range(10, 20), None, 700, "open"),
     (Range(10, 20), None, 1300, "later"), (Range(150, None), 9000, None, "held"), (Range(150, None), None, 99_999, "open"),
     (Range(0, None, called=False), None, 5000, "held"), (Range(0, None, called=False), 60, None, "sooner")],
)  # fmt: skip
def test_what_came_of_an_announcement(range_, call, end, told):
    at = 30_000.0
    assert outcome(Said(range_, at, None if call is None else at + call, None if end is None else at + end)) == told


def test_the_count_adds_up_by_group():
    log = [
        Said(Range(0, 5), 0.0, call, about=queue) for call, queue in ((60, "A"), (400, "A"), (100, "B"), (None, "B"))
    ]
    assert held(log) == Held(said=4, held=2, later=1, open=1) and held(log).share == pytest.approx(2 / 3)
    assert held_by(log, lambda s: s.about) == {"A": Held(2, 1, 0, 1, 0), "B": Held(2, 1, 0, 0, 1)}
    assert held([]).share is None
