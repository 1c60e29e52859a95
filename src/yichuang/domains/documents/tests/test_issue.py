"""Issuing in the transaction of an act: the number, the row, both copies and the code come together or not at all."""

from __future__ import annotations

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connections

from yichuang.domains.documents import api as papers
from yichuang.domains.documents import rendering, samples
from yichuang.domains.documents.kinds import KINDS
from yichuang.foundation import numbering
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.models import AuditEntry, Event, SeriesNumber
from yichuang.foundation.scope import reading

from .helpers import reader, text_of


def test_a_paper_has_one_number_and_two_frozen_copies(hall) -> None:
    made = hall.issue("acceptance")
    with reading(hall.actor):
        [ref] = papers.papers_of(hall.actor, "case:1")
        copies = {c: papers.paper_bytes(hall.actor, "case:1", "acceptance", c) for c in papers.COPIES}
    assert ref.number_text == made["number"] == f"云岭市监受〔{ref.issued_at.year}〕0001号"
    assert {c.copy: c.digest for c in ref.copies} == {k: f.digest for k, f in copies.items()}
    assert len({f.digest for f in copies.values()}) == 2
    for name, found in copies.items():
        assert hashlib.sha256(found.pdf).hexdigest() == found.digest
        said = text_of(found.pdf)
        assert ref.number_text in said
        assert ref.code in said
        assert papers.COPIES[name]["mark"] in said
        assert found.name == f"{ref.number_text}-{papers.COPIES[name]['mark']}.pdf"
        assert len(reader(found.pdf).pages) == ref.copies[0].pages


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_issued_read_and_verified(hall, kind) -> None:
    made = hall.issue(kind)
    facts = papers.verify(made["code"])
    assert (facts.title, facts.number_text, facts.state) == (
        samples.sample(kind).wording.title,
        made["number"],
        "issued",
    )
    name = samples.sample(kind).applicant.name
    assert facts.applicant.endswith("*") if name else facts.applicant == ""
    assert not name or name not in str(facts)
    with reading(hall.actor):
        assert facts.digest == papers.paper_bytes(hall.actor, "case:1", kind).digest


def test_a_missing_field_stops_the_act_and_costs_no_number(hall) -> None:
    with pytest.raises(Invalid) as no:
        hall.issue("acceptance", over=samples.acceptance(fee=""))
    assert (no.value.code, no.value.field) == ("paper.field_missing", "fee")
    assert hall.issue("acceptance")["number"].endswith("0001号")


def test_a_paper_that_cannot_be_laid_out_leaves_no_number(hall, monkeypatch) -> None:
    def broken(*a, **k):
        raise rendering.CannotPrint("broken template")

    with monkeypatch.context() as m:
        m.setattr(rendering, "render_both", broken)
        with pytest.raises(rendering.CannotPrint):
            hall.issue()
    assert hall.issue()["number"].endswith("0001号")


def test_numbers_run_on_per_kind_and_department(hall) -> None:
    first, second = hall.issue("receipt"), hall.issue("receipt", subject="case:2")
    assert (first["number"][-5:], second["number"][-5:]) == ("0001号", "0002号")
    assert hall.issue("notice")["number"].endswith("0001号")
    hall.department = "00000000-0000-0000-0000-000000000009"
    assert hall.issue("receipt")["number"].endswith("0001号")


def test_numbers_have_no_gap_and_no_twin_when_many_issue_at_once(hall) -> None:
    gate = threading.Barrier(8)

    def run(n: int) -> str:
        gate.wait()
        try:
            return hall.issue("receipt", subject=f"case:{n}")["number"] if n % 4 else _refused(hall, n)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as crew:
        got = [g for g in crew.map(run, range(16)) if g]
    assert sorted(int(n[-5:-1]) for n in got) == list(range(1, 13))
    with reading(hall.actor):
        assert numbering.gaps(hall.id) == []
        assert SeriesNumber.objects.filter(state="issued").count() == 12


def _refused(hall, n: int) -> str:
    with pytest.raises(Invalid):
        hall.issue("receipt", subject=f"case:{n}", over=samples.receipt(clerk=""))
    return ""


def test_the_act_is_logged_and_told_without_personal_values(hall) -> None:
    made = hall.issue("receipt")
    with reading(hall.actor):
        line = AuditEntry.objects.get(action="paper.issued")
        fact = Event.objects.get(name="documents.paper_issued.v1")
    assert line.subject == f"paper:{made['id']}"
    assert line.after["number"] == made["number"]
    assert fact.subject == "case:1"
    assert fact.payload == {"paper": made["id"], "kind": "receipt"}
    assert "张" not in str(line.after) + str(fact.payload)


def test_a_name_with_a_rare_character_ends_in_a_paper(hall) -> None:
    hall.issue("receipt", over=samples.receipt(applicant=samples.applicant(name="𠮷田", representative="")))
    with reading(hall.actor):
        [ref] = papers.papers_of(hall.actor, "case:1")
        said = text_of(papers.paper_bytes(hall.actor, "case:1", "receipt").pdf)
    assert "𠮷田" in said
    assert ref.hand_filled == ()


def test_a_name_that_no_font_holds_is_left_to_the_hand_and_recorded(hall) -> None:
    hall.issue("receipt", over=samples.receipt(applicant=samples.applicant(name="王བོད", representative="")))
    with reading(hall.actor):
        [ref] = papers.papers_of(hall.actor, "case:1")
    assert [b["character"] for b in ref.hand_filled] == ["བ", "ོ", "ད"]
    assert {b["field"] for b in ref.hand_filled} == {"applicant.name"}


def test_unconfirmed_values_and_sample_seals_are_for_the_demo_center_only(other_hall) -> None:
    wet = samples.organ(seal_mode="wet")
    for data in (
        samples.acceptance(organ=wet),
        samples.acceptance(samples=()),
    ):
        with pytest.raises(Refused) as no:
            other_hall.issue("acceptance", over=data)
        assert no.value.code == "paper.sample_outside_demo"
    assert other_hall.issue("acceptance", over=samples.acceptance(organ=wet, samples=()))["number"]


def test_an_electronic_seal_without_a_service_is_refused(hall) -> None:
    with pytest.raises(Refused) as no:
        hall.issue("receipt", over=samples.receipt(organ=samples.organ(seal_mode="electronic")))
    assert no.value.code == "paper.no_seal_service"


def test_another_center_sees_none_of_it(hall, other_hall) -> None:
    made = hall.issue("receipt")
    with reading(other_hall.actor):
        assert papers.papers_of(other_hall.actor, "case:1") == []
        with pytest.raises(Missing):
            papers.paper_bytes(other_hall.actor, "case:1", "receipt")
    with pytest.raises(Missing):
        papers.mark_printed(actor=other_hall.actor, paper=made["id"])


def test_the_verification_page_says_no_more_than_it_may(hall) -> None:
    secret = replace(samples.receipt(), matter=samples.matter(item_name="法律援助审批", sensitive=True))
    facts = papers.verify(hall.issue("receipt", over=secret)["code"].lower().replace("-", " "))
    assert facts.item_name == ""
    assert facts.sample
    assert "500***" not in str(facts)
    assert "138**" not in str(facts)
    for wrong in ("", "AAAA-BBBB-CCCC", "'; drop table"):
        with pytest.raises(Missing):
            papers.verify(wrong)


def test_reading_costs_two_queries_however_many_papers(hall, django_assert_num_queries) -> None:
    for kind in ("receipt", "acceptance", "approval"):
        hall.issue(kind)
    with reading(hall.actor), django_assert_num_queries(2):
        assert [p.kind for p in papers.papers_of(hall.actor, "case:1")] == ["receipt", "acceptance", "approval"]
