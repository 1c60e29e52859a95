"""Live news for pages: server-sent events by a small ASGI process of its own. One LISTEN connection, however many browsers.

`GET /stream?ticket=…&topics=a,b` with a signed ticket (`foundation.live`), good for five minutes. What is sent are topics and
an id, never data: the page then reads again what concerns it. After any gap it is told `resync` and reads everything again.
No ORM and no session is opened here; a person whose access is withdrawn has his streams closed by the database's word.
"""

import asyncio
import contextlib
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import psycopg
from django.conf import settings

from yichuang.config.processes import die_with_parent
from yichuang.foundation.live import StreamTicket, read_ticket

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")

CHANNEL = "yichuang"
BEAT = 15.0
"""Seconds of silence after which a comment is sent, so that a dead connection is noticed on both sides."""
SEAT = 64
"""News that may wait for one slow reader; beyond that he is told to read everything again."""
ALL = "*"

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


@dataclass(eq=False, slots=True)
class Seat:
    """One open stream: what it may hear, and what waits for it."""

    ticket: StreamTicket
    topics: frozenset[str]
    news: "asyncio.Queue[tuple[str, str]]" = field(default_factory=lambda: asyncio.Queue(SEAT))
    closed: bool = False

    def hears(self, topics: Iterable[str]) -> list[str]:
        told = set(topics)
        return sorted(self.topics if ALL in told else self.topics & told)

    def tell(self, event: str, data: str) -> None:
        """Never blocks and never grows: a full seat is emptied and holds one `resync` instead."""
        try:
            self.news.put_nowait((event, data))
        except asyncio.QueueFull:
            while not self.news.empty():
                self.news.get_nowait()
            self.news.put_nowait(("resync", "{}"))

    def close(self) -> None:
        self.closed = True
        self.tell("revoked", "{}")


class Hub:
    """Hears the database and tells the seats."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.seats: dict[UUID, set[Seat]] = {}
        self.listening = asyncio.Event()

    async def listen(self) -> None:
        """For ever: connect, LISTEN, and only then tell everyone to read again, so that nothing falls between."""
        wait = 0.2
        while True:
            try:
                link = await psycopg.AsyncConnection.connect(
                    self.address, autocommit=True, application_name="yichuang-streams", connect_timeout=5,
                    keepalives_idle=30, keepalives_interval=10, keepalives_count=3,
                )  # fmt: skip
                async with link:
                    await link.execute(f"LISTEN {CHANNEL}")
                    self.listening.set()
                    self._tell_everyone("resync")
                    wait = 0.2
                    async for note in link.notifies():
                        self.hear(note.payload)
            except psycopg.Error:
                pass
            self.listening.clear()
            await asyncio.sleep(wait)
            wait = min(5.0, wait * 2)

    def hear(self, payload: str) -> None:
        """One NOTIFY: `{"c": center, "t": [topics], "e": id}`, or `{"c": center, "revoke": who}`. Nonsense is passed over."""
        try:
            fact = json.loads(payload)
            seats = self.seats.get(UUID(fact["c"]), ())
        except (ValueError, KeyError, TypeError):
            return
        if "revoke" in fact:
            for seat in [s for s in seats if s.ticket.who == fact["revoke"]]:
                seat.close()
            return
        topics, mark = fact.get("t", ()), str(fact.get("e", ""))
        texts: dict[tuple[str, ...], str] = {}  # most seats of a center listen to the same
        for seat in seats:
            if heard := tuple(seat.hears(topics)):
                if heard not in texts:
                    texts[heard] = json.dumps({"topics": heard, "id": mark}, separators=(",", ":"))
                seat.tell("message", texts[heard])

    def _tell_everyone(self, event: str) -> None:
        for seats in self.seats.values():
            for seat in seats:
                seat.tell(event, "{}")

    @contextlib.contextmanager
    def sit(self, seat: Seat) -> Any:
        here = self.seats.setdefault(seat.ticket.center_id, set())
        here.add(seat)
        try:
            yield
        finally:
            here.discard(seat)
            if not here:
                self.seats.pop(seat.ticket.center_id, None)


_hub: Hub | None = None
_listener: "asyncio.Task[None] | None" = None


def hub() -> Hub:
    """This process's hub; the first asker starts its listener."""
    global _hub, _listener
    if _hub is None or _listener is None or _listener.done() or _listener.get_loop() is not asyncio.get_running_loop():
        _hub = Hub(_address())
        _listener = asyncio.get_running_loop().create_task(_hub.listen())
    return _hub


def _address() -> str:
    db = settings.DATABASES["default"]
    return psycopg.conninfo.make_conninfo(
        dbname=db["NAME"], user=db["USER"], password=db["PASSWORD"], host=db["HOST"], port=db["PORT"]
    )


def allowed_origin(origin: str) -> bool:
    """The pages' own origin and no other: the public address, or this host's names on the pages' port."""
    if origin == settings.YICHUANG_PUBLIC_URL:
        return True
    parts = urlsplit(origin)
    try:
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return False
    named = parts.hostname in [h.strip("[]") for h in settings.ALLOWED_HOSTS]
    return named and port == settings.YICHUANG_PORT and parts.path == ""


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """`/healthz` and `/stream`; everything else is not here."""
    if scope["type"] != "http":
        return
    path = scope["path"].rstrip("/")
    if path.endswith("/healthz"):
        await _answer(send, 200 if await _is_listening() else 503, "listening" if hub().listening.is_set() else "deaf")
        return
    origin = _header(scope, b"origin")
    if origin and not allowed_origin(origin):
        await _answer(send, 403, "origin")
        return
    if not path.endswith("/stream") or scope["method"] != "GET":
        await _answer(send, 404, "not here", origin)
        return
    query = parse_qs(scope["query_string"].decode("latin-1"))
    ticket = read_ticket(query.get("ticket", [""])[0])
    if ticket is None:
        await _answer(send, 403, "ticket", origin)
        return
    wanted = frozenset(t for text in query.get("topics", []) for t in text.split(",") if t)
    allowed = frozenset(ticket.topics)
    await _stream(Seat(ticket, wanted & allowed if wanted else allowed), receive, send, origin)


async def _is_listening() -> bool:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(hub().listening.wait(), 2)
    return hub().listening.is_set()


async def _stream(seat: Seat, receive: Receive, send: Send, origin: str) -> None:
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        *_cors(origin),
    ]
    gone = asyncio.create_task(_until_gone(receive))
    try:
        with hub().sit(seat):  # seated before the first word, so that nothing is missed after it
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            async for text in _words(seat, gone):
                await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
            if not gone.done():
                await send({"type": "http.response.body", "body": b"", "more_body": False})
    except OSError:
        pass  # the browser left in the middle of a word
    finally:
        gone.cancel()


async def _words(seat: Seat, gone: "asyncio.Task[None]") -> AsyncIterator[str]:
    yield "retry: 2000\nevent: resync\ndata: {}\n\n"
    while not gone.done():
        waiting = asyncio.ensure_future(seat.news.get())
        done, _ = await asyncio.wait({waiting, gone}, timeout=BEAT, return_when=asyncio.FIRST_COMPLETED)
        if waiting not in done:
            waiting.cancel()
            if gone not in done:
                yield ": beat\n\n"
            continue
        event, data = waiting.result()
        yield f"event: {event}\ndata: {data}\n\n"
        if seat.closed:
            return


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _answer(send: Send, status: int, text: str, origin: str = "") -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"), *_cors(origin)]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{text}\n".encode()})


def _cors(origin: str) -> list[tuple[bytes, bytes]]:
    return [(b"access-control-allow-origin", origin.encode("latin-1")), (b"vary", b"Origin")] if origin else []


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


if os.environ.get("YICHUANG_SUPERVISED"):
    die_with_parent()  # loaded in the server's worker, which would outlive a killed server otherwise
