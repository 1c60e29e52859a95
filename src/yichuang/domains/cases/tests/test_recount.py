"""The legal calendar changes: what would move is shown first, then every open limit is counted again, once, and by its notice."""

import json
import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, connections, transaction

from yichuang.domains.cases import api as cases
from yichuang.domains.cases import tasks
from yichuang.domains.cases.models import (
    CalendarRecount,
    Case,
    CaseDateChange,
    CaseDeadline,
    CaseExtension,
    CaseStop,
    Notice,
)
from yichuang.domains.delivery import api as delivery
from yichuang.domains.delivery.models import Result
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied
from yichuang.foundation.models import AuditEntry, Event
from yichuang.foundation.scope import enter, reading
from yichuang.foundation.workdays.notices import enter_notice, propose
from yichuang.foundation.workdays.published import rows

from .conftest import MONDAY
from .halls import Hall

NUMBER = "国务院办公厅关于调整2026年部分节假日安排的通知（国办发明电〔2026〕88号）"


def year_2026(*, off: tuple[date, ...] = (), worked: tuple[date, ...] = ()) -> dict[str, Any]:
    """The published year with some days more."""
    free, busy = (
        {"元旦": [d for d, w, _ in rows() if d.year == 2026 and not w]},
        [d for d, w, _ in rows() if d.year == 2026 and w],
    )
    free["临时"] = list(off)
    return {"year": 2026, "notice": NUMBER, "off": free, "worked": {"调休": [*busy, *worked]}}


THURSDAY, SATURDAY = date(2026, 11, 26), date(2026, 11, 28)


def change(hall: Hall, **days: Any) -> str:
    return str(enter_notice(actor=hall.system, **year_2026(**days))["change"])


def recount(hall: Hall, made: str, size: int = 500) -> dict[str, Any]:
    while True:
        answer = cases.recount_batch(actor=hall.system, change=made, size=size)
        if not answer["more"]:
            return answer


def dues(no: str) -> dict[str, date | None]:
    found = {d.kind: d.due for d in CaseDeadline.objects.filter(case__no=no)}
    return {**found, "case": Case.objects.get(no=no).due}


def test_a_new_day_off_moves_every_date_behind_it_under_the_number_of_its_notice(hall: Hall) -> None:
    no = hall.accepted()
    with reading(hall.clerk):
        assert dues(no)["promise"] == date(2026, 11, 30)  # 24 25 26 27 30
        assert dues(no)["statutory"] == date(2026, 12, 21)
        old = CaseDeadline.objects.get(case__no=no, kind="promise").working
    recount(hall, change(hall, off=(THURSDAY,)))
    with reading(hall.clerk):
        assert dues(no)["promise"] == dues(no)["case"] == date(2026, 12, 1)
        assert dues(no)["statutory"] == date(2026, 12, 22)
        kept = {c.kind: c for c in CaseDateChange.objects.filter(case__no=no)}
        assert {k: (c.old, c.new, c.reason, c.notice) for k, c in kept.items()} == {
            "promise": (date(2026, 11, 30), date(2026, 12, 1), "calendar", NUMBER),
            "statutory": (date(2026, 12, 21), date(2026, 12, 22), "calendar", NUMBER),
            "case": (date(2026, 11, 30), date(2026, 12, 1), "calendar", NUMBER),
        }
        assert kept["promise"].working == old
        row = CaseDeadline.objects.get(case__no=no, kind="promise")
        assert {
            "from": "2026-11-26",
            "to": "2026-11-26",
            "counted": False,
            "days": 1,
            "why": "holiday:临时",
        } in row.working["segments"]
        assert row.due_at == datetime(2026, 12, 1, 16, tzinfo=UTC)
        page = hall.page(no)
        assert {d.kind: d.due for d in page.deadlines}["promise"] == date(2026, 12, 1)
        line = AuditEntry.objects.get(action="calendar.recounted")
        assert (line.reason, line.after["later"], line.after["looked"]) == (NUMBER, 2, 1)


@pytest.mark.parametrize(("days", "waits"), [
    ({"off": (THURSDAY,)}, timedelta(days=1)),  # 24 25 27 30 and 1 December
    ({"worked": (SATURDAY,)}, timedelta(0)),  # fewer days would be earlier: silence never accepts earlier than it was told
])  # fmt: skip
def test_silence_waits_as_long_as_the_days_for_an_answer_and_never_shorter(
    hall: Hall, days: dict[str, Any], waits: timedelta
) -> None:
    no = hall.open("L1")["no"]
    hall.check(no, {"M1": "received"})
    cases.give_receipt(actor=hall.clerk, case=no)
    with reading(hall.clerk):
        before = Case.objects.get(no=no).deems_at
        assert before == datetime(2026, 11, 30, 16, tzinfo=UTC)
    recount(hall, change(hall, **days))
    with reading(hall.clerk):
        assert Case.objects.get(no=no).deems_at == before + waits
    with clock.at(before + timedelta(hours=1)):
        assert hall.page(no).deemed is (not waits)


def test_a_counter_that_answers_on_the_spot_gains_no_day_by_a_calendar(hall: Hall) -> None:
    no = hall.open("E1")["no"]
    hall.check(no, {"M1": "received"})
    cases.give_receipt(actor=hall.clerk, case=no)
    with reading(hall.clerk):
        before = Case.objects.get(no=no).deems_at
    recount(hall, change(hall, off=(date(2026, 11, 24), THURSDAY)))
    with reading(hall.clerk):
        assert Case.objects.get(no=no).deems_at == before


def test_a_date_on_a_paper_never_moves_earlier_but_the_statutory_date_follows_the_calendar(hall: Hall) -> None:
    no = hall.accepted()
    made = change(hall, worked=(SATURDAY,))
    recount(hall, made)
    with reading(hall.clerk):
        # by the calendar the promise would be Saturday 28; 24-28, 30, 1-4, 7-11, 14-18 are twenty
        assert dues(no) == {
            "tell": dues(no)["tell"],
            "promise": date(2026, 11, 30),
            "statutory": date(2026, 12, 18),
            "case": date(2026, 11, 30),
        }
        assert [c.kind for c in CaseDateChange.objects.filter(case__no=no)] == ["statutory"]
        row = CalendarRecount.objects.get()
        assert (row.earlier, row.kept, row.later, row.total, row.looked) == (1, 1, 0, 1, 1)
    # when the day is taken back the statute returns, and the promise stands where it stood
    recount(hall, change(hall))
    with reading(hall.clerk):
        assert dues(no)["promise"], dues(no)["statutory"] == (date(2026, 11, 30), date(2026, 12, 21))


def test_the_preview_says_what_the_recount_then_does(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [hall.accepted() for _ in range(3)]
    hall.complete()
    given = year_2026(worked=(SATURDAY,))
    with reading(hall.system):
        seen = cases.calendar_preview(hall.system, propose(**given))
        before = {no: dues(no) for no in numbers}
    assert (seen.cases, seen.figures["earlier"], seen.figures["kept"], seen.figures["over"]) == (4, 4, 3, 0)
    assert (len(seen.moves), seen.hidden) == (7, 0)
    monkeypatch.setattr("yichuang.domains.cases.queries.recounts.SHOWN", 3)
    with reading(hall.system):
        short = cases.calendar_preview(hall.system, propose(**given))
    assert (short.moves, short.hidden, short.figures) == (seen.moves[:3], 4, seen.figures)
    assert [(m.old, m.new, m.how) for m in seen.moves if m.no == numbers[0]] == [
        (date(2026, 12, 21), date(2026, 12, 18), "earlier"),
        (date(2026, 11, 30), date(2026, 11, 30), "kept"),
    ]
    with reading(hall.system):
        assert {no: dues(no) for no in numbers} == before
    recount(hall, str(enter_notice(actor=hall.system, **given)["change"]))
    with reading(hall.system):
        row = CalendarRecount.objects.get()
        assert (row.looked, row.earlier, row.kept) == (seen.cases, seen.figures["earlier"], seen.figures["kept"])
        for move in seen.moves:
            assert move.new in dues(move.no).values()
        view = cases.calendar_recounts(hall.system)[row.change_id]
        assert (view.percent, view.total, view.earlier) == (100, 4, 4)


def test_who_may_not_manage_the_system_sees_no_preview(hall: Hall) -> None:
    with reading(hall.clerk), pytest.raises(Denied):
        cases.calendar_preview(hall.clerk, propose(**year_2026()))
    with pytest.raises(Denied):
        cases.recount_batch(actor=hall.clerk, change=change(hall, off=(THURSDAY,)))


def test_special_procedures_and_an_extension_take_part(hall: Hall) -> None:
    no = hall.accepted()
    with transaction.atomic():
        enter(hall.system)
        case = Case.objects.get(no=no)
        CaseStop.objects.create(
            center_id=hall.id, case=case, kind="testing", name="检测", basis="行政许可法45", days_needed=1, days_unit="working_day",
            started_at=MONDAY + timedelta(days=1), finished_at=MONDAY + timedelta(days=2), started_by="赵", state="finished",
            state_since=MONDAY,
        )  # fmt: skip
        CaseExtension.objects.create(
            center_id=hall.id, case=case, value=2, unit="working_day", basis="行政许可法42", reason="复杂", asked_at=MONDAY,
            asked_by="赵", decided_at=MONDAY, approver="局长", approver_post="局长", state="approved", state_since=MONDAY,
        )  # fmt: skip
        CaseDeadline.objects.filter(case=case, kind="promise").update(due=date(2026, 12, 3))
    recount(hall, change(hall, off=(THURSDAY,)))
    with reading(hall.clerk):
        # 24 is stopped and 26 a day off: 25 27 30 1 2 | 3 4
        assert dues(no)["promise"] == date(2026, 12, 4)


def test_a_held_clock_and_what_is_over_are_left_alone(hall: Hall) -> None:
    held, gone, met = hall.accepted(), hall.accepted(), hall.accepted()
    cases.withdraw(actor=hall.clerk, case=gone, reason="不办了")
    with transaction.atomic():
        enter(hall.system)
        CaseDeadline.objects.filter(case__no=held, kind__in=["promise", "statutory"]).update(due=None, due_at=None)
        CaseDeadline.objects.filter(case__no=met).update(met_at=MONDAY)
        before = {no: dues(no) for no in (held, gone, met)}
    recount(hall, change(hall, off=(THURSDAY,)))
    with reading(hall.clerk):
        assert {no: dues(no) for no in (held, gone, met)} == before
        assert not CaseDateChange.objects.exists()


def test_the_date_until_which_to_mend_moves_later_on_its_notice_too(hall: Hall) -> None:
    no = hall.open()["no"]
    hall.check(no, {"M1": "received", "M2": "received", "M3": "missing"})
    hall.decide(no, "one_time_notice", correction_days=5)
    recount(hall, change(hall, off=(THURSDAY,)))
    with reading(hall.clerk):
        assert dues(no)["correction"] == date(2026, 12, 1)
        assert Notice.objects.get(case__no=no).correct_by == date(2026, 12, 1)


def test_a_result_that_waits_gets_its_later_date(hall: Hall) -> None:
    no = hall.accepted()
    cases.take_over(actor=hall.officer, handover=cases.hand_over(actor=hall.clerk, cases=[no])["id"])
    cases.decide(actor=hall.officer, case=no, decision="approve", reasons="符合", result_name="小面馆经营许可证")
    with reading(hall.system):
        assert Result.objects.get().due == dues(no)["delivery"] == date(2026, 12, 7)
    recount(hall, change(hall, off=(THURSDAY,)))
    with reading(hall.system):
        assert Result.objects.get().due == dues(no)["delivery"] == date(2026, 12, 8)
        assert AuditEntry.objects.filter(action="results.due_moved", reason=NUMBER).count() == 1
    recount(hall, change(hall, off=(THURSDAY,), worked=(SATURDAY,)))
    with reading(hall.system):
        assert Result.objects.get().due == date(2026, 12, 8)  # it stands on the decision
        assert not list(
            delivery.later_results(hall.id, propose(**year_2026()).after, lambda a, b: True, ZoneInfo("Asia/Shanghai"))
        )


def test_a_year_that_is_published_is_no_longer_assumed(hall: Hall) -> None:
    no = hall.open()["no"]
    hall.check(no, {"M1": "received", "M2": "received", "M3": "missing"})
    hall.decide(no, "one_time_notice", correction_days=30)
    with reading(hall.clerk):
        row = CaseDeadline.objects.get(case__no=no, kind="correction")
        assert (row.due, row.working["assumed_from"]) == (date(2027, 1, 4), "2027-01-01")
    year = {
        "year": 2027,
        "notice": "国办发明电〔2026〕9号",
        "off": {"元旦": [date(2027, 1, 1)]},
        "worked": {"元旦": [date(2027, 1, 2)]},
    }
    recount(hall, str(enter_notice(actor=hall.system, **year)["change"]))
    with reading(hall.clerk):
        row = CaseDeadline.objects.get(case__no=no, kind="correction")
        assert (row.due, row.working["assumed_from"]) == (
            date(2027, 1, 4),
            None,
        )  # the Saturday makes up for the Friday
        assert not CaseDateChange.objects.exists()


def test_a_job_that_was_killed_goes_on_and_counts_nothing_twice(hall: Hall) -> None:
    numbers = [hall.accepted() for _ in range(5)]
    made = change(hall, off=(THURSDAY,))
    first = cases.recount_batch(actor=hall.system, change=made, size=2)
    assert (first["more"], first["looked"], first["total"]) == (True, 2, 5)
    with reading(hall.system):
        assert cases.calendar_recounts(hall.system)[UUID(made)].percent == 40
    assert recount(hall, made, size=2)["looked"] == 5
    again = cases.recount_batch(actor=hall.system, change=made)
    assert (again["more"], again["looked"]) == (False, 5)
    with reading(hall.system):
        assert [dues(no)["promise"] for no in numbers] == [date(2026, 12, 1)] * 5
        row = CalendarRecount.objects.get()
        assert (row.later, row.looked, row.total) == (10, 5, 5)
        assert CaseDateChange.objects.count() == 15


def test_every_center_counts_again_in_a_job_of_its_own(hall: Hall, other_hall: Hall) -> None:
    here, there = hall.accepted(), other_hall.accepted()
    made = change(hall, off=(THURSDAY,))
    with reading(hall.system):
        event = Event.objects.get(name="workdays.legal_calendar_changed.v1")
        assert event.payload == {"change": made, "year": 2026}
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'cases.recount'")
        assert json.loads(cursor.fetchone()[0]) == {"event_id": str(event.id), "center_id": str(hall.id)}
    tasks.recount(str(event.id), str(hall.id))
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'cases.recount_center'")
        jobs = [json.loads(row[0]) for row in cursor.fetchall()]
    assert {job["center_id"] for job in jobs} == {str(hall.id), str(other_hall.id)}
    tasks.recount_center(str(hall.id), made)
    with reading(other_hall.system):
        assert dues(there)["promise"] == date(2026, 11, 30)
    tasks.recount_center(str(other_hall.id), made)
    for one, no in ((hall, here), (other_hall, there)):
        with reading(one.system):
            assert dues(no)["promise"] == date(2026, 12, 1)
            assert CalendarRecount.objects.get().total == 1


def test_an_act_that_is_under_way_is_waited_for(hall: Hall) -> None:
    no = hall.accepted()
    made = change(hall, off=(THURSDAY,))
    holds, counted = threading.Event(), threading.Event()

    def act() -> None:
        """Something that stops the clock of the case, as slowly as a person's network."""
        with transaction.atomic():
            enter(hall.system)
            case = Case.objects.select_for_update().get(no=no)
            holds.set()
            counted.wait(1)
            CaseDeadline.objects.filter(case=case, kind="promise").update(due=None, due_at=None)
        connections.close_all()

    thread = threading.Thread(target=act)
    thread.start()
    assert holds.wait(60)
    with clock.at(MONDAY):
        recount(hall, made)
    counted.set()
    thread.join()
    with reading(hall.system):
        assert dues(no)["promise"] is None
        assert not CaseDateChange.objects.filter(kind="promise").exists()


def test_a_recount_is_not_done_by_two_at_once(hall: Hall) -> None:
    for _ in range(4):
        hall.accepted()
    made = change(hall, off=(THURSDAY,))

    broken: list[Exception] = []

    def run() -> None:
        try:
            with clock.at(MONDAY):
                recount(hall, made, size=1)
        except Exception as no:
            broken.append(no)
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not broken
    with reading(Actor.system(hall.id)):
        assert CalendarRecount.objects.get().looked == 4
        assert CaseDateChange.objects.filter(kind="promise").count() == 4
