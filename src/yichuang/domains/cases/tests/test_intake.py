"""Answering an application at the window: each outcome, its paper, its clock, and each refusal."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.models import Case, Ruling
from yichuang.domains.documents import api as documents
from yichuang.foundation import clock
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.models import Event, SeriesNumber
from yichuang.foundation.scope import reading

from .halls import PERSON, SHOP, Hall, of_unknown_rule
from .reading_papers import text_of

REFUSAL = {"reason_type": "special_law", "facts": "申请人在限制期内。", "basis": "《食品安全法》第一百三十五条"}


def papers(hall: Hall, no: str) -> list[str]:
    page = hall.page(no)
    with reading(hall.clerk):
        return [p.kind for p in documents.papers_of(hall.clerk, f"case:{page.id}")]


def test_accepting_starts_the_clock_and_says_so_on_paper(hall: Hall) -> None:
    no = hall.complete("L1", parties=[SHOP])
    done = hall.decide(no, "accept")
    assert (done["state"], done["due"], done["due_kind"]) == ("accepted", "2026-11-30", "promise")
    page = hall.page(no)
    assert {d.kind: d.due for d in page.deadlines} == {
        "tell": date(2026, 11, 30), "promise": date(2026, 11, 30), "statutory": date(2026, 12, 21)}  # fmt: skip
    assert page.deadline("tell").met_at is not None and page.deadline("promise").left == "剩 5 个工作日"
    said = text_of(hall.clerk, page.id, "acceptance")
    for part in ("受理通知书", done["papers"][0]["no"], SHOP["name"], "小面馆经营许可", no, "2026年11月30日", "20个工作日",
                 "第三十二条第一款第（五）项", page.tracking_code):  # fmt: skip
        assert part in said, part


def test_both_copies_are_frozen_under_one_number(hall: Hall) -> None:
    no = hall.accepted()
    page = hall.page(no)
    assert "送达联" in text_of(hall.clerk, page.id, "acceptance")
    assert "归档联" in text_of(hall.clerk, page.id, "acceptance", "archive")


def test_an_incomplete_application_is_not_accepted_and_each_reason_is_told(hall: Hall) -> None:
    no = hall.open("L1")["no"]
    hall.check(no, {"M1": "received", "M2": "missing"})
    with pytest.raises(Refused) as refused:
        hall.decide(no, "accept")
    assert refused.value.code == "intake.not_lawful"
    assert {r["code"] for r in refused.value.facts["reasons"]} == {"material.missing", "material.not_looked_at"}
    assert hall.page(no).state == "received" and papers(hall, no) == []


def test_telling_once_names_everything_and_how_to_mend_it(hall: Hall) -> None:
    no = hall.open("L1")["no"]
    hall.check(no, {"M1": "wrong", "M2": "received", "M3": "missing"})
    cases.check_materials(actor=hall.clerk, case=no, materials={"M3": {"cure": "带上租赁合同原件"}})
    done = hall.decide(no, "one_time_notice", correction_days=10)
    page = hall.page(no)
    assert page.state == "correcting" and page.notices[0].correct_by == date(2026, 12, 7)
    assert {(n["material"], n["cure"]) for n in page.notices[0].lines} == {
        ("M1", "请补填并签名"),
        ("M3", "带上租赁合同原件"),
    }
    said = text_of(hall.clerk, page.id, "notice")
    for part in (
        "一次性告知书",
        done["papers"][0]["no"],
        "申请书",
        "场所证明",
        "带上租赁合同原件",
        "2026年12月7日",
        "第（四）项",
    ):
        assert part in said, part
    assert hall.outcomes(no)["accept"].reasons[0].code == "case.not_at_intake"


@pytest.mark.parametrize("days", [0, 181, True, "5"])
def test_a_correction_time_out_of_range_is_refused(hall: Hall, days: object) -> None:
    no = hall.open("L1")["no"]
    hall.check(no, {"M1": "missing", "M2": "received", "M3": "received"})
    with pytest.raises(Invalid) as wrong:
        hall.decide(no, "one_time_notice", correction_days=days)
    assert wrong.value.field == "correction_days"
    assert hall.page(no).state == "received"


def test_mending_now_is_written_down_and_the_case_stays(hall: Hall) -> None:
    no = hall.open("L1")["no"]
    hall.check(no, {"M1": "wrong", "M2": "received", "M3": "received"})
    done = hall.decide(no, "correct_now")
    assert (done["state"], done["papers"]) == ("received", [])
    hall.check(no, {"M1": "received"})
    assert hall.decide(no, "accept")["state"] == "accepted"
    assert [r.outcome for r in hall.page(no).rulings] == ["correct_now", "accept"]


def test_a_refusal_names_ground_facts_basis_organ_and_remedies(hall: Hall) -> None:
    no = hall.complete()
    done = hall.decide(no, "refuse", **{**REFUSAL, "reason_type": "not_competent", "competent_organ": "云岭市水利局"})
    page = hall.page(no)
    assert (done["state"], page.rulings[-1].ground) == ("refused", "不属于本机关职权范围")
    said = text_of(hall.clerk, page.id, "refusal")
    for part in (
        "不予受理通知书",
        "申请人在限制期内",
        "云岭市水利局",
        "第一百三十五条",
        "行政复议",
        "六十日",
        "六个月",
        "云岭区人民政府",
        "云岭区人民法院",
    ):
        assert part in said, part


@pytest.mark.parametrize(
    ("lacking", "field"),
    [("reason_type", "reason_type"), ("facts", "facts"), ("basis", "basis")],
)
def test_a_refusal_without_its_parts_does_not_happen(hall: Hall, lacking: str, field: str) -> None:
    no = hall.complete()
    with pytest.raises(Invalid) as wrong:
        hall.decide(no, "refuse", **{k: v for k, v in REFUSAL.items() if k != lacking})
    assert wrong.value.field == field
    assert hall.page(no).state == "received" and papers(hall, no) == []


def test_another_organ_must_be_named(hall: Hall) -> None:
    with pytest.raises(Invalid) as wrong:
        hall.decide(hall.complete(), "refuse", **{**REFUSAL, "reason_type": "not_competent"})
    assert wrong.value.field == "competent_organ"


def test_a_lacking_paper_is_no_ground(hall: Hall) -> None:
    no = hall.open("L1")["no"]
    hall.check(no, "missing")
    with pytest.raises(Invalid) as wrong:
        hall.decide(no, "refuse", reason_type="incomplete", facts="材料不齐", basis="无")
    assert wrong.value.field == "reason_type"


def test_what_needs_no_licence_is_said_at_once(hall: Hall) -> None:
    no = hall.complete()
    done = hall.decide(no, "not_required", facts="家庭自用，不对外经营。", basis="《食品安全法》第二条")
    assert (done["state"], done["outcome"]) == ("refused", "not_required")
    assert "第三十二条第一款第（一）项" in text_of(hall.clerk, hall.page(no).id, "refusal")


def test_a_filing_is_filed_and_cites_no_licensing_law(hall: Hall) -> None:
    no = hall.complete("F1")
    done = hall.decide(no, "file")
    page = hall.page(no)
    assert (done["state"], page.row.state_label) == ("decided", "已备案")
    said = text_of(hall.clerk, page.id, "filing")
    assert "备案凭证" in said and "《食品安全法》第三十五条" in said and "行政许可法" not in said
    with pytest.raises(Refused):
        hall.decide(no, "file")


def test_a_filing_is_never_accepted(hall: Hall) -> None:
    with pytest.raises(Refused) as refused:
        hall.decide(hall.complete("F1"), "accept")
    assert refused.value.facts["reasons"][0]["code"] == "accept.filing_has_none"


def test_an_instant_item_is_accepted_and_decided_in_one_paper(hall: Hall) -> None:
    no = hall.complete("I1")
    done = hall.decide(no, "accept")
    page = hall.page(no)
    assert done["state"] == "decided" and [p["kind"] for p in done["papers"]] == ["instant"]
    assert [r.stage for r in page.rulings] == ["intake", "decision"] and page.result_name == "证件换发证"
    said = text_of(hall.clerk, page.id, "instant")
    assert "即时办结单" in said and "行政许可法" not in said
    with reading(hall.clerk):
        names = list(Event.objects.filter(subject=f"case:{page.id}").values_list("name", flat=True))
    assert "cases.accepted.v1" in names and "cases.decided.v1" in names


@pytest.mark.parametrize("item", ["F1", "I1"])
def test_other_items_too_are_told_once(hall: Hall, item: str) -> None:
    no = hall.open(item)["no"]
    hall.check(no, {"M1": "received", "M2": "received", "M3": "missing"})
    assert hall.decide(no, "one_time_notice")["state"] == "correcting"
    assert "行政许可法" not in text_of(hall.clerk, hall.page(no).id, "notice")


@pytest.mark.parametrize("item", ["F1", "I1"])
def test_other_items_too_are_refused_in_writing(hall: Hall, item: str) -> None:
    no = hall.complete(item)
    hall.decide(no, "refuse", **REFUSAL)
    assert "行政复议" in text_of(hall.clerk, hall.page(no).id, "refusal")


def test_an_item_of_a_rule_that_nobody_knows_is_received_and_honestly_left_open(hall: Hall) -> None:
    no = hall.complete("P1")
    of_unknown_rule(hall.clerk, no)
    for outcome in ("accept", "one_time_notice", "refuse"):
        with pytest.raises(Refused) as refused:
            hall.decide(no, outcome, **REFUSAL)
        assert refused.value.code == "intake.rule_unknown"
    done = cases.give_receipt(actor=hall.clerk, case=no)
    assert done["state"] == "received" and done["papers"][0]["kind"] == "receipt"


@pytest.mark.parametrize("item", ["L1", "F1", "I1", "P1"])
def test_a_receipt_is_always_to_be_had(hall: Hall, item: str) -> None:
    no = hall.open(item)["no"]
    done = cases.give_receipt(actor=hall.clerk, case=no)
    said = text_of(hall.clerk, hall.page(no).id, "receipt")
    assert done["state"] == "received" and "收件凭证" in said and no in said and PERSON["name"] in said


def test_a_receipt_says_what_is_there_and_by_when_the_answer_comes(hall: Hall) -> None:
    no = hall.open("L1")["no"]
    hall.check(no, {"M1": "received", "M2": "not_in_form", "M3": "missing"})
    cases.give_receipt(actor=hall.clerk, case=no)
    said = text_of(hall.clerk, hall.page(no).id, "receipt")
    assert "申请书" in said and "身份证明" in said and "2026年11月30日" in said


def test_on_the_fifth_working_day_telling_is_in_time(hall: Hall) -> None:
    no = hall.open("L1")["no"]
    hall.check(no, {"M1": "received", "M2": "missing", "M3": "received"})
    with clock.at(datetime(2026, 11, 30, 15, 59, tzinfo=UTC)):
        assert hall.decide(no, "one_time_notice")["state"] == "correcting"


def test_the_first_paper_handed_in_receives_the_application(hall: Hall) -> None:
    no = hall.open("L1")["no"]
    hall.check(no, {"M1": "missing"})
    assert hall.page(no).state == "draft"
    hall.check(no, {"M1": "not_in_form"})
    page = hall.page(no)
    assert page.state == "received" and page.deadline("tell").due == date(2026, 11, 30)


def test_an_outcome_that_nobody_knows_is_invalid(hall: Hall) -> None:
    with pytest.raises(Invalid) as wrong:
        hall.decide(hall.complete(), "maybe")
    assert wrong.value.field == "outcome"


def test_a_decided_application_is_not_decided_again(hall: Hall) -> None:
    no = hall.accepted()
    with pytest.raises(Refused) as refused:
        hall.decide(no, "one_time_notice")
    assert refused.value.code == "case.already_decided"
    with pytest.raises(Refused):
        hall.check(no, {"M1": "missing"})


def test_when_the_paper_cannot_be_made_nothing_happened(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    no = hall.complete()
    monkeypatch.setattr("yichuang.domains.cases.papers.build.pickup", lambda c: "")
    with pytest.raises(Invalid) as wrong:
        hall.decide(no, "accept")
    assert (wrong.value.code, wrong.value.field) == ("paper.field_missing", "pickup")
    with reading(hall.clerk):
        assert Case.objects.get(no=no).state == "received"
        assert (
            not Ruling.objects.exists()
            and not SeriesNumber.objects.filter(series__name__contains="acceptance").exists()
        )


def test_a_clerk_of_another_center_finds_nothing(hall: Hall, other_hall: Hall) -> None:
    no = hall.complete()
    with pytest.raises(Missing):
        other_hall.decide(no, "accept")
    with pytest.raises(Missing):
        other_hall.page(str(hall.page(no).id))


def test_an_officer_may_not_answer_at_the_window(hall: Hall) -> None:
    with pytest.raises(Denied):
        cases.decide_intake(actor=hall.officer, case=hall.complete(), outcome="accept")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"M9": {"status": "received"}}, "materials.M9"),
        ({"M1": {"status": "lost"}}, "materials.M1.status"),
        ({"M1": {"original_seen": "yes"}}, "materials.M1.original_seen"),
        ({"M1": {"copies": -1}}, "materials.M1.copies"),
        ({"M1": {"remark": "长" * 401}}, "materials.M1.remark"),
        ({"M1": {"colour": "red"}}, "materials.M1.colour"),
        ({"M1": {"ticked": ["9"]}}, "materials.M1.ticked"),
        ({"M1": "received"}, "materials"),
    ],
)
def test_a_wrong_finding_is_refused_whole_with_its_place(hall: Hall, given: dict, field: str) -> None:
    no = hall.open("L1")["no"]
    with pytest.raises(Invalid) as wrong:
        cases.check_materials(actor=hall.clerk, case=no, materials={"M2": {"status": "received"}, **given})
    assert wrong.value.field == field
    assert {m.status for m in hall.page(no).materials} == {"not_looked_at"}


def test_scans_and_ticks_stay_with_their_material(hall: Hall) -> None:
    no = hall.open("L1")["no"]
    cases.check_materials(
        actor=hall.clerk,
        case=no,
        materials={"M1": {"status": "received", "ticked": ["1"], "original_seen": True, "copies": 2}},
    )
    cases.attach_file(
        actor=hall.clerk, case=no, material="M1", name="scan.pdf", content_type="application/pdf", data=b"%PDF-1.7 x"
    )
    line = hall.page(no).materials[0]
    assert line.points[0].ticked and line.original_seen and line.copies == 2 and line.files[0].name == "scan.pdf"
    with pytest.raises(Invalid):
        cases.attach_file(
            actor=hall.clerk, case=no, material="M1", name="x.exe", content_type="application/x-msdownload", data=b"MZ"
        )
    with pytest.raises(Missing):
        cases.attach_file(
            actor=hall.clerk, case=no, material="M9", name="a.pdf", content_type="application/pdf", data=b"%PDF-1.7 x"
        )


def test_the_preview_shows_the_date_that_accepting_then_gives(hall: Hall) -> None:
    no = hall.complete()
    with reading(hall.clerk):
        before = cases.preview_intake(hall.clerk, no)
        told = cases.preview_intake(hall.clerk, no, "one_time_notice", correction_days=10)
    assert before.due.isoformat() == hall.decide(no, "accept")["due"] and before.explanation
    assert told.due == date(2026, 12, 7) and told.papers == ("notice",)


def test_papers_are_chinese_whatever_the_page_speaks(hall: Hall) -> None:
    no, lacking = hall.complete(), hall.open("L1")["no"]
    hall.check(lacking, {"M1": "wrong", "M2": "received", "M3": "received"})
    with translation.override("en"):
        hall.decide(no, "accept")
        hall.decide(lacking, "correct_now")
        hall.decide(lacking, "one_time_notice")
    said = text_of(hall.clerk, hall.page(no).id, "acceptance")
    assert "从次日起算5个工作日" in said
    assert "working" not in said
    assert "working" not in text_of(hall.clerk, hall.page(lacking).id, "notice")
    assert "当场更正" in hall.page(lacking).rulings[0].reasons


def test_a_date_beyond_the_published_calendar_says_so(hall: Hall) -> None:
    no = hall.open("L1")["no"]
    hall.check(no, {"M1": "missing", "M2": "received", "M3": "received"})
    hall.decide(no, "one_time_notice", correction_days=60)
    assert "2027年放假安排尚未公布" in text_of(hall.clerk, hall.page(no).id, "notice")


def test_what_turns_out_to_be_missing_was_not_seen_in_the_original(hall: Hall) -> None:
    no = hall.open()["no"]
    hall.check(no, {"M1": "received"}, original_seen=True, copies=2)
    hall.check(no, {"M1": "missing"})
    first = hall.page(no).materials[0]
    assert (first.status, first.original_seen, first.copies) == ("missing", False, 0)
