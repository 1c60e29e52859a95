"""What the clerk may say now, in plain words that are true of this case: a help for the tongue, never a paper."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _l

from yichuang.domains.cases.api import CaseView, OutcomeView
from yichuang.domains.queueing.api import TicketView
from yichuang.faces.shared.templatetags.yc import cn_date

_STATES = {
    "decided": _l("已经办好了。请您核对姓名和内容，没有问题就签收。"),
    "delivered": _l("结果已经交给您了。还有别的事要办吗？"),
    "refused": _l("这件事我们不能受理，理由、依据和该找哪个机关都写在通知书上。您有不同意见，可以申请复议或者起诉。"),
    "withdrawn": _l("您的申请已经撤回，材料退给您。想办的时候随时再来。"),
}
_PRIORITIES = {
    "elder": _l("放慢语速，一次说一件事；需要时到台前帮着填写。"),
    "disabled": _l("先问需要什么帮助；不方便书写的，可以代填后念给本人听。"),
    "pregnant": _l("请坐着办，需要时到座位上签字。"),
    "child": _l("照看好随行的孩子，手续可以分两次办完。"),
    "soldier": _l("军人依法优先。"),
}


def to_person(case: CaseView, facts: dict[str, Any], due: date | None) -> str:
    """One or two sentences for the person at the window."""
    if facts["at_intake"]:
        return _at_intake(facts, due)
    if case.state == "correcting":
        return _("上次告知的材料都带来了吗？我一份一份收下，给您开收件凭证。")
    if case.state in ("accepted", "stopped") and case.row.due:
        said = _("已经受理了，最迟 %(due)s 办结。扫通知书上的码随时能看进度，不用再跑一趟。")
        return said % {"due": cn_date(case.stages.told if case.stages and case.stages.told else case.row.due)}
    return _(_STATES[case.state]) if case.state in _STATES else ""


def _at_intake(facts: dict[str, Any], due: date | None) -> str:
    if facts["tally"]["defects"]:
        said = _("有 %(n)s 份材料要改或要补。我一次全部告诉您，写在告知书上，您照着准备就行。")
        return said % {"n": facts["tally"]["defects"]}
    if facts["unlooked"]:
        return _("请把材料交给我，我一份一份核对。")
    if due:
        return _("材料齐全。现在就可以受理，最迟 %(due)s 办结，您看可以吗？") % {"due": cn_date(due)}
    return _("材料齐全，今天当场就能办好。")


_UNBLOCKS = {
    "material.not_looked_at": _l("把没有核对的材料核对完。"),
    "notice.look_at_all": _l("把没有核对的材料核对完。"),
    "material.missing": _l("材料带来后重新核对；带不来的一次告知。"),
    "material.not_in_form": _l("请申请人当场更正，或者一次告知。"),
    "material.wrong": _l("请申请人当场更正，或者一次告知。"),
    "material.inconsistent": _l("请申请人当场更正，或者一次告知。"),
    "party.applicant_missing": _l("先登记申请人（Alt+A）。"),
    "refuse.needs_ground": _l("打开后选定法定情形，写明事实和依据。"),
    "not_required.needs_ground": _l("打开后写明理由和依据。"),
}


def unblocks(o: OutcomeView) -> str:
    """What would make an outcome lawful that is not; empty where nothing would, or it is."""
    said = [] if o.lawful else [_(_UNBLOCKS[r.code]) for r in o.reasons if r.code in _UNBLOCKS]
    return " ".join(dict.fromkeys(said))


def to_clerk(ticket: TicketView | None) -> str:
    """How to serve somebody who comes first, or who needs help."""
    return _(_PRIORITIES[ticket.priority_reason]) if ticket and ticket.priority_reason in _PRIORITIES else ""
