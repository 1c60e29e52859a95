"""HTTP on loopback around the protocol: headers for browsers, nothing else."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .protocol import MOST_BYTES, Bridge


def make_server(bridge: Bridge, port: int) -> ThreadingHTTPServer:
    """A server that is bound and not yet serving; port 0 takes a free one."""

    class Handler(BaseHTTPRequestHandler):
        server_version, sys_version = "yichuang-bridge", ""
        timeout = 15

        def do_GET(self) -> None:
            self._reply(*bridge.answer("GET", self.path, self.headers, b""))  # type: ignore[arg-type]

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            size = int(length) if length.isascii() and length.isdigit() else 0
            if size > MOST_BYTES:  # not read at all
                self.close_connection = True
                self._reply(*bridge.answer("POST", self.path, self.headers, bytes(MOST_BYTES + 1)))  # type: ignore[arg-type]
                return
            self._reply(*bridge.answer("POST", self.path, self.headers, self.rfile.read(size)))  # type: ignore[arg-type]

        def do_OPTIONS(self) -> None:
            """What a browser asks before it lets a page talk to this machine."""
            self.send_response(204 if self._allowed() else 403)
            self._cors()
            self.end_headers()

        def _allowed(self) -> bool:
            return self.headers.get("Origin", "") in bridge.origins

        def _cors(self) -> None:
            if self._allowed():
                self.send_header("Access-Control-Allow-Origin", self.headers["Origin"])
                self.send_header("Access-Control-Allow-Methods", "GET, POST")
                self.send_header("Access-Control-Allow-Headers", "Authorization, Content-Type")
                self.send_header("Access-Control-Allow-Private-Network", "true")
            self.send_header("Vary", "Origin")
            self.send_header("Cache-Control", "no-store")

        def _reply(self, status: int, answer: dict[str, Any]) -> None:
            body = json.dumps(answer, ensure_ascii=False).encode()
            self.send_response(status)
            self._cors()
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing of what is read here is written anywhere."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)
