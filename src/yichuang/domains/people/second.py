"""The second factor of those who see across centers or administer: codes of an authenticator app (RFC 6238)."""

from typing import Any
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation import clock, privacy, totp
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Missing, Refused
from yichuang.foundation.scope import reading

from .actors import actor_for_account
from .login import remember_log_in, slow_down
from .models import Credential, Grant, LoginAttempt, Staff
from .queries import colleague, in_force
from .roles import ACROSS, ADMINISTRATORS
from .types import Second, SignedIn


def second_of(actor: Actor) -> Second:
    """What a person has still to show after password or PIN: an app's "code", to "enrol" an app first, or nothing.

    Asked of whoever has an app; an app is asked of administrators and of those who read another center, where the center's
    setting says so (it does unless changed; the demo asks nobody).
    """
    assert actor.center_id is not None
    with reading(actor.at_center(actor.center_id)):
        if Credential.objects.filter(staff_id=actor.id).exclude(totp_on_at=None).exists():
            return "code"
        return "enrol" if _asks(places.center(actor.center_id)) and _must(actor) else ""


def _asks(center: places.CenterInfo) -> bool:
    return not center.is_demo and bool(center.setting("second_factor"))


def _must(actor: Actor) -> bool:
    assert actor.center_id is not None
    today = clock.center_day(clock.now(), places.center(actor.center_id).zone)
    held = Grant.objects.filter(in_force(today), staff_id=actor.id)
    return any(
        role in ADMINISTRATORS or (role in ACROSS and at != actor.center_id)
        for role, at in held.values_list("role", "at_center_id")
    )


def take_code(*, who: SignedIn, code: str, source: str, secret: bytes = b"", request_id: str = "") -> SignedIn:
    """The second step of a log-in. With `secret` the app is new, and this code is what shows that it works.

    Raises Refused('second.wrong'), Refused('login.throttled'); Denied when the person has no longer a role.
    """
    actor = actor_for_account(who.center_id, who.staff_id, who.epoch, request_id=request_id)
    if actor is None or who.second == "password":
        raise Denied("actor.not_signed_in")
    name, where = privacy.blind(f"totp:{who.staff_id}"), privacy.blind(f"source:{source}")
    slow_down(name, where)
    try:
        _use_code(actor=actor, code=code, secret=privacy.seal(secret.hex()) if secret else b"")
    except Refused as no:
        if no.code == "second.wrong":
            _note_wrong_code(actor=actor, who=name, source=where)
        raise
    return remember_log_in(actor, who.account_id, who.epoch, who=name, source=where, by="code")


@command("people.use_code", needs="")
def _use_code(work: Work, *, code: str, secret: bytes) -> dict[str, Any]:
    """Spend a code; the row's lock lets one of two at the same instant through."""
    row = Staff.objects.filter(pk=work.actor.id, center_id=work.center_id, active=True).first()
    if row is None:
        raise Missing("staff.missing")
    Credential.objects.bulk_create([Credential(staff=row, center_id=work.center_id)], ignore_conflicts=True)
    kept = Credential.objects.select_for_update().get(staff=row)
    fresh = kept.totp_on_at is None
    sealed = secret if fresh else bytes(kept.totp)
    step = (
        totp.matching_step(bytes.fromhex(privacy.unseal(sealed)), code, work.at, after=kept.totp_step)
        if sealed
        else None
    )
    if step is None:
        raise Refused("second.wrong", field="code")
    Credential.objects.filter(pk=kept.pk).update(totp=sealed, totp_on_at=kept.totp_on_at or work.at, totp_step=step)
    work.audit("staff.app_enrolled" if fresh else "login.code_used", f"staff:{row.pk}")
    return {}


@command("people.note_wrong_code", needs="")
def _note_wrong_code(work: Work, *, who: str, source: str) -> dict[str, Any]:
    LoginAttempt.objects.create(at=work.at, who=who, source=source, succeeded=False)
    work.audit("login.code_failed", f"staff:{work.actor.id}")
    return {}


@command("people.forget_app", needs="staff.manage")
def forget_app(work: Work, *, staff_id: UUID | str, reason: str) -> dict[str, Any]:
    """A phone was lost: the person enrols another at his next log-in. Not for oneself."""
    person = colleague(work, staff_id)
    if person.id == work.actor.id:
        raise Denied("role.not_to_oneself")
    if not reason.strip():
        raise Refused("staff.reason_needed", field="reason")
    Credential.objects.filter(staff_id=person.id, center_id=work.center_id).update(totp=b"", totp_on_at=None)
    work.audit("staff.app_forgotten", f"staff:{person.id}", reason=reason.strip())
    return {"id": person.id}
