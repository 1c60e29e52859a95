"""One visit, played by five people with a browser each: from the slip of the kiosk to the rating on the phone."""

import statistics
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.browser import launched
from tests.pages.house import House
from tests.pages.people import Clerk, Guest, Person
from yichuang.foundation.identity import make_resident_id

pytestmark = pytest.mark.browser

MOST_KEYS, MOST_DIALOGS, MOST_TOUCHES = 15, 2, 3
NAME, ID = "张小云", make_resident_id("500199", date(1990, 3, 7), 23)
LICENCE = "烟草专卖零售许可证核发"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as found:
        yield found


class Visit:
    """Everybody who takes part. The evaluator on the counter is a sixth screen."""

    def __init__(self, browser: Browser, house: House) -> None:
        self.house = house
        self.kiosk = Guest.arriving(browser, house, "kiosk", "/demo/device/kiosk-1/")
        self.hall = Person.arriving(browser, house, "screen", "/demo/device/hall-1/")
        self.clerk = Clerk.arriving(browser, house, "staff")
        self.department = Clerk.arriving(browser, house, "staff")
        self.phone = Guest.arriving(browser, house, "phone")
        self.evaluator = Guest.arriving(browser, house, "evaluator", "/demo/device/evaluator-1/")
        self.slip = self.number = self.case = self.tracking = ""

    @property
    def everybody(self) -> list[Person]:
        return [self.kiosk, self.hall, self.clerk, self.department, self.phone, self.evaluator]


@pytest.fixture
def visit(browser: Browser, house: House) -> Iterator[Visit]:
    found = Visit(browser, house)
    yield found
    for person in found.everybody:
        person.context.close()


def test_one_visit_from_the_slip_to_the_rating(visit: Visit) -> None:
    take_a_number(visit)
    follow_on_the_phone(visit)
    be_called(visit)
    be_heard_and_accepted(visit)
    read_every_paper_at_the_desk(visit)
    see_accepted_with_date_and_reason(visit)
    hand_over_to_the_department(visit)
    decide_and_register(visit)
    deliver_with_a_signature(visit)
    see_done_and_rate(visit)
    assert [fault for person in visit.everybody for fault in person.seen.faults] == []


def take_a_number(visit: Visit) -> None:
    """Three touches: the situation, the matter, done."""
    kiosk = visit.kiosk
    kiosk.page.wait_for_url("**/kiosk/")
    kiosk.touch('a[href="/kiosk/situations/"]')
    kiosk.touch('a[href="/kiosk/situations/food/"]')
    kiosk.touch('button[name="item"][value="S17"]')
    kiosk.page.wait_for_url("**/kiosk/slip/**")
    visit.number = kiosk.page.locator(".ki-slip__no").inner_text()
    visit.slip = kiosk.page.locator(".ki-slip__code").first.inner_text().strip()
    assert kiosk.touches <= MOST_TOUCHES
    assert visit.number == "A001" and "约等 0–10 分钟" in kiosk.text() and "1–6 号窗口" in kiosk.text()


def follow_on_the_phone(visit: Visit) -> None:
    visit.phone.go(f"/t/{visit.slip}/")
    assert visit.phone.see("ticket-number").inner_text() == visit.number
    visit.phone.reads("前面 0 人")


def be_called(visit: Visit) -> None:
    """The clerk logs in, sits down and calls; wall, window screen and phone know it without being asked."""
    clerk, hall = visit.clerk, visit.hall
    clerk.go("/desk/")
    clerk.page.get_by_label("用户名").fill("clerk1")
    clerk.page.get_by_label("密码").fill("yichuang-demo")
    clerk.page.keyboard.press("Enter")
    clerk.see("sit-1").click()
    clerk.see("call-next")
    window_screen = hall.context.new_page()
    window_screen.goto(visit.house.url + "/screen/window/1/")
    clerk.press("F2")
    expect(hall.page.locator(".sc-now__no")).to_have_text(visit.number)
    expect(window_screen.locator(".sw-no")).to_have_text(visit.number)
    visit.phone.reads("请到 1 号窗口")
    expect(visit.evaluator.page.locator("main")).to_contain_text(visit.number)
    window_screen.close()


def be_heard_and_accepted(visit: Visit) -> None:
    """From the call to receipt and acceptance: the fewest keys that the law allows."""
    clerk = visit.clerk
    clerk.see("start")
    clerk.press("F5")
    clerk.see("party-name")
    clerk.personal(NAME)
    clerk.press("Tab")
    clerk.personal(ID)
    clerk.press("Enter")
    clerk.see("all-received")
    clerk.press("a")
    expect(clerk.page.get_by_test_id("outcome-accept")).to_be_enabled()
    clerk.press("g")
    clerk.see("paper-receipt")
    clerk.press("F6")
    clerk.see("confirm")
    clerk.press("Enter")
    clerk.see("paper-acceptance")
    visit.case = clerk.see("case-no").inner_text().strip()
    print(
        f"\nkeys {len(clerk.keys)} {' '.join(clerk.keys)}; dialogs {clerk.dialogs}; letters of personal data {clerk.typed}"
    )
    assert len(clerk.keys) <= MOST_KEYS and clerk.dialogs <= MOST_DIALOGS


def read_every_paper_at_the_desk(visit: Visit) -> None:
    """Both copies of both papers, fetched as the clerk and read back."""
    clerk = visit.clerk
    for kind, title in (("receipt", "收件凭证"), ("acceptance", "受理通知书")):
        clerk.see(f"paper-{kind}").click()
        address = clerk.see("open-pdf").get_attribute("href") or ""
        for copy in ("service", "archive"):
            words = clerk.paper(address.replace("service.pdf", f"{copy}.pdf"))
            assert title in words and NAME in words and visit.case in words, f"{kind} {copy}: {words}"
        clerk.page.keyboard.press("Escape")
        clerk.page.get_by_test_id("open-pdf").wait_for(state="hidden")


def see_accepted_with_date_and_reason(visit: Visit) -> None:
    """The phone, still on the page of the slip, leads to the case, its date and why it is that date."""
    phone = visit.phone
    phone.page.locator('main a[href^="/q/"]').first.tap()
    phone.page.wait_for_url("**/q/**")
    visit.tracking = phone.page.url.rstrip("/").rsplit("/", 1)[1]
    assert "已受理" in phone.see("case-state").inner_text()
    due = phone.see("due").inner_text()
    assert due.startswith("2026年")
    assert "工作日" in phone.see("why").inner_text()
    acceptance = phone.see("paper-acceptance").get_attribute("href") or ""
    words = phone.paper(acceptance)
    assert "受理通知书" in words and due in words and LICENCE in words


def hand_over_to_the_department(visit: Visit) -> None:
    """The clerk ends the number and makes the list; the department signs for it."""
    clerk, office = visit.clerk, visit.department
    clerk.press("Alt+w")
    clerk.see("call-next")
    clerk.press("Alt+j")
    clerk.see("make-handover").click()
    clerk.see("print-handover")
    assert visit.case in clerk.text()
    office.go("/office/handovers/")
    office.page.get_by_label("用户名").fill("dept-yc")
    office.page.get_by_label("密码").fill("yichuang-demo")
    office.page.keyboard.press("Enter")
    office.page.locator('main a[href^="/office/handovers/"]:not([href*="?"])').first.click()
    office.see("take-over").click()
    expect(office.see("state")).to_have_text("已签收")


def decide_and_register(visit: Visit) -> None:
    """The department approves, and registers the licence that it has made."""
    office = visit.department
    office.go("/office/")
    office.page.locator(f'a[href="/office/cases/{visit.case}/"]').first.click()
    office.see("approve").click()
    office.see("confirm").click()
    office.see("register")
    office.page.get_by_label("证照或文书编号").fill("烟零字第500199000123号")
    office.page.keyboard.press("F6")
    expect(office.see("state")).to_have_text("已办结")
    office.page.locator("a", has_text="准予行政许可决定书").first.click()
    link = office.page.locator('a[href$="/service.pdf"]').first.get_attribute("href") or ""
    assert "准予行政许可决定书" in office.paper(link)
    visit.phone.reads("已办结")


def deliver_with_a_signature(visit: Visit) -> None:
    """The clerk finds the result, the citizen signs with a finger, the result is his."""
    clerk, evaluator = visit.clerk, visit.evaluator
    clerk.go("/desk/results/")
    clerk.page.locator("tr", has_text=visit.case).get_by_test_id("open-result").click()
    clerk.see("deliver").click()
    clerk.see("ask-signature").click()
    sign(evaluator)
    clerk.reads("评价器上已签名")
    clerk.see("confirm").click()
    clerk.reads("烟零字第500199000123号")
    clerk.reads(f"交给 {NAME}")


def sign(evaluator: Guest) -> None:
    pad = evaluator.page.locator("[data-sign-pad]")
    pad.wait_for(state="visible")
    box = pad.bounding_box()
    assert box is not None
    mouse = evaluator.page.mouse
    for stroke in (((0.2, 0.3), (0.35, 0.7), (0.5, 0.3)), ((0.55, 0.4), (0.7, 0.6), (0.8, 0.45))):
        mouse.move(box["x"] + stroke[0][0] * box["width"], box["y"] + stroke[0][1] * box["height"])
        mouse.down()
        for across, down in stroke[1:]:
            mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"], steps=6)
        mouse.up()
    evaluator.touch("[data-sign-done]")


def see_done_and_rate(visit: Visit) -> None:
    """The page on the phone has followed by itself; the code of the slip rates the visit, once."""
    phone = visit.phone
    phone.reads("已送达")
    phone.go(f"/t/{visit.slip}/")
    phone.see("rate").tap()
    phone.page.locator('label:has(input[name="grade"][value="5"])').tap()
    phone.page.get_by_role("button", name="提交评价").tap()
    assert phone.see("rated").inner_text() == "非常满意"
    phone.go(f"/rate/{visit.slip}/")
    phone.see("rated")
    assert (
        phone.page.locator('input[name="grade"]').count() == 0 or "追评" in phone.text() or "再说一句" in phone.text()
    )


def test_the_wall_shows_a_call_before_the_clerk_looks_up(browser: Browser, house: House) -> None:
    """From the key in the clerk's browser to the number on the hall's screen, over several calls; the aim is 300 ms, the bench measures it."""
    clerk = Clerk.arriving(browser, house, "staff", "/demo/as/clerk2/")
    hall = Person.arriving(browser, house, "screen", "/demo/device/hall-1/")
    clerk.see("sit-2").click()
    clerk.see("call-next")
    hall.page.locator(".sc-main").wait_for()
    hall.page.evaluate(
        """() => { window.shownAt = {}; const look = () => { const no = document.querySelector(".sc-now__no");
        if (no && !(no.textContent in shownAt)) shownAt[no.textContent] = Date.now(); };
        new MutationObserver(look).observe(document.body, {subtree: true, childList: true, characterData: true}); }"""
    )
    times = []
    for _ in range(12):
        number = house.kiosk.post("/tickets", center="demo", queue="B")["number"]
        clerk.press("F2")
        clerk.see("start")
        pressed = clerk.page.evaluate("keyAt")
        hall.page.wait_for_function("number => number in shownAt", arg=number)
        times.append(hall.page.evaluate("number => shownAt[number]", number) - pressed)
        clerk.press("F4")
        clerk.see("call-next")
    times.sort()
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[18]
    print(f"\nkey to screen over {len(times)} calls: p50 {p50:.0f} ms, p95 {p95:.0f} ms")
    clerk.context.close()
    hall.context.close()
