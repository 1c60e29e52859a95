"""One notice of the right to a hearing stands for all, and each person's five days run from his own service (行政许可法 47)."""

from datetime import date

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.law import hearing as law
from yichuang.domains.cases.models import CaseDateChange
from yichuang.foundation import clock
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading

from .conftest import MONDAY
from .halls import Hall
from .test_hearing import DAY, act, at, serve, state, told


def test_the_decision_waits_until_each_was_served_and_each_has_his_own_five_days(hall: Hall) -> None:
    """The applicant has it on Monday 11-23, until 11-30; the neighbour on Wednesday 11-25, until 12-02."""
    no = told(hall)
    serve(hall, no, "张小云")
    with clock.at(MONDAY + 9 * DAY):  # 12-02: the applicant's days are over, the neighbour's have not begun
        with pytest.raises(Refused) as waits:
            act(hall, "decide", no, decision="approve", reasons="可以")
        assert (waits.value.code, waits.value.facts["missing"]) == ("hearing.not_told_yet", 1)
        assert not cases.progress(hall.page(no).tracking_code).rights
    with clock.at(MONDAY + 2 * DAY):
        serve(hall, no, "张 小云")  # once more, and he keeps the later day
        with reading(hall.officer):
            again = cases.hearing_page(hall.officer, no).open
        assert again and [(s.receiver, s.apply_by) for s in again.served] == [("张 小云", date(2026, 12, 2))]
        assert (again.missing, again.told_at) == (1, None)


def test_another_who_has_it_later_has_his_own_five_days_and_a_day_never_moves_earlier(hall: Hall) -> None:
    no = told(hall)
    serve(hall, no, "张小云")
    with clock.at(MONDAY + 2 * DAY):
        serve(hall, no, "陈国华")
    with reading(hall.officer):
        found = cases.hearing_page(hall.officer, no).open
        assert found and (found.apply_by, found.missing) == (date(2026, 12, 2), 0)
        assert [s.apply_by for s in found.served] == [date(2026, 11, 30), date(2026, 12, 2)]
        assert [c.new for c in CaseDateChange.objects.filter(kind="hearing")] == [date(2026, 12, 2)]
    with clock.at(at("2026-12-01T10:00")):
        with pytest.raises(Refused) as late:
            act(hall, "apply_for_hearing", no, applicant="张小云")
        assert (late.value.code, late.value.facts["apply_by"]) == ("hearing.applied_late", date(2026, 11, 30))
        with pytest.raises(Refused) as waits:
            act(hall, "decide", no, decision="approve", reasons="可以")
        assert waits.value.code == "hearing.may_still_be_asked"
    act(hall, "waive_hearing", no, reason="双方书面放弃听证。")
    with clock.at(MONDAY + 3 * DAY):
        serve(hall, no)
        assert state(hall, no) == "waived"
        act(hall, "decide", no, decision="approve", reasons="可以")


def test_who_was_served_last_may_ask_when_the_others_are_late(hall: Hall) -> None:
    no = told(hall)
    serve(hall, no, "张小云")
    with clock.at(MONDAY + 2 * DAY):
        serve(hall, no, "陈国华")
    with clock.at(at("2026-12-02T23:59")):
        assert act(hall, "apply_for_hearing", no, applicant="陈国华")["state"] == "stopped"


@pytest.mark.parametrize(
    ("persons", "count"),
    [("张小云", 1), ("张小云；陈国华;\n阿依古丽·买买提；", 3), ("申请人\n相邻住户陈国华、李某", 2), (" ； ", 1)],
)
def test_who_has_to_be_told_stands_between_semicolons(persons: str, count: int) -> None:
    assert len(law.addressees(persons)) == count


def test_a_day_that_somebody_was_told_stays_when_he_is_served_again_under_another_calendar() -> None:
    first = law.with_service((), "张小云", at("2026-11-26T10:00"), date(2026, 12, 3))
    again = law.with_service(first, "张小云 ", at("2026-11-27T10:00"), date(2026, 12, 2))
    assert [(s.receiver, s.apply_by) for s in again] == [("张小云 ", date(2026, 12, 3))]
    assert law.own_day("张小云", again, None) == date(2026, 12, 3)
    assert law.own_day("陈国华", again, None) is None
