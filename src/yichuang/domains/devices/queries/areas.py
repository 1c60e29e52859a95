"""Self-service areas as they are on a day."""

from datetime import date, timedelta

from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing

from .. import rules_areas
from ..labels import AREA_LABELS
from ..models_areas import Area, AreaCheck, AreaDuty, AreaIncident, AreaMachine
from ..types_areas import AreaNow, AreaView, CheckView, DutyView, IncidentView, MachineView, OpenArea
from .states import open_faults

LATELY = 30


def areas(actor: Actor, *, week_of: date | None = None) -> list[AreaView]:
    """Every area by code: its machines with their faults, the week of duty that `week_of` lies in (else this one), who is there now,
    today's check, what happened lately. Twelve statements."""
    assert actor.center_id is not None
    here, now = actor.center_id, clock.now()
    center = places.center(here)
    today = clock.center_day(now, center.zone)
    monday = (week_of or today) - timedelta(days=(week_of or today).weekday())
    rows = list(Area.objects.filter(center_id=here).order_by("code"))
    codes = {d.id: d.code for d in places.devices(here)}
    faulty = {f.device_id: f.fault_label for f in reversed(open_faults(actor))}
    machines = list(AreaMachine.objects.filter(center_id=here).order_by("name"))
    names = {m.pk: m.name for m in machines}
    duties = AreaDuty.objects.filter(center_id=here).order_by("day", "starts", "staff_name")
    week = [*duties.filter(day__range=(monday, monday + timedelta(days=6)))]
    day = [*duties.filter(day=today)]
    checks = {c.area_id: c for c in AreaCheck.objects.filter(center_id=here, day=today)}
    lately = AreaIncident.objects.filter(center_id=here, at__gte=now - timedelta(days=LATELY)).order_by("-at")
    happened = [*lately]
    served = [(p.opens, p.closes) for p in places.service_periods(here, today, today).get(today, ())]
    found = []
    for row in rows:
        own = tuple(_duty(d) for d in day if d.area_id == row.pk)
        found.append(
            AreaView(
                id=row.pk, code=row.code, name=row.name, kind=row.kind, kind_label=str(AREA_LABELS[row.kind]), place=row.place,
                hours=row.hours, active=row.active,
                machines=tuple(
                    MachineView(
                        m.pk, m.name, m.does, m.device_id, codes.get(m.device_id, "") if m.device_id else "", m.active,
                        str(faulty.get(m.device_id, "")) if m.device_id else "",
                    )
                    for m in machines
                    if m.area_id == row.pk
                ),
                week=tuple(_duty(d) for d in week if d.area_id == row.pk), today=own,
                present=tuple(rules_areas.present(own, now.astimezone(center.zone).time())),
                gaps=tuple(rules_areas.gaps(own, served)), check=_check(checks.get(row.pk)),
                incidents=tuple(
                    IncidentView(i.pk, i.at, i.what, names.get(i.machine_id, "") if i.machine_id else "", i.by_name,
                                 i.settled_at, i.settled_by, i.done)
                    for i in happened if i.area_id == row.pk
                ),
            )
        )  # fmt: skip
    return found


def areas_now(actor: Actor) -> list[AreaNow]:
    """The areas in use at this moment: who is there, whether somebody should be, today's check. Three statements beside the center's and its hours; one
    where there are no areas."""
    assert actor.center_id is not None
    here, now = actor.center_id, clock.now()
    rows = list(Area.objects.filter(center_id=here, active=True).order_by("code"))
    if not rows:
        return []
    center = places.center(here)
    today, at = clock.center_day(now, center.zone), now.astimezone(center.zone).time()
    served = any(p.opens <= at < p.closes for p in places.service_periods(here, today, today).get(today, ()))
    duties = list(AreaDuty.objects.filter(center_id=here, day=today).order_by("starts", "staff_name"))
    checks = {c.area_id: c for c in AreaCheck.objects.filter(center_id=here, day=today)}
    found = []
    for row in rows:
        there = rules_areas.present([_duty(d) for d in duties if d.area_id == row.pk], at)
        check = checks.get(row.pk)
        found.append(
            AreaNow(
                row.code, row.name, tuple(d.staff_name for d in there), served and not there, check is not None,
                len(check.troubles) if check else 0,
            )
        )  # fmt: skip
    return found


def open_areas(actor: Actor) -> list[OpenArea]:
    """The areas in use, for everybody. Four statements; one where there are none."""
    rows = list(Area.objects.filter(center_id=actor.center_id, active=True).order_by("code"))
    if not rows:
        return []
    faulty = {f.device_id for f in open_faults(actor)}
    machines = list(AreaMachine.objects.filter(center_id=actor.center_id, active=True).order_by("name"))
    return [
        OpenArea(
            row.name, str(AREA_LABELS[row.kind]), row.place, row.hours,
            tuple((m.name, m.does, m.device_id not in faulty) for m in machines if m.area_id == row.pk),
        )
        for row in rows
    ]  # fmt: skip


def area(actor: Actor, code: str) -> AreaView:
    """One area."""
    for found in areas(actor):
        if found.code == code:
            return found
    raise Missing("area.missing")


def _duty(row: AreaDuty) -> DutyView:
    return DutyView(row.staff_id, row.starts, row.ends, row.pk, row.day, row.staff_name)


def _check(row: AreaCheck | None) -> CheckView | None:
    return CheckView(row.at, row.by_name, row.troubles, row.note) if row else None
