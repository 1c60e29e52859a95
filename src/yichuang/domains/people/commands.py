"""Every write of people: staff, roles, tokens. Logging in and out lives in `login`.

Secrets (passwords, token keys) are turned into hashes before a command begins, so that no receipt, log or event holds one.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy

from yichuang.domains.places import api as places
from yichuang.foundation import doors, live, privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.texts import fitting

from .models import Account, ApiToken, Credential, Grant, Staff
from .queries import in_force
from .roles import ACROSS, DEVICE_ROLES, ROLES, STAFF_ROLES, conflict

PASSWORD_LENGTH = 10


def add_staff(
    *, actor: Actor, username: str, password: str, name: str, post: str, badge_no: str, key: str = "",
    department_id: UUID | None = None, skills: list[str] | None = None, hashed: str = "", temporary: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Take a person into the center, with an account and no role yet. `hashed` spares the work when many share a password.

    A `temporary` password opens one door: that to a password of his own.
    """
    check_password(password)
    return _add_staff(
        actor=actor, key=key, username=username, hashed=hashed or hash_password(password), name=name, post=post,
        badge_no=badge_no, department_id=department_id, skills=skills or [], temporary=temporary,
    )  # fmt: skip


@command("people.add_staff", needs="staff.manage")
def _add_staff(
    work: Work, *, username: str, hashed: str, name: str, post: str, badge_no: str, department_id: UUID | None,
    skills: list[str], temporary: bool = False,
) -> dict[str, Any]:  # fmt: skip
    return take_in(
        work, username=username, hashed=hashed, name=name, post=post, badge_no=badge_no, department_id=department_id,
        skills=skills, temporary=temporary,
    )  # fmt: skip


def take_in(
    work: Work, *, username: str, hashed: str, name: str, post: str, badge_no: str, department_id: UUID | None = None,
    skills: list[str] | None = None, temporary: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """The same in the caller's transaction."""
    username = username.strip().lower()
    if not username or len(username) > 60 or any(c.isspace() for c in username):
        raise Invalid("staff.username", field="username")
    if not name.strip():
        raise Invalid("place.empty", field="name")
    for field, text in (("name", name), ("post", post), ("badge_no", badge_no)):
        _short(field, text)
    if Account.objects.filter(username=username).exists():
        raise Refused("staff.username_taken", username=username)
    if Staff.objects.filter(center_id=work.center_id, badge_no=badge_no).exists():
        raise Refused("staff.badge_taken", badge=badge_no)
    account = Account.objects.create(
        username=username, display=name.strip(), password=hashed, made_at=work.at, temporary=temporary
    )
    made = Staff.objects.create(
        center_id=work.center_id, account=account, name=name.strip(), post=post.strip(), badge_no=badge_no,
        department_id=_department(work, department_id), skills=skills or [],
    )  # fmt: skip
    doors.add(work, "login", username, made.pk)
    work.audit("staff.added", f"staff:{made.pk}", after={"username": username, "name": made.name, "post": made.post})
    return {"id": made.pk, "account": account.pk}


@command("people.change_staff", needs="staff.manage")
def change_staff(
    work: Work, *, staff_id: UUID, name: str | None = None, post: str | None = None,
    department_id: UUID | None = None, skills: list[str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Change how a person is named and where he works. What the log says of the past stays."""
    row = _staff(work, staff_id)
    before = {"name": row.name, "post": row.post, "department": row.department_id, "skills": row.skills}
    row.name = row.name if name is None else name.strip()
    row.post = row.post if post is None else post.strip()
    row.department_id = _department(work, department_id) if department_id else row.department_id
    row.skills = row.skills if skills is None else skills
    if not row.name:
        raise Invalid("place.empty", field="name")
    _short("name", row.name)
    _short("post", row.post)
    row.save()
    places.access_changed(work)
    after = {"name": row.name, "post": row.post, "department": row.department_id, "skills": row.skills}
    work.audit("staff.changed", f"staff:{row.pk}", before=before, after=after)
    return {"id": row.pk}


def set_password(
    *, actor: Actor, staff_id: UUID, password: str, key: str = "", temporary: bool = False
) -> dict[str, Any]:
    """Give a person a new password; every session that he has ends. A `temporary` one he has to replace at once, and his PIN is gone:
    whoever knew it must not come in beside the door that was closed."""
    check_password(password)
    return _set_password(actor=actor, key=key, staff_id=staff_id, hashed=hash_password(password), temporary=temporary)


@command("people.set_password", needs="staff.manage")
def _set_password(work: Work, *, staff_id: UUID, hashed: str, temporary: bool = False) -> dict[str, Any]:
    row = _staff(work, staff_id)
    account = Account.objects.select_for_update().get(pk=row.account_id)
    account.password, account.epoch, account.temporary = hashed, account.epoch + 1, temporary
    account.save(update_fields=["password", "epoch", "temporary"])
    if temporary:
        Credential.objects.filter(staff_id=row.pk, center_id=work.center_id).update(pin="", pin_blocked_at=None)
    places.access_changed(work)
    work.audit("staff.password_set", f"staff:{row.pk}")
    return {"id": row.pk}


@command("people.grant_role", needs="staff.manage")
def grant_role(
    work: Work, *, staff_id: UUID, role: str, department_id: UUID | None = None, at_center_id: UUID | None = None,
    starts: date | None = None, ends: date | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Grant a role from a day on. Reading another center is granted by the system or by one who reads it himself."""
    return give_role(
        work, staff_id=staff_id, role=role, department_id=department_id, at_center_id=at_center_id, starts=starts,
        ends=ends,
    )  # fmt: skip


def give_role(
    work: Work, *, staff_id: UUID, role: str, department_id: UUID | None = None, at_center_id: UUID | None = None,
    starts: date | None = None, ends: date | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The same in the caller's transaction."""
    row, where, first = _staff(work, staff_id), at_center_id or work.center_id, starts or work.today
    if role not in STAFF_ROLES:
        raise Invalid("role.unknown", field="role", role=role)
    if ends is not None and ends < first:
        raise Invalid("role.dates", field="ends")
    if where != work.center_id and (
        role not in ACROSS or (work.actor.kind != "system" and where not in work.actor.reads)
    ):
        raise Denied("role.not_across", role=role)
    held = set(Grant.objects.filter(in_force(work.today), staff=row).values_list("role", flat=True))
    other = conflict(held, role)
    if other:
        raise Refused("role.separate", role=role, other=other)
    if row.pk == work.actor.id:
        raise Denied("role.not_to_oneself")
    unit = _department(work, department_id)
    open_now = Grant.objects.filter(in_force(work.today), staff=row, role=role, at_center_id=where, department_id=unit)
    found = open_now.first()
    if found is None:
        found = Grant.objects.create(
            center_id=work.center_id,
            staff=row,
            role=role,
            at_center_id=where,
            department_id=unit,
            starts=first,
            ends=ends,
        )
        places.access_changed(work)
        after = {"role": role, "at": where, "department": unit, "starts": first, "ends": ends}
        work.audit("role.granted", f"staff:{row.pk}", after=after)
    return {"id": found.pk}


@command("people.end_grant", needs="staff.manage")
def end_grant(work: Work, *, grant_id: UUID, reason: str) -> dict[str, Any]:
    """Take a role away now. A grant that has begun keeps its row, for the question who could do what on a day."""
    row = Grant.objects.select_for_update().filter(pk=grant_id, center_id=work.center_id).first()
    if row is None:
        raise Missing("role.missing")
    if not reason.strip():
        raise Invalid("staff.reason_needed", field="reason")
    _end([row], work)
    places.access_changed(work)
    live.revoke_streams(work.center_id, row.staff_id)
    work.audit("role.ended", f"staff:{row.staff_id}", before={"role": row.role, "at": row.at_center_id}, reason=reason)
    return {"id": row.pk}


@command("people.revoke_everything", needs="staff.manage")
def revoke_everything(work: Work, *, staff_id: UUID, reason: str) -> dict[str, Any]:
    """A person leaves: roles, tokens, log-in, live sessions and open streams end in this transaction."""
    row = _staff(work, staff_id)
    if not reason.strip():
        raise Invalid("staff.reason_needed", field="reason")
    if row.pk == work.actor.id:
        raise Denied("role.not_to_oneself")
    ended = _end(list(Grant.objects.filter(in_force(work.today), staff=row)), work)
    tokens = ApiToken.objects.filter(staff=row, revoked_at=None).update(revoked_at=work.at)
    account = Account.objects.select_for_update().get(pk=row.account_id)
    account.is_active, account.epoch = False, account.epoch + 1
    account.save(update_fields=["is_active", "epoch"])
    row.active, row.left_at = False, work.at
    row.save(update_fields=["active", "left_at"])
    places.access_changed(work)
    live.revoke_streams(work.center_id, row.pk)
    work.audit("staff.left", f"staff:{row.pk}", after={"roles": ended, "tokens": tokens}, reason=reason)
    return {"id": row.pk, "roles": ended, "tokens": tokens}


def make_token(
    *, actor: Actor, role: str, staff_id: UUID | None = None, device_id: UUID | None = None, label: str = ""
) -> str:
    """A key for a program, acting as one person or device with one of his roles; it is shown this once."""
    secret = "yc_" + privacy.random_key()
    _make_token(actor=actor, secret=secret, role=role, staff_id=staff_id, device_id=device_id, label=label)
    return secret


@command("people.make_token", needs="token.create")
def _make_token(
    work: Work, *, secret: str, role: str, staff_id: UUID | None, device_id: UUID | None, label: str
) -> dict[str, Any]:
    if device_id is not None:
        device = places.device(device_id)
        if device.center_id != work.center_id:
            raise Missing("device.missing")
        if not device.live or DEVICE_ROLES[device.kind] != role:
            raise Invalid("token.role", field="role", role=role)
    elif staff_id is not None:
        row = _staff(work, staff_id)
        if not Grant.objects.filter(in_force(work.today), staff=row, role=role).exists():
            raise Invalid("token.role", field="role", role=role)
    else:
        raise Invalid("token.nobody", field="staff_id", role=role)
    made = ApiToken.objects.create(
        center_id=work.center_id, label=label or ROLES[role].code, hint=secret[:7], role=role,
        key_hash=privacy.blind(f"token:{secret}"), staff_id=staff_id, device_id=device_id, made_at=work.at,
    )  # fmt: skip
    doors.add(work, "token", secret, made.pk)
    work.audit("token.made", f"token:{made.pk}", after={"role": role, "staff": staff_id, "device": device_id})
    return {"id": made.pk}


@command("people.revoke_token", needs="token.create")
def revoke_token(work: Work, *, token_id: UUID, reason: str) -> dict[str, Any]:
    """End a token now."""
    row = ApiToken.objects.select_for_update().filter(pk=token_id, center_id=work.center_id).first()
    if row is None:
        raise Missing("token.missing")
    if not reason.strip():
        raise Invalid("staff.reason_needed", field="reason")
    if row.revoked_at is None:
        row.revoked_at = work.at
        row.save(update_fields=["revoked_at"])
        places.access_changed(work)
        work.audit("token.revoked", f"token:{row.pk}", reason=reason)
    return {"id": row.pk}


def create_token(*, center: str, role: str, department: str = "", label: str = "") -> str:
    """What the command line's `token create` does: a token for the first person, or device, of a center with that role.

    `department` is a department's code, short name or name. Raises Missing when nobody has the role there.
    """
    from .tokens import bearer  # queries only; kept apart so that this module stays writes

    where = places.center_by_code(center)
    actor = Actor.system(where.id, name="yichuang token create", channel="cli")
    staff_id, device_id, real_role = bearer(actor, where, role, department)
    return make_token(actor=actor, role=real_role, staff_id=staff_id, device_id=device_id, label=label or "cli")


def _end(rows: list[Grant], work: Work) -> list[str]:
    # A grant ends yesterday, so that it does not hold today; one that began today never held and is removed.
    yesterday = work.today - timedelta(days=1)
    for row in rows:
        if row.starts > yesterday:
            row.delete()
        else:
            row.ends = yesterday
            row.save(update_fields=["ends"])
    return sorted(row.role for row in rows)


def _staff(work: Work, staff_id: UUID) -> Staff:
    row = Staff.objects.select_for_update(of=("self",)).filter(pk=staff_id, center_id=work.center_id).first()
    if row is None:
        raise Missing("staff.missing")
    return row


def _department(work: Work, department_id: UUID | None) -> UUID | None:
    if department_id is None:
        return None
    if department_id not in {d.id for d in places.departments(work.center_id)}:
        raise Invalid("department.missing", field="department_id")
    return department_id


def hash_password(password: str) -> str:
    """A password as it is stored; deliberately slow."""
    return make_password(password)


def _short(field: str, text: str) -> None:
    """Refuse what its column cannot hold."""
    fitting(
        text, field, Staff._meta.get_field(field).max_length, what=gettext_lazy("姓名") if field == "name" else None
    )


def check_password(password: str) -> None:
    """Refuse a password that is too short, or nothing but digits."""
    if len(password) < PASSWORD_LENGTH or password.isdigit():
        raise Invalid("staff.password", field="password", length=PASSWORD_LENGTH)
