"""Telling those whom it concerns that a limit is near or over. The job calls this; a person never has to."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_noop as _

from yichuang.domains.places import api as places
from yichuang.foundation import messages
from yichuang.foundation.command import Work, command
from yichuang.foundation.messages import Recipient
from yichuang.foundation.turns import one_at_a_time
from yichuang.foundation.workdays import Calendar
from yichuang.foundation.workdays.table import calendar_of

from .. import clocks, events, notifying
from ..models import Case, CaseDeadline, CaseReminder, CaseStop
from ..reminding import APPLICANT_OWES, RUNS_IN, Near, light_of
from .common import about

BATCH = 100
LISTED = 8
"""Cases that a message to a representative or to supervision names; the rest are counted."""

ONE = {
    "promise": (_("%(item)s（%(no)s）承诺期限 %(due)s 将到，请尽快办理。"), _("%(item)s（%(no)s）已超过承诺期限 %(due)s，请立即办理。")),
    "statutory": (_("%(item)s（%(no)s）法定期限 %(due)s 将到，请尽快办理。"), _("%(item)s（%(no)s）已超过法定期限 %(due)s，请立即办理。")),
    "review": (_("%(item)s（%(no)s）初步审查 %(due)s 到期，请尽快报送上级机关。"), _("%(item)s（%(no)s）已超过初步审查期限 %(due)s，请立即报送上级机关。")),
    "tell": (_("%(item)s（%(no)s）受理期限 %(due)s 将到，请尽快作出决定。"), _("%(item)s（%(no)s）已超过受理期限 %(due)s，请立即处理。")),
    "correction": (_("%(item)s（%(no)s）补正期限 %(due)s 将到，申请人还没有补齐。"), _("%(item)s（%(no)s）补正期限 %(due)s 已过，请书面处理。")),
    "delivery": (_("%(item)s（%(no)s）送达期限 %(due)s 将到，请尽快送达结果。"), _("%(item)s（%(no)s）已超过送达期限 %(due)s，请立即送达。")),
    "procedure": (
        _("%(item)s（%(no)s）的特别程序预计 %(due)s 完成，请跟进。"),
        _("%(item)s（%(no)s）的特别程序过了预计完成日 %(due)s，请催促或书面说明。"),
    ),
    "tolerance": (_("%(item)s（%(no)s）容缺材料 %(due)s 前应补齐，申请人还没有提交。"), _("%(item)s（%(no)s）容缺材料 %(due)s 没有补齐，请处理。")),
}  # fmt: skip
"""What the handler is told: when the light turns yellow, and when it turns red."""

MANY = {"yellow": _("%(n)s 件办件临期：%(list)s"), "red": _("%(n)s 件办件超期：%(list)s")}

APPLICANT = {
    "yellow": "【%(center)s】您的办件 %(no)s 请在 %(due)s 前补齐材料，逾期将按规定处理。",
    "red": "【%(center)s】您的办件 %(no)s 补齐材料的期限 %(due)s 已过，请联系窗口。",
}


@command("cases.remind_due", needs="system.manage")
def remind_due(work: Work) -> dict[str, Any]:
    """Tell of up to a hundred lights that have turned and of which nobody was told yet; 0 when there is no more.

    Reads only limits that are open, near or over, and untold: what did not change costs nothing. One at a time in a center.
    """
    one_at_a_time(work.center_id, "cases.remind")
    found = _turned(work)[:BATCH]
    if not found:
        return {"reminded": 0}
    cases = Case.objects.in_bulk({n.case_id for n in found})
    taken = notifying.handlers(work.center_id, cases)
    told: dict[Near, list[dict[str, Any]]] = {n: _tell_handler(work, n, cases[n.case_id], taken) for n in found}
    for light in ("yellow", "red"):
        _tell_leads(work, [n for n in found if n.light == light], cases, told)
        _tell_overseers(work, [n for n in found if n.light == light], cases, told)
    for near in found:
        _tell_applicant(work, near, cases[near.case_id], told[near])
        _record(work, near, cases[near.case_id], told[near])
    return {"reminded": len(found)}


def _turned(work: Work) -> list[Near]:
    """Which lights have turned untold, the longest over first. Four statements."""
    center, calendar = places.center(work.center_id), calendar_of()
    limits = dict.fromkeys(RUNS_IN, center.yellow_threshold) | {"correction": center.setting("supply_reminder_days")}
    return sorted(
        [*_deadlines(work, limits, calendar), *_procedures(work, limits["procedure"], calendar)], key=lambda n: n.due
    )


def _deadlines(work: Work, limits: dict[str, int], calendar: Calendar) -> Iterable[Near]:
    furthest = clocks.light_days(work.today, max(limits.values()), calendar)
    horizon = datetime.combine(furthest + timedelta(days=1), time(), work.zone)
    rows = CaseDeadline.objects.filter(center_id=work.center_id, met_at__isnull=True, due_at__lte=horizon)
    rows = rows.filter(_running("case__state"), case__center_id=work.center_id)
    untold = _untold(rows, kind=OuterRef("kind"), due=OuterRef("due"), over=Q(due_at__lte=work.at))
    for row in untold.order_by("due_at")[: BATCH * 2]:
        light = "red" if row.due_at <= work.at else light_of(work.today, row.due, limits[row.kind], calendar)
        if light != "green":
            yield Near(row.case_id, row.kind, light, row.due)


def _running(field: str) -> Q:
    """The limit is of the state that the case is in: what is over, or not begun, concerns nobody."""
    found = Q(pk__in=[])
    for kind, states in RUNS_IN.items():
        found |= Q(kind=kind, **{f"{field}__in": sorted(states)})
    return found


def _procedures(work: Work, threshold: int, calendar: Calendar) -> Iterable[Near]:
    """Special procedures that near or outlast the day which the written notice announced."""
    furthest = clocks.light_days(work.today, threshold, calendar)
    rows = CaseStop.objects.filter(center_id=work.center_id, state="running", expected_until__lte=furthest)
    over = Q(expected_until__lt=work.today)
    for row in _untold(rows, kind="procedure", due=OuterRef("expected_until"), over=over).order_by("expected_until")[
        :BATCH
    ]:
        light = "red" if row.expected_until < work.today else "yellow"
        yield Near(row.case_id, "procedure", light, row.expected_until)


def _untold(rows: QuerySet[Any], *, kind: Any, due: Any, over: Q) -> QuerySet[Any]:
    """Those whose present light nobody was told of; red, once told, is the last."""
    said = CaseReminder.objects.filter(case=OuterRef("case_id"), kind=kind, due=due)
    return rows.filter(~Exists(said.filter(light="red"))).filter(over | ~Exists(said.filter(light="yellow")))


# ---- whom to tell ----


def _facts(near: Near, case: Case) -> dict[str, Any]:
    return {"item": case.item_name, "no": case.no, "due": f"{near.due:%m-%d}"}


def _tell_handler(work: Work, near: Near, case: Case, taken: dict[UUID, UUID]) -> list[dict[str, Any]]:
    text = ONE[near.kind][near.light == "red"]
    to = [notifying.handler_of(case, taken.get(case.pk))]
    ids = messages.post(
        work, to=to, template="case.red" if near.light == "red" else "case.yellow", text=text, facts=_facts(near, case),
        link=notifying.handler_link(case), about=about(case),
    )  # fmt: skip
    return [{"role": "handler", "message": str(ids[0])}]


Told = dict[Near, list[dict[str, Any]]]


def _tell_leads(work: Work, found: list[Near], cases: dict[UUID, Case], told: Told) -> None:
    units: dict[UUID, list[Near]] = {}
    for near in found:
        units.setdefault(cases[near.case_id].department_id, []).append(near)
    for unit, mine in units.items():
        _tell_many(work, notifying.lead_of(unit), "representative", mine, cases, told)


def _tell_overseers(work: Work, found: list[Near], cases: dict[UUID, Case], told: Told) -> None:
    if found:
        _tell_many(work, notifying.OVERSEERS, "supervisor", found, cases, told)


def _tell_many(work: Work, to: Recipient, role: str, found: list[Near], cases: dict[UUID, Case], told: Told) -> None:
    """One message for a desk that hears of many cases: alone a case is named in full, together they are listed."""
    light, first = found[0].light, cases[found[0].case_id]
    if len(found) == 1:
        text, facts, link = ONE[found[0].kind][light == "red"], _facts(found[0], first), notifying.office_link(first)
    else:
        lines = [f"{cases[n.case_id].item_name} {cases[n.case_id].no}（{n.due:%m-%d}）" for n in found[:LISTED]]
        text, facts = MANY[light], {"n": len(found), "list": "；".join(lines) + ("……" if len(found) > LISTED else "")}
        link = f"/office/reminders/?light={light}"
    about_ = about(first) if len(found) == 1 else ""
    ids = messages.post(
        work, to=[to], template="case.red" if light == "red" else "case.yellow", text=text, facts=facts, link=link, about=about_
    )  # fmt: skip
    for near in found:
        told[near].append({"role": role, "message": str(ids[0])})


def _tell_applicant(work: Work, near: Near, case: Case, told: list[dict[str, Any]]) -> None:
    if near.kind not in APPLICANT_OWES:
        return
    facts = {"center": places.center(case.center_id).name, "no": case.no, "due": f"{near.due.month}月{near.due.day}日"}
    ids = notifying.tell_applicant(work, case, template="case.supply", text=APPLICANT[near.light], facts=facts)
    told += [{"role": "applicant", "message": str(i)} for i in ids]


def _record(work: Work, near: Near, case: Case, told: list[dict[str, Any]]) -> None:
    CaseReminder.objects.create(
        center_id=case.center_id, case=case, kind=near.kind, light=near.light, due=near.due, at=work.at, told=told
    )
    said = {"kind": near.kind, "light": near.light, "due": near.due, "told": [t["role"] for t in told]}
    work.audit("case.reminded", about(case), after=said)
    work.emit(events.REMINDED, about(case), case=case.pk, no=case.no, kind=near.kind, light=near.light)
    work.live(about(case), "cases", f"department:{case.department_id}")
