"""Every read of people."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work
from yichuang.foundation.errors import Missing

from .models import ApiToken, Grant, Staff
from .types import StaffInfo, TokenInfo


def in_force(today: date) -> Q:
    """Grants that hold on a day."""
    return Q(starts__lte=today) & (Q(ends=None) | Q(ends__gte=today))


def staff_list(center_id: UUID, *, today: date, role: str = "", active_only: bool = False) -> list[StaffInfo]:
    """The people of a center by badge, with the roles in force. Two queries."""
    rows = Staff.objects.filter(center_id=center_id)
    if active_only:
        rows = rows.filter(active=True)
    if role:
        rows = rows.filter(pk__in=Grant.objects.filter(in_force(today), role=role).values("staff_id"))
    return [_info(s) for s in _with_grants(rows, today).order_by("badge_no")]


def staff(staff_id: UUID, *, today: date) -> StaffInfo:
    """One person that the scope may read, with the roles in force."""
    found = _with_grants(Staff.objects.filter(pk=staff_id), today).first()
    if found is None:
        raise Missing("staff.missing")
    return _info(found)


def badge_of(actor: Actor) -> str:
    """The number on the badge of the person who asks. One query."""
    return Staff.objects.filter(pk=actor.id).values_list("badge_no", flat=True).first() or ""


def staff_names(ids: set[UUID]) -> dict[UUID, str]:
    """Names by id, for lists that show who did what. One query."""
    return dict(Staff.objects.filter(pk__in=ids).values_list("pk", "name"))


def tokens(center_id: UUID) -> list[TokenInfo]:
    """The tokens of a center, newest first. Three queries."""
    rows = ApiToken.objects.filter(center_id=center_id).select_related("staff").order_by("-made_at")
    devices = {d.id: d.name for d in places.devices(center_id)}
    return [
        TokenInfo(
            id=t.pk, label=t.label, hint=t.hint, role=t.role, acts_as=t.staff.name if t.staff else devices.get(t.device_id, ""),
            staff_id=t.staff_id, device_id=t.device_id, made_at=t.made_at, last_used=t.last_used,
            revoked_at=t.revoked_at,
        )
        for t in rows
    ]  # fmt: skip


def _with_grants(rows, today: date):  # type: ignore[no-untyped-def]
    held = Prefetch("grants", queryset=Grant.objects.filter(in_force(today)).order_by("starts"), to_attr="held")
    return rows.select_related("account").prefetch_related(held)


def _info(row: Staff) -> StaffInfo:
    return StaffInfo(
        id=row.pk, center_id=row.center_id, username=row.account.username, name=row.name, post=row.post,
        badge_no=row.badge_no, department_id=row.department_id, skills=tuple(row.skills), active=row.active,
        left_at=row.left_at, last_login=row.account.last_login, grants=tuple(g.info() for g in row.held),
    )  # fmt: skip


def colleague(work: Work, staff_id: UUID | str) -> StaffInfo:
    """A person who works in the center of an act; another center's, and one who has left, is missing."""
    try:
        wanted = UUID(str(staff_id))
    except ValueError:
        raise Missing("staff.missing") from None
    rows = Staff.objects.filter(pk=wanted, center_id=work.center_id, active=True)
    found = _with_grants(rows, work.today).first()
    if found is None:
        raise Missing("staff.missing")
    return _info(found)


def hold(work: Work, staff_id: UUID) -> None:
    """Lock a person's row until the act is done: two acts that count on the same balance come one after the other."""
    Staff.objects.select_for_update().filter(pk=staff_id, center_id=work.center_id).first()
