"""Every write of places: founding a center and setting up what stands in it."""

from datetime import time, timedelta
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import available_timezones

from django.db import connection
from django.db.models import CharField, Model, Q

from yichuang.foundation import doors, live, privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.deadlines import Office
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.identity import check_uscc
from yichuang.foundation.texts import fitting

from .models import Center, Department, Device, OpeningHours, Window, Zone
from .settings import SETTINGS
from .types import DEVICE_KINDS, LEVELS, SEAL_MODES, WINDOW_KINDS

Row = TypeVar("Row", Department, Device, Window)

_CENTER_FIELDS = frozenset(
    {
        "name",
        "name_en",
        "level",
        "region",
        "address",
        "phone",
        "supervision_phone",
        "zone",
        "is_default",
        "office_hours",
    }
)
_DEPARTMENT_FIELDS = frozenset({"name", "short_name", "uscc", "review_organ", "court", "seal_mode", "phone", "address"})


@command("places.found_center", needs="system.manage")
def found_center(
    work: Work, *, code: str, name: str, region: str, is_demo: bool = False, **details: Any
) -> dict[str, Any]:
    """Set up a center. It takes the id under which the actor acts, so that its first lines open its own audit chain."""
    return found(work, code=code, name=name, region=region, is_demo=is_demo, **details)


def found(work: Work, *, code: str, name: str, region: str, is_demo: bool = False, **details: Any) -> dict[str, Any]:
    """The same in the caller's transaction, for whoever founds a center together with its first people."""
    if Center.objects.filter(code=code).exists():
        raise Refused("center.code_taken", field="code", code=code)
    if Center.objects.filter(pk=work.center_id).exists():
        raise Refused("center.exists")
    made = Center(pk=work.center_id, code=_code(code, address=True), is_demo=is_demo)
    _fill_center(made, {"name": name, "region": region, **details})
    if not Center.objects.exists():
        made.is_default = True
    made.save(force_insert=True)
    work.audit("center.founded", f"center:{made.pk}", after={"code": code, "name": name, "region": region})
    return {"id": made.pk, "code": made.code}


@command("places.change_center", needs="place.manage")
def change_center(work: Work, *, settings: dict[str, int] | None = None, **changes: Any) -> dict[str, Any]:
    """Change the actor's own center: its description, and the figures that the standard leaves open."""
    row = Center.objects.select_for_update().filter(pk=work.center_id).first()
    if row is None:
        raise Missing("center.missing")
    if "is_default" in changes:  # it takes the mark from another center, so a hall's own manager may not
        work.actor.require("system.manage")
    before = {k: getattr(row, k) for k in changes if k in _CENTER_FIELDS} | {"settings": row.settings}
    _fill_center(row, changes)
    row.settings = {**row.settings, **_checked_settings(settings or {})}
    if row.is_default:
        Center.objects.exclude(pk=row.pk).filter(is_default=True).update(is_default=False)
    row.save()
    access_changed(work)
    work.audit("center.changed", f"center:{row.pk}", before=before, after={**changes, "settings": row.settings})
    work.live("center")
    return {"id": row.pk, "settings": row.settings}


@command("places.add_department", needs="place.manage")
def add_department(
    work: Work, *, code: str, name: str, short_name: str, uscc: str, review_organ: str, court: str,
    seal_mode: str = "wet", phone: str = "", address: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Let a department into the center. Its short name begins every paper number, so it is taken once."""
    _known("seal_mode", seal_mode, SEAL_MODES)
    words = {"name": name, "short_name": short_name, "review_organ": review_organ, "court": court, "phone": phone,
             "address": address}  # fmt: skip
    taken = Department.objects.filter(center_id=work.center_id)
    if taken.filter(code=code).exists() or taken.filter(name=name).exists():
        raise Refused("department.taken", name=name)
    if taken.filter(short_name=short_name).exists():
        raise Refused("department.short_name_taken", short_name=short_name)
    made = Department.objects.create(
        center_id=work.center_id, code=_code(code), uscc=_uscc(uscc), seal_mode=seal_mode,
        **{field: _text(Department, field, value) for field, value in words.items()},
    )  # fmt: skip
    work.audit("department.added", f"department:{made.pk}", after={"code": code, "name": name, "uscc": made.uscc})
    return {"id": made.pk, "code": made.code}


@command("places.change_department", needs="place.manage")
def change_department(work: Work, *, department_id: UUID, **changes: Any) -> dict[str, Any]:
    """Change how a department is named on papers yet to come; issued papers keep their frozen words."""
    row = _mine(work, Department, department_id, "department.missing")
    before = {k: getattr(row, k) for k in changes}
    for field, value in changes.items():
        if field not in _DEPARTMENT_FIELDS:
            raise Invalid("request.invalid", field=field)
        if field == "seal_mode":
            row.seal_mode = _known("seal_mode", value, SEAL_MODES)
        else:
            setattr(row, field, _uscc(value) if field == "uscc" else _text(Department, field, value))
    row.save()
    work.audit("department.changed", f"department:{row.pk}", before=before, after=changes)
    return {"id": row.pk}


@command("places.add_zone", needs="place.manage")
def add_zone(work: Work, *, code: str, name: str, floor: str = "") -> dict[str, Any]:
    """Name a part of the hall."""
    if Zone.objects.filter(center_id=work.center_id, code=code).exists():
        raise Refused("zone.taken", code=code)
    made = Zone.objects.create(
        center_id=work.center_id,
        code=_code(code),
        name=_text(Zone, "name", name),
        floor=_text(Zone, "floor", floor),
    )
    access_changed(work)
    work.audit("zone.added", f"zone:{made.pk}", after={"code": code, "name": name})
    return {"id": made.pk, "code": made.code}


@command("places.add_window", needs="place.manage")
def add_window(work: Work, *, code: str, name: str, kind: str, zone: str, accessible: bool = False) -> dict[str, Any]:
    """Set up a window in a zone, named by the zone's code."""
    _known("kind", kind, WINDOW_KINDS)
    if Window.objects.filter(center_id=work.center_id, code=code).exists():
        raise Refused("window.taken", code=code)
    where = Zone.objects.filter(center_id=work.center_id, code=zone).first()
    if where is None:
        raise Invalid("zone.missing", field="zone", code=zone)
    made = Window.objects.create(
        center_id=work.center_id, code=_text(Window, "code", _code(code)), name=_text(Window, "name", name), kind=kind, zone=where,
        accessible=accessible,
    )  # fmt: skip
    access_changed(work)
    work.audit("window.added", f"window:{made.pk}", after={"code": code, "name": name, "kind": kind})
    work.live("windows")
    return {"id": made.pk, "code": made.code}


@command("places.change_window", needs="place.manage")
def change_window(work: Work, *, window_id: UUID, name: str | None = None, zone: str | None = None,
                  kind: str | None = None, accessible: bool | None = None, active: bool | None = None) -> dict[str, Any]:  # fmt: skip
    """Rename or move a window, or take it out of service for good; opening for the day belongs to queueing."""
    row = _mine(work, Window, window_id, "window.missing")
    before = {"name": row.name, "kind": row.kind, "zone": str(row.zone_id), "active": row.active}
    if zone is not None:
        where = Zone.objects.filter(center_id=work.center_id, code=zone).first()
        if where is None:
            raise Invalid("zone.missing", field="zone", code=zone)
        row.zone = where
    if kind is not None:
        row.kind = _known("kind", kind, WINDOW_KINDS)
    row.name = _text(Window, "name", name) if name is not None else row.name
    row.accessible = row.accessible if accessible is None else accessible
    row.active = row.active if active is None else active
    row.save()
    access_changed(work)
    after = {"name": row.name, "kind": row.kind, "zone": str(row.zone_id), "active": row.active}
    work.audit("window.changed", f"window:{row.pk}", before=before, after=after)
    work.live("windows", f"window:{row.pk}")
    return {"id": row.pk}


@command("places.add_device", needs="place.manage")
def add_device(work: Work, *, code: str, name: str, kind: str, window: str = "") -> dict[str, Any]:
    """Register a device. It opens nothing until it has a key."""
    _known("kind", kind, DEVICE_KINDS)
    if Device.objects.filter(center_id=work.center_id, code=code).exists():
        raise Refused("device.taken", code=code)
    at = None
    if window:
        at = Window.objects.filter(center_id=work.center_id, code=window).first()
        if at is None:
            raise Invalid("window.missing", field="window", code=window)
    elif kind in ("window_screen", "evaluator"):
        raise Invalid("device.window_needed", field="window")
    made = Device.objects.create(
        center_id=work.center_id, code=_code(code), name=_text(Device, "name", name), kind=kind, window=at
    )
    work.audit("device.added", f"device:{made.pk}", after={"code": code, "kind": kind, "window": window})
    return {"id": made.pk, "code": made.code}


def new_device_key(*, actor: Actor, device_id: UUID, secret: str = "") -> str:
    """Give a device a new key and return it, the only time that it can be read; the old key opens nothing any more.

    The secret is made outside the command, so that no receipt or log can ever hold it.
    """
    made = secret or privacy.random_key()
    _set_device_key(actor=actor, device_id=device_id, secret=made)
    return made


@command("places.set_device_key", needs="place.manage")
def _set_device_key(work: Work, *, device_id: UUID, secret: str) -> dict[str, Any]:
    row = _mine(work, Device, device_id, "device.missing")
    digest = privacy.blind(f"device:{secret}")
    if row.key_hash != digest:
        doors.add(work, "device", secret, row.pk)
    row.key_hash, row.key_hint, row.revoked_at = digest, secret[:4], None
    row.save()
    access_changed(work)
    work.audit("device.key_made", f"device:{row.pk}", after={"key": f"{row.key_hint}…"})
    work.live(f"device:{row.pk}")
    return {"id": row.pk}


@command("places.revoke_device", needs="place.manage")
def revoke_device(work: Work, *, device_id: UUID, reason: str) -> dict[str, Any]:
    """Take a device's key away at once, in the middle of whatever it shows."""
    row = _mine(work, Device, device_id, "device.missing")
    if not reason.strip():
        raise Invalid("device.reason_needed", field="reason")
    if row.revoked_at is None:
        row.revoked_at = work.at
        row.save(update_fields=["revoked_at"])
        access_changed(work)
        live.revoke_streams(work.center_id, row.pk)
        work.audit("device.revoked", f"device:{row.pk}", reason=reason)
        work.live(f"device:{row.pk}")
    return {"id": row.pk, "revoked_at": row.revoked_at}


def touch_device(work: Work, device_id: UUID, *, every: timedelta = timedelta()) -> bool:
    """Note in the caller's transaction that a live device was heard from, at most once in `every`. One UPDATE; false when nothing was written."""
    row = Device.objects.filter(pk=device_id, center_id=work.center_id, revoked_at=None)
    return bool(row.filter(Q(last_seen=None) | Q(last_seen__lte=work.at - every)).update(last_seen=work.at))


@command("places.set_opening_hours", needs="place.manage")
def set_opening_hours(work: Work, *, week: dict[str, list[list[str]]]) -> dict[str, Any]:
    """Replace the whole week: weekday ('0' is Monday) to stretches of ['HH:MM', 'HH:MM']."""
    fresh = [
        OpeningHours(center_id=work.center_id, weekday=int(day), opens=opens, closes=closes)
        for day, stretches in week.items()
        for opens, closes in _stretches(day, stretches)
    ]
    old = OpeningHours.objects.filter(center_id=work.center_id).order_by("weekday", "opens")
    before = {"week": [str(h.period()) for h in old]}
    old.delete()
    OpeningHours.objects.bulk_create(fresh)
    access_changed(work)
    work.audit("center.hours_set", f"center:{work.center_id}", before=before, after={"week": week})
    work.live("center")
    return {"stretches": len(fresh)}


def _stretches(day: str, stretches: list[list[str]]) -> list[tuple[time, time]]:
    found: list[tuple[time, time]] = []
    for place, stretch in enumerate(stretches):
        where = f"week.{day}.{place}"
        try:
            opens, closes = (time.fromisoformat(t) for t in stretch)
        except (TypeError, ValueError):
            raise Invalid("hours.not_a_time", field=where) from None
        if closes <= opens or (found and opens < found[-1][1]) or not 0 <= int(day) <= 6:
            raise Invalid("hours.order", field=where)
        found.append((opens, closes))
    return found


def center_faults(values: dict[str, Any]) -> list[Invalid]:
    """Everything that is wrong with a center's description, a field each, before anything is written."""
    faults = []
    for field, value in values.items():
        try:
            _check_center(field, value)
        except Invalid as no:
            faults.append(no)
    return faults


def _check_center(field: str, value: Any) -> None:
    if field == "code":
        _code(value, address=True)
    elif field not in _CENTER_FIELDS:
        raise Invalid("request.invalid", field=field)
    elif field == "name":
        _text(Center, "name", value)
    elif field == "level":
        _known("level", value, LEVELS)
    elif field == "region" and not (len(value) == 6 and value.isascii() and value.isdigit()):
        raise Invalid("center.region", field="region", region=value)
    elif field == "zone" and value not in available_timezones():
        raise Invalid("center.zone", field="zone", zone=value)
    elif field == "office_hours" and value.strip():
        Office.read(value)
    most = Center._meta.get_field(field).max_length
    if most is not None:
        fitting(value, field, most)


def _fill_center(row: Center, values: dict[str, Any]) -> None:
    for fault in center_faults(values):
        raise fault
    for field, value in values.items():
        setattr(row, field, value)
    row.office_hours = str(Office.read(row.office_hours)) if row.office_hours.strip() else ""


def _checked_settings(given: dict[str, int]) -> dict[str, int]:
    for key, value in given.items():
        known = SETTINGS.get(key)
        if known is None:
            raise Invalid("request.invalid", field=f"settings.{key}")
        if not isinstance(value, int) or not known.low <= value <= known.high:
            raise Invalid("center.setting_range", field=f"settings.{key}", low=known.low, high=known.high)
    return given


def _mine(work: Work, model: type[Row], id_: UUID, missing: str) -> Row:
    row = model.objects.select_for_update(of=("self",)).filter(pk=id_, center_id=work.center_id).first()
    if row is None:
        raise Missing(missing)
    return row


def _known(field: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise Invalid("place.unknown_choice", field=field, known=", ".join(known))
    return value


def _text(model: type[Model], field: str, value: str) -> str:
    """What its column can hold, and something where the column may not be empty."""
    column = model._meta.get_field(field)
    assert isinstance(column, CharField)
    if not value.strip() and not column.blank:
        raise Invalid("place.empty", field=field)
    return fitting(value, field, column.max_length)


def _code(value: str, *, address: bool = False) -> str:
    """A code; one that stands in an address of the portal has none but ASCII letters."""
    if not value or len(value) > 20 or not all(c.isalnum() or c in "-_" for c in value):
        raise Invalid("place.code", field="code")
    if address and not value.isascii():
        raise Invalid("center.code", field="code")
    return value


def _uscc(value: str) -> str:
    check_uscc(value, field="uscc")
    return value.strip().upper()


def access_changed(work: Work) -> None:
    """Make every process forget what it keeps of this center: its actors, for whoever changes staff, grants, tokens or devices, and its
    set-up, for whoever changes its description, hours, zones or windows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO places_accessrevision (id, number) VALUES (%s, 1)"
            " ON CONFLICT (id) DO UPDATE SET number = places_accessrevision.number + 1",
            [work.center_id],
        )
