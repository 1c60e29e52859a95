"""The night's figures on made days: what is stored is what is read again, and each change is told with what it did when it was played."""

import json
from dataclasses import replace

import pytest

from yichuang.domains.queueing.advising import Effects, HalfHour, advice_of, read_advice
from yichuang.domains.queueing.engines import Forecaster, Target
from yichuang.domains.queueing.forecast.keeping import pack, unpack
from yichuang.domains.queueing.learning import grace_of, weights_of
from yichuang.domains.queueing.policy import read_policy
from yichuang.domains.queueing.simulator.parameters import load
from yichuang.domains.queueing.simulator.playing import stage_of_hall
from yichuang.domains.queueing.staffing import staff_for, suggestions


@pytest.fixture(scope="module")
def logs():
    return stage_of_hall(load("small"), 41, range(1, 7)).play()


def test_the_advice_survives_being_stored_and_says_what_the_engines_say(logs):
    stored = json.loads(json.dumps(advice_of(logs, Target(0.8, 20.0))))
    advice = read_advice(stored)
    assert (advice.days, advice.share, advice.minutes) == (5, 0.8, 20.0)
    assert advice.peak == max(s.needed for s in advice.slots) and advice.staff == staff_for(advice.peak)
    assert advice.slots[0].begins == "09:00" and all(s.share is None or s.share >= 0.8 for s in advice.slots)
    best = suggestions(logs, most=1)[0]
    change, queue = best.changes[0], best.changes[0].queues[0]
    assert advice.changes[0] == Effects(
        change.act, str(change.window), queue, round(best.before[queue].p90 / 60), round(best.after[queue].p90 / 60),
        round(best.before[None].p90 / 60), round(best.after[None].p90 / 60),
    )  # fmt: skip
    assert advice.changes[0].after < advice.changes[0].before


def test_nothing_is_advised_where_nothing_was_stored():
    assert read_advice({}).days == 0 and read_advice({}).slots == ()


@pytest.mark.parametrize(
    ("needed", "usually", "short"), [(5, 5.0, 0), (5, 4.8, 0), (5, 4.2, 1), (7, 4.0, 3), (3, 6.0, 0)]
)
def test_a_window_is_lacking_when_most_of_it_is(needed, usually, short):
    assert HalfHour("09:00", needed, usually, 1.0, None).short == short


def test_quick_items_weigh_more_than_slow_ones_and_the_grace_is_that_of_three_days_in_four(logs):
    model = unpack(pack(Forecaster.fit(logs, 40).model))
    weights = weights_of(model, read_policy(None), logs)
    means = {(q, i): model.services.mean(q, i) for q, items in weights.items() for i in items}
    assert means and all(
        (w > 1) == (means[q, i] < model.usual) for q, items in weights.items() for i, w in items.items()
    )
    assert grace_of([]) == 0
    assert grace_of([replace(d, grace=60.0 * n) for n, d in enumerate(logs[:4])]) == 180
