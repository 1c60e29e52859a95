"""Coming to the hall with something taken before: an appointment, a remote ticket. And taking one from afar."""

from collections.abc import Iterable
from typing import Any

from yichuang.domains.places import api as places
from yichuang.domains.queueing import events, telling
from yichuang.domains.queueing.booking import arrival, is_hall_code, remote_order
from yichuang.domains.queueing.hands import touch
from yichuang.domains.queueing.lifecycle import Booked, State
from yichuang.domains.queueing.models import Appointment, Queue, Ticket
from yichuang.foundation import doors, identity, privacy
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused

from .booking import after_other_bookings, take_booking
from .common import answer, any_queue, find_queue, take_ticket, tell
from .issuing import Wish, issue, queue_of_item

_OPEN = (State.EXPECTED, State.WAITING, State.CALLED, State.HELD, State.ABSENT)


@command("queueing.check_in", needs="ticket.issue")
def check_in(work: Work, *, code: str) -> dict[str, Any]:
    """At the kiosk or the guide's desk: the person is here, with the code of an appointment or of a remote ticket."""
    return _check_in(work, code)


@command("queueing.check_in_by_phone", needs="")
def check_in_by_phone(work: Work, *, code: str, hall_code: str) -> dict[str, Any]:
    """On his own phone, with the six digits that hang in the hall."""
    if not is_hall_code(work.center_id, work.at, hall_code):
        raise Invalid("booking.hall_code", field="hall_code")
    return _check_in(work, code)


def _check_in(work: Work, code: str) -> dict[str, Any]:
    door = doors.door("ticket", privacy.normal_code(code)) if code and len(code) <= 40 else None
    if door is not None and door[0] == work.center_id:
        return _ticket_is_here(work, take_ticket(work, door[1]))
    return _person_is_here(work, take_booking(work, code))


def _person_is_here(work: Work, found: Appointment) -> dict[str, Any]:
    """The number of an appointment: in its own line, or an ordinary one for whoever comes late."""
    found.LIFECYCLE.plan("arrive", state=found.state)
    center = places.center(work.center_id)
    early = center.setting("appt_early_minutes")
    came = arrival(
        found.starts, work.at, early=early, late=center.setting("appt_late_minutes"), same_day=found.day == work.today
    )
    if came.kind == "too_early":
        begins = found.starts.astimezone(work.zone)
        raise Refused("booking.too_early", time=f"{begins:%m-%d %H:%M}", early=early)
    if came.kind == "missed":
        raise Refused("booking.missed", day=f"{found.day:%m-%d}")
    made = issue(work, Wish(
        queue=found.queue.code, item=found.item, priority=found.priority_reason, phone=privacy.unseal(found.phone),
        needs=tuple(found.needs), source="booking", booked=came.keeps, appointment_at=found.starts,
        ordered_at=came.ordered_at, free=True,
    ))  # fmt: skip
    found.move("arrive", at=work.at, ticket_id=made["id"], arrived=came.kind)
    work.audit("appointment.arrived", f"appointment:{found.pk}", after={"came": came.kind, "number": made["number"]})
    work.emit(events.ARRIVED, f"appointment:{found.pk}", appointment=found.pk, ticket=made["id"], came=came.kind)
    work.live("appointments", f"appointment:{found.pk}")
    return {"ticket": made, "came": came.kind}


def _ticket_is_here(work: Work, found: Ticket) -> dict[str, Any]:
    """A remote ticket gets into line; whoever comes in time keeps the place from when he took it."""
    found.LIFECYCLE.plan("check_in", state=found.state)
    if found.day != work.today:
        raise Refused("ticket.other_day", number=found.number)
    ordered = remote_order(found.issued_at, work.at, places.center(work.center_id).setting("remote_hold_minutes"))
    found.move("check_in", at=work.at, checked_in_at=work.at, ordered_at=ordered, **touch(work, found, "checked_in"))
    came = "on_time" if ordered == found.issued_at else "late"
    work.audit(
        "ticket.checked_in",
        f"ticket:{found.pk}",
        before={"state": "expected"},
        after={"state": found.state, "came": came},
    )
    work.emit(events.CHECKED_IN, f"ticket:{found.pk}", ticket=found.pk, came=came)
    tell(work, found)
    return {**answer(found, ""), "came": came}


@command("queueing.take_remote", needs="")
def take_remote(
    work: Work, *, phone: str, queue: str = "", item: str = "", priority: str = "", needs: Iterable[str] = ()
) -> dict[str, Any]:
    """A number from afar, while the hall is open. It is called only once its holder has checked in; each phone has its limits."""
    row, plain = find_queue(work, queue or queue_of_item(work, item)), identity.phone_number(phone)
    if not plain:
        raise Invalid("booking.phone_needed", field="phone")
    if not row.remote:
        raise Refused("remote.not_offered", queue=row.name)
    if not places.open_state(work.center_id, work.at).open:
        raise Refused("remote.hall_closed")
    after_other_bookings(work)
    center = places.center(work.center_id)
    mine = Ticket.objects.filter(
        center_id=work.center_id, day=work.today, phone_hash=privacy.blind(plain), source="remote"
    )
    if mine.filter(state__in=_OPEN).exists():
        raise Refused("remote.one_at_a_time")
    most = center.setting("remote_per_phone")
    if mine.count() >= most:
        raise Refused("remote.too_many", most=most)
    return issue(work, Wish(
        queue=row.code, item=item, priority=priority, phone=plain, needs=tuple(needs), source="remote", state=State.EXPECTED
    ))  # fmt: skip


@command("queueing.miss_bookings", needs="system.manage")
def miss_bookings(work: Work) -> dict[str, Any]:
    """The day is over: appointments nobody came to are missed. Five hundred at a time."""
    rows = Appointment.objects.select_for_update(skip_locked=True, of=("self",)).select_related("queue")
    left = list(rows.filter(center_id=work.center_id, day__lt=work.today, state=Booked.BOOKED).order_by("id")[:500])
    for row in left:
        row.move("miss", at=work.at)
        work.audit("appointment.missed", f"appointment:{row.pk}", after={"starts": str(row.starts)})
        work.emit(events.BOOKING_MISSED, f"appointment:{row.pk}", appointment=row.pk, queue=row.queue.code)
    if left:
        work.live("appointments")
    return {"missed": len(left)}


@command("queueing.remind_bookings", needs="system.manage")
def remind_bookings(work: Work) -> dict[str, Any]:
    """A reminder to whoever is booked within the center's hours of notice; each appointment once."""
    until = telling.remind_until(work)
    rows = Appointment.objects.select_for_update(skip_locked=True, of=("self",)).select_related("queue")
    due = rows.filter(
        center_id=work.center_id, state=Booked.BOOKED, reminded_at=None, starts__gt=work.at, starts__lte=until
    )
    told = 0
    for row in due.exclude(phone_hash="").order_by("starts")[:500]:
        Appointment.objects.filter(pk=row.pk).update(reminded_at=work.at)
        if telling.is_worth_it(row, work.at):
            telling.reminder(work, row)
            told += 1
    return {"reminded": told}


@command("queueing.set_booking", needs="place.manage")
def set_booking(
    work: Work, *, queue: str, slot_minutes: int = 0, slot_places: int = 0, book_ahead_days: int = 7, remote: bool = False,
    appointment_target_minutes: int = 8,
) -> dict[str, Any]:  # fmt: skip
    """Say whether a queue can be booked (slots of so many minutes, so many places each, so many days ahead) and whether it
    gives remote tickets. Zero minutes: no appointments; those that are made stand."""
    row = any_queue(work, queue)
    after = booking_figures(
        slot_minutes=slot_minutes, slot_places=slot_places, book_ahead_days=book_ahead_days, remote=remote,
        appointment_target_minutes=appointment_target_minutes,
    )  # fmt: skip
    Queue.objects.filter(pk=row.pk).update(**after)
    work.audit("queue.booking_set", f"queue:{row.pk}", after={"code": queue, **after})
    work.live("board", "queue")
    return {"queue": queue, **after}


def booking_figures(
    *, slot_minutes: int, slot_places: int, book_ahead_days: int, remote: bool, appointment_target_minutes: int
) -> dict[str, Any]:
    """The figures of a queue's appointments as its columns, or the first that cannot be."""
    if slot_minutes and not 5 <= slot_minutes <= 240:
        raise Invalid("booking.slot_minutes", field="slot_minutes")
    if not 0 <= slot_places <= 200 or bool(slot_minutes) != bool(slot_places):
        raise Invalid("booking.slot_places", field="slot_places")
    if not 0 <= book_ahead_days <= 60:
        raise Invalid("booking.ahead_days", field="book_ahead_days")
    if not 1 <= appointment_target_minutes <= 240:
        raise Invalid("queue.target_range", field="appointment_target_minutes")
    return {
        "slot_minutes": slot_minutes, "slot_places": slot_places, "book_ahead_days": book_ahead_days, "remote": remote,
        "appointment_target_minutes": appointment_target_minutes,
    }  # fmt: skip
