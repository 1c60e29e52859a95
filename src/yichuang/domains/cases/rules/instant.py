"""INSTANT: decided at the counter. Acceptance and decision are one act and one paper."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy

from .common import correct_now, favourable, never, not_required, one_time_notice, refuse
from .facts import IntakeFacts, Outcome
from .rule import Rule, Settles, Words
from .standard import ON_THE_SPOT


def outcomes(facts: IntakeFacts) -> list[Outcome]:
    """In the order in which a clerk reads them."""
    return [
        favourable(facts, "accept", "accept.settles", papers=("instant",), settles=True),
        never("file", "file.not_a_filing"),
        correct_now(facts),
        one_time_notice(facts),
        refuse(facts, allowed=("not_competent", "special_law")),
        not_required(facts),
    ]


RULE = Rule(
    code="INSTANT",
    label=pgettext_lazy("rule", "当场办结"),
    outcomes=outcomes,
    tell_within=0,
    tell_basis=ON_THE_SPOT.cite,
    law={"correct_now": ON_THE_SPOT, "one_time_notice": ON_THE_SPOT},
    settles=Settles.ALWAYS,
    labels={"refuse": _("不予办理")},
    papers={
        "receipt": Words(
            title="收件凭证",
            opening="您提交的下列材料，本窗口已经收到。",
            basis="",
            statement="申请人对所提交材料的真实性负责。",
        ),
        "instant": Words(
            title="即时办结单",
            opening="您申请办理的上述事项，材料齐全，符合规定条件。依照{law}的规定，已当场办结。",
            statement="申请人对所提交材料的真实性负责。",
        ),
        "notice": Words(
            title="一次性告知书",
            opening="您申请办理的上述事项，材料不齐全或者不符合要求。依照{law}的规定，现将需要补正的全部内容一次告知如下，请按要求补正。",
            overdue="逾期未补正的，所收材料可以取回；您随时可以重新申请。",
        ),
        "refusal.not_competent": Words(
            title="不予办理通知书",
            opening="您申请办理的上述事项，经审查，依法不属于本机关职权范围，不予办理，请向下列机关申请。",
        ),
        "refusal.no_licence_needed": Words(
            title="不予办理通知书",
            opening="您申请办理的上述事项，经审查，依法不需要办理。",
        ),
        "refusal": Words(
            title="不予办理通知书",
            opening="您申请办理的上述事项，经审查，依照有关法律、法规的特别规定，不予办理。",
        ),
    },
)
