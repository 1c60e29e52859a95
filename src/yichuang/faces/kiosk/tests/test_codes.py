"""Progress and rating with the code on the slip."""

import pytest

from yichuang.domains.queueing import api as queueing


@pytest.fixture
def ticket(staff):
    return queueing.issue_ticket(actor=staff, queue="A")


def ask(kiosk, purpose: str, code: str):
    return kiosk.post(f"/kiosk/code/{purpose}/", {"code": code})


def serve(staff, ticket):
    called = queueing.call_next(actor=staff, window="1")["ticket"]
    assert called["id"] == ticket["id"]
    queueing.start(actor=staff, ticket=ticket["id"])
    queueing.finish(actor=staff, ticket=ticket["id"])


def test_the_keypad_has_the_signs_of_a_code(kiosk):
    page = kiosk.get("/kiosk/code/progress/").content.decode()
    assert page.count("data-sign-key=") == 32
    assert 'data-sign-key="1"' not in page


def test_a_waiting_number_says_how_many_are_ahead(kiosk, ticket):
    page = ask(kiosk, "progress", ticket["tracking_code"]).content.decode()
    assert ticket["number"] in page
    assert "前面 0 人" in page


def test_typed_without_hyphens_and_small_it_is_the_same_code(kiosk, ticket):
    answer = ask(kiosk, "progress", ticket["tracking_code"].replace("-", "").lower())
    assert answer.status_code == 200


def test_a_wrong_code_says_so_and_keeps_the_keypad(kiosk):
    answer = ask(kiosk, "progress", "ABCDEFGHJKLM")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "没有查到这个码" in page
    assert "data-sign-key" in page


def test_a_visit_is_rated_once(kiosk, staff, ticket):
    serve(staff, ticket)
    page = ask(kiosk, "rate", ticket["tracking_code"]).content.decode()
    assert page.count('name="grade"') == 5
    assert "非常满意" in page
    first = kiosk.post("/kiosk/rate/", {"code": ticket["tracking_code"], "grade": "4", "key": "a"})
    assert "谢谢您的评价" in first.content.decode()
    again = kiosk.post("/kiosk/rate/", {"code": ticket["tracking_code"], "grade": "5", "key": "b"})
    assert again.status_code == 409
    assert "没有评价成" in again.content.decode()
    assert 'name="grade"' not in ask(kiosk, "rate", ticket["tracking_code"]).content.decode()


def test_before_it_is_served_there_is_nothing_to_rate(kiosk, ticket):
    page = ask(kiosk, "rate", ticket["tracking_code"]).content.decode()
    assert 'name="grade"' not in page


def test_a_grade_that_does_not_exist_is_refused(kiosk, staff, ticket):
    serve(staff, ticket)
    answer = kiosk.post("/kiosk/rate/", {"code": ticket["tracking_code"], "grade": "9", "key": "c"})
    assert answer.status_code == 422
