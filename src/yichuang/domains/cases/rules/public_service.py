"""PUBLIC_SERVICE: public services, benefits and confirmations, each under its own law. None is a licence: silence accepts nothing, and no
licensing law is cited. What lacks is told once at the counter (DB50/T 1603-2024 5.2.2.3, 5.3.2.2).

An item that is decided at the counter (即办件) is done on the spot; where that cannot be, it is accepted with a day.
"""

from functools import partial

from django.utils.translation import pgettext_lazy

from .common import at_once_or_later
from .rule import Rule, Settles, Words
from .standard import ON_THE_SPOT

TRUTH = "申请人对所提交材料的真实性负责。"


RULE = Rule(
    code="PUBLIC_SERVICE",
    label=pgettext_lazy("rule", "公共服务"),
    outcomes=partial(at_once_or_later, settled="accept.settles", accepted="accept.public"),
    tell_within=0,
    tell_basis=ON_THE_SPOT.cite,
    settles=Settles.MAY,
    law={"correct_now": ON_THE_SPOT, "one_time_notice": ON_THE_SPOT},
    papers={
        "receipt": Words(
            title="收件凭证",
            opening="您（单位）提交的下列材料，本窗口已经收到，将当场核对并答复。",
            basis="",
            statement=TRUTH,
        ),
        "acceptance": Words(
            title="受理通知书",
            opening="您（单位）申请办理的上述事项，经审查，申请材料齐全、符合要求。依照{law}的规定，予以受理。",
            statement=TRUTH,
        ),
        "acceptance.corrected": Words(
            title="受理通知书",
            opening="您（单位）申请办理的上述事项，已经按照告知补齐全部材料。依照{law}的规定，予以受理。",
            statement=TRUTH,
        ),
        "instant": Words(
            title="即时办结单",
            opening="您（单位）申请办理的上述事项，材料齐全，符合规定条件。依照{law}的规定，已当场办结。",
            statement=TRUTH,
        ),
        "notice": Words(
            title="一次性告知书",
            opening="您（单位）申请办理的上述事项，材料不齐全或者不符合要求。依照{law}的规定，现将需要补正的全部内容一次告知如下，请按要求补正。",
            overdue="逾期未补正的，所收材料可以取回；您随时可以重新申请。",
        ),
        "refusal.not_competent": Words(
            title="不予受理通知书",
            opening="您（单位）申请办理的上述事项，经审查，依法不属于本机关（机构）职责范围，不予受理，请向下列机关（机构）申请。",
        ),
        "refusal.no_licence_needed": Words(
            title="不予受理通知书",
            opening="您（单位）申请办理的上述事项，经审查，依法不需要办理，不予受理。",
        ),
        "refusal": Words(
            title="不予受理通知书",
            opening="您（单位）申请办理的上述事项，经审查，依照有关法律、法规的规定，不予受理。",
        ),
        "approval": Words(
            title="办理结果通知书",
            opening="您（单位）申请办理的上述事项，经审核，符合规定条件。依照{law}的规定，予以办理。",
        ),
        "approval.confirmation": Words(
            title="确认决定书",
            opening="您（单位）申请的上述事项，经审核，符合规定条件。依照{law}的规定，予以确认。",
        ),
        "approval.benefit": Words(
            title="给付决定书",
            opening="您申请的上述待遇，经审核，符合规定条件。依照{law}的规定，决定给予。",
        ),
        "approval.legal_aid": Words(
            title="给予法律援助决定书",
            opening="您的法律援助申请，经审查，符合法律援助条件。依照{law}的规定，决定给予法律援助。",
        ),
        "denial": Words(
            title="不予办理决定书",
            opening="您（单位）申请办理的上述事项，经审核，不符合规定条件。依照{law}的规定，不予办理。",
        ),
        "denial.confirmation": Words(
            title="不予确认决定书",
            opening="您（单位）申请的上述事项，经审核，不符合规定条件。依照{law}的规定，不予确认。",
        ),
        "denial.benefit": Words(
            title="不予给付决定书",
            opening="您申请的上述待遇，经审核，不符合规定条件。依照{law}的规定，不予给付。",
        ),
        "denial.legal_aid": Words(
            title="不予法律援助决定书",
            opening="您的法律援助申请，经审查，不符合法律援助条件。依照{law}的规定，决定不给予法律援助。",
        ),
    },
)
