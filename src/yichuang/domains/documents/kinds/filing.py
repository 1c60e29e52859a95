"""备案凭证: the filing is done with it; it grants nothing and cites no licensing law."""

# ruff: noqa: RUF009 - need() and part() are dataclasses.field()
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .parts import MaterialLine, PaperData, need


@dataclass(frozen=True, kw_only=True)
class FilingData(PaperData):
    filed_on: date | None = need("备案日期", None)
    filing_no: str = ""  # where the department keeps a register of its own; else the 文书号 serves
    content: str = need("备案内容")
    basis: str = need("备案依据")
    fee: str = "不收费"
    materials: tuple[MaterialLine, ...] = need("已收材料", ())
    pickup: str = ""
