"""Key to screen: from the clerk's call to the hall's board showing it, over the stream and the re-read that follows."""

import html
import json
import re
import socket
import threading
import time
from urllib.parse import urlsplit
from uuid import uuid4

from .house import House
from .wire import Client, Figures


class Stream:
    """One open event stream; the moment of each `board` notice is kept."""

    def __init__(self, url: str, port: int) -> None:
        parts = urlsplit(url)
        self.link = socket.create_connection(("127.0.0.1", parts.port or port), timeout=60)
        query = f"?{parts.query}" if parts.query else ""
        origin = f"http://127.0.0.1:{port}"
        self.link.sendall(
            f"GET {parts.path}{query} HTTP/1.1\r\nHost: 127.0.0.1:{parts.port or port}\r\nOrigin: {origin}\r\n"
            "Accept: text/event-stream\r\n\r\n".encode()
        )
        self.heard = threading.Event()
        self.at = 0.0
        self.ready = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        rest = b""
        while True:
            try:
                piece = self.link.recv(65536)
            except OSError:
                return
            if not piece:
                return
            now = time.perf_counter()
            rest += piece
            if b"event: resync" in rest:
                self.ready.set()
            if b'"board"' in rest and not self.heard.is_set():
                self.at = now
                self.heard.set()
            rest = rest[-400:] if self.ready.is_set() and b"\n\n" in rest[-4:] else rest
            if rest.endswith((b"\n\n", b"\r\n")):
                rest = b""


def stream_url(page: str) -> str:
    """The address that a page opens its stream on."""
    found = re.search(r'data-stream="([^"]+)"', page)
    if not found:
        raise RuntimeError("the page has no data-stream")
    return html.unescape(found[1])


def measure(
    found: House, browser: Client, path: str, codes: list[str], token: str, *, calls: int
) -> dict[str, Figures]:
    """`browser` is an enrolled hall screen (or a visitor's page). Two times of each call: the notice, and the page read again."""
    _, _, page = browser.request("GET", path)
    stream = Stream(stream_url(page.decode()), found.port)
    if not stream.ready.wait(10):
        raise RuntimeError("the stream said nothing")
    desk = Client(found.port, {"Authorization": f"Bearer {token}"})
    notice, shown = Figures(), Figures()
    for n in range(calls):
        stream.heard.clear()
        begin = time.perf_counter()
        status, answer = desk.post_json(f"/api/v1/windows/{codes[n % len(codes)]}/calls", {}, str(uuid4()))
        if status != 200 or not answer["ticket"]:
            raise RuntimeError(f"call {n} answered {status}: {json.dumps(answer)[:200]}")
        if not stream.heard.wait(5):
            notice.bad[0] = notice.bad.get(0, 0) + 1
            continue
        notice.times.append((stream.at - begin) * 1000)
        _, _, again = browser.request("GET", path)
        if answer["ticket"]["number"] not in again.decode():
            shown.bad[0] = shown.bad.get(0, 0) + 1
        shown.times.append((time.perf_counter() - begin) * 1000)
        time.sleep(0.02)
        desk.post_json(f"/api/v1/tickets/{answer['ticket']['id']}/finish", {}, str(uuid4()))
        time.sleep(0.05)
    stream.link.close()
    return {"notice over the stream": notice, "board read again": shown}
