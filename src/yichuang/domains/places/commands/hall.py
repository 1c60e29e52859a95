"""What stands in the hall: zones, windows, devices."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from yichuang.domains.places.models import Device, Window, Zone
from yichuang.domains.places.types import DEVICE_KINDS, WINDOW_KINDS
from yichuang.foundation import doors, live, privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused

from .common import access_changed, code_of, known_choice, mine, text_of


@command("places.add_zone", needs="place.manage")
def add_zone(
    work: Work, *, code: str, name: str, name_en: str = "", floor: str = "", floor_en: str = ""
) -> dict[str, Any]:
    """Name a part of the hall."""
    if Zone.objects.filter(center_id=work.center_id, code=code).exists():
        raise Refused("zone.taken", code=code)
    words = _words(Zone, name=name, name_en=name_en, floor=floor, floor_en=floor_en)
    made = Zone.objects.create(center_id=work.center_id, code=code_of(code), **words)
    access_changed(work)
    work.audit("zone.added", f"zone:{made.pk}", after={"code": code, **words})
    return {"id": made.pk, "code": made.code}


@command("places.change_zone", needs="place.manage")
def change_zone(work: Work, *, zone_id: UUID, **names: str) -> dict[str, Any]:
    """Call a part of the hall something else: `name`, `name_en`, `floor`, `floor_en`. What was printed keeps the old words."""
    row = mine(work, Zone, zone_id, "zone.unknown")
    for field in names:
        if field not in ("name", "name_en", "floor", "floor_en"):
            raise Invalid("request.invalid", field=field)
    before, after = {k: getattr(row, k) for k in names}, _words(Zone, **names)
    if before != after:
        Zone.objects.filter(pk=row.pk).update(**after)
        access_changed(work)
        work.audit("zone.changed", f"zone:{row.pk}", before=before, after=after)
        work.live("windows", "board")
    return {"id": row.pk, "code": row.code}


def _words(model: type[Model], **words: str) -> dict[str, str]:
    return {field: text_of(model, field, value) for field, value in words.items()}


@command("places.add_window", needs="place.manage")
def add_window(
    work: Work, *, code: str, name: str, kind: str, zone: str, accessible: bool = False, name_en: str = ""
) -> dict[str, Any]:
    """Set up a window in a zone, named by the zone's code."""
    known_choice("kind", kind, WINDOW_KINDS)
    if Window.objects.filter(center_id=work.center_id, code=code).exists():
        raise Refused("window.taken", code=code)
    where = Zone.objects.filter(center_id=work.center_id, code=zone).first()
    if where is None:
        raise Invalid("zone.missing", field="zone", code=zone)
    made = Window.objects.create(
        center_id=work.center_id, code=text_of(Window, "code", code_of(code)), kind=kind, zone=where, accessible=accessible,
        **_words(Window, name=name, name_en=name_en),
    )  # fmt: skip
    access_changed(work)
    work.audit(
        "window.added", f"window:{made.pk}", after={"code": code, "name": name, "name_en": name_en, "kind": kind}
    )
    work.live("windows")
    return {"id": made.pk, "code": made.code}


@command("places.change_window", needs="place.manage")
def change_window(work: Work, *, window_id: UUID, name: str | None = None, zone: str | None = None,
                  kind: str | None = None, accessible: bool | None = None, active: bool | None = None,
                  name_en: str | None = None) -> dict[str, Any]:  # fmt: skip
    """Rename or move a window, or take it out of service for good; opening for the day belongs to queueing."""
    row = mine(work, Window, window_id, "window.missing")
    before = {
        "name": row.name,
        "name_en": row.name_en,
        "kind": row.kind,
        "zone": str(row.zone_id),
        "active": row.active,
    }
    if zone is not None:
        where = Zone.objects.filter(center_id=work.center_id, code=zone).first()
        if where is None:
            raise Invalid("zone.missing", field="zone", code=zone)
        row.zone = where
    if kind is not None:
        row.kind = known_choice("kind", kind, WINDOW_KINDS)
    row.name = text_of(Window, "name", name) if name is not None else row.name
    row.name_en = text_of(Window, "name_en", name_en) if name_en is not None else row.name_en
    row.accessible = row.accessible if accessible is None else accessible
    row.active = row.active if active is None else active
    row.save()
    access_changed(work)
    after = {"name": row.name, "name_en": row.name_en, "kind": row.kind, "zone": str(row.zone_id), "active": row.active}
    work.audit("window.changed", f"window:{row.pk}", before=before, after=after)
    work.live("windows", f"window:{row.pk}")
    return {"id": row.pk}


@command("places.add_device", needs="place.manage")
def add_device(work: Work, *, code: str, name: str, kind: str, window: str = "") -> dict[str, Any]:
    """Register a device. It opens nothing until it has a key."""
    known_choice("kind", kind, DEVICE_KINDS)
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
        center_id=work.center_id, code=code_of(code), name=text_of(Device, "name", name), kind=kind, window=at
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
    row = mine(work, Device, device_id, "device.missing")
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
    row = mine(work, Device, device_id, "device.missing")
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
