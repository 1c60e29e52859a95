"""不予受理通知书 (figure F of the standard)."""

from __future__ import annotations

from dataclasses import dataclass

from .parts import MaterialLine, PaperData, need

REASONS = {
    "no_licence_needed": "申请事项依法不需要办理",
    "not_competent": "申请事项不属于本机关职权范围",
    "special_law": "依照有关法律、法规规定不予受理",
    "incomplete": "申请材料不齐全或者不符合法定形式",
}


@dataclass(frozen=True, kw_only=True)
class RefusalData(PaperData):
    reason_type: str = need("不予受理的情形")  # a key of REASONS
    reason_words: str = ""  # how the item's rule calls it, where it has words of its own
    facts: str = need("事实和理由")
    basis: str = need("法律依据")
    competent_organ: str = ""  # needed when the organ is not competent
    returned: tuple[MaterialLine, ...] = ()
    remedies: str = need("救济途径")
