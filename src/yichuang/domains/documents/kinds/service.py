"""送达回证: proof that papers were handed over, one for all that were handed over at once. It stays with the organ."""

# ruff: noqa: RUF009 - need() and part() are dataclasses.field()
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from .parts import PaperData, need


@dataclass(frozen=True, kw_only=True)
class ServiceReceiptData(PaperData):
    papers: tuple[str, ...] = need("送达的文书", ())  # title and 文书号 of each
    receiver: str = need("签收人")
    relation: str = need("签收人身份")  # 本人 / 委托代理人 …
    mode: str = need("送达方式")  # in words
    place: str = need("送达地点")
    served_on: date | None = need("送达日期", None)
    served_time: str = ""
    witnesses: tuple[str, ...] = ()
    remark: str = ""
    optional: ClassVar[tuple[str, ...]] = ("plain",)  # nobody takes it home
