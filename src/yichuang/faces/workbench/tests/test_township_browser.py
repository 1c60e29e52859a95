"""A day of a township center: three windows, one screen, no kiosk, and one computer that two clerks share (DB50/T 1603-2024, 4.2.2, 5.2)."""

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
from yichuang.domains.catalog import api as catalog
from yichuang.domains.documents import api as documents
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation.actor import Actor
from yichuang.foundation.identity import make_uscc
from yichuang.foundation.ids import uuid7
from yichuang.foundation.scope import reading

from .browser import Hands, clerk_at, serving
from .conftest import PERSON
from .test_browser import barriers, fits

pytestmark = pytest.mark.browser
PASSWORD = "township-day-2026"
PINS = {"T01": "739146", "T02": "480275"}
NAMES = {"T01": "罗小满", "T02": "谢长河"}


@dataclass
class Township:
    """The center, its address on this machine, and its clock."""

    system: Actor
    screen_key: str
    url: str
    to: Callable[[int, int], None]

    def case(self, no: str) -> cases.CaseView:
        with reading(self.system):
            return cases.case_page(self.system, no)

    def paper(self, no: str, kind: str) -> str:
        """What stands on the copy that is served, without spaces."""
        with reading(self.system):
            subject = f"case:{cases.case_page(self.system, no).id}"
            paper = next(p for p in documents.papers_of(self.system, subject) if p.kind == kind)
            pdf = documents.paper_bytes(self.system, subject, paper.id, "service").pdf
        return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


@pytest.fixture
def township(demo_db: None, open_day: datetime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Township]:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's loop runs in this thread
    file = tmp_path / "clock"
    monkeypatch.setenv("YICHUANG_TEST_CLOCK_FILE", str(file))
    monkeypatch.setenv("YICHUANG_TEST_CLOCK", "1")

    def to(hour: int, minute: int = 0) -> None:
        file.write_text(str((open_day + timedelta(hours=hour, minutes=minute) - datetime.now(UTC)).total_seconds()))

    to(8, 40)
    act = Actor.system(uuid7(), channel="cli")
    places.found_center(
        actor=act, code="qingshi", name="青石镇便民服务中心", region="500199", phone="023-00003000", supervision_phone="023-00003001",
        address="青石镇政务街 2 号", is_demo=True,
    )  # fmt: skip
    screen = _furnish(act)
    _staff(act)
    with serving() as url:
        yield Township(act, screen, url, to)


def _furnish(act: Actor) -> str:
    """Three windows in one room, one screen on its wall; its key."""
    places.set_opening_hours(actor=act, week={str(day): [["09:00", "12:00"], ["14:00", "17:30"]] for day in range(5)})
    places.add_zone(actor=act, code="Q", name="便民大厅")
    for n in "123":
        places.add_window(actor=act, code=n, name="综合窗口", kind="service", zone="Q")
    unit = places.add_department(
        actor=act, code="qs", name="青石镇人民政府", short_name="青石镇", uscc=make_uscc("11500199701000009"), phone="023-00003002",
        review_organ="云岭区人民政府", court="云岭区人民法院", seal_mode="sample",
    )  # fmt: skip
    queueing.set_up_queue(actor=act, code="Z", name="综合")
    catalog.offer_item(actor=act, code="S17", department_id=UUID(unit["id"]), group="Z")
    for n in "123":
        queueing.serve_queues(actor=act, window=n, queues=["Z"])
    screen = places.add_device(actor=act, code="wall", name="大厅屏", kind="hall_screen")
    return str(places.new_device_key(actor=act, device_id=UUID(screen["id"])))


def _staff(act: Actor) -> None:
    for badge, name in NAMES.items():
        made = people.add_staff(
            actor=act, username=badge.lower(), password=PASSWORD, name=name, post="综合窗口", badge_no=badge
        )
        for role in ("clerk", "delivery", "guide"):
            people.grant_role(actor=act, staff_id=UUID(made["id"]), role=role)


def log_in(pc: Hands, url: str, badge: str) -> None:
    pc.page.goto(f"{url}/login/")
    pc.page.fill("[name=username]", badge.lower())
    pc.page.fill("[name=password]", PASSWORD)
    pc.press("Enter")
    pc.page.wait_for_url("**/desk/window/")


def keep_pin(pc: Hands, url: str, badge: str) -> None:
    pc.page.goto(f"{url}/account/")
    pc.page.fill("[name=password]", PASSWORD)
    pc.page.fill("[name=pin]", PINS[badge])
    pc.press("Enter")
    pc.page.wait_for_url("**/account/?saved=1")


def change_hands(pc: Hands, url: str, badge: str) -> None:
    """The other clerk takes the chair: his badge, his PIN, and nothing of the first stays open."""
    pc.page.goto(f"{url}/switch/")
    pc.page.fill("[name=badge]", badge)
    pc.page.fill("[name=pin]", PINS[badge])
    pc.see("switch-in").click()
    pc.page.wait_for_url("**/desk/window/")


def sit(pc: Hands, url: str, window: str) -> None:
    pc.page.goto(f"{url}/desk/window/")
    pc.see(f"sit-{window}").click()
    pc.page.wait_for_url("**/desk/")


def confirm(pc: Hands, url: str, kind: str) -> None:
    """The check of the post: one confirmation, and for each paper that still lies here the reason (5.2.3.1)."""
    pc.page.goto(f"{url}/desk/check/{kind}/")
    for reason in pc.page.locator('[name^="pending."]').all():
        reason.fill("明早由镇里通讯员送区烟草局")
    pc.see("confirm-check").click()
    pc.page.wait_for_url(lambda address: "/check/" not in address)


def close(pc: Hands, url: str) -> None:
    """The last things of the day at this post."""
    confirm(pc, url, "closing")
    pc.see("close-window").click()
    pc.see("confirm-close").click()
    pc.page.wait_for_url("**/desk/window/")


def accept(pc: Hands, name: str, id_no: str) -> str:
    """From the item to the acceptance; the case's number."""
    pc.see("item-search")
    pc.type("s17")
    pc.press("Enter")
    pc.see("party-name")
    pc.personal(name)
    pc.press("Tab")
    pc.personal(id_no)
    pc.press("Enter")
    pc.see("all-received")
    pc.press("a")
    pc.page.wait_for_selector('[data-testid="outcome-accept"]:not([disabled])')
    pc.press("F6")
    pc.see("confirm")
    pc.press("Enter")
    pc.see("paper-acceptance")
    return str(pc.see("case-no").inner_text())


def wall(browser: Browser, town: Township) -> Page:
    page = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN").new_page()
    page.goto(f"{town.url}/device/enrol/")
    page.locator('[name="device_key"]').fill(town.screen_key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/screen/hall/")
    return page


def test_a_day_with_three_windows_one_screen_no_kiosk_and_one_computer_for_two(township: Township) -> None:
    url = township.url
    with clerk_at(url, "") as pc:
        assert pc.page.context.browser is not None
        screen = wall(pc.page.context.browser, township)
        for badge in ("T02", "T01"):  # each sets his PIN once
            log_in(pc, url, badge)
            keep_pin(pc, url, badge)
        # the morning: the post is looked over, and somebody steps up who has no number
        sit(pc, url, "1")
        confirm(pc, url, "opening")
        township.to(9, 5)
        pc.see("walk-in")
        assert fits(pc) and barriers(pc) == []
        pc.press("F5")
        pc.see("item-search")
        assert fits(pc) and barriers(pc) == []
        first = accept(pc, PERSON["name"], PERSON["id_no"])
        # two come at once: the clerk gives numbers from his own desk, and the wall says whose turn it is
        pc.page.goto(f"{url}/desk/guide/")
        number = ""
        for _ in range(2):
            pc.see("take-queue-Z").click()
            given = pc.page.get_by_test_id("given").locator("b").filter(has_not_text=number or "nothing yet")
            number = given.inner_text()
        pc.page.goto(f"{url}/desk/")
        pc.press("F2")
        called = pc.see("ticket-number").inner_text()
        assert called != number
        screen.reload()
        expect(screen.locator("main")).to_contain_text(called)
        pc.press("F5")
        second = accept(pc, PERSON["name"], PERSON["id_no"])
        pc.press("Alt+w")
        pc.see("call-next")
        # the other clerk sits down at the same computer, at a window of his own
        pc.press("F9")
        pc.see("seals-away")
        pc.press("s")
        pc.press("F9")
        pc.see("locked")
        township.to(10, 30)
        change_hands(pc, url, "T02")
        sit(pc, url, "2")
        confirm(pc, url, "opening")
        screen.reload()
        expect(screen.locator("main")).to_contain_text("暂停服务")
        pc.press("F2")
        assert pc.see("ticket-number").inner_text() == number
        pc.press("F5")
        third = accept(pc, PERSON["name"], PERSON["id_no"])
        pc.press("Alt+w")
        pc.see("call-next")
        # at noon his post is looked over and closed, and the wall says when it goes on
        township.to(12, 5)
        close(pc, url)
        screen.reload()
        expect(screen.locator("body")).to_contain_text("14:00")
        # the afternoon at the third window; whoever still waits when the hall closes is served all the same (5.3.4)
        township.to(14)
        sit(pc, url, "3")
        confirm(pc, url, "opening")
        township.to(17, 25)
        pc.page.goto(f"{url}/desk/guide/")
        pc.see("take-queue-Z").click()
        last = pc.see("given").locator("b").inner_text()
        township.to(17, 31)
        pc.page.goto(f"{url}/desk/")
        screen.reload()
        expect(screen.locator("body")).to_contain_text("今天的服务已结束")
        pc.press("F2")
        assert pc.see("ticket-number").inner_text() == last
        screen.reload()
        expect(screen.locator("main")).to_contain_text(last)
        pc.press("F5")
        fourth = accept(pc, PERSON["name"], PERSON["id_no"])
        township.to(17, 48)
        pc.press("Alt+w")
        pc.see("call-next")
        pc.page.goto(f"{url}/desk/late/")
        expect(pc.page.locator("main")).to_contain_text(last)
        # the evening: both posts are looked over and closed, each by his own hand
        close(pc, url)
        change_hands(pc, url, "T01")
        sit(pc, url, "1")  # his PIN has shown that it is he: the pause of the morning ends
        close(pc, url)
        screen.reload()
        expect(screen.locator("body")).to_contain_text("今天的服务已结束")
    for no, badge in ((first, "T01"), (second, "T01"), (third, "T02"), (fourth, "T02")):
        assert township.case(no).state == "accepted"
        assert f"经办人：{NAMES[badge]}" in township.paper(no, "acceptance")
    with reading(township.system):
        assert {w.code: w.state for w in queueing.desks(township.system)} == {
            "1": "closed",
            "2": "closed",
            "3": "closed",
        }
        assert queueing.board(township.system).queues[0].waiting == 0
