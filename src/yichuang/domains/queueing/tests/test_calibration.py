"""Ranges hold as often as they should over past outcomes, whatever share of the people finds a window free."""

import numpy as np
import pytest

from yichuang.domains.queueing.forecast.calibrate import LEAST, Calibration, ends_for, fit_calibration, quantiles
from yichuang.domains.queueing.forecast.hindsight import moments
from yichuang.domains.queueing.forecast.keeping import pack, unpack
from yichuang.domains.queueing.forecast.model import Model
from yichuang.domains.queueing.hall import read_log

FREE = np.zeros(96)


def outcomes(free: float, wrong: float = 1.0, count: int = 6000, seed: int = 3):
    """Pairs of played waits and what came; `wrong`: how many times as far from the middle the outcomes lie as was played."""
    rng = np.random.default_rng(seed)
    found = []
    for i in range(count):
        if i < free * count:
            found.append((FREE, 0.0))
            continue
        middle = float(rng.uniform(300.0, 1800.0))
        played = np.sort(np.exp(rng.normal(np.log(middle), 0.4, 96)))
        found.append((played, middle * float(np.exp(wrong * rng.normal(0.0, 0.4)))))
    return found


def held(calibration: Calibration, seen) -> float:
    """The share of the ranges that held of those who wait."""
    ranges = [(calibration.apply(waits), was) for waits, was in seen]
    inside = [low <= was <= high for (low, _, high), was in ranges if high - low > LEAST]
    return sum(inside) / len(inside)


@pytest.mark.parametrize("free", [0.0, 0.25, 0.35])
@pytest.mark.parametrize("wrong", [0.6, 1.0, 1.5])
def test_ranges_of_those_who_wait_hold_as_often_as_they_should(free: float, wrong: float):
    found = fit_calibration(outcomes(free, wrong), days=600)
    assert found.ends == ends_for(free)
    assert held(found, outcomes(free, wrong, seed=4)) == pytest.approx(1.0 - 2.0 * found.ends, abs=0.02)


def test_few_outcomes_leave_what_was_played_at_the_wanted_share():
    """Where little is known factors stay near one: that already means the share that should hold, not some other one."""
    right = outcomes(0.3, count=100)
    found = fit_calibration(right, days=3)
    assert found.ends == ends_for(0.3) > 0.1
    assert held(found, outcomes(0.3, seed=5)) == pytest.approx(1.0 - 2.0 * found.ends, abs=0.04)


def test_a_window_that_is_free_stays_a_range_of_nothing():
    assert fit_calibration(outcomes(0.3, 2.0), days=60).apply(FREE) == (0.0, 0.0, 0.0)


def test_a_model_that_was_stored_before_the_share_was_kept_means_a_tenth():
    model = Model()
    model.calibration = Calibration(0.12, [(1.0, 0.9, 1.1)] * 3, 50, 0.8)
    assert unpack(pack(model)).calibration == model.calibration
    waits = np.sort(np.random.default_rng(1).exponential(600.0, 96))
    assert Calibration().apply(waits) == pytest.approx(quantiles(waits))


def test_nobody_is_asked_about_while_he_waits_where_nobody_ever_waits():
    """Past moments of a hall in which everybody is called at once are those of coming only."""
    tickets = [{"id": i, "queue": "A", "arrive": 36_000 + 900 * i, "call": 36_000 + 900 * i, "end": 36_300 + 900 * i, "window": 1} for i in range(20)]  # fmt: skip
    day = read_log({"open": 32_400, "close": 61_200, "windows": [{"id": 1, "skills": ["A"]}], "tickets": tickets})
    found = moments([day] * 6, 90)
    assert 40 <= len(found) <= 80  # of ninety the third part would have been asked while somebody else waits
    assert all(m.state.now == m.state.ticket.arrive for m in found)
    crowded = [{**t, "arrive": 32_400 + t["id"]} for t in tickets]
    full = moments(
        [read_log({"open": 32_400, "close": 61_200, "windows": [{"id": 1, "skills": ["A"]}], "tickets": crowded})] * 6,
        90,
    )
    later = [m for m in full if m.state.now > m.state.ticket.arrive]
    assert len(full) > len(found) and len(later) > 15
    assert all(m.call is None or m.call > m.state.now for m in later)
    assert all(m.state.ticket in m.state.waiting for m in later)
