"""The people of one visit, each with a browser context of his own: what they do in the test reads as what they do in the hall."""

import io
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page
from pypdf import PdfReader

from .browser import Seen, context_for
from .house import House

COUNT_DIALOGS = """
window.dialogsOpened = 0;
const show = HTMLDialogElement.prototype.showModal;
HTMLDialogElement.prototype.showModal = function () { window.dialogsOpened += 1; return show.call(this); };
addEventListener("keydown", () => { window.keyAt = Date.now(); }, true);
"""


@dataclass
class Person:
    """Somebody, or some device, in front of a screen."""

    house: House
    context: BrowserContext
    page: Page
    seen: Seen

    @classmethod
    def arriving(cls, browser: Browser, house: House, size: str, door: str = "", **more: Any) -> "Person":
        """With a screen of a size; `door` is one of the demo page's buttons."""
        context, seen = context_for(browser, size, house.url)
        context.add_init_script(COUNT_DIALOGS)
        person = cls(house, context, context.new_page(), seen, **more)
        if door:
            person.go("/demo/")
            person.page.locator(f'form[action="{door}"] button').click()
        return person

    def go(self, path: str) -> None:
        self.page.goto(self.house.url + path)

    def see(self, testid: str) -> Locator:
        """Wait for a part of the page, and give it: with the scripts of the page, which come after what can be seen."""
        found = self.page.get_by_test_id(testid).first
        found.wait_for(state="visible")
        self.page.wait_for_load_state("load")
        return found

    def reads(self, words: str) -> None:
        """Wait until some words can be read on the page, and its scripts are there."""
        self.page.get_by_text(words).first.wait_for(state="visible")
        self.page.wait_for_load_state("load")

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def paper(self, address: str) -> str:
        """Fetch a paper as this person, and read its text back; blanks are dropped, since lines break anywhere."""
        answer = self.context.request.get(address if address.startswith("http") else self.house.url + address)
        assert answer.ok and answer.headers["content-type"] == "application/pdf", f"{address}: {answer.status}"
        pages = PdfReader(io.BytesIO(answer.body())).pages
        return "".join("".join(page.extract_text().split()) for page in pages)


@dataclass
class Clerk(Person):
    """Works by keys. Each is counted, apart from the text of personal data, which an id reader would type."""

    keys: list[str] = field(default_factory=list)
    typed: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys.append(key)
            self.page.keyboard.press(key)

    def personal(self, text: str) -> None:
        """A name or a number: its letters are told apart from the keys. Nobody types before the cursor stands in a field."""
        self.page.locator("input:focus, textarea:focus").first.wait_for(timeout=20_000)
        self.typed += len(text)
        self.page.keyboard.type(text)

    @property
    def dialogs(self) -> int:
        """How many dialogs were opened since the page was loaded."""
        return int(self.page.evaluate("window.dialogsOpened"))


@dataclass
class Guest(Person):
    """Uses fingers. Touches are counted."""

    touches: int = 0

    def touch(self, target: str | Locator) -> None:
        self.touches += 1
        (self.page.locator(target).first if isinstance(target, str) else target).tap()
