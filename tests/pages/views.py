"""What is looked at and how it is reached: the kinds of lines in `table.py`, addresses that hang on the scene, and acts before a picture."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .browser import settled
from .scene import Scene

Address = Callable[[Scene], str] | str
CITIZEN, KIOSK, HALL = "citizen", "device:kiosk-1", "device:hall-1"
BOTH, CHINESE = ("zh", "en"), ("zh",)


@dataclass(frozen=True)
class View:
    """One picture. `dialog` is what the page reads into its dialog; `act` is done on the page before it is looked at."""

    title: str
    url: str
    who: str
    size: str
    at: Address
    languages: tuple[str, ...] = BOTH
    dialog: Address = ""
    act: Callable[[Any, Scene], None] | None = None
    cookies: tuple[tuple[str, str], ...] = ()
    status: int = 200

    @property
    def name(self) -> str:
        return self.title.lower().replace(",", "").replace("'", "").replace(" ", "-")


@dataclass(frozen=True)
class Part:
    """A fragment or a file."""

    url: str
    who: str
    at: Address


def case(name: str, path: str = "") -> Callable[[Scene], str]:
    """The desk with a case of the scene on it, or another address with the case's number in it."""
    return lambda s: (path or "/desk/?case={no}").format(no=s.cases[name].no)


def fall(page: Any, scene: Scene) -> None:
    """A judgment is typed in and its effect asked for; nothing is done yet."""
    page.select_option("[name=cause]", "judgment")
    typed = {
        "document_no": "（2026）云行初12号", "document_kind": "行政判决书", "organ": "云岭区人民法院", "document_on": "2026-10-20",
        "binding_on": "2026-11-05", "reasons": "主要证据不足，责令重新作出决定。",
    }  # fmt: skip
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)
    page.get_by_test_id("show").click()
    page.get_by_test_id("effect").wait_for()


def coded(name: str, path: str) -> Callable[[Scene], str]:
    """An address with the code that the case's applicant holds."""
    return lambda s: path.format(code=s.cases[name].code, **s.cases[name].papers)


def ticket(which: str, path: str) -> Callable[[Scene], str]:
    """An address with a ticket of the scene: its id or its code."""
    return lambda s: path.format(**{"code": "", **_ticket(s, which)})


def _ticket(scene: Scene, which: str) -> dict[str, Any]:
    found = {"waiting": scene.waiting[1], "ended": scene.taken[0], "called": scene.called}.get(which)
    if found is None:
        found = getattr(scene, f"{which}_ticket")
    return {"id": found["id"], "code": found.get("tracking_code", "")}


def desk(window: int) -> str:
    """The clerk who sits there."""
    return f"staff:clerk{window}"


def paper(name: str, kind: str, path: str) -> Callable[[Scene], str]:
    """An address with a paper of a case."""
    return lambda s: path.format(no=s.cases[name].no, id=s.cases[name].papers[kind])


def found(who: str, at: Address, pattern: str, path: str) -> Callable[[Scene], str]:
    """An address with an id that stands on another page."""
    return lambda s: path.format(s.found(who, at(s) if callable(at) else at, pattern))


def address(at: Address, scene: Scene) -> str:
    return at(scene) if callable(at) else at


# ---- what is done on a page before it is looked at ----


def propose_days(page: Any, scene: Scene) -> None:
    """A notice with a day off in the last week of November, one on the day of a hearing, and a worked Saturday, tried out."""
    page.fill("#n-n", "国务院办公厅关于调整2026年部分节假日安排的通知（国办发明电〔2026〕88号）")
    page.fill("#n-d", "元旦：1月1日至3日放假，1月4日上班。\n临时：11月30日放假，12月8日放假，12月12日上班。")
    page.press("#n-n", "Enter")
    page.wait_for_selector(".su-preview")


def kiosk_code(name: str) -> Callable[[Any, Scene], None]:
    def act(page: Any, scene: Scene) -> None:
        code = scene.cases[name].code if name in scene.cases else scene.taken[0]["tracking_code"]
        for sign in code.replace("-", ""):
            page.locator(f'[data-sign-key="{sign}"]').tap()
        page.locator("[data-code-go]").tap()
        page.wait_for_load_state("load")
        page.locator("[data-code]").wait_for(state="detached")

    return act


def by_code(letter: str, digit: str) -> Callable[[Any, Scene], None]:
    """Half of an item's code, on the kiosk's keys: what has it in its code is found."""

    def act(page: Any, scene: Scene) -> None:
        page.locator(f'[data-letter="{letter}"]').tap()
        page.locator("[data-keys-other]").tap()
        page.locator(f'[data-letter="{digit}"]').tap()
        rows = page.locator("[data-item-code]:visible")
        rows.first.wait_for()
        codes = [row.get_attribute("data-item-code") for row in rows.all()]
        assert codes and all(letter + digit in code for code in codes), codes

    return act


def search(selector: str, words: str) -> Callable[[Any, Scene], None]:
    def act(page: Any, scene: Scene) -> None:
        page.fill(selector, words)
        page.wait_for_timeout(400)

    return act


def press(selector: str) -> Callable[[Any, Scene], None]:
    def act(page: Any, scene: Scene) -> None:
        page.locator(selector).first.click()
        settled(page)

    return act


def with_a_given_password(username: str) -> Callable[[Any, Scene], None]:
    """Logged in with a password that somebody else has set: nothing opens but the choice of one's own."""

    def act(page: Any, scene: Scene) -> None:
        given, security = "handed over 1", scene.visitor("staff:security")
        who = scene.found("staff:security", f"/setup/staff/?q={username}", r"/setup/staff/([0-9a-f-]{36})/")
        security.post(f"/setup/staff/{who}/", act="password", password=given)
        page.fill("[name=username]", username)
        page.fill("[name=password]", given)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/login/password/")
        page.locator("[name=again]").wait_for()

    return act


def down_to(selector: str) -> Callable[[Any, Scene], None]:
    """What stands further down the page, in the middle of the picture."""

    def act(page: Any, scene: Scene) -> None:
        page.locator(selector).evaluate("element => element.scrollIntoView({block: 'center'})")

    return act


def new_version(page: Any, scene: Scene) -> None:
    """The item whose guide was revised this morning."""
    search("#f-q", "S05")(page, scene)
    press('[data-testid="item-option"]')(page, scene)
