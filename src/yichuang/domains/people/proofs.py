"""PIN and password inside the house: unlocking, and changing hands at a shared desk in seconds. Slowed down for guessers.

A PIN is six digits: five wrong tries block it until its owner logs in by password, so guessing has five chances in a million.
"""

from itertools import pairwise
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password

from yichuang.foundation import privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.scope import reading

from .actors import actor_for_account
from .login import PER_NAME, WINDOW, dummy, remember_log_in, slow_down
from .models import Account, Credential, LoginAttempt, Staff
from .second import second_of
from .types import Keys, SignedIn

PIN_DIGITS = 6


def is_weak(pin: str) -> bool:
    """Whether everybody would try it: one digit repeated, a run up or down, two or three digits over and over."""
    steps = {int(b) - int(a) for a, b in pairwise(pin)}
    return steps in ({0}, {1}, {-1}) or pin == pin[:2] * 3 or pin == pin[:3] * 2


def prove(actor: Actor, *, secret: str, source: str) -> None:
    """Check the password, or the PIN, of the person who acts. Raises Refused('login.wrong'), ('login.throttled')."""
    assert actor.id is not None
    who, where = privacy.blind(f"proof:{actor.id}"), privacy.blind(f"source:{source}")
    slow_down(who, where)
    with reading(actor):
        row = Staff.objects.filter(pk=actor.id).select_related("credential").first()
    account = Account.objects.filter(pk=row.account_id, is_active=True).first() if row else None
    kept = _pin_of(row) if row else None
    good = bool(account) and check_password(secret, account.password if account else dummy())
    if not good and kept and not kept.pin_blocked_at and _is_pin(secret):
        good = check_password(secret, kept.pin)
    if not good:
        _note_wrong_proof(actor=actor, staff_id=actor.id, who=who, source=where)
        raise Refused("login.wrong")
    LoginAttempt.objects.filter(who=who).delete()


def switch_in(*, center_id: UUID, badge_no: str, pin: str, source: str, request_id: str = "") -> SignedIn:
    """Change hands at a shared desk: the number on the badge and the PIN. The same answer whichever of the two is wrong.

    Raises Refused('pin.wrong'), Refused('pin.blocked') for the owner of a blocked one, Refused('login.throttled').
    """
    badge = badge_no.replace("\x00", "").strip()
    who, where = privacy.blind(f"pin:{center_id}:{badge}"), privacy.blind(f"source:{source}")
    visitor = Actor(kind="citizen", center_id=center_id, reads=(center_id,), channel="page", request_id=request_id)
    with reading(visitor):
        row = (
            Staff.objects.filter(badge_no=badge, center_id=center_id, active=True).select_related("credential").first()
        )
    kept = _pin_of(row) if row else None
    if kept and kept.pin_blocked_at:
        raise Refused("pin.blocked")
    slow_down(who, where)
    good = check_password(pin, kept.pin if kept else dummy())
    account = Account.objects.filter(pk=row.account_id, is_active=True).first() if row else None
    actor = actor_for_account(center_id, row.pk, account.epoch, request_id=request_id) if row and account else None
    if not (good and kept and row and account and actor):
        _note_wrong_proof(actor=visitor, staff_id=row.pk if row else None, who=who, source=where)
        raise Refused("pin.wrong")
    second = second_of(actor)
    if second:
        return SignedIn(account.pk, row.pk, center_id, account.epoch, row.name, row.post, (), second)
    return remember_log_in(actor, account.pk, account.epoch, who=who, source=where, by="pin")


def _pin_of(row: Staff) -> Credential | None:
    kept = getattr(row, "credential", None)
    return kept if kept is not None and kept.pin else None


def _is_pin(text: str) -> bool:
    return len(text) == PIN_DIGITS and text.isascii() and text.isdigit()


@command("people.note_wrong_proof", needs="")
def _note_wrong_proof(work: Work, *, staff_id: UUID | None, who: str, source: str) -> dict[str, Any]:
    """Count it; the fifth within a quarter of an hour blocks the PIN."""
    LoginAttempt.objects.create(at=work.at, who=who, source=source, succeeded=False)
    tries = LoginAttempt.objects.filter(who=who, succeeded=False, at__gt=work.at - WINDOW).count()
    if staff_id and tries >= PER_NAME:
        rows = Credential.objects.filter(staff_id=staff_id, center_id=work.center_id, pin_blocked_at=None).exclude(
            pin=""
        )
        if rows.update(pin_blocked_at=work.at):
            work.audit("login.pin_blocked", f"staff:{staff_id}")
    work.audit("login.proof_failed", f"staff:{staff_id}" if staff_id else "login:unknown")
    return {}


def set_pin(*, actor: Actor, password: str, pin: str, source: str, key: str = "") -> dict[str, Any]:
    """Choose one's own PIN, with the password as proof."""
    if not _is_pin(pin):
        raise Invalid("pin.shape", field="pin", digits=PIN_DIGITS)
    if is_weak(pin):
        raise Invalid("pin.weak", field="pin")
    prove_by_password(actor, password=password, source=source)
    return _set_pin(actor=actor, key=key, hashed=make_password(pin))


def prove_by_password(actor: Actor, *, password: str, source: str) -> None:
    """For what the password alone may change."""
    if _is_pin(password):
        raise Invalid("pin.password_needed", field="password")
    prove(actor, secret=password, source=source)


@command("people.set_pin", needs="")
def _set_pin(work: Work, *, hashed: str) -> dict[str, Any]:
    row = Staff.objects.filter(pk=work.actor.id, center_id=work.center_id, active=True).first()
    if row is None:
        raise Missing("staff.missing")
    values = {"pin": hashed, "pin_set_at": work.at, "pin_blocked_at": None}
    Credential.objects.update_or_create(staff=row, center_id=work.center_id, defaults=values)
    work.audit("staff.pin_set", f"staff:{row.pk}")
    return {"id": row.pk}


def my_keys(actor: Actor) -> Keys:
    """What the person who asks has set up. Needs an open scope; one statement."""
    kept = Credential.objects.filter(staff_id=actor.id).first()
    if kept is None:
        return Keys(None, False, None)
    return Keys(kept.pin_set_at, kept.pin_blocked_at is not None, kept.totp_on_at)
