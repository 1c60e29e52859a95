"""What the samples share: a noodle shop that does not exist, in a district that does not exist."""

from __future__ import annotations

from datetime import date

from yichuang.domains.documents.kinds.parts import Applicant, MaterialLine, Matter, Organ, PlainWords, Term, Wording

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


def common(wording: Wording, plain: PlainWords = PLAIN, **over):
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
