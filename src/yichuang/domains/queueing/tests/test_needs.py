"""A need goes to the window that can meet it, strands nobody, and the floor hears of what nobody can meet."""

import pytest

from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.rules import CARE, NEEDS, may_call, unmet
from yichuang.foundation.errors import Invalid, Missing
from yichuang.foundation.messages import messages_about
from yichuang.foundation.scope import reading


@pytest.mark.parametrize(
    ("needs", "offers", "open_offers", "may"),
    [
        ((), (), [()], True),
        (("sign",), ("sign",), [("sign",), ()], True),
        (("sign",), (), [("sign",), ()], False),
        (("sign",), (), [(), ()], True),  # nobody can: nobody is left standing
        (("sign",), (), [], True),
        (("sign", "dialect"), ("sign",), [("sign",), ("dialect",)], True),  # one of two, and no window has more
        (("sign", "dialect"), ("sign",), [("sign",), ("sign", "dialect")], False),
        (("elder",), (), [("elder",), ()], True),  # care holds nobody back from another window
    ],
)
def test_who_may_be_called_where(needs, offers, open_offers, may):
    assert may_call(needs, offers, open_offers) is may


def test_what_is_left_is_named_in_the_order_of_the_list_and_care_is_no_lack():
    assert unmet(["dialect", "sign", "elder"], ["dialect"]) == ["sign"]
    assert unmet(CARE, []) == []
    assert len(set(NEEDS)) == len(NEEDS)


@pytest.fixture
def signs(hall):
    """Window 2 can talk in sign language."""
    queueing.set_window_skills(actor=hall.actor, window="2", skills=["sign", "elder"])
    return hall


def test_a_need_waits_for_the_window_that_can_meet_it_and_others_are_not_held_up(signs):
    deaf, other = signs.issue(needs=["sign"]), signs.issue()
    assert signs.call("1")["number"] == other["number"]
    called = signs.call("2")
    assert (called["number"], called["why"]["unmet"]) == (deaf["number"], [])


def test_when_that_window_pauses_anybody_calls_and_the_floor_is_told(signs):
    deaf = signs.issue(needs=["sign"])
    assert signs.call("1") is None
    queueing.pause_window(actor=signs.actor, window="2", reason="meal")
    called = signs.call("1")
    assert (called["number"], called["why"]["unmet"]) == (deaf["number"], ["sign"])
    with reading(signs.actor):
        assert [m.kind for m in messages_about(signs.actor, f"ticket:{deaf['id']}")] == ["有人需要帮助"]


def test_what_no_open_window_can_meet_is_told_when_the_number_is_taken(hall):
    made = hall.issue(needs=["dialect"])
    with reading(hall.actor):
        line = messages_about(hall.actor, f"ticket:{made['id']}")[0]
        assert [(u.number, u.needs) for u in queueing.unmet_needs(hall.actor)] == [(made["number"], ("dialect",))]
    assert "方言" in str(line.text) and made["number"] in str(line.text)
    assert hall.call("1")["number"] == made["number"]


def test_a_clerk_takes_his_skill_to_whichever_window_he_sits_at(hall, clerk, center):
    made = people.add_staff(
        actor=hall.actor, username="signer", password="signer-password-1", name="周语", post="综合窗口", badge_no="S1"
    )
    queueing.set_clerk_skills(actor=hall.actor, staff_id=made["id"], skills=["sign"])
    from dataclasses import replace
    from uuid import UUID

    signer = replace(clerk, id=UUID(made["id"]))
    queueing.open_window(actor=signer, window="3")
    deaf = hall.issue(needs=["sign"])
    assert hall.call("1") is None
    assert hall.call("3")["number"] == deaf["number"]


def test_a_window_for_the_old_calls_them_sooner_but_holds_nobody_back(signs, ten):
    from datetime import timedelta

    from yichuang.foundation import clock

    with clock.at(ten - timedelta(minutes=8)):
        first = signs.issue("A", priority="pregnant")
    with clock.at(ten - timedelta(minutes=5)):
        old, older = signs.issue("A", priority="elder"), signs.issue("A", priority="elder")
    assert signs.call("2")["number"] == old["number"]
    assert signs.call("1")["number"] == first["number"]
    assert signs.call("3")["number"] == older["number"]


def test_wheelchairs_follow_the_window_and_unknown_skills_are_refused(hall):
    with pytest.raises(Invalid):
        queueing.set_window_skills(actor=hall.actor, window="1", skills=["flying"])
    assert queueing.set_window_skills(actor=hall.actor, window="1", skills=["wheelchair"])["skills"] == []
    places.add_window(actor=hall.actor, code="9", name="低位窗口", kind="service", zone="H", accessible=True)
    queueing.serve_queues(actor=hall.actor, window="9", queues=["A"])
    assert hall.window("9").skills == ("wheelchair",)


def test_a_stranger_has_no_skills_to_set(hall):
    from yichuang.foundation.ids import uuid7

    with pytest.raises(Missing):
        queueing.set_clerk_skills(actor=hall.actor, staff_id=uuid7(), skills=["sign"])
