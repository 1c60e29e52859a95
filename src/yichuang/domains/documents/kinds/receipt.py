"""收件凭证: everything that was received. It is always available: nobody leaves papers at a window without one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .parts import MaterialLine, PaperData


@dataclass(frozen=True, kw_only=True)
class ReceiptData(PaperData):
    materials: tuple[MaterialLine, ...] = ()  # may be empty: an application alone was handed in
    answer_by: date | None = None  # by when the department says whether it accepts; some rules have no such day
    answer_working: str = ""  # how that day was counted
    supplements: str = ""  # the 文书号 of the notice these materials answer
