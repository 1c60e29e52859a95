"""Urging at the window: a dialog that asks why, and what the desk shows of it afterwards."""

from yichuang.domains.cases import api as cases
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

from .test_cases import text


def accepted(desk):
    no = desk.open(ticket=desk.serve())
    desk.receive_all(no)
    desk.post("desk_intake", no, outcome="accept")
    return no


def test_a_clerk_urges_for_the_person_before_him_and_reads_the_answer(desk):
    no = accepted(desk)
    assert 'data-testid="urge"' in text(desk.page("desk_home", case=no))
    assert "替申请人催办" in text(desk.get("desk_urge", no))
    answer = desk.post("desk_urge", no, reason="第二次来问")
    assert answer.status_code == 200 and "等待部门答复" in text(answer)
    case = desk.case(no)
    system = Actor.system(case_center(desk))
    with reading(system):
        (urging,) = cases.urgings_of(system, case.id)
    cases.answer_urging(actor=system, urging=urging.id, reply="周五办结")
    assert "部门答复：周五办结" in text(desk.page("desk_home", case=no))


def case_center(desk):
    from yichuang.domains.places import api as places

    return places.center_by_code("demo").id


def test_an_urging_says_why_and_is_not_repeated_at_once(desk):
    no = accepted(desk)
    assert desk.post("desk_urge", no, reason=" ").status_code == 422
    desk.post("desk_urge", no, reason="第二次来问")
    again = desk.post("desk_urge", no, reason="第三次来问")
    assert again.status_code == 409 and "刚催办过" in text(again)


def test_a_case_at_intake_has_no_such_button(desk):
    no = desk.open(ticket=desk.serve())
    assert 'data-testid="urge"' not in text(desk.page("desk_home", case=no))
