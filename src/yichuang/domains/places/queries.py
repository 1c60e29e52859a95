"""Every read of places. Centers need no scope; all else reads inside the scope that is open.

What hardly ever changes and every page asks for (the center, its windows, its hours) is kept for a moment where values are shared
(`foundation/shared.py`), as long as the center's revision stands still.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from yichuang.foundation import clock, doors, prepared, privacy, shared
from yichuang.foundation.actor import Actor
from yichuang.foundation.deadlines import OFFICE, Limit, Office, Unit
from yichuang.foundation.errors import Missing
from yichuang.foundation.scope import reading
from yichuang.foundation.workdays import DayKind, table

from . import rules
from .models import Center, Department, Device, OpeningHours, Window, Zone
from .types import CenterInfo, DepartmentInfo, DeviceInfo, OpenState, Period, WindowInfo, ZoneInfoRow

T = TypeVar("T")
_LASTING = 60.0
"""Seconds; the revision tells of every change, this only bounds what a forgotten day takes up."""


def _kept(center_id: UUID, what: str, make: Callable[[], T], *, seconds: float = _LASTING) -> T:
    """A value of a center's set-up, on which each set-up act moves the revision. One small statement where it is kept already."""
    return shared.once(("places", center_id, what), lambda: access_revision(center_id), make, seconds=seconds)


def centers() -> list[CenterInfo]:
    """Every center of the installation, the default first. One query."""
    return [c.info() for c in Center.objects.order_by("-is_default", "code")]


def zone_name(center_id: UUID) -> str:
    """The center's time zone by name; the installation's own default where the center is not there yet."""
    found = Center.objects.filter(pk=center_id).values_list("zone", flat=True).first()
    return found or "Asia/Shanghai"


def center(center_id: UUID) -> CenterInfo:
    """One center by id."""
    return _kept(center_id, "center", lambda: _center(center_id))


def _center(center_id: UUID) -> CenterInfo:
    found = Center.objects.filter(pk=center_id).first()
    if found is None:
        raise Missing("center.missing")
    return found.info()


def office_for(center_id: UUID, limit: Limit) -> Office:
    """The legal working hours of a center, for a limit that runs in them: they are asked for only then. One query or none."""
    return center(center_id).office if limit.unit is Unit.WORKING_HOUR else OFFICE


def center_by_code(code: str) -> CenterInfo:
    """One center by its code, as addresses and programs name it."""
    found = Center.objects.filter(code=code).first()
    if found is None:
        raise Missing("center.missing", code=code)
    return found.info()


def default_center() -> CenterInfo | None:
    """The center that the bare address shows: the one marked, else the only one, else none."""
    found = list(Center.objects.order_by("-is_default", "code")[:2])
    if found and (found[0].is_default or len(found) == 1):
        return found[0].info()
    return None


def demo_center() -> CenterInfo | None:
    """The demo center while it exists."""
    found = Center.objects.filter(is_demo=True).order_by("code").first()
    return found.info() if found else None


def departments(center_id: UUID) -> list[DepartmentInfo]:
    """The departments of a center by code. One query."""
    return [d.info() for d in Department.objects.filter(center_id=center_id).order_by("code")]


def department(department_id: UUID) -> DepartmentInfo:
    """One department that the scope may read."""
    found = Department.objects.filter(pk=department_id).first()
    if found is None:
        raise Missing("department.missing")
    return found.info()


def department_by_code(center_id: UUID, code: str) -> DepartmentInfo:
    """One department of a center by code or name, whichever a person typed."""
    rows = Department.objects.filter(center_id=center_id)
    found = rows.filter(code=code).first() or rows.filter(name=code).first()
    if found is None:
        raise Missing("department.missing", code=code)
    return found.info()


def zones(center_id: UUID) -> list[ZoneInfoRow]:
    """The zones of a center by code. One query."""
    return list(_kept(center_id, "zones", lambda: _zones(center_id)))


def _zones(center_id: UUID) -> list[ZoneInfoRow]:
    return [z.info() for z in Zone.objects.filter(center_id=center_id).order_by("code")]


def windows(center_id: UUID, *, active_only: bool = False) -> list[WindowInfo]:
    """The windows of a center in the order of their numbers. One query."""
    every = _kept(center_id, "windows", lambda: _windows(center_id))
    return [w for w in every if w.active or not active_only]


def _windows(center_id: UUID) -> list[WindowInfo]:
    rows = Window.objects.filter(center_id=center_id).select_related("zone")
    return sorted((w.info() for w in rows), key=lambda w: (len(w.code), w.code))


def window(window_id: UUID) -> WindowInfo:
    """One window that the scope may read."""
    found = Window.objects.filter(pk=window_id).select_related("zone").first()
    if found is None:
        raise Missing("window.missing")
    return found.info()


def window_by_code(center_id: UUID, code: str) -> WindowInfo:
    """One window of a center by the number on its sign."""
    found = Window.objects.filter(center_id=center_id, code=code).select_related("zone").first()
    if found is None:
        raise Missing("window.missing", code=code)
    return found.info()


def devices(center_id: UUID) -> list[DeviceInfo]:
    """The devices of a center by code. One query."""
    return [d.info() for d in Device.objects.filter(center_id=center_id).select_related("window").order_by("code")]


def device(device_id: UUID) -> DeviceInfo:
    """One device that the scope may read."""
    found = Device.objects.filter(pk=device_id).select_related("window").first()
    if found is None:
        raise Missing("device.missing")
    return found.info()


def device_by_code(center_id: UUID, code: str) -> DeviceInfo:
    """One device of a center by code."""
    found = Device.objects.filter(center_id=center_id, code=code).select_related("window").first()
    if found is None:
        raise Missing("device.missing", code=code)
    return found.info()


def device_by_key(key: str) -> DeviceInfo | None:
    """The live device that holds a key. Needs no scope: the door gives the center, the row must still know the key."""
    found = doors.door("device", key) if key else None
    if found is None:
        return None
    center_id, device_id = found
    with reading(Actor.citizen(center_id)):
        row = Device.objects.filter(pk=device_id, revoked_at=None).select_related("window").first()
    if row is None or row.key_hash != privacy.blind(f"device:{key}"):
        return None
    return row.info()


def access_revision(center_id: UUID) -> int:
    """How often access or the set-up has changed in a center. Needs no scope; one query by primary key, once in a request that only reads."""
    return shared.looked(("places.access", center_id), lambda: _access_revision(center_id))


def _access_revision(center_id: UUID) -> int:
    row = prepared.one("SELECT number FROM places_accessrevision WHERE id = %s", [center_id])
    return row[0] if row else 0


def opening_hours(center_id: UUID) -> list[Period]:
    """The week of a center, Monday first."""
    return list(_kept(center_id, "hours", lambda: _hours(center_id)))


def _hours(center_id: UUID) -> list[Period]:
    rows = OpeningHours.objects.filter(center_id=center_id).order_by("weekday", "opens")
    return [h.period() for h in rows]


def open_state(center_id: UUID, at: datetime) -> OpenState:
    """Whether the hall is open at an instant, until when, or from when again. Public holidays close it; the center's own days overrule them."""
    where = center(center_id)
    first = clock.center_day(at, where.zone)
    serves = _serving(center_id, first, first + timedelta(days=rules.LOOK_AHEAD))
    return rules.open_state(opening_hours(center_id), at, where.zone, serves=serves)


def service_periods(center_id: UUID, first: date, last: date) -> dict[date, tuple[Period, ...]]:
    """When the center serves on each day from `first` to `last`: holidays and its own days taken into account. Three statements."""
    serves, week = (
        _serving(center_id, first, last),
        sorted(opening_hours(center_id), key=lambda p: (p.weekday, p.opens)),
    )
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return {day: rules.periods_of(week, day, serves) for day in days}


def _serving(center_id: UUID, first: date, last: date) -> rules.Serves:
    """What overrules the week between two days."""
    legal = table.calendar_of()
    (special,) = _kept(  # set a floor below, where the revision is not known
        center_id, f"{first}–{last}", lambda: (table.service_days(center_id, first, last),), seconds=0
    )

    def serves(day: date) -> bool | tuple[Period, ...] | None:
        own = special.get(day)
        if own is not None:
            hours = own.is_open and own.opens and own.closes
            return (Period(day.weekday(), own.opens, own.closes),) if hours else own.is_open  # type: ignore[arg-type]
        kind = legal.kind(day)
        return {DayKind.HOLIDAY: False, DayKind.MAKEUP: True}.get(kind)

    return serves
