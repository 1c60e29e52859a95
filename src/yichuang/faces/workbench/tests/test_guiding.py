"""The guide's desk: what, where, whom; a number or a slip in two clicks; people with appointments; the rest of the day."""

import base64
import html
import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest

from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock
from yichuang.foundation.scope import reading

from .conftest import desk_of


@pytest.fixture
def guide(demo_db, open_day):
    with clock.at(open_day.replace(hour=9, minute=30)):
        yield desk_of("clerk1", "1")


def test_an_item_is_found_with_its_windows_its_department_and_who_sits_behind(guide):
    said = guide.page("desk_guide", q="spjy").content.decode()
    assert 'data-testid="take-S04"' in said
    assert "号窗口" in said and "市场监督管理局" in said and "后台" in said
    assert "没有找到这样的事项" in guide.page("desk_guide_found", q="zzzz").content.decode()


def test_a_number_is_given_in_the_guides_name_and_a_mere_question_gets_the_slip(guide):
    answer = guide.client.post("/desk/guide/take/", {"key": "a", "item": "S04", "priority": "elder", "needs": ["sign"]})
    said = guide.client.get(answer["Location"]).content.decode()
    with reading(guide.actor):
        (made,) = queueing.waiting_list(guide.actor)
        chain = [(h.act, h.staff_name) for h in queueing.hands(guide.actor, made.id)]
    assert made.number in said
    assert (made.priority_reason, made.needs, made.source) == ("elder", ("sign", "elder"), "guide")
    assert (made.first_contact, chain) == (guide.actor.name, [("issued", guide.actor.name)])
    answer = guide.client.post("/desk/guide/ask/", {"key": "b", "item": "S04"})
    said = guide.client.get(answer["Location"]).content.decode()
    assert 'data-testid="told"' in said
    address = re.search(r'href="(/desk/guide/slip/[^"]+)"', said)
    assert address
    pdf = guide.client.get(address[1])
    assert pdf["Content-Type"] == "application/pdf"


def test_the_number_is_printed_from_the_guides_desk_by_the_browser_or_the_printer_beside_it(guide):
    answer = guide.client.post("/desk/guide/take/", {"key": "a", "item": "S04"})
    said = guide.client.get(answer["Location"]).content.decode()
    with reading(guide.actor):
        (made,) = queueing.waiting_list(guide.actor)
        code = queueing.ticket(guide.actor, made.id).tracking_code
    body = re.search(r'data-bridge="printer"[^>]*data-bridge-body="([^"]+)"', said)
    assert body
    written = base64.b64decode(json.loads(html.unescape(body[1]))["data"]).decode("gb18030", "replace")
    assert made.number in written and code in written
    page = guide.client.get(f"/desk/guide/number/{made.id}/").content.decode()
    assert "data-print-now" in page and f"{made.number}</h1>" in page and code in page
    assert "食品经营许可" in page and "号窗口" in page and "前面" in page
    assert guide.client.get(f"/desk/guide/number/{uuid4()}/").status_code == 404


def test_the_days_appointments_stand_there_and_are_checked_in_with_one_click(guide, open_day):
    made = queueing.book(
        actor=guide.actor, queue="A", starts=open_day.replace(hour=10), phone="13800135678", name="陈国华"
    )
    said = guide.page("desk_guide").content.decode()
    assert f'data-testid="arrive-{made["code"]}"' in said and "陈**" in said and "13800135678" not in said
    answer = guide.client.post("/desk/guide/check-in/", {"key": "c", "code": made["code"]})
    assert "预约 10:00" in guide.client.get(answer["Location"]).content.decode()
    again = guide.client.post("/desk/guide/check-in/", {"key": "d", "code": made["code"]})
    assert again.status_code == 409 and "已经签到" in again.content.decode()


def test_the_rest_of_the_day_is_carried_over_by_name(guide, open_day):
    made = guide.ticket("A")
    sent = {"key": "e", "tickets": [made["id"]], "to": f"{open_day + timedelta(days=1):%Y-%m-%d}", "reason": "停电"}
    assert guide.client.post("/desk/guide/carry/", {**sent, "key": "f", "reason": ""}).status_code == 422
    assert guide.client.post("/desk/guide/carry/", sent).status_code == 302
    with reading(guide.actor):
        seen = queueing.ticket(guide.actor, made["id"])
    assert (seen.number, seen.carried_by) == (f"{made['number']}+", guide.actor.name)


def test_a_chosen_person_needs_a_reason_at_the_desk(guide):
    guide.ticket("A")
    second = guide.ticket("A")
    assert "请写明原因" in guide.post("desk_call_chosen", second["id"], reason="").content.decode()
    assert second["number"] in guide.post("desk_call_chosen", second["id"], reason="老人身体不适").content.decode()
