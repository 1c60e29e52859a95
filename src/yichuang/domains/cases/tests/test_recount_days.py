"""Days beside the limits that a change of the calendar moves: of hearings, and one agreed for supplying."""

from datetime import date

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
from yichuang.foundation.scope import reading

from .halls import Hall
from .promising import tolerated
from .test_recount import NUMBER, SATURDAY, change, recount


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
        assert [c.label for c in cases.clock_page(hall.officer, late).changes if c.kind == "tolerance"] == ["容缺材料"]


def test_a_new_working_day_brings_no_day_of_a_hearing_forward(hall: Hall) -> None:
    no = hall.accepted()
    cases.tell_hearing_right(actor=hall.officer, case=no, matter="排烟", persons="相邻住户")
    recount(hall, change(hall, worked=(SATURDAY,)))
    with reading(hall.system):
        assert CaseHearing.objects.get(case__no=no).apply_by == date(2026, 11, 30)
