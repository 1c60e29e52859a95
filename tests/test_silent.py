"""A kiosk and the screens while the server is silent, and after; elder mode; English; the voice. One house for all."""

import io
import itertools
import time
import wave
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.pages.browser import launched, overflow
from tests.pages.house import House
from tests.pages.people import Guest, Person

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as found:
        yield found


def until(page: Page, said: str) -> None:
    """Wait for something in the page; the content policy lets no waiting be written into it."""
    for _ in range(200):
        if page.evaluate(said):
            return
        time.sleep(0.1)
    raise AssertionError(f"not within twenty seconds: {said}")


def at_kiosk(browser: Browser, house: House) -> Guest:
    guest = Guest.arriving(browser, house, "kiosk")
    guest.page.clock.install()
    guest.go("/demo/")
    guest.page.locator('form[action="/demo/device/kiosk-1/"] button').click()
    guest.page.wait_for_url("**/kiosk/")
    until(guest.page, "(JSON.parse(localStorage.getItem('yc-alone') || '{}').pack || {}).blocks")
    return guest


def take_alone(page: Page, queue: str) -> str:
    page.locator(f'[data-alone-queue="{queue}"]').click()
    number = page.locator('[data-slip="number"]').inner_text()
    page.locator("[data-alone-done]").click()
    return number


QR = """(where) => {
  const svg = document.querySelector(where + " svg"), inks = [...svg.querySelectorAll("path")].filter(p => (p.getAttribute("stroke") || p.getAttribute("fill")) !== "#fff");
  const box = svg.viewBox.baseVal, dark = at => inks.some(p => p.hasAttribute("stroke") ? p.isPointInStroke(at) : p.isPointInFill(at));
  const along = from => [...Array(box.width).keys()].map(n => from + n + 0.5);
  return along(box.y).map(y => along(box.x).map(x => dark(new DOMPoint(x, y)) ? "#" : ".").join(""));
}"""


def read_qr(page: Page, where: str) -> list[str]:
    """The modules as the browser draws them, the quiet zone with them."""
    return list(page.evaluate(QR, where))


def test_a_kiosk_goes_on_alone_for_thirty_minutes_and_tells_afterwards(browser: Browser, house: House) -> None:
    kiosk = at_kiosk(browser, house)
    page = kiosk.page
    kept = page.evaluate(
        "JSON.parse(localStorage.getItem('yc-alone')).pack.blocks.find(b => b.queue === 'A').numbers.map(n => n.number)"
    )
    assert len(kept) >= 8 and kept[0] >= "A9001"
    kiosk.context.set_offline(True)
    page.locator('a[href="/kiosk/queues/"]').click()
    kiosk.reads("网络断了，本机单独发号")
    page.locator('#ki-alone input[value="pregnant"]').check()
    page.locator('[data-alone-queue="A"]').click()
    expect(page.locator('[data-slip="number"]')).to_have_text(kept[0])
    expect(page.locator('[data-slip="queue"]')).not_to_be_empty()
    expect(page.locator('[data-slip="time"]')).to_contain_text("2026-11-09 10:")
    assert overflow(page) <= 0
    code = page.locator('[data-slip="code"]').inner_text()
    qr = read_qr(page, "#ki-alone .ki-slip__q")
    page.locator("[data-alone-done]").click()
    page.clock.fast_forward("10:00")
    assert take_alone(page, "A") == kept[1]
    assert take_alone(page, "B").startswith("B90")
    kiosk.reads("查进度、预约签到、读身份证")

    page.clock.fast_forward("21:00")
    kiosk.reads("断网超过 30 分钟，本机不再发号。请到咨询台")
    expect(page.locator("[data-alone-queue]").first).to_be_hidden()
    assert kiosk.seen.taken(), "the browser's own complaints about the cut line"

    kiosk.context.set_offline(False)
    page.clock.fast_forward("00:20")
    page.wait_for_url("**/kiosk/")
    expect(page.locator("#ki-alone")).to_be_hidden()
    expect(page.locator("#ki-now")).to_contain_text("综合")
    assert page.evaluate("JSON.parse(localStorage.getItem('yc-alone')).log") == []
    kiosk.go("/kiosk/code/progress/")
    for sign in code.replace("-", ""):
        page.locator(f'[data-sign-key="{sign}"]').click()
    page.locator("[data-code-go]").click()
    kiosk.reads(kept[0])
    kiosk.go(f"/kiosk/slip/{code}/")
    assert qr == read_qr(page, "article .ki-slip__q") and qr[2].startswith("..#######."), "the QR of any other slip"
    kiosk.context.close()


def call_people(house: House) -> None:
    """Two numbers, each called to its window."""
    for window in "12":
        house.kiosk.post("/tickets", center="demo", queue="A")
        assert house.clerk.post(f"/windows/{window}/calls")["ticket"]


DIGITS = """(where) => [...document.querySelectorAll(where)].filter(el => el.offsetParent && /[0-9]/.test(el.textContent)).map(el => {
  const pen = document.createElement("canvas").getContext("2d"), look = getComputedStyle(el), box = el.getBoundingClientRect();
  pen.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
  return { text: el.textContent, tall: pen.measureText("8").actualBoundingBoxAscent, right: box.right, bottom: box.bottom, left: box.left };
})"""
CALLED = ".sc-now__no, .sc-now__win b, .sc-rec__no, .sc-rec__win b, .sz-w__no, .sz-w__win b, .sw-no"


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920)])
def test_boards_can_be_read_at_ten_metres(browser: Browser, house: House, width: int, height: int) -> None:
    """8 % of the height for every number that is called; waits by the shorter side, which is the height of the panel when it lies."""
    if width > height:
        call_people(house)
    hall = Person.arriving(browser, house, "screen", "/demo/device/hall-1/")
    page = hall.page
    page.set_viewport_size({"width": width, "height": height})
    for address, marked in (("/screen/hall/", CALLED), ("/screen/zone/A/", CALLED), ("/screen/window/1/", CALLED)):
        hall.go(address)
        page.evaluate("document.fonts.ready")
        numbers = page.evaluate(DIGITS, marked)
        assert numbers, address
        for found in numbers:
            assert found["tall"] >= 0.08 * height, (address, found)
            assert found["left"] >= 0 and found["right"] <= width and found["bottom"] <= height, (address, found)
        if address == "/screen/hall/":
            for found in page.evaluate(DIGITS, ".sc-q__t"):
                assert found["tall"] >= 0.08 * min(width, height), found
        assert overflow(page) <= 0
    hall.context.close()


def test_a_screen_keeps_its_last_state_with_its_age_and_heals_itself(browser: Browser, house: House) -> None:
    for door, address in (("hall-1", "/screen/hall/"), ("hall-1", "/screen/zone/A/"), ("screen-1", "/screen/window/1/"),
                          ("evaluator-1", "/screen/evaluator/1/")):  # fmt: skip
        screen = Person.arriving(browser, house, "screen")
        page = screen.page
        page.clock.install()
        screen.go("/demo/")
        page.locator(f'form[action="/demo/device/{door}/"] button').click()
        page.wait_for_url("**/screen/**")
        screen.go(address)
        before = page.locator("main").inner_text()
        page.evaluate("window.sameForever = true")
        screen.context.set_offline(True)
        page.clock.run_for(31_000)
        until(page, "document.querySelector('#yc-link-lost:not([hidden]), .is-old') !== null")
        page.clock.run_for(185_000)
        expect(page.locator("#sc-age")).to_contain_text("3 分钟前")
        number = page.locator(CALLED).first
        assert not number.count() or number.inner_text() in before
        screen.context.set_offline(False)
        page.clock.run_for(31_000)
        until(page, "document.querySelector('#sc-age').hidden")
        page.clock.fast_forward("01:00:01")
        assert page.evaluate("window.sameForever") is True, "nothing was loaded anew"
        screen.context.close()


@pytest.mark.parametrize(
    ("path", "reading", "stays"),
    [("/screen/hall/", "**/screen/hall/board/", ".sc-q b"), ("/p/demo/", "**/p/demo/state/", "#hall dt")],
)
def test_a_reading_that_a_busy_server_sends_away_comes_again_and_the_board_stays(
    browser: Browser, house: House, path: str, reading: str, stays: str
) -> None:
    hall = Person.arriving(browser, house, "screen", "/demo/device/hall-1/")
    page = hall.page
    with page.expect_response(reading):  # the stream begins with it
        hall.go(path)
    marks: list[str | None] = []
    left: list[int] = []

    def busy(route: Route) -> None:
        marks.append(route.request.headers.get("x-yichuang-live"))
        left.append(page.locator(stays).count())
        if len(marks) > 3:
            route.continue_()
        else:
            route.fulfill(status=503, headers={"Retry-After": "1"}, body="")

    page.route(reading, busy)
    house.kiosk.post("/tickets", center="demo", queue="A")
    for _ in range(100):
        if len(marks) > 3:
            break
        page.wait_for_timeout(100)
    assert marks[:4] == ["1"] * 4, "a reading says what it is, and comes again"
    assert all(left), "the last state stays"
    expect(page.locator(stays).first).to_be_visible()
    assert not page.locator("#yc-link-lost").is_visible() and not page.locator("body.is-old").count()
    page.unroute_all(behavior="ignoreErrors")
    assert hall.seen.taken(), "the browser's own complaints about the answers that sent it away"
    hall.context.close()


def test_elder_mode_is_calm_and_english_is_complete(browser: Browser, house: House) -> None:
    kiosk = at_kiosk(browser, house)
    page = kiosk.page
    page.locator('[name="mode"][value="elder"]').click()
    kiosk.reads("慢慢来，没有时间限制")
    page.locator(".ki-tile--take").click()
    kiosk.reads("您要办哪一类？")
    assert (
        page.locator('input[name="priority"], details').count()
        == page.locator("#ki-alone input, #ki-alone details").count()
    )
    page.clock.fast_forward("05:00")
    kiosk.reads("您要办哪一类？")
    assert not page.locator("dialog[open]").count()
    page.locator('button[name="queue"][value="B"]').click()
    page.wait_for_url("**/kiosk/slip/**")
    page.clock.fast_forward("05:00")
    expect(page.locator(".ki-page .ki-slip__no").first).to_contain_text("B0")
    kiosk.go("/kiosk/wipe/")

    page.locator('[name="mode"][value="en"]').click()
    kiosk.reads("Welcome, please choose")  # the Chinese page has a link to the same address
    page.locator('a[href="/kiosk/queues/"]').click()
    for word in ("Wheelchair", "Sign language", "Dialect", "Elderly", "Other priority"):
        expect(page.locator("form .ki-prios").first).to_contain_text(word)
    page.wait_for_load_state("load")  # only then does its clock run
    page.clock.fast_forward("00:46")
    expect(page.locator("#ki-idle")).to_be_visible()
    page.locator("[data-idle-stay]").click()
    kiosk.context.set_offline(True)
    page.locator('button[name="queue"][value="A"]').click()
    kiosk.reads("No network: this kiosk gives numbers by itself")
    expect(page.locator("[data-alone-queue]").first).to_be_visible()
    kiosk.context.close()


HEARD = """() => { window.heard = [];
  document.body.addEventListener("yc:live", e => { if (e.target === document.body && e.detail.topics) heard.push(...e.detail.topics); });
}"""
NOT_BY_TIME = 12_000
"""Milliseconds: what is read by time while the stream stands is read some 20 seconds after the last reading."""


def test_the_floor_console_follows_the_hall_by_the_stream(browser: Browser, house: House) -> None:
    """A number given and a paper-out told elsewhere stand on it because the stream named them, not because it was time to read again."""
    duty = Person.arriving(browser, house, "staff", "/demo/as/manager/")
    page = duty.page
    with page.expect_response("**/floor/live/"):  # the stream begins with it
        duty.go("/floor/")
    page.evaluate("window.sameForever = true")
    page.evaluate(HEARD)
    kiosk = house.device("kiosk-1")

    def soon(act: Callable[[], object], seen: Locator, words: str) -> None:
        page.evaluate("heard.length = 0")
        act()
        expect(seen).to_contain_text(words, timeout=NOT_BY_TIME)
        assert page.evaluate("heard.length"), "the stream named a topic"

    waiting, alerts = page.locator(".fl-line b", has_text="Z").locator("em"), page.locator(".fl-alerts ul")
    one_more = str(int(waiting.inner_text()) + 1)
    soon(lambda: house.kiosk.post("/tickets", center="demo", queue="Z"), waiting, one_more)
    soon(lambda: kiosk.post("/kiosk/paper/", paper="out"), alerts, "缺纸")
    kiosk.post("/kiosk/paper/", paper="back")
    expect(alerts).not_to_contain_text("缺纸", timeout=NOT_BY_TIME)
    assert page.evaluate("window.sameForever") is True, "nothing was loaded anew"
    duty.context.close()


BURST = """() => {
  window.told = [];
  document.body.addEventListener("yc:voice", e => window.told.push(e.detail));
  const list = document.querySelector("[data-say-list]");
  window.callThem = ids => { ids.forEach(id => { const li = document.createElement("li"); li.dataset.sayId = id; li.dataset.say = id; li.dataset.sayClips = id.includes("bad") ? "qing 9 hao" : "qing A hao"; list.append(li); });
    document.dispatchEvent(new CustomEvent("htmx:afterSwap")); };
}"""


def wave_of(milliseconds: int) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1), made.setsampwidth(2), made.setframerate(8000)
        made.writeframes(b"\0\0" * (8 * milliseconds))
    return out.getvalue()


def test_the_voice_never_talks_over_itself(browser: Browser, house: House) -> None:
    hall = Person.arriving(browser, house, "screen", "/demo/device/hall-1/")
    page = hall.page
    page.wait_for_url("**/screen/hall/")
    page.locator("[data-say-toggle]").click()
    hall.reads("本机没有普通话语音，也没有录音：只响铃")

    def with_clips(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer,
            body=answer.text().replace("data-say-times", 'data-say-pack="/screen/voice/0/" data-say-times'),
        )

    def say(route: Route) -> None:
        if route.request.url.endswith("/9/"):
            route.abort()
        else:
            asked.append(route.request.url)
            route.fulfill(body=wave_of(60), content_type="audio/wav")

    asked: list[str] = []
    page.route("**/screen/hall/", with_clips)
    page.route("**/screen/voice/*/", say)
    page.reload()
    page.evaluate(BURST)
    page.locator("[data-say-toggle]").click(click_count=2, delay=50)
    page.evaluate("callThem(['one:0', 'bad:0', 'three:0'])")
    page.evaluate("callThem(['one:1', 'one:0'])")
    until(page, "told.filter(t => t.call === 'one:1' && t.kind === 'clips' && t.phase === 'end').length === 2")
    told = page.evaluate("told.filter(t => t.call)")
    assert [t["phase"] for t in told] == ["start", "end"] * (len(told) // 2), (
        "a part begins when the one before it has ended"
    )
    assert all(a["at"] <= b["at"] for a, b in itertools.pairwise(told))
    calls = [call for call, _ in itertools.groupby(t["call"] for t in told)]
    assert calls == ["one:0", "bad:0", "three:0", "one:1"], "in order, a repeat again, and nothing twice"
    kinds = [t["kind"] for t in told if t["call"] == "one:0" and t["phase"] == "start"]
    assert kinds == ["chime", "clips", "clips"]
    spoken = [
        b["at"] - a["at"]
        for a, b in zip(told[::2], told[1::2], strict=True)
        if a["kind"] == "clips" and a["call"] == "one:0"
    ]
    assert min(spoken) >= 150, "three clips of 60 ms, one after the other"
    assert len(asked) >= 3
    hall.context.close()
