"""Logging in and out: slowed down for guessers, written to the log either way."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password

from yichuang.foundation import clock, live, privacy
from yichuang.foundation.actor import INSTALLATION, Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.doors import door
from yichuang.foundation.errors import Refused

from . import locks
from .actors import actor_for_account
from .models import Account, Credential, LoginAttempt, Staff
from .types import Second, SignedIn

WINDOW = timedelta(minutes=15)
PER_NAME = 5
PER_SOURCE = 40
"""A hall has many people behind one address: the address is slowed down later than the name."""


def log_in(*, username: str, password: str, source: str, request_id: str = "") -> SignedIn:
    """Check a name and password. The same answer, after the same work, whether the name or the password is wrong.

    Whoever has somebody else's password, or needs a second factor, is only half in: `second` says what he has still to show. Raises Refused('login.throttled') or Refused('login.wrong'), Refused('login.no_role') for a person without one today.
    """
    username = username.replace("\x00", "").strip().lower()
    who, where = privacy.blind(f"login:{username}"), privacy.blind(f"source:{source}")
    slow_down(who, where)
    account = Account.objects.filter(username=username).first()
    good = check_password(password, account.password if account else dummy())
    found = door("login", username) if account else None
    center_id, staff_id = found or (INSTALLATION, None)
    visitor = Actor(kind="citizen", center_id=center_id, reads=(center_id,), channel="page", request_id=request_id)
    if not (good and account and account.is_active and staff_id):
        _note_failure(actor=visitor, who=who, source=where, staff_id=staff_id)
        raise Refused("login.wrong")
    actor = actor_for_account(center_id, staff_id, account.epoch, request_id=request_id)
    if actor is None:
        _note_failure(actor=visitor, who=who, source=where, staff_id=staff_id)
        raise Refused("login.no_role")
    from .second import second_of  # which counts its tries as this room does

    second: Second = "password" if account.temporary else second_of(actor)
    if second:
        return SignedIn(account.pk, staff_id, center_id, account.epoch, actor.name, actor.post, (), second)
    return remember_log_in(actor, account.pk, account.epoch, who=who, source=where)


def remember_log_in(
    actor: Actor, account_id: UUID, epoch: int, *, who: str, source: str, by: str = "password"
) -> SignedIn:
    """Write a log-in down and say what the session has to remember. `by`: password, pin, or code (of an app)."""
    assert actor.id is not None
    assert actor.center_id is not None
    answer = _note_success(actor=actor, who=who, source=source, by=by)
    return SignedIn(
        account_id=account_id, staff_id=actor.id, center_id=actor.center_id, epoch=epoch, name=actor.name,
        post=actor.post, roles=tuple(answer["roles"]),
    )  # fmt: skip


def log_out(*, actor: Actor) -> None:
    """Write down that a person left his desk; the caller ends the session."""
    if actor.kind == "staff":
        _note_leaving(actor=actor)


def slow_down(who: str, source: str) -> None:
    """Raise Refused('login.throttled') after too many wrong tries for a name, or from an address."""
    since = clock.now() - WINDOW
    failed = LoginAttempt.objects.filter(at__gt=since, succeeded=False)
    if failed.filter(who=who).count() >= PER_NAME or failed.filter(source=source).count() >= PER_SOURCE:
        raise Refused("login.throttled", minutes=int(WINDOW.total_seconds() // 60))


@command("people.note_login_failure", needs="")
def _note_failure(work: Work, *, who: str, source: str, staff_id: UUID | None) -> dict[str, Any]:
    LoginAttempt.objects.create(at=work.at, who=who, source=source, succeeded=False)
    work.audit("login.failed", f"staff:{staff_id}" if staff_id else "login:unknown")
    return {}


@command("people.note_login", needs="")
def _note_success(work: Work, *, who: str, source: str, by: str) -> dict[str, Any]:
    row = Staff.objects.get(pk=work.actor.id)
    Account.objects.filter(pk=row.account_id).update(last_login=work.at)
    locks.open_lock(work, row.pk)
    if by != "pin":  # who has the password may use his PIN again
        Credential.objects.filter(staff=row).exclude(pin_blocked_at=None).update(pin_blocked_at=None)
    LoginAttempt.objects.filter(who=who).delete()  # a success clears the name's own count, never the address's
    LoginAttempt.objects.filter(at__lt=work.at - 4 * WINDOW).delete()
    work.audit("login.succeeded", f"staff:{row.pk}", after={"by": by})
    roles = row.grants.filter(starts__lte=work.today).exclude(ends__lt=work.today).values_list("role", flat=True)
    return {"roles": sorted(set(roles))}


@command("people.note_logout", needs="")
def _note_leaving(work: Work) -> dict[str, Any]:
    live.revoke_streams(work.center_id, work.actor.id or INSTALLATION)
    work.audit("logout", f"staff:{work.actor.id}")
    return {}


_DUMMY: list[str] = []


def dummy() -> str:
    """A hash to check against when the name is unknown, so that the time taken tells nothing."""
    if not _DUMMY:
        _DUMMY.append(make_password("nobody has this password"))
    return _DUMMY[0]
