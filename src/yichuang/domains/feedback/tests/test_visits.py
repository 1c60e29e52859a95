"""Visits begin with what queueing and cases tell: a ticket served, a case answered."""

from datetime import timedelta

import pytest

from yichuang.domains.feedback import api as feedback
from yichuang.domains.feedback import subscribers
from yichuang.foundation import clock, dispatch
from yichuang.foundation.command import Work, command
from yichuang.foundation.ids import uuid7

from .conftest import add_door


@command("tests.tell", needs="")
def tell(work: Work, *, name: str, subject: str, payload: dict) -> dict:
    work.emit(name, subject, **payload)
    return {}


@pytest.fixture(autouse=True)
def wired(monkeypatch):
    answered = ("cases.decided.v1", "cases.filed.v1", "cases.refused.v1", "cases.delivered.v1", "cases.returned.v1")
    table = {"cases.opened.v1": [subscribers.case_opened], "queueing.started.v1": [subscribers.ticket_started]}
    table |= {name: [subscribers.case_answered] for name in answered}
    monkeypatch.setattr(dispatch, "wiring", lambda: dispatch.Wiring(in_step=table, jobs={}))


def test_the_code_of_a_case_rates_the_visit_it_was_opened_in(db, place):
    visit, case = place.serve(), add_door(actor=place.clerk, kind="case")
    ticket = visit["subject"].removeprefix("ticket:")
    tell(actor=place.clerk, name="cases.opened.v1", subject=case["subject"], payload={"ticket": ticket, "item": "S04"})
    feedback.rate_by_code(actor=place.citizen, code=case["code"], grade=5, channel="portal")
    assert place.state(visit["subject"]).ratings[0].channel == "portal"
    assert place.state(case["subject"]).subject == visit["subject"]


def test_a_case_without_a_ticket_is_rated_once_it_is_answered(db, place):
    case, department = add_door(actor=place.clerk, kind="case"), uuid7()
    facts = {"ticket": None, "item": "S04", "department": str(department)}
    tell(actor=place.clerk, name="cases.opened.v1", subject=case["subject"], payload=facts)
    assert place.state(case["subject"]).why == "rating.too_early"
    tell(actor=place.clerk, name="cases.decided.v1", subject=case["subject"], payload={})
    feedback.rate_by_code(actor=place.citizen, code=case["code"], grade=1, channel="portal")
    rating = place.state(case["subject"]).ratings[0]
    assert (rating.department_id, rating.item) == (department, "S04")


def test_the_answer_to_a_case_gives_new_days_to_rate_the_visit(db, place):
    visit, case = place.serve(), add_door(actor=place.clerk, kind="case")
    ticket = visit["subject"].removeprefix("ticket:")
    tell(actor=place.clerk, name="cases.opened.v1", subject=case["subject"], payload={"ticket": ticket})
    with clock.at(clock.now() + timedelta(days=20)):
        assert place.state(visit["subject"]).why == "rating.too_late"
        tell(actor=place.clerk, name="cases.delivered.v1", subject=case["subject"], payload={})
        assert place.state(visit["subject"]).can_rate
        feedback.rate_by_code(actor=place.citizen, code=visit["code"], grade=5)


def test_serving_the_next_person_ends_the_invitation(db, place):
    place.serve()
    window = str(place.evaluator.window_id)
    tell(actor=place.clerk, name="queueing.started.v1", subject=f"ticket:{uuid7()}", payload={"window": window})
    assert place.asks() is None
