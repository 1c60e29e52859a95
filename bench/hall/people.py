"""Who is busy in the halls: clerks at their windows, people at the kiosks, and the screens and telephones that watch."""

import asyncio
import random
import re
import time
from collections import Counter, deque
from collections.abc import Awaitable
from dataclasses import dataclass, field
from uuid import uuid4

from bench.wire import Figures

from .city import PASSWORD, Center, Screen
from .page import Page, Part, attribute, parts_of
from .wire import Answer, Browser

TRIES = 3
"""Log-ins and enrolments before the clock starts; a machine that is busy otherwise may let one go by."""
BEGIN = 90.0
"""Seconds in which all clerks make their first call."""
_TICKET = re.compile(r"/desk/ticket/([0-9a-f-]{36})/")
CALL, PAGE, START, FINISH, TAKE, SLIP, READ = (
    "call",
    "page /desk/",
    "start",
    "finish",
    "take a number",
    "slip",
    "part read again",
)


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds; each is drawn evenly between its two figures."""

    walk: tuple[float, float] = (2.0, 5.0)
    serve: tuple[float, float] = (240.0, 480.0)
    rest: tuple[float, float] = (1.0, 3.0)
    choose: tuple[float, float] = (1.0, 3.0)
    collect: tuple[float, float] = (2.0, 4.0)
    stay: tuple[float, float] = (40.0, 90.0)


@dataclass(frozen=True, slots=True)
class Called:
    """What a clerk's browser was answered: this ticket is at this window now."""

    center: str
    window: str
    ticket: str
    at: float


@dataclass(frozen=True, slots=True)
class Slip:
    """What a kiosk printed."""

    center: str
    number: str
    code: str


@dataclass(slots=True)
class Run:
    """All that the load saw, for the checks and the tables."""

    port: int
    pace: Pace
    going: asyncio.Event = field(default_factory=asyncio.Event)
    over: bool = False
    figures: dict[str, Figures] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    calls: list[Called] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    given: Counter[str] = field(default_factory=Counter)
    called: Counter[str] = field(default_factory=Counter)
    nobody: int = 0
    busy: int = 0
    """Acts under way at this moment."""
    pages: list[Page] = field(default_factory=list)
    codes: dict[str, deque[str]] = field(default_factory=dict)
    counting: bool = False

    def kept(self, page: Page) -> Page:
        self.pages.append(page)
        page.read = self.count_read
        return page

    def count_read(self, seconds: float, status: int) -> None:
        """A page has read a part of itself again."""
        if self.counting:
            figures = self.figures.setdefault(READ, Figures())
            if status in (200, 204):
                figures.times.append(seconds * 1000)
            else:
                figures.bad[status] = figures.bad.get(status, 0) + 1

    async def pause(self, span: tuple[float, float]) -> None:
        """Think, and wait while the hall is held still."""
        await asyncio.sleep(random.uniform(*span))
        await self.going.wait()

    async def timed(self, name: str, act: Awaitable[Answer]) -> Answer:
        """Do it, keep its time or how it was refused."""
        self.busy += 1
        begun = time.perf_counter()
        try:
            found = await act
        finally:
            self.busy -= 1
        if self.counting:
            figures = self.figures.setdefault(name, Figures())
            if found.good:
                figures.times.append((time.perf_counter() - begun) * 1000)
            else:
                figures.bad[found.status] = figures.bad.get(found.status, 0) + 1
        if not found.good:
            words = " ".join(re.sub(r"<[^>]+>", " ", found.body).split())[:80]
            key = f"{name}: {found.status} {words}"
            self.refused[key] = self.refused.get(key, 0) + 1
        return found


class DeskPage(Page):
    """The workbench. Its left side tells whether another person stands there; then the whole desk is read again."""

    phase = ""

    async def after(self, part: Part) -> None:
        if part.id == "left":
            now = attribute(part.shown, "data-phase-is")
            if now and now != self.phase:
                found = await self.browser.get("/desk/part/desk/", htmx=True)
                if found.status == 200:
                    self.swapped(found.body)

    def swapped(self, body: str) -> None:
        """An answer took the place of both sides."""
        self.phase = attribute(body, "data-phase")
        fresh = parts_of(body, time.monotonic())
        for name in ("left", "right"):
            if name not in [p.id for p in fresh]:
                self.drop(name)
        self.take([p for p in fresh if p.id in ("left", "right")])
        figures = body.split('<div id="figures" hx-swap-oob="innerHTML">')
        if len(figures) > 1 and "figures" in self.parts:
            self.parts["figures"].shown = figures[1]


class Clerk:
    """One clerk, logged in, at his window, working without end: call, the person walks, start, serve, finish, a moment's rest."""

    def __init__(self, run: Run, center: Center, place: int) -> None:
        self.run, self.center, self.window = run, center, center.windows[place]
        self.name = center.clerks[place]
        self.browser = Browser(run.port)
        self.page: DeskPage | None = None

    async def sit(self) -> None:
        """Log in as everybody does, and sit down at the window."""
        for _ in range(TRIES):
            await self.browser.get("/login/")
            found = await self.browser.post("/login/", {"username": self.name, "password": PASSWORD})
            if found.status == 302:
                break
        else:
            raise RuntimeError(f"{self.name} could not log in: {found.status} {found.body[:200]}")
        found = await self.browser.post("/desk/window/", {"window": self.window, "key": str(uuid4())})
        if found.status not in (302, 303):
            raise RuntimeError(f"{self.name} could not sit down: {found.status}")
        await self.load()

    async def load(self) -> None:
        """The page anew, with a stream of its own; the one before it is left."""
        if self.page is not None:
            await self.page.shut()
        self.page = DeskPage(self.browser, self.center.code, "desk", self.window)
        self.run.kept(self.page)
        await self.run.timed(PAGE, self.page.open("/desk/"))
        self.page.phase = attribute(self.page.body, "data-phase")

    async def work(self, reload_each: int) -> None:
        visits, served = 0, (0.0, self.run.pace.serve[1])  # the first visits end at different times
        await self.run.pause((0.0, BEGIN))
        while not self.run.over:
            if visits and visits % reload_each == 0:
                await self.load()
            ticket = await self._call()
            if ticket:
                await self.run.pause(self.run.pace.walk)
                await self._act(START, ticket)
                await self.run.pause(served)
                await self._act(FINISH, ticket)
                visits, served = visits + 1, self.run.pace.serve
            await self.run.pause(self.run.pace.rest if ticket else self.run.pace.walk)

    async def _call(self) -> str:
        body = await self._post(CALL, "/desk/call/")
        found = _TICKET.search(body)
        if not found:
            self.run.nobody += 1
            await self._tidy()
            return ""
        self.run.called[self.center.code] += 1
        self.run.calls.append(Called(self.center.code, self.window, found[1], time.monotonic()))
        return found[1]

    async def _tidy(self) -> None:
        """Somebody may still stand here, because an answer did not come: the page tells."""
        await self.load()
        assert self.page is not None
        left = _TICKET.search(self.page.body)
        if left:
            for name in (START, FINISH):
                await self.browser.post(f"/desk/ticket/{left[1]}/{name}/", {"key": str(uuid4())}, htmx=True)

    async def _act(self, name: str, ticket: str) -> None:
        await self._post(name, f"/desk/ticket/{ticket}/{name}/")

    async def _post(self, name: str, path: str) -> str:
        assert self.page is not None
        found = await self.run.timed(name, self.page.act(self.browser.post(path, {"key": str(uuid4())}, htmx=True)))
        if found.status == 200:
            self.page.swapped(found.body)
            return found.body
        return ""


class Kiosk:
    """One kiosk: its home page, open and true, until the next person comes; he chooses a queue and takes his slip."""

    def __init__(self, run: Run, center: Center, key: str, waiting: "Waiting") -> None:
        self.run, self.center, self.key, self.waiting = run, center, key, waiting
        self.browser = Browser(run.port)

    async def work(self, each: float) -> None:
        """People come about every `each` seconds, fewer when the line is long."""
        await enrol(self.browser, self.key)
        while not self.run.over:
            home = self.run.kept(Page(self.browser, self.center.code, "kiosk"))
            await home.open("/kiosk/")
            await self.run.pause((each * 0.5, each * 1.5))
            while not self.run.over and self.waiting.long(self.center.code):
                await self.run.pause((1.0, 2.0))
            await home.shut()
            if not self.run.over:
                await self._person()

    async def _person(self) -> None:
        page = await self.browser.get("/kiosk/queues/")
        await self.run.pause(self.run.pace.choose)
        queues = re.findall(r'name="queue" value="([A-Z0-9]+)"', page.body)
        key = re.search(r'name="key" value="([^"]+)"', page.body)
        if page.status != 200 or not queues or not key:
            self.run.refused[f"kiosk queues: {page.status}"] = (
                self.run.refused.get(f"kiosk queues: {page.status}", 0) + 1
            )
            return
        given = await self.run.timed(
            TAKE, self.browser.post("/kiosk/take/", {"queue": random.choice(queues), "key": key[1]})
        )
        if given.status != 302:
            return
        slip = await self.run.timed(SLIP, self.browser.get(given.headers["location"]))
        number = re.search(r'class="ki-slip__no">([^<]+)<', slip.body)
        code = given.headers["location"].strip("/").split("/")[-1]
        if number:
            self.run.given[self.center.code] += 1
            self.run.slips.append(Slip(self.center.code, number[1].strip(), code))
            self.run.codes.setdefault(self.center.code, deque(maxlen=200)).append(code)
        await self.run.pause(self.run.pace.collect)
        await self.browser.get("/kiosk/wipe/")


@dataclass(slots=True)
class Waiting:
    """How many wait in each center, counted from what was answered, so that kiosks do not make the line endless."""

    run: Run
    at_start: dict[str, int]
    most: dict[str, int]

    def long(self, center: str) -> bool:
        return self.at_start[center] + self.run.given[center] - self.run.called[center] > self.most[center]


async def enrol(browser: Browser, key: str) -> None:
    """Make the browser a device."""
    for _ in range(TRIES):
        await browser.get("/device/enrol/")
        found = await browser.post("/device/enrol/", {"device_key": key})
        if found.status == 302:
            return
    raise RuntimeError(f"a device could not enrol: {found.status}")


async def watch(run: Run, center: Center, screen: Screen) -> None:
    """A screen hangs there all the time; a telephone follows one ticket for a while, then another person's."""
    browser = Browser(run.port)
    if screen.key:
        await enrol(browser, screen.key)
    if screen.kind != "phone":
        page = run.kept(Page(browser, center.code, screen.kind, screen.of))
        await page.open(screen.path)
        return
    while not run.over:
        codes = run.codes.get(center.code)
        if not codes:
            await asyncio.sleep(0.5)
            continue
        code = codes.popleft()
        page = run.kept(Page(browser, center.code, "phone", code))
        await page.open(f"/t/{code}/")
        await run.pause(run.pace.stay)
        await page.shut()
