"""The console as whoever is on duty uses it: what it shows, what each button does, what it refuses, and the day behind it."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yichuang.domains.devices import api as devices
from yichuang.domains.floor import api as floors
from yichuang.domains.helping import api as helping
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading


def enter(username: str) -> tuple[Client, Actor]:
    """Log in through the door that the log-in page uses."""
    client, who = Client(), people.log_in(username=username, password=people.DEMO_PASSWORD, source="test")
    request = client.get("/").wsgi_request
    people.open_session(request, who)
    request.session.save()
    client.cookies["yichuang_session"] = request.session.session_key
    actor = people.actor_for_account(who.center_id, who.staff_id, who.epoch)
    assert actor is not None
    return client, actor


class Duty:
    """The manager's browser, and a clerk at window 1."""

    def __init__(self) -> None:
        self.client, self.boss = enter("manager")
        self.clerk_client, self.clerk = enter("clerk1")
        queueing.open_window(actor=self.clerk, window="1")
        assert self.boss.center_id
        self.center = places.center_by_code("demo")

    def get(self, name: str, *args: Any, **query: Any) -> str:
        answer = self.client.get(reverse(name, args=args), query)
        assert answer.status_code == 200, answer.content[:500]
        return answer.content.decode()

    def post(self, name: str, *args: Any, **data: Any) -> Any:
        return self.client.post(reverse(name, args=args), {"key": str(uuid4()), **data}, HTTP_HX_REQUEST="true")

    def take(self, queue: str = "A") -> dict[str, Any]:
        return queueing.issue_ticket(actor=self.clerk, queue=queue)

    def watch(self) -> floors.Watch:
        with reading(self.boss):
            return floors.watch(self.boss)

    def window(self, code: str) -> queueing.HallWindow:
        return next(w for w in self.watch().state.windows if w.line.code == code)


@pytest.fixture
def duty(demo_db: None, open_day: datetime) -> Iterator[Duty]:
    """At ten in the morning of a working day: at midnight the hall begins a new day, and with it a new list of alerts."""
    with clock.at(open_day.replace(hour=10)):
        yield Duty()


def test_the_console_shows_windows_queues_and_alerts_and_every_dialog_opens(duty: Duty) -> None:
    for _ in range(3):
        duty.take()
    queueing.call_next(actor=duty.clerk, window="1")
    floors.call_for_help(actor=duty.clerk, window="1", reason="person")
    page = duty.get("floor")
    for sign in ("综合办事区（一）", "A001", "李晓云", "来人情绪激动", "可办完" if "可办完" in page else "—"):
        assert sign in page
    assert "综合办事区" in duty.get("floor_live")
    for dialog in ("floor_notice", "floor_incident"):
        assert "yc-dialog" in duty.get(dialog)
    for code in ("1", "9"):
        assert "谁去" in duty.get("floor_window", code)
    assert "开着的窗口" in duty.get("floor_window_effect", "1", queues=["Z"])
    assert "A002" in duty.get("floor_numbers")
    assert duty.client.get(reverse("floor_window", args=["77"])).status_code == 404


def test_only_whoever_is_on_duty_enters_and_a_guide_may_look_but_not_lead(duty: Duty) -> None:
    assert duty.clerk_client.get("/floor/").status_code == 403
    assert Client().get("/floor/")["Location"].startswith("/login/")
    guide, _actor = enter("guide")
    page = guide.get("/floor/").content.decode()
    assert "通知大屏" not in page
    for client, comes_back in ((guide, True), (duty.clerk_client, False)):
        assert ('href="/floor/"' in client.get(reverse("inbox")).content.decode()) is comes_back
    refused = guide.post("/floor/notice/", {"key": "k", "text": "停电", "minutes": "5", "level": "plain"})
    assert refused.status_code == 403


def test_a_silent_call_is_shown_answered_by_name_and_timed(duty: Duty) -> None:
    clerk = duty.clerk_client
    clerk.post("/desk/window/", {"key": "s", "window": "1"})
    before = duty.client.get("/floor/").content.decode()
    assert clerk.get("/desk/window/silent/").content.decode().count('data-testid="silent-') == 3
    sent = clerk.post("/desk/window/silent/", {"key": "h", "reason": "unwell"})
    assert (sent.status_code, sent.content) == (200, b"")
    assert "有人身体不适" not in before
    call = duty.watch().calls[0]
    with clock.at(clock.now() + timedelta(seconds=90)):
        assert duty.post("floor_call", call.id, act="answer")["HX-Redirect"] == "/floor/"
    assert "苏岚 过来" in clerk.get("/desk/part/figures/").content.decode()
    again = duty.post("floor_call", call.id, act="answer")
    assert (again.status_code, "苏岚 已经在处理" in again.content.decode()) == (409, True)
    assert "请写明处理结果" in duty.post("floor_call", call.id, act="end", outcome=" ").content.decode()
    with clock.at(clock.now() + timedelta(seconds=120)):
        duty.post("floor_call", call.id, act="end", outcome="已送医务室")
    page = duty.get("floor_day_sheet")
    assert "已送医务室" in page
    assert "1:30" in page or "1:31" in page


def test_each_act_says_its_effect_and_does_it(duty: Duty) -> None:
    missed = duty.take()
    queueing.call_next(actor=duty.clerk, window="1")
    queueing.no_show(actor=duty.clerk, ticket=missed["id"])
    assert "叫回到" in duty.get("floor_number", missed["id"])
    assert "请写明原因" in duty.post("floor_number", missed["id"], act="back", reason="").content.decode()
    assert duty.post("floor_number", missed["id"], act="back", reason="没听清")["HX-Redirect"] == "/floor/numbers/"
    assert "移到" in duty.get("floor_number", missed["id"])
    duty.post("floor_number", missed["id"], act="move", to="window:1", reason="原窗口")
    assert [t.number for t in duty.window("1").sent] == [missed["number"]]
    queueing.call_next(actor=duty.clerk, window="1")
    queueing.hold(actor=duty.clerk, ticket=missed["id"])
    assert "交给" in duty.get("floor_number", missed["id"])
    refused = duty.post("floor_window", "1", act="close")
    assert (refused.status_code, missed["number"] in refused.content.decode()) == (422, True)
    duty.post("floor_window", "1", act="close", held="2")
    assert [t.number for t in duty.window("2").held] == [missed["number"]]
    seen = " ".join(duty.window("2").line.queues)
    assert duty.post("floor_window", "2", act="queues", queues=["Z"], seen=seen).status_code == 204
    assert duty.post("floor_window", "2", act="queues", queues=["A"], seen=seen).status_code == 409
    assert duty.window("2").line.queues == ("Z",)


def test_a_number_that_nobody_needs_any_more_is_withdrawn_with_its_reason(duty: Duty) -> None:
    made = duty.take()
    assert duty.post("floor_number", made["id"], act="cancel", reason="").status_code == 422
    assert (
        duty.post("floor_number", made["id"], act="cancel", reason="本人说不办了")["HX-Redirect"] == "/floor/numbers/"
    )
    assert queueing.call_next(actor=duty.clerk, window="1")["ticket"] is None


def test_somebody_is_sent_to_a_window_and_has_come_when_he_opens_it(duty: Duty) -> None:
    queueing.pause_window(actor=duty.clerk, window="1", reason="rest", seals_away=True)
    _client, cover = enter("clerk2")
    page = duty.get("floor_window", "1")
    assert "派人补岗" in page
    assert f'value="{duty.clerk.id}"' not in page
    options = page.partition('id="f-staff"')[2].partition("</select>")[0]
    assert re.findall(r'label="([^"]+)"', options) == ["可以去", "不够合适，原因见姓名后"]
    assert re.findall(r">([^<]+)</option>", options)[:2] == [
        "王立新 · 不在窗口",
        "苏岚 · 不在窗口 · 没有 A、B、C、D 的业务技能",
    ]
    assert "陈静怡 · 今天没有登录" in options
    assert (
        duty.post("floor_window", "1", act="send", kind="cover", staff=str(cover.id), minutes="30").status_code == 204
    )
    assert "王立新 前往" in duty.get("floor_live")
    twice = duty.post("floor_window", "1", act="send", kind="cover", staff=str(cover.id))
    assert twice.status_code == 409
    queueing.open_window(actor=cover, window="1")
    assert duty.watch().orders == ()
    with reading(duty.boss):
        assert floors.orders_of_day(duty.boss, clock.center_day(clock.now(), duty.center.zone))[0].came_at is not None


def test_an_open_window_without_a_clerk_and_a_number_left_at_a_paused_one_are_not_hidden(duty: Duty) -> None:
    """Nobody sits at eight of the sample's nine open windows: they are not free, and do not count as manned."""
    number = duty.take()["number"]
    queueing.call_next(actor=duty.clerk, window="1")
    queueing.pause_window(actor=duty.clerk, window="1", reason="rest", seals_away=True)
    page = duty.get("floor")
    assert page.count('<span class="fl-w__st">无人</span>') == 8 and "空闲" not in page and "开窗 0 / 9" in page
    paused = page.partition('data-testid="window-1"')[2].partition("</button>")[0]
    assert "暂停" in paused and number in paused
    assert number in duty.get("floor_window", "1").partition("号码</dt>")[2].partition("</dd>")[0]


def test_a_notice_hangs_on_the_hall_s_screen_until_it_is_taken_down(duty: Duty) -> None:
    screen = Client()
    screen.post("/demo/device/hall-1/")
    wrong = duty.post("floor_notice", text="", minutes="30", level="plain")
    assert (wrong.status_code, "请写明要播出的话" in wrong.content.decode()) == (422, True)
    duty.post("floor_notice", text="3 号窗口打印机更换中", minutes="30", level="urgent")
    notice = duty.watch().notices[0]
    board = screen.get("/screen/hall/board/")
    assert board.status_code == 200
    assert "3 号窗口打印机更换中" in board.content.decode()
    duty.post("floor_notice", notice=str(notice.id))
    assert "打印机" not in screen.get("/screen/hall/board/").content.decode()


def test_an_alert_is_seen_then_settled_and_both_are_in_the_day_s_sheet(duty: Duty) -> None:
    duty.post("floor_incident", reason="power", place="A 区", note="跳闸")
    taken = duty.take()
    with clock.at(clock.now() + timedelta(minutes=25)):
        kinds = {a.kind: a for a in duty.watch().alerts}
        assert {"incident", "wait"} <= set(kinds)
        duty.post("floor_alert", alert=kinds["wait"].key, act="see")
        assert "苏岚" in duty.get("floor_live")
        duty.post("floor_alert", alert=kinds["wait"].key, act="settle", note="加开窗口")
        assert "wait" not in {a.kind for a in duty.watch().alerts}
        by_call = duty.post("floor_alert", alert=kinds["incident"].key, act="settle")
        assert by_call["HX-Redirect"] == "/floor/"
        assert "incident" in {a.kind for a in duty.watch().alerts}
        assert "加开窗口" in duty.get("floor_day_sheet")
        assert duty.post("floor_alert", alert="away:nobody", act="see")["HX-Redirect"] == "/floor/"
    with clock.at(clock.now() + timedelta(minutes=41)):
        assert "wait" in {a.kind for a in duty.watch().alerts}
    assert taken


def test_a_call_whose_service_never_began_is_told_and_over_as_soon_as_the_clerk_presses(duty: Duty) -> None:
    number = duty.take()
    queueing.call_next(actor=duty.clerk, window="1")
    words = f"1 号呼叫 {number['number']} 已 6 分钟，没有开始办理"
    with clock.at(clock.now() + timedelta(minutes=4)):
        assert "没有开始办理" not in duty.get("floor_live")
    with clock.at(clock.now() + timedelta(minutes=6)):
        assert words in duty.get("floor_live")
        alert = next(a for a in duty.watch().alerts if a.kind == "unstarted")
        assert duty.post("floor_alert", alert=alert.key, act="see")["HX-Redirect"] == "/floor/"
        assert "苏岚" in duty.get("floor_live").partition(words)[2].partition("</p>")[0]
        queueing.start(actor=duty.clerk, ticket=number["id"])
        assert "没有开始办理" not in duty.get("floor_live")


def test_machines_questions_areas_and_the_night_s_advice_are_on_it(duty: Duty) -> None:
    """Nine statements more than a calm hall at most, however many faults and questions there are."""

    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            duty.get("floor_live")
        return len(caught)

    calm = duty.get("floor_live")
    assert "故障未修复" not in calm and "开窗建议" not in calm
    with reading(duty.boss):
        kiosk = next(d for d in places.devices(duty.center.id) if d.code == "kiosk-1")
    before = statements()
    for fault in ("paper", "sound", "other", "clock"):
        devices.report_fault(actor=duty.boss, device_id=kiosk.id, detail="有人报修", fault=fault)
    for n in range(3):
        helping.ask(actor=duty.clerk, kind="hardware", text=f"打印机卡纸{n}", window="1")
    learn(duty.center.id)
    queueing.close_window(actor=duty.boss, window="3")
    page = duty.get("floor_live")
    for words in (
        "4 项故障未修复",
        f"{kiosk.name}：缺纸",
        "还没有人接单",
        "3 个待答",
        "自助服务区：",
        "加开 3 号窗口办 A 综合办事",
        "38 分钟以内到 17 分钟以内",
    ):
        assert words in page
    assert "加开 1 号窗口" not in page  # it is open already
    assert "现在开着 1 个" in page and "少 4" in page  # the sample's other windows are open, and nobody is at them
    assert statements() <= before + 9
    with clock.at(clock.now() + timedelta(days=1)):
        assert "3 个超过答复时限" in duty.get("floor_live") and "答复超时" in duty.get("floor_live")


def learn(center_id: UUID) -> None:
    """The night's work of a center whose days are known, with two changes that would help."""
    change = {"queue": "A", "before": 38, "after": 17, "all_before": 30, "all_after": 16, "act": "open"}
    advice = {"days": 20, "share": 0.85, "minutes": 15.0, "window_hours": 40.0, "staff": 8, "met": True,
              "slots": [{"begins": 1800 * n, "needed": 5, "open": 1.0, "arrivals": 9.0, "share": 0.9} for n in range(48)],
              "changes": [{**change, "window": "1"}, {**change, "window": "3"}]}  # fmt: skip
    fit = {
        "days": 20,
        "first_day": None,
        "last_day": None,
        "tickets": 900,
        "grace": 0,
        "faults": [],
        "weights": {},
        "model": "",
    }
    queueing.store_fit(actor=Actor.system(center_id), fit={**fit, "advice": advice})


def test_the_day_is_played_and_reads_what_stood_at_a_minute(duty: Duty) -> None:
    duty.take()
    queueing.call_next(actor=duty.clerk, window="1")
    page = duty.get("floor_day")
    assert 'type="range"' in page
    assert "A001" in duty.get("floor_day_at")
    early = duty.get("floor_day_at", minute="0")
    assert "A001" not in early
    assert duty.get("floor_day", day="nonsense", minute="x")
    assert duty.get("floor_day", day="2026-01-05")
    assert UUID(str(duty.boss.id))
