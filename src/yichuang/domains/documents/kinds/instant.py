"""即时办结单: done on the spot; what was done, and what the person took away."""

# ruff: noqa: RUF009 - need() and part() are dataclasses.field()
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .parts import MaterialLine, PaperData, need


@dataclass(frozen=True, kw_only=True)
class InstantData(PaperData):
    done_on: date | None = need("办结日期", None)
    done_time: str = ""
    outcome: str = need("办理结果")
    result_name: str = need("结果名称")
    result_no: str = ""
    basis: str = ""
    fee: str = need("收费")
    pickup: str = need("领取方式")
    materials: tuple[MaterialLine, ...] = ()
