"""From the first touch to the slip."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from yichuang.domains.devices import api as devices
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock, workdays
from yichuang.foundation.command import zone_of
from yichuang.foundation.scope import reading

HALL = ZoneInfo("Asia/Shanghai")


def at_hour(hour: int, minute: int = 0) -> datetime:
    """An hour of the hall's next working day: the sample catalogue is in force from today on."""
    day = clock.now().astimezone(HALL) + timedelta(days=1)
    while not workdays.is_workday(day.date()):
        day += timedelta(days=1)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


@pytest.fixture(autouse=True)
def ten_in_the_morning(center):
    with clock.at(at_hour(10)):
        yield


def text(answer) -> str:
    return answer.content.decode()


def take(kiosk: Client, **choice: str):
    return kiosk.post("/kiosk/take/", {"key": "k1", **choice}, follow=True)


def test_whoever_touched_the_wrong_thing_gives_the_number_back_and_chooses_again(kiosk):
    page = text(take(kiosk, queue="A"))
    door = re.search(r'action="(/kiosk/slip/[^"]+/back/)"', page)
    assert door and "取错了" in page
    answer = kiosk.post(door[1], {"key": "k2"}, follow=True)
    assert answer.redirect_chain == [("/kiosk/queues/", 302)]
    assert kiosk.get(door[1].removesuffix("back/"))["Location"] == "/kiosk/queues/"
    again = kiosk.post(door[1], {"key": "k3"})
    assert again.status_code == 409
    assert "A002" in text(take(kiosk, queue="A", key="k4")), "its number is not given twice"


def test_a_machine_without_a_key_is_told_how_to_enrol(center):
    answer = Client().get("/kiosk/")
    assert answer.status_code == 403
    assert "/device/enrol/" in text(answer)


def test_a_wrong_key_enrols_nothing(center):
    answer = Client().post("/device/enrol/", {"device_key": "nonsense"})
    assert answer.status_code == 422
    assert "密钥不对" in text(answer)
    assert not answer.cookies.get("yc_device")


def test_home_says_the_state_of_the_hall_and_offers_three_ways(kiosk):
    page = text(kiosk.get("/kiosk/"))
    for words in (
        "云岭区政务服务中心",
        "正在服务",
        "12:00 午休，13:00 继续",
        "按业务选",
        "按生活情形",
        "按事项找",
        "查进度",
    ):
        assert words in page, words


def test_three_touches_lead_to_a_slip(kiosk):
    home = text(kiosk.get("/kiosk/"))
    assert "/kiosk/queues/" in home  # first touch
    queues = text(kiosk.get("/kiosk/queues/"))
    assert 'name="queue" value="A"' in queues  # second touch
    slip = take(kiosk, queue="A")
    page = text(slip)
    assert slip.redirect_chain[0][0].startswith("/kiosk/slip/")
    assert "A001" in page
    assert "1–6 号窗口" in page
    assert "前面" in page
    assert "<svg" in page


def test_the_slip_leads_the_phone_to_the_ticket(kiosk, staff):
    page = text(take(kiosk, queue="B"))
    code = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", page).group()
    with reading(staff):
        ticket = queueing.ticket(staff, queueing.find_ticket(code)[1])
    assert ticket.number == "B001"
    assert ticket.source == "kiosk"


def test_a_double_touch_gives_one_number(kiosk, staff):
    take(kiosk, queue="A"), take(kiosk, queue="A")
    with reading(staff):
        assert queueing.board(staff).waiting == 1


def test_by_item_the_queue_is_found_and_the_slip_names_the_item(kiosk):
    page = text(take(kiosk, item="S04"))
    assert "食品经营许可" in page


def test_priority_is_kept_and_said(kiosk):
    assert "优先" in text(take(kiosk, queue="A", priority="pregnant"))


def test_elder_mode_counts_as_priority_and_has_no_time_limit(kiosk, staff):
    kiosk.post("/kiosk/mode/", {"mode": "elder"})
    home = text(kiosk.get("/kiosk/"))
    assert 'data-mode="elder"' in home
    assert "data-idle=" not in home
    slip = text(take(kiosk, queue="A"))
    assert "data-idle=" not in slip
    with reading(staff):
        assert queueing.waiting_list(staff)[0].priority_reason == "elder"


def test_english_is_complete_on_the_way_to_the_slip(kiosk):
    kiosk.post("/kiosk/mode/", {"mode": "en"})
    for path in (
        "",
        "queues/",
        "situations/",
        "situations/shop/",
        "find/",
        "guide/",
        "guide/S04/",
        "help/",
        "code/progress/",
    ):
        page = text(kiosk.get(f"/kiosk/{path}"))
        words = re.sub(r"<[^>]+>", " ", page.replace("中文", ""))
        names = list(re.findall(r"[一-鿿]{2,}", words))
        shown = set(names) - set(catalogue_words())
        assert '<html lang="en"' in page, path
        assert not shown, (path, sorted(shown)[:5])
    assert "Here is your number" in text(take(kiosk, queue="A"))


def catalogue_words() -> set[str]:
    """Chinese that stays Chinese on English pages: names and facts of the catalogue that have no English."""
    import json
    from pathlib import Path

    import yichuang.sample.load as sample

    raw = (
        json.dumps(sample.document(), ensure_ascii=False) + (Path(sample.__file__).parent / "overlay.json").read_text()
    )
    return {*re.findall(r"[一-鿿]{2,}", raw), "食品"}


def test_the_wipe_forgets_the_person(kiosk):
    kiosk.post("/kiosk/mode/", {"mode": "en"})
    kiosk.get("/kiosk/wipe/")
    page = kiosk.get("/kiosk/")
    assert '<html lang="zh-CN"' in text(page)
    assert "no-store" in page["Cache-Control"]


def test_an_unknown_queue_is_refused_calmly(kiosk):
    answer = take(kiosk, queue="Q")
    assert answer.status_code == 422
    assert "没有取到号" in text(answer)


def test_after_hours_the_slip_tells_the_truth(kiosk):
    with clock.at(at_hour(18)):
        for way in ("queues/", "situations/shop/", "find/"):
            assert "现在不是服务时间" in text(kiosk.get(f"/kiosk/{way}")), "said before a number is taken"
        home, slip = text(kiosk.get("/kiosk/")), text(take(kiosk, queue="A"))
    assert "现在不是服务时间" not in text(kiosk.get("/kiosk/queues/"))
    assert "今天的服务已结束" in home
    assert "现在不是服务时间" in slip


def test_shortly_before_the_end_the_slip_warns(kiosk, staff):
    with clock.at(at_hour(17, 25)):
        for _ in range(20):
            queueing.issue_ticket(actor=staff, queue="A")
        page = text(take(kiosk, queue="A"))
    assert "17:30 结束服务。今天下班前很可能叫不到您。" in page
    assert "接着等（延时办理）、改约，或留下材料" in page


def test_who_is_warned_chooses_at_the_kiosk_or_on_his_phone(kiosk, staff):
    with clock.at(at_hour(17, 25)):
        for _ in range(20):
            queueing.issue_ticket(actor=staff, queue="A")
        code = take(kiosk, queue="A").redirect_chain[0][0].split("/")[3]
        asked = text(kiosk.post("/kiosk/code/progress/", {"code": code}))
        assert 'data-testid="closing-stay"' in asked and "17:30 结束服务。" in asked
        said = text(kiosk.post("/kiosk/closing/", {"key": "closing-1", "code": code, "choice": "leave_papers"}))
        assert "您已选择：把材料留下。号码仍为您保留。" in said
        phone = Client()
        assert phone.post(f"/t/{code}/closing/", {"key": "closing-2", "choice": "another_time"}).status_code == 302
        assert "您已选择：改约别的时间。" in text(phone.get(f"/t/{code}/", headers={"Accept-Language": "zh-CN"}))
        assert phone.post(f"/t/{code}/closing/", {"key": "closing-3", "choice": "else"}).status_code == 422
        with reading(staff):
            day = clock.center_day(clock.now(), zone_of(staff.center_id))
            assert [c.choice for c in queueing.closing_choices(staff, day)] == ["another_time"]


def test_situations_show_only_what_the_center_offers(kiosk):
    assert "开店办公司" in text(kiosk.get("/kiosk/situations/"))
    assert "食品经营许可" in text(kiosk.get("/kiosk/situations/shop/"))
    assert kiosk.get("/kiosk/situations/nothing/").status_code == 404


def test_items_are_found_by_their_first_letters(kiosk):
    page = text(kiosk.get("/kiosk/find/"))
    assert re.search(r'value="S04" data-initials="SPJYXK', page)


def test_the_guide_lists_the_papers(kiosk):
    page = text(kiosk.get("/kiosk/guide/S04/"))
    assert "要带的材料" in page
    assert "个工作日" in page
    assert "样例数据" in page


def test_without_paper_numbers_are_given_all_the_same_and_the_slip_says_where_to_find_them(key, staff):
    client = Client()
    client.post("/device/enrol/", {"device_key": key, "prints": "1"})
    slip = text(client.post("/kiosk/take/", {"queue": "A", "key": "p"}, follow=True))
    code = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", slip).group()
    said = text(client.post("/kiosk/paper/", {"paper": "out", "code": code}, follow=True))
    again = text(client.post("/kiosk/take/", {"queue": "A", "key": "q"}, follow=True))
    for page in (said, again):
        assert "小票打印机没有纸。号码已经排上" in page
        assert "data-print-once=" not in page
    assert "A002" in again
    assert "纸换好了" in text(client.get("/kiosk/help/"))
    client.post("/kiosk/paper/", {"paper": "out", "code": code})
    with reading(staff):
        (fault,) = devices.open_faults(staff)
        assert (fault.fault, fault.detail, fault.opened_by) == ("paper", "有人在屏幕上说没出纸", "")
    client.post("/kiosk/paper/", {"paper": "back"})
    assert "data-print-once=" in text(client.post("/kiosk/take/", {"queue": "A", "key": "r"}, follow=True))
    with reading(staff):
        assert devices.open_faults(staff) == [] and devices.faults(staff)[0].by_self_test
    client.post("/kiosk/paper/", {"paper": "out", "code": code})
    with reading(staff):
        (fault,) = devices.open_faults(staff)
    devices.close_fault(actor=staff, fault=fault.id, done="换了纸卷")  # said at the faults' page, not at the kiosk
    assert "data-print-once=" in text(client.post("/kiosk/take/", {"queue": "A", "key": "s"}, follow=True))


def test_every_reason_and_every_need_of_the_queue_can_be_chosen(kiosk):
    page = text(kiosk.get("/kiosk/queues/"))
    assert {f'name="priority" value="{r}"' in page for r in queueing.PRIORITY_REASONS} == {True}
    assert {f'name="needs" value="{n}"' in page for n in queueing.BINDING} == {True}


def test_a_kiosk_with_a_printer_prints_the_slip_once(key):
    client = Client()
    client.post("/device/enrol/", {"device_key": key, "prints": "1"})
    page = text(client.post("/kiosk/take/", {"queue": "A", "key": "p"}, follow=True))
    assert "data-print-once=" in page
    assert "小票正在打印" in page
