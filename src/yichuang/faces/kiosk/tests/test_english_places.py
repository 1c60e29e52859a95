"""Whoever reads English finds the way: zones and windows by their English names where they have one."""

from django.test import Client

from yichuang.domains.places import api as places
from yichuang.foundation.scope import reading


def text(answer) -> str:
    return answer.content.decode()


def in_english(kiosk: Client) -> Client:
    kiosk.cookies["yc_kiosk"] = "en"
    return kiosk


def without_english(staff) -> None:
    with reading(staff):
        zone = next(z for z in places.zones(staff.center_id) if z.code == "A")
        window = places.window_by_code(staff.center_id, "7")
    places.change_zone(actor=staff, zone_id=zone.id, name_en="", floor_en="")
    places.change_window(actor=staff, window_id=window.id, name_en="")


def slip(kiosk: Client) -> str:
    return text(kiosk.post("/kiosk/take/", {"queue": "A"}, follow=True))


def test_slip_and_help_name_zones_and_windows_in_english_and_in_chinese_where_they_have_no_other_name(kiosk, staff):
    assert "1F General services 1" in slip(in_english(kiosk))
    page = text(kiosk.get("/kiosk/help/"))
    assert "1F Information and help" in page and "<small>Information</small>" in page
    without_english(staff)
    assert "一楼 综合办事区（一）" in slip(kiosk)
    assert "<small>综合咨询</small>" in text(kiosk.get("/kiosk/help/"))


def test_chinese_pages_keep_the_chinese_names(kiosk):
    assert "一楼 综合办事区（一）" in slip(kiosk)
    assert "一楼 咨询帮办区" in text(kiosk.get("/kiosk/help/"))


def test_the_pack_for_a_silent_server_holds_both(kiosk):
    pack = kiosk.post("/kiosk/alone/reserve/", data="{}", content_type="application/json").json()
    (queue,) = (q for q in pack["queues"] if q["code"] == "A")
    assert queue["where"]["zone"] == "一楼 综合办事区（一） / 一楼 综合办事区（二）"
    assert queue["where"]["zone_en"] == "1F General services 1 / 1F General services 2"
    assert pack["desks"] == ["一楼 咨询帮办区 综合咨询"]
    assert pack["desks_en"] == ["1F Information and help Information"]


def test_the_way_to_the_center_names_windows_in_english(kiosk):
    page = text(Client(headers={"Accept-Language": "en"}).get("/p/demo/visit/"))
    assert "7 · Information" in page and "综合咨询" not in page
