"""A real browser at a real server for the desk's browser tests: keys and dialogs are counted as they are pressed and opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Page, expect, sync_playwright

from yichuang.foundation import browsers

SCREEN = {"width": 1366, "height": 768}
expect.set_options(timeout=20_000)


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[str]:
    """The program on a free port, in threads of this process, on the test's database."""
    from threading import Thread

    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


IN_A_FIELD = "input:focus, textarea:focus"
"""A part that has just come can be seen a moment before its first field has the cursor; nobody types before that."""


@dataclass
class Hands:
    """The clerk's hands: what he presses is counted, apart from the text of personal data."""

    page: Page
    keys: list[str] = field(default_factory=list)

    def press(self, key: str) -> None:
        self.keys.append(key)
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Typing that is not personal data: each letter is a key."""
        self.page.locator(IN_A_FIELD).first.wait_for(timeout=20_000)
        for letter in text:
            self.press(letter)

    def personal(self, text: str) -> None:
        """A name or a number, which an id reader would type: not counted."""
        self.page.locator(IN_A_FIELD).first.wait_for(timeout=20_000)
        self.page.keyboard.type(text)

    def see(self, testid: str) -> Any:
        """Wait for a part of the page, with the scripts of the page, which come after what can be seen."""
        found = self.page.get_by_test_id(testid).first
        found.wait_for(state="visible", timeout=20_000)
        self.page.wait_for_load_state("load")
        return found

    @property
    def dialogs(self) -> int:
        """How many dialogs were opened since the page was loaded."""
        return int(self.page.evaluate("window.dialogsOpened || 0"))


COUNT_DIALOGS = """
window.dialogsOpened = 0;
const show = HTMLDialogElement.prototype.showModal;
HTMLDialogElement.prototype.showModal = function () { window.dialogsOpened += 1; return show.call(this); };
"""


@contextmanager
def clerk_at(url: str, session: str, *, language: str = "zh-hans") -> Iterator[Hands]:
    """A browser with the clerk's session, at the desk's size."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browsers.found(), args=["--no-sandbox"])
        context = browser.new_context(viewport=SCREEN)
        context.add_cookies(
            [
                {"name": "yichuang_session", "value": session, "url": url},
                {"name": "yichuang_language", "value": language, "url": url},
            ]
        )
        context.add_init_script(COUNT_DIALOGS)
        page = context.new_page()
        page.goto(f"{url}/desk/")
        try:
            yield Hands(page)
        finally:
            connections.close_all()  # inside the browser's loop a test has connections of its own
            browser.close()
