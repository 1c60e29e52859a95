"""Each of the eight intake rules, from the kiosk to the right paper, at one house: a number, the counter by keys, and the PDF read back."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser

from tests.pages.browser import launched, settled
from tests.pages.house import House
from tests.pages.people import Clerk, Guest
from yichuang.foundation.identity import make_resident_id

pytestmark = pytest.mark.browser

NAME = "张小云"

JOURNEYS = {
    "LICENSE_STD": ("S17", "accept", {"acceptance": ("受理通知书", "行政许可法》第三十二条第一款第（五）项")}),
    "REGISTRATION_FORMAL": ("S02", "accept", {"instant": ("登记通知书", "市场主体登记管理条例》第十九条第一款")}),
    "REAL_ESTATE_INSTANT": (
        "S23", "notice",
        {"refusal": ("不动产登记不予受理告知书", "第十七条第一款第（三）项"), "notice": ("一次性告知书", "第十七条第一款第（三）项")},
    ),
    "POLLUTION_3D": ("S21", "accept", {"acceptance": ("受理通知书", "排污许可管理条例》第九条第一款第（五）项")}),
    "WATER_5WD": ("S22", "accept", {"acceptance": ("受理通知书", "水资源费征收管理条例》第十三条第一款第（一）项")}),
    "FILING": ("S05", "accept", {"filing": ("备案凭证", "食品安全法》第三十五条")}),
    "INSTANT": ("S26", "accept", {"instant": ("即时办结单", "户口登记条例》第七条")}),
    "PUBLIC_SERVICE": ("S24", "accept", {"acceptance": ("受理通知书", "居民身份证法》第十二条")}),
}  # fmt: skip
"""Rule → (item, the outcome pressed, the papers with their title and law)."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as found:
        yield found


@pytest.fixture(scope="module")
def kiosk(browser: Browser, house: House) -> Iterator[Guest]:
    guest = Guest.arriving(browser, house, "kiosk", "/demo/device/kiosk-1/")
    guest.page.wait_for_url("**/kiosk/")
    yield guest
    guest.context.close()


@pytest.fixture(scope="module")
def clerk(browser: Browser, house: House) -> Iterator[Clerk]:
    person = Clerk.arriving(browser, house, "staff", "/demo/as/clerk1/")
    person.go("/desk/window/")
    person.see("sit-1").click()
    person.see("call-next")
    yield person
    person.context.close()


def take_number(kiosk: Guest, item: str) -> str:
    """From the guide of the item to a slip."""
    kiosk.go(f"/kiosk/guide/{item}/")
    kiosk.touch(f'button[name="item"][value="{item}"]')
    kiosk.page.wait_for_url("**/kiosk/slip/**")
    return kiosk.page.locator(".ki-slip__no").inner_text()


def be_heard(clerk: Clerk, number: str, birthday: date, *, choose: str = "") -> None:
    """Called, started, the questions answered with the first answer, the person put down, everything received. `choose`: the
    procedure, where the item offers a commitment."""
    clerk.go("/desk/")
    clerk.press("F2")
    clerk.see("start")
    assert clerk.page.get_by_test_id("ticket-number").inner_text() == number
    clerk.press("F5")
    clerk.see("party-name")
    for question in clerk.page.locator("fieldset[data-question]").all():
        question.locator("input[type=radio]").first.check()
    if choose:
        clerk.see(f"choose-{choose}").check()
    settled(clerk.page)
    name = clerk.page.get_by_test_id("party-name")
    name.click()
    clerk.personal(NAME)
    clerk.press("Tab")
    clerk.personal(make_resident_id("500199", birthday))
    clerk.press("Enter")
    clerk.see("all-received")
    clerk.press("a")
    clerk.page.wait_for_selector('[data-testid="all-received"][disabled]')


def fits(clerk: Clerk) -> bool:
    size = "d => [d.scrollHeight <= innerHeight, d.scrollWidth <= innerWidth]"
    return all(clerk.page.evaluate(f"({size})(document.documentElement)"))


@pytest.mark.parametrize("rule", JOURNEYS)
def test_from_the_kiosk_to_the_right_paper(kiosk: Guest, clerk: Clerk, rule: str) -> None:
    item, outcome, papers = JOURNEYS[rule]
    number = take_number(kiosk, item)
    be_heard(clerk, number, date(1990, 3, 1 + list(JOURNEYS).index(rule)))
    case = clerk.see("case-no").inner_text().strip()
    if outcome == "notice":
        clerk.press("x")
        clerk.page.wait_for_selector('[data-status="missing"][aria-pressed="true"]')
    assert fits(clerk)
    clerk.page.wait_for_selector(f'[data-testid="outcome-{outcome}"]:not([disabled])')
    clerk.press("F8" if outcome == "notice" else "F6")
    clerk.see("confirm")
    clerk.press("Enter")
    for kind, (title, law) in papers.items():
        clerk.see(f"paper-{kind}").click()
        address = clerk.see("open-pdf").get_attribute("href") or ""
        for copy in ("service", "archive"):
            words = clerk.paper(address.replace("service.pdf", f"{copy}.pdf"))
            for part in (title, law, case, NAME):
                assert part in words, (rule, kind, copy, part)
            assert "行政许可法" not in words or rule == "LICENSE_STD"
        clerk.page.keyboard.press("Escape")
        clerk.page.get_by_test_id("open-pdf").wait_for(state="hidden")
    clerk.page.locator("body").click(position={"x": 5, "y": 5})
    clerk.press("Alt+w")
    clerk.see("call-next")
    assert [*kiosk.seen.taken(), *clerk.seen.taken()] == []


def letter_of(clerk: Clerk, kind: str) -> str:
    """The citizen's copy of a paper of the case that lies on the desk."""
    clerk.see(f"paper-{kind}").click()
    address = clerk.see("open-pdf").get_attribute("href") or ""
    clerk.page.keyboard.press("Escape")
    clerk.page.get_by_test_id("open-pdf").wait_for(state="hidden")
    return clerk.paper(address)


def accept(clerk: Clerk, key: str) -> None:
    clerk.press(key)
    clerk.see("confirm")
    clerk.press("Enter")
    clerk.see("paper-acceptance")


def leave(clerk: Clerk) -> None:
    clerk.page.locator("body").click(position={"x": 5, "y": 5})
    clerk.press("Alt+w")
    clerk.see("call-next")
    assert clerk.seen.taken() == []


def test_an_item_whose_switch_is_on_gets_a_refusal_with_the_notice(house: House, kiosk: Guest, clerk: Clerk) -> None:
    keeper = house.staff("system")
    for said in ({"act": "refusal", "choice": "yes"}, {"act": "publish"}):
        keeper.post("/setup/items/S10/", **said)
    be_heard(clerk, take_number(kiosk, "S10"), date(1990, 5, 1))
    assert clerk.page.locator('[data-testid="outcome-notice"]').is_disabled(), "nothing lacks: there is nothing to tell"
    clerk.press("x")
    clerk.page.wait_for_selector('[data-testid="outcome-notice"]:not([disabled])')
    assert "不予受理并一次告知" in clerk.see("outcome-notice").inner_text()
    clerk.press("F8")
    clerk.see("confirm")
    said_there = clerk.page.locator("#dialog").inner_text()
    for part in ("《不予受理通知书》《一次性告知书》两联", "不予受理不终止申请"):
        assert part in said_there, part
    clerk.press("Enter")
    refused, told = letter_of(clerk, "refusal"), letter_of(clerk, "notice")
    for part in ("不予受理通知书", "第5.2.2.3条", "一次性告知书", "行政复议"):
        assert part in refused, part
    assert "一次性告知书" in told and NAME in told
    leave(clerk)


def test_what_is_still_to_come_stands_in_a_letter(kiosk: Guest, clerk: Clerk) -> None:
    be_heard(clerk, take_number(kiosk, "S04"), date(1990, 4, 1))
    case = clerk.see("case-no").inner_text().strip()
    clerk.page.locator('[data-pick="M2"]').click()
    clerk.press("x")
    clerk.page.wait_for_selector('[data-panel="M2"] [data-status="missing"][aria-pressed="true"]')
    name = clerk.page.locator('[data-pick="M2"]').inner_text().strip()
    clerk.page.wait_for_selector('[data-testid="outcome-tolerate"]:not([disabled])')
    accept(clerk, "F7")
    words = letter_of(clerk, "tolerance")
    for part in ("容缺受理承诺书", case, NAME, name, "补交", "24:00"):
        assert part in words, part
    assert "容缺" in letter_of(clerk, "acceptance")
    assert name in clerk.see("tolerance").inner_text()
    leave(clerk)


def test_a_commitment_tells_its_four_contents_and_may_be_taken_back_before_the_decision(
    kiosk: Guest, clerk: Clerk
) -> None:
    be_heard(clerk, take_number(kiosk, "S04"), date(1990, 4, 2), choose="commitment")
    accept(clerk, "F6")
    words = letter_of(clerk, "commitment")
    for part in (
        "告知承诺书",
        "事项依据",
        "条件、时限与后果",
        "部门的服务与责任",
        "违诺认定与救济",
        "以承诺代替的材料",
        NAME,
    ):
        assert part in words, part
    clerk.see("take-back").click()
    clerk.page.locator("#f-reason").fill("改为提交全部材料")
    clerk.see("confirm").click()
    clerk.see("paper-notice")
    assert "以承诺代替" not in letter_of(clerk, "notice")
    assert clerk.page.get_by_test_id("commitment").count() == 0
    leave(clerk)
