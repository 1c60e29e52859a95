"""The acts of people on a fault: report, take, answer, close."""

from typing import Any
from uuid import UUID

from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused

from .. import events, opening, rules
from ..models import FaultTicket
from .beats import mine

MOST = 400


@command("devices.report_fault", needs="device.mend")
def report_fault(work: Work, *, device_id: UUID, detail: str, fault: str = rules.OTHER) -> dict[str, Any]:
    """Say as a person that something is wrong with a device (whoever sits at a window asks by a hardware question). While the same fault is open, it is that ticket that counts."""
    if fault not in rules.FAULTS or fault == rules.SILENT:
        raise Invalid("fault.unknown", field="fault")
    device = mine(work, device_id)
    made = opening.open_fault(work, device, fault, detail=text(detail, "detail", most=200), by=work.actor.name)
    if made is None:
        raise Refused("fault.open_already", name=device.name)
    work.live("devices")
    return {"id": made}


@command("devices.take_fault", needs="device.mend")
def take_fault(work: Work, *, fault: UUID) -> dict[str, Any]:
    """Say that one sees to it."""
    row = _row(work, fault)
    row.move("take", at=work.at, taken_at=work.at, taken_by_id=work.actor.id, taken_by=work.actor.name)
    return _done(work, row, "fault.taken")


@command("devices.answer_fault", needs="device.mend")
def answer_fault(work: Work, *, fault: UUID, answer: str) -> dict[str, Any]:
    """Say what will be done and when. Who answers has taken it."""
    row, said = _row(work, fault), text(answer, "answer")
    row.move(
        "answer", at=work.at, answered_at=work.at, answered_by=work.actor.name, answer=said, **_taken(work, row)
    )  # fmt: skip
    return _done(work, row, "fault.answered", reason=said)


@command("devices.close_fault", needs="device.mend")
def close_fault(work: Work, *, fault: UUID, done: str) -> dict[str, Any]:
    """Close it with what was done. A device that is still silent stays open: it is mended when it speaks, or taken out of the register."""
    row, said = _row(work, fault), text(done, "done")
    row.LIFECYCLE.plan("close", state=row.state)
    if row.fault == rules.SILENT and any(d.id == row.device_id for d, _ in opening.silent(work.center_id, work.at)):
        raise Refused("fault.still_silent")
    row.move(
        "close", at=work.at, closed_at=work.at, closed_by_id=work.actor.id, closed_by=work.actor.name, done=said,
        **_taken(work, row),
    )  # fmt: skip
    work.emit(events.FAULT_CLOSED, f"fault:{row.pk}", device_id=row.device_id, fault=row.fault)
    return _done(work, row, "fault.closed", reason=said)


def _taken(work: Work, row: FaultTicket) -> dict[str, Any]:
    if row.taken_at is not None:
        return {}
    return {"taken_at": work.at, "taken_by_id": work.actor.id, "taken_by": work.actor.name}


def _row(work: Work, fault: UUID) -> FaultTicket:
    row = FaultTicket.objects.select_for_update().filter(pk=fault, center_id=work.center_id).first()
    if row is None:
        raise Missing("fault.missing")
    return row


def _done(work: Work, row: FaultTicket, act: str, reason: str = "") -> dict[str, Any]:
    work.audit(act, f"fault:{row.pk}", after={"state": row.state, "fault": row.fault}, reason=reason)
    work.live("devices")
    return {"id": row.pk, "state": row.state}


def text(value: str, field: str, *, most: int = MOST) -> str:
    """What somebody wrote: not empty, not longer than the column."""
    said = value.strip()
    if not said:
        raise Invalid("device.text_needed", field=field)
    if len(said) > most:
        raise Invalid("device.text_long", field=field, most=most)
    return said
