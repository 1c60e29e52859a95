"""Queues from the set-up pages: a new one wipes none that is there, and an item leads to one queue."""

import pytest

from yichuang.domains.queueing import api as queueing
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.scope import reading

from .conftest import offer_item


def of(hall, code):
    with reading(hall.actor):
        return next(q for q in queueing.queues(hall.actor) if q.code == code)


def leads_to(hall, item):
    with reading(hall.actor):
        found = queueing.queue_for_item(hall.actor, item)
    return found.code if found else ""


def test_a_new_queue_gets_its_letter_in_capitals_and_takes_no_other_away(hall):
    queueing.add_queue(actor=hall.actor, code=" c", name="公积金", name_en="Housing fund")
    assert (of(hall, "C").name, of(hall, "C").name_en, of(hall, "C").items) == ("公积金", "Housing fund", ())
    before = of(hall, "A")
    with pytest.raises(Refused, match=r"queue\.taken"):
        queueing.add_queue(actor=hall.actor, code="a", name="别的")
    assert of(hall, "A") == before


@pytest.mark.parametrize(
    ("code", "name", "field"), [("C1", "公积金", "code"), ("C", " ", "name"), ("C", "公" * 61, "name")]
)
def test_what_is_wrong_with_a_new_queue_is_named(hall, code, name, field):
    with pytest.raises(Invalid) as no:
        queueing.add_queue(actor=hall.actor, code=code, name=name)
    assert no.value.field == field


def test_a_queue_out_of_use_keeps_its_items_and_figures_and_gives_no_number(hall):
    before = of(hall, "A")
    queueing.change_queue(actor=hall.actor, queue="A", name="综合业务", active=False)
    after = of(hall, "A")
    assert (after.name, after.items, after.windows, after.target_minutes) == (
        "综合业务", before.items, before.windows, before.target_minutes,
    )  # fmt: skip
    with pytest.raises(Refused, match=r"queue\.closed"):
        queueing.issue_ticket(actor=hall.actor, queue="A")
    queueing.change_queue(actor=hall.actor, queue="A", name=before.name, name_en=before.name_en)
    assert of(hall, "A") == before


FIGURES = {"booking": {"slot_minutes": 20, "slot_places": 3, "book_ahead_days": 5, "remote": True, "appointment_target_minutes": 9},
           "issuing": {"day_cap": 40, "issue_from": "09:00", "issue_until": "16:00"}}  # fmt: skip


def test_a_queue_is_renamed_taken_out_of_use_and_given_other_figures_in_one_act_or_not_at_all(hall):
    before = of(hall, "A")
    for wrong in (
        {"name": "综" * 61},
        {"booking": {**FIGURES["booking"], "slot_places": 0}},
        {"issuing": {**FIGURES["issuing"], "day_cap": 0}},
    ):
        with pytest.raises(Invalid):
            queueing.change_queue(actor=hall.actor, queue="A", active=False, **{"name": "综合业务", **FIGURES, **wrong})
        assert of(hall, "A") == before
    queueing.change_queue(actor=hall.actor, queue="A", name="综合业务", active=False, **FIGURES)
    after = of(hall, "A")
    assert (after.name, after.active, after.slot_minutes, after.slot_places, after.book_ahead_days) == (
        "综合业务",
        False,
        20,
        3,
        5,
    )
    assert (after.remote, after.appointment_target_minutes, after.day_cap) == (True, 9, 40)
    assert (f"{after.issue_from:%H:%M}", f"{after.issue_until:%H:%M}") == ("09:00", "16:00")


def test_an_item_leads_to_one_queue_or_to_none(hall):
    offer_item(actor=hall.actor, item="S99", queue="A")
    offer_item(actor=hall.actor, item="S99", queue="B")
    assert leads_to(hall, "S99") == "B"
    assert "S99" not in of(hall, "A").items
    offer_item(actor=hall.actor, item="S99")
    assert leads_to(hall, "S99") == ""
    with pytest.raises(Invalid, match=r"queue\.unknown"):
        offer_item(actor=hall.actor, item="S99", queue="QQ")
