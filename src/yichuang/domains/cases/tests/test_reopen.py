"""A decision that did not stand: the matter goes on in a new case, with a clock of its own and a link both ways."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.models import Reopening
from yichuang.domains.documents import api as documents
from yichuang.foundation import clock
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.scope import reading

from .halls import PDF, Hall
from .reading_papers import text_of
from .test_intake import REFUSAL

LATER = datetime(2027, 3, 5, 2, tzinfo=UTC)
"""A Friday; the judgment bound on Wednesday the third."""
JUDGMENT: dict[str, Any] = {
    "cause": "judgment", "effect": "revoked", "organ": "云岭区人民法院", "document": "（2027）云行初12号行政判决书",
    "document_on": "2027-02-10", "binding_on": "2027-03-03", "reasons": "主要证据不足，责令重新作出决定。",
}  # fmt: skip


def denied(hall: Hall) -> str:
    no = hall.accepted()
    cases.attach_file(
        actor=hall.clerk, case=no, name="scan.pdf", content_type="application/pdf", data=PDF, material="M1"
    )
    cases.decide(actor=hall.officer, case=no, decision="deny", reasons="布局不符。", basis="《食品安全法》第三十三条")
    return no


def reopen(hall: Hall, no: str, **more: Any) -> dict[str, Any]:
    with clock.at(LATER):
        return cases.reopen(actor=hall.officer, case=no, **{**JUDGMENT, **more})


def test_the_matter_goes_on_in_a_new_case_with_what_was_there(hall: Hall) -> None:
    old = denied(hall)
    done = reopen(hall, old)
    new = hall.page(done["no"])
    before = hall.page(old)
    assert done["no"] != old and done["old"] == old and new.state == "accepted"
    assert before.row.verdict == "deny" and before.state == "decided"
    assert [(p.name, p.id_masked) for p in new.parties] == [(p.name, p.id_masked) for p in before.parties]
    assert [m.status for m in new.materials] == [m.status for m in before.materials]
    assert [f.name for f in new.materials[0].files] == ["scan.pdf"]
    assert new.tracking_code != before.tracking_code and cases.progress(new.tracking_code).no == new.no


def test_the_clock_runs_from_the_day_on_which_it_binds(hall: Hall) -> None:
    new = hall.page(reopen(hall, denied(hall))["no"])
    assert new.deadline("statutory").starts_on == date(2027, 3, 3)
    assert new.deadline("promise").due == date(2027, 3, 10)  # five working days: 4, 5, 8, 9, 10 March
    assert new.row.due == date(2027, 3, 10)


def test_nobody_lengthens_the_days_that_a_judgment_set(hall: Hall) -> None:
    ordered, free = reopen(hall, denied(hall), ordered_days=60)["no"], reopen(hall, denied(hall))["no"]
    with pytest.raises(Refused) as refused:
        cases.ask_extension(actor=hall.officer, case=ordered, reason="复杂")
    assert refused.value.code == "extension.ordered"
    with reading(hall.officer):
        assert str(refused.value.facts["document"]) in cases.clock_page(hall.officer, ordered).no_extension
    assert cases.ask_extension(actor=hall.officer, case=free, reason="复杂")["value"] == 10


def test_a_special_procedure_is_held_and_told_while_the_days_that_a_judgment_set_run_on(hall: Hall) -> None:
    """行政许可法 45 leaves its time out of the limits of that section; a court's days are none of them."""
    no = reopen(hall, denied(hall), ordered_days=60)["no"]
    with clock.at(LATER):
        done = cases.start_procedure(actor=hall.officer, case=no, kind="testing", days=20)
        page = hall.page(no)
        assert (page.state, page.row.state_label, page.row.light) == ("stopped", "特别程序中", "ok")
        assert page.row.due == date(2027, 5, 3) and page.shown and page.shown.due == date(2027, 5, 3)
        (words,) = cases.progress(page.tracking_code).pauses
        assert "（2027）云行初12号" in words and "计入期限" in words
        with pytest.raises(Refused):
            cases.decide(actor=hall.officer, case=no, decision="approve", reasons="可以")
    told = text_of(hall.officer, page.id, "special")
    assert "00:00" not in told and "2027年3月3日生效" in text_of(hall.officer, page.id, "acceptance")
    assert "（2027）云行初12号行政判决书确定，所需时间计入该期限" in told and "最迟2027年5月3日" in told
    assert "不计入办理期限" not in told and "停止计算" not in told
    with clock.at(LATER + timedelta(days=20)):
        with reading(hall.officer):
            move = cases.preview_finish(hall.officer, no, done["procedure"])
        assert (move.after, move.saved, "云行初12号" in move.by_order) == (date(2027, 5, 3), "", True)
        over = cases.finish_procedure(actor=hall.officer, case=no, procedure=done["procedure"])
        assert (over["state"], over["due"]) == ("accepted", "2027-05-03")
    assert "办结日期不变" in text_of(hall.officer, page.id, "special")


def test_a_hearing_does_not_stop_the_days_that_a_judgment_set_either(hall: Hall) -> None:
    no = reopen(hall, denied(hall), ordered_days=60)["no"]
    about = {"matter": "排烟设施与相邻住户的利益关系", "persons": "张小云；相邻住户陈国华"}
    with clock.at(LATER):
        with reading(hall.officer):
            move = cases.preview_procedure(hall.officer, no, days=20, kind="hearing")
        assert move.after == date(2027, 5, 3) and move.by_order
        assert cases.order_hearing(actor=hall.officer, case=no, **about)["due"] == "2027-05-03"
    with clock.at(LATER + timedelta(days=60)):
        page = hall.page(no)
        assert (page.row.light, page.row.due) == ("bad", date(2027, 5, 3))
        with reading(hall.officer):
            counts = cases.queue_counts(hall.officer)
        assert (counts["off"], counts["bad"]) == (0, 1)


def test_what_the_judgment_ordered_takes_the_place_of_the_items_limits(hall: Hall) -> None:
    new = hall.page(reopen(hall, denied(hall), ordered_days=60)["no"])
    limit = new.deadline("statutory")
    assert (limit.value, limit.unit, new.deadline("promise")) == (60, "natural_day", None)
    assert "（2027）云行初12号" in limit.basis and new.row.due == date(
        2027, 5, 3
    )  # 2 May is a Sunday; the holidays of 2027 are not published


def test_both_stories_tell_it_and_the_citizens_without_the_reasons(hall: Hall) -> None:
    old = denied(hall)
    new = reopen(hall, old)["no"]
    for no, other, code in ((old, new, "overturned"), (new, old, "reopened")):
        page = hall.page(no)
        step = next(s for s in page.steps if s.code == code)
        public = next(s for s in cases.progress(page.tracking_code).steps if s.code == code)
        assert other in step.note and "主要证据不足" in step.note and "行政判决书" in public.note
        assert other in public.note and "主要证据不足" not in public.note


def test_the_old_papers_number_stays_void_with_the_document_and_the_new_paper_names_it(hall: Hall) -> None:
    old = denied(hall)
    new = hall.page(reopen(hall, old)["no"])
    with reading(hall.clerk):
        paper = next(p for p in documents.papers_of(hall.clerk, f"case:{hall.page(old).id}") if p.kind == "denial")
    assert not paper.valid and "（2027）云行初12号行政判决书撤销" in paper.void_reason
    said = text_of(hall.clerk, new.id, "acceptance")
    for part in (old, "云岭区人民法院", "（2027）云行初12号行政判决书", "依法重新办理", "2027年3月10日"):
        assert part in said, part


def test_a_refusal_that_fell_is_received_again_and_answered_anew(hall: Hall) -> None:
    no = hall.complete()
    hall.decide(no, "refuse", **REFUSAL)
    done = reopen(hall, no, cause="review", organ="云岭区人民政府", document="云岭府复〔2027〕3号")
    page = hall.page(done["no"])
    assert page.state == "received" and page.deadline("tell").starts_on == date(2027, 3, 3)
    assert done["papers"][0]["kind"] == "receipt"
    with clock.at(LATER):
        assert hall.decide(done["no"], "accept")["state"] == "accepted"


def test_the_organs_own_correction_names_the_organ_itself(hall: Hall) -> None:
    old = denied(hall)
    reopen(hall, old, cause="own", organ="", effect="changed", document="云岭市监纠〔2027〕1号")
    with reading(hall.clerk):
        row = Reopening.objects.get()
    assert (row.organ, row.effect) == ("云岭区市场监督管理局", "changed")


def test_a_decision_falls_once_and_the_next_is_about_the_new_case(hall: Hall) -> None:
    old = denied(hall)
    new = reopen(hall, old)["no"]
    with pytest.raises(Refused) as refused:
        reopen(hall, old)
    assert refused.value.code == "case.reopened_already"
    with pytest.raises(Refused) as refused:
        reopen(hall, new)
    assert refused.value.code == "case.nothing_to_reopen"
    with clock.at(LATER):
        cases.decide(
            actor=hall.officer, case=new, decision="deny", reasons="仍不符。", basis="《食品安全法》第三十三条"
        )
    assert reopen(hall, new)["old"] == new


def test_its_papers_are_with_the_department_not_at_the_window(hall: Hall) -> None:
    new = reopen(hall, denied(hall))["no"]
    with reading(hall.clerk):
        assert new not in {r.no for r in cases.to_hand_over(hall.clerk)}
    with reading(hall.officer):
        assert new in {r.no for r in cases.office_queue(hall.officer).rows}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"cause": "dream"}, "cause"), ({"effect": "kept"}, "effect"), ({"document": " "}, "document"),
        ({"organ": ""}, "organ"), ({"reasons": ""}, "reasons"), ({"document_on": "soon"}, "document_on"),
        ({"binding_on": "2027-03-06"}, "binding_on"), ({"binding_on": "2027-02-09"}, "binding_on"),
        ({"ordered_days": 0}, "ordered_days"), ({"ordered_days": True}, "ordered_days"),
        ({"ordered_days": 5, "ordered_unit": "hour"}, "ordered_unit"),
    ],
)  # fmt: skip
def test_a_basis_that_cannot_be_is_refused_whole(hall: Hall, more: dict, field: str) -> None:
    old = denied(hall)
    with pytest.raises(Invalid) as wrong:
        reopen(hall, old, **more)
    assert wrong.value.field == field
    with reading(hall.clerk):
        assert not Reopening.objects.exists()


def test_only_what_was_decided_and_only_by_its_department(hall: Hall, other_hall: Hall) -> None:
    with pytest.raises(Refused):
        reopen(hall, hall.accepted())
    old = denied(hall)
    with clock.at(LATER), pytest.raises(Denied):
        cases.reopen(actor=hall.clerk, case=old, **JUDGMENT)
    with pytest.raises(Missing):
        reopen(other_hall, old)
