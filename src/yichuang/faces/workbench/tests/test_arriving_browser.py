"""Coming to the hall with something taken before, and what can happen at a window, played in a browser on the sample center."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from yichuang.domains.cases import api as cases
from yichuang.domains.documents import api as documents
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.tasks import look_at_bookings_of
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

from .browser import clerk_at, serving
from .conftest import PERSON, Desk, desk_of

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
KIOSK = {"width": 1080, "height": 1920}


@dataclass
class Town:
    """The running program, the day that is played, and the program's clock."""

    url: str
    day: datetime
    desk: Desk
    to: Callable[[int, int], None]


@pytest.fixture
def town(demo_db: None, open_day: datetime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Town]:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's loop runs in this thread
    file = tmp_path / "clock"
    monkeypatch.setenv("YICHUANG_TEST_CLOCK_FILE", str(file))
    monkeypatch.setenv("YICHUANG_TEST_CLOCK", "1")

    def to(hour: int, minute: int = 0) -> None:
        aim = open_day + timedelta(hours=hour, minutes=minute)
        file.write_text(str((aim - datetime.now(UTC)).total_seconds()))

    to(9)
    desk = desk_of("clerk1", "1")
    with serving() as url:
        yield Town(url, open_day, desk, to)


def guest(browser: Browser, url: str, size: dict[str, int], path: str) -> Page:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.goto(url + path)
    return page


def kiosk_of(browser: Browser, town: Town) -> Page:
    with reading(town.desk.actor):
        device = places.device_by_code(town.desk.actor.center_id, "kiosk-1")
    key = places.new_device_key(actor=Actor.system(town.desk.actor.center_id), device_id=device.id)
    page = guest(browser, town.url, KIOSK, "/device/enrol/")
    page.locator('[name="device_key"]').fill(key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/kiosk/")
    return page


def book(page: Page, town: Town, time: str, phone: str) -> str:
    """Choose today and a time, leave a phone number; the code."""
    page.goto(f"{town.url}/p/demo/book/A/?day={town.day:%Y-%m-%d}")
    page.locator("label.po-chip", has_text=time).click()
    page.locator('[name="phone"]').fill(phone)
    page.get_by_test_id("book").click()
    page.wait_for_url("**/a/**")
    expect(page.get_by_test_id("appointment-when")).to_contain_text(time)
    return page.url.rstrip("/").rpartition("/")[2]


def come(kiosk: Page, town: Town, digits: str) -> None:
    kiosk.goto(f"{town.url}/kiosk/arrive/{'?by=code' if len(digits) > 11 else ''}")
    for sign in digits:
        kiosk.locator(f'[data-sign-key="{sign}"]').click()
    kiosk.locator("[data-code-go]").click()


def test_appointments_remote_numbers_and_coming_back_with_papers(town: Town) -> None:
    with clerk_at(town.url, town.desk.client.cookies["yichuang_session"].value) as hands:
        browser = hands.page.context.browser
        assert browser is not None
        phone, kiosk = guest(browser, town.url, PHONE, "/p/demo/"), kiosk_of(browser, town)
        early, _late, missed = (
            book(phone, town, t, f"1380013560{n}") for n, t in enumerate(("13:30", "14:00", "16:30"))
        )
        # far too early, early, late
        town.to(12, 50)
        come(kiosk, town, "13800135600")
        expect(kiosk.locator("main")).to_contain_text("开始前 30 分钟起可以签到")
        town.to(13, 10)
        come(kiosk, town, "13800135600")
        kiosk.wait_for_url("**/kiosk/slip/**")
        expect(kiosk.locator("main")).to_contain_text("预约 13:30，到时优先叫号")
        town.to(14, 40)
        come(kiosk, town, "13800135601")
        kiosk.wait_for_url("**/kiosk/slip/**")
        expect(kiosk.locator("main")).to_contain_text("已过预约时间 14:00，按普通号排队")
        phone.goto(f"{town.url}/a/{early}/")
        expect(phone.get_by_test_id("appointment-state")).to_contain_text("已签到")
        # a number from afar, checked in on the phone by the digits that hang in the hall
        phone.goto(f"{town.url}/p/demo/remote/A/")
        phone.locator('[name="phone"]').fill("13800135609")
        phone.get_by_test_id("take").click()
        phone.wait_for_url("**/t/**")
        expect(phone.get_by_test_id("expected")).to_be_visible()
        phone.locator('[name="hall_code"]').fill("000000")
        phone.get_by_test_id("check-in").click()
        expect(phone.locator("main")).to_contain_text("到场码不对")
        kiosk.goto(f"{town.url}/kiosk/arrive/")
        phone.locator('[name="hall_code"]').fill(kiosk.get_by_test_id("hall-code").inner_text())
        phone.get_by_test_id("check-in").click()
        expect(phone.locator("main")).to_contain_text("前面 2 人")
        # back with papers: the same clerk
        no = _told_once(town)
        kiosk.goto(f"{town.url}/kiosk/")
        come(kiosk, town, cases_code(town, no).replace("-", ""))
        kiosk.wait_for_url("**/kiosk/slip/**")
        expect(kiosk.locator("main")).to_contain_text("1 号窗口的原经办人接着为您办")
        # nobody came
        town.to(33)  # nine o'clock of the next day
        look_at_bookings_of(center_id=str(town.desk.actor.center_id))
        phone.goto(f"{town.url}/a/{missed}/")
        expect(phone.get_by_test_id("appointment-state")).to_contain_text("没有到场")


def cases_code(town: Town, no: str) -> str:
    return town.desk.case(no).tracking_code


def _told_once(town: Town) -> str:
    """Somebody was here in the morning and got a one-time notice; his case's number."""
    desk = town.desk
    ticket = desk.ticket("B")
    queueing.call_chosen(actor=desk.actor, window="1", ticket=ticket["id"], reason="试")
    queueing.start(actor=desk.actor, ticket=ticket["id"])
    return desk.tell_once(ticket["id"])


OTHER = {"parties.0.name": "陈国华"}


def test_a_missed_call_a_transfer_and_two_cases_with_the_right_name_on_each_paper(town: Town) -> None:
    desk = town.desk
    desk_of("clerk2", "2")
    first, second = desk.ticket("A"), desk.ticket("A")
    with clerk_at(town.url, desk.client.cookies["yichuang_session"].value) as hands:
        hands.see("call-next")
        hands.press("F2")
        hands.see("no-show")
        hands.press("F4")
        hands.see(f"requeue-{first['number']}").click()
        expect(hands.page.get_by_test_id(f"requeue-{first['number']}")).to_have_count(0)
        # the next is called, and sent on to window 2 with a line
        hands.see("call-next")
        hands.press("F2")
        hands.see("start")
        hands.press("F5")
        hands.see("finish")
        hands.press("F10")
        hands.page.locator("#f-window").select_option("2")
        hands.page.locator("#f-why").fill("转到二号")
        hands.page.get_by_test_id("confirm").click()
        hands.see("call-next")
        # somebody out of turn, with a reason
        third = desk.ticket("A")
        hands.page.reload()
        hands.see("waiting-list").click()
        hands.page.locator("#f-reason").fill("老人身体不适")
        hands.page.locator("tr", has_text=third["number"]).get_by_test_id("call-chosen").click()
        expect(hands.page.get_by_test_id("ticket-number")).to_have_text(third["number"])
        hands.press("F5")
        hands.see("finish")
        names = _two_cases(desk, third["id"])
        hands.page.reload()
        for tab, (no, name) in enumerate(names.items()):
            hands.page.get_by_test_id("case-tab").nth(tab).click()
            expect(hands.page.get_by_test_id("case-no")).to_have_text(no)
            expect(hands.page.locator(".wb-who")).to_contain_text(name)
        _right_names(desk, names)
    with reading(desk.actor):
        sent = queueing.ticket(desk.actor, UUID(second["id"]))
        chain = [(h.act, h.staff_name) for h in queueing.hands(desk.actor, sent.id)]
    assert (sent.for_window, sent.first_contact) == ("2", desk.actor.name)
    assert [act for act, _ in chain] == ["issued", "started", "sent_on"]


def _two_cases(desk: Desk, ticket: str) -> dict[str, str]:
    """Two people's cases in one visit, both accepted."""
    found = {desk.open(ticket=ticket): PERSON["name"]}
    found[desk.open(ticket=ticket, **OTHER)] = OTHER["parties.0.name"]
    for no in found:
        desk.receive_all(no)
        cases.decide_intake(actor=desk.actor, case=no, outcome="accept")
    return found


def _right_names(desk: Desk, names: dict[str, str]) -> None:
    """Every paper of each case names its own applicant and nobody else's."""
    seen = 0
    for no, name in names.items():
        subject = f"case:{desk.case(no).id}"
        with reading(desk.actor):
            papers = documents.papers_of(desk.actor, subject)
            files = [documents.paper_bytes(desk.actor, subject, p.id, "archive").pdf for p in papers]
        for data in files:
            said = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())
            assert name in said
            assert not [other for other in names.values() if other != name and other in said]
            seen += 1
    assert seen >= 2
