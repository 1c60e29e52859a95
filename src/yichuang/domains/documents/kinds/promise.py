"""What an applicant promises in writing: to bring what still lacks (容缺), or that the told conditions are met (告知承诺)."""

# ruff: noqa: RUF009 - need() and part() are dataclasses.field()
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .parts import MaterialLine, PaperData, need, part


@dataclass(frozen=True, kw_only=True)
class ToleranceData(PaperData):
    """容缺受理承诺书: what lacks, by when it comes, and what happens if it does not."""

    lacking: tuple[MaterialLine, ...] = need("容缺的材料", ())
    supply_by: date | None = need("补交期限", None)
    supply_working: str = need("补交期限计算")
    promise: str = need("承诺内容")
    lapse: str = need("逾期未补的后果")


@dataclass(frozen=True, kw_only=True)
class Told:
    """The four contents of DB50/T 1603-2024, 5.3.6.2 a) to d): without each of them the letter tells too little."""

    basis: str = need("告知内容：事项依据")  # a) laws, rules and their articles
    terms: str = need("告知内容：条件、标准、时限、材料和法律后果")  # b)
    department_duties: str = need("告知内容：部门的服务、监管和责任")  # c)
    breach: str = need("告知内容：违诺认定、整改期限、申诉和信用修复")  # d)


@dataclass(frozen=True, kw_only=True)
class CommitmentData(PaperData):
    """告知承诺书: what was told, what the promise stands in for, and that the applicant chose this way freely."""

    told: Told = part(Told)
    materials: tuple[MaterialLine, ...] = ()  # those that the promise replaces; some promises replace none
    promise: str = need("承诺内容")
    chosen: str = need("办理方式的选择")
