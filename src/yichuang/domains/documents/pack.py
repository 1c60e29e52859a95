"""The emergency pack as a PDF: blank papers under numbers that were set aside, and what a hall needs on paper beside them."""

from datetime import datetime
from typing import Any

from . import rendering


def print_pack(data: dict[str, Any], *, dated: datetime) -> bytes:
    """Lay the pack out. What it says is told by the caller; nothing of it is frozen or signed."""
    return rendering.render("pack.typ", data, {}, dated=dated)
