"""Reading revisions. Whoever belongs to a department sees its own; who belongs to none sees the center's."""

from uuid import UUID

from django.db.models import QuerySet

from yichuang.domains.catalog import api as catalog
from yichuang.domains.people import api as people
from yichuang.foundation import clock, messages
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of
from yichuang.foundation.errors import Missing

from . import telling
from .labels import STATE_LABELS
from .lifecycle import OPEN, State
from .models import Revision
from .types import Receipts, RevisionRow, RevisionView

SHOWS = {"open": sorted(OPEN), "published": [State.PUBLISHED], "ended": [State.RETURNED, State.WITHDRAWN]}


def _mine(actor: Actor) -> QuerySet[Revision]:
    rows = Revision.objects.filter(center_id=actor.center_id)
    return rows.filter(department_id=actor.department_id) if actor.department_id is not None else rows


def revisions(actor: Actor, *, show: str = "open", size: int = 100) -> list[RevisionRow]:
    """The newest first: `open`, `published` or `ended`. One query."""
    rows = _mine(actor).filter(state__in=SHOWS.get(show, SHOWS["open"])).order_by("-pk")
    return [_row(r) for r in rows[:size]]


def count_to_check(actor: Actor) -> int:
    """How many wait for this person's eyes: proposed by others. One query; none for who does not check."""
    if not actor.can("guide.check"):
        return 0
    return _mine(actor).filter(state=State.PROPOSED).exclude(proposed_by=actor.id).count()


def open_revision(actor: Actor, kind: str, target: str) -> RevisionRow | None:
    """The one on an item or a paper that has no answer yet; there is one at most. One query."""
    row = _mine(actor).filter(kind=kind, target=target, state__in=sorted(OPEN)).first()
    return _row(row) if row else None


def revision(actor: Actor, revision_id: UUID) -> RevisionView:
    """One revision whole, once published with its receipts. One query, four more for the receipts."""
    row = _mine(actor).filter(pk=revision_id).first()
    if row is None:
        raise Missing("revision.missing")
    return RevisionView(
        row=_row(row), department_id=row.department_id, base=row.base, content=row.content,
        changes=tuple(catalog.Change(**c) for c in row.changes), reason=row.reason, checked_at=row.checked_at,
        opinion=row.opinion, published_by_name=row.published_by_name, published_at=row.published_at,
        possible=tuple(row.LIFECYCLE.possible(row.state)),
        receipts=_receipts(actor, row) if row.state == State.PUBLISHED else None,
    )  # fmt: skip


def _receipts(actor: Actor, row: Revision) -> Receipts:
    """Those who hold a window now, by whether they have read it: who joins later is asked too."""
    today = clock.center_day(clock.now(), zone_of(row.center_id))
    if row.kind == "guide":
        seen = catalog.acknowledged(actor, row.target, row.published_version or 0)
    else:
        seen = {r.staff_id for r in messages.readers(actor, telling.about(row), template=telling.WORDS_CHANGED)}
    staff = people.staff_list(row.center_id, today=today, active_only=True)
    asked = [s for s in staff if catalog.WINDOWS in people.capabilities_of(list(s.roles))]
    return Receipts(
        tuple(s.name for s in asked if s.id in seen), tuple(s.name for s in asked if s.id not in seen)
    )  # fmt: skip


def _row(row: Revision) -> RevisionRow:
    return RevisionRow(
        id=row.pk, kind=row.kind, target=row.target, name=row.name, state=row.state,
        state_label=str(STATE_LABELS[State(row.state)]), changes=len(row.changes), proposed_by=row.proposed_by,
        proposed_by_name=row.proposed_by_name, proposed_at=row.proposed_at, checked_by_name=row.checked_by_name,
        effective_from=row.effective_from, published_version=row.published_version,
    )  # fmt: skip
