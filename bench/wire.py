"""A keep-alive HTTP client that costs little, so that the load it makes is not its own, and a runner for several of them."""

import json
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


class Client:
    """One connection. Understands Content-Length and chunked bodies, and reconnects when the server closed it."""

    def __init__(self, port: int, headers: dict[str, str] | None = None) -> None:
        self.port = port
        self.headers = dict(headers or {})
        self.cookies: dict[str, str] = {}
        self._link: socket.socket | None = None
        self._rest = b""

    def request(
        self, method: str, path: str, body: bytes = b"", content_type: str = "application/json", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """(status, headers by lower-case name, body). A connection found dead is opened again once."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        lines += [f"{k}: {v}" for k, v in {**self.headers, **headers}.items()]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        if body or method != "GET":
            lines += [f"Content-Type: {content_type}", f"Content-Length: {len(body)}"]
        raw = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
        fresh = self._link is None
        try:
            return self._exchange(raw)
        except (OSError, EOFError):
            self.close()
            if fresh:
                raise
            return self._exchange(raw)

    def post_json(self, path: str, body: dict[str, Any], key: str) -> tuple[int, Any]:
        """A write of the API under an idempotency key."""
        status, _, raw = self.request("POST", path, json.dumps(body).encode(), **{"Idempotency-Key": key})
        return status, json.loads(raw) if raw else None

    def close(self) -> None:
        """Give the connection up."""
        if self._link is not None:
            self._link.close()
        self._link, self._rest = None, b""

    def _exchange(self, raw: bytes) -> tuple[int, dict[str, str], bytes]:
        if self._link is None:
            self._link = socket.create_connection(("127.0.0.1", self.port), timeout=30)
            self._link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._link.sendall(raw)
        head = self._until(b"\r\n\r\n").decode("latin-1").split("\r\n")
        status = int(head[0].split(" ")[1])
        headers: dict[str, str] = {}
        for line in head[1:]:
            name, _, value = line.partition(":")
            if name.lower() == "set-cookie":
                cookie, _, worth = value.strip().split(";")[0].partition("=")
                self.cookies[cookie] = worth
            headers[name.lower()] = value.strip()
        if headers.get("transfer-encoding") == "chunked":
            body = b""
            while size := int(self._until(b"\r\n"), 16):
                body += self._exactly(size + 2)[:-2]
            self._until(b"\r\n")
        else:
            body = self._exactly(int(headers.get("content-length", "0")))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return status, headers, body

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._rest:
            self._more()
        found, _, self._rest = self._rest.partition(mark)
        return found

    def _exactly(self, size: int) -> bytes:
        while len(self._rest) < size:
            self._more()
        found, self._rest = self._rest[:size], self._rest[size:]
        return found

    def _more(self) -> None:
        assert self._link is not None
        piece = self._link.recv(65536)
        if not piece:
            raise EOFError("the server closed the connection")
        self._rest += piece


@dataclass(slots=True)
class Figures:
    """What a run of acts gave: milliseconds of each act, wall seconds, refusals and errors by status, the words of one."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    bad: dict[int, int] = field(default_factory=dict)
    words: str = ""
    program_cpu: float = 0.0
    database_cpu: float = 0.0

    @property
    def count(self) -> int:
        """Acts that were answered with 2xx."""
        return len(self.times)

    @property
    def rate(self) -> float:
        """Acts a second."""
        return self.count / self.seconds if self.seconds else 0.0

    def at(self, share: float) -> float:
        """The quantile of the times, in milliseconds."""
        ordered = sorted(self.times)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else float("nan")

    def cpu(self) -> tuple[float, float]:
        """Milliseconds of (program, database) processor time an act."""
        n = max(self.count, 1)
        return self.program_cpu / n * 1000, self.database_cpu / n * 1000


def together(clients: int, body: Callable[[int], None]) -> float:
    """Run `body(number)` in so many threads at once; the wall seconds from the first start to the last end."""
    gate = threading.Barrier(clients + 1)
    faults: list[BaseException] = []

    def run(number: int) -> None:
        gate.wait()
        try:
            body(number)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=run, args=(n,), daemon=True) for n in range(clients)]
    for thread in threads:
        thread.start()
    gate.wait()
    begin = time.perf_counter()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return time.perf_counter() - begin
