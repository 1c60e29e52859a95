"""The calling order as a setting, and the answer to "why not me?"."""

from datetime import timedelta

import pytest

from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.models import CallingOrder
from yichuang.foundation import clock
from yichuang.foundation.errors import Invalid, Missing
from yichuang.foundation.ids import uuid7
from yichuang.foundation.scope import reading


def test_a_center_sets_its_order_and_the_next_call_follows_it(hall, ten):
    now = ten
    with clock.at(now - timedelta(minutes=20)):
        first = hall.issue()
    with clock.at(now - timedelta(minutes=1)):
        elder, other = hall.issue(priority="elder"), hall.issue()
    queueing.set_calling_order(actor=hall.actor, name="strict")
    assert hall.call("1")["id"] == elder["id"]
    queueing.set_calling_order(actor=hall.actor, name="fifo", most=3)
    called = hall.call("2")
    assert (called["id"], called["why"]["policy"], called["why"]["rule"]) == (first["id"], "fifo", "score")
    with reading(hall.actor):
        now_set = queueing.calling_order(hall.actor)
        assert queueing.ticket(hall.actor, other["id"]).ahead == 0
    assert (now_set["name"], now_set["most"], now_set["lead_priority"]) == ("fifo", 3, 50)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"name": "fastest"}, "order.unknown", "name"),
        ({"name": "ratio", "first": 0}, "order.range", "first"),
        ({"name": "default", "most": 61}, "order.range", "most"),
        ({"name": "default", "weights": 1}, "order.figure_unknown", "weights"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_name_and_nothing_is_written(hall, given, code, field):
    with pytest.raises(Invalid) as no:
        queueing.set_calling_order(actor=hall.actor, **given)
    assert (no.value.code, no.value.field) == (code, field)
    with reading(hall.actor):
        assert not CallingOrder.objects.exists()


def test_why_not_me_names_who_came_later_and_why_he_was_called(hall, ten):
    now = ten
    with clock.at(now - timedelta(minutes=9)):
        early, me = hall.issue(), hall.issue()
    with clock.at(now - timedelta(minutes=5)):
        elder, chosen, consult = hall.issue(priority="elder"), hall.issue(), hall.issue("Z")
    with clock.at(now):
        assert hall.call("1")["id"] == elder["id"]
        assert hall.call("2")["id"] == early["id"]
        queueing.call_chosen(actor=hall.actor, window="3", ticket=chosen["id"], reason="赶火车")
        assert hall.call("4")["id"] == consult["id"]
    with clock.at(now + timedelta(minutes=1)), reading(hall.actor):
        told = queueing.why_not(hall.actor, me["id"])
        with pytest.raises(Missing):
            queueing.why_not(hall.actor, uuid7())
    assert (told.called, told.place, told.earlier, told.elsewhere) == (False, 0, 1, 1)
    assert {(o.number, o.window, o.because, o.said) for o in told.overtaken_by} == {
        (elder["number"], "1", "shorter_target", ""), (chosen["number"], "3", "chosen", "赶火车"),
    }  # fmt: skip
    one = next(o for o in told.overtaken_by if o.because == "shorter_target")
    assert (one.theirs.score, one.mine.score) == (1.0, 0.55) and one.mine.waited_minutes == 9
