"""A page that stays open, as the program's `live.js` keeps it: parts that are read again when one of their topics is told, after every
gap, and every so often. What was heard and read is kept for the checks."""

import asyncio
import contextlib
import html
import json
import random
import re
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from .wire import Answer, Browser, Stream

FLUSH = 0.02
"""Seconds in which `live.js` gathers what is told before it reads."""
_TAG = re.compile(r"<[a-z][a-z0-9]*\b[^>]*\bdata-live=\"[^>]*>")
_RESYNC = "resync"
_AWAY = 503
"""A reading that found no place comes again a little later."""


@dataclass(frozen=True, slots=True)
class Read:
    """One reading of a part: seconds of the monotonic clock."""

    begun: float
    ended: float
    status: int


@dataclass(slots=True, eq=False)
class Part:
    """An element with `data-live`. It lives from when it came onto the page until another took its place."""

    id: str
    topics: frozenset[str]
    url: str
    gap: float
    delay: float
    every: float
    born: float
    at_load: bool = False
    now: frozenset[str] = frozenset()
    """Topics that do not wait for the gap."""
    own: bool = False
    """Whether the answer to an act of this page shows it already."""
    hurry: bool = False
    under_way: bool = False
    have: bool = False
    """Whether it tells what it shows already, so that nothing is sent again."""
    died: float = float("inf")
    reads: list[Read] = field(default_factory=list)
    shown: str = ""
    wanted: asyncio.Event = field(default_factory=asyncio.Event)
    task: "asyncio.Task[None] | None" = None


def parts_of(text: str, at: float) -> list[Part]:
    """Every live part of a page or of a piece of one."""
    found = []
    for tag in _TAG.findall(text):
        given = {name: html.unescape(value) for name, value in re.findall(r'([a-z-]+)="([^"]*)"', tag)}
        url = given.get("data-live-src") or given.get("hx-get", "")
        trigger = given.get("hx-trigger", "")
        delay = re.search(r"yc:live delay:(\d+)ms", trigger)
        if not url or given.get("hx-swap") == "none":
            continue
        found.append(Part(
            given.get("id") or url.split("?")[0], frozenset(re.split(r"[\s,]+", given["data-live"].strip())), url,
            float(given.get("data-live-gap", 0)) / 1000, float(delay[1]) / 1000 if delay else 0.0,
            float(given.get("data-live-every", 0)), at, "load" in trigger, frozenset(given.get("data-live-now", "").split()),
            bool(re.search(r"\sdata-live-own\b", tag)), have="have" in given.get("hx-include", ""),
        ))  # fmt: skip
    return found


def attribute(page: str, name: str) -> str:
    """The value of an attribute that stands once on a page; empty when it does not."""
    found = re.search(rf'\b{name}="([^"]*)"', page)
    return html.unescape(found[1]) if found else ""


class Page:
    """One browser's open page. `heard` holds (id, when) of each notice in the order in which they came."""

    def __init__(self, browser: Browser, center: str, kind: str, of: str = "") -> None:
        self.browser, self.center, self.kind, self.of = browser, center, kind, of
        self.parts: dict[str, Part] = {}
        self.gone_parts: list[Part] = []
        self.heard: list[tuple[str, float]] = []
        self.resyncs: list[float] = []
        self.topics: frozenset[str] = frozenset()
        self.opened = self.closed = 0.0
        self.drops = self.sent_away = 0
        self.body = ""
        self.faults: dict[str, int] = {}
        self.own: set[str] = set()
        self._down = 0.0
        self._acts = 0
        self._held: list[tuple[str, list[str]]] = []
        self._stream: Stream | None = None
        self._renew = ""
        self._tasks: set[asyncio.Task[None]] = set()
        self._shut = False

    async def open(self, path: str) -> Answer:
        """Load it, listen, and keep it true until `shut`."""
        found = await self.browser.get(path)
        while found.status in (301, 302, 303):
            found = await self.browser.get(found.headers["location"])
        if found.status != 200:
            self.fault(f"page {found.status}")
            return found
        self.body = found.body
        self._renew = attribute(found.body, "data-stream-renew")
        self.take(parts_of(found.body, time.monotonic()))
        url = attribute(found.body, "data-stream")
        if not url:
            self.fault("page without a stream")
            return found
        self.topics = frozenset(parse_qs(urlsplit(url).query)["topics"][0].split(","))
        await self._listen(url)
        return found

    def take(self, parts: list[Part]) -> None:
        """These parts stand on the page from now on; those of the same name are gone."""
        for part in parts:
            self.drop(part.id)
            self.parts[part.id] = part
            part.task = self._run(self._keep(part))
            if part.at_load:
                part.wanted.set()

    def drop(self, name: str) -> None:
        """A part that is no longer there."""
        old = self.parts.pop(name, None)
        if old is not None:
            old.died = time.monotonic()
            self.gone_parts.append(old)
            if old.task is not None and old.task is not asyncio.current_task():
                old.task.cancel()

    def fault(self, what: str) -> None:
        self.faults[what] = self.faults.get(what, 0) + 1

    def cut(self) -> None:
        """The connection breaks, as it does in a hall; the page finds back by itself."""
        if self._stream is not None and not self._shut:
            self.drops += 1
            self._down = self._down or time.monotonic()
            self._stream.close()

    def reading(self) -> bool:
        """Whether a part waits to be read or is being read."""
        return any(part.wanted.is_set() or part.under_way for part in self.parts.values())

    async def shut(self, *, left: bool = True) -> None:
        """The page is closed; once. Who leaves it before it has found back after a cut has left it at the cut."""
        if self._shut:
            return
        self._shut, self.closed = True, (left and self._down) or time.monotonic()
        if self._stream is not None:
            self._stream.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for part in self.parts.values():
            part.died = min(part.died, self.closed)

    # ---- listening ----

    async def _listen(self, url: str) -> None:
        try:
            self._stream = await Stream.open(url, self.browser.port, self._hear, self._lost)
        except OSError:
            self.fault("stream refused")
            self._lost()

    def _hear(self, event: str, data: str, at: float) -> None:
        if event == _RESYNC:
            self.opened, self._down = self.opened or at, 0.0
            self.resyncs.append(at)
            for part in self.parts.values():
                part.hurry = True
                part.wanted.set()
        elif event == "revoked":
            self.fault("revoked")
        else:
            told = json.loads(data)
            self.heard.append((told["id"], at))
            if self._acts:
                self._held.append((told["id"], told["topics"]))
            else:
                self._tell(told["id"], told["topics"])

    def _tell(self, id_: str, topics: list[str]) -> None:
        for part in self.parts.values():
            if not part.topics.isdisjoint(topics) and not (part.own and id_ in self.own):
                part.hurry = part.hurry or not part.now.isdisjoint(topics)
                part.wanted.set()

    async def act(self, work: Awaitable[Answer]) -> Answer:
        """An act of this page: what is told until its answer is held, and what it told itself is passed over where the answer shows it."""
        self._acts += 1
        try:
            found = await work
        finally:
            self._acts -= 1
        if found.good:
            self.own.update(found.headers.get("x-yichuang-told", "").split())
        if not self._acts:
            held, self._held = self._held, []
            for id_, topics in held:
                self._tell(id_, topics)
        return found

    def _lost(self) -> None:
        if not self._shut:
            self._run(self._again())

    async def _again(self) -> None:
        await asyncio.sleep(random.uniform(0.7, 1.3))
        found = await self.browser.get(self._renew)
        url = json.loads(found.body)["url"] if found.status == 200 else ""
        if url:
            await self._listen(url)
        else:
            self.fault(f"renewal {found.status}")
            self._lost()

    # ---- reading ----

    async def _keep(self, part: Part) -> None:
        last = time.monotonic()
        while not self._shut:
            with contextlib.suppress(TimeoutError):
                wait = part.every * random.uniform(0.85, 1.0) if part.every else None
                await asyncio.wait_for(part.wanted.wait(), wait)
            await asyncio.sleep(FLUSH + part.delay)
            while not part.hurry and (left := part.gap - (time.monotonic() - last)) > 0 and part.wanted.is_set():  # noqa: ASYNC110 - the hurry or the gap, whichever comes first
                await asyncio.sleep(min(left, 0.05))
            part.wanted.clear()
            part.hurry = False
            last = time.monotonic()
            mark = attribute(part.shown, "value") if part.have else ""
            part.under_way = True
            url, first, away = part.url + (f"?{urlencode({'have': mark})}" if mark else ""), last, 0
            while (found := await self.browser.get(url, htmx=True, news=True)).status == _AWAY:
                away += 1
                await asyncio.sleep(0.15 * 2 ** min(away, 3) * random.uniform(0.7, 1.3))
                last = time.monotonic()
            self.sent_away += away
            part.under_way = False
            part.reads.append(Read(last, time.monotonic(), found.status))
            if self.read:
                self.read(part.reads[-1].ended - first, found.status)
            if found.status not in (200, 204):
                self.fault(f"{part.id} {found.status}")
                if found.status == 0:
                    await asyncio.sleep(1)
                    part.wanted.set()
            elif found.status == 200:
                part.shown = found.body
                await self.after(part)

    read: Callable[[float, int], None] | None = None
    """Called with (seconds, status) of each reading, when somebody counts them."""

    async def after(self, part: Part) -> None:
        """What the page's own script does once a part was read."""
        return None

    def _run(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
