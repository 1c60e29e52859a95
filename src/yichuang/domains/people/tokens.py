"""Whom a token of the command line acts as."""

import re
from collections.abc import Mapping
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Invalid, Missing
from yichuang.foundation.scope import reading

from . import queries
from .roles import DEVICE_ROLES, STAFF_ROLES


def bearer(actor: Actor, where: places.CenterInfo, role: str, department: str) -> tuple[UUID | None, UUID | None, str]:
    """(staff, device, role): the first active person by badge with the role, else the first live device of that kind."""
    kinds = [kind for kind, given in DEVICE_ROLES.items() if role in (kind, given)]
    if role not in STAFF_ROLES and not kinds:
        raise Invalid("role.unknown", field="role", role=role)
    with reading(actor):
        for device in places.devices(where.id) if kinds else []:
            if device.kind in kinds and device.live:
                return None, device.id, DEVICE_ROLES[device.kind]
        unit = _department(where, department) if department else None
        today = clock.center_day(clock.now(), where.zone)
        for person in queries.staff_list(where.id, today=today, role=role, active_only=True):
            units = {person.department_id, *(g.department_id for g in person.grants if g.role == role)}
            if unit is None or unit in units:
                return person.id, None, role
    raise Missing("token.nobody", role=role)


def _department(where: places.CenterInfo, named: str) -> UUID:
    units = places.departments(where.id)
    for d in units:
        if named in (d.code, d.short_name, d.name) or d.name.endswith(named):
            return d.id
    found = like(named, {d.name: d.id for d in units})
    if found is None:
        raise Missing("department.missing", code=named)
    return found


def like(named: str, units: Mapping[str, UUID]) -> UUID | None:
    """The one department whose name holds the characters of `named` in order, as a catalogue shortens names.

    公安局派出所 is 某区公安局滨河派出所; of a name with brackets or strokes, 司法局(法律援助中心), the first part that fits
    counts. Two that fit are none.
    """
    for part in (p for p in re.split(r"[()（）/、\s]+", named) if len(p) > 1):
        fits = [id_ for name, id_ in units.items() if _in_order(part, name)]
        if len(fits) == 1:
            return fits[0]
    return None


def _in_order(part: str, name: str) -> bool:
    rest = iter(name)
    return all(c in rest for c in part)
