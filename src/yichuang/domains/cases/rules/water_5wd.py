"""WATER_5WD: 取水许可和水资源费征收管理条例 13. Five working days from receipt to examine, and to accept, have completed or refer on.

The regulation says nothing of silence. Taking water needs a licence, so the general law of licences fills the gap: what was not told
in five working days is accepted from the day of receipt (行政许可法 32, 一款四项), and the paper cites that law for it.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy

from . import licensing_law
from .common import of_a_licence
from .rule import GENERAL_GROUNDS, Article, Ground, Rule, Words

LAW = "《取水许可和水资源费征收管理条例》"
WITHIN = "审批机关应当自收到取水申请之日起5个工作日内对申请材料进行审查。"

ACCEPT = Article(
    f"{LAW}第十三条第一款第（一）项",
    WITHIN + "申请材料齐全、符合法定形式、属于本机关受理范围的，予以受理。",
)
TELL_ONCE = Article(
    f"{LAW}第十三条第一款第（二）项", WITHIN + "提交的材料不完备或者申请书内容填注不明的，通知申请人补正。"
)
ELSEWHERE = Article(f"{LAW}第十三条第一款第（三）项", "不属于本机关受理范围的，告知申请人向有受理权限的机关提出申请。")
NOT_REQUIRED = Article(
    f"{LAW}第四条",
    "家庭生活和零星散养、圈养畜禽饮用等少量取水，以及本条所列的其他情形，不需要申请领取取水许可证。",
)
TRUTH = "申请人对其申请材料的真实性负责。"


RULE = Rule(
    code="WATER_5WD",
    label=pgettext_lazy("rule", "取水许可"),
    outcomes=of_a_licence,
    tell_within=5,
    tell_basis=f"{LAW}第十三条第一款",
    deems=True,
    law={
        "accept": ACCEPT,
        "deemed": licensing_law.TELL_ONCE,
        "correct_now": licensing_law.CORRECT_NOW,
        "one_time_notice": TELL_ONCE,
        "refuse": ELSEWHERE,
        "not_required": NOT_REQUIRED,
    },
    grounds={
        "not_competent": Ground(_("不属于本机关受理范围"), ELSEWHERE.cite),
        "special_law": GENERAL_GROUNDS["special_law"],
        "no_licence_needed": Ground(GENERAL_GROUNDS["no_licence_needed"].label, NOT_REQUIRED.cite),
    },
    papers={
        "receipt": Words(
            title="收件凭证",
            opening="你（单位）提交的下列取水申请材料，本窗口已经收到。审批机关自收到申请之日起五个工作日内审查并书面答复。",
            basis="",
            statement=TRUTH,
        ),
        "acceptance": Words(
            title="受理通知书",
            opening="你（单位）提出的取水申请，经审查，属于本机关受理范围，申请材料齐全、符合法定形式。"
            f"依照{ACCEPT.cite}的规定，予以受理。",
            basis=ACCEPT.cite,
            statement=TRUTH,
        ),
        "acceptance.corrected": Words(
            title="受理通知书",
            opening="你（单位）提出的取水申请，属于本机关受理范围，你（单位）已经按照通知补正申请材料。"
            f"依照{ACCEPT.cite}的规定，予以受理。",
            basis=ACCEPT.cite,
            statement=TRUTH,
        ),
        "deemed": Words(
            title="视为受理确认书",
            opening="本机关收到你（单位）的取水申请材料后，未在五个工作日内一次告知需要补正的全部内容。"
            f"取水许可是行政许可，依照{licensing_law.TELL_ONCE.cite}的规定，自收到申请材料之日起视为受理。",
            basis=licensing_law.TELL_ONCE.cite,
            statement=TRUTH,
        ),
        "notice": Words(
            title="一次性告知书",
            opening="你（单位）提出的取水申请，经审查，提交的材料不完备或者申请书内容填注不明。"
            f"依照{TELL_ONCE.cite}的规定，现将需要补正的全部内容一次告知如下，请按要求补正。",
            basis=TELL_ONCE.cite,
            overdue="逾期未补正的，由审批部门依法作出书面处理，并告知救济途径；您也可以重新提出申请。",
        ),
        "refusal.not_competent": Words(
            title="不予受理通知书",
            opening="你（单位）提出的取水申请，经审查，不属于本机关受理范围。"
            f"依照{ELSEWHERE.cite}的规定，不予受理，请向下列有受理权限的机关提出申请。",
            basis=ELSEWHERE.cite,
        ),
        "refusal.no_licence_needed": Words(
            title="不予受理通知书",
            opening="你（单位）的取水，经审查，属于依法不需要申请领取取水许可证的情形。"
            f"依照{NOT_REQUIRED.cite}的规定，不予受理。",
            basis=NOT_REQUIRED.cite,
        ),
        "refusal": Words(
            title="不予受理通知书",
            opening="你（单位）提出的取水申请，经审查，依照有关法律、法规的特别规定，不予受理。",
        ),
        "approval": Words(
            title="取水申请批准决定书",
            opening=f"你（单位）提出的取水申请，经审查，符合法定条件。依照{LAW}第十九条的规定，决定批准。",
            basis=f"{LAW}第十九条",
        ),
        "denial": Words(
            title="取水申请不予批准决定书",
            opening=f"你（单位）提出的取水申请，经审查，属于依法不予批准的情形。依照{LAW}第二十条的规定，决定不予批准。",
            basis=f"{LAW}第二十条",
        ),
    },
)
