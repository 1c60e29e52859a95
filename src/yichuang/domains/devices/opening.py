"""Opening and closing faults inside an act, and looking for devices that are silent."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext_noop as _

from yichuang.domains.places import api as places
from yichuang.foundation import messages
from yichuang.foundation.command import Work
from yichuang.foundation.messages import Recipient

from . import events, rules
from .labels import FAULT_LABELS
from .lifecycle import State
from .models import DeviceHealth, FaultTicket

OPENED = _("%(device)s（%(code)s）：%(fault)s。请接单处理。")
PASSED = "自检通过"
LINK = "/setup/devices/faults/"


def open_fault(
    work: Work, device: places.DeviceInfo, fault: str, *, detail: str = "", since: datetime | None = None, by: str = ""
) -> UUID | None:
    """Open the one ticket of a device and fault, and tell those who mend; None while one is open already."""
    try:
        with transaction.atomic():
            row = FaultTicket.objects.create(
                center_id=work.center_id, state=State.OPEN, state_since=work.at, device_id=device.id, fault=fault,
                detail=detail[: rules.DETAIL_MOST], since=since or work.at, opened_at=work.at, opened_by=by,
            )  # fmt: skip
    except IntegrityError:
        return None
    with translation.override("zh-hans"):  # what is stored is Chinese, whoever's page it came from
        word = str(FAULT_LABELS[fault])
    facts = {"device": device.name, "code": device.code, "fault": f"{word} {row.detail}".strip()}
    messages.post(
        work, to=[Recipient.center(needs="device.mend")], template="device.fault", text=OPENED, facts=facts, link=LINK,
        about=f"fault:{row.pk}",
    )  # fmt: skip
    work.audit("fault.opened", f"fault:{row.pk}", after={"device": device.code, "fault": fault, "detail": row.detail})
    work.emit(events.FAULT_OPENED, f"fault:{row.pk}", device_id=device.id, fault=fault)
    return row.pk


def pass_faults(work: Work, device: places.DeviceInfo, gone: frozenset[str]) -> list[UUID]:
    """Close the faults that a self-test says are gone. One query when there are none."""
    rows = FaultTicket.objects.filter(center_id=work.center_id, device_id=device.id, fault__in=sorted(gone))
    closed = []
    for row in rows.exclude(state=State.CLOSED):
        row.move("pass", at=work.at, closed_at=work.at, closed_by=device.name, done=PASSED, by_self_test=True)
        work.audit("fault.passed", f"fault:{row.pk}", after={"device": device.code, "fault": row.fault})
        work.emit(events.FAULT_CLOSED, f"fault:{row.pk}", device_id=device.id, fault=row.fault)
        closed.append(row.pk)
    return closed


def open_from(center_id: UUID, at: datetime) -> datetime | None:
    """Since when the hall has been open without a break; None while it is closed."""
    center = places.center(center_id)
    state = places.open_state(center_id, at)
    if not state.open:
        return None
    local = at.astimezone(center.zone)
    now = next((p for p in state.periods_today if p.opens <= local.time() < p.closes), None)
    return datetime.combine(local.date(), now.opens, tzinfo=center.zone) if now else None


def silent(center_id: UUID, at: datetime) -> list[tuple[places.DeviceInfo, datetime]]:
    """The live devices that are silent beyond their limit, with since when. Four statements."""
    center = places.center(center_id)
    since, known = open_from(center_id, at), healths(center_id)
    found = []
    for device in places.devices(center_id):
        if not device.live:
            continue
        health = known.get(device.id)
        quiet = rules.silent_since(
            device.last_seen, at, limit_of(center, health), open_from=since, always_on=bool(health and health.always_on)
        )
        if quiet is not None:
            found.append((device, quiet))
    return found


def limit_of(center: places.CenterInfo, health: DeviceHealth | None) -> timedelta:
    """How long a device may be silent: its own limit, else the center's."""
    own = health.limit_minutes if health else None
    return timedelta(minutes=own or center.setting("device_silent_minutes"))


def healths(center_id: UUID) -> dict[UUID, DeviceHealth]:
    """The health rows of a center by device. One query."""
    return {h.device_id: h for h in DeviceHealth.objects.filter(center_id=center_id)}
