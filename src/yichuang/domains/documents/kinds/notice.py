"""一次性告知书 (figure G of the standard), used to ask for correction: everything at once, and how to mend each thing."""

# ruff: noqa: RUF009 - need() and part() are dataclasses.field()
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .parts import DefectLine, MaterialLine, PaperData, need


@dataclass(frozen=True, kw_only=True)
class NoticeData(PaperData):
    defects: tuple[DefectLine, ...] = need("需补正材料", ())
    materials: tuple[MaterialLine, ...] = ()  # what is already in order, so nobody brings it twice
    correct_by: date | None = need("补正期限", None)
    correct_working: str = need("补正期限计算")
    after: str = need("补正后的办理期限")  # "材料补齐后,承诺 7 个工作日办结"
