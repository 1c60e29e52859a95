"""Reads of checks and slips. Each needs an open scope and is held to the actor's center."""

from uuid import UUID

from yichuang.foundation import clock, prepared
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of
from yichuang.foundation.errors import Missing

from .lifecycle import Slip
from .models import DeskCheck, ShiftSlip, WindowDesk
from .types_shifts import CheckView, SlipView, WindowToday


def checks_today(actor: Actor, window_id: UUID) -> dict[str, CheckView]:
    """The checks that the person who asks has confirmed at a window today, by kind. One statement."""
    assert actor.center_id is not None
    today = clock.center_day(clock.now(), zone_of(actor.center_id))
    where = "center_id = %s AND window_id = %s AND day = %s AND staff_id = %s"
    rows = prepared.models(DeskCheck, where, [actor.center_id, window_id, today, actor.id])
    return {row.kind: _check(row) for row in rows}


def in_order(actor: Actor) -> list[WindowToday]:
    """Every window that is or was served today, with what has been confirmed of it: go-live lists, it stops nobody. Two statements."""
    assert actor.center_id is not None
    today = clock.center_day(clock.now(), zone_of(actor.center_id))
    checks: dict[tuple[UUID, str, UUID | None], DeskCheck] = {}
    for row in DeskCheck.objects.filter(center_id=actor.center_id, day=today).order_by("at"):
        checks[row.window_id, row.kind, row.staff_id] = checks[row.window_id, row.kind, None] = row
    found = []
    for desk in sorted(WindowDesk.objects.filter(center_id=actor.center_id), key=lambda d: (len(d.code), d.code)):
        opening = checks.get((desk.window_id, "opening", desk.staff_id))  # his own; of a closed window the last one's
        closing = checks.get((desk.window_id, "closing", None))
        found.append(
            WindowToday(
                desk.code, desk.name, desk.state, desk.staff_name, _check(opening) if opening else None,
                _check(closing) if closing else None,
            )
        )  # fmt: skip
    return found


def _check(row: DeskCheck) -> CheckView:
    return CheckView(row.kind, row.window, row.day, row.staff_name, row.at, row.exceptions, row.pending)


def open_slip(actor: Actor, window_id: UUID) -> SlipView | None:
    """The slip of a window that waits for who comes. One statement."""
    where = "center_id = %s AND window_id = %s AND state = %s LIMIT 1"
    rows = prepared.models(ShiftSlip, where, [actor.center_id, window_id, Slip.OFFERED.value])
    return _slip(rows[0]) if rows else None


def slips(actor: Actor, *, window_id: UUID | None = None, size: int = 30) -> list[SlipView]:
    """The slips of the center or of one window, the newest first. One statement."""
    rows = ShiftSlip.objects.filter(center_id=actor.center_id)
    if window_id is not None:
        rows = rows.filter(window_id=window_id)
    return [_slip(row) for row in rows.order_by("-offered_at")[:size]]


def slip(actor: Actor, slip_id: UUID) -> SlipView:
    """One slip, to be shown and printed."""
    row = ShiftSlip.objects.filter(center_id=actor.center_id, pk=slip_id).first()
    if row is None:
        raise Missing("slip.missing")
    return _slip(row)


def _slip(row: ShiftSlip) -> SlipView:
    return SlipView(
        id=row.pk, window_id=row.window_id, window=row.window, state=row.state, from_id=row.from_id, from_name=row.from_name,
        to_id=row.to_id, to_name=row.to_name, tickets=tuple(row.tickets), cases=tuple(row.cases), papers=row.papers,
        seals=row.seals, offered_at=row.offered_at, accepted_at=row.accepted_at,
    )  # fmt: skip
