"""How tests make a page without a database: as issuing does, with a fixed number and code."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from pypdf import PdfReader

from yichuang.domains.documents import numbers, printing, rendering
from yichuang.domains.documents.framing import frame
from yichuang.domains.documents.kinds import KINDS, PaperData

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CODE = "K7PM-2QXZ-9FTA"


def laid_out(kind: str, data: PaperData, copy: str = "service") -> tuple[str, tuple[dict[str, Any], dict[str, Any]]]:
    """The template and its two inputs."""
    k, address = KINDS[kind], f"https://yl.example/v/{CODE}"
    values, blanks = printing.fit_for_print(printing.stored(data))
    framed = frame(
        k, data, number=numbers.number_text(data.organ.short, k.nature, 2026, 486), code=CODE, address=address, copy=copy,
        hand_filled=bool(blanks),
    )  # fmt: skip
    return k.layout, (values, framed)


def page(kind: str, data: PaperData, copy: str = "service") -> bytes:
    template, inputs = laid_out(kind, data, copy)
    return rendering.render(template, *inputs, dated=AT)


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """The text as a machine reads it, without the breaks of the lines."""
    return "".join("".join(p.extract_text().split()) for p in reader(pdf).pages)
