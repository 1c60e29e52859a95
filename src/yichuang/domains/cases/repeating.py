"""Another case for the person who is here: his number and phone need not be typed, nor shown, a second time.

A party that is put down `as` one of an earlier case of the same visit leaves blank what stays: the number and the phone are taken from there
while name and kind of document are the same and no other number was typed. Nothing is taken from another visit.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from yichuang.foundation import identity, privacy
from yichuang.foundation.errors import Refused

from .commands.common import as_id
from .models import Case, Party


def from_this_visit(case: Case, parties: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """The parties with what was left blank filled in. One statement, none when nobody is put down `as` another."""
    if not isinstance(parties, list | tuple) or not any(isinstance(p, Mapping) and p.get("as") for p in parties):
        return parties
    known = _of_visit(case)
    return [_filled(n, p, known) if isinstance(p, Mapping) and p.get("as") else p for n, p in enumerate(parties)]


def _of_visit(case: Case) -> dict[UUID, Party]:
    if case.ticket_id is None:
        return {}
    rows = Party.objects.filter(center_id=case.center_id, case__ticket_id=case.ticket_id)
    return {row.pk: row for row in rows}


def _filled(n: int, given: Mapping[str, Any], known: Mapping[UUID, Party]) -> Mapping[str, Any]:
    uid = as_id(given["as"])
    before = known.get(uid) if uid else None
    if before is None:
        raise Refused("party.of_another_visit", field=f"parties.{n}.name")
    if not _same(given, before):
        return given
    return {
        **given,
        "id_no": given.get("id_no") or privacy.unseal(before.id_sealed),
        "phone": given.get("phone") or privacy.unseal(before.phone_sealed),
        "authority": given.get("authority", before.authority),
        "authority_from": before.authority_from,
        "authority_to": before.authority_to,
    }


def _same(given: Mapping[str, Any], before: Party) -> bool:
    """Whether it is still the person of that row: a name that was changed, or another number, is somebody else."""
    if (given.get("name"), given.get("id_type")) != (before.name, before.id_type):
        return False
    typed = given.get("id_no")
    return not typed or privacy.blind(identity.normal_id(typed)) == before.id_blind
