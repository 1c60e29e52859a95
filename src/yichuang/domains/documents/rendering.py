"""Typst → PDF/A-2b. The same data under the same engine, templates and fonts gives the same bytes.

A warm render takes about 15 ms, the first in a process about half a second (the fonts are read): `warm_up` is called when a
worker starts, so that no citizen waits for it.
"""

from __future__ import annotations

import hashlib
import io
import json
import threading
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import segno
import typst

from . import fonts

TEMPLATES = Path(__file__).parent / "typ"
STANDARD = "a-2b"
_one_at_a_time = threading.Lock()


class CannotPrint(RuntimeError):
    """A fault of the installation or of a template, never of the person's data. It stops the command and is logged whole."""


@cache
def _faces() -> typst.Fonts:
    if gone := [name for name in fonts.absent() if name != fonts.RARE]:
        raise CannotPrint(
            f"fonts missing: {', '.join(gone)}; run script/server once, or python -m yichuang.domains.documents.fonts"
        )
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.HERE)])


@cache
def _compiler() -> typst.Compiler:
    """One a process, used under a lock: it keeps the inputs of the paper that it is laying out. Laying out holds the
    interpreter anyway, so a compiler a thread would cost memory and gain nothing (measured)."""
    return typst.Compiler(root=str(TEMPLATES), font_paths=_faces())


def render(template: str, data: dict[str, Any], frame: dict[str, Any], *, dated: datetime) -> bytes:
    """The paper's bytes. `data` is what the paper says, `frame` what issuing adds (number, code, copy mark)."""
    return _compile(template, data, frame, dated, format="pdf", pdf_standards=[STANDARD])


def picture(template: str, data: dict[str, Any], frame: dict[str, Any], *, dated: datetime) -> bytes:
    """The first page as PNG: for previews and the docs, never a paper."""
    made = _compile(template, data, frame, dated, format="png", ppi=160)
    return made[0] if isinstance(made, list) else made


def _compile(template: str, data: dict[str, Any], frame: dict[str, Any], dated: datetime, **how: Any) -> Any:
    inputs = {"data": _json(data), "frame": _json({**frame, "rare_font": fonts.RARE not in fonts.absent()})}
    try:
        with _one_at_a_time:
            made, warnings = _compiler().compile_with_warnings(
                str(TEMPLATES / template), sys_inputs=inputs, timestamp=int(dated.timestamp()), **how
            )
    except typst.TypstError as error:
        raise CannotPrint(f"{template}: {error.message} {error.diagnostic}") from error
    if warnings:  # an unknown font family is only a warning to the engine, and the page would be blank
        raise CannotPrint(f"{template}: {'; '.join(w.message for w in warnings)}")
    return made


def qr(address: str) -> str:
    """The address as an SVG without a quiet zone of its own (the page leaves one)."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=0, scale=4, xmldecl=False, svgns=True, dark="#111111"
    )
    return out.getvalue().decode()


@cache
def made_with() -> dict[str, Any]:
    """Engine, template and font digests: the conditions under which bytes can be made again."""
    templates = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(TEMPLATES.glob("*.typ"))}
    return {
        "engine": f"typst {version('typst')}",
        "standard": STANDARD,
        "templates": templates,
        "fonts": fonts.digests(),
    }


def warm_up() -> None:
    """Read the fonts and compile a page once."""
    fonts.covered()
    made_with()
    with _one_at_a_time:
        _compiler().compile(b'#set document(date: none)\n#set text(font: "Noto Serif SC")\n\xe6\x96\x87', format="svg")


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
