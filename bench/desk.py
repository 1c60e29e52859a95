"""The workbench with fifty windows busy: each window a logged-in session, its page and its acts as a browser sends them."""

import random
import re
import time
from collections.abc import Callable
from urllib.parse import urlencode
from uuid import uuid4

from . import wire
from .house import House
from .wire import Client, Figures

PAGE = "page /desk/"


class Desk:
    """One clerk's browser at one window."""

    def __init__(self, found: House, window: str) -> None:
        self.client = Client(found.port)
        self.window = window
        enter_demo(self.client, "clerk")
        status, _, _ = self.post("/desk/window/", {"window": window, "key": str(uuid4())}, htmx=False)
        if status not in (302, 303):
            raise RuntimeError(f"sitting down at window {window} answered {status}")

    def get(self, path: str) -> tuple[int, str]:
        """A page."""
        status, _, body = self.client.request("GET", path)
        return status, body.decode()

    def post(self, path: str, fields: dict[str, str], *, htmx: bool = True) -> tuple[int, dict[str, str], str]:
        """A form, as htmx or the browser sends it."""
        return post_form(self.client, path, fields, htmx=htmx)


def post_form(
    client: Client, path: str, fields: dict[str, str], *, htmx: bool = False
) -> tuple[int, dict[str, str], str]:
    """A form with the anti-forgery token that the browser holds."""
    headers = {"X-CSRFToken": client.cookies.get("csrftoken", ""), "Referer": f"http://127.0.0.1:{client.port}/"}
    if htmx:
        headers["HX-Request"] = "true"
    kind = "application/x-www-form-urlencoded"
    status, answer, body = client.request("POST", path, urlencode(fields).encode(), kind, **headers)
    return status, answer, body.decode()


def enter_demo(client: Client, what: str) -> str:
    """Become the first sample clerk, or a sample device, by the demo page's own buttons; the page that it leads to."""
    _, _, page = client.request("GET", "/demo/")
    wanted = r"/demo/as/(clerk[^/\"]*)/" if what == "clerk" else rf"/demo/device/([^/\"]*{what}[^/\"]*)/"
    found = re.search(wanted, page.decode())
    if not found:
        raise RuntimeError(f"the demo page offers no {what}")
    status, headers, _ = post_form(client, found[0], {})
    if status != 302:
        raise RuntimeError(f"{found[0]} answered {status}")
    return headers["location"]


def measure(found: House, codes: list[str], *, seconds: float, pause: tuple[float, float]) -> dict[str, Figures]:
    """Figures by act. Every window has a clerk of its own who works without end: page, start, finish, call, with a short
    pause before each act, many times shorter than a real visit."""
    desks = [Desk(found, code) for code in codes]
    for desk in desks:  # everybody busy before the clock starts
        _act(desk, "/desk/call/")
    kinds = (PAGE, "call", "start", "finish")
    kept: list[dict[str, Figures]] = [{kind: Figures() for kind in kinds} for _ in desks]
    end = time.perf_counter() + seconds

    def work(number: int) -> None:
        desk, figures, dice = desks[number], kept[number], random.Random(number)

        def rest() -> None:
            time.sleep(dice.uniform(*pause))

        while time.perf_counter() < end:
            rest()
            ticket = _ticket(_timed(figures[PAGE], desk.get, "/desk/"))
            for act in ("start", "finish") if ticket else ():
                rest()
                _timed(figures[act], _act, desk, f"/desk/ticket/{ticket}/{act}/")
            rest()
            _timed(figures["call"], _act, desk, "/desk/call/")

    wall = wire.together(len(desks), work)
    total = {kind: Figures(seconds=wall) for kind in kinds}
    for figures in kept:
        for kind, one in figures.items():
            total[kind].times += one.times
            for status, times in one.bad.items():
                total[kind].bad[status] = total[kind].bad.get(status, 0) + times
    return total


def _act(desk: Desk, path: str) -> tuple[int, str]:
    status, _, body = desk.post(path, {"key": str(uuid4())})
    return status, body


def _timed(figures: Figures, act: Callable[..., tuple[int, str]], *arguments: object) -> str:
    begin = time.perf_counter()
    status, body = act(*arguments)
    if status < 300:
        figures.times.append((time.perf_counter() - begin) * 1000)
    else:
        figures.bad[status] = figures.bad.get(status, 0) + 1
    return body


def _ticket(html: str) -> str | None:
    found = re.search(r"/desk/ticket/([0-9a-f-]{36})/", html)
    return found[1] if found else None
