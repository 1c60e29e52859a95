"""Days beside the limits that a change of the calendar moves: of hearings, and one agreed for supplying."""

from datetime import UTC, date, datetime

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.models import (
    Case,
    CaseDateChange,
    CaseDeadline,
    CaseHearing,
    CaseMaterial,
    CaseStop,
    Tolerance,
)
from yichuang.foundation import messages
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays.notices import propose

from .halls import Hall
from .promising import tolerated
from .test_hearing import arrange, serve
from .test_hearing import told as told_to_two
from .test_recount import NUMBER, SATURDAY, change, recount, year_2026


def test_the_days_of_hearings_and_of_supplying_move_later_under_the_notice(hall: Hall) -> None:
    """Off on Friday the 27th: 24 25 26 | 30 1 for asking; twenty from the 23rd end on 12-22; Friday gives way to Monday."""
    heard = {"matter": "排烟", "persons": "相邻住户"}
    told, ordered, late = hall.accepted(), hall.accepted(), tolerated(hall)
    cases.tell_hearing_right(actor=hall.officer, case=told, **heard)
    cases.order_hearing(actor=hall.officer, case=ordered, **heard)
    made = change(hall, off=(date(2026, 11, 27),))
    recount(hall, made)
    with reading(hall.system):
        assert CaseHearing.objects.get(case__no=told).apply_by == date(2026, 12, 1)
        assert CaseHearing.objects.get(case__no=ordered).organise_by == date(2026, 12, 22)
        assert CaseStop.objects.get(case__no=ordered).expected_until == date(2026, 12, 22)
        assert Case.objects.get(no=ordered).pause_until == date(2026, 12, 22)
        assert Tolerance.objects.get(case__no=late).supply_by == date(2026, 11, 30)
        assert CaseDeadline.objects.get(case__no=late, kind="tolerance").due == date(2026, 11, 30)
        assert CaseMaterial.objects.get(case__no=late, code="M3").tolerated_until == date(2026, 11, 30)
        kept = CaseDateChange.objects.filter(kind__in=("hearing", "tolerance"), reason="calendar", notice=NUMBER)
        assert sorted((c.kind, c.old, c.new) for c in kept) == [
            ("hearing", date(2026, 11, 30), date(2026, 12, 1)),
            ("hearing", date(2026, 12, 21), date(2026, 12, 22)),
            ("tolerance", date(2026, 11, 27), date(2026, 11, 30)),
        ]
    with reading(hall.officer):
        own = [c for c in cases.clock_page(hall.officer, late).changes if c.kind == "tolerance"]
    assert [(c.label, c.by_name) for c in own] == [("容缺材料", "系统")]


def test_the_five_days_of_each_who_has_the_notice_move_too(hall: Hall) -> None:
    no = told_to_two(hall)
    serve(hall, no, "张小云")
    recount(hall, change(hall, off=(date(2026, 11, 27),)))
    with reading(hall.officer):
        found = cases.hearing_page(hall.officer, no).open
    assert found and [s.apply_by for s in found.served] == [date(2026, 12, 1)]


def test_a_new_working_day_brings_no_day_of_a_hearing_forward(hall: Hall) -> None:
    no = hall.accepted()
    cases.tell_hearing_right(actor=hall.officer, case=no, matter="排烟", persons="相邻住户")
    recount(hall, change(hall, worked=(SATURDAY,)))
    with reading(hall.system):
        assert CaseHearing.objects.get(case__no=no).apply_by == date(2026, 11, 30)


def test_a_hearing_on_a_new_day_of_rest_is_shown_before_and_its_department_told_after(hall: Hall) -> None:
    """The day was set by people: it stays, and both the preview and a message say that another has to be set and told."""
    no, other = hall.accepted(), hall.accepted()
    for case, day in ((no, "2026-12-17 14:30"), (other, "2026-12-18 09:00")):
        cases.order_hearing(actor=hall.officer, case=case, matter="排烟", persons="相邻住户")
        arrange(hall, case, hold_at=day)
    rest = date(2026, 12, 17)
    with reading(hall.system):
        seen = cases.calendar_preview(hall.system, propose(**year_2026(off=(rest,))))
    assert [(h.no, f"{h.hold_at:%m-%d %H:%M}") for h in seen.hearings] == [(no, "12-17 14:30")]
    recount(hall, change(hall, off=(rest,)))
    with reading(hall.officer):
        told = [m for m in messages.inbox(hall.officer)[0] if m.template == "case.hearing_rests"]
        assert [m.link for m in told] == [f"/office/cases/{no}/"]
    with reading(hall.system):
        assert CaseHearing.objects.get(case__no=no).hold_at == datetime(2026, 12, 17, 6, 30, tzinfo=UTC)


def test_a_hearing_on_a_day_that_only_becomes_a_working_day_stays_unmentioned(hall: Hall) -> None:
    no = hall.accepted()
    cases.order_hearing(actor=hall.officer, case=no, matter="排烟", persons="相邻住户")
    arrange(hall, no, hold_at="2026-12-17 14:30")
    with reading(hall.system):
        assert cases.calendar_preview(hall.system, propose(**year_2026(worked=(SATURDAY,)))).hearings == ()
