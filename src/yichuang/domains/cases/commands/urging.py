"""Urging (催办): a window, a representative, supervision or the applicant asks for a case to be got on with; the department answers."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from yichuang.domains.places import api as places
from yichuang.foundation import doors, messages, privacy
from yichuang.foundation.clock import center_day
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.messages import Recipient
from yichuang.foundation.workdays.table import calendar_of

from .. import clocks, events, notifying
from ..models import Case, CaseUrging
from ..reminding import Earlier, may_urge
from .common import about, answer, as_id, need, stands, take_case, tell, text

MOST = 400

URGED = {
    "applicant": _("%(item)s（%(no)s）：申请人催办。%(said)s"),
    "window": _("%(item)s（%(no)s）：窗口 %(who)s 催办。%(said)s"),
    "representative": _("%(item)s（%(no)s）：首席事务代表 %(who)s 催办。%(said)s"),
    "supervisor": _("%(item)s（%(no)s）：监督人员 %(who)s 催办。%(said)s"),
}
ANSWERED = _("%(item)s（%(no)s）的催办已答复：%(answer)s")
ANSWERED_OUTSIDE = "【%(center)s】您对办件 %(no)s 的催办已有答复：%(answer)s"


@command("cases.urge", needs="case.urge")
def urge(work: Work, *, case: UUID | str, reason: str) -> dict[str, Any]:
    """Ask the handler, in writing, to get on with a case that the house owes; the representative and supervision see it too."""
    found = take_case(work, case)
    stands(found, "urge")
    said = need(text(reason, "reason", most=MOST), "reason", "催办原因")
    urger = "representative" if work.actor.can(notifying.LEAD) else "window"
    return _urge(work, found, "supervisor" if work.actor.can(notifying.OVERSEE) else urger, said)


@command("cases.urge_by_code", needs="")
def urge_by_code(work: Work, *, code: str, reason: str = "") -> dict[str, Any]:
    """The applicant urges with the code that he holds; he need not say why. Once in so many working days."""
    if work.actor.kind == "staff":
        raise Refused("urging.not_staff")
    door = doors.door("case", privacy.normal_code(code)) if code and len(code) <= 40 else None
    if door is None or door[0] != work.center_id:
        raise Missing("case.code_unknown")
    found = take_case(work, door[1])
    stands(found, "urge_by_code")
    return _urge(work, found, "applicant", text(reason, "reason", most=MOST))


def _urge(work: Work, case: Case, urger: str, said: str) -> dict[str, Any]:
    center, calendar = places.center(work.center_id), calendar_of()
    why, again = may_urge(case.state, last_of(case, urger), work.today, center.setting("urge_gap_days"), calendar)
    if why:
        raise Refused(why, no=case.no, again=f"{again:%m-%d}" if again else "")
    light = clocks.light_of(work.today, case.due, clocks.light_days(work.today, center.yellow_threshold, calendar))
    staff = work.actor.kind == "staff"
    row = CaseUrging.objects.create(
        center_id=case.center_id, case=case, urger=urger, by_id=work.actor.id, by_name=work.actor.name if staff else "",
        by_post=work.actor.post if staff else "", at=work.at, said=said, light=light, state="open", state_since=work.at,
    )  # fmt: skip
    _tell(work, case, row)
    work.audit("case.urged", about(case), after={"urger": urger, "light": light}, reason=said)
    work.emit(events.URGED, about(case), case=case.pk, no=case.no, urging=row.pk, urger=urger)
    tell(work, case)
    return answer(case, urging=row.pk)


def last_of(case: Case, urger: str) -> Earlier | None:
    """The last urging by this kind of person. One statement."""
    row = CaseUrging.objects.filter(case=case, center_id=case.center_id, urger=urger).order_by("-at").first()
    return Earlier(day_of(row), row.state == "answered") if row else None


def day_of(row: CaseUrging) -> date:
    """The center's day of an urging."""
    return center_day(row.at, places.center(row.center_id).zone)


def _tell(work: Work, case: Case, row: CaseUrging) -> None:
    """Handler, representative, supervision; who urges need not be told of his own urging."""
    to = [notifying.handler_of(case, notifying.handlers(case.center_id, [case.pk]).get(case.pk))]
    to += [notifying.lead_of(case.department_id)] if row.urger != "representative" else []
    to += [notifying.OVERSEERS] if row.urger != "supervisor" else []
    facts = {"item": case.item_name, "no": case.no, "who": row.by_name, "said": row.said}
    messages.post(
        work, to=to, template="case.urged", text=URGED[row.urger], facts=facts, link=notifying.office_link(case), about=about(case)
    )  # fmt: skip


@command("cases.answer_urging", needs="case.decide")
def answer_urging(work: Work, *, urging: UUID | str, reply: str) -> dict[str, Any]:
    """The department says where the case stands and what comes next; who urged is told, an applicant by text message."""
    uid = as_id(urging)
    row = CaseUrging.objects.filter(center_id=work.center_id, pk=uid).first() if uid else None
    if row is None:
        raise Missing("urging.missing")
    case = take_case(work, row.case_id)
    said = need(text(reply, "reply", most=MOST), "reply", "催办答复")
    row.move(
        "answer",
        at=work.at,
        answer=said,
        answered_at=work.at,
        answered_by_id=work.actor.id,
        answered_by=work.actor.name,
    )
    _tell_urger(work, case, row)
    work.audit("case.urging_answered", about(case), after={"urging": row.pk}, reason=said)
    work.emit(events.URGING_ANSWERED, about(case), case=case.pk, no=case.no, urging=row.pk)
    tell(work, case)
    return answer(case, urging=row.pk)


def _tell_urger(work: Work, case: Case, row: CaseUrging) -> None:
    if row.urger == "applicant":
        facts = {"center": places.center(case.center_id).name, "no": case.no, "answer": row.answer}
        notifying.tell_applicant(work, case, template="case.urging_answered", text=ANSWERED_OUTSIDE, facts=facts)
    elif row.by_id:
        facts = {"item": case.item_name, "no": case.no, "answer": row.answer}
        messages.post(
            work, to=[Recipient.staff(row.by_id)], template="case.urging_answered", text=ANSWERED, facts=facts,
            link=notifying.office_link(case), about=about(case),
        )  # fmt: skip
