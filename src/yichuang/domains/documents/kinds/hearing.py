"""听证告知书 and 听证通知书: that a hearing may be asked for, and when and where it is held (行政许可法 46–48)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .parts import PaperData, need


@dataclass(frozen=True, kw_only=True)
class HearingData(PaperData):
    """One kind, two papers: the right to ask (`apply_by`) comes first; the day of the hearing (`hold_on`) after it."""

    matter_heard: str = need("听证事项")
    persons: str = need("告知对象")
    basis: str = need("法律依据")
    apply_by: date | None = None
    apply_working: str = ""
    hold_on: date | None = None
    hold_time: str = ""
    place: str = ""
    presider: str = ""
    presider_post: str = ""
    rights: str = need("权利和义务")
