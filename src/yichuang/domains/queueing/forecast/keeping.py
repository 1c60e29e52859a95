"""What was learned, as bytes that can be stored and read again: JSON of named values, compressed. Reading makes nothing but the classes that are
named here."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from ..policy import Policy
from .arrivals import Arrivals
from .calibrate import Calibration
from .habits import Habits
from .manner import Manner
from .model import Model
from .services import Services

KNOWN: dict[str, type] = {c.__name__: c for c in (Model, Services, Habits, Arrivals, Calibration, Manner, Policy)}


def pack(model: Model) -> bytes:
    """What `unpack` reads."""
    return zlib.compress(json.dumps(_plain(model), ensure_ascii=False, separators=(",", ":")).encode())


def unpack(stored: bytes) -> Model:
    """The model; ValueError or KeyError when these bytes come from another edition of the program."""
    found = _whole(json.loads(zlib.decompress(stored)))
    if not isinstance(found, Model):
        raise ValueError("no model")
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        told = {f.name: _plain(getattr(value, f.name)) for f in fields(value) if not f.name.startswith("_")}
        return {"is": type(value).__name__, "of": told}
    if isinstance(value, np.ndarray):
        return {"array": value.tolist()}
    if isinstance(value, Mapping):
        return {"map": [[_plain(k), _plain(v)] for k, v in value.items()]}
    if isinstance(value, tuple):
        return {"tuple": [_plain(v) for v in value]}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value.item() if isinstance(value, np.generic) else value


def _whole(value: Any) -> Any:
    if isinstance(value, list):
        return [_whole(v) for v in value]
    if not isinstance(value, dict):
        return value
    if "is" in value:
        return KNOWN[value["is"]](**{k: _whole(v) for k, v in value["of"].items()})
    if "array" in value:
        return np.array(value["array"], dtype=np.float64)
    if "tuple" in value:
        return tuple(_whole(v) for v in value["tuple"])
    return {_whole(k): _whole(v) for k, v in value["map"]}
