"""What follows a breach of a commitment: the finding, the answer to an appeal, the decision (DB50/T 1603-2024 5.3.6.2 d)."""

# ruff: noqa: RUF009 - need() and part() are dataclasses.field()
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .parts import PaperData, need


@dataclass(frozen=True, kw_only=True)
class RepairData(PaperData):
    """限期整改通知书: what is not as promised, until when it is put right, and how to object."""

    facts: str = need("核查发现的情况")
    grade: str = need("违诺等级")
    verified_by: str = need("核查人员")
    repair_by: date | None = need("整改期限", None)
    repair_working: str = need("整改期限计算")
    appeal: str = need("申诉途径")


@dataclass(frozen=True, kw_only=True)
class ReplyData(PaperData):
    """违诺申诉答复书."""

    appealed_on: date | None = need("申诉日期", None)
    appeal: str = need("申诉的事实和理由")
    outcome: str = need("答复结论")
    reasons: str = need("答复的理由")


@dataclass(frozen=True, kw_only=True)
class RevocationData(PaperData):
    """撤销、变更或者维持决定书. It is against the applicant or may be, so `wording.remedies` is needed too."""

    original_no: str = need("原决定文书号")
    facts: str = need("违反承诺的事实")
    reasons: str = need("理由")
    basis: str = need("法律依据")
    effect: str = need("决定的效力")
