"""Booking a time, moving it, giving it back, waiting for an earlier one."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.domains.queueing import events, telling
from yichuang.domains.queueing.booking import Slot
from yichuang.domains.queueing.lifecycle import Booked
from yichuang.domains.queueing.models import Appointment, Queue
from yichuang.domains.queueing.slots import free_slots, measured
from yichuang.foundation import doors, identity, privacy, turns
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.ids import uuid7

from .common import find_queue, needs_of, priority_of, text_of
from .issuing import queue_of_item

NEXT_ROUND = timedelta(minutes=30)
"""So long those who were told have the earlier time to themselves; then the next on the list are told of it too."""

MISSED_DAYS = 30
OFFERS = 3
"""So many people who wait for an earlier time are told of one that became free; the first who takes it has it."""


@command("queueing.book", needs="")
def book(
    work: Work,
    *,
    starts: datetime | str,
    queue: str = "",
    item: str = "",
    phone: str = "",
    name: str = "",
    priority: str = "",
    needs: Iterable[str] = (),
    source: str = "portal",
    wants_earlier: bool = False,
) -> dict[str, Any]:
    """Book a free slot. A visitor gives his phone number, by which he gets the reminder and is held to the limits."""
    row = find_queue(work, queue or queue_of_item(work, item))
    plain, staff = identity.phone_number(phone), work.actor.kind == "staff"
    if not plain and not (staff and name.strip()):
        raise Invalid("booking.phone_needed", field="phone")
    _urgent, reason = priority_of(priority)
    after_other_bookings(work)
    _check_limits(work, privacy.blind(plain))
    slot = _free(work, row, starts)
    made = Appointment(
        id=uuid7(), center_id=work.center_id, state=Booked.BOOKED, state_since=work.at, queue=row,
        day=slot.starts.astimezone(work.zone).date(), starts=slot.starts, ends=slot.ends, tracking_code=privacy.random_code(),
        item=text_of(item, "item", 40), name=privacy.seal(text_of(name, "name", 60)), phone=privacy.seal(plain),
        phone_hash=privacy.blind(plain), needs=needs_of(needs), priority_reason=reason, source=source[:10],
        booked_at=work.at, booked_by=work.actor.name if staff else "", wants_earlier=wants_earlier,
    )  # fmt: skip
    made.save(force_insert=True)
    doors.add(work, "appointment", made.tracking_code, made.pk)
    telling.booked(work, made)
    work.audit(
        "appointment.booked",
        f"appointment:{made.pk}",
        after={"queue": row.code, "starts": str(made.starts), "source": source},
    )
    return _told(work, made, events.BOOKED)


@command("queueing.move_booking", needs="")
def move_booking(work: Work, *, code: str, starts: datetime | str) -> dict[str, Any]:
    """Take another slot of the same queue instead; the old one is free in the same act."""
    after_other_bookings(work)
    found = take_booking(work, code)
    old = found.starts
    slot = _free(work, found.queue, starts)
    if slot.starts == old:
        raise Refused("booking.same_slot")
    found.move(
        "move", at=work.at, day=slot.starts.astimezone(work.zone).date(), starts=slot.starts, ends=slot.ends,
        moved=found.moved + 1, wants_earlier=found.wants_earlier and slot.starts > old, reminded_at=None, offered=None, offered_at=None,
    )  # fmt: skip
    telling.booked(work, found)
    _offer_earlier(work, found.queue, old, but=found.pk)
    work.audit(
        "appointment.moved", f"appointment:{found.pk}", before={"starts": str(old)}, after={"starts": str(slot.starts)}
    )
    return _told(work, found, events.BOOKED)


@command("queueing.cancel_booking", needs="")
def cancel_booking(work: Work, *, code: str, reason: str = "") -> dict[str, Any]:
    """Give the time back; who waits for an earlier one is told of it."""
    after_other_bookings(work)
    found, why = take_booking(work, code), text_of(reason, "reason")
    found.move("cancel", at=work.at)
    if work.actor.kind == "staff":
        telling.called_off(work, found)
    _offer_earlier(work, found.queue, found.starts, but=found.pk)
    work.audit("appointment.cancelled", f"appointment:{found.pk}", before={"starts": str(found.starts)}, reason=why)
    return _told(work, found, events.BOOKING_CANCELLED)


@command("queueing.want_earlier", needs="")
def want_earlier(work: Work, *, code: str, wanted: bool = True) -> dict[str, Any]:
    """Stand on the waiting list for an earlier time, or leave it. The time that one has stays until one takes another."""
    found = take_booking(work, code)
    found.LIFECYCLE.plan("move", state=found.state)
    Appointment.objects.filter(pk=found.pk).update(wants_earlier=wanted, offered=None, offered_at=None)
    found.wants_earlier = wanted
    work.audit("appointment.wants_earlier", f"appointment:{found.pk}", after={"wanted": wanted})
    return _told(work, found, "")


@command("queueing.offer_again", needs="system.manage")
def offer_again(work: Work) -> dict[str, Any]:
    """The next round of the waiting list. A time that those who were told have left for half an hour is told to the next, theirs all the same
    while it is free; whoever was told of a time that is gone may be told of another.
    """
    after_other_bookings(work)
    rows = Appointment.objects.filter(
        center_id=work.center_id, state=Booked.BOOKED, wants_earlier=True, offered__isnull=False
    )
    told_of: dict[tuple[UUID, datetime], list[Appointment]] = {}
    for row in rows.select_related("queue").order_by("offered", "id"):
        assert row.offered is not None
        told_of.setdefault((row.queue_id, row.offered), []).append(row)
    told = gone = 0
    for (_queue, freed), those in told_of.items():
        slot = _slot(work, those[0].queue, freed)
        if slot is None or not slot.left:
            gone += Appointment.objects.filter(pk__in=[r.pk for r in those]).update(offered=None, offered_at=None)
        elif all(r.offered_at is None or work.at - r.offered_at >= NEXT_ROUND for r in those):
            told += _offer_earlier(work, those[0].queue, freed)
    if told:
        work.audit("appointments.offered_again", "appointments", after={"told": told})
    return {"told": told, "gone": gone}


def take_booking(work: Work, code: str) -> Appointment:
    """The appointment of this center behind a code or an id, locked."""
    door = doors.door("appointment", privacy.normal_code(code)) if code and len(code) <= 40 else None
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("queue").filter(center_id=work.center_id)
    found = rows.filter(pk=door[1]).first() if door and door[0] == work.center_id else None
    if found is None:
        raise Missing("booking.missing")
    return found


def after_other_bookings(work: Work) -> None:
    """Bookings of a center come one after another, so that no slot and no phone is over its limit."""
    turns.one_at_a_time(work.center_id, "booking")


def _check_limits(work: Work, phone_hash: str) -> None:
    """Nobody hoards: so many open appointments a phone, and none after so many that were missed lately."""
    if not phone_hash:
        return
    center = places.center(work.center_id)
    mine = Appointment.objects.filter(center_id=work.center_id, phone_hash=phone_hash)
    most = center.setting("booking_per_phone")
    if mine.filter(state=Booked.BOOKED, starts__gte=work.at).count() >= most:
        raise Refused("booking.too_many", most=most)
    missed = center.setting("booking_missed_most")
    since = work.today - timedelta(days=MISSED_DAYS)
    if missed and mine.filter(state=Booked.MISSED, day__gte=since).count() >= missed:
        raise Refused("booking.missed_too_often", missed=missed, days=MISSED_DAYS)


def _free(work: Work, queue: Queue, starts: datetime | str) -> Slot:
    """The slot that begins then, if the queue has it and a place is left."""
    at = as_moment(starts)
    if not queue.slot_minutes or not queue.slot_places:
        raise Refused("booking.not_offered", queue=queue.name)
    day, last = at.astimezone(work.zone).date(), work.today + timedelta(days=queue.book_ahead_days)
    if not work.today <= day <= last:
        raise Invalid("booking.day_range", field="starts", days=queue.book_ahead_days)
    slot = _slot(work, queue, at)
    if slot is None:
        raise Invalid("booking.no_slot", field="starts")
    if not slot.left:
        raise Refused("booking.slot_full", time=f"{slot.starts.astimezone(work.zone):%H:%M}")
    return slot


def _slot(work: Work, queue: Queue, at: datetime) -> Slot | None:
    day = at.astimezone(work.zone).date()
    rate, _ = measured(queue, work.today)
    return next((s for s in free_slots(queue, day, day, work.at, rate).get(day, ()) if s.starts == at), None)


def as_moment(value: datetime | str) -> datetime:
    """A moment with its zone, as a form or a program gives it."""
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise Invalid("booking.no_slot", field="starts") from None
    if at.tzinfo is None:
        raise Invalid("booking.no_slot", field="starts")
    return at


def _offer_earlier(work: Work, queue: Queue, freed: datetime, but: UUID | None = None) -> int:
    """Tell those who wait for an earlier time, the longest waiting first. How many were told."""
    if freed <= work.at:
        return 0
    waiting = Appointment.objects.filter(
        queue=queue, state=Booked.BOOKED, wants_earlier=True, starts__gt=freed, offered=None
    )
    rows = list(waiting.exclude(pk=but).order_by("booked_at", "id")[:OFFERS])
    for row in rows:
        Appointment.objects.filter(pk=row.pk).update(offered=freed, offered_at=work.at)
        telling.earlier(work, row, freed)
    return len(rows)


def _told(work: Work, row: Appointment, event: str) -> dict[str, Any]:
    if event:
        work.emit(event, f"appointment:{row.pk}", appointment=row.pk, queue=row.queue.code)
    work.live("appointments", f"appointment:{row.pk}")
    return {
        "id": row.pk, "code": row.tracking_code, "queue": row.queue.code, "starts": row.starts, "ends": row.ends,
        "state": row.state, "wants_earlier": row.wants_earlier,
    }  # fmt: skip
