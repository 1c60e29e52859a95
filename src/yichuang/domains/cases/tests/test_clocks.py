"""The case's clock with its history: counted purely from a row, and stored whenever a date moves."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from yichuang.domains.cases import clocks
from yichuang.domains.cases.clocks import PLAIN, History
from yichuang.domains.cases.models import Case, CaseDateChange, CaseDeadline, CaseExtension, CaseStop
from yichuang.foundation import clock
from yichuang.foundation.command import Work
from yichuang.foundation.deadlines import Limit, Stop, StopKind, Unit, term
from yichuang.foundation.scope import enter, reading
from yichuang.foundation.workdays.published import published

from .conftest import MONDAY
from .halls import Hall

ZONE = ZoneInfo("Asia/Shanghai")
FEBRUARY = datetime(2026, 2, 10, 2, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def row(kind: str, value: int, unit: Unit = Unit.WORKING_DAY, started: datetime = FEBRUARY) -> CaseDeadline:
    """A deadline's row as `start` leaves it."""
    found = term(Limit(value, unit), started, published(), started, ZONE)
    return CaseDeadline(
        kind=kind, value=value, unit=unit.value, starts_on=found.start, due=found.due, due_at=found.due_at,
        working=found.as_json(),
    )  # fmt: skip


def count(it: CaseDeadline, history: History, now: datetime = FEBRUARY) -> Any:
    return clocks.recount(it, history, published(), now, ZONE, None)


REVIEW = Stop(StopKind.EXPERT_REVIEW, at("2026-02-12T09:00"), at("2026-02-26T17:00"), "行政许可法45")


def test_a_stop_over_spring_festival_moves_the_date_by_its_working_days() -> None:
    """By hand: stopped at the end of 12, 13, 14 and 24, 25 (15 to 23 are holidays): five working days after 03-16 is 03-23."""
    it = row("statutory", 20)
    assert it.due == date(2026, 3, 16)
    assert count(it, History((REVIEW,))).due == date(2026, 3, 23)


def test_promise_and_statute_stop_and_nothing_else_does() -> None:
    """A delivery limit begins after the decision, the answer at intake before acceptance: no procedure reaches them."""
    history = History((REVIEW,), Limit(10, Unit.WORKING_DAY, "行政许可法42"))
    for kind in ("tell", "correction", "delivery"):
        it = row(kind, 20)
        assert count(it, history).due == count(it, PLAIN).due == it.due
    assert count(row("promise", 20), history).due == date(2026, 4, 7)


def test_an_open_stop_leaves_no_date_and_the_row_s_date_is_not_put_back() -> None:
    it = row("promise", 5)
    opened = History((Stop(StopKind.TESTING, at("2026-02-11T09:00")),))
    found = count(it, opened, at("2026-02-12T09:00"))
    assert (found.due, found.paused) == (None, True)
    it.due = it.due_at = None
    assert clocks.term_of(it, opened, published(), at("2026-02-12T09:00"), ZONE, 1).due is None


def test_an_extension_after_a_stop_counts_both() -> None:
    """20 + 10 working days from 02-10, five of them stopped: 03-16, then to 03-23, then ten more with 清明 off: 04-07."""
    history = History((REVIEW,), Limit(10, Unit.WORKING_DAY))
    assert count(row("statutory", 20), history).due == date(2026, 4, 7)


def test_begun_and_ended_on_one_day_no_day_is_saved() -> None:
    it = row("promise", 5)
    same = History((Stop(StopKind.TESTING, at("2026-02-11T09:00"), at("2026-02-11T16:00")),))
    assert count(it, same).due == it.due


def test_hours_begin_again_at_their_instant() -> None:
    it = row("promise", 24, Unit.HOUR)
    held = History((Stop(StopKind.TESTING, FEBRUARY + timedelta(hours=2), FEBRUARY + timedelta(hours=5)),))
    assert count(it, held).due_at == FEBRUARY + timedelta(hours=27)


def test_the_stored_date_is_shown_until_somebody_moves_it() -> None:
    it = row("promise", 5)
    it.due, it.due_at = date(2026, 3, 2), datetime(2026, 3, 3, tzinfo=ZONE)
    on_time = clocks.term_of(it, PLAIN, published(), at("2026-03-02T10:00"), ZONE, 1)
    assert (on_time.due, on_time.late, on_time.remaining, on_time.light) == (date(2026, 3, 2), False, 0, "yellow")
    late = clocks.term_of(it, PLAIN, published(), at("2026-03-04T10:00"), ZONE, 1)
    assert (late.late, late.light, late.remaining) == (True, "red", -2)


def stop(hall: Hall, no: str, started: datetime, finished: datetime | None = None) -> None:
    case = Case.objects.get(no=no)
    CaseStop.objects.create(
        center_id=hall.id, case=case, state="finished" if finished else "running", state_since=started, kind="testing",
        name="检测", basis="行政许可法45", days_needed=5, days_unit="working_day", started_at=started, started_by="赵敏行",
        finished_at=finished,
    )  # fmt: skip


def test_histories_cost_two_statements_and_know_every_case_asked_for(
    hall: Hall, django_assert_num_queries: Any
) -> None:
    one, two = hall.accepted(), hall.accepted()
    ids = [hall.page(no).id for no in (one, two)]
    with transaction.atomic():
        enter(hall.system)
        stop(hall, one, MONDAY, MONDAY + timedelta(days=1))
        for state, value in (("asked", 5), ("declined", 7), ("approved", 10)):
            CaseExtension.objects.create(
                center_id=hall.id, case_id=ids[1], state=state, state_since=MONDAY, value=value, unit="working_day",
                basis="行政许可法42", reason="疑难", asked_at=MONDAY, asked_by="赵敏行", approver="周正", approver_post="局长",
                decided_at=MONDAY,
            )  # fmt: skip
    with reading(hall.clerk), django_assert_num_queries(2):
        found = clocks.histories(hall.id, ids)
    assert len(found[ids[0]].stops) == 1 and found[ids[0]].extension is None
    assert found[ids[1]] == History((), Limit(10, Unit.WORKING_DAY, "行政许可法42"))


def test_dates_that_move_are_stored_with_old_and_new(hall: Hall) -> None:
    no = hall.accepted()
    before = hall.page(no).row.due
    with transaction.atomic():
        enter(hall.system)
        stop(hall, no, MONDAY)
        case = Case.objects.get(no=no)
        moved = clocks.move_dates(Work(hall.system, MONDAY), case, "procedure_started")
        moved.record("云岭市监特〔2026〕1号")
    page = hall.page(no)
    assert (before, page.row.due) == (date(2026, 11, 30), None)
    assert page.shown is not None and page.shown.due is None
    with clock.at(MONDAY + timedelta(days=3)), transaction.atomic():
        enter(hall.system)
        CaseStop.objects.update(state="finished", finished_at=clock.now())
        case = Case.objects.get(no=no)
        clocks.move_dates(Work(hall.system, clock.now()), case, "procedure_finished").record("2号")
    assert hall.page(no).row.due == date(2026, 12, 2)  # in force at the end of 23, the day of acceptance, 24 and 25
    with reading(hall.system):
        kept = list(CaseDateChange.objects.filter(kind="case").order_by("at").values_list("old", "new", "notice"))
    assert kept == [(before, None, "云岭市监特〔2026〕1号"), (None, date(2026, 12, 2), "2号")]


def test_a_printed_promise_never_moves_earlier_though_the_counting_does(hall: Hall) -> None:
    """The promise was told as a later date than today's calendar gives: finishing a procedure does not take it back."""
    no = hall.accepted()
    with transaction.atomic():
        enter(hall.system)
        case = Case.objects.get(no=no)
        told = datetime(2026, 12, 5, tzinfo=ZONE)
        CaseDeadline.objects.filter(case=case, kind="promise").update(due=date(2026, 12, 4), due_at=told)
        moved = clocks.move_dates(Work(hall.system, MONDAY), case, "calendar")
    assert moved.after == date(2026, 12, 4) and hall.page(no).row.due == date(2026, 12, 4)
