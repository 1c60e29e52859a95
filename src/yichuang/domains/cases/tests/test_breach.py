"""What a breach of a commitment brings: correction, appeal, the decision, and the bar until credit is repaired."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.commands import run_out_repairs
from yichuang.domains.cases.models import Breach
from yichuang.domains.cases.tasks import watch_promises_of
from yichuang.domains.documents import api as documents
from yichuang.foundation import clock
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.messages.models import Message
from yichuang.foundation.scope import reading

from .halls import PERSON, SHOP, Hall
from .promising import BREACH, FOUND, PAPER, TWO, at, breach_state, broken, day, paper, promises, rows


def test_a_breach_is_written_down_with_a_correction_period_and_a_way_to_appeal(hall: Hall) -> None:
    no = broken(hall)
    said = paper(hall, no, "repair")
    for part in (
        "限期整改通知书",
        "没有管理人员",
        "一般",
        "赵敏行、钱守正",
        "2027年1月13日前整改",
        "自收到本通知书之日起10个工作日内",
        "到2026年12月28日为止）到窗口书面申诉",
    ):
        assert part in said, part
    found = promises(hall, no).commitment
    assert found and found.state == "broken" and found.breach
    assert (found.breach.repair_by, found.breach.appeal_by) == (
        day("01-13").replace(year=2027), day("12-28"),
    )  # fmt: skip
    assert len(rows(hall, Message, template="promise.repair", channel="sms")) == 1
    with reading(hall.officer):
        assert [r.case.no for r in cases.commitment_list(hall.officer, show="breach").rows] == [no]
        assert not cases.commitment_list(hall.officer, show="breach", grade="serious").rows


def test_corrected_in_time_it_is_settled(hall: Hall) -> None:
    no = broken(hall)
    with at("12-20 10:00"):
        with pytest.raises(Refused, match=r"breach\.period_runs"):
            cases.check_repair(actor=hall.officer, case=no, corrected=False, findings="还没有", verifiers=TWO)
        done = cases.check_repair(actor=hall.officer, case=no, corrected=True, findings="已配备", verifiers=TWO)
        assert done["breach"] == "corrected"
        assert not _barred(hall)
        with pytest.raises(Refused, match=r"breach\.wrong_state"):
            cases.decide_breach(actor=hall.officer, case=no, decision="revoke", reasons="x", basis="y")


def _barred(hall: Hall, **more: Any) -> bool:
    no = hall.open("COM", **more)["no"]
    return bool(promises(hall, no).obstacles)


def test_not_corrected_the_department_revokes_its_decision_in_writing(hall: Hall) -> None:
    no = broken(hall)
    with at("12-31 23:59"), pytest.raises(Refused, match=r"breach\.period_runs"):
        cases.decide_breach(actor=hall.officer, case=no, decision="revoke", reasons="x", basis="y")
    with clock.at(datetime(2027, 1, 13, 15, 59, tzinfo=UTC)):
        assert run_out_repairs(actor=hall.system)["run_out"] == 0, "23:59 of the last day"
    with clock.at(datetime(2027, 1, 13, 16, 0, tzinfo=UTC)):
        assert breach_state(hall, no) == "uncorrected", "seen although no job has run"
        watch_promises_of(str(hall.id))
        assert [b.state for b in rows(hall, Breach)] == ["uncorrected"]
        done = cases.decide_breach(
            actor=hall.officer, case=no, decision="revoke", reasons="逾期没有整改", basis="《某条例》第九条"
        )
        assert done["papers"][0]["kind"] == "revocation"
        said = paper(hall, no, "revocation")
        for part in ("撤销决定书", "逾期没有整改", "失去效力", "行政复议", "准〔2026〕"):
            assert part in said, part
        assert [r.stage for r in hall.page(no).rulings][-1] == "revocation"


def test_a_false_promise_is_revoked_at_once_and_a_change_says_to_what(hall: Hall) -> None:
    no = broken(hall, grade="serious")
    with at("12-15 10:00"):
        change = {"decision": "change", "reasons": "场所不符", "basis": "《某条例》第九条"}
        with pytest.raises(Invalid) as wrong:
            cases.decide_breach(actor=hall.officer, case=no, **change)
        assert wrong.value.field == "changed"
        cases.decide_breach(actor=hall.officer, case=no, changed="许可范围减为零售", **change)
        assert "许可范围减为零售" in paper(hall, no, "revocation")


def test_an_appeal_is_made_once_in_time_and_answered_in_writing(hall: Hall) -> None:
    no = broken(hall)
    with at("12-28 23:59"):
        done = cases.appeal_breach(actor=hall.clerk, case=no, appeal="当日管理人员外出培训")
        assert done["answer_by"] == "2027-01-11", "ten working days; the holidays of 2027 are not published yet"
        with pytest.raises(Refused, match=r"breach\.no_appeal"):
            cases.appeal_breach(actor=hall.clerk, case=no, appeal="再说一遍")
    with at("12-30 10:00"):
        with pytest.raises(Refused, match=r"breach\.not_closed"):
            cases.repair_credit(actor=hall.officer, case=no, reason="x")
        cases.answer_appeal(actor=hall.officer, case=no, upheld=False, reply="现场无人在岗")
        assert "申诉不成立" in paper(hall, no, "reply")
        assert breach_state(hall, no) == "open"
        with pytest.raises(Refused, match=r"breach\.nothing_to_answer"):
            cases.answer_appeal(actor=hall.officer, case=no, upheld=True, reply="x")


def serve(hall: Hall, no: str) -> None:
    """The applicant gets the notice, and it is entered."""
    with reading(hall.clerk):
        (found,) = [p for p in documents.papers_of(hall.clerk, f"case:{hall.page(no).id}") if p.kind == "repair"]
    documents.record_service(actor=hall.clerk, paper=str(found.id), mode="paper", receiver="张小云")


def test_the_days_for_an_appeal_run_from_the_receipt_of_the_notice(hall: Hall) -> None:
    """Written on 12-14, received on Thursday 12-17: 18, 21-25, 28-31 December."""
    no = broken(hall)
    with at("12-17 10:00"):
        serve(hall, no)
        found = promises(hall, no).commitment
        assert found and found.breach and (found.breach.told, found.breach.appeal_by) == (True, day("12-31"))
    with at("12-31 23:59"):
        assert cases.appeal_breach(actor=hall.clerk, case=no, appeal="当日管理人员外出培训")["breach"] == "open"


def test_nobody_is_late_with_an_appeal_before_he_has_the_notice(hall: Hall) -> None:
    no = broken(hall)
    with at("12-31 10:00"):
        assert promises(hall, no).commitment.breach.may_appeal
        cases.appeal_breach(actor=hall.clerk, case=no, appeal="今天才知道")


def test_too_late_there_is_no_appeal(hall: Hall) -> None:
    no = broken(hall)
    serve(hall, no)
    with at("12-29 00:00"), pytest.raises(Refused, match=r"breach\.no_appeal"):
        cases.appeal_breach(actor=hall.clerk, case=no, appeal="迟了")


def test_an_appeal_that_is_upheld_takes_the_breach_away(hall: Hall) -> None:
    no = broken(hall, grade="serious")
    with at("12-16 10:00"):
        assert _barred(hall)
        cases.appeal_breach(actor=hall.clerk, case=no, appeal="核查的是另一家店")
        with pytest.raises(Refused, match=r"breach\.answer_first"):
            cases.decide_breach(actor=hall.officer, case=no, decision="revoke", reasons="x", basis="y")
        done = cases.answer_appeal(actor=hall.officer, case=no, upheld=True, reply="地址核错，认定撤销")
        assert done["breach"] == "overturned"
        assert promises(hall, no).commitment.state == "kept"  # type: ignore[union-attr]
        assert not _barred(hall)


def test_until_his_credit_is_repaired_he_is_told_but_may_not_promise_again(hall: Hall) -> None:
    no = broken(hall, grade="serious")
    with at("12-15 10:00"):
        cases.decide_breach(
            actor=hall.officer, case=no, decision="revoke", reasons="虚假承诺", basis="《某条例》第九条"
        )
        other = hall.open("COM")["no"]
        seen = promises(hall, other)
        assert seen.must_tell and [r.code for r in seen.obstacles] == ["commitment.barred"]
        with pytest.raises(Refused, match=r"commitment\.not_offered"):
            cases.choose_procedure(actor=hall.clerk, case=other, choice="commitment")
        assert cases.choose_procedure(actor=hall.clerk, case=other, choice="ordinary")["told"]
        assert not _barred(hall, parties=[SHOP]), "another applicant is not meant"
        cases.repair_credit(actor=hall.officer, case=no, reason="已经纠正并消除影响")
        assert not _barred(hall)
        with pytest.raises(Refused, match=r"breach\.credit_repaired"):
            cases.repair_credit(actor=hall.officer, case=no, reason="x")


def test_whoever_is_barred_between_choosing_and_the_answer_is_not_accepted_on_it(hall: Hall) -> None:
    no = hall.open("COM", procedure="commitment")["no"]
    hall.check(no, {"M1": "received", "M3": "received"})
    broken(hall, grade="serious")
    with pytest.raises(Refused, match=r"commitment\.not_offered"):
        hall.decide(no, "accept", commit={"signing": PAPER})


def test_another_center_knows_neither_the_breach_nor_the_bar(hall: Hall, other_hall: Hall) -> None:
    no = broken(hall, grade="serious")
    with at("12-15 10:00"):
        for act, given in (
            (cases.verify_commitment, BREACH),
            (cases.check_repair, {"corrected": True, **FOUND}),
            (cases.decide_breach, {"decision": "revoke", "reasons": "x", "basis": "y"}),
            (cases.answer_appeal, {"upheld": True, "reply": "x"}),
            (cases.repair_credit, {"reason": "x"}),
        ):
            with pytest.raises(Missing):
                act(actor=other_hall.officer, case=no, **given)
        for act, given in (
            (cases.appeal_breach, {"appeal": "x"}), (cases.choose_procedure, {"choice": "ordinary"}),
            (cases.withdraw_commitment, {"reason": "x"}),
        ):  # fmt: skip
            with pytest.raises(Missing):
                act(actor=other_hall.clerk, case=no, **given)
        assert not _barred(other_hall)
        assert run_out_repairs(actor=other_hall.system)["run_out"] == 0
        with reading(other_hall.officer):
            assert not cases.commitment_list(other_hall.officer, show="breach").rows


def test_the_department_finds_only_its_own(hall: Hall) -> None:
    no = broken(hall)
    stranger = replace(hall.officer, department_id=hall.other_department)
    with reading(stranger):
        assert not cases.commitment_list(stranger, show="all").rows
        assert cases.promise_counts(stranger)["breach"] == 0
    with pytest.raises(Missing):
        cases.check_repair(actor=stranger, case=no, corrected=True, findings="x", verifiers=TWO)
    with reading(hall.officer):
        assert cases.promise_counts(hall.officer)["breach"] == 1


def test_a_person_without_a_number_is_told_and_may_promise(hall: Hall) -> None:
    nameless = {"role": "applicant", "name": PERSON["name"], "id_type": "none", "id_reason": "证件正在补办"}
    no = hall.open("COM", parties=[nameless], procedure="commitment")["no"]
    assert promises(hall, no).choice == "commitment"
