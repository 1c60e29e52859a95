"""Reads of extended service. Each needs an open scope and is held to the actor's center."""

from collections import defaultdict
from datetime import date
from math import floor
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation import clock, privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of
from yichuang.foundation.errors import Missing

from .lifecycle import LIVE, Kept, State
from .models import ClosingChoice, KeptPapers, LateService, LieuTaken, Ticket
from .posts import open_hours
from .rules_late import closing_of, minutes_of, sheets
from .types_late import ChoiceView, ClosingView, KeptFacts, KeptView, LateView, LieuView


def late_services(actor: Actor, *, since: date, until: date, staff_id: UUID | None = None) -> list[LateView]:
    """The ledger of extended service (5.3.4.4), the latest first. One statement."""
    rows = LateService.objects.filter(center_id=actor.center_id, day__gte=since, day__lte=until)
    if staff_id is not None:
        rows = rows.filter(staff_id=staff_id)
    return [_late(row) for row in rows.order_by("-started_at")]


def _late(row: LateService) -> LateView:
    minutes = minutes_of([(row.started_at, row.ended_at)]) if row.ended_at else 0
    return LateView(
        row.day, row.window, row.staff_id, row.staff_name, row.started_at, row.ended_at, tuple(row.numbers), minutes
    )


def late_balances(actor: Actor) -> list[LieuView]:
    """What each person has stayed, taken off and has left: the sum of his ledger, minus what he took. Three statements."""
    assert actor.center_id is not None
    enough = places.center(actor.center_id).setting("lieu_after_minutes")
    stayed: dict[UUID, list[LateService]] = defaultdict(list)
    for row in LateService.objects.filter(center_id=actor.center_id, ended_at__isnull=False).order_by("day"):
        stayed[row.staff_id].append(row)
    taken: dict[UUID, int] = defaultdict(int)
    for staff_id, minutes in LieuTaken.objects.filter(center_id=actor.center_id).values_list("staff_id", "minutes"):
        taken[staff_id] += minutes
    found = []
    for staff_id, rows in stayed.items():
        total = minutes_of((r.started_at, r.ended_at) for r in rows if r.ended_at)
        left = total - taken[staff_id]
        found.append(LieuView(staff_id, rows[-1].staff_name, len(rows), total, taken[staff_id], left, left >= enough))
    return sorted(found, key=lambda v: (-v.left, v.staff_name))


def kept_papers(actor: Actor, *, done: bool = False, size: int = 100) -> list[KeptView]:
    """What people left, the oldest first; `done` those that were given. One statement. The address needs `personal.reveal`."""
    over = [Kept.SENT, Kept.COLLECTED]
    rows = KeptPapers.objects.filter(center_id=actor.center_id)
    rows = (
        rows.filter(state__in=over).order_by("-kept_at") if done else rows.exclude(state__in=over).order_by("kept_at")
    )
    return [_kept(row, whole=actor.can("personal.reveal") and not done) for row in rows[:size]]


def _kept(row: KeptPapers, *, whole: bool) -> KeptView:
    address = privacy.unseal(row.address)
    return KeptView(
        id=row.pk, number=row.number, window=row.window, name=row.name if whole else privacy.mask_name(row.name),
        phone_masked=privacy.mask_phone(privacy.unseal(row.phone)), address=address if whole else ("***" if address else ""),
        papers=row.papers, consent=row.consent, state=row.state, kept_at=row.kept_at, kept_by=row.kept_by,
        finished_at=row.finished_at, given_at=row.given_at, tracking_no=row.tracking_no, item=row.item,
        finish_by=row.finish_by,
    )  # fmt: skip


def kept_facts(actor: Actor, kept: UUID) -> KeptFacts:
    """One statement."""
    row = KeptPapers.objects.filter(pk=kept, center_id=actor.center_id, finish_by__isnull=False).first()
    if row is None:
        raise Missing("kept.unknown")
    assert row.finish_by is not None
    return KeptFacts(
        row.number, row.window_id, row.name, privacy.mask_phone(privacy.unseal(row.phone)), sheets(row.papers), row.consent,
        bool(bytes(row.address)), row.kept_at, row.finish_by,
    )  # fmt: skip


def closing_line(actor: Actor) -> ClosingView:
    """When the hall closes today, whether it has, and who is still there. Five statements."""
    assert actor.center_id is not None
    now = clock.now()
    closing = closing_of(open_hours(actor.center_id, now))
    day = clock.center_day(now, zone_of(actor.center_id))
    here = Ticket.objects.filter(center_id=actor.center_id, day=day)
    waiting = here.filter(state=State.WAITING).count()
    serving = here.filter(state__in=sorted(LIVE)).count()
    return ClosingView(closing, closing is not None and now >= closing, waiting, serving)


def closing_choice(actor: Actor, ticket: UUID) -> str:
    """What the holder of this number chose, empty when nothing. One statement."""
    rows = ClosingChoice.objects.filter(center_id=actor.center_id, ticket_id=ticket)
    return rows.values_list("choice", flat=True).first() or ""


def closing_choices(actor: Actor, day: date) -> list[ChoiceView]:
    """Everybody's choice of one day, those who still wait first, the latest first. Two statements."""
    rows = list(ClosingChoice.objects.filter(center_id=actor.center_id, day=day).order_by("-chosen_at"))
    waits = set(
        Ticket.objects.filter(pk__in=[r.ticket_id for r in rows], state=State.WAITING).values_list("pk", flat=True)
    )
    found = [
        ChoiceView(
            r.ticket_id, r.number, r.choice, None if r.chance is None else floor(10 * r.chance) / 10, r.channel, r.by, r.chosen_at,
            r.ticket_id in waits,
        ) for r in rows
    ]  # fmt: skip
    return sorted(found, key=lambda c: not c.waits)
