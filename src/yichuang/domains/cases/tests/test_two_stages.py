"""Two stages (行政许可法 35, 43) as acts: the lower organ accepts, reviews and reports; the superior decides."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from yichuang.domains.cases import api as cases
from yichuang.domains.cases import tasks
from yichuang.domains.cases.models import Case, CaseDateChange, CaseDeadline, CaseMaterial, CaseReminder, CaseReport
from yichuang.domains.catalog import api as catalog
from yichuang.foundation import messages, scope
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.messages.models import Message
from yichuang.foundation.scope import reading

from . import reading_papers
from .acting import HEARING, LICENCE, REPORT, at
from .halls import Hall

# Accepted on 2026-11-23. The review's twenty working days end on 12-21, the promise's thirty on 2027-01-04
# (2027 is not published: its days follow the week).
REVIEWED, PROMISED = date(2026, 12, 21), date(2027, 1, 4)


def row(hall: Hall, no: str) -> Case:
    with reading(hall.system):
        return Case.objects.get(no=no)


def limits(hall: Hall, no: str) -> dict[str, CaseDeadline]:
    with reading(hall.system):
        return {d.kind: d for d in CaseDeadline.objects.filter(case__no=no)}


def text_of(hall: Hall, no: str, kind: str) -> str:
    return reading_papers.text_of(hall.system, row(hall, no).pk, kind)


def report(hall: Hall, no: str, **over: Any) -> dict[str, Any]:
    return cases.report_up(actor=hall.officer, case=no, **{**REPORT, **over})


def test_the_lower_organ_has_the_case_first_and_the_date_of_the_list_is_that_of_its_report(hall: Hall) -> None:
    no = hall.accepted(item="S2")
    found = row(hall, no)
    assert (found.department_id, found.reviews_id, found.decides_id) == (
        hall.department, hall.department, hall.other_department
    )  # fmt: skip
    assert (found.due, found.due_kind) == (REVIEWED, "review")
    kinds = {k: d.due for k, d in limits(hall, no).items() if d.met_at is None}
    assert kinds == {"review": REVIEWED, "promise": PROMISED}, "the statute's days begin when the report arrives"
    page = hall.page(no)
    assert page.row.state_label == "初步审查中"
    assert page.stages and (page.stages.stage, page.stages.due, page.stages.late) == ("review", REVIEWED, False)
    said = "".join(page.stages.words)
    assert "第一步" in said and "2026年12月21日" in said and "第二步" in said and "20 个工作日内作出决定" in said


def test_the_paper_of_acceptance_tells_the_promise_and_both_stages_and_never_the_day_of_the_report_as_the_end(
    hall: Hall,
) -> None:
    no = hall.accepted(item="S2")
    said = text_of(hall, no, "acceptance")
    assert "2027年1月4日" in said and "初步审查20个工作日，决定20个工作日" in said
    assert "最迟2026年12月21日将意见和全部申请材料报送云岭区卫生健康委员会" in said


def test_a_report_hands_the_case_to_the_superior_whose_own_days_begin(hall: Hall) -> None:
    no = hall.accepted(item="S2")
    with at("12-01 15:00"):
        done = report(hall, no)
        assert (done["late"], done["papers_sent"], done["decider"]) == (
            False,
            ["M1", "M2", "M3"],
            str(hall.other_department),
        )
        found, kinds = row(hall, no), limits(hall, no)
        assert found.department_id == hall.other_department
        assert kinds["review"].met_at is not None
        # twenty working days from 12-01: to 12-29; the promise is later
        assert (kinds["statutory"].due, kinds["promise"].due) == (date(2026, 12, 29), PROMISED)
        assert (found.due, found.due_kind) == (date(2026, 12, 29), "statutory")
        page = hall.page(no, hall.superior)
        assert page.row.state_label == "已报送，待决定"
        assert page.stages and page.stages.conclusion_label == "建议准予" and page.stages.opinion == REPORT["opinion"]
        assert [r.stage for r in page.rulings] == ["intake", "review"]
        with reading(hall.system):
            moved = CaseDateChange.objects.get(case__no=no, kind="case")
            assert (moved.old, moved.new, moved.reason) == (REVIEWED, date(2026, 12, 29), "reported")
            told, _more = messages.inbox(hall.superior)
        assert any("报送" in m.text and no in m.text for m in told)


def test_each_organ_sees_and_does_its_own(hall: Hall) -> None:
    no = hall.accepted(item="S2")
    with pytest.raises(Missing), reading(hall.superior):
        cases.case_page(hall.superior, no)
    with reading(hall.officer):
        assert no in [r.no for r in cases.office_queue(hall.officer).rows]
    report(hall, no)
    with reading(hall.officer):
        assert no not in [r.no for r in cases.office_queue(hall.officer).rows], "it is another's turn"
        assert no in [r.no for r in cases.office_queue(hall.officer, show="all").rows], "but it can still be read"
        assert cases.case_page(hall.officer, no).no == no
    with reading(hall.superior):
        assert no in [r.no for r in cases.office_queue(hall.superior).rows]
    with pytest.raises(Missing):
        cases.decide(actor=hall.officer, case=no, decision="approve", reasons="符合")
    at_window = replace(hall.officer, capabilities=hall.officer.capabilities | {"case.check"})
    with pytest.raises(Denied) as other:
        cases.decide(actor=at_window, case=no, decision="approve", reasons="符合")
    assert other.value.code == "two_stage.other_organ"
    done = cases.decide(actor=hall.superior, case=no, decision="approve", reasons="符合")
    assert "云岭区卫生健康委员会" in text_of(hall, no, done["papers"][0]["kind"])


SUPERIOR_ALONE = [
    ("decide", {"decision": "approve", "reasons": "符合"}, "two_stage.not_reported"),
    ("ask_extension", {"reason": "复杂"}, "two_stage.no_extension"),
    ("tell_hearing_right", HEARING, "two_stage.hearing_above"),
    ("order_hearing", HEARING, "two_stage.hearing_above"),
]


@pytest.mark.parametrize(("act", "args", "code"), SUPERIOR_ALONE)
def test_what_only_the_superior_may_do_waits_for_the_report(hall: Hall, act: str, args: Any, code: str) -> None:
    no = hall.accepted(item="S2")
    before = row(hall, no).version
    with pytest.raises(Refused) as refused:
        getattr(cases, act)(actor=hall.officer, case=no, **args)
    assert refused.value.code == code
    assert row(hall, no).version == before
    report(hall, no)
    assert getattr(cases, act)(actor=hall.superior, case=no, **args)


@pytest.mark.parametrize(("over", "code", "field", "names"), [
    ({"opinion": " "}, "two_stage.no_opinion", "opinion", ""),
    ({"papers": ["M1", "M3"]}, "two_stage.papers_kept_back", "papers", "身份证明"),
    ({"papers": ["M1", "M2", "M3", "M9"]}, "two_stage.unknown_paper", "papers", "M9"),
    ({"papers": "M1"}, "two_stage.unknown_paper", "papers", "M1"),
    ({"conclusion": "maybe"}, "case.unknown_value", "conclusion", ""),
])  # fmt: skip
def test_a_report_that_lacks_something_is_refused_by_name_and_nothing_is_written(
    hall: Hall, over: dict[str, Any], code: str, field: str, names: str
) -> None:
    no = hall.accepted(item="S2")
    with pytest.raises(Refused) as refused:
        report(hall, no, **over)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert names in str(refused.value.facts.get("papers", ""))
    with reading(hall.system):
        assert not CaseReport.objects.filter(case__no=no).exists()
    assert row(hall, no).department_id == hall.department


def test_one_organ_reports_to_nobody_and_nobody_reports_twice_or_for_another(hall: Hall) -> None:
    for no, actor, code in (
        (hall.accepted(), hall.officer, "two_stage.one_organ"),
        (two := hall.accepted(item="S2"), replace(hall.superior, capabilities=hall.superior.capabilities | {"case.check"}),
         "two_stage.other_reviewer"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            cases.report_up(actor=actor, case=no, **REPORT)
        assert refused.value.code == code
    report(hall, two)
    with pytest.raises(Refused) as again:
        cases.report_up(actor=hall.system, case=two, **REPORT)
    assert again.value.code == "two_stage.reported_already"


def test_the_same_key_twice_is_one_report(hall: Hall) -> None:
    no = hall.accepted(item="S2")
    assert report(hall, no, key="r1") == report(hall, no, key="r1")


def test_a_late_review_is_red_reminded_of_and_stays_late_and_takes_nothing_from_the_applicant(hall: Hall) -> None:
    no = hall.accepted(item="S2")
    with at("12-22 09:00"):
        page = hall.page(no)
        assert page.row.light == "bad" and page.stages and page.stages.late
        assert next(d for d in page.deadlines if d.kind == "review").light == "bad"
        cases.remind_due(actor=hall.system)
        with reading(hall.system):
            assert CaseReminder.objects.filter(case__no=no, kind="review", light="red").exists()
        done = report(hall, no)
        assert done["late"]
        found = row(hall, no)
        # the law gives the superior its twenty days (to 2027-01-19); the promise was printed and does not move for anybody's lateness
        assert (limits(hall, no)["statutory"].due, found.due, found.due_kind) == (
            date(2027, 1, 19),
            PROMISED,
            "promise",
        )
        with reading(hall.system):
            told = Message.objects.get(template="case.reported_late")
        assert (told.channel, told.facts["due"]) == ("sms", "2027-01-04") and "不变" in told.text
        after = hall.page(no, hall.superior)
        assert after.stages and after.stages.late and "初步审查超过了期限。" in after.stages.words


def test_a_report_after_the_promise_asks_the_superior_to_decide_at_once_and_says_so_to_the_applicant(
    hall: Hall,
) -> None:
    no = hall.accepted(item="S2")
    with at("01-05 10:00"):
        report(hall, no)
        assert row(hall, no).due == PROMISED, "a promise that was not kept is not made anew"
        with reading(hall.system):
            told = Message.objects.get(template="case.reported_late")
            inbox, _more = messages.inbox(hall.superior)
        assert "已过" in told.text and told.facts["due"] == "2027-01-04"
        assert any("01-04 已过，请立即作出决定" in m.text for m in inbox)


def test_the_applicant_waits_for_the_decision_and_reads_both_stages(hall: Hall) -> None:
    no = hall.accepted(item="S2")
    code = hall.page(no).tracking_code
    found = cases.progress(code)
    assert (found.due, found.due_kind, found.stage) == (PROMISED, "promise", "review")
    assert "正在初步审查" in found.next_words and "第二步" in "".join(found.stages)
    with at("12-22 09:00"):
        late = cases.progress(code)
        assert (late.light, late.due) == ("ok", PROMISED), "his own date is not over because the report is late"
    with at("12-01 15:00"):
        report(hall, no)
        told = cases.progress(code)
        assert told.stage == "decision" and "已于 2026年12月1日 报送" in told.stages[0]
        assert "不再要求提供已经报送的材料" in "".join(told.stages)


def test_a_stop_in_the_review_lengthens_the_review_and_the_promise_and_not_the_superiors_days(hall: Hall) -> None:
    no = hall.accepted(item="S2")
    with at("11-25 10:00"):
        started = cases.start_procedure(actor=hall.officer, case=no, kind="testing", days=5)
        with pytest.raises(Refused) as stopped:
            report(hall, no)
        assert stopped.value.code == "two_stage.while_stopped"
    with at("12-02 10:00"):
        cases.finish_procedure(actor=hall.officer, case=no, procedure=started["procedure"])
        kinds = limits(hall, no)
        assert (kinds["review"].due, kinds["promise"].due) == (
            date(2026, 12, 28),
            date(2027, 1, 11),
        )  # 11-25 … 12-01: five days
        report(hall, no)
        assert limits(hall, no)["statutory"].due == date(2026, 12, 30), (
            "twenty working days from 12-02, the stop lies before"
        )


def test_an_extension_is_the_superiors_and_lengthens_its_own_days(hall: Hall) -> None:
    no = hall.accepted(item="S2")
    with at("12-01 15:00"):
        report(hall, no)
        cases.ask_extension(actor=hall.superior, case=no, reason="案情复杂")
        head = replace(hall.superior, id=hall.id, capabilities=hall.superior.capabilities | {"case.extend"})
        cases.approve_extension(actor=head, case=no, approver="周正", approver_post="主任")
        kinds = limits(hall, no)
        assert kinds["statutory"].due == date(2027, 1, 12)  # ten more
        assert kinds["review"].due == REVIEWED, "the review is over and keeps its day"


def test_what_went_up_is_not_asked_for_again(hall: Hall) -> None:
    """A commitment withdrawn after the report: the proof that it replaced may be asked for, nothing that was sent up."""
    no = hall.accepted(item="S2")
    report(hall, no)
    with transaction.atomic():
        scope.enter(hall.system)
        Case.objects.filter(no=no).update(state="received")  # as after a correction, before its new answer
        CaseMaterial.objects.filter(case__no=no, code="M2").update(status="missing")
    with pytest.raises(Refused) as refused:
        hall.decide(no, "one_time_notice")
    assert (refused.value.code, refused.value.facts["papers"]) == ("two_stage.asked_again", "身份证明")
    assert row(hall, no).state == "received"


def test_withdrawn_in_either_stage_it_is_over_for_both(hall: Hall) -> None:
    for reported in (False, True):
        no = hall.accepted(item="S2")
        if reported:
            report(hall, no)
        cases.withdraw(actor=hall.clerk, case=no, reason="不办了")
        with pytest.raises(Refused) as over:
            cases.report_up(actor=hall.system, case=no, **REPORT)
        assert over.value.code == "two_stage.not_now"
        with at("12-22 09:00"):
            cases.remind_due(actor=hall.system)
        with reading(hall.system):
            assert not CaseReminder.objects.filter(case__no=no).exists()


def test_another_item_before_acceptance_takes_its_own_organs(hall: Hall) -> None:
    no = hall.complete("S2")
    cases.change_item(actor=hall.clerk, case=no, item="L1", reason="选错事项")
    assert (row(hall, no).department_id, row(hall, no).decides_id) == (hall.department, None)
    cases.change_item(actor=hall.clerk, case=no, item="S2", reason="改回来")
    assert row(hall, no).decides_id == hall.other_department


def test_a_changed_offer_leaves_open_cases_as_they_were_opened(hall: Hall) -> None:
    no = hall.accepted(item="S2")
    catalog.offer_item(actor=hall.system, code="S2", department_id=hall.department, group="A")
    report(hall, no)
    assert row(hall, no).department_id == hall.other_department


def test_handled_again_it_is_with_the_superior_who_still_asks_for_nothing_that_it_has(hall: Hall) -> None:
    no = hall.accepted(item="S2")
    report(hall, no)
    cases.decide(actor=hall.superior, case=no, decision="deny", reasons="不符", basis="某条例第九条")
    made = cases.reopen(
        actor=hall.superior, case=no, cause="own", effect="revoked", document="自纠1号", document_on="2026-11-23",
        binding_on="2026-11-23", reasons="认定事实有误",
    )  # fmt: skip
    new = row(hall, made["no"])
    assert (new.department_id, new.state, new.due_kind) == (hall.other_department, "accepted", "statutory")
    with reading(hall.system):
        assert CaseReport.objects.get(case=new).papers == CaseReport.objects.get(case__no=no).papers
    with pytest.raises(Refused) as again:
        cases.report_up(actor=hall.system, case=new.no, **REPORT)
    assert again.value.code == "two_stage.reported_already"


def test_a_licence_that_the_law_renews_during_the_review_is_the_superiors(hall: Hall) -> None:
    no = hall.accepted(item="S2")
    cases.note_renewal(actor=hall.officer, case=no, **LICENCE)
    with at("01-01 00:00"):
        tasks.deem_due_of(str(hall.id))
        assert row(hall, no).state == "decided"
        assert "云岭区卫生健康委员会" in text_of(hall, no, "renewed")
        with pytest.raises(Refused):
            report(hall, no)


def test_an_answer_that_silence_gave_begins_with_the_review(hall: Hall) -> None:
    no = hall.complete("S2")
    with at("12-01 00:00"):
        shown = hall.page(no)
        tasks.deem_due_of(str(hall.id))
        found = row(hall, no)
        assert (found.deemed, found.due_kind, found.due) == (True, "review", REVIEWED)
        assert (shown.row.due, shown.row.due_kind) == (found.due, found.due_kind), "as the page showed it before"


SET_UP = [
    ({"review_department_id": "same"}, "offer.reviews_itself"),
    ({"handled_in": "external", "external_system": "市级系统"}, "offer.review_outside"),
    ({"code": "I1"}, "offer.review_at_once"),
    ({"code": "F1"}, "offer.review_at_once"),
    ({"code": "P2"}, "offer.review_no_law"),
]


@pytest.mark.parametrize(("over", "code"), SET_UP)
def test_two_stages_are_set_up_only_where_they_can_be(hall: Hall, over: dict[str, Any], code: str) -> None:
    given = {
        "code": "S2",
        "department_id": hall.other_department,
        "review_department_id": hall.department,
        "group": "A",
    } | over
    if given["review_department_id"] == "same":
        given["review_department_id"] = hall.other_department
    with pytest.raises(Invalid) as refused:
        catalog.offer_item(actor=hall.system, **given)
    assert (refused.value.code, refused.value.field) == (code, "review_department_id")
