"""The wrong item was chosen: another one, with what was looked at and the day of receipt kept."""

from datetime import UTC, date, datetime

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.carrying import Line, carry, plain_name, same_points
from yichuang.domains.cases.models import ItemChange
from yichuang.domains.catalog import api as catalog
from yichuang.domains.documents import api as documents
from yichuang.foundation import clock
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.scope import reading

from .halls import PDF, Hall, item, material
from .reading_papers import text_of
from .test_correct import told

OLD = [Line("M1", "申请书"), Line("M2", "身份证明（复印件）"), Line("M3", "场所证明")]
NEW = [Line("M1", "身份证明 (复印件)"), Line("M2", "申 请 书"), Line("M3", "布局图")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("申请书（表）", "申请书(表)", True),
        ("ＵＳＣＣ 证明", "uscc证明", True),
        ("《申请书》", "申请书", True),
        ("申请书", "申请表", False),
        ("营业执照", "营业执照副本", False),
    ],
)
def test_names_are_compared_without_forms_spaces_and_brackets_and_nothing_is_guessed(
    one: str, other: str, same: bool
) -> None:
    assert (plain_name(one) == plain_name(other)) is same


def test_the_same_paper_is_found_by_name_never_by_code() -> None:
    assert carry(OLD, NEW) == {"M1": "M2", "M2": "M1"}


def test_what_a_person_says_goes_before_the_names() -> None:
    assert carry(OLD, NEW, {"M3": "M3"}) == {"M1": "M2", "M2": "M1", "M3": "M3"}
    assert carry(OLD, NEW, {"M1": ""}) == {"M2": "M1"}
    assert carry(OLD, NEW, {"M3": "M2"}) == {"M3": "M2", "M2": "M1"}  # its name would have had M1 there


@pytest.mark.parametrize("said", [{"M9": "M1"}, {"M1": "M9"}, {"M1": "M3", "M2": "M3"}, {"M1": 3}, ["M1"]])
def test_a_mapping_that_cannot_be_is_refused(said: object) -> None:
    with pytest.raises(Invalid) as wrong:
        carry(OLD, NEW, said)  # type: ignore[arg-type]
    assert wrong.value.field.startswith("keep")


def test_two_papers_of_one_name_do_not_become_one() -> None:
    assert carry([Line("M1", "申请书"), Line("M2", "申请书")], [Line("M7", "申请书")]) == {"M1": "M7"}


def test_a_tick_stands_where_the_point_is_worded_alike() -> None:
    old = [{"id": "1", "text": "有签名"}, {"id": "2", "text": "填写完整"}]
    new = [{"id": "1", "text": "填写完整"}, {"id": "2", "text": "有 签名"}, {"id": "3", "text": "盖章"}]
    assert same_points(old, ["1"], new) == ["2"]
    assert same_points(old, ["1", "2"], new) == ["1", "2"]
    assert same_points(old, [], new) == []


@pytest.fixture
def shop(hall: Hall) -> Hall:
    """Another item, of the other department, that asks for two of the same papers and one of its own."""
    with clock.at(datetime(2026, 11, 2, 2, tzinfo=UTC)):
        row = item("W1", "公共场所许可", "LICENSE_STD", materials=[
            material("身份证明", review_points=[{"text": "在有效期内", "fix": "请换新"}]), material("申请书"), material("检测报告")])  # fmt: skip
        catalog.import_catalogue(actor=hall.system, document={"items": [row]})
        catalog.attach_form(
            actor=hall.system, code="W1", material="M1", kind="filled_sample", name="样表.pdf",
            content_type="application/pdf", data=PDF,
        )  # fmt: skip
        catalog.publish_item(actor=hall.system, code="W1", answer="按较早的日期办结")
    catalog.offer_item(actor=hall.system, code="W1", department_id=hall.other_department, group="A")
    return hall


def change(hall: Hall, no: str, to: str = "W1", **more: object) -> dict:
    return cases.change_item(actor=hall.clerk, case=no, item=to, reason="选错事项", **more)


def looked_at(hall: Hall) -> str:
    no: str = hall.open("L1")["no"]
    cases.check_materials(actor=hall.clerk, case=no, materials={
        "M1": {"status": "received", "original_seen": True, "copies": 2, "ticked": ["1"], "remark": "两页"},
        "M2": {"status": "wrong", "cure": "请更正号码"}, "M3": {"status": "received"}})  # fmt: skip
    for code in ("M1", "M3"):
        cases.attach_file(
            actor=hall.clerk, case=no, name=f"{code}.pdf", content_type="application/pdf", data=PDF, material=code
        )
    return no


def test_what_both_items_ask_for_keeps_what_was_found_and_its_scans(shop: Hall) -> None:
    no = looked_at(shop)
    done = change(shop, no)
    page = shop.page(no)
    assert (done["no"], done["kept"], page.row.item_name) == (no, {"M1": "M2", "M2": "M1"}, "公共场所许可")
    by_name = {m.name: m for m in page.materials}
    form, proof, report = by_name["申请书"], by_name["身份证明"], by_name["检测报告"]
    assert (form.status, form.original_seen, form.copies, form.remark) == ("received", True, 2, "两页")
    assert [p.ticked for p in form.points] == [True] and [f.name for f in form.files] == ["M1.pdf"]
    assert (proof.status, proof.cure, [p.ticked for p in proof.points]) == ("wrong", "请更正号码", [False])
    assert report.status == "not_looked_at"
    assert [f.name for f in page.loose_files] == ["M3.pdf"]
    assert page.row.department_id == shop.other_department
    assert {p.name for p in page.parties} == {"张小云"}


def test_the_change_is_kept_with_who_and_why_and_what_became_of_each_paper(shop: Hall) -> None:
    no = looked_at(shop)
    change(shop, no)
    with reading(shop.clerk):
        kept = ItemChange.objects.get()
    assert (kept.old_code, kept.new_code, kept.reason, kept.by_name) == ("L1", "W1", "选错事项", shop.clerk.name)
    assert [(m["name"], m["status"], m["became"]) for m in kept.materials] == [
        ("申请书", "received", "M2"), ("身份证明", "wrong", "M1"), ("场所证明", "received", "")]  # fmt: skip


def test_the_story_tells_it_with_the_reason_inside_the_house_and_without_outside(shop: Hall) -> None:
    no = looked_at(shop)
    with clock.at(datetime(2026, 11, 24, 2, tzinfo=UTC)):
        change(shop, no)
    page = shop.page(no)
    assert [s.code for s in page.steps][:3] == ["received", "item_changed", "accepted"]
    inside, outside = page.steps[1].note, cases.progress(page.tracking_code).steps[1].note
    assert outside == "由“小面馆经营许可”改为“公共场所许可”"
    assert inside.startswith(outside) and "选错事项" in inside and shop.clerk.name in inside


def test_the_clock_runs_from_the_first_receipt(shop: Hall) -> None:
    no = looked_at(shop)
    with clock.at(datetime(2026, 11, 26, 2, tzinfo=UTC)):
        change(shop, no)
        page = shop.page(no)
        assert page.row.received_at == datetime(2026, 11, 23, 2, 6, tzinfo=UTC)
        assert page.deadline("tell").starts_on == date(2026, 11, 23)
        assert page.deadline("tell").due == date(2026, 11, 30)


def test_a_rule_that_answers_on_the_spot_has_the_day_of_receipt(shop: Hall) -> None:
    no = looked_at(shop)
    change(shop, no, "P1")
    told = shop.page(no).deadline("tell")
    assert told and (told.value, told.due) == (0, date(2026, 11, 23))


def test_a_receipt_that_named_the_wrong_item_is_void_and_given_anew(shop: Hall) -> None:
    no = looked_at(shop)
    old = cases.give_receipt(actor=shop.clerk, case=no)["papers"][0]
    with clock.at(datetime(2026, 11, 24, 2, tzinfo=UTC)):
        new = change(shop, no)["papers"][0]
        page = shop.page(no)
    with reading(shop.clerk):
        papers = {p.number_text: p for p in documents.papers_of(shop.clerk, f"case:{page.id}")}
    assert not papers[old["no"]].valid and papers[old["no"]].replaced_by == papers[new["no"]].id
    said = text_of(shop.clerk, page.id, "receipt")
    assert "公共场所许可" in said and old["no"] in said and "2026年11月23日" in said


def test_without_a_receipt_none_is_given(shop: Hall) -> None:
    assert change(shop, looked_at(shop))["papers"] == []


def test_a_draft_changes_too_and_has_no_clock(shop: Hall) -> None:
    no = shop.open("L1")["no"]
    assert change(shop, no)["state"] == "draft"
    assert shop.page(no).deadline("tell") is None


def test_the_questions_are_asked_again(shop: Hall) -> None:
    no = looked_at(shop)
    change(shop, no, "Q1", situation={"kind": "yes"})
    page = shop.page(no)
    assert page.situation == {"kind": "yes"} and [m.name for m in page.materials] == ["申请书", "布局图"]
    change(shop, no, "L1")
    assert shop.page(no).situation == {}


def test_changing_back_finds_the_papers_again_but_not_what_was_left_behind(shop: Hall) -> None:
    no = looked_at(shop)
    change(shop, no)
    change(shop, no, "L1")
    assert [m.status for m in shop.page(no).materials] == ["received", "wrong", "not_looked_at"]


def test_after_acceptance_or_a_notice_it_is_too_late(shop: Hall) -> None:
    for no, code in ((shop.accepted(), "case.already_decided"), (told(shop), "case.already_decided")):
        with pytest.raises(Refused) as refused:
            change(shop, no)
        assert refused.value.code == code
    no = told(shop)
    cases.complete_correction(
        actor=shop.clerk, case=no, materials={"M1": {"status": "received"}, "M3": {"status": "received"}}
    )
    with pytest.raises(Refused) as refused:
        change(shop, no)
    assert refused.value.code == "case.item_fixed"


def test_what_lies_with_the_department_stays_there(shop: Hall) -> None:
    no = shop.complete("P1")
    cases.hand_over(actor=shop.clerk, cases=[no])
    with pytest.raises(Refused) as refused:
        change(shop, no)
    assert refused.value.code == "handover.already"


@pytest.mark.parametrize(
    ("to", "more", "code"),
    [
        ("L1", {}, "case.item_same"),
        ("X9", {}, "case.item_unknown"),
        ("W1", {"keep": {"M7": "M1"}}, "material.unknown"),
        ("Q1", {"situation": {"kind": "maybe"}}, "situation.unknown_answer"),
    ],
)
def test_a_wrong_wish_is_refused_whole(shop: Hall, to: str, more: dict, code: str) -> None:
    no = looked_at(shop)
    with pytest.raises(Invalid) as wrong:
        change(shop, no, to, **more)
    assert wrong.value.code == code
    page = shop.page(no)
    assert page.row.item_code == "L1" and [len(m.files) for m in page.materials] == [1, 0, 1]


def test_a_reason_is_needed_and_so_is_the_right_to_do_it(shop: Hall) -> None:
    no = looked_at(shop)
    with pytest.raises(Invalid) as wrong:
        cases.change_item(actor=shop.clerk, case=no, item="W1", reason=" ")
    assert wrong.value.field == "reason"
    with pytest.raises(Denied):
        cases.change_item(actor=shop.officer, case=no, item="W1", reason="选错")


def test_an_item_that_this_center_does_not_offer_is_unknown_here(shop: Hall, other_hall: Hall) -> None:
    no = other_hall.complete("L1")
    with pytest.raises(Invalid) as wrong:
        change(other_hall, no)
    assert wrong.value.code == "case.item_unknown"
    with pytest.raises(Missing):
        change(shop, no)


def test_the_same_key_twice_is_one_change(shop: Hall) -> None:
    no = looked_at(shop)
    first = change(shop, no, key="k")
    assert change(shop, no, key="k") == first
    with reading(shop.clerk):
        assert ItemChange.objects.count() == 1
