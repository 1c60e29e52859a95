"""A password of one's own: in place of the one that somebody else chose, before the door opens, and whenever one likes."""

from dataclasses import replace
from typing import Any

from django.contrib.auth import hashers

from yichuang.domains.places import api as places
from yichuang.foundation import live, privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Invalid, Missing
from yichuang.foundation.scope import reading

from .actors import actor_for_account
from .commands import check_password, hash_password
from .login import remember_log_in
from .models import Account, Staff
from .proofs import prove_by_password
from .second import second_of
from .types import SignedIn


def choose_password(*, who: SignedIn, password: str, again: str, source: str, request_id: str = "") -> SignedIn:
    """The step after a temporary password: he is in, or has the second factor still to show.

    Raises Denied when the temporary password was meanwhile replaced or the person has no longer a role.
    """
    actor = actor_for_account(who.center_id, who.staff_id, who.epoch, request_id=request_id)
    if actor is None or who.second != "password":
        raise Denied("actor.not_signed_in")
    fresh = _keep(actor, who, password, again)
    inside = actor_for_account(who.center_id, who.staff_id, fresh.epoch, request_id=request_id)
    if inside is None:
        raise Denied("actor.not_signed_in")
    second = second_of(inside)
    if second:
        return replace(fresh, second=second)
    return remember_log_in(inside, who.account_id, fresh.epoch, who="", source=privacy.blind(f"source:{source}"))


def change_password(*, actor: Actor, old: str, password: str, again: str, source: str, key: str = "") -> SignedIn:
    """Another password of one's own, with the old one as proof. Every session ends; the answer opens a new one here."""
    prove_by_password(actor, password=old, source=source)
    with reading(actor):
        row = Staff.objects.filter(pk=actor.id, active=True).first()
    if row is None:
        raise Missing("staff.missing")
    epoch = Account.objects.values_list("epoch", flat=True).get(pk=row.account_id)
    return _keep(actor, SignedIn(row.account_id, row.pk, row.center_id, epoch, row.name, row.post, ()), password, again)


def _keep(actor: Actor, who: SignedIn, password: str, again: str) -> SignedIn:
    """Check what was typed, keep it, and say under which epoch its owner is known from now on."""
    check_password(password)
    if password != again:
        raise Invalid("password.twice", field="again")
    if hashers.check_password(password, Account.objects.get(pk=who.account_id).password):
        raise Invalid("password.same", field="password")
    answer = _choose_password(actor=actor, hashed=hash_password(password), epoch=who.epoch)
    return replace(who, epoch=answer["epoch"], second="")


@command("people.choose_password", needs="")
def _choose_password(work: Work, *, hashed: str, epoch: int) -> dict[str, Any]:
    """Two tries at once meet at the account's row: the second finds another epoch there, and with it nobody who is asked."""
    row = Staff.objects.filter(pk=work.actor.id, center_id=work.center_id, active=True).first()
    account = Account.objects.select_for_update().filter(pk=row.account_id, epoch=epoch).first() if row else None
    if row is None or account is None:
        raise Denied("actor.not_signed_in")
    account.password, account.epoch, account.temporary = hashed, epoch + 1, False
    account.save(update_fields=["password", "epoch", "temporary"])
    places.access_changed(work)
    live.revoke_streams(work.center_id, row.pk)
    work.audit("staff.password_chosen", f"staff:{row.pk}")
    return {"epoch": account.epoch}
