"""A case that ends without a decision: withdrawn by the applicant, or returned by the organ."""

# ruff: noqa: RUF009 - need() and part() are dataclasses.field()
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .parts import MaterialLine, PaperData, need


@dataclass(frozen=True, kw_only=True)
class WithdrawalData(PaperData):
    """撤回申请确认书."""

    withdrawn_on: date | None = need("撤回日期", None)
    reason: str = need("撤回原因")
    returned: tuple[MaterialLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReturnData(PaperData):
    """退件处理决定书. It ends the matter against the applicant, so `wording.remedies` is needed too."""

    reasons: str = need("事实和理由")
    basis: str = need("法律依据")
    returned: tuple[MaterialLine, ...] = ()
