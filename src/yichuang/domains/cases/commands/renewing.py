"""Renewal of a licence (行政许可法 50): what is to be renewed is noted; without a decision by its end the law renews it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from yichuang.foundation import messages
from yichuang.foundation.clock import center_day
from yichuang.foundation.command import Work, command
from yichuang.foundation.deadlines import Limit, StartsAt, Unit
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.workdays.table import calendar_of

from .. import catalogue, clocks, events, notifying, papers, promises, tolerances
from ..deeming import is_renewed
from ..law import renewal as law
from ..models import Case, CaseRenewal, Ruling
from .common import about, answer, locked, need, paper_answer, rule_by, stands, take_case, tell, text
from .extending import lapse
from .hearing import drop
from .procedures import end_all

TOLD = _("%(item)s（%(no)s）的许可到期前没有作出决定，已依法视为准予延续，请为持证人换发证件。")
ENDED = "许可有效期届满前没有作出决定，依法视为准予延续，程序终止。"
MOST_DAYS = 365


@command("cases.note_renewal", needs="case.decide")
def note_renewal(
    work: Work,
    *,
    case: UUID | str,
    licence_no: str,
    expires_on: date | str,
    days: int | str | None = None,
    basis: str = "",
) -> dict[str, Any]:
    """Note which licence is to be renewed and when it ends. Asked for in time, silence renews it; noted again, the last holds.

    `days` natural days before the end, with their `basis`, are what another law sets in place of thirty.
    """
    found = take_case(work, case)
    stands(found, "note_renewal")
    item = catalogue.pinned(found.item_version_id)
    if not item.is_licence:
        raise Refused("renewal.no_licence", item=item.name)
    number = need(text(licence_no, "licence_no", most=100), "licence_no", "许可证件编号")
    ends, own = day_of(expires_on), own_limit(days, text(basis, "basis", most=300))
    calendar, asked = calendar_of(), asked_on(found, work.zone)
    law.check_asked(law.Renewal(ends, asked), calendar, own)
    row, _made = CaseRenewal.objects.update_or_create(
        case=found, center_id=work.center_id,
        defaults={
            "licence": item.result_name or item.name, "licence_no": number, "expires_on": ends, "asked_on": asked,
            "ask_by": law.last_day_to_ask(ends, calendar, own), "basis": own.basis if own else law.ARTICLE,
            "at": work.at, "by_id": work.actor.id, "by_name": work.actor.name,
        },
    )  # fmt: skip
    found.renews_after, found.version = ends if row.in_time else None, found.version + 1
    Case.objects.filter(pk=found.pk).update(renews_after=found.renews_after, version=found.version)
    work.audit("case.renewal_noted", about(found), after={"ends": ends, "ask_by": row.ask_by, "in_time": row.in_time})
    tell(work, found)
    return answer(found, expires_on=ends, ask_by=row.ask_by, in_time=row.in_time)


def asked_on(case: Case, zone: Any) -> date:
    """The day on which the renewal was asked for: that of the first receipt."""
    assert case.received_at is not None
    return center_day(case.received_at, zone)


def day_of(value: date | str) -> date:
    """A day as a form or a body gives it."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise Invalid("renewal.day", field="expires_on") from None


def own_limit(days: int | str | None, basis: str) -> Limit | None:
    """The days that another law sets, which has to be named."""
    typed = "" if days is None else str(days).strip()
    if not typed:
        return None
    if not typed.isdecimal() or not 1 <= int(typed) <= MOST_DAYS:
        raise Invalid("renewal.days", field="days", most=MOST_DAYS)
    return Limit(int(typed), Unit.NATURAL_DAY, need(basis, "basis", "法律依据"), StartsAt.RECEIPT)


@command("cases.renew_by_law", needs="system.manage")
def renew_by_law(work: Work, *, case: UUID | str) -> dict[str, Any]:
    """Write down that the law has renewed the licence, from the day after its last one. Answers `renewed: false` when it has not."""
    found = locked(work, case)
    if found is None:
        raise Missing("case.missing")
    if not is_renewed(found, work.today):
        return answer(found, renewed=False)
    row = CaseRenewal.objects.get(case=found, center_id=work.center_id)
    found.move(  # of two organs it is the superior's licence, wherever the case is
        "renew",
        at=work.at,
        decided_at=work.at,
        verdict="approve",
        department_id=found.decides_id or found.department_id,
    )
    item = catalogue.pinned(found.item_version_id)
    _end(work, found, item)
    ruling = rule_by(
        work, found, "decision", "approve", reasons=papers.renewed.reason(row), basis=law.ARTICLE, deemed=True
    )
    work.audit("case.renewed_by_law", about(found), after={"expires_on": row.expires_on, "asked_on": row.asked_on})
    work.emit(
        events.DECIDED, about(found), case=found.pk, no=found.no, department=found.department_id,
        ticket=found.ticket_id, decision="approve",
    )  # fmt: skip
    _tell_department(work, found)
    paper = papers.renewed.renewed(work, found, row)
    Ruling.objects.filter(pk=ruling.pk).update(paper_id=paper.id, paper_no=paper.number_text)
    CaseRenewal.objects.filter(pk=row.pk).update(
        renewed_on=law.renewed_from(row.expires_on), paper_id=paper.id, paper_no=paper.number_text
    )
    tell(work, found)
    return answer(found, renewed=True, papers=[paper_answer(paper)])


def _end(work: Work, case: Case, item: catalogue.ItemFacts) -> None:
    """What still ran for the decision has nothing left to run for; the days for issuing the certificate begin."""
    clocks.meet(work, case, *clocks.UNTIL_DECISION, "tolerance")
    end_all(work, case, ENDED)
    lapse(work, case)
    drop(work, case, ENDED)
    tolerated = tolerances.unfinished(case)
    if tolerated is not None:
        tolerated.move("end", at=work.at, closed_at=work.at, closed_by=work.actor.name)
    promises.after_decision(work, case, item, "approve")
    if item.delivery:
        clocks.start(work, case, "delivery", item.delivery, work.at)


def _tell_department(work: Work, case: Case) -> None:
    desk = messages.Recipient.desk(department_id=case.department_id, needs="case.decide")
    messages.post(
        work, to=[notifying.lead_of(case.department_id), desk], template="case.renewed", text=TOLD,
        facts={"item": case.item_name, "no": case.no}, link=notifying.office_link(case), about=about(case),
    )  # fmt: skip
