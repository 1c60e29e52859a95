"""Samples of the papers at the window: received, accepted, refused, told, filed, done."""

from __future__ import annotations

from datetime import date

from yichuang.domains.documents.kinds import (
    AcceptanceData,
    FilingData,
    InstantData,
    NoticeData,
    ReceiptData,
    RefusalData,
)
from yichuang.domains.documents.kinds.parts import DefectLine, MaterialLine, PlainWords, Wording
from yichuang.domains.documents.remedies import remedies

from .common import DAY, LICENCE, ORIGINALS, SHARED, TRUTH, WHO, applicant, common, matter, organ, term


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
            **common(wording, plain),
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
            **common(wording),
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
            **common(wording, plain),
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
            **common(wording, plain),
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
            **common(wording, plain),
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
            **common(wording, plain),
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
