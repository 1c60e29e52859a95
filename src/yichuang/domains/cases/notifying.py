"""Whom to tell about a case, and how: the handler, the department's representative, supervision, and the applicant.

Every message to an applicant carries the link to his case and the link to the item's guide (DB50/T 1603-2024, 5.3.2.4).
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F

from yichuang.domains.places import api as places
from yichuang.foundation import messages, privacy
from yichuang.foundation.command import Work
from yichuang.foundation.messages import Recipient

from .models import Case, HandoverLine, Party

LEAD, OVERSEE = "case.lead", "deadline.read"
"""What a department's representative and what supervision hold, and nobody else."""

GUIDE = "办事指南：%(guide)s 查看办件："
"""Said behind every text to an applicant; the link to the case follows it."""


def handlers(center_id: UUID, case_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Who signed for the papers of each case and so has it on his desk. One statement; what nobody took over is left out, and
    what has gone on to another organ since."""
    rows = HandoverLine.objects.filter(center_id=center_id, case_id__in=list(case_ids), list__taken_by_id__isnull=False)
    rows = rows.filter(list__department_id=F("case__department_id"))
    return dict(rows.values_list("case_id", "list__taken_by_id"))


def handler_of(case: Case, taken_by: UUID | None) -> Recipient:
    """The person who has the case, else everybody of the department who decides; before acceptance the windows."""
    if case.state in ("received", "correcting"):
        return Recipient.center(needs="case.accept")
    if case.state == "decided":
        return Recipient.center(needs="result.deliver")
    return (
        Recipient.staff(taken_by) if taken_by else Recipient.desk(department_id=case.department_id, needs="case.decide")
    )


def lead_of(department_id: UUID) -> Recipient:
    """The department's representative."""
    return Recipient.desk(department_id=department_id, needs=LEAD)


OVERSEERS = Recipient.center(needs=OVERSEE)
"""Supervision and the hall's management."""


def office_link(case: Case) -> str:
    """The case in the back office, which everybody who may read cases can open."""
    return f"/office/cases/{case.no}/"


def handler_link(case: Case) -> str:
    """Where the one who owes the next step works on the case."""
    return office_link(case) if case.state in ("accepted", "stopped") else f"/desk/?case={case.no}"


def guide_link(case: Case) -> str:
    """The public guide of the case's item: no log-in needed. Of a sensitive item the list of all guides, for a telephone is also
    looked at by others, and an address names the item as a word does."""
    item = "" if case.sensitive else f"{case.item_code}/"
    return f"{settings.YICHUANG_PUBLIC_URL}/p/{places.center(case.center_id).code}/items/{item}"


def phones(case: Case) -> list[tuple[str, str]]:
    """(phone, name) of the applicants and agents who left a number; nobody twice."""
    rows = Party.objects.filter(case=case, center_id=case.center_id, role__in=["applicant", "joint_applicant", "agent"])
    found = {privacy.unseal(p.phone_sealed): p.name for p in rows.order_by("position") if p.phone_sealed}
    return list(found.items())


def tell_applicant(work: Work, case: Case, *, template: str, text: str, facts: Mapping[str, Any]) -> list[UUID]:
    """A text message to those who left a phone number; the sentence must name neither person nor item. Nobody left one: nothing."""
    to = [Recipient("sms", address=phone, name=name) for phone, name in phones(case)]
    if not to:
        return []
    return messages.post(
        work, to=to, template=template, text=text + GUIDE, facts={**facts, "guide": guide_link(case)},
        link=f"/q/{case.tracking_code}/", about=f"case:{case.pk}",
    )  # fmt: skip
