"""What the notices of a special procedure say where more than one date is in play: a broken promise, two organs."""

from datetime import date
from typing import Any

from yichuang.domains.cases import api as cases

from .acting import at
from .halls import Hall
from .reading_papers import text_of


def special(hall: Hall, no: str) -> str:
    return text_of(hall.officer, hall.page(no).id, "special")


def due_of(hall: Hall, no: str) -> dict[str, Any]:
    return {d.kind: d.due for d in hall.page(no).deadlines}


def test_a_procedure_after_the_promise_stops_the_law_s_days_and_says_so(hall: Hall) -> None:
    """Promise to 11-30, statute to 12-21. Stopped from 12-02 to 12-07, at whose ends 2, 3, 4 are lost: 12-24."""
    no = hall.accepted()
    with at("12-02 10:00"):
        stop = cases.start_procedure(actor=hall.officer, case=no, kind="testing", days=3)["procedure"]
        said = special(hall, no)
    assert "承诺的办结日期2026年11月30日已过，不因本程序改变。自开始之日起停止计算" in said
    assert "期限已于" not in said
    with at("12-07 10:00"):
        cases.finish_procedure(actor=hall.officer, case=no, procedure=stop)
        said = special(hall, no)
    assert due_of(hall, no)["statutory"] == date(2026, 12, 24)
    assert "承诺的办结日期2026年11月30日已过" in said and "停止计算3个工作日" in said
    assert "最迟2026年12月24日办好" in said and "没有占用" not in said


def test_one_that_begins_when_the_law_s_days_are_over_too_changes_nothing(hall: Hall) -> None:
    no = hall.accepted()
    with at("12-22 10:00"):
        cases.start_procedure(actor=hall.officer, case=no, kind="testing", days=3)
        assert "办理期限已于2026年12月21日届满，本程序不改变该日期" in special(hall, no)


def test_one_that_cost_no_day_says_so_also_after_the_promise(hall: Hall) -> None:
    no = hall.accepted()
    with at("12-02 10:00"):
        stop = cases.start_procedure(actor=hall.officer, case=no, kind="testing", days=1)["procedure"]
    with at("12-02 16:00"):
        cases.finish_procedure(actor=hall.officer, case=no, procedure=stop)
        said = special(hall, no)
    assert "没有占用办理期限" in said and "最迟2026年12月21日办好" in said


def test_in_the_first_stage_the_applicant_reads_the_day_of_the_decision_and_never_that_of_the_report(
    hall: Hall,
) -> None:
    """Review to 12-21, promise to 2027-01-04; 11-25 to 12-01 are lost: the review ends on 12-28, the promise on 01-11."""
    no = hall.accepted(item="S2")
    with at("11-25 10:00"):
        stop = cases.start_procedure(actor=hall.officer, case=no, kind="testing", days=5)["procedure"]
    with at("12-02 10:00"):
        cases.finish_procedure(actor=hall.officer, case=no, procedure=stop)
        said = special(hall, no)
    assert due_of(hall, no)["review"] == date(2026, 12, 28)
    assert "最迟2027年1月11日办好" in said and "停止计算5个工作日" in said
    assert "2026年12月28日" not in said, "a date that is printed too early binds for ever"
