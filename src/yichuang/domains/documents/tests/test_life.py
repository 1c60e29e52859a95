"""After a paper is issued: printed, sealed, served, voided and replaced. The bytes never change."""

from __future__ import annotations

import pytest
from django.db import connections

from yichuang.domains.documents import api as papers
from yichuang.domains.documents import samples
from yichuang.domains.documents.lifecycle import PAPER, State
from yichuang.domains.documents.models import PaperCopy
from yichuang.foundation.errors import Denied, Invalid, Refused
from yichuang.foundation.models import SeriesNumber
from yichuang.foundation.scope import reading


def of(hall, subject: str = "case:1"):
    with reading(hall.actor):
        return papers.papers_of(hall.actor, subject)


def test_a_reprint_counts_and_is_the_same_bytes(hall) -> None:
    made = hall.issue("receipt")
    with reading(hall.actor):
        before = papers.paper_bytes(hall.actor, "case:1", "receipt").pdf
    papers.mark_printed(actor=hall.actor, paper=made["id"])
    with pytest.raises(Invalid) as no:
        papers.mark_printed(actor=hall.actor, paper=made["id"])
    assert (no.value.field, no.value.facts["times"]) == ("reason", 1)
    papers.mark_printed(actor=hall.actor, paper=made["id"], reason="卡纸，只出了半页")
    with reading(hall.actor):
        assert papers.paper_bytes(hall.actor, "case:1", "receipt").pdf == before
    assert of(hall)[0].printed == 2


def test_altered_bytes_are_never_given_out(hall) -> None:
    hall.issue("receipt")
    with connections["owner"].cursor() as owner:  # who alone can turn the trigger off
        owner.execute("ALTER TABLE documents_papercopy DISABLE TRIGGER append_only")
        PaperCopy.objects.using("owner").filter(copy="service").update(pdf=b"%PDF-1.7 forged")
        owner.execute("ALTER TABLE documents_papercopy ENABLE TRIGGER append_only")
    with reading(hall.actor):
        with pytest.raises(Refused) as no:
            papers.paper_bytes(hall.actor, "case:1", "receipt")
        assert papers.paper_bytes(hall.actor, "case:1", "receipt", "archive").pdf.startswith(b"%PDF-1.7")
    assert no.value.code == "paper.bytes_altered"


def test_a_wet_seal_waits_for_the_clerk_and_is_confirmed_once(hall) -> None:
    made = hall.issue("receipt", over=samples.receipt(organ=samples.organ(seal_mode="wet")))
    assert of(hall)[0].awaits_seal
    first = papers.confirm_seal(actor=hall.actor, paper=made["id"])
    assert papers.confirm_seal(actor=hall.actor, paper=made["id"]) == first
    assert not of(hall)[0].awaits_seal


def test_a_sample_seal_is_never_confirmed(hall) -> None:
    made = hall.issue("receipt")
    with pytest.raises(Refused) as no:
        papers.confirm_seal(actor=hall.actor, paper=made["id"])
    assert no.value.code == "paper.no_wet_seal"


@pytest.mark.parametrize(("mode", "witnesses", "good"), [
    ("tablet", [], True), ("fingerprint", [], True), ("proxy", [], False), ("proxy", ["王一"], True),
    ("refused", ["王一"], False), ("refused", ["王一", " "], False), ("refused", ["王一", "李二"], True),
])  # fmt: skip
def test_each_way_of_signing_has_its_witnesses(hall, mode, witnesses, good) -> None:
    made = hall.issue("receipt")
    act = {
        "actor": hall.actor,
        "paper": made["id"],
        "mode": mode,
        "receiver": "张云山",
        "witnesses": witnesses,
        "read_aloud": True,
    }
    if good:
        papers.record_service(**act)
        assert of(hall)[0].served_at is not None
    else:
        with pytest.raises(Invalid) as no:
            papers.record_service(**act)
        assert no.value.field == "witnesses"


def test_signing_needs_a_known_mode_and_a_name(hall) -> None:
    made = hall.issue("receipt")
    for over, field in ({"mode": "wink"}, "mode"), ({"receiver": " "}, "receiver"):
        with pytest.raises(Invalid) as no:
            papers.record_service(
                **{"actor": hall.actor, "paper": made["id"], "mode": "tablet", "receiver": "张", **over}
            )
        assert no.value.field == field


def test_a_void_paper_keeps_its_number_and_says_so_to_everyone(hall) -> None:
    made = hall.issue("receipt")
    papers.void_paper(actor=hall.actor, paper=made["id"], reason="申请人姓名写错")
    new = hall.issue("receipt", replaces=made["id"])
    with reading(hall.actor):
        row = SeriesNumber.objects.order_by("number").first()
        assert (row.state, row.reason) == ("voided", "申请人姓名写错")
        assert papers.paper_bytes(hall.actor, "case:1", "receipt").paper.number_text == new["number"]
        assert papers.paper_bytes(hall.actor, "case:1", "receipt", number=made["number"]).paper.state == "voided"
    facts = papers.verify(made["code"])
    assert (facts.state, facts.replaced_by) == ("voided", new["number"])
    assert facts.voided_on is not None
    assert str(of(hall)[0].replaced_by) == new["id"]


def test_a_valid_paper_cannot_be_replaced_nor_a_void_one_used(hall) -> None:
    made = hall.issue("receipt")
    with pytest.raises(Refused) as no:
        hall.issue("receipt", replaces=made["id"])
    assert no.value.code == "paper.replaced_still_valid"
    with pytest.raises(Invalid):
        papers.void_paper(actor=hall.actor, paper=made["id"], reason=" ")
    papers.void_paper(actor=hall.actor, paper=made["id"], reason="写错")
    for act in (
        lambda: papers.void_paper(actor=hall.actor, paper=made["id"], reason="写错"),
        lambda: papers.record_service(actor=hall.actor, paper=made["id"], mode="tablet", receiver="张"),
        lambda: papers.confirm_seal(actor=hall.actor, paper=made["id"]),
    ):
        with pytest.raises(Refused):
            act()


def test_a_decision_is_voided_by_the_department_and_a_receipt_by_the_window(hall) -> None:
    from dataclasses import replace

    clerk = replace(hall.actor, capabilities=frozenset({"case.read", "case.accept"}))
    official = replace(hall.actor, capabilities=frozenset({"case.read", "case.decide"}))
    decision, slip = hall.issue("approval"), hall.issue("receipt")
    for actor, made in (clerk, decision), (official, slip):
        with pytest.raises(Denied):
            papers.void_paper(actor=actor, paper=made["id"], reason="写错")
    papers.void_paper(actor=official, paper=decision["id"], reason="写错")
    papers.void_paper(actor=clerk, paper=slip["id"], reason="写错")


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("action", sorted(PAPER.moves))
def test_every_pair_of_state_and_action_is_decided(action, state) -> None:
    if state in PAPER.moves[action].sources:
        assert PAPER.plan(action, state=state).target == State.VOIDED
    else:
        with pytest.raises(Refused):
            PAPER.plan(action, state=state)
