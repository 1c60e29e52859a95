"""What this room does inside another act's transaction: it opens visits and puts invitations on evaluators."""

from typing import Any
from uuid import UUID

from yichuang.foundation.command import Work

from .lifecycle import Invited
from .models import Invitation, Visit, VisitCase
from .rules import INVITED_FOR, RATE_WITHIN


def open_visit(
    work: Work,
    *,
    subject: str,
    window_id: UUID | None = None,
    staff_id: UUID | None = None,
    staff_name: str = "",
    department_id: UUID | None = None,
    item: str = "",
) -> UUID:
    """From now on the visit can be rated; opening it again gives the visitor new days, and changes nothing else."""
    row = Visit(
        center_id=work.center_id,
        subject=subject,
        window_id=window_id,
        staff_id=staff_id,
        staff_name=staff_name[:100],
        department_id=department_id,
        item=item[:40],
        opened_at=work.at,
        rate_until=work.at + RATE_WITHIN,
    )
    (found,) = Visit.objects.bulk_create(  # one statement: this runs inside the clerk's "finish"
        [row], update_conflicts=True, unique_fields=["center_id", "subject"], update_fields=["rate_until"]
    )
    work.live(subject)
    return found.pk


def link_case(work: Work, *, case: str, visit: str, department_id: UUID | None = None, item: str = "") -> None:
    """A case belongs to a visit: its code rates that visit."""
    VisitCase.objects.get_or_create(
        center_id=work.center_id,
        subject=case,
        defaults={"visit_subject": visit, "department_id": department_id, "item": item[:40]},
    )


def correct_case(work: Work, *, case: str, department_id: UUID | None, item: str) -> None:
    """The case turned out to be about another item: whoever answers it is rated for it. One statement."""
    VisitCase.objects.filter(center_id=work.center_id, subject=case).update(department_id=department_id, item=item[:40])


def invite(work: Work, *, visit_id: UUID, window_id: UUID, label: str = "") -> UUID:
    """Ask at a window's evaluator. What was asked there before is over: the person has gone."""
    end_invitation(work, window_id=window_id)
    row = Invitation.objects.create(
        center_id=work.center_id,
        window_id=window_id,
        visit_id=visit_id,
        label=label[:40],
        invited_at=work.at,
        expires_at=work.at + INVITED_FOR,
        state=Invited.OPEN,
        state_since=work.at,
    )
    work.live(f"evaluator:{window_id}", f"window:{window_id}")
    return row.pk


def end_invitation(work: Work, *, window_id: UUID) -> None:
    """The evaluator of a window stops asking, because the next person comes."""
    for row in Invitation.objects.select_for_update().filter(
        center_id=work.center_id, window_id=window_id, state=Invited.OPEN
    ):
        row.move("expire", at=work.at)
        work.live(f"evaluator:{window_id}", f"window:{window_id}")


def visit_subject(center_id: UUID, subject: str) -> str:
    """The visit behind a subject: a case that was opened during a visit stands for the visit. One query for a case."""
    if not subject.startswith("case:"):
        return subject
    link: Any = VisitCase.objects.filter(center_id=center_id, subject=subject).first()
    return link.visit_subject if link else subject


def prolong(work: Work, subject: str) -> None:
    """New days to rate a visit that is over; one that is still at the window gets its days when it ends."""
    until = work.at + RATE_WITHIN
    Visit.objects.filter(center_id=work.center_id, subject=subject, rate_until__lt=until).update(rate_until=until)
