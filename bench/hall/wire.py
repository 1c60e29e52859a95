"""Browsers on one event loop: keep-alive requests with cookies, and open event streams. Cheap, since it shares the machine."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

PATIENCE = 60.0
"""Seconds after which an answer counts as failed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` 0 when no answer came."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def good(self) -> bool:
        return 200 <= self.status < 400


class Browser:
    """One person's or device's browser: its cookies and its connections (as many as it has requests under way)."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def get(self, path: str, *, htmx: bool = False, news: bool = False) -> Answer:
        more = ({"HX-Request": "true"} if htmx else {}) | ({"X-Yichuang-Live": "1"} if news else {})
        return await self._send("GET", path, b"", more)

    async def post(self, path: str, fields: dict[str, str], *, htmx: bool = False) -> Answer:
        """A form, with the anti-forgery token that the browser holds."""
        more = {"X-CSRFToken": self.cookies.get("csrftoken", ""), "Content-Type": "application/x-www-form-urlencoded"}
        return await self._send(
            "POST", path, urlencode(fields).encode(), more | ({"HX-Request": "true"} if htmx else {})
        )

    async def post_json(self, path: str, body: object) -> Answer:
        more = {"X-CSRFToken": self.cookies.get("csrftoken", ""), "Content-Type": "application/json"}
        return await self._send("POST", path, json.dumps(body).encode(), more)

    def close(self) -> None:
        for _, out in self._idle:
            out.close()
        self._idle.clear()

    async def _send(self, method: str, path: str, body: bytes, more: dict[str, str]) -> Answer:
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Accept-Language: zh-CN"]
        lines += [f"{k}: {v}" for k, v in more.items()]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        if method != "GET":
            lines += [f"Referer: http://127.0.0.1:{self.port}/", f"Content-Length: {len(body)}"]
        raw = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
        try:
            return await asyncio.wait_for(self._exchange(raw, fresh=False), PATIENCE)
        except (OSError, EOFError, TimeoutError, asyncio.IncompleteReadError) as broken:
            return Answer(0, {}, f"{type(broken).__name__} {broken}")

    async def _exchange(self, raw: bytes, *, fresh: bool) -> Answer:
        kept = not fresh and bool(self._idle)
        link = self._idle.pop() if kept else await asyncio.open_connection("127.0.0.1", self.port)
        reader, out = link
        try:
            out.write(raw)
            head = await reader.readuntil(b"\r\n\r\n")
        except (OSError, asyncio.IncompleteReadError):  # the server had closed it while it was idle
            out.close()
            if kept:
                return await self._exchange(raw, fresh=True)
            raise
        except asyncio.CancelledError:
            out.close()
            raise
        status, headers = self._head(head)
        body = await _body(reader, headers, status)
        if headers.get("connection", "").lower() == "close":
            out.close()
        else:
            self._idle.append(link)
        return Answer(status, headers, body.decode("utf-8", "replace"))

    def _head(self, raw: bytes) -> tuple[int, dict[str, str]]:
        first, *rest = raw.decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in rest:
            name, _, value = line.partition(":")
            if name.lower() == "set-cookie":
                cookie, _, worth = value.strip().split(";")[0].partition("=")
                self.cookies[cookie] = worth
            headers[name.lower()] = value.strip()
        return int(first.split(" ")[1]), headers


async def _body(reader: asyncio.StreamReader, headers: dict[str, str], status: int) -> bytes:
    if status in (204, 304):
        return b""
    if headers.get("transfer-encoding") != "chunked":
        return await reader.readexactly(int(headers.get("content-length", "0")))
    body = b""
    while size := int(await reader.readuntil(b"\r\n"), 16):
        body += (await reader.readexactly(size + 2))[:-2]
    await reader.readuntil(b"\r\n")
    return body


class Stream(asyncio.Protocol):
    """One open event stream. `heard(event, data, at)` is called for each event, `gone()` once when it ends."""

    def __init__(self, request: bytes, heard: Callable[[str, str, float], None], gone: Callable[[], None]) -> None:
        self._request, self._heard, self._gone = request, heard, gone
        self._rest = b""
        self._link: asyncio.Transport | None = None

    @classmethod
    async def open(
        cls, url: str, port: int, heard: Callable[[str, str, float], None], gone: Callable[[], None]
    ) -> "Stream":
        """Connect as a page of the server at `port` does."""
        parts = urlsplit(url)
        request = (
            f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: 127.0.0.1:{parts.port}\r\n"
            f"Origin: http://127.0.0.1:{port}\r\nAccept: text/event-stream\r\n\r\n"
        )
        _, stream = await asyncio.get_running_loop().create_connection(
            lambda: cls(request.encode(), heard, gone), "127.0.0.1", parts.port
        )
        return stream

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._link = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        *whole, self._rest = (self._rest + data).split(b"\n\n")
        for piece in whole:
            event, told = parse(piece)
            if told is not None:
                self._heard(event, told, now)

    def connection_lost(self, exc: Exception | None) -> None:
        self._gone()

    def close(self) -> None:
        """Hang up without a word, as a cut cable does."""
        if self._link is not None:
            self._link.abort()


def parse(piece: bytes) -> tuple[str, str | None]:
    """(event, data) of one event, whatever chunk sizes stand between its lines; no data for a comment or a head."""
    event, data = "message", None
    for line in piece.split(b"\n"):
        line = line.strip(b"\r")
        if line.startswith(b"event: "):
            event = line[7:].decode()
        elif line.startswith(b"data: "):
            data = line[6:].decode()
    return event, data
