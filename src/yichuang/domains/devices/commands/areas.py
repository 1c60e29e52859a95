"""The acts on a self-service area: its register, its rota, the day's check, what happens there."""

from datetime import date, time
from typing import Any
from uuid import UUID

from yichuang.domains.people import api as people
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused

from .. import events, rules_areas
from ..models_areas import Area, AreaCheck, AreaDuty, AreaIncident, AreaMachine
from .beats import mine
from .faults import text


@command("devices.set_area", needs="device.mend")
def set_area(
    work: Work, *, code: str, name: str, kind: str, place: str, hours: str = "", active: bool = True
) -> dict[str, Any]:
    """Enter an area, or change the one with this code."""
    if kind not in rules_areas.KINDS:
        raise Invalid("area.kind", field="kind")
    if not code or len(code) > 20 or not all(c.isalnum() or c in "-_" for c in code):
        raise Invalid("area.code", field="code")
    given = {
        "name": text(name, "name", most=60), "kind": kind, "place": text(place, "place", most=100), "hours": hours.strip()[:60],
        "active": active,
    }  # fmt: skip
    row, _made = Area.objects.update_or_create(center_id=work.center_id, code=code, defaults=given)
    return _done(work, row, "area.set", {"code": code, **given})


@command("devices.set_machine", needs="device.mend")
def set_machine(
    work: Work, *, area: str, name: str, does: str, device_id: UUID | None = None, active: bool = True
) -> dict[str, Any]:
    """Enter a machine of an area with what people do at it, or change the one of this name."""
    row = _area(work, area)
    device = mine(work, device_id).id if device_id else None
    given = {"does": text(does, "does", most=300), "device_id": device, "active": active, "center_id": work.center_id}
    AreaMachine.objects.update_or_create(area=row, name=text(name, "name", most=60), defaults=given)
    return _done(work, row, "area.machine_set", {"name": name, "does": does, "active": active})


@command("devices.set_duty", needs="device.mend")
def set_duty(work: Work, *, area: str, staff_id: UUID, day: date, starts: time, ends: time) -> dict[str, Any]:
    """Put somebody on duty. Nobody stands in two places at once."""
    row = _area(work, area)
    if ends <= starts:
        raise Invalid("duty.order", field="ends")
    who = people.colleague(work, staff_id)
    people.hold(work, staff_id)
    rows = AreaDuty.objects.filter(center_id=work.center_id, day=day, staff_id=staff_id)
    other = rules_areas.clash([rules_areas.Turn(d.staff_id, d.starts, d.ends) for d in rows], staff_id, starts, ends)
    if other is not None:
        raise Refused(
            "duty.clash", field="starts", name=who.name, since=f"{other.starts:%H:%M}", until=f"{other.ends:%H:%M}"
        )
    made = AreaDuty.objects.create(
        center_id=work.center_id, area=row, day=day, starts=starts, ends=ends, staff_id=staff_id, staff_name=who.name
    )
    return _done(work, row, "area.duty_set", {"staff": who.name, "day": day, "from": starts, "to": ends}) | {
        "duty": made.pk
    }


@command("devices.drop_duty", needs="device.mend")
def drop_duty(work: Work, *, duty: UUID) -> dict[str, Any]:
    """Take somebody off the rota."""
    rows = AreaDuty.objects.select_for_update(of=("self",)).select_related("area")
    row = rows.filter(pk=duty, center_id=work.center_id).first()
    if row is None:
        raise Missing("duty.missing")
    before = {"staff": row.staff_name, "day": row.day, "from": row.starts, "to": row.ends}
    row.delete()
    return _done(work, row.area, "area.duty_dropped", before)


@command("devices.check_area", needs="floor.help")
def check_area(work: Work, *, area: str, troubles: dict[str, str] | None = None, note: str = "") -> dict[str, Any]:
    """The day's opening check: every machine was looked at, and this was not in order. Once a day; who finds more notes an incident."""
    row = _area(work, area)
    known = set(AreaMachine.objects.filter(area=row, active=True).values_list("name", flat=True))
    found = {name: said.strip()[:200] for name, said in (troubles or {}).items() if said.strip()}
    if not set(found) <= known:
        raise Invalid("area.machine", field="troubles")
    made = AreaCheck(
        center_id=work.center_id, area=row, day=work.today, at=work.at, by_id=work.actor.id, by_name=work.actor.name,
        troubles=found, note=note.strip()[:300],
    )  # fmt: skip
    AreaCheck.objects.bulk_create([made], ignore_conflicts=True)  # of two at once the constraint lets one through
    if not AreaCheck.objects.filter(pk=made.pk).exists():
        raise Refused("area.checked_already")
    return _done(work, row, "area.checked", {"day": work.today, "troubles": len(found)})


@command("devices.note_incident", needs="floor.help")
def note_incident(work: Work, *, area: str, what: str, machine: str = "") -> dict[str, Any]:
    """Note that something happened."""
    row = _area(work, area)
    at = AreaMachine.objects.filter(area=row, name=machine).first() if machine else None
    if machine and at is None:
        raise Invalid("area.machine", field="machine")
    made = AreaIncident.objects.create(
        center_id=work.center_id, area=row, machine=at, at=work.at, what=text(what, "what"), by_name=work.actor.name
    )
    work.emit(events.INCIDENT, f"incident:{made.pk}", area=row.code)
    return _done(work, row, "area.incident", {"what": made.what, "machine": machine}) | {"incident": made.pk}


@command("devices.settle_incident", needs="floor.help")
def settle_incident(work: Work, *, incident: UUID, done: str) -> dict[str, Any]:
    """Say what was done about it."""
    row = AreaIncident.objects.select_for_update(of=("self",)).select_related("area")
    found = row.filter(pk=incident, center_id=work.center_id).first()
    if found is None:
        raise Missing("incident.missing")
    if found.settled_at is not None:
        raise Refused("incident.settled_already")
    found.settled_at, found.settled_by, found.done = work.at, work.actor.name, text(done, "done")
    found.save(update_fields=["settled_at", "settled_by", "done"])
    return _done(work, found.area, "area.incident_settled", {"done": found.done})


def _area(work: Work, code: str) -> Area:
    row = Area.objects.filter(center_id=work.center_id, code=code).first()
    if row is None:
        raise Missing("area.missing")
    return row


def _done(work: Work, row: Area, act: str, after: dict[str, Any]) -> dict[str, Any]:
    work.audit(act, f"area:{row.pk}", after={k: str(v) for k, v in after.items()})
    work.live("areas")
    return {"id": row.pk, "code": row.code}
