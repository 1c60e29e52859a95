"""The floor console in a browser: it fits its screen, bars nobody, follows the hall, and does what its buttons say, in both languages."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Page, expect

from yichuang.config.bridge.parts import IdReader, Printer
from yichuang.config.bridge.protocol import Bridge
from yichuang.config.bridge.server import make_server
from yichuang.domains.floor import api as floors
from yichuang.domains.helping import api as helping
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.faces.floor.tests.test_console import Duty, enter
from yichuang.faces.workbench.tests.browser import Hands, clerk_at, serving
from yichuang.faces.workbench.tests.conftest import PERSON, desk_of
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("YICHUANG_FLOOR_SHOTS", "")


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's loop runs in this thread
    with serving() as address:
        yield address


@pytest.fixture
def morning(demo_db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> datetime:
    """The house's clock stands at twenty past ten of the next day on which the hall is open, for every thread."""
    center = places.demo_center()
    assert center
    at = datetime.now(UTC)
    with reading(enter("manager")[1]):
        for _ in range(20):
            at = datetime.combine((at + timedelta(days=1)).astimezone(center.zone).date(), time(10, 20), center.zone)
            if places.open_state(center.id, at).open:
                break
    file = tmp_path / "clock"
    file.write_text(str((at - datetime.now(UTC)).total_seconds()))
    monkeypatch.setitem(os.environ, "YICHUANG_TEST_CLOCK", "1")
    monkeypatch.setitem(os.environ, "YICHUANG_TEST_CLOCK_FILE", str(file))
    return at


def busy(at: datetime) -> Duty:
    """People wait too long, somebody is away too long, a window asks for help, one is on his way."""
    with clock.at(at - timedelta(minutes=80)):
        duty = Duty()
        clerks = {n: enter(f"clerk{n}")[1] for n in range(2, 7)}
        for n, clerk in clerks.items():
            queueing.open_window(actor=clerk, window=str(n))
    for ago in range(78, 6, -4):
        with clock.at(at - timedelta(minutes=ago)):
            for queue in ("A", "B", "Z")[: 1 + ago % 3]:
                queueing.issue_ticket(actor=duty.clerk, queue=queue, priority="elder" if ago % 16 == 6 else None)
            window = str(1 + ago // 4 % 4)
            line = duty.window(window).line
            if line.ticket:
                queueing.finish(actor=duty.clerk, ticket=line.ticket.id)
            made = queueing.call_next(actor=duty.clerk, window=window)["ticket"]
            if made and ago % 12 != 6:
                queueing.start(actor=duty.clerk, ticket=made["id"])
    with clock.at(at - timedelta(minutes=18)):
        queueing.pause_window(actor=clerks[5], window="5", reason="equipment", seals_away=True)
    with clock.at(at - timedelta(minutes=4)):
        queueing.pause_window(actor=clerks[6], window="6", reason="rest", seals_away=True)
    with clock.at(at - timedelta(minutes=2)):
        floors.call_for_help(actor=duty.clerk, window="1", reason="person")
        floors.broadcast(actor=duty.boss, text="一号自助机正在换纸，请用二号机", minutes=30)
    return duty


def look(hands: Hands, seen: dict[str, Any], name: str) -> None:
    hands.page.wait_for_timeout(250)
    if SHOTS:
        hands.page.screenshot(path=f"{SHOTS}/{name}.png")
    found = [v["id"] + str([n["target"] for n in v["nodes"]][:3]) for v in Axe().run(hands.page).response["violations"]
             if v["impact"] in ("serious", "critical")]  # fmt: skip
    if found:
        seen[name] = found


FITS = (
    "() => { const d = document.documentElement; return d.scrollHeight <= innerHeight && d.scrollWidth <= innerWidth; }"
)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_console_fits_bars_nobody_and_follows_the_hall(url: str, morning: datetime, language: str) -> None:
    duty, seen = busy(morning), {}
    session = str(duty.client.cookies["yichuang_session"].value)
    try:
        with clerk_at(url, session, language=language) as hands:
            page, code = hands.page, language[:2]
            page.goto(f"{url}/floor/")
            look(hands, seen, f"console-{code}")
            assert page.evaluate(FITS)
            for opener in ("window-5", "notice", "incident", "go"):
                hands.see(opener).click()
                hands.see("dialog")
                look(hands, seen, f"{opener}-{code}")
                page.keyboard.press("Escape")
            hands.see("go").click()
            answer = hands.see("answer")
            with page.expect_response(lambda said: said.request.method == "POST"):
                answer.click()
            assert duty.watch().calls[0].answered_name == "苏岚"
            queueing.close_window(actor=duty.clerk, window="6")
            page.get_by_test_id("window-6").and_(page.locator(".is-nil")).wait_for(timeout=15000)
            for name in ("numbers", "day", "day/sheet"):
                page.goto(f"{url}/floor/{name}/")
                look(hands, seen, f"{name.replace('/', '-')}-{code}")
                assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), name
                if name == "numbers":  # its buttons stand inside a part that is read again: they must not inherit how
                    page.locator('[data-testid^="number-"]').first.click()
                    hands.see("dialog")
            page.goto(f"{url}/floor/day/")
            slider = hands.see("slider")
            slider.focus()
            page.keyboard.press("Home")
            page.wait_for_function("() => !document.querySelector('#then .is-ok')")
            hands.see("play").click()
            page.wait_for_function("() => document.querySelector('#then .is-ok')", timeout=20000)
    finally:
        connection.close()
    assert not seen


@contextmanager
def bridge_beside(page: Page, url: str, folder: Path) -> Iterator[Bridge]:
    """A computer's own bridge with simulators, at a free port to which this browser is led in place of the usual one."""
    bridge = Bridge([IdReader(), Printer("file", "slips", folder)], frozenset({url}))
    server = make_server(bridge, 0)
    Thread(target=server.serve_forever, daemon=True).start()
    page.route(
        "http://127.0.0.1:7717/**",
        lambda route: route.continue_(url=route.request.url.replace(":7717/", f":{server.server_port}/")),
    )
    try:
        yield bridge
    finally:
        server.shutdown()
        server.server_close()


def test_a_kiosk_reads_the_card_of_somebody_who_comes_back(url: str, demo_db: None, tmp_path: Path) -> None:
    """It is paired once on the page on which it was enrolled; before that its page shows no button for a card."""
    system = enter("manager")[1]
    with reading(system):
        device = places.device_by_code(system.center_id, "kiosk-1")
    key = places.new_device_key(actor=Actor.system(system.center_id, channel="cli"), device_id=device.id)
    try:
        with clerk_at(url, "") as hands, bridge_beside(hands.page, url, tmp_path) as bridge:
            page = hands.page
            page.set_viewport_size({"width": 1080, "height": 1920})
            page.goto(f"{url}/device/enrol/")
            page.fill("[name=device_key]", key)
            page.press("[name=device_key]", "Enter")
            page.wait_for_url("**/kiosk/")
            page.goto(f"{url}/kiosk/arrive/")
            expect(page.get_by_test_id("read-card")).to_be_hidden()
            page.goto(f"{url}/device/enrol/")
            page.fill("#b-code", bridge.code)
            page.press("#b-code", "Enter")
            expect(page.locator("[data-bridge-said]")).to_contain_text("已配对")
            page.goto(f"{url}/kiosk/arrive/")
            hands.see("read-card").click()
            expect(page.locator("main")).to_contain_text("没有查到等您补材料的办件")

            bridge.parts[0].card["id_no"] = PERSON["id_no"]
            desk = desk_of("clerk1", "1")
            desk.tell_once(desk.serve())
            if SHOTS:
                page.screenshot(path=f"{SHOTS}/kiosk-card.png")
            hands.see("read-card").click()
            page.wait_for_url("**/kiosk/slip/**")
            expect(page.locator("main")).to_contain_text("原经办人接着为您办")
    finally:
        connection.close()


def test_a_computer_is_paired_a_card_read_and_help_called_in_two_ways(url: str, demo_db: None, tmp_path: Path) -> None:
    desk = desk_of("clerk1", "1")
    try:
        with (
            clerk_at(url, str(desk.client.cookies["yichuang_session"].value)) as hands,
            bridge_beside(hands.page, url, tmp_path) as bridge,
        ):
            page = hands.page
            page.goto(f"{url}/desk/bridge/")
            for code, said in (("x", "配对码不对"), (bridge.code, "已配对")):
                page.fill("#b-code", code)
                page.press("#b-code", "Enter")
                expect(page.locator("[data-bridge-said]")).to_contain_text(said)
            expect(page.locator("[data-bridge-parts]")).to_contain_text("身份证读卡器可用 · 模拟")

            desk.serve(item="S04")
            page.goto(f"{url}/desk/")
            hands.see("read-card")
            page.evaluate("document.activeElement.blur()")
            hands.press("Alt+d")
            expect(page.locator("#p0-name")).to_have_value("张云岭")
            assert page.input_value("#p0-id") == bridge.parts[0].card["id_no"]

            page.evaluate("document.activeElement.blur()")
            hands.press("Shift+F1")
            hands.see("dialog")
            page.select_option("#h-kind", "hardware")
            page.fill("#h-text", "读卡器偶尔不响")
            hands.press("Control+Enter")
            hands.see("my-questions")
            hands.press("Escape")
            fixer = replace(
                desk.actor, id=uuid4(), name="周工", capabilities=frozenset({"device.mend", "question.answer"})
            )
            with reading(fixer):
                (asked,) = helping.questions_to(fixer)
            helping.answer(actor=fixer, question=asked.id, text="换一个USB口")
            page.goto(f"{url}/desk/")
            expect(page.get_by_test_id("help-answers")).to_have_text("1")
            page.evaluate("document.activeElement.blur()")
            hands.press("Shift+F1")
            expect(hands.see("my-questions")).to_contain_text("周工：换一个USB口")
            hands.press("Escape")

            page.evaluate("document.activeElement.blur()")
            hands.press("Alt+h")
            hands.see("silent-person")
            hands.press("1")
            page.get_by_test_id("dialog").wait_for(state="detached")
            boss = enter("manager")[1]
            with reading(boss):
                (call,) = floors.watch(boss).calls
            assert (call.place, call.answered_name) == ("1", "")
    finally:
        connection.close()
