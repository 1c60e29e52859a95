"""The calling order as a pure function: nobody waits for ever, the same people give the same answer, every call explains itself."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.domains.queueing.hall import Ticket, Window
from yichuang.domains.queueing.policy import NAMES, Policy, pick, ranked, read_policy, why_not
from yichuang.domains.queueing.policy.order import candidates

NOON = 43_200.0
LENGTHS = {"short": 240.0, "usual": 600.0, "long": 1800.0}
WINDOW = Window("1", frozenset({"A", "B"}))


def waiting(number, minutes, cls="normal", *, queue="A", item="usual", appt=None, **more):
    return Ticket(number, queue, item, cls, NOON - 60.0 * minutes, appt, **more)


def call(line, policy="default", window=WINDOW, now=NOON, **more):
    return pick(
        read_policy({"name": policy} | more), window, line, now, expected=lambda t: LENGTHS.get(t.item), usual=600.0
    )


def called(line, policy="default", **more):
    found = call(line, policy, **more)
    return found and found.chosen.ticket.id


people = st.lists(
    st.builds(
        lambda n, minutes, cls, queue, item, early: (n, minutes, cls, queue, item, early),
        st.integers(1, 10_000), st.floats(0, 300), st.sampled_from(["normal", "priority", "appointment"]),
        st.sampled_from(["A", "B", "C"]), st.sampled_from(sorted(LENGTHS)), st.floats(-30, 30),
    ),
    max_size=25, unique_by=lambda row: row[0],
)  # fmt: skip


def line_of(rows):
    return [
        waiting(n, minutes, cls, queue=queue, item=item, appt=NOON - 60 * (minutes + early) if cls == "appointment" else None)
        for n, minutes, cls, queue, item, early in rows
    ]  # fmt: skip


def test_a_priority_person_overtakes_within_the_bound_and_not_beyond_it():
    assert called([waiting(1, 30), waiting(2, 12, "priority")]) == 2
    assert called([waiting(1, 80), waiting(2, 29, "priority")]) == 1, "came 51 minutes later"
    assert called([waiting(1, 80), waiting(2, 31, "priority")]) == 2, "priority is not cancelled by a long wait"
    assert called([waiting(1, 60), waiting(2, 16, "priority")], leads={"priority": 30}) == 1, "the center's own bound"


def test_a_short_item_comes_a_little_sooner():
    assert called([waiting(1, 12, item="long"), waiting(2, 10, item="short")]) == 2
    assert called([waiting(1, 30, item="long"), waiting(2, 10, item="short")]) == 1


def test_fifo_calls_by_arrival_and_strict_calls_the_priority_line_first():
    line = [waiting(1, 30), waiting(2, 5, "priority"), waiting(3, 1, "appointment", appt=NOON - 30)]
    assert called(line, "fifo") == 1
    assert called(line, "strict") == 2
    assert called(line, "no such order") == 1


def test_accumulating_priority_weighs_the_wait_by_the_class():
    line = [waiting(1, 14), waiting(2, 5, "priority")]
    assert called(line, "accumulating") == 2
    assert called(line, "accumulating", rates={"priority": 2}) == 1


def test_ratio_takes_turns():
    line = [waiting(n, 30 - n) for n in range(1, 5)] + [waiting(n, 30 - n, "priority") for n in range(11, 15)]
    before, order = [], []
    while line:
        found = pick(Policy("ratio", first=2, then=1), WINDOW, line, NOON, before=before)
        before.append(found.chosen.ticket.cls)
        order.append(found.chosen.ticket.id)
        line = [t for t in line if t.id != order[-1]]
    assert order == [11, 12, 1, 13, 14, 2, 3, 4]


def test_an_appointment_that_came_early_waits_for_its_time():
    early = waiting(1, 20, "appointment", appt=NOON + 600)
    assert called([early, waiting(2, 3)]) == 2
    assert called([early]) == 1, "nobody else is there"


@pytest.mark.parametrize("policy", NAMES)
def test_skills_needs_zones_and_named_windows_are_respected(policy):
    assert called([waiting(1, 9, queue="C")], policy) is None
    assert called([waiting(1, 9, only="2"), waiting(2, 1, only="1")], policy) == 2
    deaf = waiting(1, 9, needs=frozenset({"hearing"}))
    assert called([deaf], policy, window=Window("1", frozenset({"A"}), offers=frozenset())) is None
    assert called([deaf], policy, window=Window("1", frozenset({"A"}), offers=frozenset({"hearing"}))) == 1
    assert called([waiting(1, 9, zone="east")], policy, window=Window("1", frozenset({"A"}), zone="west")) is None


@pytest.mark.parametrize("policy", NAMES)
@settings(deadline=None)
@given(rows=people, seed=st.integers(0, 99))
def test_the_order_of_naming_does_not_matter(policy, rows, seed):
    line = line_of(rows)
    mixed = random.Random(seed).sample(line, len(line))
    assert called(line, policy) == called(mixed, policy)
    assert [c.ticket.id for c in ranked(Policy(policy), WINDOW, line, NOON)] == [
        c.ticket.id for c in ranked(Policy(policy), WINDOW, mixed, NOON)
    ]


@pytest.mark.parametrize("policy", NAMES)
@settings(deadline=None)
@given(rows=people)
def test_somebody_is_called_whenever_somebody_may_be(policy, rows):
    line = line_of(rows)
    assert (called(line, policy) is None) == (not [t for t in line if t.queue in WINDOW.skills])


@settings(deadline=None)
@given(rows=people)
def test_nobody_is_overtaken_by_who_came_more_than_the_bound_later(rows):
    found = call(line_of(rows))
    for passed in found.overtook if found else ():
        assert found.chosen.counts_from - passed.counts_from <= 60 * Policy().leads[found.chosen.ticket.cls] + 1e-6


@settings(deadline=None)  # sixty calls and more: as long as the machine is busy
@given(rows=people, flood=st.sampled_from(["priority", "appointment"]))
def test_nobody_starves_under_a_flood_of_priority(rows, flood):
    """A fresh priority person at every call: everyone who waits now is called within a bounded number of calls."""
    line = [t for t in line_of(rows) if t.queue != "C" and (t.appt is None or t.appt <= NOON)]
    left, now, n = {t.id for t in line}, NOON, 20_000
    for _ in range(len(line) + 60):
        now, n = now + 60.0, n + 1
        line.append(Ticket(n, "A", "short", flood, now - 1.0, now - 1.0 if flood == "appointment" else None))
        gone = call(line, now=now).chosen.ticket
        line.remove(gone)
        left.discard(gone.id)
    assert not left


def test_a_call_says_why_and_whom_it_overtook():
    found = call([waiting(1, 30), waiting(2, 12, "priority"), waiting(3, 2)])
    told = found.reason()
    assert (told["policy"], told["rule"], told["class"], told["waited_seconds"]) == (
        "default",
        "score",
        "priority",
        720,
    )
    assert told["overtook"] == 1 and told["overtaken"][0]["ticket"] == 1
    assert told["score"] > told["overtaken"][0]["score"]


def test_whoever_was_passed_is_told_why():
    line = [waiting(1, 80), waiting(2, 19, "priority"), waiting(3, 1), waiting(4, 5, queue="C")]
    found = call(line)
    seen = candidates(Policy(), WINDOW, line, NOON)
    assert why_not(found, 2, seen)["because"] == "starvation_bound"
    assert why_not(found, 3, seen)["because"] == "came_later"
    assert why_not(found, 4, seen)["because"] == "not_for_this_window"
    assert why_not(found, 1, seen)["because"] == "called"
    found = call([waiting(1, 30), waiting(2, 12, "priority")])
    answer = why_not(found, 1, candidates(Policy(), WINDOW, [waiting(1, 30), waiting(2, 12, "priority")], NOON))
    assert answer["because"] == "smaller_score" and answer["called"]["score"] > answer["mine"]["score"]


@pytest.mark.parametrize(
    ("setting", "name"),
    [(None, "default"), ({}, "default"), ({"name": ""}, "default"), ({"name": "STRICT"}, "strict"), ({"name": "x"}, "fifo"),
     ({"name": "yours"}, "default"), ({"name": 7}, "fifo")],
)  # fmt: skip
def test_settings_are_read_with_forgiveness(setting, name):
    assert read_policy(setting).name == name


def test_figures_that_make_no_sense_are_left_at_their_default():
    odd = read_policy({"name": "default", "leads": -5, "brevity": "much", "targets": {"normal": 30, "priority": "x"}})
    assert (odd.leads, odd.brevity) == (Policy().leads, Policy().brevity)
    assert (odd.targets["normal"], odd.targets["priority"]) == (30, Policy().targets["priority"])
