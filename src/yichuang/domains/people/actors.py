"""From a session, a token or a device key to an actor.

Actors are kept in memory and hold as long as the center's access revision and the day stand still, which costs one look-up
by primary key a request; a right that is taken away is gone on the next request, in every process.
"""

import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from uuid import UUID

from django.db import connection, transaction

from yichuang.domains.places import api as places
from yichuang.foundation import clock, privacy, scope
from yichuang.foundation.actor import Actor
from yichuang.foundation.doors import door

from .models import ApiToken
from .roles import ACROSS, DEVICE_ROLES, ROLES, capabilities_of

_KEPT = 4096
_TOUCH_SECONDS = 300


@dataclass(frozen=True, slots=True)
class _Kept:
    revision: int
    day: date
    actor: Actor


_memory: OrderedDict[str, _Kept] = OrderedDict()
_touched: dict[UUID, float] = {}
_lock = Lock()


def forget() -> None:
    """Empty the memory of actors. For tests that roll back."""
    with _lock:
        _memory.clear()
        _touched.clear()


def actor_for_account(
    center_id: UUID, staff_id: UUID, epoch: int, *, channel: str = "page", request_id: str = ""
) -> Actor | None:
    """The staff actor of a session, or None when the person left, has no role today, or the session's epoch is past."""
    found = _remembered(
        f"s:{staff_id}:{epoch}", center_id, lambda day: _staff_actor(center_id, staff_id, day, epoch=epoch)
    )
    return replace(found, channel=channel, request_id=request_id) if found else None


def actor_for_token(secret: str, *, channel: str = "api", request_id: str = "") -> Actor | None:
    """The actor behind an API token, with the one role that the token was made for."""
    digest = privacy.blind(f"token:{secret}")
    center_id = _center_of(f"t:{digest}", "token", secret)
    if center_id is None:
        return None
    found = _remembered(f"t:{digest}", center_id, lambda day: _token_actor(center_id, secret, digest, day))
    return replace(found, channel=channel, request_id=request_id) if found else None


def actor_for_device(key: str, *, channel: str = "kiosk", request_id: str = "") -> Actor | None:
    """The actor of a kiosk, screen or evaluator, or None when the key is unknown, replaced or revoked."""
    digest = privacy.blind(f"device:{key}")
    center_id = _center_of(f"d:{digest}", "device", key)
    if center_id is None:
        return None
    found = _remembered(f"d:{digest}", center_id, lambda day: _device_actor(places.device_by_key(key)))
    if found and found.device_id and _due(found.device_id):
        _touch(found, "places_device", "last_seen", found.device_id)
    return replace(found, channel=channel, request_id=request_id) if found else None


def _center_of(mark: str, kind: str, secret: str) -> UUID | None:
    kept = _memory.get(mark)
    if kept is not None:
        return kept.actor.center_id
    found = door(kind, secret)
    return found[0] if found else None


def _remembered(mark: str, center_id: UUID, make: Callable[[date], Actor | None]) -> Actor | None:
    # The revision is read before the rows: a change in between only makes the entry stale, never wrong.
    revision = places.access_revision(center_id)
    day = clock.center_day(clock.now(), places_zone(center_id))
    kept = _memory.get(mark)
    if kept is not None and (kept.revision, kept.day) == (revision, day):
        return kept.actor
    made = make(day)
    with _lock:
        if made is None:
            _memory.pop(mark, None)
        else:
            _memory[mark] = _Kept(revision, day, made)
            while len(_memory) > _KEPT:
                _memory.popitem(last=False)
    return made


def places_zone(center_id: UUID):  # type: ignore[no-untyped-def]
    """The center's zone from the process's memory."""
    from yichuang.foundation.command import zone_of

    return zone_of(center_id)


_STAFF = """
SELECT s.name, s.post, s.department_id, a.epoch, a.is_active AND s.active, s.locked_at IS NOT NULL,
       COALESCE((SELECT json_agg(json_build_array(g.role, g.at_center_id, g.department_id) ORDER BY g.starts)
                 FROM people_grant g
                 WHERE g.staff_id = s.id AND g.starts <= %s AND (g.ends IS NULL OR g.ends >= %s)), '[]'::json)
FROM people_staff s JOIN people_account a ON a.id = s.account_id WHERE s.id = %s AND s.center_id = %s
"""


def _staff_actor(
    center_id: UUID, staff_id: UUID, day: date, *, epoch: int | None = None, only_role: str = ""
) -> Actor | None:
    with scope.reading(Actor.citizen(center_id)), connection.cursor() as cursor:
        cursor.execute(_STAFF, [day, day, staff_id, center_id])
        row = cursor.fetchone()
    if row is None or not row[4] or (epoch is not None and row[3] != epoch):
        return None
    grants = json.loads(row[6]) if isinstance(row[6], str) else row[6]
    held = [(role, UUID(at), UUID(unit) if unit else None) for role, at, unit in grants if only_role in ("", role)]
    if not held:
        return None
    here = [role for role, at, _ in held if at == center_id]
    across = {at for role, at, _ in held if role in ACROSS}
    reads = ({center_id} if here else set()) | across
    unit = next((unit for _, _, unit in held if unit), row[2])
    return Actor(
        kind="staff", id=staff_id, name=row[0], post=row[1], center_id=center_id, reads=tuple(sorted(reads, key=str)),
        capabilities=capabilities_of(here or sorted({r for r, _, _ in held})), department_id=unit,
        locked=row[5],
    )  # fmt: skip


def _device_actor(device: places.DeviceInfo | None) -> Actor | None:
    if device is None or not device.live:
        return None
    role = ROLES[DEVICE_ROLES[device.kind]]
    return Actor(
        kind="device", id=device.id, name=device.name, post=role.label, center_id=device.center_id,
        reads=(device.center_id,), capabilities=role.capabilities, window_id=device.window_id, device_id=device.id,
    )  # fmt: skip


def _token_actor(center_id: UUID, secret: str, digest: str, day: date) -> Actor | None:
    found = door("token", secret)
    if found is None:
        return None
    with scope.reading(Actor.citizen(center_id)):
        row = ApiToken.objects.filter(pk=found[1], key_hash=digest, revoked_at=None).first()
        device = places.device(row.device_id) if row and row.device_id else None
    if row is None:
        return None
    made = _device_actor(device) if device else _staff_actor(center_id, row.staff_id, day, only_role=row.role)
    if made and _due(row.pk):
        _touch(made, "people_apitoken", "last_used", row.pk)
    return made


def _due(id_: UUID) -> bool:
    """Whether five minutes have passed since this process last noted the use of a key."""
    now = clock.now().timestamp()
    with _lock:
        if now - _touched.get(id_, 0.0) < _TOUCH_SECONDS:
            return False
        _touched[id_] = now
    return True


def _touch(actor: Actor, table: str, column: str, id_: UUID) -> None:
    """A note of use, not an act: no audit line, no event, and never a reason to fail a request."""
    with transaction.atomic():
        scope.enter(actor)
        with connection.cursor() as cursor:
            cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s', [clock.now(), id_])
