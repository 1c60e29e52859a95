"""告知承诺: told and chosen, accepted on the letter, taken back, verified; and what a breach brings."""

from typing import Any

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.commands import remind_verifications
from yichuang.domains.cases.models import Breach, Commitment, Telling
from yichuang.domains.catalog import api as catalog
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.scope import reading

from .halls import SHOP, Hall
from .promising import BREACH, PAPER, TWO, approved, at, committed, day, lacking, paper, promises, rows

# ---- told, and free to choose ----


def test_whoever_comes_for_an_item_in_scope_is_told_and_his_choice_is_kept(hall: Hall) -> None:
    no = hall.open("COM")["no"]
    seen = promises(hall, no)
    assert seen.in_scope and seen.must_tell and not seen.obstacles
    assert [len(text) > 0 for _name, text in seen.letter] == [True] * 4
    assert seen.replaces == ("场所证明",)
    done = cases.choose_procedure(actor=hall.clerk, case=no, choice="ordinary")
    assert (done["choice"], done["replaced"]) == ("ordinary", [])
    again = cases.choose_procedure(actor=hall.clerk, case=no, choice="commitment", note="申请人改选")
    assert again["replaced"] == ["M2"]
    found = promises(hall, no)
    assert found.telling and (found.telling.by_name, found.choice) == ("李晓云", "commitment")
    assert [t.choice for t in rows(hall, Telling)] == ["ordinary", "commitment"], "nothing is overwritten"


@pytest.mark.parametrize("outcome", ["accept", "one_time_notice"])
def test_without_having_told_there_is_no_answer(hall: Hall, outcome: str) -> None:
    no = hall.open("COM")["no"]
    status = "received" if outcome == "accept" else "missing"
    hall.check(no, {"M1": "received", "M2": status, "M3": "received"})
    held = hall.outcomes(no)[outcome]
    assert not held.lawful and [r.code for r in held.reasons] == ["commitment.not_told"]
    with pytest.raises(Refused) as no_:
        hall.decide(no, outcome)
    assert [r["code"] for r in no_.value.facts["reasons"]] == ["commitment.not_told"]
    cases.choose_procedure(actor=hall.clerk, case=no, choice="ordinary")
    assert hall.decide(no, outcome)["papers"]


def test_nor_can_something_follow_later_before_he_was_told(hall: Hall) -> None:
    no = hall.open("COM")["no"]
    hall.check(no, {"M1": "received", "M2": "received", "M3": "missing"})
    with pytest.raises(Refused, match=r"commitment\.not_told"):
        hall.decide(no, "accept", tolerate={})


def test_silence_is_deemed_acceptance_whether_he_was_told_or_not(hall: Hall) -> None:
    no = hall.open("COM")["no"]
    hall.check(no, {"M1": "received"})
    with at("12-02 10:00"):
        assert cases.give_receipt(actor=hall.clerk, case=no)["state"] == "accepted"
        assert hall.page(no).deemed


def test_choosing_the_ordinary_way_asks_for_the_full_list_and_changes_nothing_else(hall: Hall) -> None:
    ordinary = hall.open("COM", procedure="ordinary")["no"]
    hall.check(ordinary, "received")
    done = hall.decide(ordinary, "accept")
    assert [p["kind"] for p in done["papers"]] == ["acceptance"]
    assert {m.code for m in hall.page(ordinary).materials if not m.replaced} == {"M1", "M2", "M3"}
    other = hall.decide(_chosen(hall), "accept", commit={"signing": PAPER})
    assert other["due"] == done["due"], "the promise to the applicant is the same"


def _chosen(hall: Hall) -> str:
    no: str = hall.open("COM", procedure="commitment", parties=[SHOP])["no"]
    hall.check(no, {"M1": "received", "M3": "received"})
    return no


@pytest.mark.parametrize(
    ("item", "choice", "code"),
    [("L1", "ordinary", "commitment.not_in_scope"), ("COM", "maybe", "case.unknown_value")],
)
def test_only_items_in_scope_have_a_choice_of_two(hall: Hall, item: str, choice: str, code: str) -> None:
    no = hall.open(item)["no"]
    with pytest.raises(Refused) as no_:
        cases.choose_procedure(actor=hall.clerk, case=no, choice=choice)
    assert no_.value.code == code


def test_after_the_answer_the_choice_stands(hall: Hall) -> None:
    no = committed(hall)
    with pytest.raises(Refused, match=r"case\.already_decided"):
        cases.choose_procedure(actor=hall.clerk, case=no, choice="ordinary")


# ---- accepted on the letter ----


def test_accepted_on_a_letter_with_the_four_contents_and_without_what_it_replaces(hall: Hall) -> None:
    no = _chosen(hall)
    assert hall.outcomes(no)["accept"].lawful, "the replaced material is not asked for"
    done = hall.decide(no, "accept", commit={"signing": PAPER})
    assert [p["kind"] for p in done["papers"]] == ["acceptance", "commitment"]
    letter = paper(hall, no, "commitment")
    for said in (
        "告知承诺书",
        "某条例第八条",
        "场所符合标准",
        "部门提供咨询",
        "限期整改",
        "场所证明",
        "自愿选择告知承诺",
        "不用再交",
    ):
        assert said in letter, said
    notice = paper(hall, no, "acceptance")
    assert "由承诺代替：场所证明" in notice and done["papers"][1]["no"] in notice
    found = promises(hall, no).commitment
    assert found and (found.signing, found.replaced, found.state) == ("paper", ("场所证明",), "made")
    approved(hall, no)
    page = hall.page(no)
    limit = page.deadline("verification")
    assert limit and limit.due == day("01-22").replace(year=2027), "sixty days after 23 November"


def test_the_letter_is_signed_before_a_result_is_given(hall: Hall) -> None:
    no = _chosen(hall)
    hall.decide(no, "accept")
    assert promises(hall, no).commitment.signed_at is None  # type: ignore[union-attr]
    with pytest.raises(Refused, match=r"promise\.unsigned"):
        approved(hall, no)


def test_a_letter_is_for_who_chose_it(hall: Hall) -> None:
    no = lacking(hall, "COM")
    with pytest.raises(Invalid, match=r"commitment\.not_chosen"):
        hall.decide(no, "accept", commit={"signing": PAPER})
    with pytest.raises(Invalid) as wrong:
        hall.decide(_chosen(hall), "accept", commit={"sign": PAPER})
    assert wrong.value.field == "commit"


def test_a_commitment_and_something_to_come_go_together(hall: Hall) -> None:
    no = hall.open("COM", procedure="commitment")["no"]
    hall.check(no, {"M1": "received", "M3": "missing"})
    done = hall.decide(no, "accept", tolerate={"by": "2026-11-27", "signing": PAPER}, commit={"signing": PAPER})
    assert [p["kind"] for p in done["papers"]] == ["acceptance", "commitment", "tolerance"]


def test_changing_the_situation_keeps_the_choice(hall: Hall) -> None:
    no = hall.open("COM", procedure="commitment")["no"]
    cases.set_situation(actor=hall.clerk, case=no, situation={})
    assert [m.code for m in hall.page(no).materials if m.replaced] == ["M2"]


# ---- taken back before the decision ----


def test_taking_it_back_asks_for_the_full_list_in_one_notice_and_starts_the_clock_anew(hall: Hall) -> None:
    no = committed(hall)
    with at("11-25 10:00"):
        done = cases.withdraw_commitment(actor=hall.clerk, case=no, reason="改走一般程序", correction_days=5)
        assert (done["state"], done["asked"], done["due"]) == ("correcting", ["M2"], None)
        assert "场所证明" in paper(hall, no, "notice") and "撤回告知承诺" in paper(hall, no, "notice")
        found = promises(hall, no)
        assert found.commitment and found.commitment.state == "withdrawn"
        assert found.choice == "ordinary"
        assert [r.code for r in found.obstacles] == ["commitment.withdrawn_before"]
        assert all(hall.page(no).deadline(k).met_at for k in ("promise", "statutory"))  # type: ignore[union-attr]
    with at("11-26 10:00"):
        cases.complete_correction(actor=hall.clerk, case=no, materials={"M2": {"status": "received"}})
        again = hall.decide(no, "accept")
        assert again["due"] == "2026-12-03", "five working days after the acceptance on the full list"
        assert [p["kind"] for p in again["papers"]] == ["acceptance"]
    assert approved(hall, no)
    assert promises(hall, no).commitment.verify_by is None, "nothing is left to verify"  # type: ignore[union-attr]


def test_a_paper_that_was_brought_all_the_same_is_not_asked_for_and_the_clock_runs_on(hall: Hall) -> None:
    no = hall.open("COM", procedure="commitment")["no"]
    hall.check(no)
    hall.decide(no, "accept", commit={"signing": PAPER})
    due = hall.page(no).row.due
    with reading(hall.clerk):
        assert cases.asked_if_taken_back(hall.clerk, no) == ()
    done = cases.withdraw_commitment(actor=hall.clerk, case=no, reason="改走一般程序")
    assert (done["state"], done["asked"], done.get("papers", [])) == ("accepted", [], [])
    page = hall.page(no)
    assert page.row.due == due and not any(m.replaced for m in page.materials)


def test_what_went_up_with_a_report_is_not_asked_for_when_the_commitment_is_taken_back(hall: Hall) -> None:
    """行政许可法 35: the paper that was brought in a poor form went up; the superior works with it, or with none."""
    given = {"code": "COM", "group": "A"}
    catalog.offer_item(
        actor=hall.system, **given, department_id=hall.other_department, review_department_id=hall.department
    )
    no = hall.open("COM", procedure="commitment")["no"]
    hall.check(no, {"M1": "received", "M2": "not_in_form", "M3": "received"})
    hall.decide(no, "accept", commit={"signing": PAPER})
    told = {"conclusion": "agree", "opinion": "属实。", "papers": ["M1", "M2", "M3"]}
    assert cases.report_up(actor=hall.officer, case=no, **told)["papers_sent"] == ["M1", "M2", "M3"]
    done = cases.withdraw_commitment(actor=hall.clerk, case=no, reason="改走一般程序")
    assert (done["state"], done["asked"]) == ("accepted", [])
    catalog.offer_item(actor=hall.system, **given, department_id=hall.department)


def test_what_was_to_follow_is_asked_for_with_it(hall: Hall) -> None:
    no = hall.open("COM", procedure="commitment")["no"]
    hall.check(no, {"M1": "received", "M3": "missing"})
    hall.decide(no, "accept", tolerate={"by": "2026-11-27", "signing": PAPER}, commit={"signing": PAPER})
    done = cases.withdraw_commitment(actor=hall.clerk, case=no, reason="改走一般程序")
    assert done["asked"] == ["M2", "M3"]
    assert promises(hall, no).tolerance.state == "ended"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("when", "code"),
    [("not yet", "case.wrong_state"), ("never", "commitment.nothing_made"), ("decided", "case.wrong_state")],
)
def test_it_can_be_taken_back_only_once_made_and_before_the_decision(hall: Hall, when: str, code: str) -> None:
    if when == "not yet":
        no = lacking(hall, "COM")
    elif when == "never":
        no = hall.accepted(item="COM", procedure="ordinary")
    else:
        no = approved(hall, committed(hall))
    with pytest.raises(Refused) as no_:
        cases.withdraw_commitment(actor=hall.clerk, case=no, reason="不想了")
    assert no_.value.code == code


# ---- verified ----


def test_two_people_find_it_kept(hall: Hall) -> None:
    no = approved(hall, committed(hall))
    with at("12-14 10:00"):
        done = cases.verify_commitment(actor=hall.officer, case=no, result="kept", findings="与承诺一致", verifiers=TWO)
        assert done["commitment"] == "kept" and not done["papers"]
        limit = hall.page(no).deadline("verification")
        assert limit and limit.met_at
        with pytest.raises(Refused, match=r"commitment\.nothing_made"):
            cases.verify_commitment(actor=hall.officer, case=no, result="kept", findings="x", verifiers=TWO)


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"verifiers": ["赵敏行"]}, "verifiers"),
        ({"verifiers": ["赵敏行", "赵敏行 "]}, "verifiers"),
        ({"verifiers": "赵敏行、钱守正"}, "verifiers"),
        ({"findings": ""}, "findings"),
        ({"result": "perhaps"}, "result"),
        ({"grade": ""}, "grade"),
        ({"basis": " "}, "basis"),
        ({"method": "guess"}, "method"),
        ({"repair_days": 0}, "repair_days"),
        ({"repair_days": "ten"}, "repair_days"),
    ],
)
def test_what_lacks_of_a_verification_is_named(hall: Hall, over: dict[str, Any], field: str) -> None:
    no = approved(hall, committed(hall))
    with pytest.raises(Invalid) as wrong:
        cases.verify_commitment(actor=hall.officer, case=no, **(BREACH | over))
    assert wrong.value.field == field
    assert [c.state for c in rows(hall, Commitment)] == ["made"] and not rows(hall, Breach)


def test_it_is_verified_after_the_decision_and_the_department_is_reminded(hall: Hall) -> None:
    no = committed(hall)
    with pytest.raises(Refused, match=r"commitment\.not_decided"):
        cases.verify_commitment(actor=hall.officer, case=no, result="kept", findings="x", verifiers=TWO)
    approved(hall, no)
    with at("12-31 10:00"):
        assert remind_verifications(actor=hall.system)["reminded"] == 0
    with reading(hall.officer):
        assert [r.case.no for r in cases.commitment_list(hall.officer).rows] == [no]
        assert not cases.commitment_list(hall.officer, show="overdue").rows


def test_while_a_procedure_stops_the_clock_it_can_be_taken_back_too(hall: Hall) -> None:
    no = committed(hall)
    cases.start_procedure(
        actor=hall.officer, case=no, days=10, kind="testing", name="卫生检测", basis="《某条例》第十条"
    )
    assert hall.page(no).state == "stopped"
    done = cases.withdraw_commitment(actor=hall.clerk, case=no, reason="改走一般程序")
    assert (done["state"], done["due"]) == ("correcting", None)


def test_another_item_in_scope_has_to_be_told_anew(hall: Hall) -> None:
    no = hall.open("COM", procedure="commitment")["no"]
    cases.change_item(actor=hall.clerk, case=no, item="L1", reason="选错了")
    assert not promises(hall, no).in_scope
    cases.change_item(actor=hall.clerk, case=no, item="COM", reason="又改回来")
    assert promises(hall, no).choice == "commitment", "the same version of the item: he was told, and chose"
    assert [m.code for m in hall.page(no).materials if m.replaced] == ["M2"]
