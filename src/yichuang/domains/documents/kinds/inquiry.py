"""一次性告知书, the other use of figure G: whoever only asks is told everything at once (DB50/T 1603-2024, 5.3.2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .parts import MaterialLine, PaperData, need


@dataclass(frozen=True, kw_only=True)
class InquiryData(PaperData):
    conditions: str = need("法定条件")
    materials: tuple[MaterialLine, ...] = need("申请材料", ())
    process: str = need("法定程序")
    promise: str = need("承诺时限")
    attention: str = need("注意要点")
    optional: ClassVar[tuple[str, ...]] = ("applicant", "matter.case_no", "matter.received_on")
