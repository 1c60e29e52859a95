"""Appointments over HTTP: the slots of a queue, booking one, moving it, giving it back, and being there."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import ConfigDict

from yichuang.domains.queueing import api as queueing
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing

from .base import actor_of, at_center, key_of
from .tickets import NO, Strict

router = Router(tags=["appointments"])


class BookIn(Strict):
    """A queue by code, or the item that decides it; `starts` as a slot names it. Staff may name a person without a telephone."""

    center: str
    starts: datetime
    queue: str = ""
    item: str = ""
    phone: str = ""
    name: str = ""
    priority: str = ""
    needs: list[str] = []
    wants_earlier: bool = False


class SlotIn(Strict):
    """The slot that is wanted instead, of the same queue."""

    starts: datetime


class ReasonIn(Strict):
    """Why it is given back; may be empty."""

    reason: str = ""


class WishIn(Strict):
    """Whether an earlier time is wanted when somebody gives one back."""

    wanted: bool = True


class CheckInIn(Strict):
    """The code of an appointment or of a number that was taken from afar."""

    code: str


class SlotOut(Schema):
    """`left` of `capacity` places are free."""

    starts: datetime
    ends: datetime
    capacity: int
    left: int


class DayOut(Schema):
    """A day without slots is a day of rest, or over."""

    day: date
    slots: list[SlotOut]


class SlotsOut(Schema):
    """`no_show_rate` is measured on `measured` appointments that are over; by it the places are overbooked, within the center's limit."""

    queue: str
    days: list[DayOut]
    no_show_rate: float
    measured: int


class BookedOut(Schema):
    """The holder needs `code` for everything else."""

    model_config = ConfigDict(extra="allow")
    id: str
    code: str
    queue: str
    starts: datetime
    ends: datetime
    state: str
    wants_earlier: bool


class CameOut(Schema):
    """`came`: early, on_time, late_kept (still an appointment) or late (an ordinary number). `ticket` is the number with which he waits."""

    came: str
    ticket: dict[str, Any]


@router.get(
    "/centers/{code}/queues/{queue}/slots",
    response={200: SlotsOut, **NO},
    operation_id="list_slots",
    summary="Times that can be booked",
)
def list_slots(request: HttpRequest, code: str, queue: str) -> Any:
    """The days of a queue from now on, each with its slots. A queue that takes no appointments is `booking.no_queue` (404)."""
    found = queueing.booking_days(_issuer(at_center(actor_of(request), code)), queue)
    days = [{"day": d.day, "slots": [{**asdict(s), "left": s.left} for s in d.slots]} for d in found.days]
    return {"queue": found.queue, "days": days, "no_show_rate": found.rate, "measured": found.measured}


@router.get(
    "/appointments",
    response={200: dict[str, Any], **NO},
    operation_id="list_appointments",
    summary="A day's appointments",
)
def list_appointments(request: HttpRequest, day: date | None = None) -> Any:
    """In the order of their times, today's without a day; those given back are left out. Names and telephones are masked."""
    rows = queueing.appointments_of_day(_issuer(actor_of(request)), day)
    return {"appointments": [_plain(row) for row in rows]}


@router.get(
    "/appointments/{code}",
    response={200: dict[str, Any], **NO},
    operation_id="get_appointment",
    summary="One appointment",
)
def get_appointment(request: HttpRequest, code: str) -> Any:
    """By its code. Another center's is `booking.missing` (404)."""
    actor, found = _issuer(actor_of(request)), queueing.find_appointment(code)
    if found is None or found[0] != actor.center_id:
        raise Missing("booking.missing")
    return _plain(queueing.appointment(actor, found[1]))


@router.post("/appointments", response={201: BookedOut, **NO}, operation_id="book_appointment", summary="Book a time")
def book_appointment(request: HttpRequest, data: BookIn) -> Any:
    """Book one place of a slot. Refused when it is full (`booking.slot_full`), when the telephone has too many open appointments
    (`booking.too_many`), or missed too many (`booking.missed_too_often`)."""
    actor = _issuer(at_center(actor_of(request), data.center, write=True))
    given = data.dict(exclude={"center"})
    return Status(201, queueing.book(actor=actor, key=key_of(request), source="api", **given))


@router.post(
    "/appointments/{code}/move",
    response={200: BookedOut, **NO},
    operation_id="move_appointment",
    summary="Another time",
)
def move_appointment(request: HttpRequest, code: str, data: SlotIn) -> Any:
    """Take another slot of the same queue; the old one is free in the same act. The code stays."""
    actor = _issuer(actor_of(request))
    return queueing.move_booking(actor=actor, key=key_of(request), code=code, starts=data.starts)


@router.post(
    "/appointments/{code}/cancel",
    response={200: BookedOut, **NO},
    operation_id="cancel_appointment",
    summary="Give it back",
)
def cancel_appointment(request: HttpRequest, code: str, data: ReasonIn | None = None) -> Any:
    """The place is free again, and those who wait for an earlier time are told of it."""
    reason = data.reason if data else ""
    return queueing.cancel_booking(actor=_issuer(actor_of(request)), key=key_of(request), code=code, reason=reason)


@router.post(
    "/appointments/{code}/earlier",
    response={200: BookedOut, **NO},
    operation_id="want_earlier",
    summary="The waiting list",
)
def want_earlier(request: HttpRequest, code: str, data: WishIn | None = None) -> Any:
    """Stand on the list for an earlier time, or leave it. The time that one has stays until one takes another."""
    wanted = data.wanted if data else True
    return queueing.want_earlier(actor=_issuer(actor_of(request)), key=key_of(request), code=code, wanted=wanted)


@router.post("/check-ins", response={200: CameOut, **NO}, operation_id="check_in", summary="The person is here")
def check_in(request: HttpRequest, data: CheckInIn) -> Any:
    """With the code of an appointment or of a number taken from afar: from now on he is in line. Too early is
    `booking.too_early` (409); whoever comes late gets an ordinary number."""
    return queueing.check_in(actor=actor_of(request), key=key_of(request), code=data.code)


def _issuer(actor: Actor) -> Actor:
    """Programs that hand out numbers deal with appointments: no other token sees or changes them."""
    actor.require("ticket.issue")
    return actor


def _plain(row: queueing.AppointmentView) -> dict[str, Any]:
    return {k: v for k, v in asdict(row).items() if k != "center_id"}
