"""REGISTRATION_FORMAL: market entities. A check of form only: complete and in form is registered on the spot, else within three
working days of receipt; what lacks is told once; what the law forbids is not registered, with reasons (条例 19, 20; 实施细则 18, 19).

The regulation knows no acceptance by silence. An item that the hall does not decide itself is accepted with the day.
"""

from functools import partial

from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy

from .common import at_once_or_later
from .rule import Article, Ground, Rule, Settles, Words

LAW, DETAIL = "《中华人民共和国市场主体登记管理条例》", "《中华人民共和国市场主体登记管理条例实施细则》"

REGISTER = Article(
    f"{LAW}第十九条第一款",
    "登记机关应当对申请材料进行形式审查。对申请材料齐全、符合法定形式的予以确认并当场登记。不能当场登记的，应当在3个工作日内予以登记；"
    "情形复杂的，经登记机关负责人批准，可以再延长3个工作日。",
)
TELL_ONCE = Article(
    f"{LAW}第十九条第二款", "申请材料不齐全或者不符合法定形式的，登记机关应当一次性告知申请人需要补正的材料。"
)
NOT_REGISTERED = Article(
    f"{LAW}第二十条",
    "登记申请不符合法律、行政法规规定，或者可能危害国家安全、社会公共利益的，登记机关不予登记并说明理由。",
)
ELSEWHERE = Article(
    f"{DETAIL}第十八条",
    "不属于市场主体登记范畴或者不属于本登记机关登记管辖范围的事项，登记机关应当告知申请人向有关行政机关申请。",
)
TRUTH = "申请人对提交材料的真实性、合法性和有效性负责。"


RULE = Rule(
    code="REGISTRATION_FORMAL",
    label=pgettext_lazy("rule", "市场主体登记"),
    outcomes=partial(at_once_or_later, settled="accept.registers", accepted="accept.complete"),
    tell_within=3,
    tell_basis=REGISTER.cite,
    settles=Settles.MAY,
    law={
        "accept": REGISTER,
        "correct_now": TELL_ONCE,
        "one_time_notice": TELL_ONCE,
        "refuse": NOT_REGISTERED,
        "not_required": ELSEWHERE,
    },
    labels={"refuse": _("不予登记")},
    grounds={
        "not_competent": Ground(_("不属于本登记机关登记管辖范围"), ELSEWHERE.cite),
        "special_law": Ground(_("不符合法律、行政法规规定，或者可能危害国家安全、社会公共利益"), NOT_REGISTERED.cite),
        "no_licence_needed": Ground(_("不属于市场主体登记范畴"), ELSEWHERE.cite),
    },
    papers={
        "receipt": Words(
            title="接收申请材料凭证",
            opening="你（单位）提交的下列登记申请材料，登记机关已经接收。材料齐全、符合法定形式的当场登记；不能当场登记的，"
            f"依照{REGISTER.cite}的规定，在三个工作日内答复。",
            basis="",
            statement=TRUTH,
        ),
        "acceptance": Words(
            title="登记申请受理通知书",
            opening="你（单位）提出的上述登记申请，经形式审查，申请材料齐全、符合法定形式，予以受理。本件不能当场登记，"
            f"依照{REGISTER.cite}的规定，登记机关在三个工作日内予以登记。",
            basis=REGISTER.cite,
            statement=TRUTH,
        ),
        "instant": Words(
            title="登记通知书",
            opening="你（单位）提出的上述登记申请，经形式审查，申请材料齐全、符合法定形式。"
            f"依照{REGISTER.cite}的规定，予以确认并当场登记。",
            statement=TRUTH,
        ),
        "notice": Words(
            title="一次性告知书",
            opening="你（单位）提出的上述登记申请，经形式审查，申请材料不齐全或者不符合法定形式。"
            f"依照{TELL_ONCE.cite}的规定，现将需要补正的全部材料一次告知如下，请按要求补正。",
            basis=TELL_ONCE.cite,
            overdue="逾期未补正的，所交材料可以取回；您随时可以重新提出登记申请。",
        ),
        "refusal.not_competent": Words(
            title="不予受理通知书",
            opening="你（单位）提出的上述登记申请，经审查，不属于本登记机关登记管辖范围。"
            f"依照{ELSEWHERE.cite}的规定，不予受理，请向下列机关申请。",
            basis=ELSEWHERE.cite,
        ),
        "refusal.no_licence_needed": Words(
            title="不予受理通知书",
            opening="你（单位）提出的上述申请，经审查，不属于市场主体登记范畴，不需要办理市场主体登记。",
            basis="{law}",
        ),
        "refusal": Words(
            title="不予登记通知书",
            opening="你（单位）提出的上述登记申请，经审查，不符合法律、行政法规规定，或者可能危害国家安全、社会公共利益。"
            f"依照{NOT_REGISTERED.cite}的规定，不予登记。",
            basis=NOT_REGISTERED.cite,
        ),
        "approval": Words(
            title="登记通知书",
            opening="你（单位）提出的上述登记申请，经审查，申请材料齐全、符合法定形式。"
            f"依照{REGISTER.cite}的规定，准予登记。",
            basis=REGISTER.cite,
        ),
        "denial": Words(
            title="不予登记通知书",
            opening="你（单位）提出的上述登记申请，经审查，不符合法律、行政法规规定，或者可能危害国家安全、社会公共利益。"
            f"依照{NOT_REGISTERED.cite}的规定，不予登记。",
            basis=NOT_REGISTERED.cite,
        ),
    },
)
