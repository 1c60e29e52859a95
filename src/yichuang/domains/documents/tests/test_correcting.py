"""A slip is mended by a new paper that names the old one and says what changed; nothing else is a slip."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from yichuang.domains.documents import api as papers
from yichuang.domains.documents import printing, samples
from yichuang.domains.documents.correcting import corrected, mendable
from yichuang.domains.documents.kinds import KINDS
from yichuang.domains.documents.reading_back import rebuilt
from yichuang.foundation.errors import Denied, Invalid, Refused
from yichuang.foundation.models import SeriesNumber
from yichuang.foundation.scope import reading

from .helpers import text_of


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_row_keeps_makes_the_data_again(kind: str) -> None:
    data = samples.sample(kind)
    assert rebuilt(kind, printing.stored(data)) == data


def test_older_rows_take_defaults_and_drop_what_is_gone() -> None:
    kept = printing.stored(samples.receipt())
    del kept["supplements"]
    kept["matter"]["colour"] = "red"
    assert rebuilt("receipt", kept) == samples.receipt()


@pytest.mark.parametrize("kind", KINDS)
def test_no_date_limit_law_or_remedy_is_a_slip(kind: str) -> None:
    data = samples.sample(kind)
    paths = {m.path for m in mendable(data)}
    for path in ("organ.name", "wording.opening", "wording.title", "basis", "remedies", "term.promise", "clerk", "reason_type",
                 "matter.case_no", "applicant.id_masked", "plain.when", "issued_on", "told.terms", "supply_working"):  # fmt: skip
        assert path not in paths
    assert all(m.label for m in mendable(data))
    assert "matter.item_name" in paths


def test_every_change_is_said() -> None:
    data, lines = corrected(
        samples.notice(),
        {"applicant.name": "云岭区张记大面馆", "defects.0.cure": "补画功能分区", "matter.situation": ""},
    )
    assert data.applicant.name == "云岭区张记大面馆"
    assert data.defects[0].cure == "补画功能分区"
    assert data.defects[1] == samples.notice().defects[1]
    assert lines[0] == "申请人：“云岭区张记小面馆（个体工商户）”改为“云岭区张记大面馆”"
    assert lines[1].startswith("需补正材料第 1 项怎样补正：“按操作流程")
    assert lines[2].endswith("改为“空白”")


@pytest.mark.parametrize(("changes", "code"), [
    ({"issued_on": "2026-01-01"}, "paper.not_correctable"), ({"correct_by": "2026-01-01"}, "paper.not_correctable"),
    ({"organ.name": "别的局"}, "paper.not_correctable"), ({"defects.9.name": "x"}, "paper.not_correctable"),
    ({}, "paper.nothing_corrected"), ({"applicant.agent": " "}, "paper.nothing_corrected"),
    ({"applicant.name": "长" * 2001}, "paper.text_too_long"),
])  # fmt: skip
def test_what_is_no_slip_is_refused(changes, code) -> None:
    with pytest.raises(Invalid) as no:
        corrected(samples.notice(), changes)
    assert no.value.code == code


def test_joint_applicants_are_mended_as_one_text() -> None:
    data, _ = corrected(
        samples.receipt(applicant=samples.applicant(others=("李四", "王五"))), {"applicant.others": "李四、王伍"}
    )
    assert data.applicant.others == ("李四", "王伍")


def test_a_correcting_paper_takes_the_place_of_the_old_one(hall) -> None:
    old = hall.issue("notice")
    done = papers.correct_paper(
        actor=hall.actor, paper=old["id"], changes={"applicant.representative": "张云杉"}, reason="经营者姓名写错"
    )
    assert done["replaces"] == old["number"]
    before, after = hall.one(old["id"]), hall.one(done["id"])
    assert (before.state, before.void_reason, str(before.replaced_by)) == ("voided", "经营者姓名写错", done["id"])
    assert after.replaces == before.id
    assert after.correction["lines"] == ["法定代表人：“张云山”改为“张云杉”"]
    with reading(hall.actor):
        said = text_of(papers.paper_bytes(hall.actor, "case:1", UUID(done["id"])).pdf)
        assert [r.state for r in SeriesNumber.objects.order_by("number")] == ["voided", "issued"]
    for words in ("更正说明", old["number"], "原文书作废", "经营者姓名写错", "“张云山”改为“张云杉”", "2027年1月6日"):
        assert words in said, words
    assert papers.verify(old["code"]).replaced_by == done["no"]
    assert papers.verify(after.code).corrects == old["number"]


def test_a_correction_that_lacks_something_leaves_the_old_paper_valid(hall) -> None:
    old = hall.issue("notice")
    for over, code in (
        ({"changes": {"applicant.name": " "}, "reason": "写错"}, "paper.field_missing"),
        ({"changes": {"applicant.name": "张"}, "reason": " "}, "paper.void_reason_missing"),
        ({"changes": {"correct_by": "2030-01-01"}, "reason": "写错"}, "paper.not_correctable"),
    ):
        with pytest.raises(Refused) as no:
            papers.correct_paper(actor=hall.actor, paper=old["id"], **over)
        assert no.value.code == code
    assert hall.one(old["id"]).state == "issued"
    papers.void_paper(actor=hall.actor, paper=old["id"], reason="作废")
    with pytest.raises(Refused) as no:
        papers.correct_paper(actor=hall.actor, paper=old["id"], changes={"applicant.name": "张"}, reason="写错")
    assert no.value.code == "paper.is_void"


def test_the_window_does_not_correct_the_department_s_decision(hall) -> None:
    made = hall.issue("approval")
    clerk = replace(hall.actor, capabilities=frozenset({"case.read", "case.accept"}))
    with pytest.raises(Denied):
        papers.correct_paper(actor=clerk, paper=made["id"], changes={"reasons": "x"}, reason="写错")


def test_the_slips_of_a_paper_can_be_read(hall) -> None:
    made = hall.issue("receipt")
    with reading(hall.actor):
        found = papers.correctable(hall.actor, UUID(made["id"]))
    assert ("applicant.name", "申请人") in {(m.path, m.label) for m in found}
