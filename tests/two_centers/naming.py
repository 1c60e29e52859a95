"""How a line of a table names things: the other center's, one's own, or plain values; and a look-alike that nobody has."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from yichuang.foundation.ids import uuid7

from .world import PDF, Side

UNKNOWN_CASE, UNKNOWN_CODE, UNKNOWN_SIGN = "500193-20261123-00077", "2222-3333-4444", "Q9"


@dataclass(frozen=True, slots=True)
class Theirs:
    """The other center's thing of this name; `id` when the act wants a UUID and not its text."""

    name: str
    id: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """One's own thing of this name."""

    name: str
    id: bool = False


SCAN = object()
"""A file to upload, fresh each time."""


def fill(value: Any, me: Side, other: Side | None) -> Any:
    """A line's value for `me` trying `other`; with None, for me trying what nobody has."""
    if isinstance(value, dict):
        return {k: fill(v, me, other) for k, v in value.items()}
    if value is SCAN:
        return SimpleUploadedFile("scan.pdf", PDF, content_type="application/pdf")
    if isinstance(value, list):
        return [fill(v, me, other) for v in value]
    if isinstance(value, Own):
        return UUID(me.its[value.name]) if value.id else me.its[value.name]
    if isinstance(value, Theirs):
        found = other.its[value.name] if other else _unknown(me.its[value.name])
        return UUID(str(found)) if value.id else found
    return value


def _unknown(like: str) -> str:
    """Something of the same shape that no center has."""
    if ":" in like:
        return f"{like.partition(':')[0]}:{uuid7()}"
    if len(like) == 36:
        return str(uuid7())
    if like.startswith("50019"):
        return UNKNOWN_CASE
    return UNKNOWN_CODE if like.count("-") == 2 else UNKNOWN_SIGN
