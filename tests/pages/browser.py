"""Browsers that look at a house: one context for each person, at the size of his screen, and everything wrong is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from yichuang.foundation import browsers

SIZES = {
    "staff": (1366, 768),
    "phone": (390, 844),
    "kiosk": (1080, 1920),
    "screen": (1920, 1080),
    "evaluator": (1280, 800),
}
"""The screens that the faces are made for."""

expect.set_options(timeout=20_000)
"""Milliseconds that an expectation waits: a page is judged by what it shows, not by how busy the machine is."""

LANGUAGE_COOKIE = "yichuang_language"


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser without a window. It must be closed before the next test that uses Django's ORM in the same thread."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browsers.found(), args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Seen:
    """What went wrong in the pages of one context: a test asserts that this stays empty."""

    faults: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Hear the console (the content policy complains there too), scripts that fail, and the server's errors."""
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("response", self._answered)

    def _said(self, message: Any) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _answered(self, response: Any) -> None:
        if response.status >= 500:
            self.faults.append(f"server: {response.status} {response.url}")

    def taken(self) -> list[str]:
        """What was wrong since the last time."""
        found, self.faults = self.faults, []
        return found


def context_for(
    browser: Browser, size: str, url: str, cookies: list[dict[str, Any]] | None = None, *, english: bool = False,
    patience: int = 15,
) -> tuple[BrowserContext, Seen]:  # fmt: skip
    """A context of its own at one of the sizes, in one of the languages; `patience` in seconds for each thing waited for."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="en" if english else "zh-CN", timezone_id="Asia/Shanghai",
        reduced_motion="reduce", has_touch=size in ("phone", "kiosk", "evaluator"),
    )  # fmt: skip
    context.set_default_timeout(patience * 1000)
    given = [{"name": LANGUAGE_COOKIE, "value": "en" if english else "zh-hans", "url": url}, *(cookies or [])]
    context.add_cookies(given)  # type: ignore[arg-type]
    seen = Seen()
    seen.watch(context)
    return context, seen


def settled(page: Page) -> None:
    """Wait until everything that the page has asked for by itself has come and stands in it."""
    page.wait_for_load_state("load")
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
