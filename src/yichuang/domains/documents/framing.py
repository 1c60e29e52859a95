"""What issuing adds to the data of a paper before it is laid out: number, code, copy mark, seal. Pure but for the QR's drawing."""

from __future__ import annotations

from datetime import date
from typing import Any

from . import rendering
from .kinds import COPIES, Kind, PaperData
from .kinds.refusal import REASONS
from .types import WordsRef


def seal_mode(data: PaperData) -> str:
    """How this paper is sealed: as its department seals, but what exists by force of law bears no seal."""
    return "none" if getattr(data, "deemed", False) else data.organ.seal_mode


def frame(
    k: Kind, data: PaperData, *, number: str, code: str, address: str, qr: str = "", copy: str = "service", hand_filled: bool,
    entered_on: date | None = None, correction: dict[str, Any] | None = None, words: WordsRef | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The second input of every template. `address` is where the QR leads, `code` what is typed instead. `entered_on` is the
    day on which a paper that was written by hand came into the system; `correction` names the paper that this one mends,
    `words` are what the center adds to the form."""
    return {
        "number": number,
        "code": code,
        "address": address,
        "qr": qr or rendering.qr(address),
        "copy": COPIES[copy],
        "seal_name": data.organ.seal_name or k.seal_name,
        "seal_mode": seal_mode(data),
        "by_law": getattr(data, "by_law", "视为受理"),
        "when_label": k.when_label,
        "reason": getattr(data, "reason_words", "") or REASONS.get(getattr(data, "reason_type", ""), ""),
        "hand_filled": hand_filled,
        "correction": correction or "",
        "note": words.note if words else "",
        "ask": words.ask if words else "",
        "entered_on": entered_on.isoformat() if entered_on else "",
    }
