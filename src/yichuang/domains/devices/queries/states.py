"""How the devices are, and what is wrong with them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing

from .. import opening, rules
from ..labels import FAULT_LABELS, STATE_LABELS
from ..lifecycle import State
from ..models import FaultTicket
from ..types import DeviceState, FaultView

WEEK = 7


def silent_devices(actor: Actor) -> list[tuple[places.DeviceInfo, datetime]]:
    """Live devices that are silent beyond their limit just now, each with since when. Four statements; `()` for who has no center."""
    return opening.silent(actor.center_id, clock.now()) if actor.center_id else []


def open_faults(actor: Actor) -> list[FaultView]:
    """The faults that nobody has mended, the oldest first. Two statements."""
    return _views(actor, FaultTicket.objects.filter(center_id=actor.center_id).exclude(state=State.CLOSED))


def faults(actor: Actor, *, days: int = 30, device_id: UUID | None = None) -> list[FaultView]:
    """Those that were mended in the last days, the newest first. Two statements."""
    rows = FaultTicket.objects.filter(center_id=actor.center_id, closed_at__gte=clock.now() - timedelta(days=days))
    return list(reversed(_views(actor, rows.filter(device_id=device_id) if device_id else rows)))


def fault(actor: Actor, fault_id: UUID) -> FaultView:
    """One fault ticket. Two statements."""
    found = _views(actor, FaultTicket.objects.filter(center_id=actor.center_id, pk=fault_id))
    if not found:
        raise Missing("fault.missing")
    return found[0]


def device_states(actor: Actor) -> list[DeviceState]:
    """Every device by code with its last self-test, its open faults, and the week's share of service time without a fault. Eight statements."""
    assert actor.center_id is not None
    here, now = actor.center_id, clock.now()
    center, since = places.center(here), opening.open_from(here, now)
    known, served = opening.healths(here), _served(center, now)
    rows = FaultTicket.objects.filter(center_id=here).filter(
        Q(closed_at=None) | Q(closed_at__gte=now - timedelta(days=WEEK + 1))
    )
    of = _by_device(rows.order_by("since", "id"))
    found = []
    for device in places.devices(here):
        health, its = known.get(device.id), of.get(device.id, [])
        limit, always = opening.limit_of(center, health), bool(health and health.always_on)
        quiet = rules.silent_since(device.last_seen, now, limit, open_from=since, always_on=always)
        first = health.first_seen if health else None
        hours = [(now - timedelta(days=WEEK), now)] if always else served
        found.append(
            DeviceState(
                device=device, silent_since=quiet if device.live else None, limit_minutes=int(limit.total_seconds() // 60),
                always_on=always, first_seen=first, tested_at=health.tested_at if health else None,
                test_asked_at=health.test_asked_at if health else None,
                results={c: rules.Result(**r) for c, r in health.results.items()} if health else {},
                faults=tuple(_view(r, device) for r in its if r.state != State.CLOSED),
                fit=rules.fit_share([rules.Span(r.since, r.closed_at) for r in its], hours, first_seen=first, at=now),
            )
        )  # fmt: skip
    return found


def _served(center: places.CenterInfo, now: datetime) -> list[tuple[datetime, datetime]]:
    """The service time of the last seven days of the center, today's included."""
    today = clock.center_day(now, center.zone)
    periods = places.service_periods(center.id, today - timedelta(days=WEEK - 1), today)
    return [
        (datetime.combine(day, p.opens, tzinfo=center.zone), datetime.combine(day, p.closes, tzinfo=center.zone))
        for day, those in periods.items()
        for p in those
    ]


def _by_device(rows: Iterable[FaultTicket]) -> dict[UUID, list[FaultTicket]]:
    found: dict[UUID, list[FaultTicket]] = {}
    for row in rows:
        found.setdefault(row.device_id, []).append(row)
    return found


def _views(actor: Actor, rows: Iterable[FaultTicket]) -> list[FaultView]:
    assert actor.center_id is not None
    known = {d.id: d for d in places.devices(actor.center_id)}
    return [_view(r, known[r.device_id]) for r in sorted(rows, key=lambda r: (r.closed_at or r.since, r.pk))]


def _view(row: FaultTicket, device: places.DeviceInfo) -> FaultView:
    return FaultView(
        id=row.pk, device_id=device.id, device_code=device.code, device_name=device.name, window_code=device.window_code,
        fault=row.fault, fault_label=str(FAULT_LABELS[row.fault]), detail=row.detail, state=row.state,
        state_label=str(STATE_LABELS[State(row.state)]), since=row.since, opened_at=row.opened_at, opened_by=row.opened_by,
        taken_at=row.taken_at, taken_by=row.taken_by, answered_at=row.answered_at, answered_by=row.answered_by,
        answer=row.answer, closed_at=row.closed_at, closed_by=row.closed_by, done=row.done, by_self_test=row.by_self_test,
    )  # fmt: skip
