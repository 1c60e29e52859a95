"""The turns of a story at the desk: another item, a second telling."""

from yichuang.domains.cases import api as cases
from yichuang.foundation.scope import reading

from .test_cases import defect, text


def test_another_item_is_looked_for_shown_and_taken(desk):
    no = desk.open(ticket=desk.serve())
    code = desk.case(no).materials[0].code
    defect(desk, no, code, "received")
    choice = text(desk.get("desk_item_change", no, q="S05"))
    assert 'id="item-S05"' in choice and 'id="item-S17"' not in choice
    shown = text(desk.get("desk_item_change", no, item="S05"))
    assert f"keep.{code}" in shown and "改办原因" in shown
    answer = desk.post("desk_item_change", no, item="S05", reason="选错事项", **{f"keep.{code}": "M1"})
    assert answer.status_code == 200 and desk.case(no).row.item_code == "S05"
    assert desk.case(no).materials[0].status == "received"


def test_the_way_to_another_item_is_closed_by_the_notice(desk):
    no = desk.open(ticket=desk.serve())
    assert "change-item" in text(desk.page("desk_home", case=no))
    desk.receive_all(no)
    defect(desk, no, desk.case(no).materials[0].code, "wrong")
    desk.post("desk_intake", no, outcome="one_time_notice")
    assert "change-item" not in text(desk.page("desk_home", case=no))
    assert desk.post("desk_item_change", no, item="S05", reason="选错事项").status_code == 409


def test_an_item_that_nobody_knows_is_not_there(desk):
    no = desk.open(ticket=desk.serve())
    assert desk.get("desk_item_change", no, item="X99").status_code == 404


def test_a_second_telling_is_explained_refused_and_in_the_book(desk):
    no = desk.open(ticket=desk.serve())
    desk.receive_all(no)
    first, second = [m.code for m in desk.case(no).materials if m.required][:2]
    defect(desk, no, first, "missing")
    desk.post("desk_intake", no, outcome="one_time_notice")
    desk.post("desk_correction", no, brought=[first])
    defect(desk, no, second, "wrong")
    page = text(desk.page("desk_home", case=no))
    assert 'data-testid="withheld"' in page and desk.case(no).notices[0].paper_no in page
    assert "不得二次告知" in text(desk.get("desk_outcome", no, "one_time_notice"))
    answer = desk.post("desk_intake", no, outcome="one_time_notice")
    assert answer.status_code == 409 and "二次告知台账" in text(answer)
    book = text(desk.page("office_tellings"))
    assert no in book and "100.0%" in book
    desk.post("desk_intake", no, outcome="accept")
    assert desk.case(no).state == "accepted"


def test_the_book_takes_days_and_shrugs_off_nonsense(desk):
    empty = text(desk.page("office_tellings", since="2020-01-01", until="2020-01-02"))
    assert "这段时间没有人要求二次告知" in empty
    assert desk.page("office_tellings", since="x", until="9999-99-99").status_code == 200


def test_what_papers_show_is_put_down_compared_marked_or_explained(desk):
    no = desk.open("S04", ticket=desk.serve(), **{"situation.subject": "sole"})
    desk.receive_all(no)
    assert "核对数据" in text(desk.page("desk_home", case=no))
    desk.post("desk_values", no, code="M1", **{"value.address": "政务大道1号"})
    page = text(desk.post("desk_values", no, code="M2", **{"value.address": "政务大道9号"}))
    assert 'data-testid="difference"' in page and "政务大道9号" in page
    with reading(desk.actor):
        (one,) = cases.agreement(desk.actor, no).open
    assert "说明不一致" in text(desk.get("desk_difference", no, one.digest))
    desk.post("desk_inconsistent", no, one.digest)
    line = next(m for m in desk.case(no).materials if m.code == "M2")
    assert line.status == "inconsistent" and "请核对并更正" in line.cure
    defect(desk, no, "M2", "received")
    desk.post("desk_difference", no, one.digest, answer="written_differently", reason="新旧门牌")
    with reading(desk.actor):
        assert cases.agreement(desk.actor, no).open == ()
    desk.post("desk_values", no, code="M2", clear="address")
    with reading(desk.actor):
        assert cases.agreement(desk.actor, no).differences == ()
    assert desk.get("desk_difference", no, one.digest).status_code == 404
