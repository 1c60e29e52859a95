"""POLLUTION_3D: 排污许可管理条例 9. As licences in general, with three days for telling instead of five, and words of its own.

The days of a licence are working days (行政许可法 82).
"""

from django.utils.translation import pgettext_lazy

from .common import of_a_licence
from .rule import GENERAL_GROUNDS, Article, Ground, Rule, Words

LAW = "《排污许可管理条例》"

NOT_REQUIRED = Article(
    f"{LAW}第九条第一款第（一）项", "依法不需要申请取得排污许可证的，应当即时告知不需要申请取得排污许可证。"
)
ELSEWHERE = Article(
    f"{LAW}第九条第一款第（二）项",
    "不属于本审批部门职权范围的，应当即时作出不予受理的决定，并告知排污单位向有审批权的生态环境主管部门申请。",
)
CORRECT_NOW = Article(f"{LAW}第九条第一款第（三）项", "申请材料存在可以当场更正的错误的，应当允许排污单位当场更正。")
TELL_ONCE = Article(
    f"{LAW}第九条第一款第（四）项",
    "申请材料不齐全或者不符合法定形式的，应当当场或者在3日内出具告知单，一次性告知排污单位需要补正的全部材料；逾期不告知的，"
    "自收到申请材料之日起即视为受理。",
)
ACCEPT = Article(
    f"{LAW}第九条第一款第（五）项",
    "属于本审批部门职权范围，申请材料齐全、符合法定形式，或者排污单位按照要求补正全部申请材料的，应当受理。",
)
TRUTH = "排污单位对其申请材料的真实性、准确性和完整性负责。"


RULE = Rule(
    code="POLLUTION_3D",
    label=pgettext_lazy("rule", "排污许可"),
    outcomes=of_a_licence,
    tell_within=3,
    tell_basis=TELL_ONCE.cite,
    deems=True,
    law={
        "accept": ACCEPT,
        "deemed": TELL_ONCE,
        "correct_now": CORRECT_NOW,
        "one_time_notice": TELL_ONCE,
        "refuse": ELSEWHERE,
        "not_required": NOT_REQUIRED,
    },
    grounds={
        "not_competent": Ground(GENERAL_GROUNDS["not_competent"].label, ELSEWHERE.cite),
        "special_law": GENERAL_GROUNDS["special_law"],
        "no_licence_needed": Ground(GENERAL_GROUNDS["no_licence_needed"].label, NOT_REQUIRED.cite),
    },
    papers={
        "receipt": Words(
            title="收件凭证",
            opening="你单位提交的下列排污许可证申请材料，本窗口已经收到。材料是否齐全、是否符合法定形式，由审批部门审查后书面答复。",
            basis="",
            statement=TRUTH,
        ),
        "acceptance": Words(
            title="受理通知书",
            opening="你单位提出的排污许可证申请，经审查，属于本审批部门职权范围，申请材料齐全、符合法定形式。"
            f"依照{ACCEPT.cite}的规定，决定予以受理。",
            basis=ACCEPT.cite,
            statement=TRUTH,
        ),
        "acceptance.corrected": Words(
            title="受理通知书",
            opening="你单位提出的排污许可证申请，属于本审批部门职权范围，你单位已经按照要求补正全部申请材料。"
            f"依照{ACCEPT.cite}的规定，决定予以受理。",
            basis=ACCEPT.cite,
            statement=TRUTH,
        ),
        "deemed": Words(
            title="视为受理确认书",
            opening="本审批部门收到你单位的排污许可证申请材料后，未在三日内一次性告知需要补正的全部材料。"
            f"依照{TELL_ONCE.cite}的规定，自收到申请材料之日起视为受理。",
            basis=TELL_ONCE.cite,
            statement=TRUTH,
        ),
        "notice": Words(
            title="一次性告知书",
            opening="你单位提出的排污许可证申请，经审查，申请材料不齐全或者不符合法定形式。"
            f"依照{TELL_ONCE.cite}的规定，现将需要补正的全部材料一次告知如下，请按要求补正。",
            basis=TELL_ONCE.cite,
            overdue="逾期未补正的，由审批部门依法作出书面处理，并告知救济途径；你单位也可以重新提出申请。",
        ),
        "refusal.not_competent": Words(
            title="不予受理通知书",
            opening="你单位提出的排污许可证申请，经审查，不属于本审批部门职权范围。"
            f"依照{ELSEWHERE.cite}的规定，决定不予受理，请向下列有审批权的生态环境主管部门申请。",
            basis=ELSEWHERE.cite,
        ),
        "refusal.no_licence_needed": Words(
            title="不予受理通知书",
            opening=f"你单位的排污情况，经审查，依法不需要申请取得排污许可证。依照{NOT_REQUIRED.cite}的规定，不予受理。",
            basis=NOT_REQUIRED.cite,
        ),
        "refusal": Words(
            title="不予受理通知书",
            opening="你单位提出的排污许可证申请，经审查，依照有关法律、法规的特别规定，决定不予受理。",
        ),
        "approval": Words(
            title="准予行政许可决定书",
            opening="你单位提出的排污许可证申请，经审查，具备法定条件。"
            f"依照{LAW}第十一条、第十二条的规定，决定颁发排污许可证。",
            basis=f"{LAW}第十一条、第十二条",
        ),
        "denial": Words(
            title="不予行政许可决定书",
            opening=f"你单位提出的排污许可证申请，经审查，不符合法定条件。依照{LAW}第十二条的规定，不予许可。",
            basis=f"{LAW}第十二条",
        ),
    },
)
