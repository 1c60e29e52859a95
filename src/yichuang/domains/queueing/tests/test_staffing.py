"""Windows by half-hour: the plan keeps its promise on other days, and a change's effect is what the simulator plays."""

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest

from yichuang.domains.queueing.engines import Change, Target, demand_of, effect, staff_for, suggestions, windows_needed
from yichuang.domains.queueing.hall import DayLog, Ticket, Visit, Window
from yichuang.domains.queueing.simulator.parameters import load
from yichuang.domains.queueing.simulator.past import Past
from yichuang.domains.queueing.simulator.playing import stage_of_hall, stage_of_past
from yichuang.domains.queueing.staffing import demand as demands
from yichuang.domains.queueing.staffing import erlang_c_plan, plan_shares, rota, square_root_plan, windows_by_skill
from yichuang.domains.queueing.staffing.demand import Demand
from yichuang.domains.queueing.staffing.formulas import late_chance, waiting_chance
from yichuang.domains.queueing.staffing.need import margin, waits_under, windows_for


@pytest.fixture(scope="module")
def logs():
    return stage_of_hall(load("small"), 41, range(1, 41)).play()


@pytest.fixture(scope="module")
def need(logs):
    return windows_needed(demand_of(logs))


def one_day(arrive, takes):
    return Demand(32_400.0, 36_000.0, np.array([arrive], float), np.array([takes], float))


def test_waits_by_hand():
    demand = one_day([32_400, 32_400, 32_500, 34_000], [600, 300, 300, 60])
    assert waits_under(demand, (1, 1))[0].tolist() == [0, 600, 800, 0]
    assert waits_under(demand, (2, 1))[0].tolist() == [0, 0, 200, 0]


def test_a_window_that_opens_later_helps_from_then_on_and_one_that_closes_ends_its_service():
    demand = one_day([34_000, 34_010, 34_020, 35_900], [2000, 2000, 2000, 10])
    assert waits_under(demand, (1, 3))[0].tolist() == [0, 190, 180, 100]
    assert waits_under(demand, (3, 1))[0].tolist() == [0, 0, 0, 100], "all three end what they began"


def test_rota_and_staff():
    assert rota(32_400.0, (1, 2, 1)) == (((32_400.0, 37_800.0),), ((34_200.0, 36_000.0),))
    assert [staff_for(n) for n in (0, 1, 5, 10, 21)] == [0, 2, 6, 12, 26]


def test_erlang_c_against_its_own_sum():
    load, n = 3.2, 5
    terms, term = [], 1.0
    for k in range(n):
        terms.append(term)
        term *= load / (k + 1)
    busy = term * n / (n - load)
    assert waiting_chance(n, load) == pytest.approx(busy / (sum(terms) + busy))
    assert waiting_chance(3, load) == 1.0 and late_chance(3, load, 900, 300) == 1.0 and waiting_chance(2, 0.0) == 0.0


def test_the_plan_meets_its_target_and_one_window_less_anywhere_does_not(logs, need):
    demand, target = demand_of(logs), Target(0.85, 15)
    assert need.met and all(s is None or s >= target.share for s in need.shares)
    for slot, n in enumerate(need.windows):
        if n > 1:
            fewer = [m - (i == slot) for i, m in enumerate(need.windows)]
            share, error = plan_shares(demand, fewer, target.minutes)
            assert (share < np.minimum(target.share + margin(demand.slots) * error, 1)).any()


def test_the_plan_keeps_its_target_on_days_it_never_saw_and_a_thinner_one_does_not(need):
    """Of all people of thirty other days, within what chance does to so few; single half-hours are left to the bench."""
    fresh = demand_of(stage_of_hall(load("small"), 41, range(200, 230)).play())

    def in_time(plan):
        return (waits_under(fresh, plan) <= 900)[np.isfinite(fresh.arrive)].mean()

    assert in_time(need.windows) >= 0.82 > in_time([max(1, n - 1) for n in need.windows])


def test_the_more_half_hours_the_wider_the_margin_so_that_all_hold_together():
    assert margin(1) == pytest.approx(1.2816, abs=1e-4) and margin(16) == pytest.approx(2.4799, abs=1e-3)
    for n in (2, 8, 16):
        assert NormalDist().cdf(margin(n)) ** n == pytest.approx(0.9)


def test_unknown_clerks_widen_the_error_and_most_where_few_sit():
    """Two windows, people for just under the time allowed: slower clerks make the last ones late."""
    days = [one_day([32_400 + 300 * i for i in range(8)], [700 + 10 * d] * 8) for d in range(3)]
    arrive, takes = (np.vstack([getattr(d, name) for d in days]) for name in ("arrive", "takes"))
    sure, unsure = (Demand(32_400.0, 34_200.0 + 1800, arrive, takes, pace) for pace in (0.0, 0.3))
    (share, by_days), (same, both) = (plan_shares(d, (2, 2), 3) for d in (sure, unsure))
    assert np.array_equal(share, same) and (both >= by_days).all() and (both > by_days + 0.05).any()
    slower, _ = plan_shares(replace(sure, takes=takes * (1 + 0.3 / 2**0.5)), (2, 2), 3)
    assert both == pytest.approx(np.hypot(by_days, np.maximum(0, share - slower)))


def test_pace_is_told_from_clerks_who_share_their_items():
    def day(slow):
        visits = [
            Visit(Ticket(i, "A", "a", "normal", 32_400.0 + 60 * i), 32_400.0 + 60 * i, 32_400.0 + 60 * i + (300 + 7 * (i % 11)) * (slow if i % 2 else 1 / slow), str(i % 2), "served")
            for i in range(80)
        ]  # fmt: skip
        return DayLog(32_400, 61_200, 0, 0, {}, (Window("0"), Window("1")), tuple(visits))

    equal, apart = (demand_of([day(slow)] * 3).pace for slow in (1.0, 1.4))
    assert equal == pytest.approx(0.1 * (4 / 6) ** 0.5, abs=0.01), "two equal clerks beside four a tenth apart"
    assert apart > 2 * equal


def test_a_plan_for_some_days_keeps_the_target_on_other_days_too_where_asked(logs):
    every, quiet = demand_of(logs[:8]), demand_of(logs[:8], busy=0)

    def kept(demand, plan):
        share, error = plan_shares(demand, plan, 15)
        return (share >= np.minimum(0.85 + margin(16) * error, 1 - 1e-9)).all()

    alone, both = windows_needed(quiet), windows_needed(quiet, also=every)
    assert kept(quiet, alone.windows) and not kept(every, alone.windows)
    assert kept(quiet, both.windows) and kept(every, both.windows) and both.days == quiet.days == 5


def test_a_harder_target_a_busier_day_and_lines_apart_need_more(logs):
    few = logs[:6]
    together = windows_needed(demand_of(few, "AB")).window_hours
    assert windows_needed(demand_of(few, "AB"), Target(0.98, 2)).window_hours > together
    assert sum(n.window_hours for n in windows_by_skill({q: demand_of(few, q) for q in "AB"}).values()) > together
    quiet, busy = (demand_of(logs, busy=p) for p in (10, 90))
    assert quiet.per_slot().sum() < busy.per_slot().sum()


def test_the_formulas_plan_about_as_much(logs, need):
    demand = demand_of(logs)
    for plan in (erlang_c_plan(demand, 0.85, 15), square_root_plan(demand, 0.85, 15)):
        assert 0.6 < sum(plan) / sum(need.windows) < 1.7


def test_without_people_one_window_is_enough():
    need = windows_needed(demand_of([DayLog(32_400, 36_000)]))
    assert need.windows == (1, 1) and need.met and need.staff == 2
    assert windows_needed(demand_of([])).met


def test_what_cannot_be_met_says_so(monkeypatch):
    monkeypatch.setattr("yichuang.domains.queueing.staffing.need.MOST", 20)
    crowd = [Visit(Ticket(i, "A", "a", "normal", 32_400.0), 32_500.0, 36_000.0, "1") for i in range(60)]
    need = windows_needed(demand_of([DayLog(32_400, 34_200, 0, 0, {}, (Window("1"),), tuple(crowd))]), Target(0.99, 1))
    assert not need.met


def test_one_window_more_for_a_line_shortens_its_wait_and_one_less_lengthens_it(logs):
    some = logs[:3]
    more = effect(some, [Change("open", "9", ("C",))])
    assert more.after["C"].mean < 0.6 * more.before["C"].mean and more.after["A"] == more.before["A"]
    less = effect(some, [Change("close", "3")])
    assert less.after["C"].called == 0 and less.after[None].left > less.before[None].left


def test_suggestions_are_sorted_and_real(logs):
    told = suggestions(logs[:3], most=3)
    assert told and [e.gain for e in told] == sorted((e.gain for e in told), reverse=True) and told[-1].gain > 0
    again = effect(logs[:3], told[0].changes)
    assert again.after == told[0].after and again.before == told[0].before
    assert suggestions([]) == []


def test_a_past_day_played_again_is_nearly_the_day_that_was(logs):
    days = logs[:5]
    again = stage_of_past(days, {"name": "fifo"}).play()
    was, is_ = (
        np.mean([v.call - v.ticket.arrive for d in x for v in d.visits if v.call is not None]) for x in (days, again)
    )
    assert is_ == pytest.approx(was, rel=0.25)
    assert stage_of_past(days, {"name": "fifo"}).play() == again, "equal seeds, equal days"
    people = Past([replace(days[0], windows=())]).playable(0).people
    assert len(people) == len(days[0].visits)


def test_a_plan_for_busy_days_and_all_days_learns_the_past_once(logs, monkeypatch):
    learned: list[int] = []
    fit = demands.fit_services
    monkeypatch.setattr(demands, "fit_services", lambda days: learned.append(len(days)) or fit(days))
    few = logs[:10]
    need = windows_for(few, busy=80.0)
    assert learned == [10]
    assert need == windows_needed(demand_of(few, busy=80.0), also=demand_of(few))
