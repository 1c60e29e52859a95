"""The registers: stamps with every use, series with every number, and how departments want their papers handled."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q

from yichuang.domains.places import api as places
from yichuang.foundation import numbering
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing

from .. import numbers
from ..kinds import KINDS
from ..models import Paper, PaperHabit, Seal, SealEvent, SealUse
from ..types import NumberLine, SealLine, SealRef, SeriesRef


def seals(
    actor: Actor, *, department_id: UUID | None = None, mine: bool = False, all_states: bool = True
) -> list[SealRef]:
    """The stamps of the center, those in use first. One query."""
    rows = Seal.objects.filter(center_id__in=actor.reads).annotate(used=Count("uses"))
    if department_id is not None:
        rows = rows.filter(department_id=department_id)
    if mine:
        rows = rows.filter(Q(keeper_id=actor.id) | Q(deputy_id=actor.id)) if actor.id else rows.none()
    if not all_states:
        rows = rows.exclude(state="returned")
    return [_seal(s) for s in rows.order_by("state", "purpose", "code")]


def seal(actor: Actor, seal_id: UUID) -> SealRef:
    """One stamp; Missing when it is another center's. One query."""
    row = Seal.objects.filter(pk=seal_id, center_id__in=actor.reads).annotate(used=Count("uses")).first()
    if row is None:
        raise Missing("object.missing")
    return _seal(row)


def seal_lines(actor: Actor, seal_id: UUID, *, size: int = 100) -> list[SealLine]:
    """What happened to a stamp and every paper that it was set on, the newest first. Two queries."""
    events = SealEvent.objects.filter(seal_id=seal_id, center_id__in=actor.reads).order_by("-at", "-id")[:size]
    uses = (
        SealUse.objects.filter(seal_id=seal_id, center_id__in=actor.reads)
        .select_related("paper")
        .order_by("-at", "-id")
    )
    lines = [SealLine(e.action, e.at, e.by_name, e.from_name, e.to_name, e.place, e.note) for e in events]
    lines += [
        SealLine("used", u.at, u.by_name, number_text=u.paper.number_text, note=u.paper.title) for u in uses[:size]
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:size]


def _seal(s: Seal) -> SealRef:
    return SealRef(
        id=s.pk, department_id=s.department_id, code=s.code, name=s.name, purpose=s.purpose, keeper_id=s.keeper_id,
        keeper_name=s.keeper_name, deputy_id=s.deputy_id, deputy_name=s.deputy_name, place=s.place, valid_from=s.valid_from,
        valid_to=s.valid_to, state=s.state, since=s.state_since, uses=getattr(s, "used", 0),
    )  # fmt: skip


def series_list(actor: Actor, *, year: int | None = None) -> list[SeriesRef]:
    """Every series of paper numbers with the fate of its numbers, the newest year first. One query."""
    found = []
    for row in numbering.tallies(actor, year=year):
        unit, _, kind = row.name.partition(":")
        if kind in KINDS and _is_id(unit):
            found.append(
                SeriesRef(UUID(unit), kind, KINDS[kind].label, row.year, row.last, row.issued, row.reserved, row.voided)
            )
    order = list(KINDS)
    return sorted(found, key=lambda s: (-s.year, str(s.department_id), order.index(s.kind)))


def number_lines(
    actor: Actor, department_id: UUID, kind: str, year: int, *, before: int | None = None, size: int = 100
) -> tuple[list[NumberLine], int | None]:
    """The numbers of a series, the last first, each with its fate and its paper; the second value continues. Four queries."""
    if kind not in KINDS:
        raise Missing("object.missing")
    short, name = places.department(department_id).short_name, numbers.series(department_id, kind)
    rows, more = numbering.lines(actor, name, year, before=before, size=size)
    borne = {
        p.number: p
        for p in Paper.objects.filter(
            center_id__in=actor.reads, series=name, year=year, number__in=[r.number for r in rows]
        ).only("number", "number_text", "subject")
    }
    return [
        NumberLine(
            number=r.number,
            text=borne[r.number].number_text if r.number in borne else numbers.number_text(short, KINDS[kind].nature, year, r.number),
            state=r.state, by_name=r.by_name, at=r.at, reason=r.reason,
            paper_id=borne[r.number].pk if r.number in borne else None,
            subject=borne[r.number].subject if r.number in borne else "",
        )
        for r in rows
    ], more  # fmt: skip


def paper_habits(actor: Actor) -> dict[UUID, bool]:
    """By department: whether handing its papers over makes a 送达回证. One query."""
    rows = PaperHabit.objects.filter(center_id=actor.center_id)
    return dict(rows.values_list("department_id", "service_receipt"))


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
