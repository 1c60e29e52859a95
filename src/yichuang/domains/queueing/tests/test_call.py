"""Calling the next person."""

from datetime import timedelta

import pytest

from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.models import Ticket
from yichuang.domains.queueing.rules import Candidate, explain, order
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


def test_priority_overtakes_by_its_shorter_target_and_a_long_wait_still_comes_first(hall):
    """The elder has used 4 of 7 minutes when the first normal ticket has used 10 of 20, and the second 15 of 20."""
    now = clock.now()
    with clock.at(now - timedelta(minutes=15)):
        long_wait = hall.issue()
    with clock.at(now - timedelta(minutes=10)):
        normal = hall.issue()
    with clock.at(now - timedelta(minutes=4)):
        elder = hall.issue(priority="elder")
    with clock.at(now):
        assert [hall.call(w)["id"] for w in "123"] == [long_wait["id"], elder["id"], normal["id"]]


def test_the_call_keeps_why_it_was_this_number(hall):
    now = clock.now()
    with clock.at(now - timedelta(seconds=210)):
        hall.issue(priority="elder")
    with clock.at(now):
        called = hall.call()
    expected = explain(waited_seconds=210, target_minutes=7, priority=True, reason="elder", direct=False)
    assert called["why"] == hall.ticket(called).why == expected


def test_the_database_calls_in_the_order_of_the_plain_rule(hall):
    """Forty people of two queues and classes, targets changed so that the shares interleave."""
    queueing.set_up_queue(actor=hall.actor, code="B", name="社会事务", target_minutes=33, priority_target_minutes=11)
    now = clock.now()
    for n in range(40):
        with clock.at(now - timedelta(seconds=(n * 7919) % 2400)):
            hall.issue("AB"[n % 2], priority=n % 3 == 0)
    with reading(hall.actor):
        rows = list(Ticket.objects.select_related("queue"))
        targets = {
            t.pk: t.queue.priority_target_minutes if t.priority else t.queue.target_minutes for t in rows
        }  # fmt: skip
        expected = [str(c.id) for c in order([Candidate(t.pk, t.ordered_at, targets[t.pk]) for t in rows], now)]
    with clock.at(now):
        with reading(hall.actor):
            listed = [str(t.id) for t in queueing.waiting_list(hall.actor)]
            ranks = [queueing.ticket(hall.actor, i).ahead for i in expected[:5]]
        called = []
        while ticket := hall.call("1"):
            called.append(ticket["id"])
            hall.act(queueing.finish, ticket)
    assert called == listed == expected
    assert ranks == [
        sum(1 for earlier in expected[:place] if hall.ticket({"id": earlier}).queue == hall.ticket({"id": own}).queue)
        for place, own in enumerate(expected[:5])
    ]
