"""REAL_ESTATE_INSTANT: 不动产登记暂行条例 17. What lacks is refused in writing on the spot and told once, together; an application
that nobody refused in writing on the spot is accepted by that. So no case of this rule can be left without an answer.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy

from .common import correct_now, deemed, favourable, never, one_time_notice, refuse
from .facts import IntakeFacts, Outcome
from .rule import GENERAL_GROUNDS, Article, Ground, Rule, Words

LAW = "《不动产登记暂行条例》"

ACCEPT = Article(
    f"{LAW}第十七条第一款第（一）项",
    "属于登记职责范围，申请材料齐全、符合法定形式，或者申请人按照要求提交全部补正申请材料的，应当受理并书面告知申请人。",
)
CORRECT_NOW = Article(
    f"{LAW}第十七条第一款第（二）项",
    "申请材料存在可以当场更正的错误的，应当告知申请人当场更正，申请人当场更正后，应当受理并书面告知申请人。",
)
REFUSE_AND_TELL = Article(
    f"{LAW}第十七条第一款第（三）项",
    "申请材料不齐全或者不符合法定形式的，应当当场书面告知申请人不予受理并一次性告知需要补正的全部内容。",
)
ELSEWHERE = Article(
    f"{LAW}第十七条第一款第（四）项",
    "申请登记的不动产不属于本机构登记范围的，应当当场书面告知申请人不予受理并告知申请人向有登记权的机构申请。",
)
SILENCE = Article(f"{LAW}第十七条第二款", "不动产登记机构未当场书面告知申请人不予受理的，视为受理。")
REGISTERED = f"{LAW}第二十条、第二十一条"
NOT_REGISTERED = f"{LAW}第二十二条"
TRUTH = "申请人对其申请材料的真实性负责。"


def outcomes(facts: IntakeFacts) -> list[Outcome]:
    """In the order in which a clerk reads them."""
    late = facts.overdue
    return [
        deemed(facts, "accept.deemed_at_once") if late else favourable(facts, "accept", "accept.complete"),
        never("file", "file.not_a_filing"),
        correct_now(facts),
        one_time_notice(facts, late=late, refuses_too=True),
        refuse(facts, allowed=("not_competent", "special_law")),
        never("not_required", "not_required.real_estate"),
    ]


RULE = Rule(
    code="REAL_ESTATE_INSTANT",
    label=pgettext_lazy("rule", "不动产登记"),
    outcomes=outcomes,
    tell_within=0,
    tell_basis=REFUSE_AND_TELL.cite,
    deems=True,
    refuses_too=True,
    law={
        "accept": ACCEPT,
        "deemed": SILENCE,
        "correct_now": CORRECT_NOW,
        "one_time_notice": REFUSE_AND_TELL,
        "refuse": ELSEWHERE,
    },
    labels={"one_time_notice": _("不予受理并一次告知")},
    grounds={
        "not_competent": Ground(_("不属于本登记机构登记范围"), ELSEWHERE.cite),
        "special_law": GENERAL_GROUNDS["special_law"],
    },
    papers={
        "receipt": Words(
            title="收件凭证",
            opening="你（单位）提交的下列不动产登记申请材料，本窗口已经收到，将当场查验并书面答复。"
            f"未当场书面告知不予受理的，依照{SILENCE.cite}的规定，视为受理。",
            basis="",
            statement=TRUTH,
        ),
        "acceptance": Words(
            title="不动产登记受理凭证",
            opening="你（单位）提出的上述不动产登记申请，经查验，属于本机构登记职责范围，申请材料齐全、符合法定形式。"
            f"依照{ACCEPT.cite}的规定，予以受理。",
            basis=ACCEPT.cite,
            statement=TRUTH,
        ),
        "acceptance.corrected": Words(
            title="不动产登记受理凭证",
            opening="你（单位）提出的上述不动产登记申请，属于本机构登记职责范围，你（单位）已经按照要求提交全部补正申请材料。"
            f"依照{ACCEPT.cite}的规定，予以受理。",
            basis=ACCEPT.cite,
            statement=TRUTH,
        ),
        "deemed": Words(
            title="视为受理确认书",
            opening="本机构收到你（单位）的上述不动产登记申请后，未当场书面告知不予受理。"
            f"依照{SILENCE.cite}的规定，视为受理。",
            basis=SILENCE.cite,
            statement=TRUTH,
        ),
        "notice": Words(
            title="一次性告知书",
            opening="你（单位）提出的上述不动产登记申请，经查验，申请材料不齐全或者不符合法定形式，已当场书面告知不予受理。"
            f"依照{REFUSE_AND_TELL.cite}的规定，现将需要补正的全部内容一次告知如下；按要求补正后，即予受理。",
            basis=REFUSE_AND_TELL.cite,
            overdue="逾期未补正的，所交材料可以取回；您随时可以重新提出申请。",
        ),
        "refusal.incomplete": Words(
            title="不动产登记不予受理告知书",
            opening="你（单位）提出的上述不动产登记申请，经查验，申请材料不齐全或者不符合法定形式。"
            f"依照{REFUSE_AND_TELL.cite}的规定，当场书面告知不予受理；需要补正的全部内容见同时送达的《一次性告知书》。",
            basis=REFUSE_AND_TELL.cite,
        ),
        "refusal.not_competent": Words(
            title="不动产登记不予受理告知书",
            opening="你（单位）申请登记的不动产，经查验，不属于本机构登记范围。"
            f"依照{ELSEWHERE.cite}的规定，当场书面告知不予受理，请向下列有登记权的机构申请。",
            basis=ELSEWHERE.cite,
        ),
        "refusal": Words(
            title="不动产登记不予受理告知书",
            opening="你（单位）提出的上述不动产登记申请，经查验，依照有关法律、法规的特别规定，不予受理。",
        ),
        "approval": Words(
            title="不动产登记办结通知书",
            opening="你（单位）提出的上述不动产登记申请，经审核，符合登记条件，登记事项已经记载于不动产登记簿。",
            basis=REGISTERED,
        ),
        "denial": Words(
            title="不动产不予登记告知书",
            opening="你（单位）提出的上述不动产登记申请，经审核，属于依法不予登记的情形。"
            f"依照{NOT_REGISTERED}的规定，不予登记。",
            basis=NOT_REGISTERED,
        ),
    },
)
