"""Papers between acceptance and result: a special procedure, an extension, what silence accepts or renews, the end."""

# ruff: noqa: RUF009 - need() and part() are dataclasses.field()
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from .parts import PaperData, Term, need, part


@dataclass(frozen=True, kw_only=True)
class SpecialData(PaperData):
    """特别程序告知书: the time needed must be told in writing (行政许可法 45). A second one, with `finished_on`, tells its end."""

    procedure: str = need("特别程序名称")
    basis: str = need("法律依据")
    days_needed: str = need("所需时间")  # "20 个工作日"
    starts_on: date | None = need("开始日期", None)
    expected_until: date | None = None
    effect: str = need("对办理期限的影响")  # "所需时间不计入办理期限"
    finished_on: date | None = None
    due_after: date | None = None  # the date that holds once the procedure is over


@dataclass(frozen=True, kw_only=True)
class ExtensionData(PaperData):
    """延长办理期限告知书: once, with the approver and the reasons (行政许可法 42).

    `of_law`: the promise was broken before, so that limit and dates are the statute's, and are called that.
    """

    base: str = need("原办理期限")  # "20 个工作日"
    extended: str = need("延长的期限")  # "10 个工作日"
    reason: str = need("延长理由")
    basis: str = need("法律依据")
    approver: str = need("批准人")
    approver_post: str = need("批准人职务")
    due_before: date | None = need("原办结日期", None)
    due_after: date | None = need("延长后的办结日期", None)
    working: str = need("期限计算")
    of_law: bool = False


@dataclass(frozen=True, kw_only=True)
class DeemedData(PaperData):
    """视为受理确认书: nobody answered in time, so the law did. It proves that; it decides nothing and bears no seal."""

    accepted_on: date | None = need("受理日期", None)  # the day of receipt, from which the statute runs
    deemed_on: date | None = need("视为受理之日", None)
    term: Term = part(Term)
    reason: str = need("视为受理的原因")
    deemed: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class RenewedData(PaperData):
    """视为准予延续确认书: nobody decided before the licence ended, so the law renewed it (行政许可法 50). It bears no seal either."""

    licence: str = need("许可证件名称")
    licence_no: str = need("许可证件编号")
    expires_on: date | None = need("原有效期届满日", None)
    asked_on: date | None = need("提出延续申请之日", None)
    renewed_from: date | None = need("延续后的有效期起算日", None)
    reason: str = need("视为准予延续的原因")
    deemed: ClassVar[bool] = True
    by_law: ClassVar[str] = "视为准予延续"


@dataclass(frozen=True, kw_only=True)
class ConclusionData(PaperData):
    """办结通知书: the case is over, and where the result is."""

    decided_on: date | None = need("办结日期", None)
    outcome: str = need("办理结果")
    result_name: str = need("结果名称")
    result_no: str = ""
    pickup: str = need("领取方式")
