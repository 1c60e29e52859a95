"""Typst → PDF/A-2b. The same data under the same engine, templates and fonts gives the same bytes.

A warm render takes about 15 ms on a quiet core, two copies side by side hardly more. The first in a process takes about half a second (the fonts are read): `warm_up` is called when a
worker starts, so that no citizen waits for it.
"""

from __future__ import annotations

import hashlib
import io
import json
import threading
from concurrent.futures import ThreadPoolExecutor
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
_PDF = {"format": "pdf", "pdf_standards": [STANDARD]}


class CannotPrint(RuntimeError):
    """A fault of the installation or of a template, never of the person's data. It stops the command and is logged whole."""


@cache
def _faces() -> typst.Fonts:
    if gone := [name for name in fonts.absent() if name != fonts.RARE]:
        raise CannotPrint(
            f"fonts missing: {', '.join(gone)}; run script/server once, or python -m yichuang.domains.documents.fonts"
        )
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.HERE)])


class _Lane:
    """A compiler and the lock under which it works: it keeps the inputs of the paper that it is laying out."""

    def __init__(self) -> None:
        self.compiler = typst.Compiler(root=str(TEMPLATES), font_paths=_faces())
        self.lock = threading.Lock()

    def compile(self, template: str, inputs: dict[str, str], dated: datetime, **how: Any) -> Any:
        try:
            with self.lock:
                made, warnings = self.compiler.compile_with_warnings(
                    str(TEMPLATES / template), sys_inputs=inputs, timestamp=int(dated.timestamp()), **how
                )
        except typst.TypstError as error:
            raise CannotPrint(f"{template}: {error.message} {error.diagnostic}") from error
        if warnings:  # an unknown font family is only a warning to the engine, and the page would be blank
            raise CannotPrint(f"{template}: {'; '.join(w.message for w in warnings)}")
        return made


@cache
def _lanes() -> tuple[_Lane, _Lane]:
    """Two a process, because a paper has two copies and the engine lets go of the interpreter while it lays out. They share
    the fonts, which are most of the memory."""
    return _Lane(), _Lane()


@cache
def _beside() -> ThreadPoolExecutor:
    """The thread that lays out the second copy."""
    return ThreadPoolExecutor(1, thread_name_prefix="second-copy")


def render(template: str, data: dict[str, Any], frame: dict[str, Any], *, dated: datetime) -> bytes:
    """The paper's bytes. `data` is what the paper says, `frame` what issuing adds (number, code, copy mark)."""
    return _compile(template, data, frame, dated, **_PDF)  # type: ignore[no-any-return]


def render_both(
    template: str, data: dict[str, Any], frames: dict[str, dict[str, Any]], *, dated: datetime
) -> dict[str, bytes]:
    """Both copies, laid out beside each other: on two free cores in the time of one. Byte for byte what `render` gives."""
    (first, one), (second, other) = frames.items()
    said = _json(data)
    beside = _beside().submit(_lanes()[1].compile, template, _inputs(said, other), dated, **_PDF)
    try:
        made = _lanes()[0].compile(template, _inputs(said, one), dated, **_PDF)
    except BaseException:
        beside.cancel() or beside.exception()
        raise
    return {first: made, second: beside.result()}


def picture(template: str, data: dict[str, Any], frame: dict[str, Any], *, dated: datetime) -> bytes:
    """The first page as PNG: for previews and the docs, never a paper."""
    return pictures(template, data, frame, dated=dated, ppi=160)[0]


def pictures(
    template: str, data: dict[str, Any], frame: dict[str, Any], *, dated: datetime, ppi: int = 110
) -> list[bytes]:
    """Every page as PNG."""
    made = _compile(template, data, frame, dated, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _compile(template: str, data: dict[str, Any], frame: dict[str, Any], dated: datetime, **how: Any) -> Any:
    return _lanes()[0].compile(template, _inputs(_json(data), frame), dated, **how)


def _inputs(data: str, frame: dict[str, Any]) -> dict[str, str]:
    return {"data": data, "frame": _json({**frame, "rare_font": fonts.RARE not in fonts.absent()})}


def qr(address: str) -> str:
    """The address as an SVG without a quiet zone of its own (the page leaves one).

    One mask for all: a reader takes any, weighing all eight costs six times the drawing, and over sixty addresses of ours
    this one was never more than a tenth above the best penalty.
    """
    out = io.BytesIO()
    segno.make(address, error="m", micro=False, mask=0).save(
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
    """Read the fonts, and compile a page once in each lane."""
    fonts.covered()
    made_with()
    page = b'#set document(date: none)\n#set text(font: "Noto Serif SC")\n\xe6\x96\x87'
    for lane in _lanes():
        with lane.lock:
            lane.compiler.compile(page, format="svg")


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
