"""At one's post, in a browser: the pause of 4.2.2 at 14:59 and 15:01, lock and return, cover, a shift with a held case, closing time."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import expect

from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock, messages
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

from .browser import Hands, clerk_at, serving
from .conftest import Desk, desk_of
from .test_browser import barriers, fits

pytestmark = pytest.mark.browser
PIN = "739146"
Move = Callable[[timedelta], None]


def open_day(actor: Actor) -> datetime:
    """Nine o'clock of the next day on which the hall is open all morning."""
    assert actor.center_id
    zone = places.center(actor.center_id).zone
    with reading(actor):
        for ahead in range(1, 21):
            at = datetime.combine((datetime.now(UTC) + timedelta(days=ahead)).astimezone(zone).date(), time(10), zone)
            if places.open_state(actor.center_id, at).open:
                return at
    raise AssertionError("the sample center never opens")


@pytest.fixture
def move(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Move:
    """Set the clock of every thread to so long after ten o'clock."""
    start, file = open_day(desk.actor), tmp_path / "clock"
    monkeypatch.setitem(os.environ, "YICHUANG_TEST_CLOCK", "1")
    monkeypatch.setitem(os.environ, "YICHUANG_TEST_CLOCK_FILE", str(file))

    def to(after: timedelta) -> None:
        file.write_text(str((start + after - datetime.now(UTC)).total_seconds()))

    to(timedelta())
    return to


@pytest.fixture
def url(move: Move, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's loop runs in this thread
    with serving() as address:
        yield address


@contextmanager
def browsing(url: str, desk: Desk) -> Iterator[Hands]:
    """A browser as this clerk. What is read beside it has a connection of its own, which must not outlive the test's database."""
    with clerk_at(url, session(desk)) as hands:
        try:
            yield hands
        finally:
            connection.close()


def session(desk: Desk) -> str:
    return str(desk.client.cookies["yichuang_session"].value)


def at_work(desk: Desk) -> None:
    queueing.open_window(actor=desk.actor, window=desk.window)


def alerts(desk: Desk) -> int:
    """Over-long absences that whoever leads the hall has been told of."""
    boss = Actor("staff", desk.actor.id, "x", "", desk.actor.center_id, desk.actor.reads, frozenset({"hall.lead"}))
    queueing.tell_overlong(actor=Actor.system(desk.actor.center_id))
    with reading(boss):
        return sum(line.template == "window.overlong" for line in messages.inbox(boss)[0])


def unlock(hands: Hands, how: str) -> None:
    hands.page.fill("[name=secret]", people.DEMO_PASSWORD)
    hands.see(how).click()


def test_a_pause_at_14_59_and_15_01_then_lock_and_return(url: str, desk: Desk, move: Move) -> None:
    at_work(desk)
    no = desk.open(ticket=desk.serve())
    with browsing(url, desk) as hands:
        hands.see("case-no")
        hands.press("F9")
        hands.see("seals-away")
        hands.press("s")
        hands.press("F9")
        hands.see("locked")
        assert no not in hands.page.content()
        assert fits(hands)
        assert barriers(hands) == []
        hands.page.goto(f"{url}/desk/?case={no}")
        hands.see("locked")
        with reading(desk.actor):
            left = queueing.away_now(desk.actor)[0].started_at
        with clock.at(left + timedelta(minutes=14, seconds=59)):
            assert alerts(desk) == 0
        with clock.at(left + timedelta(minutes=15, seconds=1)):
            assert alerts(desk) == 1
        move(timedelta(minutes=17))
        hands.page.reload()
        assert hands.page.get_by_role("alert").inner_text().startswith("离岗已满 15 分钟")
        hands.page.fill("[name=secret]", "not the password")
        hands.see("unlock-return").click()
        expect(hands.page.locator("main")).to_contain_text("用户名或密码不对")
        unlock(hands, "unlock-return")
        hands.see("case-no")
    with reading(desk.actor):
        window = next(w for w in queueing.desks(desk.actor) if w.code == "1")
    assert (window.state, window.staff_name) == ("open", desk.actor.name)


def test_a_cover_and_then_a_shift_with_a_held_case(url: str, desk: Desk, move: Move) -> None:
    at_work(desk)
    ticket = desk.serve()
    no = desk.open(ticket=ticket)
    queueing.hold(actor=desk.actor, ticket=ticket, reason="去复印")
    colleague = desk_of("clerk2", "2")
    colleague.client.post("/account/", {"password": people.DEMO_PASSWORD, "pin": PIN, "key": "k"})
    queueing.pause_window(actor=desk.actor, window="1", reason="meal", seals_away=True)
    with browsing(url, colleague) as hands:
        hands.page.goto(f"{url}/desk/window/")
        assert "补岗" in hands.see("sit-1").inner_text()
        hands.see("sit-1").click()
        hands.see("call-next")
    with browsing(url, desk) as hands:
        assert colleague.actor.name in hands.see("locked").inner_text()
        unlock(hands, "unlock-return")
        hands.see("call-next")
        hands.page.goto(f"{url}/desk/shift/")
        hands.page.fill("[name=papers]", "两份待扫描")
        assert fits(hands) or hands.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        hands.see("offer-slip").click()
        assert no in hands.see("slip-cases").inner_text()
        hands.see("shift-switch").click()
        hands.page.fill("[name=badge]", "YL002")
        hands.page.fill("[name=pin]", PIN)
        hands.see("switch-in").click()
        hands.see("sit-1").click()
        hands.see("slip-waits").click()
        hands.see("accept-slip").click()
        hands.see("call-next")
    with reading(desk.actor):
        slip = queueing.slips(desk.actor)[0]
        window = next(w for w in queueing.desks(desk.actor) if w.code == "1")
    assert (slip.state, slip.from_name, slip.to_name) == ("accepted", desk.actor.name, colleague.actor.name)
    assert (no in slip.cases, slip.tickets[0]["note"], window.staff_name) == (True, "去复印", colleague.actor.name)
    assert _resumed(colleague, ticket) == "serving"


def _resumed(desk: Desk, ticket: str) -> Any:
    return queueing.resume(actor=desk.actor, ticket=ticket, window="1")["ticket"]["state"]


def test_closing_time_with_people_waiting(url: str, desk: Desk, move: Move) -> None:
    at_work(desk)
    with reading(desk.actor):
        closing = queueing.closing_line(desk.actor).closing_at
    assert closing
    now = clock.now()
    serving_now, waiting = desk.serve(), desk.ticket()
    move(closing - now + timedelta(minutes=1))
    queueing.note_late(actor=Actor.system(desk.actor.center_id))
    with browsing(url, desk) as hands:
        hands.page.goto(f"{url}/desk/late/")
        assert "等候 1 人" in hands.see("closing").inner_text()
        assert barriers(hands) == []
        queueing.finish(actor=desk.actor, ticket=serving_now)
        hands.page.goto(f"{url}/desk/")
        hands.see("call-next")
        hands.press("F2")
        hands.see("start")
        move(closing - now + timedelta(minutes=20))
        queueing.finish(actor=desk.actor, ticket=waiting["id"])
        hands.page.goto(f"{url}/desk/late/")
        row = hands.see("late-row").inner_text()
    assert desk.actor.name in row
    assert waiting["number"] in row
