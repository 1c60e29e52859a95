"""The department's decision, for or against, with reasons and remedies."""

# ruff: noqa: RUF009 - need() and part() are dataclasses.field()
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .parts import MaterialLine, PaperData, need


@dataclass(frozen=True, kw_only=True)
class ApprovalData(PaperData):
    accepted_on: date | None = need("受理日期", None)
    decided_on: date | None = need("决定日期", None)
    reasons: str = need("事实和理由")
    basis: str = need("法律依据")
    result_name: str = need("结果名称")
    result_no: str = ""
    valid: str = ""  # 有效期, in words
    deliver_by: date | None = None
    deliver_working: str = ""
    pickup: str = need("领取方式")
    conditions: str = ""
    remedies: str = need("救济途径")


@dataclass(frozen=True, kw_only=True)
class DenialData(PaperData):
    accepted_on: date | None = need("受理日期", None)
    decided_on: date | None = need("决定日期", None)
    reasons: str = need("事实和理由")
    basis: str = need("法律依据")
    returned: tuple[MaterialLine, ...] = ()
    pickup: str = need("领取方式")
    remedies: str = need("救济途径")
