"""Accepting with something secondary to come: the letter, the date, the supply, the lapse, and what the department decides."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.commands import lapse_tolerances, remind_tolerances
from yichuang.domains.cases.models import CaseDeadline, Tolerance
from yichuang.domains.cases.tasks import watch_promises_of
from yichuang.domains.documents import api as documents
from yichuang.domains.places import api as places
from yichuang.foundation import messages
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.messages.models import Message
from yichuang.foundation.models import AuditEntry
from yichuang.foundation.scope import reading

from .halls import PERSON, Hall, hide
from .promising import PAPER, approved, at, day, lacking, offer, paper, promises, rows, tolerated

BROUGHT = {"M3": {"status": "received", "original_seen": True}}


def test_accepted_with_something_to_come_has_two_papers_and_a_date(hall: Hall) -> None:
    no = lacking(hall, M3="missing")
    done = hall.decide(no, "accept", tolerate={"by": "2026-11-27", "signing": PAPER})
    assert done["state"] == "accepted"
    assert [p["kind"] for p in done["papers"]] == ["acceptance", "tolerance"]
    letter, notice = paper(hall, no, "tolerance"), paper(hall, no, "acceptance")
    for said in ("容缺受理承诺书", "管理制度", "2026年11月27日前补交", "张小云", "自受理次日起算4个工作日", no):
        assert said in letter, said
    for said in (
        "容缺材料",
        "管理制度",
        "2026年11月27日",
        done["papers"][1]["no"],
        "承诺5个工作日".replace("承诺", ""),
    ):
        assert said in notice, said
    assert "申请材料齐全、符合法定形式" not in notice, "the law's words on complete materials are not claimed"
    found = hall.page(no)
    row = next(m for m in found.materials if m.code == "M3")
    assert (row.light, row.tolerated_until) == ("half", day("11-27"))
    limit = found.deadline("tolerance")
    assert limit and (limit.due, limit.value, limit.unit) == (day("11-27"), 4, "working_day")
    assert found.row.due == day("11-30"), "the clock of the decision is the one it would have been"


def test_the_signature_is_recorded_with_the_promise_or_later_and_before_it_no_result_is_given(hall: Hall) -> None:
    no = lacking(hall, M3="missing")
    done = hall.decide(no, "accept", tolerate={"by": "2026-11-27"})
    cases.supply(actor=hall.clerk, case=no, materials=BROUGHT)
    with pytest.raises(Refused, match=r"promise\.unsigned"):
        approved(hall, no)
    letter = next(p for p in done["papers"] if p["kind"] == "tolerance")
    witnesses = ["王见证", "赵见证"]
    documents.record_service(
        actor=hall.clerk, paper=str(letter["id"]), mode="refused", receiver="张小云", witnesses=witnesses
    )
    assert promises(hall, no).tolerance.signed_at is None, "a promise that was refused is none"  # type: ignore[union-attr]
    documents.record_service(
        actor=hall.clerk, paper=str(letter["id"]), mode="fingerprint", receiver="张小云", note="后来同意签"
    )
    found = promises(hall, no).tolerance
    assert found and (found.signing, found.state) == ("fingerprint", "supplied")
    assert approved(hall, no)


@pytest.mark.parametrize(
    ("signing", "field"),
    [
        ({"mode": "refused"}, "tolerate.signing.mode"),
        ({"mode": "tablet"}, "tolerate.signing.signature_request"),
        ({"mode": "proxy", "signer": "李代签"}, "witnesses"),
        ("paper", "tolerate.signing"),
        ({"mode": "paper", "colour": 1}, "tolerate.signing"),
    ],
)
def test_a_signature_that_is_none_is_refused_and_nothing_is_written(hall: Hall, signing: Any, field: str) -> None:
    no = lacking(hall, M3="missing")
    with pytest.raises(Invalid) as wrong:
        hall.decide(no, "accept", tolerate={"by": "2026-11-27", "signing": signing})
    assert wrong.value.field == field
    assert hall.page(no).state == "received"
    assert not rows(hall, Tolerance) and not rows(hall, CaseDeadline, kind="tolerance")


@pytest.mark.parametrize(
    ("tolerate", "code", "field"),
    [
        ({"by": "2026-12-01"}, "tolerance.date", "tolerate.by"),  # the promise ends on 30 November
        ({"by": "2026-11-28"}, "tolerance.date", "tolerate.by"),  # a Saturday
        ({"by": "2026-11-20"}, "tolerance.date", "tolerate.by"),
        ({"by": "soon"}, "case.date_expected", "tolerate.by"),
        ({"days": 6}, "tolerance.date", "tolerate.by"),
        ({"days": -1}, "tolerance.days", "tolerate.days"),
        ({"days": True}, "tolerance.days", "tolerate.days"),
        ({"materials": ["M1"]}, "tolerance.not_lacking", "tolerate.materials"),
        ({"materials": []}, "tolerance.left_out", "tolerate.materials"),
        ({"materials": "M3"}, "tolerance.materials_list", "tolerate.materials"),
        ({"until": "2026-11-27"}, "tolerance.map_expected", "tolerate"),
        ("2026-11-27", "tolerance.map_expected", "tolerate"),
    ],
)
def test_what_cannot_be_promised_is_refused_by_its_field(hall: Hall, tolerate: Any, code: str, field: str) -> None:
    no = lacking(hall, M3="missing")
    with pytest.raises(Invalid) as wrong:
        hall.decide(no, "accept", tolerate=tolerate)
    assert (wrong.value.code, wrong.value.field) == (code, field)
    assert hall.page(no).state == "received"


@pytest.mark.parametrize(
    ("item", "statuses", "code"),
    [
        ("TOL", {"M1": "missing", "M3": "missing"}, "tolerance.main_defective"),
        ("TOL", {"M5": "missing"}, "tolerance.not_tolerable"),
        ("TOL", {}, "tolerance.nothing_lacks"),
        ("L1", {"M3": "missing"}, "tolerance.item_has_none"),
        ("I1", {"M3": "missing"}, "tolerance.item_has_none"),
    ],
)
def test_where_it_is_not_lawful_every_reason_is_named(
    hall: Hall, item: str, statuses: dict[str, str], code: str
) -> None:
    no = lacking(hall, item, **statuses)
    seen = offer(hall, no)
    assert not seen.lawful and code in [r.code for r in seen.reasons]
    with pytest.raises(Refused) as no_:
        hall.decide(no, "accept", tolerate={"by": "2026-11-27"})
    assert no_.value.code == "tolerance.not_lawful"
    assert code in [r["code"] for r in no_.value.facts["reasons"]]


def test_it_goes_only_with_an_acceptance(hall: Hall) -> None:
    no = lacking(hall, M3="missing")
    with pytest.raises(Invalid, match=r"tolerance\.with_acceptance"):
        hall.decide(no, "one_time_notice", tolerate={})


def test_the_desk_sees_the_date_and_what_it_would_do_before_it_is_done(hall: Hall) -> None:
    no = lacking(hall, M3="missing", M4="wrong")
    seen = offer(hall, no)
    assert seen.lawful
    assert [m.code for m in seen.lacking] == ["M3", "M4"]
    assert (seen.latest, seen.usual, seen.by, seen.due) == (day("11-30"), day("11-27"), day("11-27"), day("11-30"))
    assert offer(hall, no, by=day("11-28")).date_fault
    assert offer(hall, no, days=5).by == day("11-30")
    done = hall.decide(no, "accept", tolerate={})
    assert promises(hall, no).tolerance.supply_by == seen.usual  # type: ignore[union-attr]
    assert done["due"] == seen.due.isoformat()  # type: ignore[union-attr]


def test_some_of_it_comes_then_the_rest_each_with_a_receipt(hall: Hall) -> None:
    no = tolerated(hall, M3="missing", M4="wrong")
    first = cases.supply(actor=hall.clerk, case=no, materials=BROUGHT)
    assert (first["tolerance"], first["left"]) == ("open", 1)
    said = paper(hall, no, "completion")
    assert "容缺材料收件凭证" in said and "尚未补齐：人员名单" in said
    with pytest.raises(Refused) as no_:
        approved(hall, no)
    assert no_.value.code == "tolerance.still_open"
    flawed = cases.supply(actor=hall.clerk, case=no, materials={"M4": {"status": "not_in_form", "remark": "缺盖章"}})
    assert flawed["left"] == 1
    last = cases.supply(actor=hall.clerk, case=no, materials={"M4": {"status": "received"}})
    assert (last["tolerance"], last["left"]) == ("supplied", 0)
    page = hall.page(no)
    assert {m.light for m in page.materials} == {"ok"}
    limit = page.deadline("tolerance")
    assert limit and limit.met_at
    with reading(hall.officer):
        assert any("已经补齐" in m.text for m in messages.inbox(hall.officer)[0])
    assert approved(hall, no)


@pytest.mark.parametrize(
    ("materials", "code"),
    [
        ({}, "material.map_expected"),
        ({"M1": {"status": "received"}}, "tolerance.not_waited_for"),
        ({"M3": {"status": "missing"}}, "tolerance.nothing_brought"),
        ({"M3": {"status": "lost"}}, "case.unknown_value"),
        ([], "material.map_expected"),
    ],
)
def test_only_what_is_still_to_come_can_be_brought(hall: Hall, materials: Any, code: str) -> None:
    no = tolerated(hall)
    with pytest.raises(Invalid) as wrong:
        cases.supply(actor=hall.clerk, case=no, materials=materials)
    assert wrong.value.code == code


def test_at_a_minute_to_midnight_it_is_in_time_and_at_midnight_it_is_not(hall: Hall) -> None:
    early, late = tolerated(hall), tolerated(hall)
    with at("11-27 23:59"):
        assert cases.supply(actor=hall.clerk, case=early, materials=BROUGHT)["tolerance"] == "supplied"
    with at("11-28 00:00"):
        assert promises(hall, late).tolerance.state == "lapsed", "seen although no job has run"  # type: ignore[union-attr]
        with pytest.raises(Refused, match=r"tolerance\.lapsed"):
            cases.supply(actor=hall.clerk, case=late, materials=BROUGHT)
    assert [t.state for t in rows(hall, Tolerance, case__no=late)] == ["open"], "a refusal writes nothing"


def test_it_lapses_by_itself_and_both_sides_are_told(hall: Hall) -> None:
    no = tolerated(hall)
    with at("11-30 09:07"):
        watch_promises_of(str(hall.id))
        (row,) = rows(hall, Tolerance, case__no=no)
        assert row.state == "lapsed"
        assert row.state_since == datetime(2026, 11, 27, 16, tzinfo=UTC), "dated 24:00 of its day, however late it ran"
        assert lapse_tolerances(actor=hall.system)["lapsed"] == 0, "once"
        told = rows(hall, Message, about=f"case:{row.case_id}", template="promise.lapsed")
        assert {m.channel for m in told} == {"sms", "inbox"}
        page = hall.page(no)
        assert page.state == "accepted", "what follows is for the department to say"
        with reading(hall.officer):
            late = cases.tolerance_list(hall.officer, show="lapsed").rows
        assert [r.case.no for r in late] == [no]
    assert len(rows(hall, AuditEntry, action="case.tolerance_lapsed")) == 1


def test_the_applicant_is_reminded_once_on_the_working_day_before(hall: Hall) -> None:
    no = tolerated(hall)
    with at("11-25 10:00"):
        assert remind_tolerances(actor=hall.system)["reminded"] == 0
    with at("11-26 10:00"):
        assert remind_tolerances(actor=hall.system)["reminded"] == 1
        assert remind_tolerances(actor=hall.system)["reminded"] == 0
    (told,) = rows(hall, Message, template="promise.remind")
    assert told.channel == "sms" and "管理制度" in str(told.facts) and told.link.startswith("/q/")
    assert told.about == f"case:{hall.page(no).id}" and str(told.facts["guide"]).endswith("/p/demo/items/TOL/")


def test_a_reminder_of_a_sensitive_case_names_no_material(hall: Hall) -> None:
    no = tolerated(hall)
    hide(hall.clerk, no)
    with at("11-26 10:00"):
        remind_tolerances(actor=hall.system)
    (told,) = rows(hall, Message, template="promise.remind")
    assert "管理制度" not in f"{told.text}{told.facts}" and told.facts["count"] == 1
    assert str(told.facts["guide"]).endswith("/p/demo/items/")


def test_after_a_lapse_the_department_takes_it_late_in_writing(hall: Hall) -> None:
    no = tolerated(hall)
    with at("11-30 10:00"):
        with pytest.raises(Refused, match=r"tolerance\.lapsed_open"):
            approved(hall, no)
        with pytest.raises(Invalid) as wrong:
            cases.admit_late(actor=hall.officer, case=no, materials=BROUGHT, reasons=" ")
        assert wrong.value.field == "reasons"
        with pytest.raises(Refused, match=r"tolerance\.admit_all"):
            cases.admit_late(
                actor=hall.officer, case=no, materials={"M3": {"status": "not_in_form"}}, reasons="交通中断"
            )
        done = cases.admit_late(actor=hall.officer, case=no, materials=BROUGHT, reasons="暴雨道路中断")
        assert done["tolerance"] == "supplied"
        assert "书面同意收取" in paper(hall, no, "completion") and "暴雨道路中断" in paper(hall, no, "completion")
        found = promises(hall, no).tolerance
        assert found and found.late and found.reasons == "暴雨道路中断"
        assert approved(hall, no)


def test_or_it_returns_the_application_with_remedies(hall: Hall) -> None:
    no = tolerated(hall)
    with pytest.raises(Refused, match=r"tolerance\.not_lapsed"):
        cases.return_lapsed(actor=hall.officer, case=no, reasons="未补齐", basis="某办法")
    with at("11-30 10:00"):
        for field in ("reasons", "basis"):
            given = {"reasons": "承诺期限内没有补齐管理制度", "basis": "《某办法》第九条", field: ""}
            with pytest.raises(Invalid) as wrong:
                cases.return_lapsed(actor=hall.officer, case=no, **given)
            assert wrong.value.field == field
        done = cases.return_lapsed(
            actor=hall.officer, case=no, reasons="承诺期限内没有补齐管理制度", basis="《某办法》第九条"
        )
        assert (done["state"], done["papers"][0]["kind"]) == ("returned", "return")
        said = paper(hall, no, "return")
        for part in ("退件处理决定书", "没有补齐管理制度", "行政复议", "提起行政诉讼", "可以备齐材料后重新提出申请"):
            assert part in said, part
        assert promises(hall, no).tolerance.state == "ended"  # type: ignore[union-attr]
        assert all(d.met_at for d in hall.page(no).deadlines)


def test_or_it_denies_and_before_the_lapse_it_may_not(hall: Hall) -> None:
    no = tolerated(hall)
    deny = {"decision": "deny", "reasons": "材料没有补齐", "basis": "《某办法》第九条"}
    with pytest.raises(Refused, match=r"tolerance\.still_open"):
        cases.decide(actor=hall.officer, case=no, **deny)
    with at("11-30 10:00"):
        done = cases.decide(actor=hall.officer, case=no, **deny)
        assert done["papers"][0]["kind"] == "denial"
        assert promises(hall, no).tolerance.state == "ended"  # type: ignore[union-attr]


def test_losing_it_concerns_that_case_only_unless_the_center_says_otherwise(hall: Hall) -> None:
    lost, again = tolerated(hall), lacking(hall, M3="missing")
    with at("11-30 10:00"):
        lapse_tolerances(actor=hall.system)
        assert offer(hall, again).lawful
        places.change_center(actor=hall.system, settings={"tolerance_ban_days": 30})
        barred = offer(hall, again)
        assert [r.code for r in barred.reasons] == ["tolerance.lapsed_before"]
        with pytest.raises(Refused, match=r"tolerance\.not_lawful"):
            hall.decide(again, "accept", tolerate={})
        cases.admit_late(actor=hall.officer, case=lost, materials=BROUGHT, reasons="暴雨")
        assert offer(hall, again).lawful, "what the department excused is no lapse"


def test_withdrawing_the_application_ends_the_promise(hall: Hall) -> None:
    no = tolerated(hall)
    cases.withdraw(actor=hall.clerk, case=no, reason="不办了")
    assert promises(hall, no).tolerance.state == "ended"  # type: ignore[union-attr]
    with at("11-30 10:00"):
        assert lapse_tolerances(actor=hall.system)["lapsed"] == 0
        with pytest.raises(Refused, match=r"tolerance\.nothing_open"):
            cases.supply(actor=hall.clerk, case=no, materials=BROUGHT)


def test_another_center_and_another_department_find_nothing(hall: Hall, other_hall: Hall) -> None:
    no = tolerated(hall)
    with pytest.raises(Missing):
        cases.supply(actor=other_hall.clerk, case=no, materials=BROUGHT)
    with at("11-30 10:00"):
        assert lapse_tolerances(actor=other_hall.system)["lapsed"] == 0
        with reading(other_hall.officer):
            assert not cases.tolerance_list(other_hall.officer, show="all").rows
        stranger = replace(hall.officer, department_id=hall.other_department)
        with pytest.raises(Missing):
            cases.return_lapsed(actor=stranger, case=no, reasons="x", basis="y")
        with reading(stranger):
            assert not cases.tolerance_list(stranger, show="all").rows
    with pytest.raises(Denied):
        cases.admit_late(actor=hall.clerk, case=no, materials=BROUGHT, reasons="x")


def test_the_same_key_twice_is_one_effect(hall: Hall) -> None:
    no = lacking(hall, M3="missing")
    first = hall.decide(no, "accept", tolerate={"by": "2026-11-27"}, key="k")
    assert hall.decide(no, "accept", tolerate={"by": "2026-11-27"}, key="k") == first
    assert len(rows(hall, Tolerance)) == 1
    once = cases.supply(actor=hall.clerk, case=no, materials=BROUGHT, key="s")
    assert cases.supply(actor=hall.clerk, case=no, materials=BROUGHT, key="s") == once


def test_what_was_told_in_a_first_notice_may_follow_after_the_correction(hall: Hall) -> None:
    no = lacking(hall, M1="missing", M3="missing")
    hall.decide(no, "one_time_notice", correction_days=5)
    cases.complete_correction(
        actor=hall.clerk, case=no, materials={"M1": {"status": "received"}, "M3": {"status": "not_in_form"}}
    )
    assert offer(hall, no).lawful
    done = hall.decide(no, "accept", tolerate={"by": "2026-11-27", "signing": PAPER})
    assert done["state"] == "accepted" and done["period"] == 2


def test_nobody_without_a_phone_stops_a_lapse(hall: Hall) -> None:
    silent = {k: v for k, v in PERSON.items() if k != "phone"}
    made = hall.open("TOL", parties=[silent])
    hall.check(
        made["no"], {m.code: "missing" if m.code == "M3" else "received" for m in hall.page(made["no"]).materials}
    )
    hall.decide(made["no"], "accept", tolerate={"by": "2026-11-27"})
    with at("11-28 00:10"):
        assert lapse_tolerances(actor=hall.system)["lapsed"] == 1
    assert {m.channel for m in rows(hall, Message, template="promise.lapsed")} == {"inbox"}
