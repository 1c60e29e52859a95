"""The protocol without the network: a request's method, path, headers and body give a status and a JSON answer (docs/bridge.md)."""

import hmac
import json
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .parts import Part, Problem
from .words import WORDS

PROTOCOL = 1
MOST_BYTES = 4 * 1024 * 1024
TRIES = 5
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
log = logging.getLogger("yichuang.bridge")

Answer = tuple[int, dict[str, Any]]


@dataclass
class Bridge:
    """What a running bridge knows: its parts, the origins that may ask, and who is paired.

    A pairing code is shown on this machine's own screen; whoever types it into the page gets a token. Five wrong tries make a new code.
    """

    parts: Sequence[Part]
    origins: frozenset[str]
    tokens: set[str] = field(default_factory=set)
    code: str = ""
    show: Callable[[str], None] = lambda code: None
    keep: Callable[[set[str]], None] = lambda tokens: None
    wrong: int = 0

    def __post_init__(self) -> None:
        self._new_code()

    def _new_code(self) -> None:
        self.code, self.wrong = f"{secrets.randbelow(10**6):06d}", 0
        self.show(self.code)

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """The answer to one request. Nothing is done for a page of another origin, and nothing but pairing without a token."""
        english = headers.get("Accept-Language", "").lower().startswith("en")
        try:
            return 200, self._do(method, path, headers, body)
        except _No as no:
            zh, en = WORDS[no.code]
            return no.status, {"code": no.code, "message": en if english else zh}

    def _do(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
        if headers.get("Host", "").rpartition(":")[0] not in LOOPBACK:
            raise _No(403, "host.refused")  # a name that was bent to this machine
        if headers.get("Origin", "") not in self.origins:
            raise _No(403, "origin.refused")
        said = _read(body) if method == "POST" else {}
        if (method, path) == ("GET", "/v1/hello"):
            return {"bridge": "yichuang", "protocol": PROTOCOL, "paired": self._paired(headers)}
        if (method, path) == ("POST", "/v1/pair"):
            return {"token": self._pair(str(said.get("code", "")))}
        if not self._paired(headers):
            raise _No(401, "token.needed")
        if (method, path) == ("GET", "/v1/parts"):
            return {"parts": [self._about(part) for part in self.parts]}
        return self._act(method, path, said)

    def _paired(self, headers: Mapping[str, str]) -> bool:
        given = headers.get("Authorization", "").removeprefix("Bearer ").encode()
        return any(hmac.compare_digest(given, token.encode()) for token in self.tokens)

    def _pair(self, code: str) -> str:
        if not hmac.compare_digest(code.encode(), self.code.encode()):
            self.wrong += 1
            if self.wrong >= TRIES:
                self._new_code()
                raise _No(429, "pair.spent")
            raise _No(403, "pair.code")
        token = secrets.token_urlsafe(32)
        self.tokens.add(token)
        self.keep(self.tokens)
        self._new_code()
        return token

    def _about(self, part: Part) -> dict[str, Any]:
        state = part.state()
        about = {"part": part.name, "state": state, "simulated": part.simulated, "acts": sorted(part.acts())}
        return about if state == "ready" else about | {"message": WORDS[state][0]}

    def _act(self, method: str, path: str, said: dict[str, Any]) -> dict[str, Any]:
        names = path.strip("/").split("/")
        part = next((p for p in self.parts if len(names) == 3 and p.name == names[1]), None)
        if part is None or names[0] != "v1":
            raise _No(404, "part.missing")
        act = part.acts().get(names[2]) if method == "POST" else None
        if act is None:
            raise _No(404, "act.missing")
        try:
            return act(said)
        except Problem as no:
            raise _No(409, no.code) from no
        except Exception as broken:  # a vendor's driver may raise anything; the person goes on by keyboard
            log.exception("%s %s failed", part.name, names[2])
            raise _No(502, "part.failed") from broken


class _No(Exception):
    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


def _read(body: bytes) -> dict[str, Any]:
    if len(body) > MOST_BYTES:
        raise _No(413, "request.size")
    try:
        said = json.loads(body or b"{}")
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise _No(400, "request.json")
    return said
