"""A paper's data as it was, from what the row keeps: `rebuilt(kind, stored(data)) == data` for every kind. Pure."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from .kinds import KINDS, PaperData


def rebuilt(kind: str, kept: dict[str, Any]) -> PaperData:
    """The dataclass of a kind from its JSON. A value that newer code has added takes its default; one it has dropped is dropped."""
    return _made(KINDS[kind].data, kept)  # type: ignore[no-any-return]


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _made(cls: type, kept: dict[str, Any]) -> Any:
    hints = _hints(cls)
    return cls(**{f.name: _value(hints[f.name], kept[f.name]) for f in fields(cls) if f.name in kept})


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        if value is None:
            return None
        hint = next(a for a in get_args(hint) if a is not NoneType)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], v) for v in value)
    if is_dataclass(hint):
        return _made(hint, value)  # type: ignore[arg-type]
    return date.fromisoformat(value) if hint is date else value
