"""Papers between acceptance and decision: that a special procedure begins or is over, and that a limit is extended."""

from datetime import date
from typing import Any

from yichuang.domains.documents import api as documents
from yichuang.domains.documents.api import PaperRef
from yichuang.foundation.command import Work
from yichuang.foundation.deadlines import Binding, binding
from yichuang.foundation.deadlines.words import explain, limit_words, units
from yichuang.foundation.workdays.table import calendar_of

from .. import clocks
from ..clocks import Moved, extension_of, stopped_days
from ..models import Case, CaseExtension, CaseStop
from ..stages import REVIEW, stage_of
from . import build, strip
from .context import Context, context, in_chinese


def _common(c: Context, title: str, opening: str, basis: str) -> dict[str, Any]:
    words = documents.Wording(title=title, opening=opening, basis=basis)
    return {**build.common(c, "receipt"), "wording": words}


def _phone(c: Context) -> str:
    return c.center.phone or c.department.phone


def _issue(c: Context, kind: str, data: documents.PaperData) -> PaperRef:
    return documents.issue_paper(c.work, kind, data, department_id=c.case.department_id, subject=f"case:{c.case.pk}")


@in_chinese
def procedure_started(work: Work, case: Case, stop: CaseStop, moved: Moved) -> PaperRef:
    """特别程序告知书: the time needed, in writing (行政许可法 45). It names no new date: the day of the end makes it."""
    c = context(work, case)
    name = stop.name
    shown = _for_applicant(c, moved)
    opening = f"你（单位）提出的上述申请，依法需要进行{name}。依照{stop.basis}的规定，"
    if stop.by_order:
        opening += f"现将所需时间书面告知如下。本件的办理期限由{stop.by_order}确定，所需时间计入该期限。"
    else:
        opening += "所需时间不计入办理期限，现将所需时间书面告知如下。"
    data = documents.SpecialData(
        **_common(c, "特别程序告知书", opening + (f"\n{stop.reason}" if stop.reason else ""), stop.basis),
        plain=documents.PlainWords(
            when=f"最迟 {strip.day(shown.due)} 办好"
            if stop.by_order and shown and shown.due
            else f"{name}做完再告诉您新日期",
            come_again="先不用来，等通知",
            bring="保管好本告知书",
            ask=strip.ask(_phone(c)),
        ),
        procedure=name,
        basis=stop.basis,
        days_needed=units(stop.days_needed, stop.days_unit),
        starts_on=work.today,
        expected_until=stop.expected_until,
        effect=_broken(moved) + _effect_of_start(shown, stop, work.today),
    )
    return _issue(c, "special", data)


def _for_applicant(c: Context, moved: Moved) -> Binding | None:
    """The dates that he waits for: of two organs the decision's, not the report's; the law's alone once the promise is broken."""
    shown = moved.shown
    if stage_of(c.case) == REVIEW:
        shown = clocks.awaited(c.item, moved.terms, calendar_of(), c.work.at, c.zone, c.case.center_id)
    if shown is None or shown.promise is None or not shown.promise.late or shown.statutory is None:
        return shown
    return binding(None, shown.statutory)


def _broken(moved: Moved) -> str:
    """That the promised date is over, and that nothing mends it."""
    promise = moved.terms.get("promise")
    if promise is None or not promise.late or "statutory" not in moved.terms:
        return ""
    return f"承诺的办结日期 {strip.day(promise.due)}已过，不因本程序改变。"


def _effect_of_start(shown: Binding | None, stop: CaseStop, today: date) -> str:
    if stop.by_order and shown is not None and shown.due is not None and shown.due >= today:
        return f"办理期限照常计算，最迟 {strip.day(shown.due)}作出决定，本程序不改变该日期。"
    if shown is not None and shown.due is not None:  # begun after the last day: nothing is left that could stop
        return f"办理期限已于 {strip.day(shown.due)}届满，本程序不改变该日期。"
    return "自开始之日起停止计算办理期限，所需时间不计入办理期限；程序结束后书面告知新的办结日期。"


@in_chinese
def procedure_finished(
    work: Work, case: Case, stop: CaseStop, moved: Moved, others: list[CaseStop], told: date | None
) -> PaperRef:
    """特别程序结束告知书: its end and, when no other procedure runs, the date that holds from now on.

    `told` is the date that held before the clock was stopped.
    """
    c = context(work, case)
    name = stop.name
    opening = f"你（单位）提出的上述申请所进行的{name}已经结束，现将有关情况书面告知如下。"
    shown = _for_applicant(c, moved)
    due = shown.due if shown and (stop.by_order or not others) else None
    before = told if shown is moved.shown or shown is None else clocks.last_told(case, shown.which)
    data = documents.SpecialData(
        **_common(c, "特别程序结束告知书", opening + (f"\n{stop.finding}" if stop.finding else ""), stop.basis),
        plain=documents.PlainWords(
            when=f"最迟 {strip.day(due)} 办好" if due else "还有别的程序，做完再告诉您日期",
            come_again=strip.again(case.delivery_method),
            bring="本告知书和身份证件",
            ask=strip.ask(_phone(c)),
        ),
        procedure=name,
        basis=stop.basis,
        days_needed=units(stop.days_needed, stop.days_unit),
        starts_on=c.day(stop.started_at),
        expected_until=stop.expected_until,
        effect=_broken(moved) + _effect_of_end(shown, stop, others, before),
        finished_on=work.today,
        due_after=due,
    )
    return _issue(c, "special", data)


def _effect_of_end(shown: Binding | None, stop: CaseStop, others: list[CaseStop], told: date | None) -> str:
    if stop.by_order:
        return f"办理期限由{stop.by_order}确定，本程序所需时间计入该期限，办结日期不变。"
    if others:
        names = "、".join(s.name for s in others)
        return f"{names}仍在进行，办理期限继续停止计算，全部结束后书面告知新的办结日期。"
    if shown is None or shown.due == told:
        return "本程序没有占用办理期限，办结日期不变。"
    term = shown.term
    return f"停止计算 {units(stopped_days(term), term.limit.unit)}，不计入办理期限。{''.join(explain(term))}"


@in_chinese
def extended(work: Work, case: Case, row: CaseExtension, moved: Moved) -> PaperRef:
    """延长办理期限告知书: by how much, why, who approved it, and the date before and after (行政许可法 42)."""
    c = context(work, case)
    assert moved.shown is not None
    shown = moved.shown
    which = "statutory" if row.promise_over else shown.which
    moving = shown.statutory if row.promise_over else shown.term
    assert moving is not None
    paths = {which: ("base", "due_after")}
    paths["statutory"] = (*paths.get("statutory", ()), "extended")
    title = "延长办理期限告知书"
    opening = f"你（单位）提出的上述申请，因下列原因不能在原定期限内作出决定。依照{row.basis}的规定，经批准延长办理期限，现将延长期限的理由书面告知如下。"
    if row.promise_over:  # the promise is not made anew: what the law allows is what is told
        opening = (
            f"你（单位）提出的上述申请，没有在承诺的 {strip.day(shown.due)} 前办结，该承诺不因本告知书而改变。因下列原因，"
            f"在法定期限内也不能作出决定。依照{row.basis}的规定，经批准延长法定期限，现将延长期限的理由书面告知如下。"
        )
    data = documents.ExtensionData(
        **_common(c, title, opening, row.basis),
        plain=documents.PlainWords(
            when=f"延到最迟 {strip.day(row.due_after)} 办好", come_again=strip.again(case.delivery_method),
            bring="本告知书和身份证件", ask=strip.ask(_phone(c)),
        ),
        base=limit_words(moving.limit),
        extended=limit_words(extension_of(row)),
        reason=row.reason,
        basis=row.basis,
        approver=row.approver,
        approver_post=row.approver_post,
        due_before=row.due_before,
        due_after=row.due_after,
        working="".join(explain(moving)),
        of_law=row.promise_over,
        samples=build.samples(c, paths),
    )  # fmt: skip
    return _issue(c, "extension", data)
