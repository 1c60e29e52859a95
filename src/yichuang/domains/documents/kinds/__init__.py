"""The kinds of paper: their data, template, word in the 文书号, and who may void one."""

from __future__ import annotations

from dataclasses import dataclass

from .acceptance import AcceptanceData
from .breach import RepairData, ReplyData, RevocationData
from .decision import ApprovalData, DenialData
from .ending import ReturnData, WithdrawalData
from .filing import FilingData
from .hearing import HearingData
from .inquiry import InquiryData
from .instant import InstantData
from .kept import KeptData
from .notice import NoticeData
from .parts import PaperData
from .process import ConclusionData, DeemedData, ExtensionData, RenewedData, SpecialData
from .promise import CommitmentData, Told, ToleranceData
from .receipt import ReceiptData
from .refusal import RefusalData
from .service import ServiceReceiptData

WINDOW = frozenset({"case.accept"})
DEPARTMENT = frozenset({"case.decide"})
EITHER = WINDOW | DEPARTMENT
ANY_DESK = EITHER | {"ticket.call"}
SERVERS = EITHER | {"result.deliver"}


@dataclass(frozen=True)
class Kind:
    """`nature` is the 性质 in the 文书号 and tells the series apart, so no two kinds share one. `responsible` has the capabilities
    of which one is enough to seal or void the paper. `when_label` stands over the first answer of the large-print strip;
    it is empty for a paper that nobody takes home, which has no strip."""

    code: str
    label: str  # for lists; the paper's own title comes from its wording
    nature: str
    data: type[PaperData]
    seal_name: str
    responsible: frozenset[str]
    when_label: str
    template: str = ""  # the kind's own name unless it shares another's

    @property
    def layout(self) -> str:
        """The file of its template."""
        return f"{self.template or self.code}.typ"


def _kinds(*kinds: Kind) -> dict[str, Kind]:
    return {k.code: k for k in kinds}


SEALS = ("收件专用章", "受理专用章", "备案专用章", "业务专用章", "审批专用章", "公章")
"""What stamps are for. A department's own seal (公章) may stand wherever a special one does."""
_RECEIVED, _ACCEPT, _FILE, _DO, _DECIDE, _ = SEALS

KINDS: dict[str, Kind] = _kinds(
    Kind("receipt", "收件凭证", "收", ReceiptData, _RECEIVED, WINDOW, "什么时候答复"),
    Kind("completion", "补正材料收件凭证", "补收", ReceiptData, _RECEIVED, WINDOW, "什么时候答复", "receipt"),
    Kind("acceptance", "受理通知书", "受", AcceptanceData, _ACCEPT, WINDOW, "什么时候好"),
    Kind("refusal", "不予受理通知书", "不受", RefusalData, _ACCEPT, WINDOW, "结果"),
    Kind("notice", "一次性告知书", "补告", NoticeData, _ACCEPT, WINDOW, "什么时候好"),
    Kind("inquiry", "一次性告知书（咨询）", "询告", InquiryData, _ACCEPT, ANY_DESK, "多久能办好"),
    Kind("kept", "留件单", "留", KeptData, _RECEIVED, ANY_DESK, "什么时候办好"),
    Kind("tolerance", "容缺受理承诺书", "容", ToleranceData, _ACCEPT, WINDOW, "什么时候补"),
    Kind("commitment", "告知承诺书", "诺", CommitmentData, _ACCEPT, WINDOW, "什么时候好"),
    Kind("deemed", "视为受理确认书", "视受", DeemedData, _ACCEPT, EITHER, "什么时候好"),
    Kind("filing", "备案凭证", "备", FilingData, _FILE, WINDOW, "结果"),
    Kind("instant", "即时办结单", "即", InstantData, _DO, WINDOW, "结果"),
    Kind("special", "特别程序告知书", "特告", SpecialData, _DECIDE, DEPARTMENT, "什么时候好"),
    Kind("extension", "延长办理期限告知书", "延", ExtensionData, _DECIDE, DEPARTMENT, "什么时候好"),
    Kind("hearing", "听证告知书", "听", HearingData, _DECIDE, DEPARTMENT, "什么时候"),
    Kind("approval", "准予决定书", "准", ApprovalData, _DECIDE, DEPARTMENT, "结果"),
    Kind("renewed", "视为准予延续确认书", "视延", RenewedData, _DECIDE, DEPARTMENT, "结果"),
    Kind("denial", "不予决定书", "不准", DenialData, _DECIDE, DEPARTMENT, "结果"),
    Kind("repair", "限期整改通知书", "整改", RepairData, _DECIDE, DEPARTMENT, "什么时候改好"),
    Kind("reply", "违诺申诉答复书", "申复", ReplyData, _DECIDE, DEPARTMENT, "结果"),
    Kind("revocation", "撤销（变更）决定书", "撤变", RevocationData, _DECIDE, DEPARTMENT, "结果"),
    Kind("conclusion", "办结通知书", "结", ConclusionData, _DO, EITHER, "结果"),
    Kind("withdrawal", "撤回申请确认书", "撤", WithdrawalData, _ACCEPT, EITHER, "结果"),
    Kind("return", "退件处理决定书", "退", ReturnData, _ACCEPT, EITHER, "结果"),
    Kind("service", "送达回证", "送", ServiceReceiptData, _DO, SERVERS, ""),
)

COPIES = {
    "service": {"mark": "送达联", "order": "第一联", "goes": "送达申请人"},
    "archive": {"mark": "归档联", "order": "第二联", "goes": "归档保存"},
}

__all__ = [
    "COPIES", "KINDS", "SEALS", "AcceptanceData", "ApprovalData", "CommitmentData", "ConclusionData", "DeemedData",
    "DenialData", "ExtensionData", "FilingData", "HearingData", "InquiryData", "InstantData", "KeptData", "Kind", "NoticeData",
    "PaperData", "ReceiptData", "RefusalData", "RenewedData", "RepairData", "ReplyData", "ReturnData", "RevocationData",
    "ServiceReceiptData", "SpecialData", "Told", "ToleranceData", "WithdrawalData",
]  # fmt: skip
