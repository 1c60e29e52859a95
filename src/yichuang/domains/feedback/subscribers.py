"""What this room does, in step, when queueing and cases tell a fact. Thin: parse, call one function.

`queueing.served.v1` → ticket_served · `queueing.started.v1` → ticket_started · `cases.opened.v1` → case_opened ·
`cases.item_changed.v1` → case_item_changed ·
`cases.decided.v1`, `cases.filed.v1`, `cases.refused.v1`, `cases.delivered.v1`, `cases.returned.v1` → case_answered.
"""

from uuid import UUID

from yichuang.domains.queueing import api as queueing
from yichuang.foundation.command import Work
from yichuang.foundation.dispatch import Fact

from . import joins
from .models import VisitCase


def ticket_served(work: Work, fact: Fact) -> None:
    """The visit is over: it can be rated, and the evaluator of its window asks."""
    window = _id(fact.payload.get("window"))
    visit = joins.open_visit(
        work,
        subject=fact.subject,
        window_id=window,
        staff_id=work.actor.id,
        staff_name=work.actor.name,
        department_id=work.actor.department_id,
    )
    if window is not None:
        number = queueing.number_of(work, fact.payload["ticket"])
        joins.invite(work, visit_id=visit, window_id=window, label=number)


def ticket_started(work: Work, fact: Fact) -> None:
    """The next person is at the window: the one before is not asked any more. Not at the call, which must stay quick."""
    window = _id(fact.payload.get("window"))
    if window is not None:
        joins.end_invitation(work, window_id=window)


def case_opened(work: Work, fact: Fact) -> None:
    """A case of a visit is rated with the visit; one without a ticket is a visit of its own."""
    ticket = _id(fact.payload.get("ticket"))
    joins.link_case(
        work,
        case=fact.subject,
        visit=f"ticket:{ticket}" if ticket else fact.subject,
        department_id=_id(fact.payload.get("department")),
        item=str(fact.payload.get("item") or ""),
    )


def case_item_changed(work: Work, fact: Fact) -> None:
    """The case is about another item, and perhaps another department's."""
    joins.correct_case(
        work,
        case=fact.subject,
        department_id=_id(fact.payload.get("department")),
        item=str(fact.payload.get("item") or ""),
    )


def case_answered(work: Work, fact: Fact) -> None:
    """The applicant has an answer: from here the days for rating run, also when his visit was weeks ago."""
    link = VisitCase.objects.filter(center_id=work.center_id, subject=fact.subject).first()
    if link is None:
        joins.open_visit(work, subject=fact.subject)
    elif link.visit_subject == fact.subject:
        joins.open_visit(work, subject=fact.subject, department_id=link.department_id, item=link.item)
    else:
        joins.prolong(work, link.visit_subject)


def _id(value: object) -> UUID | None:
    return UUID(str(value)) if value else None
