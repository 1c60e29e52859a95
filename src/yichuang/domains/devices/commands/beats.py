"""What a device says by itself: that it lives, and how its self-test went; and how it is watched."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Invalid, Missing

from .. import opening, rules
from ..models import DeviceHealth

EVERY = timedelta(seconds=50)
"""A device that tells more often is heard, and nothing is written."""


@command("devices.beat", needs="board.read")
def beat(work: Work, *, device_id: UUID | None = None) -> dict[str, Any]:
    """Tell that a device lives. At most one row is updated, at most once a minute, and no line of the log is written.

    Answers whether a self-test is wanted now: because somebody asked for it, or because the last is too old.
    """
    device = _speaker(work, device_id)
    places.touch_device(work, device.id, every=EVERY)
    health = DeviceHealth.objects.filter(center_id=work.center_id, device_id=device.id).first()
    age = timedelta(minutes=places.center(work.center_id).setting("device_test_minutes"))
    if health is None or health.tested_at is None:
        wanted = True
    else:
        asked = health.test_asked_at is not None and health.test_asked_at > health.tested_at
        wanted = asked or work.at - health.tested_at >= age
    return {"device": device.code, "test": wanted, "at": work.at}


@command("devices.report_test", needs="board.read")
def report_test(
    work: Work, *, results: dict[str, Any] | None = None, device_id: UUID | None = None, device_time: str = "",
    round_trip_ms: int | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Tell how a self-test went. A failing check opens its fault, a passing one closes it; what cannot be told changes nothing.

    The clock and the network are judged here: `device_time` is the device's own time (ISO with zone). A part of a test (a printer that has
    just failed) is a test of that part.
    """
    device = _speaker(work, device_id)
    found = rules.read_results(results) if results else {}
    if isinstance(found, str):
        raise Invalid("device.results_invalid", field=found)
    found |= _judged(work, device_time, round_trip_ms)
    if not found:
        raise Invalid("device.results_invalid", field="results")
    places.touch_device(work, device.id)
    health = _health(work, device.id)
    kept = {check: {"ok": r.ok, "detail": r.detail} for check, r in found.items()}
    whole = bool(device_time)
    health.results = kept if whole else {**health.results, **kept}
    health.tested_at = work.at if whole or health.tested_at is None else health.tested_at
    health.save(update_fields=["results", "tested_at"])
    closed = opening.pass_faults(work, device, rules.cleared(found))
    failing = rules.failing(found)
    opened = [opening.open_fault(work, device, fault, detail=detail) for fault, detail in failing.items()]
    work.live("devices")
    return {
        "ok": rules.verdict(found),
        "failing": sorted(failing),
        "opened": [i for i in opened if i],
        "closed": closed,
    }


def _judged(work: Work, device_time: str, round_trip_ms: int | None) -> dict[str, rules.Result]:
    center, found = places.center(work.center_id), {}
    if device_time:
        try:
            said = datetime.fromisoformat(device_time)
        except ValueError:
            raise Invalid("device.time_invalid", field="device_time") from None
        if said.tzinfo is None:
            raise Invalid("device.time_invalid", field="device_time")
        limit = timedelta(seconds=center.setting("device_clock_seconds"))
        found["clock"] = rules.Result(None) if clock.moved() else rules.clock_result(said, work.at, limit)
    if round_trip_ms is not None:
        if isinstance(round_trip_ms, bool) or not isinstance(round_trip_ms, int) or not 0 <= round_trip_ms < 10**8:
            raise Invalid("device.results_invalid", field="round_trip_ms")
        found["network"] = rules.network_result(round_trip_ms, center.setting("device_network_ms"))
    return found


@command("devices.ask_test", needs="device.mend")
def ask_test(work: Work, *, device_id: UUID) -> dict[str, Any]:
    """Ask a device for a self-test; it comes with its next beat, within a minute."""
    device = mine(work, device_id)
    health = _health(work, device.id)
    health.test_asked_at, health.test_asked_by = work.at, work.actor.name
    health.save(update_fields=["test_asked_at", "test_asked_by"])
    work.audit("device.test_asked", f"device:{device.id}", after={"code": device.code})
    work.live("devices", f"device:{device.id}")
    return {"id": device.id}


@command("devices.watch", needs="device.mend")
def watch_device(work: Work, *, device_id: UUID, limit_minutes: int | None, always_on: bool = False) -> dict[str, Any]:
    """Set how long one device may be silent (None: as the center says), and whether it stands in an area that never closes."""
    device = mine(work, device_id)
    if limit_minutes is not None and not 1 <= limit_minutes <= 1440:
        raise Invalid("device.limit_range", field="limit_minutes")
    health = _health(work, device.id)
    before = {"limit_minutes": health.limit_minutes, "always_on": health.always_on}
    health.limit_minutes, health.always_on = limit_minutes, always_on
    health.save(update_fields=["limit_minutes", "always_on"])
    after = {"limit_minutes": limit_minutes, "always_on": always_on}
    work.audit("device.watched", f"device:{device.id}", before=before, after=after)
    work.live("devices")
    return {"id": device.id}


@command("devices.look_for_silence", needs="device.mend")
def look_for_silence(work: Work) -> dict[str, Any]:
    """Open the fault of every device that has been silent for longer than its limit. Four statements when none is."""
    opened = []
    for device, since in opening.silent(work.center_id, work.at):
        detail = f"{since.astimezone(work.zone):%m-%d %H:%M}"
        made = opening.open_fault(work, device, rules.SILENT, detail=detail, since=since)
        opened += [made] if made else []
    if opened:
        work.live("devices")
    return {"opened": opened}


def mine(work: Work, device_id: UUID) -> places.DeviceInfo:
    """A device of the actor's own center."""
    device = places.device(device_id)
    if device.center_id != work.center_id:
        raise Missing("device.missing")
    return device


def _speaker(work: Work, device_id: UUID | None) -> places.DeviceInfo:
    """The device that speaks: itself, or, for a bridge, the page of the person at it."""
    actor = work.actor
    if actor.kind == "device":
        if actor.device_id is None or device_id not in (None, actor.device_id):
            raise Denied("device.not_yourself")
        return mine(work, actor.device_id)
    if device_id is None:
        raise Invalid("device.missing", field="device_id")
    device = mine(work, device_id)
    if actor.kind != "system" and device.kind != "bridge":
        raise Denied("device.not_yourself")
    return device


def _health(work: Work, device_id: UUID) -> DeviceHealth:
    """The row of a device, locked; made when it is the first time. Two at once meet at the constraint and go on with one row."""
    fresh = DeviceHealth(center_id=work.center_id, device_id=device_id, first_seen=work.at)
    DeviceHealth.objects.bulk_create([fresh], ignore_conflicts=True)
    return DeviceHealth.objects.select_for_update().get(center_id=work.center_id, device_id=device_id)
