"""The tablet on the counter: one thing at a time."""

import re

from yichuang.domains.delivery import api as delivery
from yichuang.domains.feedback import api as feedback
from yichuang.foundation.scope import reading

STROKES = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCAyMDAgMTAwIiB3aWR0aD0iMjAwIiBoZWlnaHQ9IjEwMCI+PHBhdGggZD0iTTEwIDEwTDQwIDQwTDkwIDIwIiBmaWxsPSJub25lIiBzdHJva2U9IiMxMTEiIHN0cm9rZS13aWR0aD0iMyIgc3Ryb2tlLWxpbmVjYXA9InJvdW5kIiBzdHJva2UtbGluZWpvaW49InJvdW5kIi8+PC9zdmc+"
"""As sign.js makes it."""


def now(tablet, **query) -> str:
    return tablet.get("/screen/evaluator/1/now/", query).content.decode()


def value(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page).group(1)


def test_it_says_who_serves_and_which_number(hall):
    tablet = hall.enrol("evaluator-1")
    hall.issue()
    number = hall.call()["number"]
    page = tablet.get("/screen/evaluator/1/").content.decode()
    assert number in page
    assert "为您服务" in page


def test_the_tablet_of_another_window_is_refused(hall):
    assert hall.enrol("evaluator-2").get("/screen/evaluator/1/").status_code == 404


def test_after_the_service_it_asks_for_a_grade_once(hall):
    tablet = hall.enrol("evaluator-1")
    hall.issue()
    hall.finish(hall.call())
    page = now(tablet)
    assert page.count('name="grade"') == 5
    sent = {"invitation": value(page, "invitation"), "grade": "5", "key": "r1"}
    thanks = tablet.post("/screen/evaluator/1/rate/", sent).content.decode()
    assert "谢谢您的评价" in thanks
    assert 'name="grade"' not in now(tablet)
    again = tablet.post("/screen/evaluator/1/rate/", {**sent, "key": "r2"})
    assert again.status_code == 200
    assert 'role="alert"' in again.content.decode()


def test_a_clerk_cannot_rate_from_his_own_machine(hall):
    tablet = hall.enrol("evaluator-1")
    hall.issue()
    hall.finish(hall.call())
    invitation = value(now(tablet), "invitation")
    answer = hall.enrol("evaluator-2").post("/screen/evaluator/1/rate/", {"invitation": invitation, "grade": "5"})
    assert answer.status_code in (403, 404)
    with reading(hall.staff):
        assert feedback.invitation_at(hall.staff, hall.window_id()) is not None


def test_a_signature_that_was_asked_for_is_drawn_here(hall):
    tablet = hall.enrol("evaluator-1")
    hall.issue()
    hall.call()
    window = hall.window_id()
    delivery.ask_signature(
        actor=hall.staff, window_id=window, subject="case:x", signer="张三丰", about="领取许可证一份"
    )
    page = now(tablet)
    assert "请 张三丰 签名" in page
    assert "领取许可证一份" in page
    sent = {"request": value(page, "request"), "signature": STROKES, "key": "s1"}
    done = tablet.post("/screen/evaluator/1/sign/", sent).content.decode()
    assert "已签好" in done
    with reading(hall.staff):
        assert delivery.signature_for(hall.staff, "case:x").state == "signed"


def test_an_empty_signature_is_refused_and_the_request_stays(hall):
    tablet = hall.enrol("evaluator-1")
    delivery.ask_signature(
        actor=hall.staff, window_id=hall.window_id(), subject="case:x", signer="张三丰", about="领取许可证一份"
    )
    page = now(tablet)
    answer = tablet.post("/screen/evaluator/1/sign/", {"request": value(page, "request"), "signature": ""})
    assert 'role="alert"' in answer.content.decode()
    assert "签名" in now(tablet)


def test_a_page_that_shows_it_already_is_left_alone(hall):
    tablet = hall.enrol("evaluator-1")
    page = now(tablet)
    answer = tablet.get("/screen/evaluator/1/now/", {"have": value(page, "have")})
    assert answer.status_code == 204
    hall.issue()
    hall.call()
    assert tablet.get("/screen/evaluator/1/now/", {"have": value(page, "have")}).status_code == 200


def test_nonsense_from_the_page_is_refused_calmly(hall):
    tablet = hall.enrol("evaluator-1")
    for path in ("sign", "rate"):
        answer = tablet.post(f"/screen/evaluator/1/{path}/", {"request": "x", "invitation": "x", "grade": "9"})
        assert answer.status_code == 200
        assert 'role="alert"' in answer.content.decode()
