"""Silence has accepted an application: written down as an act of its own, with its paper. The law acts; nobody decides."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from yichuang.domains.queueing import api as queueing
from yichuang.foundation import messages
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Missing, Refused

from .. import catalogue, clocks, deeming, events, notifying, papers
from ..models import Case, CaseDeadline, Ruling
from ..rules import rule_of
from .common import about, answer, locked, paper_answer, rule_by, tell

TOLD = _("%(item)s（%(no)s）在期限内没有答复，已依法视为受理，%(due)s 前应办结。")


@command("cases.deem", needs="system.manage")
def deem(work: Work, *, case: UUID | str) -> dict[str, Any]:
    """Accept by force of law what nobody answered in time: from the day of receipt; the promise from the last day for an answer.

    Answers `deemed: false` when it is not due (any more). A case whose person still sits at the window after closing is put off
    to the end of the day: his ticket cannot end without an answer.
    """
    found = locked(work, case)
    if found is None:
        raise Missing("case.missing")
    if not deeming.is_due(found, work.at) or _put_off(work, found):
        return answer(found, deemed=False)
    item, last = catalogue.pinned(found.item_version_id), deeming.deemed_on(found, work.zone)
    since = found.period_from or found.received_at
    found.move("accept", at=work.at, accepted_at=since, outcome="accept", deemed=True, deems_at=None)
    clocks.meet(work, found, "tell")
    law = rule_of(found.rule).law["deemed"].cite
    ruling = rule_by(work, found, "intake", "accept", basis=law, deemed=True)
    shown = clocks.start_after_acceptance(work, found, item, deemed_on=last)
    if shown is None:
        raise Refused("case.item_without_limit", item=found.item_code)
    found.due, found.due_kind = shown.due, shown.which
    Case.objects.filter(pk=found.pk).update(due=shown.due, due_kind=shown.which)
    work.audit(
        "case.deemed", about(found), after={"from": since, "deemed_on": last, "due": shown.due, "by": shown.which}
    )
    facts = {
        "case": found.pk,
        "no": found.no,
        "department": found.department_id,
        "ticket": found.ticket_id,
        "due": shown.due,
    }
    work.emit(events.ACCEPTED, about(found), **facts, deemed=True)
    work.emit(events.DEEMED, about(found), **facts, deemed_on=last)
    _tell_department(work, found)
    paper = papers.deemed.deemed(work, found, shown, last)
    Ruling.objects.filter(pk=ruling.pk).update(paper_id=paper.id, paper_no=paper.number_text)
    tell(work, found)
    return answer(found, deemed=True, papers=[paper_answer(paper)])


def _put_off(work: Work, case: Case) -> bool:
    """Whether silence has more time after all: the calendar has lengthened the days, or the person still sits at the window."""
    later = _still_served(work, case) if rule_of(case.rule).on_the_spot else _counted_again(work, case)
    if later is None or later <= work.at:
        return False
    case.deems_at = later
    Case.objects.filter(pk=case.pk).update(deems_at=later)
    return True


def _still_served(work: Work, case: Case) -> datetime | None:
    """On the spot ends with the ticket: while it is being served past closing, silence waits, at most until midnight."""
    if case.ticket_id is None or queueing.ticket_ref(work, case.ticket_id).state not in ("called", "serving"):
        return None
    return deeming.midnight(deeming.deemed_on(case, work.zone), work.zone)


def _counted_again(work: Work, case: Case) -> datetime | None:
    """A change of the legal calendar moves the limit's row; the row is what holds."""
    rows = CaseDeadline.objects.filter(case=case, center_id=work.center_id, kind="tell", met_at=None)
    return rows.values_list("due_at", flat=True).first()


def _tell_department(work: Work, case: Case) -> None:
    due = f"{case.due:%m-%d}" if case.due else ""
    messages.post(
        work, to=[notifying.lead_of(case.department_id), notifying.handler_of(case, None)], template="case.deemed", text=TOLD,
        facts={"item": case.item_name, "no": case.no, "due": due}, link=notifying.office_link(case), about=about(case),
    )  # fmt: skip
