"""The register of stamps: entered, handed over, locked away, taken out, given back. Each line stays."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from yichuang.domains.people import api as people
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused

from ..kinds import SEALS
from ..models import Seal, SealEvent
from ..reserving import unit_of
from .common import as_id, text

KEEPERS = ("place.manage", "case.accept", "case.decide", "result.deliver")
"""Whoever may have a stamp in hand, or manages those who do."""


@command("documents.register_seal", needs="place.manage")
def register_seal(
    work: Work, *, department_id: UUID | str, code: str, name: str, purpose: str, keeper_id: UUID | str, place: str,
    valid_from: str, valid_to: str = "", deputy_id: UUID | str = "",
) -> dict[str, Any]:  # fmt: skip
    """Enter a stamp that a department has entrusted: whose, what for, who keeps it where, from when to when."""
    mark = text(code, "code", most=40, code="seal.code_missing")
    if Seal.objects.filter(center_id=work.center_id, code=mark).exists():
        raise Refused("seal.taken", field="code", code=mark)
    if purpose not in SEALS:
        raise Invalid("seal.purpose_unknown", field="purpose", purpose=purpose)
    unit = unit_of(work, _id(department_id, "department_id"))
    begins, ends = _day(valid_from, "valid_from"), _day(valid_to, "valid_to") if valid_to else None
    if ends is not None and ends < begins:
        raise Invalid("seal.ends_before_it_begins", field="valid_to")
    made = Seal.objects.create(
        center_id=work.center_id, state="kept", state_since=work.at, department_id=unit.id, code=mark,
        name=text(name, "name", most=100, code="seal.name_missing"), purpose=purpose,
        place=text(place, "place", most=100, code="seal.place_missing"), valid_from=begins, valid_to=ends,
        **_keepers(work, keeper_id, deputy_id),
    )  # fmt: skip
    _note(work, made, "registered", to=made.keeper_name)
    return {"id": made.pk, "code": mark}


@command("documents.hand_over_seal", needs="")
def hand_over_seal(
    work: Work, *, seal: str, keeper_id: UUID | str, place: str, deputy_id: UUID | str = "", note: str = ""
) -> dict[str, Any]:
    """The stamp goes to another keeper (or the same one gets another deputy); both names stay in the register."""
    row = _mine(work, seal)
    before, new = row.keeper_name, _keepers(work, keeper_id, deputy_id)
    row.move("hand_over", at=work.at, place=text(place, "place", most=100, code="seal.place_missing"), **new)
    _note(work, row, "handed_over", before=before, to=row.keeper_name, note=note)
    return {"id": row.pk, "keeper": row.keeper_name}


@command("documents.lock_seal", needs="")
def lock_seal(work: Work, *, seal: str, place: str, note: str = "") -> dict[str, Any]:
    """Locked away for the night or for as long as nobody may use it."""
    row = _mine(work, seal)
    row.move("lock", at=work.at, place=text(place, "place", most=100, code="seal.place_missing"))
    _note(work, row, "locked", before=row.keeper_name, note=note)
    return {"id": row.pk, "state": row.state}


@command("documents.take_out_seal", needs="")
def take_out_seal(work: Work, *, seal: str, place: str, note: str = "") -> dict[str, Any]:
    """Taken out again, by its keeper or his deputy."""
    row = _mine(work, seal)
    row.move("take_out", at=work.at, place=text(place, "place", most=100, code="seal.place_missing"))
    _note(work, row, "taken_out", to=work.actor.name, note=note)
    return {"id": row.pk, "state": row.state}


@command("documents.return_seal", needs="place.manage")
def return_seal(work: Work, *, seal: str, receiver: str, note: str) -> dict[str, Any]:
    """Given back to the department: to whom, and why. It is not used any more."""
    row = _row(work, seal)
    before, to = row.keeper_name, text(receiver, "receiver", most=100, code="seal.receiver_missing")
    row.move("return", at=work.at, valid_to=max(work.today, row.valid_from))
    _note(work, row, "returned", before=before, to=to, note=text(note, "note", code="seal.note_missing"))
    return {"id": row.pk, "state": row.state}


def _keepers(work: Work, keeper_id: UUID | str, deputy_id: UUID | str) -> dict[str, Any]:
    """Both must work here now; one person is not his own deputy."""
    keeper = people.staff(_id(keeper_id, "keeper_id"), today=work.today)
    deputy = people.staff(_id(deputy_id, "deputy_id"), today=work.today) if deputy_id else None
    for field, who in ("keeper_id", keeper), ("deputy_id", deputy):
        if who is not None and who.center_id != work.center_id:
            raise Missing("staff.missing")
        if who is not None and not who.active:
            raise Invalid("seal.keeper_gone", field=field, name=who.name)
    if deputy is not None and deputy.id == keeper.id:
        raise Invalid("seal.deputy_is_keeper", field="deputy_id")
    return {
        "keeper_id": keeper.id, "keeper_name": keeper.name,
        "deputy_id": deputy.id if deputy else None, "deputy_name": deputy.name if deputy else "",
    }  # fmt: skip


def _note(work: Work, row: Seal, action: str, *, before: str = "", to: str = "", note: str = "") -> None:
    said = text(note, "note")
    SealEvent.objects.create(
        center_id=work.center_id, seal=row, action=action, at=work.at, by_name=work.actor.name, from_name=before,
        to_name=to, place=row.place, note=said,
    )  # fmt: skip
    work.audit(f"seal.{action}", f"seal:{row.pk}", before={"keeper": before} if before else None, reason=said,
               after={"code": row.code, "state": row.state, "to": to, "place": row.place})  # fmt: skip
    work.live("seals")


def _row(work: Work, seal: str | UUID) -> Seal:
    uid = as_id(seal)
    rows = Seal.objects.select_for_update().filter(pk=uid, center_id=work.center_id)
    row = rows.first() if uid else None
    if row is None:
        raise Missing("object.missing")
    return row


def _mine(work: Work, seal: str | UUID) -> Seal:
    """Its keeper and his deputy act on it, and whoever manages the hall; who can be neither is told so before anything is looked up."""
    if not any(work.actor.can(c) for c in KEEPERS):
        raise Denied("actor.lacks_capability", capability=KEEPERS[0])
    row = _row(work, seal)
    if not (keeps(work, row) or work.actor.can("place.manage")):
        raise Denied("seal.not_yours", name=row.name, keeper=row.keeper_name)
    return row


def keeps(work: Work, row: Seal) -> bool:
    """Whether the actor is its keeper or his deputy."""
    return work.actor.id is not None and work.actor.id in (row.keeper_id, row.deputy_id)


def _id(value: UUID | str, field: str) -> UUID:
    found = as_id(value)
    if found is None:
        raise Invalid("request.invalid", field=field)
    return found


def _day(value: str, field: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Invalid("seal.day_wrong", field=field) from None
