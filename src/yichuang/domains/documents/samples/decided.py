"""Samples of the papers that end a case, and of the proof that papers were handed over."""

from __future__ import annotations

from datetime import date

from yichuang.domains.documents.kinds import (
    ApprovalData,
    ConclusionData,
    DenialData,
    ReturnData,
    ServiceReceiptData,
    WithdrawalData,
)
from yichuang.domains.documents.kinds.parts import PlainWords, Wording
from yichuang.domains.documents.remedies import remedies

from .common import DAY, LICENCE, ORIGINALS, WHO, common, organ


def approval(**over) -> ApprovalData:
    wording = Wording(
        title="准予行政许可决定书",
        opening=f"你（单位）提出的上述申请，经审查，符合法定条件、标准。依照{LICENCE}第三十八条第一款，决定准予行政许可。",
    )
    plain = PlainWords(
        when="已经批准", come_again="不用来，许可证寄给您", bring="不用带", ask="5 号窗口，023-0000 2105"
    )
    return ApprovalData(
        **{
            **common(wording, plain, clerk="赵远帆"),
            "organ": organ(window=""),
            "issued_on": date(2026, 11, 30),
            "accepted_on": DAY,
            "decided_on": date(2026, 11, 30),
            "reasons": "申请材料齐全；2026年11月26日由两名工作人员现场核查，场所布局、设施与申请一致，符合餐饮服务经营条件。",
            "basis": f"{LICENCE}第三十八条第一款；《食品经营许可和备案管理办法》",
            "result_name": "《食品经营许可证》",
            "result_no": "JY25001990001864",
            "valid": "2026年11月30日至2031年11月29日",
            "deliver_by": date(2026, 12, 14),
            "deliver_working": "自决定次日（12月1日）起 10 个工作日。",
            "pickup": "邮寄",
            "remedies": remedies("licence", "approve", **WHO),
            **over,
        }
    )


def denial(**over) -> DenialData:
    wording = Wording(
        title="不予行政许可决定书",
        opening=f"你（单位）提出的上述申请，经审查，不符合法定条件、标准。依照{LICENCE}第三十八条第二款，决定不予行政许可。",
    )
    plain = PlainWords(
        when="没有批准", come_again="改好后可以重新申请", bring="本决定书和退回的材料", ask="5 号窗口，023-0000 2105"
    )
    return DenialData(
        **{
            **common(wording, plain, clerk="赵远帆"),
            "organ": organ(window="", seal_mode="wet"),
            "issued_on": date(2026, 11, 30),
            "accepted_on": DAY,
            "decided_on": date(2026, 11, 30),
            "reasons": "2026年11月26日现场核查发现，加工操作区与卫生间直接相通，没有隔离设施，不符合食品经营场所的卫生要求。",
            "basis": f"{LICENCE}第三十八条第二款；《中华人民共和国食品安全法》第三十三条第一款",
            "returned": ORIGINALS,
            "pickup": "当场领取",
            "remedies": remedies("licence", "deny", **WHO),
            **over,
        }
    )


def conclusion(**over) -> ConclusionData:
    wording = Wording(
        title="办结通知书", opening="你（单位）申请的上述事项已经办结。请核对办理结果，并按下列方式领取。"
    )
    plain = PlainWords(
        when="已经办好了", come_again="不用来，许可证寄给您", bring="不用带", ask="5 号窗口，023-0000 2105"
    )
    return ConclusionData(
        **{
            **common(wording, plain, clerk="赵远帆"),
            "issued_on": date(2026, 12, 1),
            "decided_on": date(2026, 11, 30),
            "outcome": "准予行政许可（云岭市监准〔2026〕0311号）",
            "result_name": "《食品经营许可证》",
            "result_no": "JY25001990001864",
            "pickup": "邮寄送达（12月14日前寄出）",
            **over,
        }
    )


def withdrawal(**over) -> WithdrawalData:
    wording = Wording(
        title="撤回申请确认书",
        opening="你（单位）在作出决定前书面要求撤回上述申请，本机关予以确认，终止办理。撤回不影响你（单位）以后再次提出申请。",
    )
    plain = PlainWords(
        when="申请已经撤回", come_again="想办时可以重新申请", bring="取回退还的材料", ask="5 号窗口，023-0000 2105"
    )
    return WithdrawalData(
        **{
            **common(wording, plain),
            "issued_on": date(2026, 11, 25),
            "withdrawn_on": date(2026, 11, 25),
            "reason": "经营场所租赁合同未能签订，暂不经营",
            "returned": ORIGINALS,
            **over,
        }
    )


def returned(**over) -> ReturnData:
    wording = Wording(
        title="退件处理决定书",
        opening="你（单位）提出的上述申请，在告知的期限内没有补正材料，申请材料仍不符合法定形式，本机关决定作退件处理，终止办理。",
        remedies=remedies("licence", "return", **WHO),
    )
    plain = PlainWords(
        when="申请已经退回", come_again="材料补齐后可以重新申请", bring="取回退还的材料", ask="5 号窗口，023-0000 2105"
    )
    return ReturnData(
        **{
            **common(wording, plain),
            "issued_on": date(2027, 1, 7),
            "reasons": "2026年11月23日一次性告知书（云岭市监补告〔2026〕0012号）告知补正场所布局与操作流程图，期限至2027年1月6日；期限届满未补正，也没有申请延期。",
            "basis": f"{LICENCE}第三十二条第一款第（四）项",
            "returned": ORIGINALS,
            **over,
        }
    )


def service(**over) -> ServiceReceiptData:
    wording = Wording(title="送达回证", opening="下列文书已经送达。签收人核对文书份数和文号后签名。")
    return ServiceReceiptData(
        **{
            **common(wording, PlainWords()),
            "papers": (
                "受理通知书　云岭市监受〔2026〕0486号",
                "容缺受理承诺书　云岭市监容〔2026〕0031号",
            ),
            "receiver": "周明远",
            "relation": "委托代理人",
            "mode": "他人代签并有见证人",
            "place": "云岭区政务服务中心 5 号窗口",
            "served_on": DAY,
            "served_time": "10:05",
            "witnesses": ("罗春燕",),
            "remark": "文书内容已经当面读出，签收人表示明白。",
            **over,
        }
    )
