"""Calling the next person."""

from datetime import timedelta

import pytest

from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.scope import reading


def test_the_first_who_came_is_called_and_the_window_shows_the_number(hall):
    first, _ = hall.issue("B"), hall.issue("A")
    called = hall.call("1")
    assert (called["id"], called["queue"], called["state"], called["ahead"]) == (first["id"], "B", "called", 0)
    assert hall.window("1").ticket.number == "B001"
    assert hall.board().calls[0].number == "B001"


def test_when_nobody_waits_nobody_is_called(hall):
    assert hall.call("1") is None


def test_a_window_calls_from_its_own_queues_only(hall):
    hall.issue("Z")
    assert hall.call("1") is None
    assert hall.call("4")["number"] == "Z001"


def test_a_window_may_ask_for_one_of_its_queues_but_for_no_other(hall):
    hall.issue("A"), hall.issue("B")
    assert hall.call("1", queues=["B"])["number"] == "B001"
    with pytest.raises(Refused) as no:
        hall.call("2", queues=["Z"])
    assert no.value.code == "window.queue_not_served"


def test_a_busy_window_gets_nobody_else(hall):
    hall.issue(), hall.issue()
    called = hall.call("1")
    with pytest.raises(Refused) as no:
        hall.call("1")
    assert (no.value.code, no.value.facts["number"]) == ("ticket.window_busy", called["number"])
    assert hall.waiting("A") == 1


@pytest.mark.parametrize("act", [queueing.pause_window, queueing.close_window])
def test_a_window_that_is_not_open_calls_nobody(hall, act):
    hall.issue()
    act(actor=hall.actor, window="1")
    with pytest.raises(Refused) as no:
        hall.call("1")
    assert no.value.code == "window.not_open"


def test_a_window_never_opened_and_a_window_unknown_are_told_apart(hall):
    with pytest.raises(Refused) as no:
        hall.call("5")
    assert no.value.code == "window.not_open"
    with pytest.raises(Missing):
        hall.call("99")


def test_a_window_without_queues_says_so(hall):
    queueing.open_window(actor=hall.actor, window="5")
    with pytest.raises(Refused) as no:
        hall.call("5")
    assert no.value.code == "window.serves_nothing"


def test_priority_overtakes_by_its_shorter_target_and_a_long_wait_still_comes_first(hall, ten):
    """With two minutes that everyone has on arrival: 18 of 20, 6 of 7 and 12 of 20 minutes of their targets are used."""
    now = ten
    with clock.at(now - timedelta(minutes=16)):
        long_wait = hall.issue()
    with clock.at(now - timedelta(minutes=10)):
        normal = hall.issue()
    with clock.at(now - timedelta(minutes=4)):
        elder = hall.issue(priority="elder")
    with clock.at(now):
        assert [hall.call(w)["id"] for w in "123"] == [long_wait["id"], elder["id"], normal["id"]]


def test_the_reason_is_stored_with_the_call(hall, ten):
    now = ten
    with clock.at(now - timedelta(minutes=5)):
        first = hall.issue()
    with clock.at(now - timedelta(seconds=210)):
        hall.issue(priority="elder")
    with clock.at(now):
        called = hall.call()
    assert called["why"] == hall.ticket(called).why
    assert called["why"] == {
        "policy": "default", "rule": "score", "class": "priority", "waited_seconds": 210.0, "target_minutes": 7,
        "weight": 1.0, "score": 0.7857, "overtook": 1, "held_back": 0, "reason": "elder", "direct": False, "unmet": [],
        "overtaken": [{"ticket": first["number"], "class": "normal", "waited_seconds": 300.0, "score": 0.35}],
    }  # fmt: skip


def test_the_list_and_the_places_are_what_the_calls_then_do(hall, ten):
    """Forty people of two queues and classes, targets changed so that the shares interleave; one window calls them all."""
    queueing.set_up_queue(actor=hall.actor, code="B", name="社会事务", target_minutes=33, priority_target_minutes=11)
    now = ten
    people = []
    for n in range(40):
        with clock.at(now - timedelta(seconds=(n * 7919) % 2400)):
            people.append(hall.issue("AB"[n % 2], priority=n % 3 == 0))
    with clock.at(now):
        with reading(hall.actor):
            listed = [str(t.id) for t in queueing.waiting_list(hall.actor)]
            ranks = [queueing.ticket(hall.actor, i).ahead for i in listed[:5]]
        called = []
        while ticket := hall.call("1"):
            called.append(ticket["id"])
            hall.act(queueing.finish, ticket)
    assert called == listed and set(called) == {t["id"] for t in people}
    queue = {t["id"]: t["queue"] for t in people}
    assert ranks == [sum(queue[e] == queue[own] for e in called[:place]) for place, own in enumerate(called[:5])]
