"""Papers and results at the desk: printed, signed for, handed over, sent to the department."""

import re

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.tests.halls import of_unknown_rule
from yichuang.domains.delivery import api as delivery
from yichuang.domains.documents import api as documents
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.foundation.scope import reading

from .test_cases import text


@pytest.fixture
def accepted(desk):
    no = desk.open(ticket=desk.serve())
    desk.receive_all(no)
    desk.post("desk_intake", no, outcome="accept")
    return no


@pytest.fixture
def settled(desk):
    """An instant item: done on the spot, its result is ready."""
    no = desk.open("S36", ticket=desk.serve())
    desk.receive_all(no)
    desk.post("desk_intake", no, outcome="accept")
    return no


def papers(desk, no):
    with reading(desk.actor):
        return documents.papers_of(desk.actor, f"case:{desk.case(no).id}")


def test_both_copies_open_as_pdf_and_printing_is_counted(desk, accepted):
    paper = papers(desk, accepted)[0]
    viewer = text(desk.get("desk_paper", accepted, paper.id))
    assert "张小云" in viewer
    assert accepted in viewer
    for copy in ("service", "archive"):
        answer = desk.page("desk_pdf", accepted, paper.id, copy)
        assert answer.content.startswith(b"%PDF-")
        assert answer["Content-Disposition"].startswith("inline")
    assert "还没有打印" in viewer
    after = text(desk.post("desk_printed", accepted, paper.id, copy="service"))
    assert "打印归档联" in after
    assert 'data-testid="paper-acceptance"' in text(desk.post("desk_printed", accepted, paper.id, copy="archive"))
    assert papers(desk, accepted)[0].printed == 2
    assert "再次打印的原因" in text(desk.get("desk_paper", accepted, paper.id))
    assert desk.post("desk_printed", accepted, paper.id, copy="service").status_code == 422
    desk.post("desk_printed", accepted, paper.id, copy="service", reason="卡纸")
    assert papers(desk, accepted)[0].printed == 3


def test_a_paper_is_served_on_paper_or_before_witnesses(desk, accepted):
    paper = papers(desk, accepted)[0]
    assert "已向申请人宣读" in text(desk.get("desk_serve", accepted, paper.id))
    alone = desk.post("desk_serve", accepted, paper.id, mode="refused", receiver="张小云", witnesses="王五")
    assert alone.status_code == 422
    desk.post("desk_serve", accepted, paper.id, mode="refused", receiver="张小云", witnesses="王五、赵六")
    assert papers(desk, accepted)[0].served_at is not None


def test_a_signature_is_asked_for_on_the_evaluator_and_can_be_taken_back(desk, accepted):
    paper = papers(desk, accepted)[0]
    subject = f"paper:{paper.id}"
    unsigned = desk.post("desk_serve", accepted, paper.id, mode="tablet", receiver="张小云")
    assert unsigned.status_code == 422
    waiting = text(desk.post("desk_signature", subject=subject, about=paper.title, receiver="张小云"))
    assert "请来人在评价器上签名" in waiting
    with reading(desk.actor):
        asked = delivery.signature_for(desk.actor, subject)
    assert asked is not None
    assert "ask-signature" in text(desk.post("desk_signature_cancel", asked.id, subject=subject))


def sign_there(desk, subject):
    """Somebody draws on the evaluator of window 1."""
    with reading(desk.actor):
        codes = [d.code for d in places.devices(desk.actor.center_id) if d.kind == "evaluator" and d.window_code == "1"]
        asked = delivery.signature_for(desk.actor, subject)
    pad = people.actor_for_device(people.demo_device_key(codes[0]))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1L8 8" stroke="#111"/></svg>'
    delivery.sign(actor=pad, request_id=asked.id, image=svg)
    return str(asked.id)


def test_what_was_drawn_on_the_evaluator_serves_the_paper_and_hands_the_result_over(desk, settled):
    paper, case = papers(desk, settled)[0], f"case:{desk.case(settled).id}"
    for subject in (f"paper:{paper.id}", case):
        desk.post("desk_signature", subject=subject, about="驾驶证", receiver="张小云")
        asked = sign_there(desk, subject)
        shown = text(desk.get("desk_signature", subject=subject))
        assert "评价器上已签名" in shown
        assert asked in shown
        if subject == case:
            done = desk.post(
                "desk_deliver",
                settled,
                method="on_site",
                receiver_name="张小云",
                signing="pad",
                signature_request=asked,
            )
            assert "交给 张小云" in text(done)
        else:
            desk.post("desk_serve", settled, paper.id, mode="tablet", receiver="张小云")
            assert papers(desk, settled)[0].served_at is not None


def test_a_result_of_the_spot_is_handed_over_with_proof(desk, settled):
    assert "张小云" in text(desk.get("desk_deliver", settled))
    said = {"method": "on_site", "receiver_name": "张小云", "relation": "self"}
    assert desk.post("desk_deliver", settled, **said, signing="pad").status_code == 422
    done = text(desk.post("desk_deliver", settled, **said, signing="paper"))
    assert desk.case(settled).state == "delivered"
    assert "交给 张小云" in done


def test_a_result_by_post_needs_the_waybill(desk, settled):
    said = {"method": "post", "receiver_name": "张小云"}
    assert desk.post("desk_deliver", settled, **said).status_code == 422
    assert "已交邮寄" in text(desk.post("desk_deliver", settled, **said, tracking_no="EMS123", address="云岭路 1 号"))


def test_ready_results_are_found_by_number_and_by_name(desk, settled):
    cases.register_result(actor=desk.actor, case=settled)
    for asked in ("", settled, "张小云"):
        assert settled in text(desk.page("desk_results", q=asked)), asked
    assert "没有找到" in text(desk.page("desk_results", q="不在这里"))


def test_accepted_cases_are_sent_to_their_department_with_a_list(desk, accepted):
    page = text(desk.page("desk_handovers"))
    assert accepted in page
    made = desk.client.post("/desk/handovers/", {"key": "one", "cases": [accepted], "remark": "急件"})
    assert made.status_code == 302
    slip = text(desk.client.get(made["Location"]))
    assert accepted in slip
    assert "移交人" in slip
    assert re.search(r"YJ\d{8}-\d{3}", slip)
    assert "没有要移交的材料" in text(desk.page("desk_handovers"))


def test_an_empty_list_is_refused_on_the_page(desk):
    answer = desk.client.post("/desk/handovers/", {"key": "two"})
    assert answer.status_code == 422
    assert "请选择要移交的办件" in text(answer)


def test_an_item_of_a_rule_that_nobody_knows_is_received_and_sent_to_its_department(desk):
    no = desk.open("S01", ticket=desk.serve())
    of_unknown_rule(desk.actor, no)
    desk.receive_all(no)
    page = text(desk.post("desk_receipt", no))
    assert 'data-testid="hand-over-one"' in page
    assert 'data-testid="paper-receipt"' in page
    made = desk.client.post("/desk/handovers/", {"key": "one", "cases": no})
    assert no in text(desk.client.get(made["Location"]))
