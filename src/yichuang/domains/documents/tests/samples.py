"""One good paper of every kind, for the tests and the pictures in the docs. All of it is invented."""

from __future__ import annotations

from datetime import date

from yichuang.domains.documents.kinds import (
    AcceptanceData,
    ApprovalData,
    DenialData,
    FilingData,
    InstantData,
    NoticeData,
    PaperData,
    ReceiptData,
    RefusalData,
)
from yichuang.domains.documents.kinds.parts import (
    Applicant,
    DefectLine,
    MaterialLine,
    Matter,
    Organ,
    PlainWords,
    Term,
    Wording,
)
from yichuang.domains.documents.remedies import remedies

DAY = date(2026, 11, 23)
WHO = {"organ": "云岭区市场监督管理局", "review_organ": "云岭区人民政府", "court": "云岭区人民法院"}


def organ(**over: str) -> Organ:
    return Organ(
        **{
            "name": "云岭区市场监督管理局",
            "short": "云岭市监",
            "center": "云岭区政务服务中心",
            "window": "5 号窗口",
            "window_phone": "023-0000 2105",
            "oversight_phone": "12345",
            "seal_mode": "sample",
            **over,
        }
    )


def applicant(**over) -> Applicant:
    return Applicant(
        **{
            "name": "云岭区张记小面馆（个体工商户）",
            "id_label": "信用代码",
            "id_masked": "92500199MA********",
            "phone_masked": "138****6620",
            "representative_label": "经营者",
            "representative": "张云山",
            "is_organization": True,
            **over,
        }
    )


def matter(**over) -> Matter:
    return Matter(
        **{
            "case_no": "500199-20261123-00086",
            "item_name": "食品经营许可（餐饮服务）新办",
            "handling": "承诺件",
            "situation": "餐饮服务；个体工商户；小餐饮，经营面积 42 平方米",
            "received_on": DAY,
            "received_time": "09:41",
            "tracking_code": "4T8W-K2QX-97ZP",
            **over,
        }
    )


def term(**over) -> Term:
    return Term(
        **{
            "due": date(2026, 12, 2),
            "promise": "7 个工作日",
            "statutory": "20 个工作日",
            "statutory_due": date(2026, 12, 21),
            "working": "承诺 7 个工作日，自受理次日（11月24日）起算，不含休息日。",
            **over,
        }
    )


PLAIN = PlainWords(
    when="2026年12月2日前", come_again="不用再来，办好后寄给您", bring="不用带", ask="5 号窗口，023-0000 2105"
)
ORIGINALS = (MaterialLine(name="食品经营许可申请书", form="原件"), MaterialLine(name="食品安全承诺书", form="原件"))
SHARED = (
    MaterialLine(name="营业执照", form="电子证照", copies="—", remark="免提交"),
    MaterialLine(name="经营者身份证", form="读取核验", copies="—", remark="免提交"),
    MaterialLine(name="从业人员健康证明", form="电子证照", copies="—", remark="免提交"),
)
TRUTH = "申请人对申请材料实质内容的真实性负责。"
LICENCE = "《中华人民共和国行政许可法》"


def _common(wording: Wording, plain: PlainWords = PLAIN, **over):
    return {
        "organ": organ(),
        "applicant": applicant(),
        "matter": matter(),
        "wording": wording,
        "plain": plain,
        "clerk": "李秋实",
        "issued_on": DAY,
        **over,
    }


def receipt(**over) -> ReceiptData:
    wording = Wording(
        title="收件凭证",
        opening="今收到你（单位）就上述事项提交的下列材料。本凭证证明材料已经收到，不代表申请已被受理。",
        statement=TRUTH,
    )
    plain = PlainWords(
        when="2026年11月30日前答复", come_again="先不用来，等电话或短信", bring="不用带", ask="5 号窗口，023-0000 2105"
    )
    return ReceiptData(
        **{
            **_common(wording, plain),
            "answer_by": date(2026, 11, 30),
            "answer_working": "自收到材料次日（11月24日）起 5 个工作日；逾期不告知的，自收到材料之日起即为受理。",
            "materials": tuple(
                MaterialLine(name=m.name, form=m.form, copies=m.copies, state="已收", remark=m.remark)
                for m in ORIGINALS + SHARED
            ),
            **over,
        }
    )


def completion(**over) -> ReceiptData:
    wording = Wording(
        title="补正材料收件凭证", opening="今收到你（单位）按照一次性告知书补正的下列材料。", statement=TRUTH
    )
    return receipt(
        **{
            "wording": wording,
            "supplements": "云岭市监补告〔2026〕0012号",
            "materials": (MaterialLine(name="场所布局与操作流程图", form="原件", state="已收"),),
            **over,
        }
    )


def acceptance(**over) -> AcceptanceData:
    wording = Wording(
        title="受理通知书",
        opening=f"你（单位）提出的上述申请，经审查，属于本机关职权范围，主要申请材料齐全、符合法定形式；所缺次要材料不影响实质审查，"
        f"你（单位）已书面承诺按期补交。依照{LICENCE}第三十二条和容缺受理制度，决定予以受理。",
        special="无。如依法需要检验、检测、专家评审等，另行书面告知，所需时间不计入办理期限。",
        statement=TRUTH,
    )
    return AcceptanceData(
        **{
            **_common(wording),
            "accepted_on": DAY,
            "term": term(),
            "fee": "不收费",
            "result_name": "《食品经营许可证》",
            "pickup": "邮寄",
            "materials": ORIGINALS + SHARED,
            "materials_summary": "原件 2 份，免提交 3 份",
            "tolerated": (MaterialLine(name="场所布局与操作流程图", form="原件或图片", remark="窗口、网上均可补交"),),
            "tolerated_until": date(2026, 11, 30),
            "samples": ("term.promise", "tolerated"),
            **over,
        }
    )


def refusal(**over) -> RefusalData:
    wording = Wording(
        title="不予受理通知书",
        opening=f"你（单位）提出的上述申请，经审查，不属于本机关职权范围。依照{LICENCE}第三十二条第一款第（二）项，决定不予受理。",
    )
    plain = PlainWords(
        when="本窗口不办这件事",
        come_again="请到区卫生健康委办理",
        bring="退回的材料都带上",
        ask="政务服务大厅 7 号咨询窗口",
    )
    return RefusalData(
        **{
            **_common(wording, plain),
            "reason_type": "not_competent",
            "facts": "你单位申请事项为诊疗场所设置，依法由卫生健康主管部门办理。",
            "basis": f"{LICENCE}第三十二条第一款第（二）项",
            "competent_organ": "云岭区卫生健康委员会（政务服务大厅 3 号窗口）",
            "returned": ORIGINALS,
            "remedies": remedies("licence", "refuse", **WHO),
            **over,
        }
    )


def notice(**over) -> NoticeData:
    wording = Wording(
        title="一次性告知书",
        opening=f"你（单位）提出的上述申请，申请材料不齐全或者不符合法定形式。依照{LICENCE}第三十二条第一款第（四）项，现将需要补正的全部内容一次性告知如下。",
        overdue="逾期未补正的，由本机关书面作出决定并告知理由和救济途径，你（单位）可以重新申请。",
        statement=TRUTH,
    )
    plain = PlainWords(
        when="材料补齐后 7 个工作日内",
        come_again="要来一次，网上补也行",
        bring="布局图、改好的申请书",
        ask="5 号窗口，023-0000 2105",
    )
    return NoticeData(
        **{
            **_common(wording, plain),
            "defects": (
                DefectLine(
                    name="场所布局与操作流程图",
                    defect="缺少",
                    cure="按操作流程画出功能分区，标明面积，加盖公章",
                    form="原件",
                    channel="窗口、网上均可",
                ),
                DefectLine(
                    name="食品经营许可申请书",
                    defect="填写错误",
                    cure="“主体业态”改选餐饮服务，经营者在改动处签字",
                    form="原件",
                ),
            ),
            "materials": SHARED,
            "correct_by": date(2027, 1, 6),
            "correct_working": "自收到本告知书次日（11月24日）起 30 个工作日。",
            "after": "材料补齐之日起重新计算，承诺 7 个工作日办结。",
            "samples": ("correct_by", "after"),
            **over,
        }
    )


def filing(**over) -> FilingData:
    wording = Wording(
        title="备案凭证",
        opening="你（单位）报送的备案材料齐全，本机关已予备案。备案不是行政许可，不代表对经营行为合法性、安全性的认可。",
        statement=TRUTH,
    )
    plain = PlainWords(when="已经备好案了", come_again="不用再来", bring="把本凭证收好", ask="5 号窗口，023-0000 2105")
    return FilingData(
        **{
            **_common(wording, plain),
            "matter": matter(item_name="仅销售预包装食品备案", handling="即办件", situation=""),
            "filed_on": DAY,
            "content": "从事仅销售预包装食品经营活动；经营地址：云岭区桂花街 12 号附 3 号",
            "basis": "《中华人民共和国食品安全法》第三十五条",
            "materials": ORIGINALS[:1] + SHARED[:1],
            "pickup": "当场领取",
            **over,
        }
    )


def instant(**over) -> InstantData:
    wording = Wording(
        title="即时办结单", opening="你申请的上述事项，材料齐全，已当场办结。请核对办理结果，确认无误后签收。"
    )
    plain = PlainWords(when="已经办好了", come_again="不用再来", bring="把新证件收好", ask="3 号窗口，023-0000 2103")
    return InstantData(
        **{
            **_common(wording, plain),
            "organ": organ(name="云岭区公安局", short="云岭公", window="3 号窗口", window_phone="023-0000 2103"),
            "applicant": applicant(
                name="周明远",
                id_label="居民身份证",
                id_masked="500***********1233",
                representative="",
                is_organization=False,
            ),
            "matter": matter(item_name="机动车驾驶证期满换证", handling="即办件", situation="期满换证；本人到场"),
            "done_on": DAY,
            "done_time": "10:02",
            "outcome": "准予换发",
            "result_name": "机动车驾驶证",
            "result_no": "500199000186",
            "fee": "工本费 10 元，已缴",
            "pickup": "当场领取",
            "materials": (
                MaterialLine(name="机动车驾驶证申请表", form="原件"),
                MaterialLine(name="身体条件证明", form="原件"),
            ),
            **over,
        }
    )


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
            **_common(wording, plain, clerk="赵远帆"),
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
            **_common(wording, plain, clerk="赵远帆"),
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


ALL = {f.__name__: f for f in (receipt, completion, acceptance, refusal, notice, filing, instant, approval, denial)}


def sample(kind: str, **over) -> PaperData:
    return ALL[kind](**over)
