"""留件单: what somebody left at a window at closing time, to be finished without him (DB50/T 1603-2024, 5.3.4.3)."""

# ruff: noqa: RUF009 - need() and part() are dataclasses.field()
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from .parts import MaterialLine, PaperData, need


@dataclass(frozen=True, kw_only=True)
class KeptData(PaperData):
    materials: tuple[MaterialLine, ...] = need("留下的材料", ())
    finish_by: date | None = need("办结时间", None)
    returns: str = need("交付方式")  # by post or by hand, in words; an address is never printed
    consent: str = need("本人同意的方式")
    ticket: str = need("号")
    # No case is opened yet, and nobody asks for an id to take papers in.
    optional: ClassVar[tuple[str, ...]] = ("applicant.id_masked", "matter.case_no")
