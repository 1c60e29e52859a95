"""A window asks for help without a word; something has happened in the hall (DB50/T 1603-2024, 5.2.2.5)."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from yichuang.domains.floor.models import FloorCall
from yichuang.domains.floor.rules import HELP, INCIDENTS
from yichuang.domains.places import api as places
from yichuang.foundation import messages
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused

from .common import TOPIC, as_id, named, text_of

HAPPENED = _("%(place)s 发生“%(what)s”，%(name)s 于 %(time)s 报告。%(note)s")
TAKEN_BACK = "taken_back"


@command("floor.call_for_help", needs="window.operate")
def call_for_help(work: Work, *, window: str, reason: str) -> dict[str, Any]:
    """Ask the people on duty to come to a window. Nothing of it is shown on any screen that a visitor can see."""
    named(work)
    if reason not in HELP:
        raise Invalid("call.reason", field="reason")
    where = places.window_by_code(work.center_id, window)
    mine = FloorCall.objects.filter(center_id=work.center_id, window_id=where.id, kind="help", ended_at=None)
    mine.filter(day__lt=work.today).update(ended_at=work.at)  # nobody ended yesterday's
    fresh = FloorCall(
        center_id=work.center_id, kind="help", reason=reason, day=work.today, window_id=where.id, place=where.code,
        staff_id=work.actor.id, staff_name=work.actor.name, called_at=work.at,
    )  # fmt: skip
    FloorCall.objects.bulk_create([fresh], ignore_conflicts=True)
    if not FloorCall.objects.filter(pk=fresh.pk).exists():
        raise Refused("call.already", window=where.code)
    work.audit("floor.help_called", f"window:{where.id}", after={"reason": reason, "window": where.code})
    work.live(TOPIC, f"help:{where.id}")
    return {"id": fresh.pk, "window": where.code}


@command("floor.take_back_call", needs="window.operate")
def take_back_call(work: Work, *, window: str) -> dict[str, Any]:
    """The window no longer needs help: the key was pressed by mistake, or the matter has ended by itself."""
    named(work)
    where = places.window_by_code(work.center_id, window)
    rows = FloorCall.objects.filter(center_id=work.center_id, window_id=where.id, kind="help", ended_at=None)
    if not rows.update(ended_at=work.at, ended_name=work.actor.name, outcome=TAKEN_BACK):
        raise Refused("call.over")
    work.audit("floor.call_ended", f"window:{where.id}", after={"outcome": TAKEN_BACK})
    work.live(TOPIC, f"help:{where.id}")
    return {"window": where.code}


@command("floor.report_incident", needs="window.operate")
def report_incident(work: Work, *, reason: str, place: str, note: str = "") -> dict[str, Any]:
    """Report at once what has happened: the console shows it, and whoever answers for the hall gets a message."""
    named(work)
    if reason not in INCIDENTS:
        raise Invalid("call.reason", field="reason")
    where, said = text_of(place, "place", 60), text_of(note, "note")
    if not where:
        raise Invalid("call.place", field="place")
    row = FloorCall.objects.create(
        center_id=work.center_id, kind="incident", reason=reason, day=work.today, place=where, note=said,
        staff_id=work.actor.id, staff_name=work.actor.name, called_at=work.at,
    )  # fmt: skip
    facts = {
        "place": where, "what": INCIDENTS[reason], "name": work.actor.name, "note": said,
        "time": f"{work.at.astimezone(work.zone):%H:%M}",
    }  # fmt: skip
    messages.post(
        work, to=[messages.Recipient.center(needs="hall.lead")], template="floor.incident", text=HAPPENED, facts=facts,
        link="/floor/", about=f"floor_call:{row.pk}",
    )  # fmt: skip
    work.audit("floor.incident_reported", f"floor_call:{row.pk}", after={"reason": reason, "place": where}, reason=said)
    work.live(TOPIC)
    return {"id": row.pk}


@command("floor.answer_call", needs="floor.help")
def answer_call(work: Work, *, call: UUID | str) -> dict[str, Any]:
    """Say that one goes there. Only one person does: whoever comes second is told who goes."""
    named(work)
    row = _call(work, call)
    if row.answered_at is not None:
        raise Refused("call.taken", name=row.answered_name)
    FloorCall.objects.filter(pk=row.pk).update(
        answered_at=work.at, answered_by=work.actor.id, answered_name=work.actor.name
    )
    seconds = round((work.at - row.called_at).total_seconds())
    work.audit("floor.call_answered", f"floor_call:{row.pk}", after={"seconds": seconds, "place": row.place})
    _tell(work, row)
    return {"id": row.pk, "seconds": seconds}


@command("floor.end_call", needs="floor.help")
def end_call(work: Work, *, call: UUID | str, outcome: str) -> dict[str, Any]:
    """Say how it ended. Whoever ends what nobody had answered has answered it."""
    named(work)
    said = text_of(outcome, "outcome")
    if not said:
        raise Invalid("call.outcome", field="outcome")
    row = _call(work, call)
    if row.answered_at is None:
        row.answered_at, row.answered_by, row.answered_name = work.at, work.actor.id, work.actor.name
    row.ended_at, row.ended_name, row.outcome = work.at, work.actor.name, said
    row.save()
    seconds = round((work.at - row.called_at).total_seconds())
    work.audit("floor.call_ended", f"floor_call:{row.pk}", after={"seconds": seconds}, reason=said)
    _tell(work, row)
    return {"id": row.pk, "seconds": seconds}


def _call(work: Work, call: UUID | str) -> FloorCall:
    """An open call of this center, locked."""
    wanted = as_id(call, "call.missing")
    row = FloorCall.objects.select_for_update().filter(pk=wanted, center_id=work.center_id).first()
    if row is None:
        raise Missing("call.missing")
    if row.ended_at is not None:
        raise Refused("call.over")
    return row


def _tell(work: Work, row: FloorCall) -> None:
    work.live(TOPIC, *([f"help:{row.window_id}"] if row.window_id else []))
