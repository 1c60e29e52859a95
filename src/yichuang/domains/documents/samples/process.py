"""Samples of what is promised at the window, and of what may happen while a case runs."""

from __future__ import annotations

from datetime import date

from yichuang.domains.documents.kinds import (
    CommitmentData,
    DeemedData,
    ExtensionData,
    HearingData,
    InquiryData,
    KeptData,
    RenewedData,
    SpecialData,
    Told,
    ToleranceData,
)
from yichuang.domains.documents.kinds.parts import Applicant, MaterialLine, Matter, PlainWords, Wording

from .common import DAY, LICENCE, ORIGINALS, SHARED, common, organ, term

ASK = "5 号窗口，023-0000 2105"


def kept(**over) -> KeptData:
    wording = Wording(
        title="留件单",
        opening="到下班时间，上述事项还没有办完。经您同意，下列材料留在窗口继续办理，办完后按下面的方式交给您。本单不代表申请已经受理；受理、不予受理或者需要补正的，另行书面告知。",
    )
    plain = PlainWords(
        when="2026年11月24日前", come_again="不用再来，办好后寄给您", bring="不用带，保管好本单", ask=ASK
    )
    return KeptData(
        **{
            **common(wording, plain),
            "applicant": Applicant(name="张云山", phone_masked="138****6620"),
            "matter": Matter(item_name="食品经营许可（餐饮服务）新办", received_on=DAY, received_time="17:12"),
            "materials": (MaterialLine(name="食品经营许可申请书"), MaterialLine(name="场所布局与操作流程图")),
            "finish_by": date(2026, 11, 24),
            "returns": "邮寄到您登记的地址",
            "consent": "留件人在本单上签名",
            "ticket": "A023",
            **over,
        }
    )


def inquiry(**over) -> InquiryData:
    wording = Wording(
        title="一次性告知书",
        opening="您咨询的上述事项，现将办理条件、材料、程序、时限和注意要点一次性告知如下。本告知书不代表申请已被收到或者受理。",
        basis="《食品经营许可和备案管理办法》",
    )
    plain = PlainWords(
        when="受理后 7 个工作日", come_again="备齐材料来一次就行，网上也能办", bring="表中的 5 样材料", ask=ASK
    )
    return InquiryData(
        **{
            **common(wording, plain),
            "applicant": Applicant(),
            "matter": Matter(
                item_name="食品经营许可（餐饮服务）新办", handling="承诺件", situation="餐饮服务；个体工商户"
            ),
            "conditions": "已经取得营业执照；经营场所、设施、布局符合食品安全要求；从业人员有健康证明；有食品安全管理制度。",
            "materials": (
                *ORIGINALS,
                MaterialLine(name="场所布局与操作流程图", form="原件或图片", remark="可以容缺"),
                *SHARED[:2],
            ),
            "process": "申请、受理、现场核查、决定、送达。现场核查由两名以上工作人员进行，不收费。",
            "promise": "7 个工作日（法定 20 个工作日）",
            "attention": "申请书要由经营者本人签字；场所地址要与营业执照一致；网上申请可以上传照片，不用先来窗口。",
            "samples": ("promise",),
            **over,
        }
    )


def tolerance(**over) -> ToleranceData:
    wording = Wording(
        title="容缺受理承诺书",
        opening="你（单位）提出的上述申请，主要材料齐全、符合法定形式，缺少下列次要材料。经你（单位）书面承诺按期补交，先予受理并开始审查。",
    )
    plain = PlainWords(
        when="2026年11月30日前补交", come_again="网上补交就不用再来", bring="场所布局与操作流程图", ask=ASK
    )
    return ToleranceData(
        **{
            **common(wording, plain),
            "lacking": (MaterialLine(name="场所布局与操作流程图", form="原件或图片", remark="窗口、网上均可"),),
            "supply_by": date(2026, 11, 30),
            "supply_working": "自受理次日（11月24日）起 5 个工作日，不超过本事项的承诺时限。",
            "promise": "本人（单位）承诺在上述期限前补交所缺材料，补交的材料真实、有效，并与申请内容一致。",
            "lapse": "逾期没有补交的，本次申请不再适用容缺受理，由本机关书面作出决定；补交之前不颁发办理结果。",
            "samples": ("supply_by",),
            **over,
        }
    )


def commitment(**over) -> CommitmentData:
    wording = Wording(
        title="告知承诺书",
        opening="你（单位）申请的上述事项实行告知承诺。现将有关内容告知如下，请阅读后自愿选择办理方式。",
    )
    plain = PlainWords(when="签了承诺当场办", come_again="不用再来，部门会上门核查", bring="把承诺书收好", ask=ASK)
    told = Told(
        basis="《公共场所卫生管理条例》第四条；《公共场所卫生管理条例实施细则》第二十二条",
        terms="具备符合卫生要求的场所、设施和消毒用品，从业人员有健康合格证明；承诺办理当场办结，一般程序 20 个工作日；"
        "不履行承诺或者作虚假承诺的，撤销许可，依法处罚，并记入信用记录。",
        department_duties="提供办理咨询（窗口和 12345）；办结后 2 个月内现场核查；对核查情况和监管责任负责，并为申请人保守商业秘密。",
        breach="核查不符合的，书面告知并给 15 日整改；逾期不改或者虚假承诺的，认定为违诺，按情节分一般、严重两级；"
        "申请人可以陈述、申辩、提出申诉，整改后可以申请信用修复。",
    )
    return CommitmentData(
        **{
            **common(wording, plain),
            "matter": Matter(
                case_no="500199-20261123-00091", item_name="公共场所卫生许可（理发店）", handling="即办件",
                received_on=DAY, received_time="10:20", tracking_code="7KQ2-M4ZP-9TXA",
            ),
            "organ": organ(name="云岭区卫生健康委员会", short="云岭卫"),
            "told": told,
            "materials": (MaterialLine(name="卫生检测或者评价报告", form="原件", remark="由承诺代替"),),
            "promise": "本人（单位）已经知道并理解上述全部内容，已经达到告知的条件、标准和要求，所作承诺是自愿作出的真实意思，"
            "愿意接受核查，并承担不实承诺、违反承诺的法律责任。",
            "chosen": "自愿选择告知承诺方式办理",
            "samples": ("told.terms",),
            **over,
        }
    )  # fmt: skip


def deemed(**over) -> DeemedData:
    wording = Wording(
        title="视为受理确认书",
        opening=f"本机关收到上述申请后，没有在法定期限内告知需要补正的全部内容。依照{LICENCE}第三十二条第一款第（四）项，"
        "上述申请自收到申请材料之日起即为受理。",
    )
    plain = PlainWords(when="2026年12月9日前", come_again="不用再来，办好后寄给您", bring="不用带", ask=ASK)
    return DeemedData(
        **{
            **common(wording, plain, clerk="系统"),
            "organ": organ(window=""),
            "issued_on": date(2026, 12, 1),
            "accepted_on": DAY,
            "deemed_on": date(2026, 11, 30),
            "term": term(
                due=date(2026, 12, 9),
                working="法定期限自收件次日（11月24日）起算；承诺 7 个工作日，自视为受理次日（12月1日）起算。",
            ),
            "reason": "自收到材料次日（11月24日）起 5 个工作日，到2026年11月30日24时届满，没有告知补正，也没有作出是否受理的决定。",
            "samples": ("term.promise",),
            **over,
        }
    )


def renewed(**over) -> RenewedData:
    wording = Wording(
        title="视为准予延续确认书",
        opening=f"本机关收到上述延续申请后，在该许可有效期届满前没有作出是否准予延续的决定。依照{LICENCE}第五十条第二款，视为准予延续。",
    )
    plain = PlainWords(when="许可已经依法延续", come_again="换发证件时再来", bring="原许可证件", ask=ASK)
    return RenewedData(
        **{
            **common(wording, plain, clerk="系统"),
            "organ": organ(window=""),
            "issued_on": date(2027, 1, 1),
            "licence": "食品经营许可证",
            "licence_no": "JY1509990000123",
            "expires_on": date(2026, 12, 31),
            "asked_on": DAY,
            "renewed_from": date(2027, 1, 1),
            "reason": "2026年12月31日24时届满，没有作出是否准予延续的决定。",
            **over,
        }
    )


def special(**over) -> SpecialData:
    wording = Wording(
        title="特别程序告知书",
        opening="你（单位）申请的上述事项，依法需要进行下列特别程序。所需时间书面告知如下。",
    )
    plain = PlainWords(when="2026年12月22日前", come_again="专家到您场所时请在场", bring="不用带", ask=ASK)
    return SpecialData(
        **{
            **common(wording, plain, clerk="赵远帆"),
            "organ": organ(window=""),
            "issued_on": date(2026, 11, 25),
            "procedure": "专家评审",
            "basis": f"{LICENCE}第四十五条",
            "days_needed": "14 个工作日",
            "starts_on": date(2026, 11, 26),
            "expected_until": date(2026, 12, 15),
            "effect": "特别程序所需时间不计入办理期限，结束后继续计算。",
            "due_after": date(2026, 12, 22),
            "samples": ("days_needed",),
            **over,
        }
    )


def extension(**over) -> ExtensionData:
    wording = Wording(
        title="延长办理期限告知书",
        opening="你（单位）申请的上述事项，不能在规定期限内作出决定，经本机关负责人批准，延长办理期限。现将理由告知如下。",
    )
    plain = PlainWords(when="2027年1月5日前", come_again="不用再来，办好后寄给您", bring="不用带", ask=ASK)
    return ExtensionData(
        **{
            **common(wording, plain, clerk="赵远帆"),
            "organ": organ(window="", seal_mode="wet"),
            "issued_on": date(2026, 12, 18),
            "base": "20 个工作日",
            "extended": "10 个工作日",
            "reason": "申请场所与相邻单位共用排烟设施，需要会同生态环境部门核实排放情况。",
            "basis": f"{LICENCE}第四十二条第一款",
            "approver": "陈立秋",
            "approver_post": "局长",
            "due_before": date(2026, 12, 21),
            "due_after": date(2027, 1, 5),
            "working": "自受理次日（2026年11月24日）起 20 个工作日，延长 10 个工作日，合计 30 个工作日。",
            **over,
        }
    )


def hearing(**over) -> HearingData:
    wording = Wording(
        title="听证通知书",
        opening="你（单位）申请的上述事项直接涉及申请人与他人之间的重大利益关系。根据听证申请，本机关决定举行听证，现将有关事项通知如下。",
    )
    plain = PlainWords(
        when="2026年12月15日 09:30", come_again="请准时到场，也可以委托一至二人", bring="身份证件和证据材料", ask=ASK
    )
    return HearingData(
        **{
            **common(wording, plain, clerk="赵远帆"),
            "organ": organ(window=""),
            "issued_on": date(2026, 12, 1),
            "matter_heard": "排烟设施与相邻住户的利益关系",
            "persons": "张小云；相邻住户陈国华、刘佳慧",
            "basis": f"{LICENCE}第四十七条第一款、第四十八条第一款",
            "hold_on": date(2026, 12, 15),
            "hold_time": "09:30",
            "place": "云岭区政务服务中心 3 楼听证室",
            "presider": "周怀远",
            "presider_post": "法制科科长",
            "rights": "可以申请主持人回避，可以提出证据，进行申辩和质证；听证公开举行，不收费；听证笔录由参加人确认后签字。",
            **over,
        }
    )
