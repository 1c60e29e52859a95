"""Typst → PDF/A-2b. The same data under the same engine, templates and fonts gives the same bytes.

The two copies of a paper share what they have in common (docs/performance.md). The first in a process takes about half a second (the fonts are read): `warm_up` is called when a
worker starts, so that no citizen waits for it.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tempfile
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
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
    """A compiler with a folder of its own: the templates, and links to what the paper says. Paths and inputs are the same in both
    lanes, so that the engine takes a part that one of them has laid out already for the other too: it remembers by content."""

    def __init__(self, said: dict[str, int]) -> None:
        folder = _folder()
        weakref.finalize(self, _clear, folder, os.getpid())
        for template in TEMPLATES.glob("*.typ"):
            shutil.copyfile(template, folder / template.name)
        self.copy = os.memfd_create("copy")
        for name, file in {**said, "copy": self.copy}.items():
            (folder / f"{name}.json").symlink_to(f"/proc/self/fd/{file}")
        self.folder, self.compiler = folder, typst.Compiler(root=str(folder), font_paths=_faces())

    def compile(self, template: str, copy: Any, dated: datetime, **how: Any) -> Any:
        _put(self.copy, _json(copy))
        try:
            made, warnings = self.compiler.compile_with_warnings(
                str(self.folder / template), timestamp=int(dated.timestamp()), **how
            )
        except typst.TypstError as error:
            raise CannotPrint(f"{template}: {error.message} {error.diagnostic}") from error
        if warnings:  # an unknown font family is only a warning to the engine, and the page would be blank
            raise CannotPrint(f"{template}: {'; '.join(w.message for w in warnings)}")
        return made


class _Press:
    """Two lanes, because a paper has two copies and the engine lets go of the interpreter while it lays out. They share the fonts,
    which are most of the memory, and the paper: its words lie in memory alone, since they name people."""

    def __init__(self) -> None:
        self.said = {"data": os.memfd_create("data"), "frame": os.memfd_create("frame")}
        self.lanes = (_Lane(self.said), _Lane(self.said))
        self.beside = ThreadPoolExecutor(1, thread_name_prefix="second-copy")
        self.lock = threading.Lock()

    @contextmanager
    def loaded(self, data: dict[str, Any], frame: dict[str, Any]) -> Iterator[tuple[_Lane, _Lane]]:
        """The lanes with this paper in them; nobody else has them meanwhile."""
        own = {k: v for k, v in frame.items() if k != "copy"} | {"rare_font": fonts.RARE not in fonts.absent()}
        data_text, frame_text = _json(data), _json(own)
        with self.lock:
            _put(self.said["data"], data_text)
            _put(self.said["frame"], frame_text)
            yield self.lanes


@cache
def _press() -> _Press:
    """One a process."""
    return _Press()


os.register_at_fork(after_in_child=_press.cache_clear)  # a child would write into its parent's paper


def _put(file: int, text: str) -> None:
    said = text.encode()
    os.ftruncate(file, len(said))
    os.pwrite(file, said, 0)


def _folder() -> Path:
    """A new folder that names its process. A process that was killed leaves its own behind: the next one removes them."""
    mine = f"yichuang-papers-{os.stat('/proc/self/ns/pid').st_ino}-"  # a number means a process only where it was given
    for old in Path(tempfile.gettempdir()).glob(f"{mine}*"):
        if not Path("/proc", old.name.removeprefix(mine).split("-")[0]).exists():
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{mine}{os.getpid()}-"))


def _clear(folder: Path, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)


def render(template: str, data: dict[str, Any], frame: dict[str, Any], *, dated: datetime) -> bytes:
    """The paper's bytes. `data` is what the paper says, `frame` what issuing adds (number, code, copy mark)."""
    return _compile(template, data, frame, dated, **_PDF)  # type: ignore[no-any-return]


def render_both(
    template: str, data: dict[str, Any], frames: dict[str, dict[str, Any]], *, dated: datetime
) -> dict[str, bytes]:
    """Both copies, laid out beside each other; the frames differ in the copy's mark only. Byte for byte what `render` gives."""
    (first, one), (second, other) = frames.items()
    with _press().loaded(data, one) as (lane, next_lane):
        beside = _press().beside.submit(next_lane.compile, template, other["copy"], dated, **_PDF)
        try:
            made = lane.compile(template, one["copy"], dated, **_PDF)
        finally:
            beside.exception()  # waits: the lanes are not given away while one of them is at work
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
    with _press().loaded(data, frame) as (lane, _):
        return lane.compile(template, frame.get("copy"), dated, **how)


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
    with _press().loaded({}, {}) as lanes:
        for lane in lanes:
            lane.compiler.compile(page, format="svg")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
