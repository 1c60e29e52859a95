"""What the first notice left out can be neither told later nor held against the applicant; wanting to is written down."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import ProgrammingError, transaction

from yichuang.domains.cases import api as cases
from yichuang.domains.cases import second_telling
from yichuang.domains.cases.models import Notice, SecondTelling
from yichuang.domains.cases.rules import IntakeFacts, MaterialFact
from yichuang.foundation import clock, scope
from yichuang.foundation.errors import Denied, Refused
from yichuang.foundation.models import AuditEntry
from yichuang.foundation.scope import reading

from .halls import Hall
from .test_correct import complete, told

DAY = date(2026, 11, 23)


def facts(period: int = 2, **lines: tuple[str, bool]) -> IntakeFacts:
    rows = tuple(MaterialFact(code, code, status=status, told=was) for code, (status, was) in lines.items())
    return IntakeFacts("LICENSE_STD", rows, DAY, period=period)


@pytest.mark.parametrize(
    ("seen", "again"),
    [
        (facts(M1=("received", True), M2=("wrong", False)), True),
        (facts(M1=("wrong", True), M2=("wrong", False)), False),  # the new one may be told, so this is a notice
        (facts(M1=("not_looked_at", True), M2=("wrong", False)), False),  # nobody has finished looking
        (facts(M1=("received", True), M2=("received", False)), False),
        (facts(1, M1=("received", False), M2=("wrong", False)), False),  # the first telling
        (facts(3, M1=("received", True), M2=("missing", False)), True),
    ],
)
def test_only_a_telling_of_nothing_but_old_defects_is_a_second_one(seen: IntakeFacts, again: bool) -> None:
    assert second_telling.asked_again(seen) is again


def old_defect(hall: Hall) -> str:
    no = told(hall)
    complete(hall, no, M1="received", M3="received")
    hall.check(no, {"M2": "wrong"})
    return no


def rows(hall: Hall, **more: date) -> list[cases.SecondTellingView]:
    with reading(hall.clerk):
        return list(cases.second_tellings(hall.clerk, **more).rows)


def test_the_attempt_is_refused_and_written_down_with_everything_about_it(hall: Hall) -> None:
    no = old_defect(hall)
    first = hall.page(no).notices[0].paper_no
    other = replace(hall.clerk, name="王二", post="综合窗口")
    with pytest.raises(Refused) as refused:
        cases.decide_intake(actor=other, case=no, outcome="one_time_notice")
    assert refused.value.code == "intake.second_telling" and refused.value.facts["notice"] == first
    (row,) = rows(hall)
    assert (row.case_no, row.material, row.notice_no, row.period) == (no, "身份证明", first, 2)
    assert (row.by_name, row.by_post, row.notice_by) == ("王二", "综合窗口", hall.clerk.name)
    page = hall.page(no)
    assert page.state == "received" and len(page.notices) == 1
    with reading(hall.clerk):
        assert AuditEntry.objects.filter(action="case.second_telling_withheld").count() == 1


def test_the_case_must_go_on_to_acceptance_all_the_same(hall: Hall) -> None:
    no = old_defect(hall)
    with pytest.raises(Refused):
        hall.decide(no, "one_time_notice")
    assert hall.decide(no, "accept")["state"] == "accepted"


def test_pressing_again_writes_nothing_new(hall: Hall) -> None:
    no = old_defect(hall)
    for _ in range(3):
        with pytest.raises(Refused):
            hall.decide(no, "one_time_notice")
    assert len(rows(hall)) == 1


def test_a_notice_about_new_material_leaves_the_old_defect_out_and_says_so_in_the_book(hall: Hall) -> None:
    no = told(hall)
    complete(hall, no, M1="wrong", M3="received")
    hall.check(no, {"M2": "missing"})
    hall.decide(no, "one_time_notice")
    notices = hall.page(no).notices
    assert [line["material"] for line in notices[1].lines] == ["M1"]
    assert [r.material for r in rows(hall)] == ["身份证明"]


def test_a_first_notice_and_a_clean_second_one_leave_no_mark(hall: Hall) -> None:
    no = told(hall)
    complete(hall, no, M1="received", M3="not_in_form")
    hall.decide(no, "one_time_notice")
    assert rows(hall) == []


def test_the_share_is_of_the_cases_first_told_in_those_days(hall: Hall) -> None:
    no, _clean = old_defect(hall), told(hall)
    with clock.at(datetime(2026, 11, 27, 2, tzinfo=UTC)):
        told(hall)
        with pytest.raises(Refused):
            hall.decide(no, "one_time_notice")
        with reading(hall.clerk):
            whole = cases.telling_figures(hall.clerk)
            monday = cases.telling_figures(hall.clerk, since=DAY, until=DAY)
            nothing = cases.telling_figures(hall.clerk, since=date(2026, 11, 28))
    assert (whole.told, whole.again, whole.rate) == (3, 1, 33.3)
    assert (monday.told, monday.again, monday.rate) == (2, 1, 50.0)
    assert nothing.rate is None
    assert len(rows(hall, since=date(2026, 11, 27), until=date(2026, 11, 27))) == 1
    assert rows(hall, until=DAY) == []


def test_the_list_goes_on_page_by_page(hall: Hall) -> None:
    for _ in range(3):
        with pytest.raises(Refused):
            hall.decide(old_defect(hall), "one_time_notice")
    seen, after = [], ""
    with reading(hall.clerk):
        while True:
            page = cases.second_tellings(hall.clerk, after=after, size=2)
            seen += [r.id for r in page.rows]
            if not (after := page.after):
                break
    assert len(seen) == 3 == len(set(seen))


def test_another_center_and_another_department_see_none_of_it(hall: Hall, other_hall: Hall) -> None:
    with pytest.raises(Refused):
        hall.decide(old_defect(hall), "one_time_notice")
    assert rows(other_hall) == []
    elsewhere = replace(hall.officer, department_id=hall.other_department)
    with reading(elsewhere):
        assert cases.second_tellings(elsewhere).rows == []
        assert cases.telling_figures(elsewhere).told == 0
    with reading(hall.clerk), pytest.raises(Denied):
        cases.second_tellings(replace(hall.clerk, capabilities=frozenset()))


def test_the_row_stands_for_good(hall: Hall) -> None:
    with pytest.raises(Refused):
        hall.decide(old_defect(hall), "one_time_notice")
    with reading(hall.clerk):
        kept = SecondTelling.objects.get()
        assert kept.notice == Notice.objects.get(case=kept.case, period=1)
    with transaction.atomic():
        scope.enter(hall.clerk)
        with pytest.raises(ProgrammingError):
            SecondTelling.objects.filter(pk=kept.pk).update(by_name="别人")
