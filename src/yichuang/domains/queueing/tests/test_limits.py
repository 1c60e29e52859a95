"""Caps and hours, recalls, a chosen person, the rest of the day, and whose hands a visit went through."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.models import Ticket
from yichuang.domains.queueing.rules import may_recall
from yichuang.foundation import clock
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.messages import messages_about
from yichuang.foundation.scope import enter, reading

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Monday, nine o'clock in the center."""


def refused(act, **more):
    with pytest.raises(Refused) as no:
        act(**more)
    return no.value.code


def test_a_queue_gives_no_more_numbers_a_day_than_its_cap(hall):
    queueing.set_issuing(actor=hall.actor, queue="A", day_cap=2)
    with clock.at(MORNING):
        assert [hall.issue()["number"] for _ in range(2)] == ["A001", "A002"]
        assert refused(hall.issue) == "queue.full"
        assert hall.issue("B")["number"] == "B001", "each queue has its own"
    with clock.at(MORNING + timedelta(days=1)):
        assert hall.issue()["number"] == "A001"


def test_a_cap_holds_against_a_crowd(hall, at_once):
    queueing.set_issuing(actor=hall.actor, queue="A", day_cap=5)
    outcome: list[str] = []

    def take() -> None:
        try:
            outcome.append(hall.issue()["number"])
        except Refused as no:
            outcome.append(no.code)

    at_once([take] * 12)
    assert sorted(outcome) == [f"A00{n}" for n in range(1, 6)] + ["queue.full"] * 7


def test_numbers_are_given_between_the_hours_of_the_queue(hall):
    queueing.set_issuing(actor=hall.actor, queue="A", issue_from="09:30", issue_until="16:30")
    with clock.at(MORNING):
        assert refused(hall.issue) == "queue.not_yet"
    with clock.at(MORNING + timedelta(minutes=30)):
        assert hall.issue()["number"] == "A001"
    with clock.at(MORNING + timedelta(hours=7, minutes=30)):
        assert refused(hall.issue) == "queue.over"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"day_cap": 0}, "day_cap"), ({"issue_from": "noon"}, "issue_from"),
        ({"issue_from": "10:00", "issue_until": "09:00"}, "issue_until"), ({"queue": "X"}, "queue"),
    ],
)  # fmt: skip
def test_a_wrong_limit_names_its_field(hall, given, field):
    with pytest.raises(Invalid) as no:
        queueing.set_issuing(actor=hall.actor, **{"queue": "A", **given})
    assert no.value.field == field


@pytest.mark.parametrize(
    ("recalls", "since", "answer"),
    [
        (0, 10, ("", 0)),
        (0, 9.2, ("ticket.recall_too_soon", 1)),
        (2, 60, ("", 0)),
        (3, 60, ("ticket.recalled_enough", 0)),
    ],
)
def test_recalls_have_a_limit_and_a_pause_between(recalls, since, answer):
    assert may_recall(recalls, since, limit=3, pause=10) == answer


def test_a_recall_too_soon_or_too_often_is_refused(hall):
    with clock.at(MORNING):
        hall.issue()
        called = hall.call()
        assert refused(queueing.recall, actor=hall.actor, ticket=called["id"]) == "ticket.recall_too_soon"
    for n in range(3):
        with clock.at(MORNING + timedelta(seconds=10 * (n + 1))):
            assert hall.act(queueing.recall, called)["recalls"] == n + 1
    with clock.at(MORNING + timedelta(minutes=5)):
        assert refused(queueing.recall, actor=hall.actor, ticket=called["id"]) == "ticket.recalled_enough"


def test_a_chosen_person_is_called_with_a_reason_that_stays(hall, clerk):
    first, second = hall.issue(), hall.issue()
    assert (
        refused(queueing.call_chosen, actor=clerk, window="1", ticket=second["id"], reason=" ")
        == "ticket.reason_needed"
    )
    made = queueing.call_chosen(actor=clerk, window="1", ticket=second["id"], reason="老人身体不适")
    assert made["window"] == "1"
    why = hall.ticket(second).why
    assert (why["rule"], why["said"], why["by"], why["overtook"]) == ("chosen.v1", "老人身体不适", clerk.name, 1)
    assert (
        refused(queueing.call_chosen, actor=clerk, window="1", ticket=first["id"], reason="x") == "ticket.window_busy"
    )
    assert (
        refused(queueing.call_chosen, actor=clerk, window="2", ticket=second["id"], reason="x") == "ticket.wrong_state"
    )


def test_a_chosen_and_a_called_person_are_never_two_at_one_window_nor_one_at_two(hall, clerk, at_once):
    made = hall.issue()
    outcome: list[str] = []

    def choose(window: str) -> None:
        try:
            queueing.call_chosen(actor=clerk, window=window, ticket=made["id"], reason="急")
            outcome.append("called")
        except Refused as no:
            outcome.append(no.code)

    def call(window: str) -> None:
        outcome.append("called" if hall.call(window) else "nobody")

    at_once([lambda: choose("1"), lambda: choose("2"), lambda: call("3")])
    assert outcome.count("called") == 1


def _open_all_week(hall) -> None:
    places.set_opening_hours(actor=hall.actor, week={str(day): [["09:00", "17:00"]] for day in range(5)})


def test_a_named_person_takes_the_rest_of_the_day_over_and_it_is_called_first(hall, clerk):
    _open_all_week(hall)
    with clock.at(MORNING):
        late, held = hall.issue(phone="13800135678"), hall.issue()
        hall.call("1")  # late
        hall.act(queueing.hold, late)
        rest = [late["id"], held["id"]]
        assert (
            refused(queueing.carry_over, actor=clerk, tickets=rest, to="2026-11-24", reason="")
            == "ticket.reason_needed"
        )
        assert (
            refused(queueing.carry_over, actor=clerk, tickets=rest, to="2026-11-28", reason="停电")
            == "ticket.carry_day"
        )
        assert (
            refused(queueing.carry_over, actor=hall.actor, tickets=rest, to="2026-11-24", reason="停电")
            == "ticket.carry_by_name"
        )
        done = queueing.carry_over(actor=clerk, tickets=rest, to="2026-11-24", reason="停电")
        assert [c["number"] for c in done["carried"]] == ["A001+", "A002+"]
        assert hall.call("1") is None
        with reading(hall.actor):
            assert [m.kind for m in messages_about(hall.actor, f"ticket:{late['id']}")] == ["号已结转"]
    with clock.at(MORNING + timedelta(days=1)):
        assert queueing.close_day(actor=hall.actor) == {"expired": 0}
        fresh = hall.issue()
        assert fresh["number"] == "A001"
        assert [hall.call(w)["number"] for w in "123"] == ["A001+", "A002+", "A001"]
        seen = hall.ticket(late)
        assert (seen.carried_from, seen.carried_by) == (date(2026, 11, 23), clerk.name)


def test_the_first_who_has_a_visit_in_hand_stays_and_the_chain_grows(hall, clerk, center, actor_with):
    second = actor_with("ticket.call", "window.operate", center=center, name="王接手")
    with clock.at(MORNING):
        made = hall.issue()
        queueing.call_next(actor=clerk, window="1")
        queueing.start(actor=clerk, ticket=made["id"])
        queueing.close_window(actor=hall.actor, window="3")
        with pytest.raises(Refused, match=r"window\.sent_to_closed"):  # nobody would call him there
            queueing.transfer(actor=clerk, ticket=made["id"], window="3")
        queueing.transfer(actor=clerk, ticket=made["id"], window="2", reason="转社保")
    with clock.at(MORNING + timedelta(minutes=3)):
        queueing.call_next(actor=second, window="2")
        queueing.start(actor=second, ticket=made["id"])
        queueing.finish(actor=second, ticket=made["id"])
    seen = hall.ticket(made)
    assert seen.first_contact == clerk.name
    with reading(hall.actor):
        chain = [(h.act, h.staff_name, h.window) for h in queueing.hands(hall.actor, seen.id)]
    assert chain == [
        ("started", clerk.name, "1"), ("sent_on", clerk.name, "1"), ("started", "王接手", "2"), ("finished", "王接手", "2"),
    ]  # fmt: skip


def test_the_database_itself_refuses_another_first_contact(hall, clerk):
    made = queueing.issue_ticket(actor=clerk, queue="A")
    with transaction.atomic():
        enter(hall.actor)
        with pytest.raises(DatabaseError, match="never changes"):
            Ticket.objects.filter(pk=made["id"]).update(first_contact="别人")


def test_who_left_a_phone_is_told_once_when_three_are_before_him(hall):
    from yichuang.domains.queueing.tasks import tell_near_of

    with clock.at(MORNING):
        for _ in range(5):
            hall.issue()
        mine = hall.issue(phone="13800135678")
    with clock.at(MORNING + timedelta(minutes=5)):
        hall.call("1")
        tell_near_of(center_id=str(hall.center_id))
        with reading(hall.actor):
            assert messages_about(hall.actor, f"ticket:{mine['id']}") == [], "four are still before him"
        hall.call("2")
        for _ in range(2):
            tell_near_of(center_id=str(hall.center_id))
        with reading(hall.actor):
            (line,) = messages_about(hall.actor, f"ticket:{mine['id']}")
    assert (line.kind, line.channel) == ("快到号了", "sms")
    assert "前面还有 3 人" in str(line.text)
