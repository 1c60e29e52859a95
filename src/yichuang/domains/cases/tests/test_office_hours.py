"""Limits in working hours run by the hours of their own center, and by those of their beginning."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from yichuang.domains.cases import clocks
from yichuang.domains.cases.models import CaseDeadline
from yichuang.domains.cases.open_limits import open_limits
from yichuang.domains.places import api as places
from yichuang.foundation.errors import Invalid
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays.table import calendar_of

from .acting import at
from .halls import Hall

# Accepted on a Monday at 10:06: six hours end at 17:06 by 9-12 and 13-17:30, and on Tuesday at 11:06 by 10-12 and 14-17.
LATE = "10:00-12:00,14:00-17:00"


def due_at(hall: Hall, no: str) -> datetime:
    with reading(hall.system):
        found = CaseDeadline.objects.get(case__no=no, kind="promise").due_at
    assert found is not None
    return found.astimezone(UTC)


def test_the_same_limit_ends_at_another_time_where_offices_work_other_hours(hall: Hall, other_hall: Hall) -> None:
    places.change_center(actor=other_hall.system, office_hours=" 10:00—12:00、14:00至17:00 ")
    assert str(places.center(other_hall.id).office) == LATE
    usual, late = hall.accepted(item="H4"), other_hall.accepted(item="H4")
    assert due_at(hall, usual) == datetime(2026, 11, 23, 9, 6, tzinfo=UTC)
    assert due_at(other_hall, late) == datetime(2026, 11, 24, 3, 6, tzinfo=UTC)


def test_a_change_moves_no_limit_that_has_begun_and_every_later_one(hall: Hall) -> None:
    before = hall.accepted(item="H4")
    told = due_at(hall, before)
    places.change_center(actor=hall.system, office_hours=LATE)
    with reading(hall.clerk):
        page = hall.page(before)
        assert page.shown is not None and str(page.shown.term.office) == "09:00-12:00,13:00-17:30"
    with reading(hall.system):
        row, zone = CaseDeadline.objects.get(case__no=before, kind="promise"), places.center(hall.id).zone
        now = datetime(2026, 11, 23, 3, tzinfo=UTC)
        assert clocks.recount(row, clocks.PLAIN, calendar_of(), now, zone, None).due_at == told
        [kept] = [o for o in open_limits(hall.id, [row.case_id], zone) if o.kind == "promise"]
        assert kept.moved(clocks.PLAIN, calendar_of(), zone).how == "unchanged"
        other = replace(kept, office=places.center(hall.id).office)
        assert other.moved(clocks.PLAIN, calendar_of(), zone).how == "later", "or the line above proves nothing"
    with at("11-23 10:06"):
        assert due_at(hall, hall.accepted(item="H4")) == datetime(2026, 11, 24, 3, 6, tzinfo=UTC)


@pytest.mark.parametrize("wrong", ["9-5", "09:00-12:00,11:00-17:00", "12:00-09:00"])
def test_hours_that_make_no_sense_are_refused_by_name(hall: Hall, wrong: str) -> None:
    with pytest.raises(Invalid) as no:
        places.change_center(actor=hall.system, office_hours=wrong)
    assert (no.value.code, no.value.field) == ("clock.office_hours", "office_hours")
    assert str(places.center(hall.id).office) == "09:00-12:00,13:00-17:30"
