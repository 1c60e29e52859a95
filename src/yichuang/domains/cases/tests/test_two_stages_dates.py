"""Two stages (行政许可法 35, 43): which day the applicant hears, and what becomes of it when the superior needs longer."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases import catalogue, clocks
from yichuang.foundation.deadlines import Limit, Unit, term
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays import table

from .acting import at
from .halls import Hall
from .test_two_stages import PROMISED, limits, report, row, text_of

WORKING, NATURAL = Unit.WORKING_DAY, Unit.NATURAL_DAY
# accepted, licence, statute, promise: the day of the review, the day that is told, and whose it is
TOLD = [
    (
        (2026, 2, 10),
        False,
        Limit(30, NATURAL),
        Limit(20, WORKING),
        (2026, 3, 2),
        (2026, 3, 12),
        "statutory",
    ),  # the festival
    ((2026, 11, 23), False, Limit(30, NATURAL), Limit(20, WORKING), (2026, 12, 7), (2026, 12, 21), "promise"),
    ((2026, 11, 23), False, None, Limit(20, WORKING), (2026, 12, 7), (2026, 12, 21), "promise"),
    ((2026, 11, 23), True, None, Limit(20, WORKING), (2026, 12, 7), (2026, 12, 21), "promise"),
    ((2026, 11, 23), True, None, Limit(45, WORKING), (2026, 12, 7), (2027, 1, 4), "statutory"),  # ten and then twenty
    ((2026, 11, 23), True, Limit(5, WORKING), None, (2026, 12, 7), (2026, 12, 14), "statutory"),
    ((2026, 11, 23), False, None, None, (2026, 12, 7), None, ""),
]


@pytest.mark.parametrize(("accepted", "licence", "statute", "promise", "reviewed", "told", "whose"), TOLD)
def test_the_applicant_hears_the_earlier_of_promise_and_law_for_both_stages(
    hall: Hall, accepted: Any, licence: bool, statute: Any, promise: Any, reviewed: Any, told: Any, whose: str
) -> None:
    since, zone = datetime(*accepted, 2, tzinfo=UTC), ZoneInfo("Asia/Shanghai")
    pinned = catalogue.pinned(row(hall, hall.complete("S2")).item_version_id)
    item = replace(pinned, is_licence=licence, statutory=statute, promise=promise, review=Limit(10, WORKING))
    with reading(hall.system):
        calendar = table.calendar_of()
        terms = {
            kind: term(limit, start, calendar, since, zone)
            for kind, (limit, start) in clocks.limits(item, received=since, accepted=since, stage="review").items()
        }
        found = clocks.awaited(item, terms, calendar, since, zone, hall.id)
    assert terms["review"].due == date(*reviewed)
    assert (found.due, found.which) == (date(*told), whose) if told and found else found is told


def test_reported_after_the_promise_the_superior_may_extend_what_runs_for_it_and_the_promise_stays_broken(
    hall: Hall,
) -> None:
    """The report of 2027-01-05 starts twenty working days, to 02-02; ten more end on 02-16 (2027 is not published)."""
    no = hall.accepted(item="S2")
    head = replace(hall.superior, id=hall.id, capabilities=hall.superior.capabilities | {"case.extend"})
    with at("01-05 10:00"):
        report(hall, no)
        cases.ask_extension(actor=hall.superior, case=no, reason="案情复杂")
    with at("02-02 23:59"):
        done = cases.approve_extension(actor=head, case=no, approver="周正", approver_post="主任")
        assert (done["due"], done["due_before"], done["due_after"]) == ("2027-01-04", "2027-02-02", "2027-02-16")
        kinds = limits(hall, no)
        assert (kinds["promise"].due, kinds["statutory"].due) == (PROMISED, date(2027, 2, 16))
        found = row(hall, no)
        assert (found.due, found.due_kind) == (PROMISED, "promise"), "what was told stays, and stays late"
        said = text_of(hall, no, "extension")
        assert "没有在承诺的2027年1月4日前办结" in said and "2027年2月16日" in said
    late = hall.accepted(item="S2")
    with at("01-05 10:00"):
        report(hall, late)
    with at("02-03 00:00"), pytest.raises(Refused) as over:
        cases.ask_extension(actor=hall.superior, case=late, reason="案情复杂")
    assert (over.value.code, over.value.facts["due"]) == ("extension.too_late", date(2027, 2, 2))
