"""After a notice: what was asked for is brought, and a new period of intake begins."""

from datetime import UTC, date, datetime

import pytest

from yichuang.domains.cases import api as cases
from yichuang.foundation import clock
from yichuang.foundation.errors import Denied, Invalid, Refused
from yichuang.foundation.scope import reading

from .halls import Hall
from .reading_papers import text_of


def told(hall: Hall, **statuses: str) -> str:
    no: str = hall.open("L1")["no"]
    hall.check(no, {"M1": "wrong", "M2": "received", "M3": "missing", **statuses})
    hall.decide(no, "one_time_notice")
    return no


def complete(hall: Hall, no: str, **statuses: str) -> dict:
    return cases.complete_correction(
        actor=hall.clerk, case=no, materials={c: {"status": s} for c, s in statuses.items()}
    )


def test_everything_brought_leads_to_acceptance_with_a_receipt_between(hall: Hall) -> None:
    no = told(hall)
    with clock.at(datetime(2026, 11, 26, 2, tzinfo=UTC)):
        done = complete(hall, no, M1="received", M3="received")
        assert done["state"] == "received" and done["papers"][0]["kind"] == "completion"
        page = hall.page(no)
        assert page.period == 2 and page.deadline("tell").due == date(2026, 12, 3) and page.notices[0].completed_at
        accepted = hall.decide(no, "accept")
    assert accepted["due"] == "2026-12-03"
    assert "全部补正申请材料" in text_of(hall.clerk, page.id, "acceptance")
    assert page.notices[0].paper_no in text_of(hall.clerk, page.id, "completion")


def test_half_of_it_is_not_a_completion(hall: Hall) -> None:
    no = told(hall)
    with pytest.raises(Refused) as refused:
        complete(hall, no, M1="received")
    assert refused.value.code == "case.correction_incomplete" and "场所证明" in refused.value.facts["materials"]
    assert hall.page(no).state == "correcting"


def test_a_new_paper_that_is_wrong_may_be_told_once_more_an_old_one_may_not(hall: Hall) -> None:
    no = told(hall)
    complete(hall, no, M1="received", M3="not_in_form")
    assert hall.outcomes(no)["one_time_notice"].lawful
    hall.check(no, {"M3": "received", "M2": "wrong"})
    found = hall.outcomes(no)
    assert not found["one_time_notice"].lawful and found["accept"].lawful
    assert "material.not_told_then" in {r.code for r in found["accept"].reasons}


def test_each_telling_keeps_its_own_row(hall: Hall) -> None:
    no = told(hall)
    complete(hall, no, M1="received", M3="wrong")
    hall.decide(no, "one_time_notice")
    assert [n.period for n in hall.page(no).notices] == [1, 2]
    complete(hall, no, M3="received")
    assert hall.decide(no, "accept")["period"] == 3


def test_papers_may_be_put_down_one_by_one_before_completing(hall: Hall) -> None:
    no = told(hall)
    hall.check(no, {"M1": "received"})
    hall.check(no, {"M3": "received"})
    assert complete(hall, no)["state"] == "received"


def test_only_a_case_that_was_told_is_completed(hall: Hall) -> None:
    with pytest.raises(Refused) as refused:
        complete(hall, hall.complete())
    assert refused.value.code == "case.wrong_state"


RETURN = {"reasons": "期限届满没有补正。", "basis": "《食品经营许可办法》第十七条"}


def test_papers_are_returned_only_after_the_time_for_correction(hall: Hall) -> None:
    no = told(hall)
    with pytest.raises(Refused) as refused:
        cases.give_back(actor=hall.officer, case=no, **RETURN)
    assert refused.value.code == "case.correction_still_runs"
    with clock.at(datetime(2027, 2, 1, 2, tzinfo=UTC)):
        assert cases.give_back(actor=hall.officer, case=no, **RETURN)["state"] == "returned"


def test_the_last_day_for_correction_is_the_applicants_to_the_end(hall: Hall) -> None:
    no = told(hall)
    due = hall.page(no).notices[0].correct_by
    with clock.at(datetime(due.year, due.month, due.day, 15, 59, tzinfo=UTC)), pytest.raises(Refused):
        cases.give_back(actor=hall.officer, case=no, **RETURN)
    with clock.at(datetime(due.year, due.month, due.day, 16, 0, tzinfo=UTC)):
        assert cases.give_back(actor=hall.officer, case=no, **RETURN)["state"] == "returned"


def test_the_return_is_a_paper_of_the_department_with_what_goes_back_and_remedies(hall: Hall) -> None:
    no = told(hall)
    with clock.at(datetime(2027, 2, 1, 2, tzinfo=UTC)):
        done = cases.give_back(actor=hall.officer, case=no, **RETURN)
        page = hall.page(no)
    said = text_of(hall.clerk, page.id, "return")
    for part in ("退件处理决定书", done["papers"][0]["no"], "期限届满没有补正", "第十七条", "申请书", "身份证明", page.notices[0].paper_no,
                 "六十日", "六个月", "云岭区人民政府", "云岭区人民法院", "可以随时重新提出申请"):  # fmt: skip
        assert part in said, part
    assert "场所证明" not in said  # it was never there
    ruling = page.rulings[-1]
    assert (ruling.outcome, ruling.by_name, ruling.paper_no) == ("return", hall.officer.name, done["papers"][0]["no"])
    assert page.steps[-1].note == f"《退件处理决定书》{ruling.paper_no}（{ruling.by_name}）：{ruling.reasons}"
    with reading(hall.clerk):  # whoever holds the code reads the reasons on the paper, not on the open page
        assert [s.note for s in cases.progress(page.tracking_code).steps if s.code == "returned"] == [""]
    assert hall.open("L1")["state"] == "draft"  # he applies again


@pytest.mark.parametrize("lacking", ["reasons", "basis"])
def test_a_return_without_its_parts_does_not_happen(hall: Hall, lacking: str) -> None:
    no = told(hall)
    with clock.at(datetime(2027, 2, 1, 2, tzinfo=UTC)), pytest.raises(Invalid) as wrong:
        cases.give_back(actor=hall.officer, case=no, **{**RETURN, lacking: " "})
    assert wrong.value.field == lacking and hall.page(no).state == "correcting"


def test_the_window_gives_nothing_back_on_its_own(hall: Hall) -> None:
    no = told(hall)
    with clock.at(datetime(2027, 2, 1, 2, tzinfo=UTC)), pytest.raises(Denied):
        cases.give_back(actor=hall.clerk, case=no, **RETURN)


@pytest.mark.parametrize("state", ["draft", "received", "correcting", "accepted"])
def test_the_applicant_may_take_it_back_before_the_decision(hall: Hall, state: str) -> None:
    no = {
        "draft": lambda: hall.open("L1")["no"],
        "received": lambda: hall.complete("L1"),
        "correcting": lambda: told(hall),
        "accepted": lambda: hall.accepted(),
    }[state]()
    done = cases.withdraw(actor=hall.clerk, case=no, reason="申请人自愿撤回")
    assert done["state"] == "withdrawn" and [p["kind"] for p in done["papers"]] == (
        [] if state == "draft" else ["withdrawal"]
    )
    assert hall.page(no).steps[-1].code == "withdrawn"


def test_the_confirmation_lists_what_goes_back(hall: Hall) -> None:
    no = hall.open("L1")["no"]
    hall.check(no, {"M1": "received", "M2": "wrong", "M3": "missing"})
    done = cases.withdraw(actor=hall.clerk, case=no, reason="换个地方开店")
    said = text_of(hall.clerk, hall.page(no).id, "withdrawal")
    for part in ("撤回申请确认书", done["papers"][0]["no"], "换个地方开店", "2026年11月23日", "申请书", "身份证明"):
        assert part in said, part
    assert "场所证明" not in said


def test_once_decided_nothing_is_taken_back(hall: Hall) -> None:
    no = hall.accepted()
    cases.decide(actor=hall.officer, case=no, decision="approve", reasons="符合条件。")
    with pytest.raises(Refused) as refused:
        cases.withdraw(actor=hall.clerk, case=no, reason="不办了")
    assert refused.value.code == "case.wrong_state"


def test_the_department_sees_what_was_not_corrected_in_time(hall: Hall) -> None:
    no = told(hall)
    with clock.at(datetime(2027, 2, 1, 2, tzinfo=UTC)), reading(hall.officer):
        assert no in {r.no for r in cases.office_queue(hall.officer, show="lapsed").rows}
    with reading(hall.officer):
        assert cases.office_queue(hall.officer, show="lapsed").rows == []
