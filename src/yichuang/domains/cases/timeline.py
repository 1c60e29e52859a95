"""The story of a case as steps that anybody understands. Pure but for the active language."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .facts import settled_at_once
from .models import Case, Notice, Ruling
from .types import Step


def steps(
    case: Case, notices: Iterable[Notice], turns: Iterable[Step] = (), *, rulings: Iterable[Ruling] = ()
) -> tuple[Step, ...]:
    """What has happened, what is going on, and what is still to come, in order.

    `turns` are steps that not every case takes (see `turns.py`), each with its time: they stand where they happened.
    `rulings` are for the department: what the decision to return says, and its paper.
    """
    found = list(_usual(case, notices, _returned_note(rulings)))
    for turn in turns:
        assert turn.at is not None, "a turn has happened"
        later = (n for n, step in enumerate(found) if step.at is None or step.at > turn.at)
        found.insert(next(later, len(found)), turn)
    return tuple(found)


def _usual(case: Case, notices: Iterable[Notice], returned: str) -> tuple[Step, ...]:
    told = sorted(notices, key=lambda n: n.period)
    found = [_step("received", _("收件"), case.received_at, now=case.state == "draft")]
    for n in told:
        found.append(_step("notice", _("一次性告知补正"), n.told_at))
        found.append(_step("corrected", _("补正"), n.completed_at, now=case.state == "correcting"))
    if case.state in ("refused", "withdrawn", "returned"):
        words = {"refused": pgettext("state", "不予受理"), "withdrawn": _("申请人撤回"), "returned": _("退件")}[
            case.state
        ]
        note = returned if case.state == "returned" else ""
        found.append(Step(case.state, words, "done", at=case.ended_at, note=note))
        return tuple(found)
    if case.outcome == "file":
        found.append(_step("filed", _("备案"), case.decided_at))
    else:
        found.append(
            _step(
                "accepted",
                _("视为受理") if case.deemed else pgettext("step", "受理"),
                case.accepted_at,
                now=case.state == "received",
            )
        )
        if not settled_at_once(case):
            found.append(_step("examined", _("审查"), case.decided_at, now=case.state in ("accepted", "stopped")))
        found.append(_step("decided", _decided_words(case), case.decided_at, on=case))
    found.append(_step("delivered", _("送达结果"), case.delivered_at, now=case.state == "decided"))
    return tuple(found)


def _returned_note(rulings: Iterable[Ruling]) -> str:
    """The number of the decision to return the papers, and why."""
    found = next((r for r in rulings if r.outcome == "return"), None)
    if found is None:
        return ""
    said = {"no": found.paper_no, "why": found.reasons, "name": found.by_name}
    return _("《退件处理决定书》%(no)s（%(name)s）：%(why)s") % said


def _decided_words(case: Case) -> str:
    if case.verdict == "deny":
        return _("作出决定：不予批准")
    if renewed_by_law(case):
        return _("依法视为准予延续")
    return _("办结")


def renewed_by_law(case: Case) -> bool:
    """Whether the law made the decision: a decision of the department's own forgets the day from which silence would have been one."""
    return case.verdict == "approve" and case.renews_after is not None


def _step(code: str, label: str, at: datetime | None, *, now: bool = False, on: Case | None = None) -> Step:
    state = "done" if at else "now" if now else "ahead"
    return Step(code, label, state, at=at, on=on.due if on and not at else None)


def next_words(case: Case) -> str:
    """The one sentence under the state: what happens next, or what the applicant has to do."""
    if case.verdict == "deny" and case.state in ("decided", "delivered"):
        return _("部门作出了不予批准的决定，理由和救济途径见决定书。")
    if renewed_by_law(case) and case.state == "decided":
        return _("许可到期前没有作出决定，已经依法视为准予延续，正在换发证件。")
    if case.renews_after is not None and case.state in ("accepted", "stopped"):
        day = {"day": case.renews_after.isoformat()}
        return _("部门正在审查。您按期申请了延续，许可到期（%(day)s）前没有作出决定的，依法视为准予延续。") % day
    if case.decides_id is not None and case.state == "accepted":
        if case.department_id == case.reviews_id:
            return _("已经受理，正在初步审查，之后连同全部材料报送上级机关决定。")
        return _("初步审查意见和全部材料已经报送，上级机关正在审查决定。")
    if case.deemed and case.state == "accepted":
        return _("期限内没有答复，已经依法视为受理，部门正在审查。")
    if case.state == "stopped" and case.due is not None:
        return _("正在进行法定的特别程序，最迟办结的日期不变。")
    return {
        "draft": _("窗口正在登记，还没有收取材料。"),
        "received": _("材料已收到，正在审查是否受理。"),
        "correcting": _("请按一次性告知书补齐材料，补齐后继续办理。"),
        "accepted": _("已经受理，部门正在审查。"),
        "stopped": _("正在进行法定的特别程序，所需时间不计入期限。"),
        "decided": _("已经办结，正在制作或等待领取结果。"),
        "delivered": _("结果已经送达。"),
        "closed": _("本件已经归档。"),
        "refused": _("本件不予受理，原因和救济途径见通知书。"),
        "withdrawn": _("申请人已经撤回申请。"),
        "returned": _("补正逾期，材料已经退回，可以重新申请。"),
    }[case.state]
