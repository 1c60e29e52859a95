"""受理通知书 (figure E of the standard)."""

# ruff: noqa: RUF009 - need() and part() are dataclasses.field()
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .parts import MaterialLine, PaperData, Term, need, part


@dataclass(frozen=True, kw_only=True)
class AcceptanceData(PaperData):
    accepted_on: date | None = need("受理日期", None)
    term: Term = part(Term)
    fee: str = need("收费")  # 不收费, or basis and standard
    result_name: str = need("结果名称")
    pickup: str = need("领取方式")
    materials: tuple[MaterialLine, ...] = need("已收材料", ())
    materials_summary: str = ""  # "原件 2 份,免提交 3 份"
    tolerated: tuple[MaterialLine, ...] = ()
    tolerated_until: date | None = None  # needed when something is tolerated
    procedures: tuple[str, ...] = ()  # special procedures of the item: `wording.special` must name each (5.1.2.4)
    deemed: bool = False  # 视为受理: by force of law, so it bears no seal of its own
