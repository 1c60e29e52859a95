"""FILING: the documents are complete, so it is filed. No licence is granted, and no licensing law is cited."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy

from .common import correct_now, favourable, never, not_required, one_time_notice, refuse
from .facts import IntakeFacts, Outcome
from .rule import Rule, Settles, Words
from .standard import ON_THE_SPOT


def outcomes(facts: IntakeFacts) -> list[Outcome]:
    """In the order in which a clerk reads them."""
    return [
        favourable(facts, "file", "file.complete", papers=("filing",), settles=True),
        never("accept", "accept.filing_has_none"),
        correct_now(facts),
        one_time_notice(facts),
        refuse(facts, allowed=("not_competent", "special_law")),
        not_required(facts),
    ]


RULE = Rule(
    code="FILING",
    label=pgettext_lazy("rule", "备案"),
    outcomes=outcomes,
    tell_within=0,
    tell_basis=ON_THE_SPOT.cite,
    law={"correct_now": ON_THE_SPOT, "one_time_notice": ON_THE_SPOT},
    settles=Settles.ALWAYS,
    labels={"refuse": _("不予备案")},
    papers={
        "receipt": Words(
            title="收件凭证",
            opening="你（单位）提交的下列备案资料，本窗口已经收到。",
            basis="",
            statement="备案人对其所提交资料的真实性负责。",
        ),
        "filing": Words(
            title="备案凭证",
            opening="你（单位）提交的备案资料齐全。依照{law}的规定，予以备案。",
            statement="备案人对其所提交资料的真实性负责。备案不是行政许可，不改变备案人依法应当承担的责任。",
        ),
        "notice": Words(
            title="一次性告知书",
            opening="你（单位）提交的备案资料不齐全或者不符合要求。依照{law}的规定，现将需要补正的全部内容一次告知如下，请按要求补正。",
            overdue="逾期未补正的，所收资料可以取回；您随时可以重新提交备案资料。",
        ),
        "refusal.not_competent": Words(
            title="不予备案通知书",
            opening="你（单位）申请备案的上述事项，经审查，依法不属于本机关职权范围，不予备案，请向下列机关办理。",
        ),
        "refusal.no_licence_needed": Words(
            title="不予备案通知书",
            opening="你（单位）申请备案的上述事项，经审查，依法不需要备案，不予备案。",
        ),
        "refusal": Words(
            title="不予备案通知书",
            opening="你（单位）申请备案的上述事项，经审查，依照有关法律、法规的特别规定，不予备案。",
        ),
    },
)
