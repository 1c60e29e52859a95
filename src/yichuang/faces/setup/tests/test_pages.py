"""The set-up pages, played through the browser's requests on the demo center."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from yichuang.domains.catalog import api as catalog
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.identity import make_uscc
from yichuang.foundation.scope import reading

PAGES = {
    "system": ["/setup/", "/setup/items/", "/setup/items/S04/", "/setup/items/import/", "/setup/windows/",
               "/setup/departments/", "/setup/devices/", "/setup/center/"],
    "security": ["/setup/", "/setup/staff/", "/setup/tokens/"],
    "audit": ["/setup/", "/setup/audit/"],
    "manager": ["/setup/", "/setup/windows/"],
}  # fmt: skip
PACKAGE = Path(__file__).resolve().parents[3]
As = Callable[[str], Client]


@pytest.fixture
def demo(demo_db: None) -> Actor:
    center = places.demo_center()
    assert center
    return Actor.system(center.id, channel="cli")


@pytest.fixture
def as_(demo: Actor) -> As:
    def enter(username: str) -> Client:
        client = Client(headers={"Accept-Language": "zh-CN"})
        assert client.post(f"/demo/as/{username}/").status_code == 302
        return client

    return enter


def post(client: Client, path: str, act: str, **fields: object) -> object:
    return client.post(path, {"act": act, "key": str(uuid4()), **fields})


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


# ---- the front doors ----


def test_logging_in_leads_to_where_one_wanted_to_go_or_works(demo: Actor) -> None:
    client = Client()
    form = {"username": "clerk1", "password": people.DEMO_PASSWORD}
    assert client.post("/login/", form).headers["Location"] == "/desk/"
    assert client.post("/login/", {**form, "next": "/setup/items/"}).headers["Location"] == "/setup/items/"
    assert client.post("/login/", {**form, "next": "https://elsewhere.example/"}).headers["Location"] == "/desk/"


def test_a_name_that_no_keyboard_types_is_only_a_wrong_name(demo: Actor) -> None:
    assert Client().post("/login/", {"username": "\x00", "password": "\x00"}).status_code in (400, 409)


def test_a_wrong_password_is_told_calmly_and_keeps_the_name(demo: Actor) -> None:
    response = Client(headers={"Accept-Language": "zh-CN"}).post("/login/", {"username": "clerk1", "password": "no"})
    assert response.status_code == 409
    assert "用户名或密码不对" in text(response)
    assert 'value="clerk1"' in text(response)


def test_a_stranger_is_sent_to_log_in_and_comes_back(demo: Actor) -> None:
    response = Client().get("/setup/windows/")
    assert response.headers["Location"] == "/login/?next=/setup/windows/"


def test_after_logging_out_the_pages_are_closed(as_: As) -> None:
    client = as_("system")
    assert client.get("/setup/").status_code == 200
    assert client.post("/logout/").headers["Location"] == "/login/"
    assert client.get("/setup/").status_code == 302


@pytest.mark.parametrize("username", ["clerk1", "manager", "supervisor", "system", "security", "audit"])
def test_nothing_on_the_first_page_leads_where_one_may_not_go(as_: As, username: str) -> None:
    client = as_(username)
    page = text(client.get("/setup/"))
    links = set(re.findall(r'<a [^>]*href="(/setup/[^"#]*)', page))
    assert {link: status for link in links if (status := client.get(link).status_code) != 200} == {}
    assert "dict_items" not in page


def test_the_demo_page_lists_every_account_and_enrols_a_browser_with_one_click(demo: Actor) -> None:
    client = Client(headers={"Accept-Language": "zh-CN"})
    page = text(client.get("/demo/"))
    with reading(demo):
        staff = people.staff_list(demo.center_id, today=catalog.today())  # type: ignore[arg-type]
    assert len(staff) >= 14
    assert all(s.name in page and f"/demo/as/{s.username}/" in page for s in staff)
    assert client.post("/demo/device/kiosk-1/").headers["Location"] == "/kiosk/"
    assert client.get("/kiosk/").status_code == 200
    assert client.post("/demo/device/evaluator-3/").headers["Location"] == "/screen/evaluator/3/"
    assert client.get("/kiosk/").status_code == 403, "a browser is one device at a time"
    assert client.post("/demo/device/nothing/").status_code == 404
    assert client.post("/demo/as/nobody/").status_code == 404


def test_without_a_demo_center_there_is_no_demo_page(db: None) -> None:
    assert Client().get("/demo/").status_code == 404
    assert Client().post("/demo/device/kiosk-1/").status_code == 404
    assert Client().get("/login/").status_code == 200


# ---- who sees what ----


@pytest.mark.parametrize(("username", "path"), [(u, p) for u, paths in PAGES.items() for p in paths])
def test_each_administrator_sees_his_pages(as_: As, username: str, path: str) -> None:
    assert as_(username).get(path).status_code == 200


@pytest.mark.parametrize(
    "path", sorted({p for paths in PAGES.values() for p in paths} - {"/setup/", "/setup/items/", "/setup/items/S04/"})
)
def test_a_clerk_sees_none_of_them(as_: As, path: str) -> None:
    assert as_("clerk1").get(path).status_code == 403


def test_the_three_administrators_do_not_see_each_others_pages(as_: As) -> None:
    assert as_("system").get("/setup/staff/").status_code == 403
    assert as_("security").get("/setup/audit/").status_code == 403
    assert as_("audit").get("/setup/devices/").status_code == 403


@pytest.mark.parametrize(
    ("username", "path"),
    [(u, p) for u, paths in PAGES.items() for p in paths if p not in ("/setup/", "/setup/items/", "/setup/audit/")],
)
def test_a_form_that_no_page_sends_is_refused_and_never_breaks(as_: As, username: str, path: str) -> None:
    client = as_(username)
    for form in (
        {},
        {"act": "nonsense"},
        {"act": "add", "name": "\x00"},
        {"act": "key", "device": "x"},
        {"act": "offer"},
        {"act": "revoke", "token": "x"},
    ):
        assert client.post(path, form).status_code in (400, 405, 422), form


@pytest.mark.parametrize(
    ("username", "path"),
    [
        ("system", "/setup/items/?q=%00"), ("system", "/setup/items/%00/"), ("security", "/setup/staff/?q=%00&role=%00"),
        ("audit", "/setup/audit/?name=%00&after=99999999999999999999"), ("system", "/setup/items/NO-SUCH/"),
    ],
)  # fmt: skip
def test_odd_addresses_are_answered_calmly(as_: As, username: str, path: str) -> None:
    assert as_(username).get(path).status_code in (200, 400, 404)


# ---- items ----


def test_a_file_is_shown_before_it_is_taken_in_and_then_published(as_: As, demo: Actor) -> None:
    client = as_("system")
    bare = json.loads((PACKAGE / "sample" / "catalogue-sample.json").read_text(encoding="utf-8"))
    item = next(i for i in bare["items"] if i["id"] == "S05")
    item["fee"] = {"text": "试算费用", "sure": "typical"}
    body = json.dumps({"items": [item]}, ensure_ascii=False)
    upload = SimpleUploadedFile("items.json", body.encode(), content_type="application/json")
    page = text(client.post("/setup/items/import/", {"act": "dry_run", "file": upload}))
    assert "试算费用" in page
    assert "不收费" in page
    assert catalog.draft("S05") is None
    assert client.post("/setup/items/import/", {"act": "import", "key": "k", "text": body}).status_code == 302
    assert "试算费用" in text(client.get("/setup/items/S05/?show=draft"))
    assert post(client, "/setup/items/S05/", "publish").status_code == 302  # type: ignore[attr-defined]
    assert catalog.guide("S05").fee == "试算费用"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "不是有效的 JSON"),
        (b'{"items":[{"id":"X1"}]}', "items[0].name"),
        ('{"items":[]}'.encode("utf-16"), "不是有效的 JSON"),
        (b"", "文件是空的"),
        (b"[" * 200_000, "不是有效的 JSON"),
    ],
)
def test_a_bad_file_is_refused_with_the_places_named(as_: As, body: bytes, said: str) -> None:
    upload = SimpleUploadedFile("items.json", body, content_type="application/json")
    response = as_("system").post("/setup/items/import/", {"act": "dry_run", "file": upload})
    assert response.status_code == 422
    assert said in text(response)


def test_an_item_is_offered_and_withdrawn(as_: As, demo: Actor) -> None:
    with reading(demo):
        offer = catalog.offer(demo, "S04")
    assert offer
    post(as_("system"), "/setup/items/S04/", "offer", department=offer.department_id, group="B", handled_in="here")
    with reading(demo):
        assert catalog.offer(demo, "S04") is None, "the box was not ticked"


def test_a_form_is_attached_to_a_draft_and_read_by_anybody(as_: As) -> None:
    pdf = SimpleUploadedFile("空白表.pdf", b"%PDF-1.7 x", content_type="application/pdf")
    response = post(as_("system"), "/setup/items/S04/", "form", material="M2", kind="blank_form", file=pdf)
    assert response.status_code == 302  # type: ignore[attr-defined]
    draft = catalog.draft("S04")
    assert draft
    assert draft.materials[1].blank_form
    answer = Client().get(f"/forms/{draft.materials[1].blank_form.id}/")
    assert answer.content == b"%PDF-1.7 x"
    assert answer.headers["Content-Type"] == "application/pdf"


def test_a_licence_chooses_the_papers_for_what_lacks_and_others_cannot(as_: As, demo: Actor) -> None:
    client = as_("system")
    assert "按中心设定（目前：只出具一次性告知书）" in text(client.get("/setup/items/S04/"))
    post(client, "/setup/items/S04/", "refusal", choice="yes")
    draft = catalog.draft("S04")
    assert draft and draft.refusal_with_notice is True and catalog.guide("S04").refusal_with_notice is None
    shown = text(client.get("/setup/items/S04/?show=draft"))
    assert "材料不齐时同时出具不予受理通知书" in shown and "同时出具不予受理通知书和一次性告知书" in shown
    other = next(
        line.code for line in catalog.search(demo, limit=200) if catalog.guide(line.code).intake_rule == "FILING"
    )
    assert 'name="choice"' not in text(client.get(f"/setup/items/{other}/"))
    refused = client.post(f"/setup/items/{other}/", {"act": "refusal", "choice": "yes", "key": "r1"})
    assert refused.status_code == 409 and catalog.draft(other) is None
    assert client.post("/setup/items/S04/", {"act": "refusal", "choice": "both", "key": "r2"}).status_code == 422


def test_the_legal_working_hours_are_entered_beside_the_opening_hours(as_: As, demo: Actor) -> None:
    client = as_("manager")
    assert 'value="09:00-12:00,13:00-17:30"' in text(client.get("/setup/center/"))
    post(client, "/setup/center/", "office", office_hours="9:00至12:00，14:00至18:00")
    with reading(demo):
        assert str(places.center(demo.center_id).office) == "09:00-12:00,14:00-18:00"  # type: ignore[arg-type]
    refused = client.post("/setup/center/", {"act": "office", "office_hours": "早九晚五", "key": "o1"})
    assert refused.status_code == 422 and "工作时间须写成" in text(refused) and 'value="早九晚五"' in text(refused)


# ---- the hall ----


def test_a_window_is_built_and_told_which_queues_it_calls_from(as_: As, demo: Actor) -> None:
    client = as_("manager")
    post(client, "/setup/windows/", "add_window", code="10", name="帮办", kind="help", zone="C")
    with reading(demo):
        window = places.window_by_code(demo.center_id, "10")  # type: ignore[arg-type]
    post(
        client,
        "/setup/windows/",
        "change_window",
        window=window.id,
        code="10",
        name="帮办代办",
        zone="C",
        active="on",
        queues=["A", "D"],
    )
    page = text(client.get("/setup/windows/"))
    assert "帮办代办" in page
    assert "已保存" in page
    again = post(client, "/setup/windows/", "add_window", code="10", name="x", kind="help", zone="C")
    assert again.status_code == 409
    assert "已被使用" in text(again)


def test_a_department_with_a_wrong_credit_code_is_refused_with_a_sentence(as_: As) -> None:
    fields = {"code": "new", "name": "云岭区新局", "short_name": "云岭新", "review_organ": "云岭区人民政府",
              "court": "云岭区人民法院", "seal_mode": "wet"}  # fmt: skip
    good = make_uscc("11500199799999999")
    client = as_("system")
    assert post(client, "/setup/departments/", "add", uscc=good[:17] + "?", **fields).status_code == 422  # type: ignore[attr-defined]
    assert post(client, "/setup/departments/", "add", uscc=good, **fields).status_code == 302  # type: ignore[attr-defined]


def test_a_device_key_is_shown_once_and_works(as_: As, demo: Actor) -> None:
    client = as_("system")
    post(client, "/setup/devices/", "add", code="k9", name="九号终端", kind="kiosk", window="")
    with reading(demo):
        device = places.device_by_code(demo.center_id, "k9")  # type: ignore[arg-type]
    page = text(client.post("/setup/devices/", {"act": "key", "device": device.id}))
    assert "一号自助终端" in page, "the list stands below the key"
    secret = page.split("<code>")[1].split("</code>")[0]
    assert people.actor_for_device(secret).name == "九号终端"  # type: ignore[union-attr]
    assert secret not in text(client.get("/setup/devices/"))
    post(client, "/setup/devices/", "revoke", device=device.id, reason="报废")
    assert people.actor_for_device(secret) is None


def test_hours_and_figures_are_kept_and_nonsense_is_refused(as_: As, demo: Actor) -> None:
    client = as_("system")
    post(client, "/setup/center/", "hours", o00="08:30", c00="12:00", o01="13:00", c01="18:00")
    with reading(demo):
        week = places.opening_hours(demo.center_id)  # type: ignore[arg-type]
    assert [(p.weekday, p.opens.hour) for p in week] == [(0, 8), (0, 13)]
    assert post(client, "/setup/center/", "hours", o00="18:00", c00="12:00").status_code == 422  # type: ignore[attr-defined]
    figures = {k: s.default for k, s in places.SETTINGS.items()}
    post(client, "/setup/center/", "figures", **{**figures, "correction_days": 20})
    assert places.center_by_code("demo").setting("correction_days") == 20
    assert post(client, "/setup/center/", "figures", **{**figures, "correction_days": "viele"}).status_code == 422  # type: ignore[attr-defined]


# ---- people ----


def test_a_person_is_taken_in_granted_a_role_and_sent_away(as_: As, demo: Actor) -> None:
    client = as_("security")
    post(
        client,
        "/setup/staff/",
        "add",
        username="neu",
        password="a long enough one",
        name="新同事",
        post="窗口",
        badge_no="N1",
    )
    page = text(client.get("/setup/staff/?q=neu"))
    assert "新同事" in page
    link = page.split('<td><a href="/setup/staff/')[1].split("/")[0]
    staff_id = UUID(link)
    here = f"/setup/staff/{staff_id}/"
    assert post(client, here, "grant", role="clerk").status_code == 302  # type: ignore[attr-defined]
    session = Client()
    into = session.post("/login/", {"username": "neu", "password": "a long enough one"})
    assert into["Location"] == "/login/password/", "the password that somebody else set opens nothing"
    assert session.get("/setup/items/").status_code == 302
    assert session.get("/login/second/")["Location"] == "/login/password/"
    own = {"password": "a password of mine", "again": "a password of mine"}
    assert session.post("/login/password/", own | {"again": "other"}).status_code == 422
    assert session.post("/login/password/", own).status_code == 302
    assert session.get("/setup/items/").status_code == 200
    change = {"act": "password", "old": own["password"], "fresh": "yet another one", "again": "yet another one"}
    assert "密码不对" in text(session.post("/account/", change | {"old": "not mine"}))
    assert session.post("/account/", change)["Location"] == "/account/?saved=password"
    assert session.get("/setup/items/").status_code == 200
    assert post(client, here, "leave", reason="调离").status_code == 302  # type: ignore[attr-defined]
    assert session.get("/setup/items/").status_code == 302, "the live session ended with the person"


def test_a_token_is_shown_once_and_works(as_: As, demo: Actor) -> None:
    client = as_("security")
    page = text(client.get("/setup/tokens/"))
    bearer = page.split('<option value="')[1].split('"')[0]
    shown = text(client.post("/setup/tokens/", {"act": "make", "bearer": bearer, "label": "对接"}))
    assert "对接" in shown, "the list stands below the key"
    secret = shown.split("<code>")[1].split("</code>")[0]
    assert people.actor_for_token(secret)
    assert secret not in text(client.get("/setup/tokens/"))


def test_the_log_is_searched_by_person_act_and_object(as_: As) -> None:
    as_("clerk2")
    client = as_("audit")
    assert "王立新" in text(client.get("/setup/audit/?action=login"))
    assert "没有这样的记录" in text(client.get("/setup/audit/?subject=item:X"))
    first = text(client.get("/setup/audit/"))
    assert "下一页" in first
    assert client.get("/setup/audit/?after=30").status_code == 200


def test_pages_of_one_center_know_nothing_of_another(as_: As, demo: Actor) -> None:
    from yichuang.domains.places.tests.conftest import found

    there = found("there", "乙区政务服务中心")
    made = people.add_staff(
        actor=there, username="fremd", password="a long enough one", name="外人", post="x", badge_no="1"
    )
    client = as_("security")
    assert "外人" not in text(client.get("/setup/staff/"))
    assert client.get(f"/setup/staff/{made['id']}/").status_code == 404
    assert post(client, f"/setup/staff/{made['id']}/", "leave", reason="x").status_code == 404  # type: ignore[attr-defined]


def test_a_published_form_is_sent_inline_with_its_own_name(demo: Actor) -> None:
    file = catalog.guide("S04").materials[0].filled_sample
    assert file
    answer = Client().get(f"/forms/{file.id}/")
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert BytesIO(answer.content).read(5) == b"%PDF-"
