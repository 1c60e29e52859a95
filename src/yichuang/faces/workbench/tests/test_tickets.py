"""The person at the window, from the call to the end."""

import re
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from yichuang.domains.people import api as people
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock, shared
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays import table

from .conftest import PERSON


def state(desk, ticket):
    with reading(desk.actor):
        return queueing.ticket(desk.actor, UUID(str(ticket))).state


def test_a_stranger_is_sent_to_log_in(demo_db):
    answer = Client().get("/desk/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/?next=/desk/")


def test_the_page_before_a_window_is_chosen_is_the_choice_of_a_window(desk):
    session = desk.client.session
    del session["desk_window"]
    session.save()
    assert desk.page("desk_home")["Location"] == "/desk/window/"
    page = desk.page("desk_seat").content.decode()
    assert "您今天坐在哪个窗口" in page
    assert "sit-1" in page
    assert "窗口已开" in page.partition("sit-2")[2].partition("sit-3")[0], "where nobody sits nobody is ready"


def test_sitting_down_opens_the_window_in_the_clerks_name(desk):
    with reading(desk.actor):
        line = queueing.window_panel(desk.actor, window="1").window
    assert line.state == "open"
    assert line.staff_name == "李晓云"


def test_an_empty_desk_shows_the_queues_and_offers_the_call(desk):
    desk.ticket("B")
    page = desk.page("desk_home").content.decode()
    assert 'data-testid="call-next"' in page
    assert 'data-queue="B"' in page
    assert "Z 综合咨询" not in page


def test_what_somebody_comes_first_for_is_not_said_again_as_a_need(desk):
    desk.ticket("A", priority="elder", needs=["sign"])
    asked = desk.get("desk_waiting").content.decode()
    assert asked.count("老年人") == 1 and asked.count("手语") == 1
    called = desk.post("desk_call").content.decode()
    assert called.count("老年人") == 1 and "手语" in called


def test_who_closes_the_window_is_led_to_the_closing_check_first_which_needs_a_seat(desk):
    page = desk.page("desk_home").content.decode()
    assert "下班关窗，请先做班后检查" in page and "/desk/check/closing/" in page
    desk.page("desk_check", "closing")
    desk.client.post("/desk/check/closing/", {"key": "closing"})
    assert "下班关窗，请先做班后检查" not in desk.page("desk_home").content.decode()


def test_calling_shows_the_number_and_starting_offers_the_search(desk):
    made = desk.ticket("A", priority="elder")
    called = desk.post("desk_call").content.decode()
    assert made["number"] in called
    assert "老年人" in called
    assert 'data-testid="recall"' in called
    assert "item-search" not in called
    started = desk.post("desk_start", made["id"]).content.decode()
    assert 'data-testid="item-search"' in started


def test_a_call_into_an_empty_hall_says_so(desk):
    assert "现在没有人等候" in desk.post("desk_call").content.decode()


def test_the_same_button_pressed_twice_calls_one_person(desk):
    desk.ticket()
    second = desk.ticket()
    for _ in range(2):
        desk.client.post("/desk/call/", {"key": "one-button"}, HTTP_HX_REQUEST="true")
    assert state(desk, second["id"]) == "waiting"


def test_recall_no_show_and_one_return_to_the_line(desk):
    made = desk.ticket()
    desk.post("desk_call")
    with clock.at(clock.now() + timedelta(seconds=10)):
        assert "<b>1</b>" in desk.post("desk_recall", made["id"]).content.decode()
    after = desk.post("desk_no_show", made["id"]).content.decode()
    assert f'data-testid="requeue-{made["number"]}"' in after
    desk.post("desk_requeue", made["id"])
    assert state(desk, made["id"]) == "waiting"


def test_a_visit_set_aside_can_be_gone_on_with(desk):
    ticket = desk.serve()
    assert "要写个人信息" in desk.get("desk_hold", ticket).content.decode()
    aside = desk.post("desk_hold", ticket, reason="去复印").content.decode()
    assert "去复印" in aside
    desk.post("desk_resume", ticket)
    assert state(desk, ticket) == "serving"


def test_a_person_sent_to_another_window_is_called_there(desk, other_desk):
    ticket = desk.serve()
    asked = desk.get("desk_transfer", ticket).content.decode()
    windows = re.findall('<option value="[0-9]">([^<]+)</option>', asked)
    assert windows[0] == f"2 号窗口 综合办事 · {other_desk.actor.name} · 空闲"
    assert "3 号窗口 综合办事 · 无人" in windows[1:], "whoever is sent there waits for nobody"
    desk.post("desk_transfer", ticket, window="2", reason="那里会手语")
    called = other_desk.post("desk_call").content.decode()
    assert "那里会手语" in called
    assert state(desk, ticket) == "called"


def test_a_refusal_comes_as_a_band_with_what_to_do(desk):
    answer = desk.post("desk_transfer", desk.serve())
    assert answer.status_code == 422
    assert answer["HX-Retarget"] == "#refusal"
    assert "请选择转到哪个队列或哪个窗口" in answer.content.decode()
    assert '"field": "queue"' in answer["HX-Trigger"]


def test_finishing_frees_the_window_and_asks_for_a_rating(desk):
    ticket = desk.serve()
    page = desk.post("desk_finish", ticket).content.decode()
    assert state(desk, ticket) == "served"
    assert 'data-testid="call-next"' in page
    assert 'data-testid="inviting"' in page
    asked = page.partition("/desk/invitation/")[2][:36]
    after = desk.post("desk_invite_cancel", asked).content.decode()
    assert 'data-testid="invite-rating"' in after
    assert 'data-testid="inviting"' in desk.post("desk_invite", ticket).content.decode()


def test_the_list_of_people_waiting_is_in_calling_order(desk):
    first, second = desk.ticket("A"), desk.ticket("B", priority="pregnant")
    page = desk.get("desk_waiting").content.decode()
    assert first["number"] in page
    assert second["number"] in page


def test_a_pause_for_paperwork_tells_why_and_until_when_and_ends_with_the_same_key(desk):
    assert "预计恢复" in desk.get("desk_pause").content.decode()
    back = clock.now() + timedelta(minutes=15)
    page = desk.post("desk_pause", reason="paperwork", until=back.isoformat()).content.decode()
    assert "整理材料" in page
    assert f"{back.astimezone(ZoneInfo('Asia/Shanghai')):%H:%M}" in page
    assert 'data-testid="resume-window"' in page
    assert 'data-testid="call-next"' in desk.post("desk_open").content.decode()


def test_whoever_leaves_finds_his_session_locked_until_his_password(desk):
    """Within the same answer: every page of the desk leads to the lock, which shows nothing of anybody (4.2.2)."""
    no = desk.open(ticket=desk.serve())
    refused = desk.post("desk_pause", reason="rest")
    assert (refused.status_code, "入柜" in refused.content.decode()) == (422, True)
    assert desk.post("desk_pause", reason="rest", seals_away="1")["HX-Redirect"] == "/locked/"
    assert desk.page("desk_home", case=no)["Location"] == "/locked/"
    assert desk.get("desk_part", "right", case=no)["HX-Redirect"] == "/locked/"
    assert desk.post("desk_open")["HX-Redirect"] == "/locked/"
    page = desk.page("locked").content.decode()
    assert "1 号窗口暂停服务" in page
    assert PERSON["name"] not in page
    assert no not in page
    wrong = desk.client.post("/locked/", {"secret": "wrong", "window": "1"})
    assert wrong.status_code == 409
    back = desk.client.post("/locked/", {"secret": people.DEMO_PASSWORD, "window": "1"})
    assert back["Location"] == "/desk/"
    assert no in desk.page("desk_home").content.decode()


def test_closing_the_window_is_getting_up(desk):
    answer = desk.post("desk_close")
    assert answer["HX-Redirect"] == "/desk/window/"
    assert desk.page("desk_home")["Location"] == "/desk/window/"


def test_a_window_with_somebody_at_it_cannot_be_closed(desk):
    desk.serve()
    assert desk.post("desk_close").status_code == 409


def test_an_act_asks_for_nothing_twice_and_shows_what_it_did(desk, settings):
    """Whether the set-up has changed is asked once by who comes, once by the act, once by the page after it; the act's own rows are locked between."""
    table.seed()
    settings.YICHUANG_SHARED_MS = 1000
    shared.forget()
    for _ in range(3):
        desk.ticket()
    asked = {}
    for _ in range(2):  # the second time everything is in memory that can be
        desk.post("desk_call")
        with reading(desk.actor):
            here = queueing.window_panel(desk.actor, window="1").window.ticket
        desk.post("desk_start", here.id)
        with CaptureQueriesContext(connection) as sent:
            page = desk.post("desk_finish", here.id).content.decode()
        assert 'data-testid="call-next"' in page and here.number in page, (
            "the end of the visit, and whether its person rates"
        )
        said = [q["sql"] for q in sent.captured_queries]
        asked = {
            what: sum(what in sql for sql in said)
            for what in ("places_accessrevision", "max(at)", "foundation_legalday")
        }
    assert asked == {"places_accessrevision": 3, "max(at)": 1, "foundation_legalday": 2}
    assert len(said) <= 44
    shared.forget()
