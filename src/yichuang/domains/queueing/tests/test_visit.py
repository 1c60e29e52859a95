"""What happens to a ticket after the call."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.joins import attach_case
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused

ACTS = {
    "recall": queueing.recall, "start": queueing.start, "no_show": queueing.no_show, "requeue": queueing.requeue,
    "hold": queueing.hold, "resume": queueing.resume, "finish": queueing.finish,
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_a_waiting_ticket_takes_none_of_the_acts_at_a_window(hall, act):
    issued = hall.issue()
    with pytest.raises(Refused) as no:
        hall.act(ACTS[act], issued)
    assert no.value.code == "ticket.wrong_state"


@pytest.mark.parametrize("act", [*ACTS, "cancel", "transfer"])
def test_another_centers_ticket_is_missing(hall, other_hall, act):
    issued = other_hall.issue()
    more = {"cancel": {"reason": "x"}, "transfer": {"queue": "B"}}.get(act, {})
    for ticket in (issued, {"id": "no-such-id"}, {"id": str(uuid4())}):
        with pytest.raises(Missing):
            hall.act(getattr(queueing, act), ticket, **more)


def test_a_served_visit_has_its_times_and_frees_the_window(hall):
    hall.issue()
    called = hall.call()
    assert hall.act(queueing.start, called)["state"] == "serving"
    served = hall.act(queueing.finish, called)
    assert served["state"] == "served"
    seen = hall.ticket(called)
    assert seen.called_at <= seen.started_at <= seen.ended_at
    assert hall.window("1").ticket is None
    assert hall.panel().served_today == 1


def test_a_forgotten_start_does_not_lose_the_visit(hall):
    hall.issue()
    called = hall.call()
    assert hall.act(queueing.finish, called)["started_at"] == called["called_at"]


def test_serving_tells_who_served_where(hall, clerk):
    from yichuang.foundation.models import Event
    from yichuang.foundation.scope import reading

    hall.issue()
    called = queueing.call_next(actor=clerk, window="1")["ticket"]
    queueing.start(actor=clerk, ticket=called["id"])
    queueing.finish(actor=clerk, ticket=called["id"])
    with reading(hall.actor):
        told = Event.objects.get(name=queueing.SERVED).payload
    assert told == {"ticket": called["id"], "window": str(hall.window("1").id), "staff": str(clerk.id)}
    assert hall.ticket(called).first_contact == clerk.name


def test_a_recall_counts_and_comes_to_the_top_of_the_board(hall, ten):
    hall.issue(), hall.issue()
    first, _ = hall.call("1"), hall.call("2")
    with clock.at(ten + timedelta(seconds=10)):  # a pause lies between two announcements
        assert hall.act(queueing.recall, first)["recalls"] == 1
    assert hall.board().calls[0].number == first["number"]


def test_who_does_not_come_may_rejoin_once_behind_the_next_three(hall):
    missed = hall.issue()
    others = [hall.issue() for _ in range(5)]
    called = hall.call()
    assert hall.act(queueing.no_show, called)["state"] == "absent"
    assert hall.window("1").ticket is None
    assert hall.panel().absent[0].number == missed["number"]
    assert hall.act(queueing.requeue, called)["state"] == "waiting"
    order = []
    while ticket := hall.call():
        order.append(ticket["id"])
        if ticket["id"] == missed["id"]:
            hall.act(queueing.no_show, ticket)
        else:
            hall.act(queueing.finish, ticket)
    assert order == [*(o["id"] for o in others[:3]), missed["id"], *(o["id"] for o in others[3:])]
    with pytest.raises(Refused) as no:
        hall.act(queueing.requeue, missed)
    assert no.value.code == "ticket.requeued_already"


def test_rejoining_a_short_line_means_its_end(hall):
    missed, other = hall.issue(), hall.issue()
    hall.act(queueing.no_show, hall.call())
    hall.act(queueing.requeue, missed)
    assert hall.call("1")["id"] == other["id"]
    assert hall.call("2")["id"] == missed["id"]


def test_a_number_of_yesterday_cannot_rejoin(hall):
    hall.issue()
    called = hall.call()
    hall.act(queueing.no_show, called)
    with clock.at(clock.now() + timedelta(days=1)), pytest.raises(Refused) as no:
        hall.act(queueing.requeue, called)
    assert no.value.code == "ticket.other_day"


def test_a_transfer_keeps_number_and_first_time_so_the_person_is_next_there(hall, ten):
    with clock.at(ten - timedelta(minutes=5)):
        moved = hall.issue("A")
    with clock.at(ten - timedelta(minutes=2)):
        hall.issue("Z")
    called = hall.call("1")
    hall.act(queueing.start, called)
    sent = hall.act(queueing.transfer, called, queue="Z", reason="先咨询")
    assert (sent["number"], sent["queue"], sent["state"], sent["window"]) == (moved["number"], "Z", "waiting", "")
    assert datetime.fromisoformat(sent["first_issued_at"]) == datetime.fromisoformat(moved["issued_at"])
    assert hall.window("1").ticket is None
    assert hall.call("4")["id"] == moved["id"]


def test_a_transfer_to_a_window_waits_for_that_window_alone(hall):
    hall.issue()
    called = hall.call("1")
    hall.act(queueing.transfer, called, window="2")
    assert hall.call("1") is None
    assert hall.panel("2").waiting == 1
    assert hall.ticket(called).for_window == "2"
    again = hall.call("2")
    assert again["id"] == called["id"]
    assert again["why"]["direct"] is True


def test_a_transfer_needs_one_target_that_makes_a_difference(hall):
    hall.issue()
    called = hall.call()
    for more in ({}, {"queue": "B", "window": "2"}):
        with pytest.raises(Invalid):
            hall.act(queueing.transfer, called, **more)
    with pytest.raises(Refused):
        hall.act(queueing.transfer, called, queue="A")
    with pytest.raises(Missing):
        hall.act(queueing.transfer, called, window="99")


def test_a_visit_set_aside_frees_the_window_and_is_taken_up_again(hall):
    hall.issue(), hall.issue()
    called = hall.call()
    hall.act(queueing.start, called)
    hall.act(queueing.hold, called, reason="复印身份证")
    assert hall.panel().held[0].note == "复印身份证"
    between = hall.call()
    with pytest.raises(Refused) as no:
        hall.act(queueing.resume, called)
    assert no.value.code == "ticket.window_busy"
    hall.act(queueing.finish, between)
    assert hall.act(queueing.resume, called)["state"] == "serving"
    assert hall.window("1").ticket.id == hall.ticket(called).id


def test_a_visit_set_aside_may_go_on_at_another_window(hall):
    hall.issue()
    called = hall.call("1")
    hall.act(queueing.hold, called)
    assert hall.act(queueing.resume, called, window="2")["window"] == "2"
    assert hall.window("2").ticket is not None
    assert hall.window("1").ticket is None


def test_staff_cancel_with_a_reason_and_the_line_forgets_the_number(hall, clerk):
    issued = hall.issue()
    with pytest.raises(Invalid):
        queueing.cancel(actor=clerk, ticket=issued["id"])
    queueing.cancel(actor=clerk, ticket=issued["id"], reason="群众放弃")
    assert hall.call() is None


def test_whoever_holds_a_number_gives_it_back_by_its_code_and_nobody_by_another(hall):
    visitor, issued, other = Actor.citizen(hall.actor.center_id), hall.issue(), hall.issue()
    queueing.give_back(actor=visitor, code=issued["tracking_code"])
    with pytest.raises(Refused) as no:
        queueing.give_back(actor=visitor, code=issued["tracking_code"])
    assert no.value.code == "ticket.wrong_state"
    with pytest.raises(Missing):
        queueing.give_back(actor=visitor, code="ABCD-EFGH-JKLM")
    assert hall.call()["number"] == other["number"]
    queueing.give_back(actor=visitor, code=other["tracking_code"])
    assert hall.window("1").ticket is None, "the window that had called it is free"


def test_a_number_at_a_window_is_not_given_back(hall):
    code = hall.issue()["tracking_code"]
    hall.act(queueing.start, hall.call())
    with pytest.raises(Refused):
        queueing.give_back(actor=Actor.citizen(hall.actor.center_id), code=code)


def test_cancelling_at_the_window_frees_it(hall):
    hall.issue()
    called = hall.call()
    hall.act(queueing.cancel, called, reason="走错大厅")
    assert hall.window("1").ticket is None


def test_a_case_is_noted_once_under_its_visit(hall):
    hall.issue()
    called = hall.call()
    case_id = uuid4()

    @command("tests.open_case", needs="")
    def open_case(work: Work) -> dict:
        ref = attach_case(work, ticket=called["id"], case_id=case_id, no="500199-20261123-00001")
        return {"window": ref.window, "state": ref.state}

    for _ in range(2):
        assert open_case(actor=hall.actor) == {"window": "1", "state": "called"}
    assert hall.panel().cases == ("500199-20261123-00001",)
