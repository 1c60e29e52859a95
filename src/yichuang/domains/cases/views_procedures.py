"""Rows of stops, extensions and moved dates as the values of `types_procedures`. Pure but for the active language."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yichuang.foundation.clock import center_day
from yichuang.foundation.deadlines.words import STOPS, day_words, units

from . import reasons
from .law import hearing as hearing_law
from .law import special
from .models import CaseDateChange, CaseExtension, CaseHearing, CaseStop
from .types import Step
from .types_procedures import DateChangeView, ExtensionView, HearingView, ProcedureView, ServedView

EXTENSION_STATES = {
    "asked": gettext_noop("待批准"),
    "approved": gettext_noop("已批准"),
    "declined": gettext_noop("不同意延长"),
    "taken_back": gettext_noop("已撤回"),
    "lapsed": gettext_noop("未及批准，本件已经办结"),
}
HEARING_STATES = {
    "told": gettext_noop("已告知权利，等待申请"),
    "applied": gettext_noop("已申请，待安排"),
    "ordered": gettext_noop("本机关决定举行，待安排"),
    "arranged": gettext_noop("已通知，待举行"),
    "held": gettext_noop("已举行"),
    "waived": gettext_noop("已放弃"),
    "lapsed": gettext_noop("期满无人申请"),
    "cancelled": gettext_noop("不再举行"),
}
MOVED = {
    "reported": gettext_noop("报送上级机关，决定期限开始"),
    "procedure_started": gettext_noop("特别程序开始，停止计时"),
    "procedure_finished": gettext_noop("特别程序结束，恢复计时"),
    "extended": gettext_noop("依法延长办理期限"),
    "calendar": gettext_noop("放假安排调整"),
    "served": gettext_noop("听证告知书送达"),
    "deemed": gettext_noop("视为受理"),
}
DATES = {"case": gettext_noop("最迟办结"), "hearing": gettext_noop("听证"), "tolerance": gettext_noop("容缺材料")}


def procedure(row: CaseStop, now: datetime, zone: ZoneInfo) -> ProcedureView:
    """A special procedure, as of now."""
    began, today = center_day(row.started_at, zone), center_day(now, zone)
    ended = center_day(row.finished_at, zone) if row.finished_at else None
    return ProcedureView(
        id=row.pk, kind=row.kind, name=name_of(row), basis=row.basis, reason=row.reason,
        needed=units(row.days_needed, row.days_unit), expected_until=row.expected_until, started_on=began,
        started_at=row.started_at, started_by=row.started_by, running=row.state == "running", finished_on=ended,
        finished_at=row.finished_at, finished_by=row.finished_by, finding=row.finding, days=((ended or today) - began).days,
        late_by=0 if ended else special.late_by(row.expected_until, today), start_paper_id=row.start_paper_id,
        start_paper_no=row.start_paper_no, finish_paper_id=row.finish_paper_id, finish_paper_no=row.finish_paper_no,
        of_hearing=row.kind == "hearing" or row.name == special.HEARING, by_order=row.by_order,
    )  # fmt: skip


def name_of(row: CaseStop) -> str:
    """What the procedure is called: the law's own words are translated, an item's name for it is not."""
    return _(row.name) if row.name in STOPS.values() else row.name


def extension(row: CaseExtension) -> ExtensionView:
    """A request for a longer limit."""
    return ExtensionView(
        id=row.pk, state=row.state, state_label=reasons.label(EXTENSION_STATES, row.state),
        extra=units(row.value, row.unit), reason=row.reason, basis=row.basis, asked_at=row.asked_at,
        asked_by_id=row.asked_by_id, asked_by=row.asked_by, asked_post=row.asked_post, decided_at=row.decided_at,
        decided_by=row.decided_by, approver=row.approver, approver_post=row.approver_post, answer=row.answer,
        promise_over=row.promise_over, due_before=row.due_before, due_after=row.due_after, paper_id=row.paper_id, paper_no=row.paper_no,
    )  # fmt: skip


def hearing(row: CaseHearing, **more: Any) -> HearingView:
    """A hearing, from the telling of the right to its record; `more` is what the query has to look up."""
    same = {f.name: getattr(row, f.name) for f in fields(HearingView) if hasattr(row, f.name)}
    served = [hearing_law.Served.read(kept) for kept in row.served]
    same["served"] = [ServedView(s.receiver, s.at, s.apply_by) for s in served]
    state = reasons.label(HEARING_STATES, row.state)
    is_open = row.state in ("told", "applied", "ordered", "arranged")
    return HearingView(**same, state_label=state, open=is_open, **more)


def date_change(row: CaseDateChange) -> DateChangeView:
    """A date that moved."""
    return DateChangeView(
        at=row.at, kind=row.kind, label=reasons.label({**reasons.DEADLINES, **DATES}, row.kind), old=row.old, new=row.new,
        reason=row.reason, reason_label=reasons.label(MOVED, row.reason), notice=row.notice,
        by_name=_("系统") if row.by_name == "system" else row.by_name,
    )  # fmt: skip


def turns(stops: Iterable[CaseStop], extensions: Iterable[CaseExtension]) -> list[Step]:
    """The steps of the story that stopped or lengthened its time."""
    found = []
    for s in stops:
        over = s.finished_at is not None
        began = (_("%(name)s开始") if s.by_order else _("%(name)s开始，停止计时")) % {"name": name_of(s)}
        found.append(Step("procedure", began, "done" if over else "now", at=s.started_at, on=s.expected_until))
        if s.finished_at is not None:
            ended = (_("%(name)s结束") if s.by_order else _("%(name)s结束，恢复计时")) % {"name": name_of(s)}
            found.append(Step("procedure_over", ended, "done", at=s.finished_at))
    for e in extensions:
        if e.state == "approved":
            found.append(Step("extended", _("依法延长期限"), "done", at=e.decided_at))
    return found


def pauses(stops: Iterable[ProcedureView]) -> list[str]:
    """Each pause in plain words, for the person who waits."""
    return [_pause(s) for s in stops]


def _pause(s: ProcedureView) -> str:
    facts = {"name": s.name, "from": day_words(s.started_on), "needed": s.needed, "basis": s.basis, "order": s.by_order}
    if s.by_order:
        said = _(
            "%(name)s：%(from)s 开始，预计需要 %(needed)s。期限由%(order)s确定，这段时间计入期限，最迟办结的日期不变。"
        )
        return said % facts
    if s.finished_on:
        facts["to"] = day_words(s.finished_on)
        if s.started_on == s.finished_on:
            return _("%(name)s：%(from)s 当天做完，没有占用办理时间。") % facts
        return _("%(name)s：%(from)s 开始，%(to)s 结束，这段时间依法不计入办理期限（%(basis)s）。") % facts
    said = _("%(name)s：%(from)s 开始，预计需要 %(needed)s，这段时间依法不计入办理期限（%(basis)s）。") % facts
    if s.late_by and s.expected_until:
        return said + _("已经超过书面告知的 %(day)s，部门会尽快完成。") % {"day": day_words(s.expected_until)}
    if s.expected_until:
        return said + _("预计 %(day)s 前做完，做完后书面告诉您新的日期。") % {"day": day_words(s.expected_until)}
    return said


def extension_words(e: ExtensionView) -> str:
    """The approved extension in plain words."""
    facts = {
        "extra": e.extra,
        "reason": e.reason,
        "after": day_words(e.due_after) if e.due_after else "",
        "who": e.approver,
    }
    if e.promise_over:
        return (
            _("没有在承诺的日期前办结。法定期限依法延长 %(extra)s，最迟 %(after)s 作出决定。原因：%(reason)s") % facts
        )
    return _("办理期限依法延长 %(extra)s，最迟日期改为 %(after)s。原因：%(reason)s") % facts
