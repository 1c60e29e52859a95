"""Hearings (行政许可法 46–48): told, asked for in five days, held within twenty, announced seven before, and the record decides."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.law import hearing as law
from yichuang.domains.cases.models import CaseDateChange, CaseHearing, CaseStop
from yichuang.domains.documents import api as documents
from yichuang.foundation import clock
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays.published import published

from .conftest import MONDAY
from .halls import Hall
from .reading_papers import text_of

DAY = timedelta(days=1)
ZONE = ZoneInfo("Asia/Shanghai")
ABOUT = {"matter": "排烟设施与相邻住户的利益关系", "persons": "张小云；相邻住户陈国华"}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def act(hall: Hall, name: str, no: str, **more: Any) -> dict[str, Any]:
    return getattr(cases, name)(actor=hall.officer, case=no, **more)


def told(hall: Hall) -> str:
    no = hall.accepted()
    act(hall, "tell_hearing_right", no, **ABOUT)
    return no


def applied(hall: Hall) -> str:
    no = told(hall)
    with clock.at(MONDAY + DAY):
        act(hall, "apply_for_hearing", no, applicant="陈国华")
    return no


def arrange(hall: Hall, no: str, **more: Any) -> dict[str, Any]:
    given = {"hold_at": "2026-12-15 09:30", "place": "三楼听证室", "presider": "周怀远", "presider_post": "法制科科长"}
    return act(hall, "arrange_hearing", no, **{**given, **more})


def state(hall: Hall, no: str) -> str:
    with reading(hall.clerk):
        return CaseHearing.objects.get(case__no=no).state


# ---- the days ----

# limit, from, last day, counted by hand
DAYS = [
    (law.APPLY, "2026-11-23T10:00", date(2026, 11, 30)),  # 24 25 26 27 | 30
    (law.APPLY, "2026-11-23T23:59", date(2026, 11, 30)),  # 23:59 is still the 23rd
    (law.APPLY, "2026-02-13T10:00", date(2026, 2, 27)),  # Sat 14 is worked; 15-23 off; 24 25 26 27
    (law.ORGANISE, "2026-11-24T10:00", date(2026, 12, 22)),  # 3 + 5 + 5 + 5 + Mon 21, Tue 22
    (law.NOTICE, "2026-11-24T10:00", date(2026, 12, 3)),  # 25 26 27 | 30 1 2 3
    (law.NOTICE, "2026-09-24T10:00", date(2026, 10, 12)),  # 25-27 off, 28 29 30, 1-7 off, 8 9, Sat 10 worked, Mon 12
]  # fmt: skip


@pytest.mark.parametrize(("limit", "since", "last"), DAYS)
def test_the_days_are_working_days(limit: Any, since: str, last: date) -> None:
    assert law.last_day(limit, at(since), published(), ZONE) == last


def test_asking_is_in_time_to_the_end_of_the_last_day() -> None:
    law.may_apply(date(2026, 11, 30), date(2026, 11, 30))
    with pytest.raises(Refused) as late:
        law.may_apply(date(2026, 11, 30), date(2026, 12, 1))
    assert late.value.code == "hearing.applied_late"


@pytest.mark.parametrize(
    ("hold", "code"),
    [
        ("2026-12-02T09:00", "hearing.too_soon"),  # the sixth working day after the notice
        ("2026-12-03T09:00", ""),  # the seventh
        ("2026-12-22T09:00", ""),  # the twentieth after the request
        ("2026-12-23T09:00", "hearing.too_late"),
        ("2026-12-05T09:00", "hearing.rest_day"),
    ],
)
def test_a_hearing_lies_between_its_notice_and_its_last_day(hold: str, code: str) -> None:
    given = (at(hold), at("2026-11-24T10:00"), date(2026, 12, 22), published(), ZONE)
    if not code:
        law.check_day(*given)
        return
    with pytest.raises(Invalid) as wrong:
        law.check_day(*given)
    assert (wrong.value.code, wrong.value.field) == (code, "hold_at")


def test_put_off_too_late_it_is_held_as_early_as_the_notice_allows() -> None:
    """Announced anew on 12-18 the seventh working day is 12-29, past the twenty days: that day, and no later one."""
    late = (at("2026-12-18T10:00"), date(2026, 12, 22), published(), ZONE)
    law.check_day(at("2026-12-29T09:00"), *late)
    with pytest.raises(Invalid):
        law.check_day(at("2026-12-30T09:00"), *late)


def test_who_examines_does_not_preside_however_the_name_is_written() -> None:
    law.check_presider("周怀远", {"赵敏行", "李晓云"})
    with pytest.raises(Refused) as same:
        law.check_presider(" 赵 敏行 ", {"赵敏行"})
    assert same.value.code == "hearing.presider_examines"


@pytest.mark.parametrize(
    ("state_", "today", "code"),
    [
        ("told", date(2026, 11, 30), "hearing.may_still_be_asked"),
        ("told", date(2026, 12, 1), ""),
        ("waived", date(2026, 11, 25), ""),
        ("applied", date(2026, 12, 1), "hearing.not_held"),
        ("ordered", date(2026, 12, 1), "hearing.not_held"),
        ("arranged", date(2027, 12, 1), "hearing.not_held"),
        ("held", date(2026, 12, 1), ""),
        ("cancelled", date(2026, 12, 1), ""),
    ],
)
def test_when_a_decision_has_to_wait(state_: str, today: date, code: str) -> None:
    assert law.blocks_decision(state_, date(2026, 11, 30), today, told=True) == code


def test_before_the_notice_has_reached_anybody_no_day_of_his_has_begun() -> None:
    for today in (date(2026, 11, 23), date(2026, 12, 1), date(2027, 6, 1)):
        assert law.blocks_decision("told", date(2026, 11, 30), today, told=False) == "hearing.not_told_yet"
    assert law.blocks_decision("waived", date(2026, 11, 30), date(2026, 11, 23), told=False) == ""


# ---- the acts ----


def test_the_right_is_told_on_paper_and_the_clock_runs_on(hall: Hall) -> None:
    no = hall.accepted()
    done = act(hall, "tell_hearing_right", no, **ABOUT)
    assert (done["apply_by"], done["state"], done["due"]) == ("2026-11-30", "accepted", "2026-11-30")
    said = text_of(hall.officer, hall.page(no).id, "hearing")
    for part in (
        "听证告知书",
        "2026年11月30日",
        "收到后5个工作日内提出",
        "以后送达的，自送达次日起算5个工作日",
        "陈国华",
        "第四十七条",
        "不收取费用",
    ):
        assert part in said, part


def test_whoever_asks_in_time_stops_the_clock(hall: Hall) -> None:
    no = applied(hall)
    page = hall.page(no)
    assert (page.state, page.row.due, page.procedures[0].name) == ("stopped", None, "听证")
    assert page.row.pause_until == date(2026, 12, 22)
    assert "第四十五条" in text_of(hall.officer, page.id, "special")


def serve(hall: Hall, no: str, *receivers: str) -> None:
    """The clerk hands the notice over to each, and enters it."""
    with reading(hall.clerk):
        (paper,) = [p for p in documents.papers_of(hall.clerk, f"case:{hall.page(no).id}") if p.kind == "hearing"]
    for name in receivers or ("张小云", "陈国华"):
        documents.record_service(actor=hall.clerk, paper=str(paper.id), mode="paper", receiver=name, note="逐人送达")


def test_the_five_days_begin_when_the_notice_is_served_and_not_when_it_is_written(hall: Hall) -> None:
    """Written on Monday 11-23, served on Thursday 11-26 at 16:00: 27, 30, 1, 2, 3 December."""
    no = told(hall)
    with clock.at(MONDAY + 3 * DAY + timedelta(hours=6)):
        serve(hall, no)
    with reading(hall.officer):
        (change,) = CaseDateChange.objects.filter(kind="hearing")
        page = cases.hearing_page(hall.officer, no)
    assert (change.old, change.new, change.reason) == (date(2026, 11, 30), date(2026, 12, 3), "served")
    assert change.notice == page.open.paper_no and page.open.apply_by == date(2026, 12, 3)
    with clock.at(at("2026-12-03T23:59")):
        with pytest.raises(Refused) as waits:
            act(hall, "decide", no, decision="approve", reasons="可以")
        assert (waits.value.code, waits.value.facts["apply_by"]) == ("hearing.may_still_be_asked", date(2026, 12, 3))
        (words,) = cases.progress(hall.page(no).tracking_code).rights
        assert "最迟 2026年12月3日 提出" in words
    with clock.at(at("2026-12-04T00:00")):
        assert not cases.progress(hall.page(no).tracking_code).rights
        act(hall, "decide", no, decision="approve", reasons="可以")


def test_while_nobody_has_the_notice_nothing_is_decided_however_long_it_takes(hall: Hall) -> None:
    no = told(hall)
    with clock.at(MONDAY + 20 * DAY):
        with reading(hall.officer):
            shown = cases.decision_waits(hall.officer, no)
        with pytest.raises(Refused) as waits:
            act(hall, "decide", no, decision="deny", reasons="不符", basis="某条例第九条")
        assert waits.value.code == "hearing.not_told_yet"
        assert waits.value.facts["paper"] and waits.value.facts["paper"] in shown
        (words,) = cases.progress(hall.page(no).tracking_code).rights
        assert "收到后 5 个工作日内可以要求听证" in words
        act(hall, "apply_for_hearing", no, applicant="陈国华")  # nobody is late before he was told


def test_asking_late_is_refused_and_the_decision_is_free(hall: Hall) -> None:
    no = told(hall)
    serve(hall, no)
    with pytest.raises(Refused) as waits:
        act(hall, "decide", no, decision="approve", reasons="可以")
    assert waits.value.code == "hearing.may_still_be_asked"
    with clock.at(MONDAY + 8 * DAY):
        with pytest.raises(Refused) as late:
            act(hall, "apply_for_hearing", no, applicant="陈国华")
        assert late.value.code == "hearing.applied_late"
        act(hall, "decide", no, decision="approve", reasons="可以")
    assert state(hall, no) == "lapsed"


def test_a_written_waiver_frees_the_decision_at_once(hall: Hall) -> None:
    no = told(hall)
    act(hall, "waive_hearing", no, reason="双方书面放弃听证。")
    act(hall, "decide", no, decision="approve", reasons="可以")
    assert "听证会的笔录" not in text_of(hall.officer, hall.page(no).id, "approval")


def test_a_hearing_is_held_and_the_decision_follows_its_record(hall: Hall) -> None:
    """The clock stood still from 11-24 to 12-15: of the five days none was used before, so 12-15 to 12-21."""
    no = applied(hall)
    with clock.at(MONDAY + DAY):
        assert arrange(hall, no)["papers"][0]["kind"] == "hearing"
        said = text_of(hall.officer, hall.page(no).id, "hearing")
        for part in (
            "听证通知书",
            "2026年12月15日09:30",
            "三楼听证室",
            "周怀远（法制科科长）",
            "第四十八条",
            "申请主持人回避",
        ):
            assert part in said, part
        with pytest.raises(Refused) as early:
            act(hall, "hold_hearing", no, record="x", signed_by="x")
        assert early.value.code == "hearing.not_yet"
    with clock.at(datetime(2026, 12, 15, 4, tzinfo=MONDAY.tzinfo)):
        with pytest.raises(Refused):
            act(hall, "decide", no, decision="approve", reasons="可以")
        done = act(hall, "hold_hearing", no, record="双方陈述、质证，均无新证据。", signed_by="陈国华、张小云")
        assert (done["state"], done["due"]) == ("accepted", "2026-12-21")
        act(hall, "decide", no, decision="approve", reasons="排烟符合标准。")
        assert "本决定根据2026年12月15日听证会的笔录作出。" in text_of(hall.officer, hall.page(no).id, "approval")


def test_the_presider_is_no_examiner_and_the_notice_is_early_enough(hall: Hall) -> None:
    no = applied(hall)
    act(hall, "give_opinion", no, opinion="agree", reasons="材料属实。")
    with clock.at(MONDAY + DAY):
        with pytest.raises(Refused) as same:
            arrange(hall, no, presider="赵敏行")
        assert same.value.code == "hearing.presider_examines"
        for hold_at, code in (("2026-12-02 09:00", "hearing.too_soon"), ("soon", "hearing.time_expected")):
            with pytest.raises(Invalid) as wrong:
                arrange(hall, no, hold_at=hold_at)
            assert wrong.value.code == code
        for field in ("place", "presider", "presider_post"):
            with pytest.raises(Invalid) as lacking:
                arrange(hall, no, **{field: " "})
            assert lacking.value.field == field
    assert state(hall, no) == "applied"


def test_it_can_be_put_off_with_a_new_notice(hall: Hall) -> None:
    no = applied(hall)
    with clock.at(MONDAY + DAY):
        arrange(hall, no)
        arrange(hall, no, hold_at="2026-12-17 14:30")
    assert "2026年12月17日14:30" in text_of(hall.officer, hall.page(no).id, "hearing")


def test_the_organ_orders_one_itself_or_calls_it_off(hall: Hall) -> None:
    no = hall.accepted()
    done = act(hall, "order_hearing", no, **ABOUT)
    assert (done["state"], done["organise_by"]) == ("stopped", "2026-12-21")
    with clock.at(MONDAY + 2 * DAY):
        over = act(hall, "cancel_hearing", no, reason="双方达成一致。")
    assert (over["state"], over["due"], state(hall, no)) == ("accepted", "2026-12-01", "cancelled")
    act(hall, "decide", no, decision="approve", reasons="可以")


def test_one_hearing_at_a_time_and_only_under_examination(hall: Hall) -> None:
    no = told(hall)
    with pytest.raises(Refused) as twice:
        act(hall, "order_hearing", no, **ABOUT)
    assert twice.value.code == "hearing.open_already"
    for lacking in ("matter", "persons"):
        with pytest.raises(Invalid) as wrong:
            act(hall, "tell_hearing_right", hall.accepted(), **{**ABOUT, lacking: ""})
        assert wrong.value.field == lacking
    with pytest.raises(Refused) as early:
        act(hall, "tell_hearing_right", hall.complete(), **ABOUT)
    assert early.value.code == "hearing.not_now"
    with pytest.raises(Refused) as none:
        act(hall, "waive_hearing", hall.accepted(), reason="x")
    assert none.value.code == "hearing.none_open"


def test_a_hearing_cannot_be_passed_off_as_another_procedure(hall: Hall) -> None:
    for given in ({"kind": "hearing"}, {"name": "听证（必经）"}):
        no = hall.accepted(item="H1")
        with pytest.raises(Refused) as refused:
            cases.start_procedure(actor=hall.officer, case=no, days=20, **given)
        assert refused.value.code == "procedure.hearing_is_arranged"
    act(hall, "order_hearing", no, **ABOUT)
    with reading(hall.clerk):
        assert CaseStop.objects.get().name == "听证（必经）"


def test_the_time_of_a_hearing_ends_with_the_hearing_alone(hall: Hall) -> None:
    no = applied(hall)
    own = hall.page(no).procedures[0].id
    with clock.at(MONDAY + 2 * DAY):
        with pytest.raises(Refused) as refused:
            cases.finish_procedure(actor=hall.officer, case=no, procedure=own)
        assert refused.value.code == "procedure.hearing_is_arranged"
        assert (state(hall, no), hall.page(no).state) == ("applied", "stopped")
        assert act(hall, "cancel_hearing", no, reason="申请人撤回听证申请。")["state"] == "accepted"


def test_what_may_be_done_about_a_hearing_follows_its_state_and_its_days(hall: Hall) -> None:
    def acts(no: str) -> tuple[str, ...]:
        with reading(hall.officer):
            return tuple(cases.hearing_page(hall.officer, no).acts)

    no = hall.accepted()
    assert acts(no) == ("tell", "order")
    assert acts(hall.complete()) == ()
    no = told(hall)
    assert acts(no) == ("apply", "waive")
    with clock.at(MONDAY + 8 * DAY):
        assert acts(no) == ("apply", "waive"), "nobody has the notice yet"
    serve(hall, no)
    with clock.at(MONDAY + 8 * DAY):
        assert acts(no) == ("waive",), "the five days are over"
    no = applied(hall)
    with clock.at(MONDAY + DAY):
        arrange(hall, no)
        assert acts(no) == ("arrange", "cancel"), "not held before its time"
        with reading(hall.officer):
            found = cases.hearing_page(hall.officer, no).open
        assert found and (found.earliest, found.latest) == (date(2026, 12, 3), date(2026, 12, 22))
        assert found.examiners == ["赵敏行"]
    with clock.at(datetime(2026, 12, 15, 4, tzinfo=MONDAY.tzinfo)):
        assert acts(no) == ("arrange", "hold", "cancel")
        act(hall, "hold_hearing", no, record="双方陈述。", signed_by="陈国华")
        assert acts(no) == ("tell", "order")


def test_what_is_taken_back_is_not_heard(hall: Hall) -> None:
    first, second = told(hall), applied(hall)
    for no in (first, second):
        with clock.at(MONDAY + 2 * DAY):
            cases.withdraw(actor=hall.clerk, case=no, reason="不办了")
    assert (state(hall, first), state(hall, second)) == ("waived", "cancelled")
