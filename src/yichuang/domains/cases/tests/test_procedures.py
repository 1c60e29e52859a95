"""Special procedures as acts: the clock stops with a written notice and goes on with one, and with nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.models import CaseDateChange, CaseStop
from yichuang.domains.catalog.models import ItemVersion
from yichuang.domains.documents import api as documents
from yichuang.foundation import clock
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.models import Event
from yichuang.foundation.scope import reading

from .conftest import MONDAY
from .halls import PERSON, Hall
from .reading_papers import text_of

DAY = timedelta(days=1)


def start(hall: Hall, no: str, **more: Any) -> dict[str, Any]:
    return cases.start_procedure(actor=hall.officer, case=no, **{"name": "卫生检测", "days": 10, **more})


def finish(hall: Hall, no: str, procedure: str, **more: Any) -> dict[str, Any]:
    return cases.finish_procedure(actor=hall.officer, case=no, procedure=procedure, **more)


def due(hall: Hall, no: str) -> date | None:
    return hall.page(no).row.due


def moves(hall: Hall, no: str, kind: str = "case") -> list[tuple[Any, ...]]:
    with reading(hall.system):
        rows = CaseDateChange.objects.filter(case__no=no, kind=kind).order_by("at", "id")
        return list(rows.values_list("reason", "old", "new", "notice"))


def papers(hall: Hall, no: str, kind: str) -> list[documents.PaperRef]:
    with reading(hall.officer):
        return [p for p in documents.papers_of(hall.officer, f"case:{hall.page(no).id}") if p.kind == kind]


def test_the_acceptance_names_each_procedure_with_its_time_and_that_it_is_not_counted(hall: Hall) -> None:
    no = hall.accepted(item="T1")
    said = text_of(hall.clerk, hall.page(no).id, "acceptance")
    for part in ("卫生检测（预计10日）", "专家评审（所需时间另行书面告知）", "所需时间不计入办理期限"):
        assert part in said, part
    assert "现场核查" not in said  # its time runs on the clock all the same


def test_starting_stops_the_clock_and_tells_the_time_needed_in_writing(hall: Hall) -> None:
    no = hall.accepted(item="T1")
    done = start(hall, no)
    assert (done["state"], done["due"]) == ("stopped", None)
    assert (done["expected_until"], done["papers"][0]["kind"]) == ("2026-12-07", "special")
    page = hall.page(no)
    assert page.row.light == "off" and page.row.pause_until == date(2026, 12, 7)
    said = text_of(hall.officer, page.id, "special")
    for part in ("特别程序告知书", "卫生检测", "第四十五条", "10个工作日", "2026年12月7日", "不计入办理期限"):
        assert part in said, part
    assert moves(hall, no) == [("procedure_started", date(2026, 11, 30), None, done["papers"][0]["no"])]


def test_finishing_lets_the_clock_go_on_and_tells_the_new_date(hall: Hall) -> None:
    """By hand: accepted on 11-23, stopped at the end of 24, 25, 26 and 27, going on with Saturday 28.

    Of the five promised days none was used before: 30, 1, 2, 3, 4.
    """
    no = hall.accepted(item="T1")
    with clock.at(MONDAY + DAY):
        procedure = start(hall, no)["procedure"]
    with clock.at(MONDAY + 5 * DAY):
        done = finish(hall, no, procedure, finding="检测合格。")
    assert (done["state"], done["due"]) == ("accepted", "2026-12-04")
    said = text_of(hall.officer, hall.page(no).id, "special")
    for part in ("特别程序结束告知书", "检测合格。", "2026年11月28日", "2026年12月4日", "停止计算4个工作日"):
        assert part in said, part
    assert [m[:3] for m in moves(hall, no)] == [
        ("procedure_started", date(2026, 11, 30), None),
        ("procedure_finished", None, date(2026, 12, 4)),
    ]
    assert [m[:3] for m in moves(hall, no, "statutory")][-1] == ("procedure_finished", None, date(2026, 12, 25))


def test_begun_and_ended_on_one_day_no_day_is_saved(hall: Hall) -> None:
    no = hall.accepted(item="T1")
    with clock.at(MONDAY + DAY):
        done = finish(hall, no, start(hall, no)["procedure"])
    assert done["due"] == "2026-11-30"
    assert "办结日期不变" in text_of(hall.officer, hall.page(no).id, "special")


def test_a_stop_over_spring_festival_gives_back_the_working_days_alone(hall: Hall) -> None:
    """Accepted on 2026-02-10, stopped from 02-12 to 02-26: at the end of 12, 13, Saturday 14 (worked), 24 and 25.

    Five promised days: 11, then 26, 27, Saturday 28 (worked), 03-02.
    """
    ItemVersion.objects.update(effective_from=date(2026, 1, 1))
    with clock.at(datetime(2026, 2, 10, 2, tzinfo=UTC)):
        no = hall.accepted(item="T1")
    assert due(hall, no) == date(2026, 2, 24)  # 11, 12, 13, 14, 24
    with clock.at(datetime(2026, 2, 12, 2, tzinfo=UTC)):
        procedure = start(hall, no)["procedure"]
    with clock.at(datetime(2026, 2, 26, 2, tzinfo=UTC)):
        assert finish(hall, no, procedure)["due"] == "2026-03-02"


def test_two_at_once_hold_the_case_until_the_last_is_finished(hall: Hall) -> None:
    no = hall.accepted(item="T1")
    with clock.at(MONDAY + DAY):
        first = start(hall, no)["procedure"]
    with clock.at(MONDAY + 2 * DAY):
        second = start(hall, no, name="专家评审", days=15)
    assert second["state"] == "stopped" and hall.page(no).row.pause_until == date(2026, 12, 8)
    with clock.at(MONDAY + 3 * DAY):
        held = finish(hall, no, first)
    assert (held["state"], held["due"]) == ("stopped", None)
    assert "专家评审仍在进行" in text_of(hall.officer, hall.page(no).id, "special")
    with clock.at(MONDAY + 7 * DAY):
        done = finish(hall, no, second["procedure"])
    # stopped at the end of 24 to 27 (and the weekend): five days from Monday 30
    assert (done["state"], done["due"]) == ("accepted", "2026-12-04")


def test_one_after_another_each_gives_back_its_own_days(hall: Hall) -> None:
    no = hall.accepted(item="T1")
    for begin, end in ((1, 2), (3, 4)):
        with clock.at(MONDAY + begin * DAY):
            procedure = start(hall, no)["procedure"]
        with clock.at(MONDAY + end * DAY):
            finish(hall, no, procedure)
    assert due(hall, no) == date(2026, 12, 2)  # 24 and 26 are given back: 25, 27, 30, 1, 2
    assert len(papers(hall, no, "special")) == 4


def test_a_stop_that_never_ends_leaves_the_case_stopped_and_late_against_its_notice(hall: Hall) -> None:
    no = hall.accepted(item="T1")
    start(hall, no, days=3)
    with clock.at(MONDAY + 400 * DAY):
        page = hall.page(no)
        assert (page.state, page.row.due, page.row.light) == ("stopped", None, "bad")
        with reading(hall.officer):
            assert [r.no for r in cases.office_queue(hall.officer, light="bad").rows] == [no]
            assert cases.queue_counts(hall.officer)["bad"] == 1


def test_finishing_late_gives_the_clock_back_all_the_same(hall: Hall) -> None:
    """The announced time binds the department's word, not the law's counting: what was stopped was stopped."""
    no = hall.accepted(item="T1")
    with clock.at(MONDAY + DAY):
        procedure = start(hall, no, days=1)["procedure"]
    with clock.at(MONDAY + 7 * DAY):
        assert finish(hall, no, procedure)["due"] == "2026-12-04"


def test_begun_after_the_last_day_it_moves_nothing_and_the_paper_says_so(hall: Hall) -> None:
    """Promise to 11-30, statute to 12-21: begun on 12-22. What it says between the two is in `test_stopped_words.py`."""
    no = hall.accepted(item="T1")
    with clock.at(MONDAY + 29 * DAY):
        done = start(hall, no)
    assert (done["state"], done["due"]) == ("stopped", "2026-11-30")
    with clock.at(MONDAY + 30 * DAY):
        page = hall.page(no)
        assert page.row.light == "bad"
        assert {d.kind: d.due for d in page.deadlines}["statutory"] == date(2026, 12, 21)
        assert "已于2026年12月21日届满" in text_of(hall.officer, page.id, "special")
        assert finish(hall, no, done["procedure"])["due"] == "2026-11-30"


def test_what_the_item_counts_cannot_stop_its_clock(hall: Hall) -> None:
    no = hall.accepted(item="T1")
    with pytest.raises(Refused) as refused:
        start(hall, no, name="现场核查")
    assert refused.value.code == "procedure.counted"
    assert hall.page(no).state == "accepted" and papers(hall, no, "special") == []


def test_another_procedure_needs_the_law_that_excludes_its_time(hall: Hall) -> None:
    no = hall.accepted()
    for given, field in (
        ({"kind": "other_by_law", "name": "公示"}, "basis"),
        ({"kind": "other_by_law", "basis": "《某条例》第九条"}, "name"),
        ({"kind": "lunch"}, "kind"),
        ({"kind": "testing", "days": 0}, "days"),
        ({"kind": "testing", "days": 2000}, "days"),
        ({"kind": "testing", "unit": "month"}, "unit"),
    ):
        with pytest.raises(Invalid) as wrong:
            start(hall, no, **{"name": "", **given})
        assert wrong.value.field == field, given
    done = start(hall, no, kind="other_by_law", name="公示", basis="《某条例》第九条", days=7, unit="natural_day")
    assert done["expected_until"] == "2026-11-30"
    assert "《某条例》第九条" in text_of(hall.officer, hall.page(no).id, "special")


def test_one_that_the_item_does_not_declare_is_called_by_the_law_s_word(hall: Hall) -> None:
    no = hall.accepted()
    start(hall, no, name="", kind="auction", days=20)
    with reading(hall.clerk):
        assert CaseStop.objects.get(case__no=no).name == "拍卖"
    assert "依法需要进行拍卖" in text_of(hall.officer, hall.page(no).id, "special")
    with pytest.raises(Refused) as twice:
        start(hall, no, name="", kind="auction", days=20)
    assert twice.value.facts["name"] == "拍卖"


def test_a_procedure_runs_once_at_a_time_and_ends_once(hall: Hall) -> None:
    no = hall.accepted(item="T1")
    procedure = start(hall, no)["procedure"]
    with pytest.raises(Refused) as twice:
        start(hall, no)
    assert twice.value.code == "procedure.runs_already"
    finish(hall, no, procedure)
    with pytest.raises(Refused) as again:
        finish(hall, no, procedure)
    assert (again.value.code, again.value.facts["state"]) == ("procedure.wrong_state", "accepted")
    start(hall, no)
    with pytest.raises(Refused) as once_more:
        finish(hall, no, procedure)  # that one is over, whatever else runs now
    assert once_more.value.code == "procedure.wrong_state"
    with pytest.raises(Missing):
        finish(hall, no, str(uuid4()))


def test_only_a_case_under_examination_can_be_stopped_and_only_by_its_department(hall: Hall) -> None:
    received = hall.complete("T1")
    with pytest.raises(Refused) as early:
        start(hall, received)
    assert early.value.code == "procedure.not_now"
    no = hall.accepted(item="T1")
    with pytest.raises(Missing):
        cases.start_procedure(
            actor=replace(hall.officer, department_id=hall.other_department), case=no, name="卫生检测", days=3
        )
    with pytest.raises(Denied):
        cases.start_procedure(actor=hall.clerk, case=no, name="卫生检测", days=3)


def test_a_stopped_case_is_not_decided_but_may_be_taken_back(hall: Hall) -> None:
    no = hall.accepted(item="T1")
    start(hall, no)
    with pytest.raises(Refused) as refused:
        cases.decide(actor=hall.officer, case=no, decision="approve", reasons="可以")
    assert refused.value.code == "case.wrong_state"
    assert cases.withdraw(actor=hall.clerk, case=no, reason="不办了")["state"] == "withdrawn"
    with reading(hall.system):
        assert CaseStop.objects.get(case__no=no).state == "finished"
    assert hall.page(no).row.pause_until is None


def test_the_same_key_twice_is_one_procedure(hall: Hall) -> None:
    no = hall.accepted(item="T1")
    first, second = (start(hall, no, key="k1") for _ in range(2))
    assert first == second and len(papers(hall, no, "special")) == 1


def test_what_happened_is_told(hall: Hall) -> None:
    no = hall.accepted(item="T1")
    finish(hall, no, start(hall, no)["procedure"])
    with reading(hall.clerk):
        names = list(Event.objects.order_by("id").values_list("name", flat=True))
    assert [n for n in names if "procedure" in n] == ["cases.procedure_started.v1", "cases.procedure_finished.v1"]


def test_the_person_sees_that_nothing_runs_and_why(hall: Hall) -> None:
    made = hall.open("T1", [PERSON])
    hall.check(made["no"])
    hall.decide(made["no"], "accept")
    with clock.at(MONDAY + DAY):
        start(hall, made["no"])
    with clock.at(MONDAY + 2 * DAY):
        seen = cases.progress(made["tracking_code"])
    assert (seen.state, seen.due, seen.light, seen.light_label) == ("stopped", None, "off", "停计")
    assert any("检测" in w for w in seen.why)
