"""The rules that are no general licence, at work: registration, real estate, pollution, water, public service."""

from datetime import UTC, date, datetime

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases import tasks
from yichuang.domains.cases.models import Case
from yichuang.domains.documents import api as documents
from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.scope import reading

from .halls import Hall
from .reading_papers import text_of


def kinds(hall: Hall, no: str) -> list[str]:
    with reading(hall.clerk):
        return [p.kind for p in documents.papers_of(hall.clerk, f"case:{hall.page(no).id}")]


def lacking(hall: Hall, item: str, status: str = "missing") -> str:
    no: str = hall.open(item)["no"]
    hall.check(no, {"M1": "received", "M2": "received", "M3": status})
    return no


# ---- registration ----


def test_a_registration_in_form_is_registered_on_the_spot_under_its_own_law(hall: Hall) -> None:
    no = hall.complete("R1")
    accept = hall.outcomes(no)["accept"]
    assert (accept.label, accept.papers, accept.settles, accept.may_wait) == ("当场登记", ("instant",), True, True)
    assert hall.decide(no, "accept")["state"] == "decided"
    said = text_of(hall.clerk, hall.page(no).id, "instant")
    assert (
        "登记通知书" in said
        and "《中华人民共和国市场主体登记管理条例》第十九条第一款" in said
        and "行政许可法" not in said
    )


def test_what_cannot_be_registered_at_once_gets_three_working_days_from_receipt_and_the_reason(hall: Hall) -> None:
    no = hall.complete("R1")
    with pytest.raises(Invalid) as wrong:
        hall.decide(no, "accept", on_the_spot=False)
    assert (wrong.value.field, wrong.value.facts["label"]) == ("facts", "不能当场办结的原因")
    with reading(hall.clerk):
        before = cases.preview_intake(hall.clerk, no, "accept", on_the_spot=False)
    done = hall.decide(no, "accept", on_the_spot=False, facts="经营范围需要核对。")
    page = hall.page(no)
    assert (done["state"], page.rulings[-1].reasons) == ("accepted", "经营范围需要核对。")
    assert page.deadline("statutory").due == date(2026, 11, 26) and before.papers == ("acceptance",)
    said = text_of(hall.clerk, page.id, "acceptance")
    assert "登记申请受理通知书" in said and "三个工作日内予以登记" in said
    assert [s.code for s in page.steps if s.state == "now"] == ["examined"]


def test_the_registry_then_decides_in_its_own_words(hall: Hall) -> None:
    no = hall.complete("R1")
    hall.decide(no, "accept", on_the_spot=False, facts="经营范围需要核对。")
    cases.decide(
        actor=hall.officer, case=no, decision="deny", reasons="经营范围属于禁止投资的领域。", basis="条例第二十条"
    )
    assert "不予登记通知书" in text_of(hall.clerk, hall.page(no).id, "denial")


def test_what_the_law_forbids_is_not_registered_with_reasons(hall: Hall) -> None:
    no = hall.complete("R1")
    assert hall.outcomes(no)["refuse"].label == "不予登记"
    hall.decide(no, "refuse", reason_type="special_law", facts="名称损害社会公共利益。", basis="条例第二十条")
    said = text_of(hall.clerk, hall.page(no).id, "refusal")
    for part in ("不予登记通知书", "可能危害国家安全、社会公共利益", "名称损害社会公共利益", "行政复议"):
        assert part in said, part


def test_what_lacks_in_a_registration_is_told_once_and_never_deemed_accepted(hall: Hall) -> None:
    no = lacking(hall, "R1")
    assert hall.page(no).deadline("tell").due == date(2026, 11, 26)
    hall.decide(no, "one_time_notice")
    assert kinds(hall, no) == ["notice"]
    assert "第十九条第二款" in text_of(hall.clerk, hall.page(no).id, "notice")


@pytest.mark.parametrize(("item", "on_the_spot", "code"), [
    ("L1", True, "intake.on_the_spot"), ("P2", True, "intake.on_the_spot"), ("I1", False, "intake.only_on_the_spot"),
])  # fmt: skip
def test_the_counter_decides_what_the_rule_lets_it_decide(hall: Hall, item: str, on_the_spot: bool, code: str) -> None:
    with pytest.raises(Refused) as refused:
        hall.decide(hall.complete(item), "accept", on_the_spot=on_the_spot, facts="机器故障")
    assert refused.value.code == code


# ---- real estate ----


def test_a_complete_real_estate_application_is_accepted_with_written_proof(hall: Hall) -> None:
    no = hall.complete("E1")
    done = hall.decide(no, "accept")
    assert done["state"] == "accepted" and kinds(hall, no) == ["acceptance"]
    said = text_of(hall.clerk, hall.page(no).id, "acceptance")
    assert "不动产登记受理凭证" in said and "第十七条第一款第（一）项" in said and "行政许可法" not in said


def test_what_lacks_in_real_estate_is_refused_in_writing_and_told_once_together(hall: Hall) -> None:
    no = lacking(hall, "E1")
    told = hall.outcomes(no)["one_time_notice"]
    assert (told.label, told.papers) == ("不予受理并一次告知", ("refusal", "notice"))
    done = hall.decide(no, "one_time_notice")
    assert done["state"] == "correcting" and [p["kind"] for p in done["papers"]] == ["refusal", "notice"]
    page = hall.page(no)
    refusal, notice = (text_of(hall.clerk, page.id, k) for k in ("refusal", "notice"))
    for part in ("不动产登记不予受理告知书", "“场所证明”缺少", "第十七条第一款第（三）项", "行政复议", "材料不齐全"):
        assert part in refusal, part
    assert "一次性告知书" in notice and "场所证明" in notice
    (ruling,) = page.rulings
    assert (ruling.outcome, ruling.ground) == ("one_time_notice", "申请材料不齐全或者不符合法定形式")
    cases.complete_correction(actor=hall.clerk, case=no, materials={"M3": {"status": "received"}})
    assert hall.decide(no, "accept")["state"] == "accepted"


def test_real_estate_outside_the_registry_s_scope_is_sent_to_the_right_one(hall: Hall) -> None:
    no = hall.complete("E1")
    hall.decide(
        no, "refuse", reason_type="not_competent", facts="房屋在临江区。", basis="条例第十七条",
        competent_organ="临江区不动产登记中心",
    )  # fmt: skip
    said = text_of(hall.clerk, hall.page(no).id, "refusal")
    assert "有登记权的机构" in said and "临江区不动产登记中心" in said and "不属于本登记机构登记范围" in said


def test_real_estate_knows_no_answer_not_required(hall: Hall) -> None:
    no = hall.complete("E1")
    with pytest.raises(Refused) as refused:
        hall.decide(no, "not_required", facts="不用登记", basis="无")
    assert refused.value.facts["reasons"][0]["code"] == "not_required.real_estate"


# ---- pollution and water ----


@pytest.mark.parametrize(("item", "day", "article"), [
    ("D1", date(2026, 11, 26), "《排污许可管理条例》第九条第一款第（五）项"),
    ("K1", date(2026, 11, 30), "《取水许可和水资源费征收管理条例》第十三条第一款第（一）项"),
])  # fmt: skip
def test_special_licences_have_their_own_days_and_law(hall: Hall, item: str, day: date, article: str) -> None:
    no = hall.complete(item)
    assert hall.page(no).deadline("tell").due == day
    hall.decide(no, "accept")
    said = text_of(hall.clerk, hall.page(no).id, "acceptance")
    assert article in said and "行政许可法" not in said


@pytest.mark.parametrize(("item", "part"), [("D1", "第九条第一款第（四）项"), ("K1", "不完备或者申请书内容填注不明")])
def test_special_licences_tell_once_in_their_own_words(hall: Hall, item: str, part: str) -> None:
    no = lacking(hall, item)
    hall.decide(no, "one_time_notice")
    assert kinds(hall, no) == ["notice"] and part in text_of(hall.clerk, hall.page(no).id, "notice")


# ---- public service ----


def test_a_public_service_is_done_on_the_spot_or_accepted_with_a_day(hall: Hall) -> None:
    spot, later = hall.complete("P1"), hall.complete("P2")
    assert hall.decide(spot, "accept")["state"] == "decided"
    assert hall.decide(later, "accept")["state"] == "accepted"
    for no, kind in ((spot, "instant"), (later, "acceptance")):
        said = text_of(hall.clerk, hall.page(no).id, kind)
        assert "《食品安全法》第三十五条" in said and "行政许可法" not in said


@pytest.mark.parametrize(("decision", "title"), [("approve", "确认决定书"), ("deny", "不予确认决定书")])
def test_a_confirmation_is_decided_in_its_own_words(hall: Hall, decision: str, title: str) -> None:
    no = hall.complete("P2")
    hall.decide(no, "accept")
    cases.decide(actor=hall.officer, case=no, decision=decision, reasons="已经核实。", basis="《食品安全法》第三十五条")
    kind = "approval" if decision == "approve" else "denial"
    said = text_of(hall.clerk, hall.page(no).id, kind)
    assert title in said and "行政许可" not in said


# ---- the standard, to the letter ----


def received_at(hall: Hall, no: str) -> datetime | None:
    with reading(hall.system):
        return Case.objects.get(no=no).received_at


def test_an_item_with_both_papers_goes_from_the_pair_to_its_licence(hall: Hall) -> None:
    """Refused and told in one act; nothing ends by it: the day of receipt and the days for correcting stay, silence accepts nothing
    meanwhile, who brings what was told is accepted, and only what is new may be told again."""
    no = lacking(hall, "L2")
    told = hall.outcomes(no)["one_time_notice"]
    assert told.papers == ("refusal", "notice") and "补齐后应当受理" in "".join(r.text for r in told.reasons)
    assert not hall.outcomes(no)["refuse"].lawful, "incompleteness alone is no ground for turning away"
    made = hall.decide(no, "one_time_notice")
    assert [p["kind"] for p in made["papers"]] == ["refusal", "notice"] and made["state"] == "correcting"
    page = hall.page(no)
    said = text_of(hall.clerk, page.id, "refusal")
    assert "补正后即予受理" in said and "行政复议" in said and page.notices[0].paper_no
    received = received_at(hall, no)
    with clock.at(datetime(2026, 12, 7, 2, tzinfo=UTC)):  # past the five days: the notice has met them
        tasks.deem_due_of(str(hall.id))
        assert hall.page(no).state == "correcting"
        cases.complete_correction(actor=hall.clerk, case=no, materials={"M3": {"status": "received"}})
        again = hall.outcomes(no)["one_time_notice"]
        assert again.papers == ("refusal", "notice") and not again.lawful and received_at(hall, no) == received
    with clock.at(datetime(2026, 12, 15, 2, tzinfo=UTC)):  # nobody answered within five days of the completion
        tasks.deem_due_of(str(hall.id))
        page = hall.page(no)
        assert page.state == "accepted" and page.deemed
        cases.decide(actor=hall.officer, case=no, decision="approve", reasons="符合条件")


def test_past_the_five_days_neither_paper_is_lawful(hall: Hall) -> None:
    no = lacking(hall, "L2")
    with clock.at(datetime(2026, 12, 1, 2, tzinfo=UTC)), pytest.raises(Refused) as late:
        hall.decide(no, "one_time_notice")
    assert late.value.code == "case.was_deemed" and hall.page(no).deemed


def test_the_item_goes_before_the_center(hall: Hall) -> None:
    plain = lacking(hall, "L3")
    places.change_center(actor=hall.system, settings={"refusal_with_notice": 1})
    assert hall.outcomes(plain)["one_time_notice"].papers == ("notice",)


def test_a_licence_is_told_once_without_a_refusal_unless_the_center_wants_both(hall: Hall) -> None:
    plain = lacking(hall, "L1")
    assert hall.outcomes(plain)["one_time_notice"].papers == ("notice",)
    places.change_center(actor=hall.system, settings={"refusal_with_notice": 1})
    assert hall.outcomes(plain)["one_time_notice"].papers == ("refusal", "notice")
    hall.decide(plain, "one_time_notice")
    said = text_of(hall.clerk, hall.page(plain).id, "refusal")
    for part in (
        "不予受理通知书",
        "DB50/T1603-2024第5.2.2.3条",
        "第三十二条第一款第（四）项",
        "补正后即予受理",
        "行政复议",
    ):
        assert part in said, part
    assert hall.outcomes(lacking(hall, "D1"))["one_time_notice"].papers == ("notice",), "only the general licence rule"
