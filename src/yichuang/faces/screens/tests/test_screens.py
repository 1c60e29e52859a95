"""What hangs in the hall."""

import html
import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.faces.screens import board as boards
from yichuang.faces.screens import views
from yichuang.foundation import clock, shared
from yichuang.foundation.scope import reading


def text(answer) -> str:
    return answer.content.decode()


def test_without_a_key_no_screen(hall):
    assert Client().get("/screen/hall/").status_code == 403


def test_a_call_is_on_the_hall_screen_with_its_window(hall):
    screen = hall.enrol("hall-1")
    hall.issue()
    number = hall.call("3")["number"]
    board = text(screen.get("/screen/hall/board/"))
    assert number in board
    assert f"请 {' '.join(number)} 号，到 3 号窗口。" in board
    assert "正在叫号" in board


def test_a_recall_is_spoken_again_and_nothing_else(hall):
    screen = hall.enrol("hall-1")
    hall.issue()
    ticket = hall.call()
    before = text(screen.get("/screen/hall/board/"))
    assert f'data-say-id="{ticket["id"]}:0"' in before
    with clock.at(clock.now() + timedelta(seconds=10)):
        queueing.recall(actor=hall.staff, ticket=ticket["id"])
    assert f'data-say-id="{ticket["id"]}:1"' in text(screen.get("/screen/hall/board/"))


def test_the_hall_screen_shows_no_name(hall):
    screen = hall.enrol("hall-1")
    hall.issue()
    hall.call()
    assert "李" not in text(screen.get("/screen/hall/board/"))


def test_a_paused_window_says_why_and_when_it_is_back(hall):
    screen, over = hall.enrol("hall-1"), hall.enrol("screen-1")
    until = clock.now() + timedelta(minutes=20)
    queueing.pause_window(actor=hall.staff, window="1", reason="equipment", expected_return=until)
    for page in (text(screen.get("/screen/hall/board/")), text(over.get("/screen/window/1/state/"))):
        assert "暂停服务" in page
        assert "设备维护" in page
        assert "恢复" in page


@pytest.mark.parametrize("kept", [0, 1000])
def test_a_return_that_is_past_is_not_promised_any_more_although_nothing_happened(hall, settings, kept):
    settings.YICHUANG_SHARED_MS = kept
    shared.forget()
    screen = hall.enrol("hall-1")
    with reading(hall.staff):
        zone = places.windows(hall.staff.center_id)[0].zone_code
    until = clock.now() + timedelta(minutes=20)
    queueing.pause_window(actor=hall.staff, window="1", reason="equipment", expected_return=until)
    boards_ = ("/screen/hall/board/", f"/screen/zone/{zone}/board/")
    assert all("恢复" in text(screen.get(path)) for path in boards_)
    with clock.at(until + timedelta(seconds=5)):
        for path in boards_:
            page = text(screen.get(path))
            assert "恢复" not in page and "设备维护" in page
    shared.forget()


def test_a_tablet_that_stays_open_drops_a_return_that_is_past(hall):
    over, tablet = hall.enrol("screen-1"), hall.enrol("evaluator-1")
    until = clock.now() + timedelta(minutes=20)
    queueing.pause_window(actor=hall.staff, window="1", reason="equipment", expected_return=until)
    shown = text(tablet.get("/screen/evaluator/1/now/"))
    have = re.search(r'name="have" value="([^"]*)"', shown)
    assert "恢复" in shown and have
    with clock.at(until + timedelta(seconds=5)):
        again = tablet.get("/screen/evaluator/1/now/", {"have": html.unescape(have[1])})
        assert again.status_code == 200, "what it shows is not what it should show"
        assert "恢复" not in text(again) and "恢复" not in text(over.get("/screen/window/1/state/"))


def test_the_window_screen_follows_its_window(hall):
    over = hall.enrol("screen-1")
    state = lambda: text(over.get("/screen/window/1/state/"))  # noqa: E731
    assert "请稍候" in state()
    hall.issue()
    ticket = hall.call()
    assert ticket["number"] in state()
    assert "请到本窗口" in state()
    queueing.start(actor=hall.staff, ticket=ticket["id"])
    assert "服务中" in state()
    queueing.finish(actor=hall.staff, ticket=ticket["id"])
    queueing.close_window(actor=hall.staff, window="1")
    assert "未开放" in state()


def test_the_page_listens_to_its_topics(hall):
    page = text(hall.enrol("hall-1").get("/screen/hall/"))
    assert "/stream?ticket=" in page
    assert 'data-live="board"' in page


def test_a_screen_of_no_window_is_missing(hall):
    assert hall.enrol("screen-1").get("/screen/window/99/").status_code == 404


def test_english_follows_the_language_switch(hall):
    screen = hall.enrol("hall-1")
    screen.cookies["yichuang_language"] = "en"
    page = text(screen.get("/screen/hall/"))
    assert "Queues" in page
    assert "排队情况" not in page


def test_a_browser_that_prefers_english_hangs_in_a_chinese_hall_all_the_same(hall):
    page = text(hall.enrol("hall-1").get("/screen/hall/", headers={"Accept-Language": "en-US"}))
    assert "排队情况" in page


def test_after_the_day_only_who_is_still_at_a_window_stands_on_the_board():
    at = clock.now()
    calls = [
        queueing.CallLine(uuid4(), number, "1", "综合", state, at, 0)
        for number, state in (("A009", "served"), ("A008", "serving"), ("A007", "absent"))
    ]
    latest, before, _fresh = boards.now_called(calls, at)
    assert latest and [latest.number, *(c.number for c in before)] == ["A009", "A008", "A007"]
    latest, before, _fresh = boards.now_called(calls, at, over=True)
    assert latest and latest.number == "A008" and not before
    calls.pop(1)
    assert boards.now_called(calls, at, over=True) == (None, [], False)


def test_every_paused_window_is_named_on_the_board(hall):
    screen = hall.enrol("hall-1")
    until = clock.now() + timedelta(minutes=20)
    for window in "1234":
        queueing.pause_window(
            actor=hall.staff, window=window, reason="meeting", expected_return=until if window == "2" else None
        )
    board = text(screen.get("/screen/hall/board/"))
    assert board.count("暂停服务") == 1 and "1、2、3、4 号窗口暂停服务" in board
    assert "1 号临时会议" in board and "2 号约 " in board


def test_after_closing_the_board_says_that_numbers_already_taken_are_served(hall, open_day):
    screen = hall.enrol("hall-1")
    with clock.at(open_day + timedelta(hours=17, minutes=45)):
        assert "接着办理" not in text(screen.get("/screen/hall/board/"))
        queueing.issue_ticket(actor=hall.staff, queue="A")
        board = text(screen.get("/screen/hall/board/"))
    assert "今天的服务已结束" in board and "已取的号会接着办理" in board


def test_a_name_that_would_not_fit_on_one_line_has_smaller_letters():
    assert [boards.is_wide(n) for n in ("综合咨询", "不动产与住房", "Information", "Social services")] == [
        False, True, False, True,
    ]  # fmt: skip


def test_with_paused_windows_and_a_notice_there_is_room_for_one_queue_less():
    wait = queueing.WaitRange(0, 5, "next")
    lines = [
        queueing.QueueLine(uuid4(), code, code, "", n, 0, None, ("1",), 20, wait) for n, code in enumerate("ABCDE")
    ]
    assert [q.code for q in boards.busy_lines(lines)] == list("ABCDE")
    assert [q.code for q in boards.busy_lines(lines, crowded=True)] == list("BCDE"), "where fewest wait goes"


def test_where_no_window_calls_none_is_counted_though_one_is_switched_on(hall):
    with reading(hall.staff):
        found = queueing.board(hall.staff)
    line = next(q for q in found.queues if q.code == "A")
    assert views._line(found, replace(line, wait=queueing.WaitRange(0, 5, "next")))["open"] > 0
    assert views._line(found, replace(line, wait=queueing.WaitRange(None, None, "no_window")))["open"] == 0
