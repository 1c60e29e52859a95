"""From an empty house to the first person served: the command line founds the center, and every other step is somebody's page."""

import base64
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.pages.browser import Seen, launched
from tests.pages.house import House, running
from yichuang.config.cli.center import TEMPLATE
from yichuang.faces.workbench.tests.conftest import PERSON
from yichuang.foundation import totp
from yichuang.foundation.identity import make_uscc
from yichuang.sample import forms

pytestmark = pytest.mark.browser
ITEM = "S17"
THREE = {"system": ("xt-luo", "罗小满"), "security": ("aq-xie", "谢长河"), "audit": ("sj-fang", "方知行")}


@pytest.fixture(scope="module")
def empty() -> Iterator[House]:
    with running(demo=False) as house:
        yield house


@pytest.fixture
def browser() -> Iterator[Browser]:
    with launched() as found:
        yield found


class Person:
    """Somebody at a computer of his own, with an authenticator app in his pocket where he needs one."""

    def __init__(self, browser: Browser, house: House, *, width: int = 1366) -> None:
        context = browser.new_context(viewport={"width": width, "height": 768}, locale="zh-CN")
        context.set_default_timeout(30_000)
        self.seen = Seen()
        self.seen.watch(context)
        self.page: Page = context.new_page()
        self.house = house

    def go(self, path: str) -> Page:
        self.page.goto(self.house.url + path)
        return self.page

    def enters(self, username: str, given: str) -> None:
        """The first log-in: with what he was given, to a password of his own."""
        self.go("/login/")
        self.fill(username=username, password=given)
        self.press("登录")
        self.page.wait_for_url("**/login/password/")
        own = f"{username}-keeps-this"
        self.fill(password=own, again=own)
        self.press("保存并登录")

    def binds_his_app(self) -> None:
        self.page.wait_for_url("**/login/second/")
        letters = self.page.get_by_test_id("letters").inner_text()
        self.fill(code=_code(self.house, letters))
        self.press("登录")
        self.page.wait_for_url("**/setup/")

    def fill(self, within: str = "main", **values: str) -> None:
        for name, value in values.items():
            field = self.page.locator(f"{within} [name={name}]:visible").first
            if field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def press(self, words: str, within: str = "main") -> None:
        self.page.wait_for_load_state("load")  # dialogs are opened by a script
        self.page.locator(within).get_by_role("button", name=words, exact=True).first.click()

    def adds(self, opener: str, dialog: str, button: str, said: str, **values: str) -> None:
        """Open a dialog, fill it in, send it, and read what the page says."""
        self.press(opener)
        self.fill(f"#{dialog}", **values)
        self.press(button, f"#{dialog}")
        expect(self.page.locator("main [role=status]").first).to_contain_text(said)


def _code(house: House, letters: str) -> str:
    moved = float((house.data / "clock").read_text())
    secret = base64.b32decode("".join(letters.split()))
    return totp.code_of(secret, totp.step_of(datetime.fromtimestamp(datetime.now(UTC).timestamp() + moved, UTC)))


@pytest.fixture
def given(empty: House, tmp_path: Path) -> dict[str, str]:
    """The one-time passwords of the three, as the IT person reads them from his terminal."""
    file = tmp_path / "center.toml"
    file.write_text(filled(), encoding="utf-8")
    said = empty.yichuang("center", "found", str(file))
    return {role: next(line.split()[2] for line in said.splitlines() if line.split()[:1] == [role]) for role in THREE}


def filled() -> str:
    """What he writes into the template."""
    facts = {
        "code": "qingshi", "name": "青石区政务服务中心", "region": "500199", "address": "青石区政务街 8 号", "phone": "023-00003000",
        "supervision_phone": "023-00003001",
    }  # fmt: skip
    head, *people = TEMPLATE.split("[administrators.")
    for key, value in facts.items():
        head = head.replace(f'{key} = "" ', f'{key} = "{value}" ', 1)
    for n, (role, (username, name)) in enumerate(THREE.items()):
        assert people[n].startswith(role)
        for key, value in (("username", username), ("name", name), ("badge_no", f"X0{n}")):
            people[n] = re.sub(rf'^{key} = ""', f'{key} = "{value}"', people[n], flags=re.M)
    return "[administrators.".join([head, *people])


def test_nobody_is_locked_out_of_an_empty_house_without_being_told_how_to_found_a_center(
    empty: House, browser: Browser
) -> None:
    someone = Person(browser, empty)
    expect(someone.go("/").locator("main")).to_contain_text("script/yichuang center found center.toml")
    expect(someone.go("/login/").locator("main")).to_contain_text("还没有建立政务服务中心")
    someone.page.get_by_role("link", name="怎样建立").click()
    expect(someone.page.locator("main")).to_contain_text("docs/install.zh.md")


def test_from_the_empty_house_to_the_first_person_served(
    empty: House, browser: Browser, given: dict[str, str], tmp_path: Path
) -> None:
    system, security = Person(browser, empty), Person(browser, empty)
    system.enters(THREE["system"][0], given["system"])
    system.binds_his_app()
    key = set_up(system, tmp_path)
    security.enters(THREE["security"][0], given["security"])
    security.binds_his_app()
    clerk_password = take_in(security)
    clerk, kiosk = Person(browser, empty), Person(browser, empty, width=1080)
    sits_down(clerk, clerk_password)
    number = takes_a_number(kiosk, key)
    serves(clerk, number)
    for administrator in (system, security):  # nothing is left on the list of things to do before opening
        expect(administrator.go("/setup/").locator(".su-checks")).to_contain_text("就绪")
        expect(administrator.page.locator(".su-checks")).not_to_contain_text("待办")
    assert [fault for person in (system, security, clerk, kiosk) for fault in person.seen.taken()] == []
    assert empty.yichuang("audit", "verify").startswith("audit: whole")


def set_up(system: Person, tmp_path: Path) -> str:
    """The system administrator's morning; the key of the kiosk."""
    page = system.page
    expect(page.locator("main")).to_contain_text("还没有进驻的部门")
    system.go("/setup/departments/")
    system.adds(
        "部门进驻", "d-new", "保存", "已进驻", code="yc", name="青石区烟草专卖局", short_name="青石烟", uscc=make_uscc("11500199701000009"),
        review_organ="青石区人民政府", court="青石区人民法院", seal_mode="wet", phone="023-00003002", address="青石区政务街 8 号",
    )  # fmt: skip
    system.go("/setup/windows/")
    system.adds("新建区域", "add-zone", "建立", "区域已建立", code="Z", name="综合区")
    system.adds("新建窗口", "add-window", "建立", "窗口 1 已建立", code="1", name="综合窗口", kind="service", zone="Z")
    system.go("/setup/queues/")
    system.adds("新建队列", "add-queue", "建立", "队列 A 已建立", code="a", name="综合")
    system.go("/setup/windows/")
    page.get_by_role("button", name="修改窗口 1").click()
    page.locator("dialog[open]").get_by_label("A 综合").check()
    system.press("保存", "dialog[open]")
    expect(page.locator("main [role=status]")).to_contain_text("已保存")
    opening_hours(system)
    items(system, tmp_path)
    system.go("/setup/devices/")
    system.adds("登记设备", "add", "登记", "已登记", code="k1", name="取号机", kind="kiosk")
    system.press("为 取号机 生成新密钥")
    return str(page.locator(".su-secret code").inner_text()).strip()


def opening_hours(system: Person) -> None:
    page = system.go("/setup/center/")
    for day in range(5):
        for n, (opens, closes) in enumerate((("09:00", "12:00"), ("13:30", "17:30"))):
            page.locator(f"[name=o{day}{n}]").fill(opens)
            page.locator(f"[name=c{day}{n}]").fill(closes)
    system.press("保存开放时间")
    expect(page.locator("main [role=status]")).to_contain_text("开放时间已保存")


def items(system: Person, tmp_path: Path) -> None:
    """Import, look, publish, offer."""
    file = tmp_path / "items.json"
    file.write_text(system.house.yichuang("catalog", "example"), encoding="utf-8")
    page = system.go("/setup/")
    page.locator("li", has_text="还没有发布的事项").get_by_role("link").click()
    page.locator("[name=file]").set_input_files(file)
    system.press("看看会改动什么")
    system.press("导入这 1 项，成为草稿")
    expect(page.locator("main [role=status]")).to_contain_text("已导入 1 个事项")
    system.go(f"/setup/items/{ITEM}/")
    if page.locator("[name=answer]").count():
        system.fill(answer="对外取较早的一个日期")
    expect(
        page.get_by_role("button", name="发布，今天起生效")
    ).to_be_disabled()  # the law wants a filled-in sample form
    form = tmp_path / "申请表（填写示范）.pdf"
    form.write_bytes(
        forms.make(title="烟草专卖零售许可证申请表", item="烟草专卖零售许可证核发", person=True, filled=True)
    )
    page.get_by_text("上传空白表或示范文本").click()
    system.fill(kind="filled_sample")
    page.locator("[name=file]").set_input_files(form)
    system.press("上传")
    expect(page.locator("main [role=status]")).to_contain_text("文件已放入草稿")
    system.press("发布，今天起生效")
    expect(page.locator("main [role=status]")).to_contain_text("已发布")
    system.fill(group="A")
    system.press("保存进驻信息")
    expect(page.locator("main [role=status]")).to_contain_text("进驻信息已保存")


def take_in(security: Person) -> str:
    """The clerk: taken in, given a role; what was typed as his first password."""
    security.go("/setup/staff/")
    typed = "for-the-first-day"
    security.adds(
        "登记人员",
        "add",
        "登记",
        "已登记",
        name="王立新",
        post="综合窗口",
        badge_no="W01",
        username="wang",
        password=typed,
    )
    security.page.get_by_role("link", name="王立新").click()
    security.fill(role="clerk")
    security.press("授予")
    expect(security.page.locator("main [role=status]")).to_contain_text("岗位")
    return typed


def takes_a_number(kiosk: Person, key: str) -> str:
    page = kiosk.go("/device/enrol/")
    page.locator("[name=device_key]").fill(key)
    kiosk.press("登记")
    page.wait_for_url("**/kiosk/")
    for touched in (
        'a[href="/kiosk/situations/"]',
        'a[href="/kiosk/situations/food/"]',
        f'button[name="item"][value="{ITEM}"]',
    ):
        page.locator(touched).click()
    page.wait_for_url("**/kiosk/slip/**")
    expect(page.locator("main")).to_contain_text("1 号窗口")
    return str(page.locator(".ki-slip__no").inner_text())


def sits_down(clerk: Person, password: str) -> None:
    clerk.enters("wang", password)
    clerk.page.get_by_test_id("sit-1").click()
    clerk.page.wait_for_url("**/desk/")
    clerk.page.get_by_test_id("call-next").wait_for()


def serves(clerk: Person, number: str) -> None:
    """The clerk's first person: called, heard, accepted; and the paper lies there."""
    page = clerk.page
    page.keyboard.press("F2")
    expect(page.get_by_test_id("ticket-number")).to_have_text(number)
    page.keyboard.press("F5")
    page.get_by_test_id("party-name").wait_for()
    page.keyboard.type(PERSON["name"])
    page.keyboard.press("Tab")
    page.keyboard.type(PERSON["id_no"])
    page.keyboard.press("Enter")
    page.get_by_test_id("all-received").wait_for()
    page.keyboard.press("a")
    expect(page.get_by_test_id("outcome-accept")).to_be_enabled()
    page.keyboard.press("F6")
    page.get_by_test_id("confirm").first.wait_for()
    page.keyboard.press("Enter")
    page.get_by_test_id("paper-acceptance").wait_for()
    page.keyboard.press("p")
    page.get_by_role("link", name="送达联").wait_for()
    read = page.request.get(
        clerk.house.url + str(page.locator("dialog[open] a[href$='service.pdf']").first.get_attribute("href"))
    )
    words = "".join("".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(read.body())).pages)
    assert "青石区烟草专卖局" in words and PERSON["name"] in words and "样例" not in words
    page.get_by_role("button", name="已盖章").click()
    expect(page.locator("main")).to_contain_text("已盖章")
