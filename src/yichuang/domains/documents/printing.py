"""Between the data and the page: characters that cannot be printed are found, and replaced by lines to fill by hand."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from . import fonts
from .kinds.parts import PaperData

BLANK = "\ue000"  # the template draws it as a line


def stored(data: PaperData) -> dict[str, Any]:
    """The data as JSON values: what the paper row keeps and what the template reads."""
    return _plain(data)  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value


def fit_for_print(value: Any, path: str = "") -> tuple[Any, list[dict[str, str]]]:
    """The same values with unprintable characters blanked, and the list of blanks: which field, which character.

    Invisible characters (joiners, direction marks, variation selectors) are dropped: they draw nothing, and a direction mark
    could make a paper read other than it is.
    """
    if isinstance(value, dict):
        parts = {k: fit_for_print(v, f"{path}.{k}" if path else k) for k, v in value.items()}
        return {k: v for k, (v, _) in parts.items()}, [b for _, bs in parts.values() for b in bs]
    if isinstance(value, list):
        rows = [fit_for_print(v, f"{path}.{n}") for n, v in enumerate(value)]
        return [v for v, _ in rows], [b for _, bs in rows for b in bs]
    if not isinstance(value, str) or _printable(fonts.covered()).issuperset(value):
        return value, []
    text = "".join(c for c in value if not invisible(c))
    rare = set(fonts.lacking(text))
    blanks = [{"field": path, "character": c, "code": f"U+{ord(c):04X}"} for c in dict.fromkeys(text) if c in rare]
    return "".join(BLANK if c in rare else c for c in text), blanks


@cache
def _printable(covered: frozenset[int]) -> frozenset[str]:
    """What is printed as it is: nearly every text consists of nothing else."""
    return frozenset(c for c in map(chr, covered) if not invisible(c)) | {"\n", "\t"}


def invisible(c: str) -> bool:
    """Whether the character draws nothing."""
    if c in "\n\t":
        return False
    if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}:
        return True
    return 0xFE00 <= ord(c) <= 0xFE0F or 0xE0100 <= ord(c) <= 0xE01EF
