"""Nobody acts, days pass: the promise turns yellow and red, those whom it concerns are told, the applicant urges and reads why.

Played on the running program with its clock moved, by the forms of its pages, and at the end looked at in a browser.
"""

import time
from datetime import timedelta

import pytest

from tests.pages.browser import context_for, launched
from tests.pages.house import MORNING, House
from tests.pages.visitors import Visitor
from yichuang.foundation.identity import make_resident_id

pytestmark = pytest.mark.browser

PERSON = {
    "role": "applicant", "kind": "person", "name": "张小云", "id_type": "resident_id", "phone": "13800001234",
    "id_no": make_resident_id("500199", (MORNING - timedelta(days=12000)).date()),
}  # fmt: skip


@pytest.fixture(scope="module")
def case(house: House) -> dict[str, str]:
    """A licence, accepted on Monday 9 November and promised for Monday 16."""
    made = house.clerk.post("/cases", center="demo", item="S04", parties=[PERSON], window="1", procedure="ordinary")
    codes = house.clerk.get(f"/cases/{made['no']}")["materials"]
    house.clerk.put(f"/cases/{made['no']}/materials", {c: {"status": "received", "copies": 1} for c in codes})
    house.clerk.post(f"/cases/{made['no']}/intake", outcome="accept")
    return {"no": made["no"], "code": made["tracking_code"]}


def told(house: House, who: str, words: str) -> str:
    """What a member of staff finds in his inbox; the job runs beside us, so it is waited for."""
    visitor = house.staff(who)
    for _ in range(60):
        page = visitor.get("/inbox/?show=all").text
        if words in page:
            return page
        time.sleep(0.5)
    raise AssertionError(f"{who} was not told: {words}")


def test_the_promise_turns_yellow_then_red_and_is_urged_and_explained(house: House, case: dict[str, str]) -> None:
    no, code = case["no"], case["code"]
    citizen = Visitor(house.url)
    house.move_clock(MORNING + timedelta(days=2))
    house.job("cases.look_for_lights", timestamp=0)
    assert "提醒办理" not in citizen.get(f"/q/{code}/").text, "on Wednesday nothing is near"

    house.move_clock(MORNING + timedelta(days=4))  # Friday: one working day is left
    house.job("cases.look_for_lights", timestamp=0)
    for who in ("dept-scjg", "rep-scjg", "supervisor"):
        assert no in told(house, who, "承诺期限 11-16 将到")
    page = citizen.get(f"/q/{code}/").text
    assert "临期" in page and "承诺期限将到，系统已提醒经办人和部门负责人。" in page

    house.move_clock(MORNING + timedelta(days=8))  # Tuesday 17: the promise has passed
    house.job("cases.look_for_lights", timestamp=0)
    for who in ("dept-scjg", "rep-scjg", "supervisor"):
        told(house, who, "已超过承诺期限 11-16")
    citizen.post(f"/q/{code}/urge/", reason="开业日期已经定了")
    told(house, "dept-scjg", "申请人催办。开业日期已经定了")
    answered(house, no, "现场核查已完成，明天发证")


def answered(house: House, no: str, words: str) -> None:
    office = house.staff("dept-scjg")
    page = office.get(f"/office/cases/{no}/").text
    office.post(
        f"/office/cases/{no}/", act="answer", urging=page.partition('name="urging" value="')[2][:36], reply=words
    )


def test_the_applicant_sees_it_on_the_phone_and_gets_the_answer_with_the_guide(
    house: House, case: dict[str, str]
) -> None:
    with launched() as browser:
        context, seen = context_for(browser, "phone", house.url)
        page = context.new_page()
        page.goto(f"{house.url}/q/{case['code']}/")
        card = page.locator('[data-testid="nudges"]').inner_text()
        assert page.locator(".yc-light--bad").inner_text().strip() == "超期"
        for words in (
            "已超过承诺期限，系统已通知经办人、部门负责人和监督人员。",
            "您已催办。",
            "部门答复：现场核查已完成，明天发证",
            "起可以再次催办",
        ):
            assert words in card
        assert seen.taken() == []
    sent = house.staff("system")
    for _ in range(60):
        page_text = sent.get("/setup/messages/?kind=case.urging_answered").text
        if "已发出" in page_text.partition("<tbody>")[2]:
            break
        time.sleep(0.5)
    listed = page_text.partition("<tbody>")[2]
    assert "现场核查已完成，明天发证" in listed and "/p/demo/items/S04/" in listed and "138****1234" in listed
    assert "13800001234" not in page_text
