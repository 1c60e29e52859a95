"""What the bridge can reach. A part has a state and acts; each act takes a dict and answers one, or raises Problem.

A vendor's reader becomes a part by a class with these three; the simulators below are such classes.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from yichuang.domains.devices.slips import printing
from yichuang.foundation.identity import make_resident_id

Act = Callable[[Mapping[str, Any]], dict[str, Any]]


class Problem(Exception):
    """The device did not do it; `code` is a key of `words.WORDS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Part(Protocol):
    """One device beside the browser."""

    name: str
    simulated: bool

    def state(self) -> str:
        """`ready`, or the code of what is wrong."""

    def acts(self) -> dict[str, Act]:
        """What it can do, by name."""


class IdReader:
    """Reads a resident's card. The simulator holds an invented one: its region is assigned to nobody."""

    name, simulated = "idreader", True

    def __init__(self) -> None:
        self.card: dict[str, str] | None = {
            "name": "张云岭", "sex": "女", "nation": "汉", "birth": "1986-03-07",
            "address": "云岭区政务大道 1 号", "id_no": make_resident_id("500199", date(1986, 3, 7)), "valid_until": "2036-03-07",
        }  # fmt: skip

    def state(self) -> str:
        return "ready"

    def acts(self) -> dict[str, Act]:
        return {"read": self._read}

    def _read(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        if self.card is None:
            raise Problem("idreader.no_card")
        return dict(self.card)


class Camera:
    """Takes a picture of a paper. The simulator gives a white sheet with a frame."""

    name, simulated = "camera", True

    def state(self) -> str:
        return "ready"

    def acts(self) -> dict[str, Act]:
        return {"shoot": lambda asked: {"content_type": "image/png", "data": _sheet()}}


class Pad:
    """Lets somebody sign. The simulator signs with one stroke."""

    name, simulated = "pad", True

    def state(self) -> str:
        return "ready"

    def acts(self) -> dict[str, Act]:
        stroke = (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120" width="300" height="120">'
            '<path d="M20 30L70 90L120 25L150 80L200 40L260 85" fill="none" stroke="#111" stroke-width="3"/></svg>'
        )
        signed = {"content_type": "image/svg+xml", "data": base64.b64encode(stroke.encode()).decode()}
        return {"sign": lambda asked: dict(signed)}


class Evaluator:
    """Asks for a grade of one to five. The simulator's person is content, and says so when asked about something."""

    name, simulated = "evaluator", True

    def __init__(self, grade: int = 5) -> None:
        self.grade = grade

    def state(self) -> str:
        return "ready"

    def acts(self) -> dict[str, Act]:
        return {"ask": self._ask}

    def _ask(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        if not isinstance(asked.get("about"), str) or not asked["about"].strip():
            raise Problem("evaluator.about")
        return {"grade": self.grade}


class Printer:
    """An ESC/POS printer that hangs on this machine: over its network, by USB, or a file (the simulator)."""

    name = "printer"

    def __init__(self, way: str, address: str, folder: Path) -> None:
        self.way, self.address, self.folder = way, address, folder
        self.simulated = way == "file"

    def state(self) -> str:
        try:
            printing.check(self.way, self.address)
        except printing.PrinterProblem as no:
            return f"printer.{no.reason}"
        return "ready"

    def acts(self) -> dict[str, Act]:
        return {"print": self._print}

    def _print(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        try:
            data = base64.b64decode(asked.get("data", ""), validate=True)
        except (binascii.Error, TypeError, ValueError):
            raise Problem("printer.data") from None
        if not data:
            raise Problem("printer.data")
        try:
            printing.send(self.way, self.address, data, self.folder)
        except printing.PrinterProblem as no:
            raise Problem(f"printer.{no.reason}") from no
        return {"printed": len(data)}


def _sheet() -> str:
    """A PNG of 60×84 grey steps, made here so that no file has to be carried."""
    import struct
    import zlib

    rows = [b"\x00" + bytes(0 if x in (0, 59) or y in (0, 83) else 255 for x in range(60)) for y in range(84)]

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 60, 84, 8, 0, 0, 0, 0)
    png = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"".join(rows)))
        + chunk(b"IEND", b"")
    )
    return base64.b64encode(png).decode()
