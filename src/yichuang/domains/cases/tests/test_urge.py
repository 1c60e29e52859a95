"""Urging: who may, how often, whom it reaches, what is answered, and what the applicant reads of it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases import reminding
from yichuang.domains.cases.reminding import Earlier
from yichuang.domains.places import api as places
from yichuang.foundation import clock, messages
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.messages.models import Message
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays.published import published

from .halls import Hall
from .lights import DUE, at, found, run

WINDOW = frozenset({"case.urge"})


def window(hall: Hall) -> Actor:
    return replace(hall.clerk, capabilities=hall.clerk.capabilities | WINDOW)


def urge(actor: Actor, no: str, **more: str) -> dict:
    return cases.urge(actor=actor, case=no, **{"reason": "申请人来问了两次", **more})


def by_code(hall: Hall, no: str, **more: str) -> dict:
    return cases.urge_by_code(actor=Actor.citizen(hall.id), code=hall.page(no).tracking_code, **more)


def urgings(hall: Hall, no: str) -> list[cases.UrgingView]:
    with reading(hall.clerk):
        return cases.urgings_of(hall.clerk, hall.page(no).id)


def test_a_window_urges_and_handler_representative_and_supervision_read_it(
    hall: Hall, lead: Actor, overseer: Actor
) -> None:
    no = hall.accepted()
    urge(window(hall), no)
    (row,) = urgings(hall, no)
    assert (row.urger_label, row.by_name, row.said, row.state) == ("窗口", "李晓云", "申请人来问了两次", "open")
    for actor in (hall.officer, lead, overseer):
        assert any("窗口 李晓云 催办。申请人来问了两次" in text for text in found(actor, clock.now())), actor.name


def test_a_representative_and_supervision_urge_as_what_they_are(hall: Hall, lead: Actor, overseer: Actor) -> None:
    no = hall.accepted()
    urge(lead, no), urge(overseer, no)
    assert [u.urger for u in reversed(urgings(hall, no))] == ["representative", "supervisor"]
    with reading(lead):
        needs = list(Message.objects.order_by("pk").values_list("needs", flat=True))
    assert needs == ["case.decide", "deadline.read", "case.decide", "case.lead"], "who urges is not told of it apart"


def test_an_urging_by_staff_says_why(hall: Hall) -> None:
    no = hall.accepted()
    with pytest.raises(Invalid) as told:
        urge(window(hall), no, reason=" ")
    assert told.value.field == "reason"
    with pytest.raises(Denied):
        urge(hall.clerk, no)


def test_the_applicant_urges_by_his_code_once_in_so_many_days(hall: Hall) -> None:
    no = hall.accepted()
    by_code(hall, no)
    with pytest.raises(Refused) as told:
        by_code(hall, no)
    assert told.value.code == "urging.too_soon" and told.value.facts["again"] == "11-26"
    with clock.at(at(date(2026, 11, 26), 0, 1)):
        by_code(hall, no, reason="着急开业")
    assert [u.said for u in urgings(hall, no)] == ["着急开业", ""]
    assert all(u.by_name == "" for u in urgings(hall, no)), "the applicant needs no name here"


def test_where_nothing_is_owed_nothing_is_urged(hall: Hall) -> None:
    no = hall.open()["no"]
    with pytest.raises(Refused) as told:
        by_code(hall, no)
    assert told.value.code == "urging.nothing_owed"


def test_a_code_opens_its_own_center_and_case_only(hall: Hall, other_hall: Hall) -> None:
    no = hall.accepted()
    code = hall.page(no).tracking_code
    for actor, given in (
        (Actor.citizen(other_hall.id), code),
        (Actor.citizen(hall.id), "2222-3333-4444"),
        (Actor.citizen(hall.id), ""),
    ):
        with pytest.raises(Missing):
            cases.urge_by_code(actor=actor, code=given)
    with pytest.raises(Refused):
        cases.urge_by_code(actor=window(hall), code=code)


def test_the_same_button_twice_is_one_urging(hall: Hall) -> None:
    no = hall.accepted()
    for _ in range(2):
        cases.urge(actor=window(hall), key="k", case=no, reason="急")
    assert len(urgings(hall, no)) == 1


def test_an_answer_goes_back_to_who_urged(hall: Hall) -> None:
    no = hall.accepted()
    urge(window(hall), no), by_code(hall, no)
    mine, his = sorted(urgings(hall, no), key=lambda u: u.urger, reverse=True)
    cases.answer_urging(actor=hall.officer, urging=mine.id, reply="明天现场核查")
    cases.answer_urging(actor=hall.officer, urging=his.id, reply="11月25日办结")
    assert any("明天现场核查" in text for text in found(window(hall), clock.now()))
    with reading(hall.clerk):
        sms = Message.objects.get(channel="sms")
        assert sms.template == "case.urging_answered" and sms.facts["answer"] == "11月25日办结" and sms.facts["guide"]
    assert {u.state for u in urgings(hall, no)} == {"answered"}
    with pytest.raises(Refused) as told:
        cases.answer_urging(actor=hall.officer, urging=mine.id, reply="再答一次")
    assert told.value.code == "urging.wrong_state"


def test_another_department_does_not_answer(hall: Hall, other_hall: Hall) -> None:
    no = hall.accepted()
    urge(window(hall), no)
    (row,) = urgings(hall, no)
    stranger = replace(hall.officer, id=uuid4(), department_id=hall.other_department)
    for actor in (stranger, other_hall.officer):
        with pytest.raises(Missing):
            cases.answer_urging(actor=actor, urging=row.id, reply="好")
    with pytest.raises(Missing):
        cases.answer_urging(actor=hall.officer, urging="nonsense", reply="好")
    with pytest.raises(Invalid):
        cases.answer_urging(actor=hall.officer, urging=row.id, reply="")


def test_the_applicant_reads_what_was_done_in_plain_words(hall: Hall, overseer: Actor) -> None:
    no = hall.accepted()
    run(hall, at(DUE))
    late = at(DUE + timedelta(days=1))
    run(hall, late)
    with clock.at(late + timedelta(hours=1)):
        urge(overseer, no)
        made = by_code(hall, no)
    with clock.at(late + timedelta(hours=2)):
        cases.answer_urging(actor=hall.officer, urging=made["urging"], reply="今天发证")
        with reading(Actor.citizen(hall.id)):
            lines = cases.nudges(hall.id, hall.page(no).id)
    assert [(n.words, n.answer) for n in lines] == [
        ("您已催办。", "今天发证"),
        ("监督人员已督办。", ""),
        ("已超过承诺期限，系统已通知经办人、部门负责人和监督人员。", ""),
        ("承诺期限将到，系统已提醒经办人和部门负责人。", ""),
    ] or {lines[0].words, lines[1].words} == {"您已催办。", "监督人员已督办。"}
    assert "督查" not in repr(lines) and "申请人来问" not in repr(lines)


def test_lines_of_a_list_are_marked(hall: Hall) -> None:
    urged, quiet = hall.accepted(), hall.accepted()
    urge(window(hall), urged)
    run(hall, at(DUE))
    ids = {no: hall.page(no).id for no in (urged, quiet)}
    with reading(hall.officer):
        found_ = cases.marks(hall.officer, ids.values())
        assert found_[ids[urged]] == cases.CaseMarks("warn", 1, 1) and found_[ids[quiet]] == cases.CaseMarks(
            "warn", 0, 0
        )
        assert cases.unanswered(hall.officer) == 1
        rows = cases.urging_list(hall.officer, state="open").rows
        assert [r.row.no for r in rows] == [urged]
        assert len(cases.reminder_list(hall.officer, light="yellow").rows) == 2
        assert cases.reminder_list(hall.officer, light="red").rows == []


def test_a_list_goes_on_by_its_mark_and_shows_only_one_s_own_department(hall: Hall) -> None:
    for _ in range(3):
        urge(window(hall), hall.accepted())
    with reading(hall.officer):
        first = cases.urging_list(hall.officer, size=2)
        rest = cases.urging_list(hall.officer, size=2, after=first.after)
        assert (len(first.rows), len(rest.rows), rest.after) == (2, 1, "")
        with pytest.raises(Invalid):
            cases.urging_list(hall.officer, after="nonsense")
    other = replace(hall.officer, department_id=hall.other_department)
    with reading(other):
        assert cases.urging_list(other).rows == [] and cases.unanswered(other) == 0


def test_the_center_sets_the_gap(hall: Hall) -> None:
    no = hall.accepted()
    places.change_center(actor=hall.system, settings={"urge_gap_days": 0})
    by_code(hall, no), by_code(hall, no)
    assert len(urgings(hall, no)) == 2


@pytest.mark.parametrize(
    ("state", "last", "today", "why", "again"),
    [
        ("accepted", None, date(2026, 11, 27), "", None),
        ("draft", None, date(2026, 11, 27), "urging.nothing_owed", None),
        ("correcting", None, date(2026, 11, 27), "urging.nothing_owed", None),  # the applicant owes
        ("closed", None, date(2026, 11, 27), "urging.nothing_owed", None),
        ("accepted", Earlier(date(2026, 11, 27), False), date(2026, 12, 1), "urging.too_soon", date(2026, 12, 2)),  # a weekend
        ("accepted", Earlier(date(2026, 11, 27), True), date(2026, 12, 1), "urging.too_soon", date(2026, 12, 2)),
        ("accepted", Earlier(date(2026, 11, 27), False), date(2026, 12, 2), "", None),
        ("decided", Earlier(date(2026, 9, 30), False), date(2026, 10, 9), "urging.too_soon", date(2026, 10, 12)),  # a holiday; 10 October is worked
    ],
)  # fmt: skip
def test_when_a_case_may_be_urged(state: str, last: Earlier | None, today: date, why: str, again: date | None) -> None:
    found_why, found_again = reminding.may_urge(state, last, today, 3, published())
    assert found_why == why
    assert found_again == again or (again == date(2026, 10, 12) and found_again == date(2026, 10, 10))


def test_messages_about_a_case_are_found_by_it(hall: Hall) -> None:
    no = hall.accepted()
    urge(window(hall), no)
    with reading(hall.clerk):
        lines = messages.messages_about(hall.clerk, f"case:{hall.page(no).id}")
    assert [line.channel for line in lines] == ["inbox"] * 3
