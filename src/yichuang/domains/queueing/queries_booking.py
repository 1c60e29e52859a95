"""Every read of appointments. Held to the actor's center; each says its statements."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation import clock, identity, privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of
from yichuang.foundation.doors import door
from yichuang.foundation.errors import Missing

from .booking import hall_code
from .lifecycle import Booked, State
from .models import Appointment, Ticket
from .queries import view
from .slots import free_slots, measured, queue_of
from .types import TicketView
from .types_booking import AppointmentView, BookingDay, BookingDays


def booking_days(actor: Actor, queue: str) -> BookingDays:
    """The days on which a queue can be booked from now on, days of rest without slots. Eight statements."""
    assert actor.center_id is not None
    row = queue_of(actor.center_id, queue)
    if row is None or not row.slot_minutes:
        raise Missing("booking.no_queue")
    now = clock.now()
    today = clock.center_day(now, zone_of(actor.center_id))
    rate, basis = measured(row, today)
    found = free_slots(row, today, today + timedelta(days=row.book_ahead_days), now, rate)
    return BookingDays(row.code, tuple(BookingDay(day, tuple(slots)) for day, slots in found.items()), rate, basis)


def find_appointment(code: str) -> tuple[UUID, UUID] | None:
    """(center, appointment) behind a code as typed or scanned. Needs no scope."""
    return door("appointment", privacy.normal_code(code)) if len(code) <= 40 else None


def appointment(actor: Actor, appointment: UUID) -> AppointmentView:
    """One appointment of the center. Two statements."""
    row = Appointment.objects.select_related("queue").filter(pk=appointment, center_id=actor.center_id).first()
    if row is None:
        raise Missing("booking.missing")
    return _views([row])[0]


def appointments_of_day(actor: Actor, day: date | None = None) -> list[AppointmentView]:
    """The day's appointments in the order of their times. Three statements."""
    assert actor.center_id is not None
    wanted = day or clock.center_day(clock.now(), zone_of(actor.center_id))
    rows = Appointment.objects.filter(center_id=actor.center_id, day=wanted).exclude(state=Booked.CANCELLED)
    return _views(rows.select_related("queue").order_by("starts", "id"))


def appointments_of_phone(actor: Actor, phone: str) -> list[AppointmentView]:
    """Who says his number at the kiosk or at the desk: today's appointments still open under it. Two statements."""
    assert actor.center_id is not None
    today = clock.center_day(clock.now(), zone_of(actor.center_id))
    plain = identity.phone_number(phone)
    if not plain:
        return []
    rows = Appointment.objects.filter(
        center_id=actor.center_id, phone_hash=privacy.blind(plain), day=today, state=Booked.BOOKED
    )
    return _views(rows.select_related("queue").order_by("starts"))


def remote_of_phone(actor: Actor, phone: str) -> list[TicketView]:
    """Today's remote tickets under a number that are not checked in yet. Two statements."""
    assert actor.center_id is not None
    today = clock.center_day(clock.now(), zone_of(actor.center_id))
    plain = identity.phone_number(phone)
    if not plain:
        return []
    rows = Ticket.objects.filter(
        center_id=actor.center_id, day=today, phone_hash=privacy.blind(plain), state=State.EXPECTED
    )
    return [view(t, ()) for t in rows.select_related("queue").order_by("issued_at")]


def check_in_code(actor: Actor) -> str:
    """The six digits that hang in the hall now."""
    assert actor.center_id is not None
    return hall_code(actor.center_id, clock.now())


def _views(rows: Iterable[Appointment]) -> list[AppointmentView]:
    found = list(rows)
    tickets = {t.pk: t for t in Ticket.objects.filter(pk__in=[a.ticket_id for a in found if a.ticket_id])}
    if not found:
        return []
    center = places.center(found[0].center_id)
    early, late = (timedelta(minutes=center.setting(f"appt_{side}_minutes")) for side in ("early", "late"))
    return [_view(a, tickets.get(a.ticket_id), early, late) for a in found]  # type: ignore[arg-type]


def _view(row: Appointment, ticket: Ticket | None, early: timedelta, late: timedelta) -> AppointmentView:
    return AppointmentView(
        id=row.pk, center_id=row.center_id, code=row.tracking_code, state=row.state, queue=row.queue.code,
        queue_name=row.queue.name, queue_name_en=row.queue.name_en, item=row.item, day=row.day, starts=row.starts,
        ends=row.ends, name_masked=privacy.mask_name(privacy.unseal(row.name)),
        phone_masked=privacy.mask_phone(privacy.unseal(row.phone)), needs=tuple(row.needs),
        priority_reason=row.priority_reason, source=row.source, booked_at=row.booked_at, wants_earlier=row.wants_earlier,
        ticket_id=row.ticket_id, ticket_number=ticket.number if ticket else "",
        ticket_code=ticket.tracking_code if ticket else "", arrived=row.arrived,
        overdue=row.state == Booked.BOOKED and clock.now() > row.starts + late, here_from=row.starts - early,
        here_until=row.starts + late,
    )  # fmt: skip
