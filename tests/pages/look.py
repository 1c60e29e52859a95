"""Looking at one page of the table: open it as the person it is for, and bring it into the state that is to be seen."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from .browser import SIZES, Seen, context_for
from .scene import Scene
from .views import View, address

KIOSK_ENGLISH = {"name": "yc_kiosk", "value": "en"}


@dataclass
class Eyes:
    """One browser; a context is kept for each person, size and language, and its page is used again."""

    browser: Browser
    scene: Scene
    patience: int = 15
    opened: dict[tuple[Any, ...], tuple[BrowserContext, Page, Seen]] = field(default_factory=dict)
    last: Page | None = None

    def on(self, view: View, language: str) -> tuple[Page, Seen]:
        """The page, loaded and still."""
        page, seen = self._page(view, language)
        if self.last not in (None, page):
            self.last.goto("about:blank")  # or it would read again for ever what nobody looks at
        self.last = page
        seen.taken()
        url = self.scene.house.url
        answer = page.goto(url + address(view.at, self.scene))
        assert answer is not None and answer.status == view.status, f"{page.url}: {answer and answer.status}"
        page.wait_for_load_state("load")
        if view.dialog:
            page.evaluate(
                "path => htmx.ajax('GET', path, {target: '#dialog', swap: 'innerHTML'})",
                address(view.dialog, self.scene),
            )
            page.locator("#dialog dialog[open]").wait_for()
        if view.act:
            view.act(page, self.scene)
        page.evaluate("document.fonts.ready.then(() => 0)")
        return page, seen

    def _page(self, view: View, language: str) -> tuple[Page, Seen]:
        key = (view.who, view.size, language, view.cookies)
        if key not in self.opened:
            url = self.scene.house.url
            cookies = self.scene.visitor(view.who).cookies()
            more = [{"name": n, "value": v, "url": url} for n, v in view.cookies]
            if language == "en" and view.who.startswith("device:kiosk"):
                more.append({**KIOSK_ENGLISH, "url": url})
            context, seen = context_for(
                self.browser, view.size, url, cookies + more, english=language == "en", patience=self.patience
            )
            self.opened[key] = (context, context.new_page(), seen)
        context, page, seen = self.opened[key]
        if not view.cookies and view.who == "citizen":
            context.clear_cookies(name="yc_elder")  # a page that was asked for in 长辈版 is remembered by the phone
        return page, seen

    def width_is(self, size: str) -> int:
        return SIZES[size][0]
