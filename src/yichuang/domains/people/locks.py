"""Locked while away (DB50/T 1603-2024, 4.2.2): a person's sessions and tokens do nothing until he shows again who he is."""

from typing import Any
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied

from .models import Staff


def lock_staff(work: Work, staff_id: UUID) -> None:
    """Lock every session and token of a person, in every process, with the act that `work` belongs to."""
    if Staff.objects.filter(pk=staff_id, center_id=work.center_id, locked_at=None).update(locked_at=work.at):
        places.access_changed(work)
        work.audit("staff.locked", f"staff:{staff_id}")
    work.live(f"staff:{staff_id}")


def unlock(*, actor: Actor, secret: str, source: str, key: str = "") -> None:
    """Open what `lock_staff` locked, by the person's own password or PIN. Tries are counted as at the log-in.

    Raises Refused('login.wrong'), Refused('login.throttled').
    """
    if actor.kind != "staff" or actor.id is None:
        raise Denied("actor.not_signed_in")
    from .proofs import prove  # which counts tries as the log-in does, and the log-in opens locks

    prove(actor, secret=secret, source=source)
    _unlock(actor=actor, key=key)


@command("people.unlock", needs="")
def _unlock(work: Work) -> dict[str, Any]:
    """Only after `prove`: the person is back."""
    assert work.actor.id is not None
    open_lock(work, work.actor.id)
    return {}


def open_lock(work: Work, staff_id: UUID) -> None:
    """The person has shown who he is, in this act."""
    if Staff.objects.filter(pk=staff_id, center_id=work.center_id).exclude(locked_at=None).update(locked_at=None):
        places.access_changed(work)
        work.audit("staff.unlocked", f"staff:{staff_id}")
        work.live(f"staff:{staff_id}")
