"""What must hold of every call and every forecast: played whole days, other people's order of naming, and the future."""

import random
from dataclasses import replace

import pytest

from yichuang.domains.queueing.forecast import Forecaster
from yichuang.domains.queueing.policy import Policy
from yichuang.domains.queueing.simulator.changes import Change
from yichuang.domains.queueing.simulator.parameters import load
from yichuang.domains.queueing.simulator.playing import stage_of_hall

DAYS = range(1, 5)


@pytest.fixture(scope="module")
def stage():
    return stage_of_hall(load("overloaded"), 21, DAYS)


@pytest.fixture(scope="module")
def moments(stage):
    """States of the fourth day with what was called until then, and the forecaster of the three before."""
    states = []

    def arrived(run, ticket, now):
        if ticket.id % 40 == 0:
            states.append(run.state(ticket=ticket))

    learned = replace(stage, days=stage.days[:3]).play()
    replace(stage, days=stage.days[3:]).play(arrived=arrived)
    return Forecaster.fit(learned, count=60).model, states


def begin(visit):
    t = visit.ticket
    return t.arrive if t.appt is None else max(t.arrive, t.appt)


def passed_by(log, visit):
    """How much later than he the latest came who was called before him from a line that his windows share."""
    windows = [w for w in log.windows if w.skills is None or visit.ticket.queue in w.skills]
    shared = {w.id for w in windows}
    until = visit.call if visit.call is not None else visit.end or log.close + log.grace
    here = visit.ticket.arrive
    earlier = [
        v
        for v in log.visits
        if v.call is not None and here <= v.call < until and v.window in shared and begin(v) > begin(visit)
    ]
    return [(begin(v) - begin(visit), v.ticket.cls) for v in earlier]


def test_on_whole_overloaded_days_nobody_is_overtaken_beyond_the_bound_of_the_class(stage):
    bound = {"normal": 10, "priority": 25, "appointment": 12}
    logs = stage.play([Change("policy", setting={"name": "default", "leads": bound})])
    seen = 0
    for log in logs:
        for visit in log.visits:
            for later, cls in passed_by(log, visit):
                assert later <= 60 * bound[cls] + 1e-6
                seen += 1
    assert seen > 100, "people were overtaken at all"


def test_under_strict_priority_the_same_days_break_that_bound(stage):
    logs = stage.play([Change("policy", setting={"name": "strict"})])
    leads = Policy().leads
    assert any(later > 60 * leads[cls] for log in logs for v in log.visits for later, cls in passed_by(log, v))


def test_forecasts_of_played_moments_are_ordered_equal_and_blind_to_the_order_of_naming(moments):
    model, states = moments
    assert len(states) > 3
    for state in states:
        told = Forecaster(model).forecast(state)
        assert 0 <= told.p10 <= told.p50 <= told.p90 and 0 <= told.p_before_close <= told.p_called <= 1
        rnd = random.Random(1)
        mixed = replace(state, waiting=tuple(rnd.sample(state.waiting, len(state.waiting))))
        assert Forecaster(model).forecast(mixed) == told == Forecaster(model).forecast(state)


def test_a_forecast_does_not_know_what_the_rest_of_the_day_brings(stage):
    """The same morning, another afternoon: whoever asks in the morning is told the same."""
    (day, times) = stage.days[3]
    noon = 12 * 3600.0
    other = tuple(
        replace(p, seconds=3 * p.seconds, gone=None) if p.ticket.arrive > noon else p
        for p in day.people
        if p.ticket.arrive <= noon or p.ticket.id % 2
    )
    told = []
    model = Forecaster().model
    for people in (day.people, other):
        one = replace(stage, days=[(replace(day, people=people), times)])
        states = []

        def arrived(run, ticket, now, states=states):
            if now <= noon and ticket.id % 40 == 0:
                states.append(run.state(ticket=ticket))

        one.play(arrived=arrived)
        told.append([(s.now, Forecaster(model).forecast(s)) for s in states])
    assert told[0] == told[1] and len(told[0]) > 1
