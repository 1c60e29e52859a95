"""Reads of who is away, who stands in and who leads. Each needs an open scope and is held to the actor's center."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor

from .models import Absence, Cover, ZoneLead
from .posts import open_hours
from .rules_posts import Stretch, away_for, overlong_since, too_long_at
from .types_posts import AbsenceView, CoverView, LeadView, PersonAway

Hours = Callable[[date], tuple[Stretch, ...]]


def _hours(actor: Actor) -> Hours:
    """The opening hours of a day, read once each."""
    assert actor.center_id is not None
    center_id, zone = actor.center_id, places.center(actor.center_id).zone
    known: dict[date, tuple[Stretch, ...]] = {}

    def of(day: date) -> tuple[Stretch, ...]:
        if day not in known:
            known[day] = open_hours(center_id, datetime.combine(day, time(12), zone))
        return known[day]

    return of


def absences(actor: Actor, *, since: date, until: date, staff_id: UUID | None = None) -> list[AbsenceView]:
    """Everybody who was away on these days, the latest first. Two statements, and four for each day that has any."""
    rows = Absence.objects.filter(center_id=actor.center_id, day__gte=since, day__lte=until)
    if staff_id is not None:
        rows = rows.filter(staff_id=staff_id)
    return _views(rows.order_by("-started_at").prefetch_related("covers"), _hours(actor))


def away_now(actor: Actor) -> list[AbsenceView]:
    """Who is away at this moment, the longest first."""
    rows = Absence.objects.filter(center_id=actor.center_id, ended_at=None)
    return _views(rows.order_by("started_at").prefetch_related("covers"), _hours(actor))


def my_absence(actor: Actor) -> AbsenceView | None:
    """The open absence of the person who asks, for the page that his lock shows him."""
    rows = Absence.objects.filter(center_id=actor.center_id, staff_id=actor.id, ended_at=None)
    return next(iter(_views(rows.order_by("-started_at").prefetch_related("covers")[:1], _hours(actor))), None)


def _views(rows: Iterable[Absence], hours: Hours) -> list[AbsenceView]:
    return [_view(row, hours(row.day)) for row in rows]


def _view(row: Absence, hours: tuple[Stretch, ...]) -> AbsenceView:
    until = row.covered_at or row.ended_at or clock.now()
    limit = timedelta(minutes=row.limit_minutes)
    covers = sorted(row.covers.all(), key=lambda c: c.started_at)
    return AbsenceView(
        id=row.pk, window_id=row.window_id, window=row.window, zone_name=row.zone_name, day=row.day, staff_id=row.staff_id,
        staff_name=row.staff_name, reason=row.reason, limit_minutes=row.limit_minutes, seals_away=row.seals_away,
        started_at=row.started_at, expected_return=row.expected_return, reported_at=row.reported_at,
        covered_at=row.covered_at, overlong_at=row.overlong_at or overlong_since(row.started_at, until, hours, limit),
        too_long_from=too_long_at(row.started_at, hours, limit), ended_at=row.ended_at, ended_by=row.ended_by,
        away=away_for(row.started_at, until, hours),
        covers=tuple(CoverView(c.staff_id, c.staff_name, c.started_at, c.ended_at) for c in covers),
    )  # fmt: skip


def absence_report(actor: Actor, *, since: date, until: date) -> list[PersonAway]:
    """Each person's leaves of a period (4.2.2), those with overlong ones first, then by how often."""
    of: dict[UUID, list[AbsenceView]] = defaultdict(list)
    for row in absences(actor, since=since, until=until):
        of[row.staff_id].append(row)
    names = {staff: rows[0].staff_name for staff, rows in of.items()}
    stood: dict[UUID, int] = defaultdict(int)
    stands = Cover.objects.filter(center_id=actor.center_id, absence__day__gte=since, absence__day__lte=until)
    for staff_id, name in stands.values_list("staff_id", "staff_name"):
        stood[staff_id] += 1
        names.setdefault(staff_id, name)
    found = [
        PersonAway(
            staff_id=staff, staff_name=name, leaves=len(of[staff]), away=sum((r.away for r in of[staff]), timedelta()),
            covered=sum(1 for r in of[staff] if r.covered_at), overlong=sum(1 for r in of[staff] if r.overlong_at),
            stood_in=stood[staff],
        )
        for staff, name in names.items()
    ]  # fmt: skip
    return sorted(found, key=lambda p: (-p.overlong, -p.leaves, p.staff_name))


def zone_leads(actor: Actor) -> list[LeadView]:
    """Every part of the hall with who leads it. Two statements."""
    assert actor.center_id is not None
    leads = {row.zone: row for row in ZoneLead.objects.filter(center_id=actor.center_id)}
    return [
        LeadView(z.code, z.name, lead.staff_id if lead else None, lead.staff_name if lead else "", z.name_en)
        for z in places.zones(actor.center_id)
        for lead in [leads.get(z.code)]
    ]
