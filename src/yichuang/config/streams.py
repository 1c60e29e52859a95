"""Live pages: one LISTEN connection a process, however many browsers (server-sent events, ASGI, no ORM).

A seat belongs to one browser and holds at most 64 notices: a slow reader is told to read its page again, never buffered
without end. After any gap (this process lost the database, or a seat overflowed) the page gets `resync`. The payload is a
topic and an id, never personal data.
"""

import asyncio
import json
import logging
import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")
os.environ.setdefault("YICHUANG_PROCESS", "yichuang-streams")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402

from yichuang.config.lifeline import die_with_parent  # noqa: E402
from yichuang.foundation.dispatch import CHANNEL  # noqa: E402
from yichuang.foundation.live import StreamTicket, read_ticket  # noqa: E402

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
log = logging.getLogger("yichuang.streams")
die_with_parent()

BEAT = 15.0
"""Seconds between signs of life, so that a proxy or a dead peer is noticed."""
SEATS = 64
RESYNC = ("resync", "")
REVOKED = ("revoked", "")


class Seat:
    """One browser's place: which topics it may hear, and what waits to be sent."""

    def __init__(self, ticket: StreamTicket) -> None:
        self.ticket = ticket
        self.topics = frozenset(ticket.topics)
        self.box: asyncio.Queue[tuple[str, str]] = asyncio.Queue(maxsize=SEATS)

    def put(self, topic: str, mark: str) -> None:
        """Leave a notice; when the box is full its contents are replaced by one resync."""
        if self.box.full():
            while not self.box.empty():
                self.box.get_nowait()
            topic, mark = RESYNC
        self.box.put_nowait((topic, mark))


class Hub:
    """Listens once and hands notices to the seats of the center they belong to."""

    def __init__(self) -> None:
        self.seats: dict[UUID, set[Seat]] = {}
        self.listening = asyncio.Event()
        self.task = asyncio.get_running_loop().create_task(self._listen())

    async def _listen(self) -> None:
        db = settings.DATABASES["default"]
        while True:
            try:
                link = await psycopg.AsyncConnection.connect(
                    dbname=db["NAME"], user=db["USER"], password=db["PASSWORD"], host=db["HOST"], port=db["PORT"],
                    autocommit=True, application_name="yichuang-streams", connect_timeout=5,
                )  # fmt: skip
                async with link:
                    await link.execute(f'LISTEN "{CHANNEL}"')
                    self.listening.set()
                    self._all_reread()  # whatever was said while we were deaf is lost
                    async for note in link.notifies():
                        self._hand_out(note.payload)
            except (psycopg.Error, OSError) as broken:
                log.warning("listening failed, trying again: %s", broken)
            self.listening.clear()
            await asyncio.sleep(0.5)

    def _hand_out(self, payload: str) -> None:
        fact = json.loads(payload)
        seats = self.seats.get(UUID(fact["c"]), ())
        if "revoke" in fact:
            for seat in [s for s in seats if s.ticket.who == fact["revoke"]]:
                seat.put(*REVOKED)
            return
        told = fact["t"]
        for seat in list(seats):
            for topic in told:
                if topic == "*":
                    seat.put(*RESYNC)
                elif topic in seat.topics:
                    seat.put(topic, fact["e"])

    def _all_reread(self) -> None:
        for seats in self.seats.values():
            for seat in seats:
                seat.put(*RESYNC)


_hub: Hub | None = None


def hub() -> Hub:
    """The hub of this process, made in its running loop."""
    global _hub
    if _hub is None:
        _hub = Hub()
    return _hub


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """`GET /stream?ticket=…` answers an event stream; `GET /health` says whether notices are being heard."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http":
        path = scope["path"].rstrip("/")
        if path.endswith("/health"):
            ok = hub().listening.is_set()
            await _plain(send, 200 if ok else 503, b"listening" if ok else b"not listening")
        elif path.endswith("/stream") and scope["method"] == "GET":
            await _stream(scope, receive, send)
        else:
            await _plain(send, 404, b"")


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            hub()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await send({"type": "lifespan.shutdown.complete"})
            return


async def _stream(scope: Scope, receive: Receive, send: Send) -> None:
    query = parse_qs(scope["query_string"].decode())
    ticket = read_ticket(query.get("ticket", [""])[0])
    origin = dict(scope["headers"]).get(b"origin", b"").decode()
    if ticket is None or (origin and not _known(origin, scope)):
        await _plain(send, 403, b"")
        return
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ]
    if origin:
        headers += [(b"access-control-allow-origin", origin.encode()), (b"vary", b"Origin")]
    seat = Seat(ticket)
    room = hub().seats.setdefault(ticket.center_id, set())
    room.add(seat)
    gone = asyncio.create_task(_until_gone(receive))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        # The page read its state before this seat was taken: what was said in between is made good by one re-read.
        await send(_chunk("retry: 1500\nevent: resync\ndata: \n\n"))
        while not gone.done():
            try:
                topic, mark = await asyncio.wait_for(seat.box.get(), BEAT)
            except TimeoutError:
                await send(_chunk(": beat\n\n"))
                continue
            await send(_chunk(f"event: {topic}\ndata: {mark}\n\n" if (topic, mark) in (RESYNC, REVOKED)
                              else f"id: {mark}\ndata: {json.dumps([topic, mark])}\n\n"))  # fmt: skip
            if (topic, mark) == REVOKED:
                break
    finally:
        room.discard(seat)
        gone.cancel()
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _known(origin: str, scope: Scope) -> bool:
    """The page's own origin: the public address, or this very host on the pages' port."""
    if origin == settings.YICHUANG_PUBLIC_URL:
        return True
    host = dict(scope["headers"]).get(b"host", b"").decode().rsplit(":", 1)[0]
    return origin in (f"http://{host}:{settings.YICHUANG_PORT}", f"https://{host}")


def _chunk(text: str) -> dict[str, Any]:
    return {"type": "http.response.body", "body": text.encode(), "more_body": True}


async def _plain(send: Send, status: int, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": body, "more_body": False})
