"""Reads of ratings, within the open scope. The number of statements is in each docstring."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from yichuang.foundation import clock, prepared
from yichuang.foundation.actor import Actor

from .joins import visit_subject
from .labels import grade_words
from .lifecycle import Invited
from .models import Invitation, Rating, Visit
from .rules import BAD, may_rate
from .types import InvitationView, RatingState, RatingView, Summary


def rating_state(actor: Actor, subject: str) -> RatingState:
    """Whether a visit (`ticket:<id>`, or `case:<id>` of one) can be rated now, and how it was rated. Three queries at most."""
    assert actor.center_id is not None
    found = visit_subject(actor.center_id, subject)
    visits = prepared.models(Visit, "center_id = ANY(%s) AND subject = %s LIMIT 1", [list(actor.reads), found])
    visit = visits[0] if visits else None
    if visit is None:
        return RatingState(found, can_rate=False, can_follow_up=False, why="rating.too_early", rate_until=None)
    rows = prepared.models(Rating, "visit_id = %s ORDER BY round", [visit.pk])
    for row in rows:
        row.visit = visit
    had, now = [r.round for r in rows], clock.now()
    why = may_rate(had, visit.rate_until, now)
    more = not may_rate(had, visit.rate_until, now, follow_up=True)
    return RatingState(found, not why, more, why, visit.rate_until, tuple(_view(r) for r in rows))


def invitation_at(actor: Actor, window_id: UUID) -> InvitationView | None:
    """What the evaluator of a window asks now; None when it rests. One query, two when it asks."""
    where = "center_id = ANY(%s) AND window_id = %s AND state = %s AND expires_at > %s LIMIT 1"
    rows = prepared.models(Invitation, where, [list(actor.reads), window_id, Invited.OPEN.value, clock.now()])
    return _invitation(rows[0], rows[0].visit.subject) if rows else None


_LAST = (
    "center_id = ANY(%s) AND visit_id IN (SELECT id FROM feedback_visit WHERE center_id = ANY(%s) AND subject = %s)"
    " ORDER BY id DESC LIMIT 1"
)


def last_invitation(actor: Actor, subject: str) -> InvitationView | None:
    """The newest invitation of a visit, whatever became of it: what the workbench shows after the end. One query."""
    rows = prepared.models(Invitation, _LAST, [list(actor.reads), list(actor.reads), subject])
    return _invitation(rows[0], subject) if rows else None


def ratings(
    actor: Actor, *, only_bad: bool = False, before: UUID | None = None, size: int = 50
) -> tuple[list[RatingView], UUID | None]:
    """The newest ratings first, keyed by id; the second value continues the list. One query."""
    actor.require("rating.read")
    rows = Rating.objects.filter(center_id__in=actor.reads).select_related("visit")
    if only_bad:
        rows = rows.filter(grade__in=BAD)
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows.order_by("-id")[: size + 1])
    page = [_view(r) for r in found[:size]]
    return page, page[-1].id if len(found) > size else None


def summary(actor: Actor, *, start: datetime, until: datetime) -> Summary:
    """Visits that ended in [start, until) and how they were rated first. Two queries."""
    actor.require("rating.read")
    visits = Visit.objects.filter(center_id__in=actor.reads, opened_at__gte=start, opened_at__lt=until)
    counts = visits.aggregate(
        visits=Count("id", distinct=True), rated=Count("id", distinct=True, filter=Q(ratings__round=1))
    )
    first = Rating.objects.filter(visit__in=visits, round=1)
    by_grade = dict(first.values_list("grade").annotate(n=Count("id")).order_by())
    bad = sum(n for g, n in by_grade.items() if g in BAD)
    return Summary(counts["visits"], counts["rated"], {g: by_grade.get(g, 0) for g in (5, 4, 3, 2, 1)}, bad)


def _view(row: Rating) -> RatingView:
    visit = row.visit
    return RatingView(
        id=row.pk,
        subject=visit.subject,
        round=row.round,
        grade=row.grade,
        grade_label=grade_words(row.grade),
        reasons=tuple(row.reasons),
        comment=row.comment,
        channel=row.channel,
        rated_at=row.rated_at,
        window_id=visit.window_id,
        staff_name=visit.staff_name,
        department_id=visit.department_id,
        item=visit.item,
    )


def _invitation(row: Invitation, subject: str) -> InvitationView:
    return InvitationView(
        id=row.pk,
        window_id=row.window_id,
        subject=subject,
        label=row.label,
        state=row.state,
        invited_at=row.invited_at,
        expires_at=row.expires_at,
    )
