"""The kinds of paper: their data, template, word in the 文书号, and who may void one."""

from __future__ import annotations

from dataclasses import dataclass

from .acceptance import AcceptanceData
from .decision import ApprovalData, DenialData
from .filing import FilingData
from .instant import InstantData
from .notice import NoticeData
from .parts import PaperData
from .receipt import ReceiptData
from .refusal import RefusalData


@dataclass(frozen=True)
class Kind:
    code: str
    label: str  # for lists; the paper's own title comes from its wording
    nature: str  # 性质, between the organ and the year in the 文书号
    data: type[PaperData]
    template: str
    seal_name: str
    voided_by: str  # capability
    when_label: str  # over the first answer of the large-print strip


def _kinds(*kinds: Kind) -> dict[str, Kind]:
    return {k.code: k for k in kinds}


KINDS: dict[str, Kind] = _kinds(
    Kind("receipt", "收件凭证", "收", ReceiptData, "receipt.typ", "收件专用章", "case.accept", "什么时候答复"),
    Kind(
        "completion",
        "补正材料收件凭证",
        "补收",
        ReceiptData,
        "receipt.typ",
        "收件专用章",
        "case.accept",
        "什么时候答复",
    ),
    Kind("acceptance", "受理通知书", "受", AcceptanceData, "acceptance.typ", "受理专用章", "case.accept", "什么时候好"),
    Kind("refusal", "不予受理通知书", "不受", RefusalData, "refusal.typ", "受理专用章", "case.accept", "结果"),
    Kind("notice", "一次性告知书", "补告", NoticeData, "notice.typ", "受理专用章", "case.accept", "什么时候好"),
    Kind("filing", "备案凭证", "备", FilingData, "filing.typ", "备案专用章", "case.accept", "结果"),
    Kind("instant", "即时办结单", "即", InstantData, "instant.typ", "业务专用章", "case.accept", "结果"),
    Kind("approval", "准予决定书", "准", ApprovalData, "approval.typ", "审批专用章", "case.decide", "结果"),
    Kind("denial", "不予决定书", "不准", DenialData, "denial.typ", "审批专用章", "case.decide", "结果"),
)

COPIES = {
    "service": {"mark": "送达联", "order": "第一联", "goes": "送达申请人"},
    "archive": {"mark": "归档联", "order": "第二联", "goes": "归档保存"},
}
