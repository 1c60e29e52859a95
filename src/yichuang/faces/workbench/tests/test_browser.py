"""The clerk's whole way with one person, by keys, in a browser; nothing on the page may scroll it or bar anybody."""

from collections.abc import Callable
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import APIResponse, Route, expect

from yichuang.domains.queueing import api as queueing
from yichuang.foundation.scope import reading

from .browser import Hands, clerk_at
from .conftest import PERSON, Desk

pytestmark = pytest.mark.browser

MOST_KEYS, MOST_DIALOGS = 15, 2


def fits(hands: Hands) -> bool:
    """Neither bar of the page has anything to scroll."""
    size = "d => [d.scrollHeight <= innerHeight, d.scrollWidth <= innerWidth]"
    return all(hands.page.evaluate(f"({size})(document.documentElement)"))


def test_a_clean_case_from_call_to_receipt_and_acceptance_in_fifteen_keys_and_two_dialogs(url: str, desk: Desk) -> None:
    ticket = desk.ticket("A")
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        hands.see("call-next")
        hands.press("F2")
        hands.see("start")
        hands.press("F5")
        hands.see("item-search")
        hands.type("yczm")
        hands.press("Enter")
        hands.see("party-name")
        hands.personal(PERSON["name"])
        hands.press("Tab")
        hands.personal(PERSON["id_no"])
        hands.press("Enter")
        hands.see("all-received")
        assert fits(hands)
        hands.press("a")
        hands.page.wait_for_selector('[data-testid="outcome-accept"]:not([disabled])')
        hands.press("g")
        hands.see("paper-receipt")
        hands.press("F6")
        hands.see("confirm")
        hands.press("Enter")
        hands.see("paper-acceptance")
        assert fits(hands)
        no = hands.see("case-no").inner_text()
        assert len(hands.keys) <= MOST_KEYS, hands.keys
        assert hands.dialogs <= MOST_DIALOGS
        print(f"keys {len(hands.keys)} {hands.keys}, dialogs {hands.dialogs}")
        hands.press("Alt+w")
        hands.see("inviting")
        hands.see("call-next")
    assert desk.case(no).state == "accepted"
    with reading(desk.actor):
        assert queueing.ticket(desk.actor, UUID(ticket["id"])).state == "served"


def barriers(hands: Hands) -> list[str]:
    """What axe calls serious or critical, with the place."""
    found = Axe().run(hands.page).response["violations"]
    return [
        f"{v['id']}: {n['target']} {n['failureSummary'][:160]}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for n in v["nodes"]
    ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_state_of_the_desk_scrolls_the_page_or_bars_anybody(url: str, desk: Desk, language: str) -> None:
    for priority in ("elder", False):
        desk.ticket("A", priority=priority, item="S04" if not priority else None)
    seen: dict[str, list[str]] = {}
    with clerk_at(url, desk.client.cookies["yichuang_session"].value, language=language) as hands:

        def look(state: str) -> None:
            hands.page.wait_for_timeout(250)
            if found := barriers(hands):
                seen[state] = found
            assert fits(hands), state

        hands.see("call-next")
        look("nobody here")
        hands.press("F9")
        hands.see("confirm")
        look("pause")
        hands.press("Escape")
        hands.press("F2")
        hands.see("start")
        look("called")
        hands.press("F10")
        hands.see("confirm")
        look("transfer")
        hands.press("Escape")
        hands.press("F5")
        hands.see("item-search")
        look("finding")
        hands.type("s04")
        hands.press("Enter")
        hands.see("party-name")
        look("opening")
        for digit in "1211":
            hands.press(digit)
        hands.personal(PERSON["name"])
        hands.press("Tab")
        hands.personal(PERSON["id_no"])
        hands.press("Enter")
        hands.see("all-received")
        hands.press("x")
        hands.page.wait_for_selector('[data-status="missing"][aria-pressed="true"]')
        look("checking")
        hands.press("a")
        hands.page.wait_for_selector('[data-testid="outcome-notice"]:not([disabled])')
        for key, state in (("F8", "notice"), ("Shift+F8", "refusal")):
            hands.press(key)
            hands.see("confirm")
            look(state)
            hands.press("Escape")
        hands.press("F8")
        hands.see("confirm")
        hands.press("Enter")
        hands.see("correction-complete")
        look("correcting")
        hands.press("Alt+n")
        hands.see("item-search")
        hands.type("s36")
        hands.press("Enter")
        hands.see("party-name")
        hands.personal(PERSON["name"])
        hands.press("Tab")
        hands.personal(PERSON["id_no"])
        hands.press("Enter")
        hands.page.wait_for_selector('[data-testid="all-received"]:not([disabled])')
        hands.press("a")
        hands.page.wait_for_selector('[data-testid="outcome-accept"]:not([disabled])')
        hands.press("F6")
        hands.see("confirm")
        look("accepting the second of two")
        hands.press("Enter")
        hands.see("deliver")
        look("answered")
        for key, state in (("p", "paper"), ("q", "signing"), ("d", "delivering")):
            hands.press(key)
            hands.see("dialog")
            look(state)
            hands.press("Escape")
        for path in ("/desk/window/", "/desk/results/", "/desk/handovers/"):
            hands.page.goto(url + path)
            if found := barriers(hands):
                seen[path] = found
    assert not seen, seen


def test_words_that_are_being_typed_outlive_the_answer_of_the_server(url: str, desk: Desk) -> None:
    no = desk.open(ticket=desk.serve())
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        hands.see("all-received")
        hands.press("x")
        hands.press("m")
        hands.personal("请补交")
        with hands.page.expect_response("**/desk/part/**"):
            hands.page.evaluate("window.yichuangLive.resync()")
        hands.page.wait_for_timeout(300)
        with hands.page.expect_response(lambda answer: answer.request.method == "POST"):
            hands.press("Tab")
    assert next((m.status, m.cure) for m in desk.case(no).materials) == ("missing", "请补交")


def test_a_person_who_was_typed_in_is_not_dropped_by_a_call(url: str, desk: Desk) -> None:
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        hands.see("call-next")
        hands.press("F5")
        hands.see("item-search")
        hands.type("S17")
        hands.press("Enter")
        name, asked = hands.page.get_by_test_id("party-name"), hands.page.get_by_test_id("leave-intake")
        name.focus()
        hands.press("F2")
        expect(name).to_have_count(0)  # nothing was typed, nothing is asked
        hands.press("F5")
        hands.see("item-search")
        hands.type("S17")
        hands.press("Enter")
        name.focus()
        hands.personal("张小云")
        for away in (lambda: hands.press("F2"), lambda: hands.page.locator("a.yc-brand").click()):
            away()
            expect(asked).to_be_visible()
            hands.press("Escape")
            expect(asked).to_be_hidden()
            expect(name).to_have_value("张小云")
        expect(name).to_be_focused()
        hands.press("F2")
        hands.page.get_by_test_id("leave-go").click()
        expect(name).to_have_count(0)
        hands.see("call-next")


def test_a_person_who_was_typed_in_is_not_dropped_by_setting_the_visit_aside(url: str, desk: Desk) -> None:
    desk.serve(item="S17")
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        hands.see("party-name").focus()
        hands.personal("张小云")
        hands.press("Alt+h")
        hands.see("dialog")
        hands.page.locator("dialog[open] button:not([data-dialog-close])").first.click()
        expect(hands.page.get_by_test_id("leave-intake")).to_be_hidden()  # help comes whatever stands on the desk
        expect(hands.page.locator("#figures .yc-i--run")).to_be_visible()
        expect(hands.page.get_by_test_id("party-name")).to_have_value("张小云")
        expect(hands.page.locator("dialog[open]")).to_have_count(0)
        hands.press("Alt+g")
        hands.see("confirm")
        hands.press("Enter")
        hands.see("leave-intake")
        hands.press("Escape")
        expect(hands.page.locator("dialog[open]")).to_have_count(0)
        expect(hands.page.get_by_test_id("party-name")).to_be_focused()
        hands.press("Alt+g")
        hands.see("confirm")
        hands.press("Enter")
        hands.see("leave-intake")
        hands.page.get_by_test_id("leave-go").click()
        hands.see("call-next")


def test_enter_does_what_stands_beside_it_when_a_visit_without_a_case_ends_and_when_the_window_closes(
    url: str, desk: Desk
) -> None:
    queueing.hold(actor=desk.actor, ticket=desk.serve())
    desk.serve()
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        hands.see("finish")
        hands.press("Alt+w")
        hands.see("confirm-finish")
        hands.press("Enter")
        hands.see("close-window").click()
        hands.see("confirm-close")
        hands.press("Enter")
        hands.page.wait_for_url("**/desk/window/")
    with reading(desk.actor):
        assert queueing.window_panel(desk.actor, window="1").window.state == "closed"


def test_a_ground_fills_in_its_law_and_never_what_the_clerk_wrote(url: str, desk: Desk) -> None:
    desk.open("S01", ticket=desk.serve())
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        hands.see("outcome-refuse").click()
        basis, ground = hands.page.locator("#f-basis"), '[data-ground][value="{}"]'
        hands.page.locator(ground.format("not_competent")).check()
        first = basis.input_value()
        hands.page.locator(ground.format("special_law")).check()
        second = basis.input_value()
        basis.fill("《条例》第二十条，另附说明")
        hands.page.locator(ground.format("not_competent")).check()
        assert first and second and first != second
        assert basis.input_value() == "《条例》第二十条，另附说明"


def test_an_older_reading_of_the_desk_does_not_undo_what_the_clerk_has_just_done(url: str, desk: Desk) -> None:
    """News that was read before an act and comes during it is dropped; the act's own answer stands."""
    desk.open(ticket=desk.serve())
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        hands.see("all-received")
        held: list[tuple[Route, APIResponse]] = []

        def hold(pattern: str, act: Callable[[], object], count: int) -> None:
            hands.page.route(pattern, lambda route: held.append((route, route.fetch())))
            act()
            while len(held) < count:
                hands.page.wait_for_timeout(50)

        news = "htmx.ajax('GET', '/desk/part/desk/', {target: '#desk', swap: 'innerHTML'}) && 0"
        hold("**/desk/part/desk/", lambda: hands.page.evaluate(news), 1)
        hold("**/materials/all/", lambda: hands.press("a"), 2)
        for route, answer in held:
            route.fulfill(response=answer)
            hands.page.wait_for_timeout(100)
        hands.page.unroute_all()
        expect(hands.page.get_by_test_id("outcome-accept")).to_be_enabled(timeout=10_000)


def test_a_reading_from_before_an_act_that_comes_after_its_answer_is_dropped(url: str, desk: Desk) -> None:
    desk.ticket("A")
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        held: list[tuple[Route, APIResponse]] = []
        hands.press("F2")
        hands.see("start")
        hands.page.route("**/desk/part/**", lambda r: r.continue_() if len(held) == 2 else held.append((r, r.fetch())))
        left = "htmx.ajax('GET', document.querySelector('#left').dataset.liveSrc, {source: '#left', target: '#left', swap: 'innerHTML'}) && 0"
        for news in ("htmx.ajax('GET', '/desk/part/desk/', {target: '#desk', swap: 'innerHTML'}) && 0", left):
            hands.page.evaluate(news)
        while len(held) < 2:
            hands.page.wait_for_timeout(50)
        hands.press("F5")
        hands.see("item-search")
        for route, answer in held:
            assert 'data-testid="start"' in answer.text()
            route.fulfill(response=answer)
        hands.page.wait_for_timeout(500)
        assert hands.page.get_by_test_id("item-search").is_visible()
        assert not hands.page.get_by_test_id("start").count()


def test_what_is_being_pressed_is_not_exchanged_before_it_is_let_go(url: str, desk: Desk) -> None:
    """A finger rests on a button for a tenth of a second; news that comes meanwhile must not take the button from under it."""
    desk.ticket("A")
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        page = hands.page
        held: list[Route] = []
        left = "htmx.ajax('GET', document.querySelector('#left').dataset.liveSrc, {source: '#left', target: '#left', swap: 'innerHTML'}) && 0"
        hands.see("call-next").hover()
        page.route("**/desk/part/left/**", lambda route: route.continue_() if held else held.append(route))
        page.evaluate(left)
        while not held:
            page.wait_for_timeout(20)
        page.mouse.down()
        with page.expect_response("**/desk/part/left/**"):
            held[0].continue_()
        page.evaluate("window.yichuangLive.resync()")
        page.wait_for_timeout(500)
        page.mouse.up()
        hands.see("start")


STREAM = """
window.EventSource = class {
  constructor() { window.stream = this; this.readyState = 1; setTimeout(() => this.onopen && this.onopen(), 0); }
  addEventListener() {} close() {}
};
"""


def test_an_act_is_not_read_once_more_and_the_count_is_read_once_in_a_while(url: str, desk: Desk) -> None:
    desk.ticket("A")
    window = desk.client.session["desk_window"]["id"]
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        page = hands.page
        page.context.add_init_script(STREAM)
        page.reload()
        page.wait_for_load_state("networkidle")  # after a reload it is news
        asked: list[str] = []
        page.on("request", lambda r: asked.append(r.url.split("/desk/part/")[1]) if "/desk/part/" in r.url else None)

        def tell(id_: str, *topics: str) -> None:
            page.evaluate("([id, topics]) => stream.onmessage({ data: JSON.stringify({ id, topics }) })", [id_, topics])

        def call(route: Route) -> None:
            """The stream is quicker than the answer."""
            answer = route.fetch()
            told = answer.headers["x-yichuang-told"].split()
            assert len(told) == 1
            tell(told[0], "queue", f"window:{window}")
            route.fulfill(response=answer)

        def heard(*parts: str) -> None:
            """Just these readings have been asked for, and nothing more follows."""
            for _ in range(200):
                if len(asked) >= len(parts):
                    break
                page.wait_for_timeout(100)
            page.wait_for_timeout(400)
            assert sorted(x.split("?")[0] for x in asked) == sorted(parts)

        page.route("**/desk/call/", call)
        hands.press("F2")
        hands.see("start")
        heard()
        tell("another", "queue", "board")
        heard("figures/")
        tell("a-third", "queue", "board")
        heard("figures/")
        tell("of-this-window", f"window:{window}")
        heard("bar/", "figures/", "figures/", "left/")
