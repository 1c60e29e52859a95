"""Samples of what follows a breach of a commitment."""

from __future__ import annotations

from datetime import date

from yichuang.domains.documents.kinds import RepairData, ReplyData, RevocationData
from yichuang.domains.documents.kinds.parts import PlainWords, Wording
from yichuang.domains.documents.remedies import remedies

from .common import WHO, common

ASK = "5 号窗口，023-0000 2105"
BASIS = "《优化营商环境条例》第四十条"
FACTS = "现场核查时，后厨没有分设生食、熟食操作区，与承诺的布局不一致；从业人员健康管理制度已经建立。"


def repair(**over) -> RepairData:
    wording = Wording(
        title="限期整改通知书",
        opening="你（单位）以告知承诺方式申请办理“食品经营许可（餐饮服务）新办”。经核查，实际情况与《告知承诺书》（云岭市监诺〔2026〕12号）的承诺不符，现书面指出，请在整改期限内整改。",
        basis=BASIS,
        statement="逾期没有整改或者整改后仍不符合承诺的，本机关依法撤销或者变更原决定。",
    )
    plain = PlainWords(
        when="2026年12月23日前整改好", come_again="改好后告诉承办部门来复查", bring="整改情况说明", ask=ASK
    )
    return RepairData(
        **{
            **common(wording, plain),
            "facts": FACTS,
            "grade": "一般",
            "verified_by": "赵敏行、钱守正",
            "repair_by": date(2026, 12, 23),
            "repair_working": "自认定次日起算 30 天，至 2026年12月23日 24:00 止。",
            "appeal": "不服认定的，可以在 2026年12月7日 前到窗口书面申诉，承办部门书面答复。",
            **over,
        }
    )


def reply(**over) -> ReplyData:
    wording = Wording(
        title="违诺申诉答复书",
        opening="你（单位）对《限期整改通知书》（云岭市监整改〔2026〕3号）的认定提出申诉，本机关经复核，答复如下。",
    )
    plain = PlainWords(when="申诉不成立", come_again="仍请按期整改", bring="保管好这份答复", ask=ASK)
    return ReplyData(
        **{
            **common(wording, plain),
            "appealed_on": date(2026, 11, 25),
            "appeal": "后厨面积小，没有条件分区。",
            "outcome": "申诉不成立，维持违诺认定",
            "reasons": "承诺的布局图标明了分区，申请人签字确认；面积不足不是不分区的理由。",
            **over,
        }
    )


def revocation(**over) -> RevocationData:
    wording = Wording(
        title="撤销决定书",
        opening="本机关以告知承诺方式对你（单位）的上述申请作出的决定（云岭市监准〔2026〕27号），经核查存在违反承诺的情形，现决定撤销原决定。",
        basis=BASIS,
        remedies=remedies("licence", "deny", **WHO),
    )
    plain = PlainWords(when="原决定已经撤销", come_again="不服可以复议或起诉", bring="交回原来的证件", ask=ASK)
    return RevocationData(
        **{
            **common(wording, plain),
            "original_no": "云岭市监准〔2026〕27号",
            "facts": FACTS,
            "reasons": "整改期限届满，复查发现仍未分设操作区，不具备许可条件。",
            "basis": BASIS,
            "effect": "原决定自本决定送达之日起失去效力。",
            **over,
        }
    )
