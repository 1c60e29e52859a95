"""Histories that a center's lawyer would try: each is counted by hand from the text of the law."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases import tasks
from yichuang.domains.cases.models import Case, CaseDateChange, CaseExtension, CaseHearing, CaseReminder
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading

from .acting import HEARING, LICENCE, REPORT, at
from .halls import Hall
from .reading_papers import text_of
from .test_extension import approve, ask
from .test_hearing import serve
from .test_recount import change, recount


def dues(hall: Hall, no: str) -> dict[str, date | None]:
    return {d.kind: d.due for d in hall.page(no).deadlines}


def test_asked_in_time_and_approved_when_the_promise_is_over_it_lengthens_the_law_s_days_alone(hall: Hall) -> None:
    no = hall.accepted()
    with at("11-30 17:00"):
        assert ask(hall, no)["due"] == "2026-11-30"
    with at("12-01 09:00"):
        approve(hall, no)
    assert (dues(hall, no)["promise"], dues(hall, no)["statutory"]) == (date(2026, 11, 30), date(2027, 1, 4))
    with reading(hall.system):
        row = CaseExtension.objects.get(case__no=no)
    assert (row.promise_over, row.due_before, row.due_after) == (True, date(2026, 12, 21), date(2027, 1, 4))


def test_a_notice_of_the_state_council_moves_what_runs_and_leaves_a_broken_promise_where_it_was(hall: Hall) -> None:
    """12-21, 12-25 and 12-28 become days of rest: thirty working days from 11-23 then end on 2027-01-07."""
    no = hall.accepted()
    with at("12-01 09:00"):
        ask(hall, no)
        approve(hall, no)
    with at("12-02 09:00"):
        recount(hall, change(hall, off=(date(2026, 12, 21), date(2026, 12, 25), date(2026, 12, 28))))
    assert (dues(hall, no)["promise"], dues(hall, no)["statutory"]) == (date(2026, 11, 30), date(2027, 1, 7))


def test_stopped_on_the_afternoon_of_the_last_day_that_day_is_still_to_come_and_can_be_lengthened(hall: Hall) -> None:
    """Promise to 11-30: stopped that day at 16:00, over on Thursday 12-03 at 10:00, which is the fifth day; ten more: 12-17."""
    no = hall.accepted()
    with at("11-30 16:00"):
        stop = cases.start_procedure(actor=hall.officer, case=no, kind="testing", days=2)["procedure"]
    with at("12-03 10:00"):
        assert cases.finish_procedure(actor=hall.officer, case=no, procedure=stop)["due"] == "2026-12-03"
        ask(hall, no)
    with at("12-03 23:59"):
        assert approve(hall, no)["due"] == "2026-12-17"


def test_once_the_law_s_days_alone_are_longer_they_are_reminded_of_by_their_own_day(hall: Hall) -> None:
    no = hall.accepted()
    with at("12-01 09:00"):
        ask(hall, no)
        approve(hall, no)
    with at("12-22 09:00"):
        cases.remind_due(actor=hall.system)
        with reading(hall.system):
            assert not CaseReminder.objects.filter(case__no=no, kind="statutory").exists(), (
                "it would have ended on 12-21"
            )
    with at("01-04 09:00"):
        cases.remind_due(actor=hall.system)
        with reading(hall.system):
            found = CaseReminder.objects.get(case__no=no, kind="statutory")
    assert (found.light, found.due) == ("yellow", date(2027, 1, 4))


@pytest.mark.parametrize(
    ("served", "last"),
    [
        ("11-27 23:59", date(2026, 12, 4)),  # Friday: 30, 1, 2, 3, 4
        ("11-28 10:00", date(2026, 12, 4)),  # Saturday: the same
        ("11-30 00:00", date(2026, 12, 7)),  # Monday is the day of the event
        ("12-31 17:00", date(2027, 1, 7)),  # 1 January is a Friday of a year without a notice: 1, 4, 5, 6, 7
    ],
)
def test_a_right_that_was_served_at_night_or_on_a_day_of_rest(hall: Hall, served: str, last: date) -> None:
    no = hall.accepted()
    cases.tell_hearing_right(actor=hall.officer, case=no, **HEARING)
    with at(served):
        serve(hall, no)
    with reading(hall.officer):
        assert cases.hearing_page(hall.officer, no).open.apply_by == last  # type: ignore[union-attr]


def test_the_law_renews_a_licence_although_a_hearing_may_still_be_asked_for(hall: Hall) -> None:
    """50 knows no exception: what was not decided by the last day of validity is renewed, and there is nothing left to hear."""
    no = hall.accepted()
    cases.note_renewal(actor=hall.officer, case=no, **LICENCE)
    with at("12-30 10:00"):
        cases.tell_hearing_right(actor=hall.officer, case=no, **HEARING)
    with at("12-31 23:59"), pytest.raises(Refused) as waits:
        cases.decide(actor=hall.officer, case=no, decision="deny", reasons="不符", basis="某条例第九条")
    assert waits.value.code == "hearing.not_told_yet"
    with at("01-01 00:00"):
        tasks.deem_due_of(str(hall.id))
        with reading(hall.system):
            assert Case.objects.get(no=no).state == "decided"
            assert CaseHearing.objects.get(case__no=no).state not in ("told", "applied", "ordered", "arranged")
        serve(hall, no)  # too late to start anything
    with reading(hall.system):
        assert not CaseDateChange.objects.filter(case__no=no, kind="hearing").exists()


@pytest.mark.parametrize(("when", "late"), [("12-21 23:59", False), ("12-22 00:00", True)])
def test_a_review_is_reported_in_time_up_to_midnight_of_its_last_day(hall: Hall, when: str, late: bool) -> None:
    no = hall.accepted(item="S2")
    with at(when):
        assert cases.report_up(actor=hall.officer, case=no, **REPORT)["late"] is late


def test_two_extensions_one_in_each_organ_are_not_to_be_had(hall: Hall) -> None:
    """The first stage has none (43), the second has one (42)."""
    no = hall.accepted(item="S2")
    head = replace(hall.superior, id=hall.id, capabilities=hall.superior.capabilities | {"case.extend"})
    with pytest.raises(Refused) as first:
        cases.ask_extension(actor=hall.officer, case=no, reason="复杂")
    assert first.value.code == "two_stage.no_extension"
    with at("12-01 10:00"):
        cases.report_up(actor=hall.officer, case=no, **REPORT)
        cases.ask_extension(actor=hall.superior, case=no, reason="复杂", days=4)
        cases.approve_extension(actor=head, case=no, approver="周正", approver_post="主任")
        with pytest.raises(Refused) as again:
            cases.ask_extension(actor=hall.superior, case=no, reason="复杂", days=6)
    assert again.value.code == "extension.already"


def test_nothing_is_taken_back_or_changed_once_it_was_decided(hall: Hall) -> None:
    no = hall.accepted()
    with pytest.raises(Refused) as accepted:
        cases.change_item(actor=hall.clerk, case=no, item="T1", reason="选错")
    cases.decide(actor=hall.officer, case=no, decision="approve", reasons="符合")
    late: Any = []
    for act, more in (("withdraw", {"reason": "不办了"}), ("ask_extension", {"reason": "复杂"}),
                      ("start_procedure", {"kind": "testing", "days": 3}), ("tell_hearing_right", HEARING)):  # fmt: skip
        actor = hall.clerk if act == "withdraw" else hall.officer
        with pytest.raises(Refused) as refused:
            getattr(cases, act)(actor=actor, case=no, **more)
        late.append(refused.value.code)
    assert accepted.value.code == "case.already_decided"
    assert late == ["case.wrong_state", "extension.not_now", "procedure.not_now", "hearing.not_now"]


def test_days_that_a_judgment_set_run_for_the_organ_that_decides_in_two_stages_too(hall: Hall) -> None:
    no = hall.accepted(item="S2")
    cases.report_up(actor=hall.officer, case=no, **REPORT)
    cases.decide(actor=hall.superior, case=no, decision="deny", reasons="不符", basis="某条例第九条")
    made = cases.reopen(
        actor=hall.superior, case=no, cause="judgment", effect="revoked", organ="云岭区人民法院", document="（2026）云行初1号",
        document_on="2026-11-20", binding_on="2026-11-23", reasons="主要证据不足", ordered_days=60,
    )  # fmt: skip
    page = hall.page(made["no"], hall.superior)
    assert dues(hall, made["no"]) == {"statutory": date(2027, 1, 22)}
    assert page.row.due_kind == "statutory"
    with pytest.raises(Refused) as refused:
        cases.ask_extension(actor=hall.superior, case=made["no"], reason="复杂")
    assert refused.value.code == "extension.ordered"
    assert "2027年1月22日" in text_of(hall.superior, page.id, "acceptance")
