"""Taking a number."""

from datetime import UTC, datetime

import pytest

from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.models import Ticket
from yichuang.domains.queueing.rules import ticket_number
from yichuang.domains.queueing.tasks import close_day_of
from yichuang.foundation import clock
from yichuang.foundation.errors import Denied, Invalid, Refused
from yichuang.foundation.scope import reading


def test_numbers_of_a_queue_follow_each_other_and_each_queue_has_its_own(hall):
    assert [hall.issue("A")["number"] for _ in range(3)] == ["A001", "A002", "A003"]
    assert hall.issue("B")["number"] == "B001"


def test_the_answer_says_how_many_wait_already(hall):
    assert [hall.issue("A")["ahead"] for _ in range(3)] == [0, 1, 2]


def test_the_same_key_gives_the_same_number_once(hall):
    first, second = (queueing.issue_ticket(actor=hall.actor, key="tap-1", queue="A") for _ in range(2))
    assert first == second
    assert hall.waiting("A") == 1


def test_an_unknown_queue_is_named_and_a_closed_one_refused(hall):
    with pytest.raises(Invalid) as no:
        hall.issue("X")
    assert (no.value.code, no.value.field) == ("queue.unknown", "queue")
    queueing.set_up_queue(actor=hall.actor, code="B", name="社会事务", active=False)
    with pytest.raises(Refused) as no:
        hall.issue("B")
    assert no.value.code == "queue.closed"


def test_a_refused_issue_uses_up_no_number(hall):
    hall.issue("B")
    queueing.set_up_queue(actor=hall.actor, code="B", name="社会事务", active=False)
    with pytest.raises(Refused):
        hall.issue("B")
    queueing.set_up_queue(actor=hall.actor, code="B", name="社会事务")
    assert hall.issue("B")["number"] == "B002"


def test_by_item_the_queue_is_found(hall):
    assert hall.issue("", item="S02")["queue"] == "B"
    with pytest.raises(Invalid) as no:
        hall.issue("", item="S99")
    assert no.value.field == "item"


@pytest.mark.parametrize(
    ("given", "priority", "reason"),
    [(False, False, ""), (None, False, ""), ("", False, ""), (True, True, "other"), ("elder", True, "elder")],
)
def test_priority_is_a_flag_or_a_reason(hall, given, priority, reason):
    issued = hall.issue(priority=given)
    assert (issued["priority"], issued["priority_reason"]) == (priority, reason)


@pytest.mark.parametrize(
    ("field", "given"), [("priority", "vip"), ("needs", ["throne"]), ("phone", "12ab"), ("item", "S" * 41)]
)
def test_a_wrong_value_names_its_field(hall, field, given):
    with pytest.raises(Invalid) as no:
        hall.issue(**{field: given})
    assert no.value.field == field
    assert hall.waiting("A") == 0


def test_a_phone_is_sealed_and_shown_masked(hall):
    issued = hall.issue(phone="138 0013-5678")
    with reading(hall.actor):
        row = Ticket.objects.get(pk=issued["id"])
    assert b"13800135678" not in bytes(row.phone)
    assert hall.ticket(issued).phone_masked == "138****5678"


def test_the_tracking_code_leads_to_the_ticket_however_it_is_typed(hall):
    issued = hall.issue()
    typed = issued["tracking_code"].lower().replace("-", " ")
    center_id, ticket_id = queueing.find_ticket(typed)
    assert (center_id, str(ticket_id)) == (hall.center_id, issued["id"])
    assert queueing.find_ticket("AAAA-AAAA-AAAA") is None


def test_numbers_start_again_on_the_centers_own_day(hall):
    """At 16:00 UTC a new day has begun in Shanghai, though not in UTC."""
    before, after = datetime(2026, 11, 23, 15, 59, tzinfo=UTC), datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    with clock.at(before):
        assert [hall.issue()["number"], hall.issue()["number"]] == ["A001", "A002"]
    with clock.at(after):
        assert hall.issue()["number"] == "A001"
        assert hall.call("1")["number"] == "A001"
        assert hall.call("2") is None, "yesterday's numbers are not called today"
        close_day_of(center_id=str(hall.center_id))
        assert queueing.close_day(actor=hall.actor) == {"expired": 0}
        with reading(hall.actor):
            assert Ticket.objects.filter(state="cancelled").count() == 2


def test_the_thousandth_number_goes_on_as_the_plain_rule_says(hall):
    from django.db import connections

    hall.issue()
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE queueing_counter SET last = 998")
    assert [hall.issue()["number"] for _ in range(3)] == [ticket_number("A", n) for n in (999, 1000, 1001)]


def test_who_lacks_the_right_gets_no_number(hall, actor_with, center):
    with pytest.raises(Denied):
        queueing.issue_ticket(actor=actor_with("board.read", center=center), queue="A")
