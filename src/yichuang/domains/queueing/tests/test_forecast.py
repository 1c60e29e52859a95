"""The forecast: ordered, the same twice, blind to the order of naming and to the future."""

import random
from dataclasses import replace

import numpy as np
import pytest

from yichuang.domains.queueing.engines import Forecaster
from yichuang.domains.queueing.forecast import engine
from yichuang.domains.queueing.forecast.calibrate import Calibration
from yichuang.domains.queueing.forecast.model import draws
from yichuang.domains.queueing.forecast.simulate import NEVER, Play, Scene, Turns, in_order
from yichuang.domains.queueing.hall import Call, Served, Serving, State, Ticket, Window, read_log, read_state

NOW = 36_000.0


def state(policy="fifo", people=12):
    rnd = random.Random(people)
    line = tuple(
        Ticket(i, rnd.choice("AB"), "x", rnd.choice(("normal", "normal", "priority")), NOW - 60.0 * i)
        for i in range(1, people + 1)
    )
    windows = (
        Window("1", frozenset("A"), "busy", Serving("A", "x", NOW - 100)), Window("2", frozenset("AB"), "busy", Serving("B", "x", NOW - 400)),
        Window("3", frozenset("B"), "paused", until=NOW + 600), Window("4", frozenset("B"), "closed"),
    )  # fmt: skip
    return State(NOW, 32_400, 61_200, 0, 1, {"name": policy}, line[0], None, line, windows,
                 (Call("A", "normal", NOW - 100, 900),), (Served("A", "x", "1", NOW - 110, 500),))  # fmt: skip


@pytest.mark.parametrize("policy", ["fifo", "strict", "accumulating", "ratio", "default", "unheard of"])
def test_ranges_are_ordered_and_the_same_for_any_order_of_naming(policy):
    seen = state(policy)
    for ticket in seen.waiting:
        told = Forecaster().forecast(seen, ticket)
        assert 0 <= told.p10 <= told.p50 <= told.p90
        mixed = replace(seen, waiting=tuple(random.Random(3).sample(seen.waiting, len(seen.waiting))))
        assert Forecaster().forecast(mixed, ticket) == told


def test_later_comers_of_a_line_are_told_no_shorter_wait_under_fifo():
    told = Forecaster().forecast_all(state())
    own = [told[t.id].p50 for t in sorted(state().waiting, key=lambda t: t.arrive) if t.queue == "A"]
    assert own == sorted(own) and len(own) > 2


def test_asking_one_by_one_or_for_all_gives_the_same_answers_under_fifo():
    seen, once = state(), Forecaster()
    together = once.forecast_all(seen)
    assert all(
        Forecaster().forecast(seen, t) == replace(together[t.id], ahead=Forecaster().forecast(seen, t).ahead)
        for t in seen.waiting
    )


def test_nothing_that_lies_after_now_is_read():
    plain = {"now": NOW, "open": 32400, "close": 61200, "ticket": {"id": 1, "queue": "A", "arrive": NOW - 10},
             "windows": [{"id": "1", "skills": ["A"], "status": "busy", "serving": {"queue": "A", "item": "x", "since": NOW - 50}}],
             "waiting": [{"id": 2, "queue": "A", "arrive": NOW - 60}]}  # fmt: skip
    later = plain | {
        "waiting": [*plain["waiting"], {"id": 3, "queue": "A", "arrive": NOW + 60}],
        "calls": [{"queue": "A", "cls": "normal", "at": NOW + 5, "waited": 9}],
        "served": [{"queue": "A", "item": "x", "window": "1", "at": NOW + 99, "seconds": 4000}],
    }
    a, b = read_state(plain), read_state(later)
    assert Forecaster().forecast(a) == Forecaster().forecast(b)


DAY = {
    "open": 32400, "close": 61200, "dow": 1, "policy": {"name": "default"}, "windows": [{"id": "1", "skills": ["A"]}],
    "tickets": [{"id": i, "queue": "A", "item": "x", "cls": "priority" if i % 3 else "normal", "arrive": 32400 + 500 * i,
                 "call": 32400 + 500 * i + 200, "end": 32400 + 500 * i + 680, "window": "1", "outcome": "served"} for i in range(50)],
}  # fmt: skip
AFTER = {
    "waiting": lambda at: [{"id": 9, "queue": "A", "item": "x", "cls": "priority", "arrive": at}],
    "calls": lambda at: [{"queue": "A", "cls": "normal", "at": at, "waited": 9}] * 20,
    "served": lambda at: [{"queue": "A", "item": "x", "window": "1", "at": at, "seconds": 4000}] * 9,
}


@pytest.mark.parametrize("name", AFTER)
def test_each_thing_that_would_matter_before_now_is_not_read_after_it(name):
    """Under the order and the past in which a later comer may go first and the count of calls says how full the day is."""
    model = Forecaster.fit([read_log(DAY)], count=4).model
    seen = {"now": NOW, "open": 32400, "close": 61200, "dow": 1, "policy": {"name": "default"}, name: [],
            "ticket": {"id": 1, "queue": "A", "item": "x", "arrive": NOW - 100},
            "windows": [{"id": "1", "skills": ["A"], "status": "busy", "serving": {"queue": "A", "item": "x", "since": NOW - 50}}]}  # fmt: skip
    told = Forecaster(model).forecast(read_state(seen))
    assert Forecaster(model).forecast(read_state(seen | {name: AFTER[name](NOW + 60)})) == told
    assert Forecaster(model).forecast(read_state(seen | {name: AFTER[name](NOW - 60)})) != told


def test_luck_is_the_same_in_every_process():
    again, first = draws.__wrapped__(24), draws(24)
    assert all(np.array_equal(getattr(again, n), getattr(first, n)) for n in ("uniform", "away", "gap", "leave", "day"))
    assert all(np.array_equal(a, b) for a, b in zip(again.coming, first.coming, strict=True))


@pytest.mark.parametrize("factors", [(0.3, 4.0, 0.3), (3.0, 0.3, 4.0)])
def test_no_correction_puts_the_ends_of_a_range_on_the_wrong_side_of_its_middle(factors):
    waits = np.sort(np.random.default_rng(2).exponential(900.0, 96))
    low, middle, high = Calibration(factors=[factors] * 3).apply(waits)
    assert 0 <= low <= middle <= high


def test_without_a_window_the_basis_says_so():
    seen = replace(state(), windows=())
    assert Forecaster().forecast(seen).basis == "no_window"


def test_a_window_that_nobody_has_opened_today_promises_nothing_unless_past_days_do():
    """It is ten, and its timetable knows the morning and the afternoon: the afternoon is not what the first to come is told."""
    plan, me = ((32_400.0, 43_200.0), (48_600.0, 61_200.0)), Ticket(1, "A", "x", "normal", NOW - 10)
    here = replace(state(), ticket=me, waiting=(me,), windows=(Window("1", frozenset("A"), "closed", None, plan),))
    new = replace(here, calls=(), served=())
    assert Forecaster().forecast(new).basis == "no_window"
    early = Forecaster().forecast(replace(new, now=32_000.0))
    assert early.basis == "assumed" and early.p10 >= 400, "before the hall opens it opens with it"
    noon = Forecaster().forecast(replace(new, now=45_000.0))
    assert noon.basis == "assumed" and noon.p10 >= 3600, "over noon it opens in the afternoon"
    assert Forecaster().forecast(here).basis != "no_window", "somebody has been there this morning"
    assert Forecaster.fit([read_log(DAY)] * 6, count=4).forecast(new).basis == "own_days"


def test_who_is_sent_to_one_window_waits_for_that_one_while_others_are_free():
    skills = frozenset("A")
    windows = (Window("1", skills, "busy", Serving("A", "x", NOW - 5)), Window("2", skills, "idle"))
    tied, free = Ticket(1, "A", "x", "normal", NOW - 60, only="1"), Ticket(2, "A", "x", "normal", NOW - 30)
    told = Forecaster().forecast_all(replace(state(), waiting=(tied, free), windows=windows))
    assert told[1].p50 > 120 and told[2].p90 <= 5
    gone = replace(state(), waiting=(tied, free), windows=(Window("1", skills, "closed"), windows[1]))
    assert Forecaster().forecast(gone, tied).p_called == 0 and Forecaster().forecast(gone, free).p90 <= 5


@pytest.mark.parametrize("seed", range(6))
def test_taking_turns_in_order_is_what_windows_do_that_call_the_eldest(seed):
    """Where only the order of coming decides, people who each take the window that is free first are called as by windows event by event."""
    rng = np.random.default_rng(seed)
    rows, windows, sizes = 3, 4, (5, 1, 7)
    width = sum(sizes) + len(sizes)
    first = np.cumsum([0, *(n + 1 for n in sizes)])[:-1]
    keys = np.full(width, NEVER)
    for at, n in zip(first, sizes, strict=True):
        keys[at : at + n] = np.sort(rng.integers(0, 50, n))
    takes = rng.integers(1, 9, (width, rows)).astype(float)
    leaves = np.where(rng.random((width, rows)) < 0.2, 104.0, np.inf)
    serves = rng.random((windows, len(sizes))) < 0.6
    breaks = (np.array([[106.0, 106.0, 106.0, 110.0]]), np.array([[112.0, 112.0, 112.0, NEVER]]))
    key = np.tile(keys[:, None], (1, rows))
    scene = Scene(rng.integers(100, 104, (windows, rows)).astype(float), serves, np.ones(3), np.zeros(3), key, key, takes, leaves,
                  first, np.array([1.0, 1.5, 1.0, 2.0]), breaks, present=True)  # fmt: skip
    people = [c for c in range(width) if keys[c] < NEVER]
    told = in_order(scene, people)
    assert np.array_equal(told, Play(scene).until(people))
    assert np.array_equal(in_order(scene, people[3:5]), told[3:5])
    assert (told < NEVER).any()


def one_window(keys, ready, turns=None, **ranks):
    """A scene of one window, free at 100, and lines of one person each; every service takes 10 seconds."""
    lines = len(keys)
    key, there = np.full((2 * lines, 1), NEVER), np.full((2 * lines, 1), NEVER)
    key[::2, 0], there[::2, 0] = keys, ready
    return Scene(np.array([[100.0]]), np.ones((1, lines), bool), np.ones(lines), np.zeros(lines), key, there, np.full((2 * lines, 1), 10.0),
                 None, np.arange(0, 2 * lines, 2), np.ones(1), (np.zeros((0, 1)), np.zeros((0, 1))), turns=turns, **ranks)  # fmt: skip


def test_who_is_early_for_his_appointment_is_called_where_nobody_else_waits_and_by_no_right_of_his_line():
    early = one_window([600.0, 20.0], [50.0, 20.0])
    assert Play(early).until([0, 2]).ravel().tolist() == [110.0, 100.0]
    to_come = one_window([600.0, 130.0], [50.0, 130.0])
    assert Play(to_come).until([0, 2]).ravel().tolist() == [100.0, 130.0]
    # it is the turn of the normal line, in which nobody waits: neither has the turn, and who waits longer goes first
    turns = Turns(np.array([True, True]), 1, 1, True, 1)
    assert Play(one_window([600.0, 20.0], [50.0, 20.0], turns)).until([0, 2]).ravel().tolist() == [110.0, 100.0]


def test_an_idle_window_looks_for_everybody_who_comes_and_the_play_ends_all_the_same():
    nobody = one_window([NEVER, 5_000.0], [NEVER, 5_000.0])
    assert Play(nobody).until([0, 2]).ravel().tolist() == [NEVER, 5_000.0]


def many(policy, people=400):
    """So many people in an hour before closing, of whom the windows can call a few dozen."""
    line = tuple(
        Ticket(i, "AB"[i % 2], "x", "priority" if i % 9 == 0 else "normal", NOW - 10.0 * i)
        for i in range(1, people + 1)
    )
    return replace(state(policy), waiting=line, close=NOW + 3600.0)


class Endless(engine.Builder):
    """Scenes that are played until everybody is called."""

    def build(self, tracked):
        built = super().build(tracked)
        built.scene.end = NEVER
        return built


@pytest.mark.parametrize("policy", ["fifo", "strict", "ratio", "default"])
def test_what_comes_long_after_the_last_call_is_not_played_and_the_answers_are_the_same(policy, monkeypatch):
    seen = many(policy)
    told = Forecaster().forecast_all(seen)
    monkeypatch.setattr(engine, "Builder", Endless)
    assert told == Forecaster().forecast_all(seen)
    chances = [w.p_called for w in told.values()]
    assert max(chances) > 0.9 and min(chances) < 0.1
    assert all(w.p10 <= w.p50 <= w.p90 for w in told.values())


@pytest.mark.parametrize("play", [lambda s, c: Play(s).until(c), in_order])
def test_a_play_ends_when_it_matters_no_more(play):
    columns = list(range(200))
    key = np.concatenate([np.arange(200.0), [NEVER]])[:, None].repeat(2, 1)
    free = (np.zeros((0, 1)), np.zeros((0, 1)))
    line = Scene(np.array([[100.0, 110.0]]), np.ones((1, 1), bool), np.ones(1), np.zeros(1), key, key, np.full((201, 2), 10.0),
                 None, np.array([0]), np.ones(1), free, end=300.0)  # fmt: skip
    called = play(line, columns)
    assert called[:20, 0].tolist() == [100.0 + 10 * i for i in range(20)]
    assert (called[:20] < NEVER).all() and (called[60:] >= NEVER).all()
