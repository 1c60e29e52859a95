"""Taking down who comes: each party is checked by its kind of document, sealed, digested and masked before it is a row."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from yichuang.foundation import identity, privacy
from yichuang.foundation.command import Work
from yichuang.foundation.errors import Invalid
from yichuang.foundation.identity import IdType
from yichuang.foundation.identity_words import ID_TYPES

from .commands.common import among, text
from .models import KINDS, ROLES, Case, Party

MOST = 50
_SAID = {**{label: code.value for code, label in ID_TYPES.items()}, "id_card": IdType.RESIDENT_ID.value}


def write_parties(work: Work, case: Case, parties: Sequence[Mapping[str, Any]]) -> list[Party]:
    """Replace the case's parties. Two statements; everything is checked before anything is written."""
    rows = [_row(work, case, n, given) for n, given in enumerate(_listed(parties))]
    applicants = [r for r in rows if r.role == "applicant"]
    if not applicants:
        raise Invalid("party.applicant_missing", field="parties")
    _no_twins(rows)
    Party.objects.filter(case=case, center_id=case.center_id).delete()
    Party.objects.bulk_create(rows)
    case.applicant = applicants[0].name
    return rows


def _listed(parties: Any) -> Sequence[Mapping[str, Any]]:
    if not isinstance(parties, list | tuple) or not all(isinstance(p, Mapping) for p in parties):
        raise Invalid("party.list_expected", field="parties")
    if len(parties) > MOST:
        raise Invalid("party.too_many", field="parties", most=MOST)
    return parties


def _row(work: Work, case: Case, n: int, given: Mapping[str, Any]) -> Party:
    at = f"parties.{n}."
    role = among(given.get("role", "applicant"), ROLES, at + "role")
    kind = among(given.get("kind", "person"), KINDS, at + "kind")
    shown = identity.check_id(
        _id_type(given.get("id_type"), kind),
        _plain(given.get("id_no"), at + "id_no"),
        today=work.today,
        field=at + "id_no",
        reason=text(given.get("id_reason"), at + "id_reason", most=200),
    )
    if (kind == "organization") != (shown.id_type == IdType.USCC) and shown.id_type != IdType.NONE:
        raise Invalid("party.id_type_of_other_kind", field=at + "id_type", kind=kind)
    phone = identity.check_phone(_plain(given.get("phone"), at + "phone"), field=at + "phone")
    return Party(
        center_id=case.center_id,
        case=case,
        position=n,
        role=role,
        kind=kind,
        name=identity.check_name(_plain(given.get("name"), at + "name"), field=at + "name"),
        id_type=shown.id_type.value,
        id_sealed=privacy.seal(shown.id_no),
        id_blind=privacy.blind(shown.id_no),
        id_masked=privacy.mask_id(shown.id_no),
        none_reason=text(given.get("id_reason"), at + "id_reason", most=200) if not shown.id_no else "",
        phone_sealed=privacy.seal(phone),
        phone_masked=privacy.mask_phone(phone),
        authority=text(given.get("authority"), at + "authority", most=400),
        **_authority_dates(given, at),
    )


def _id_type(given: Any, kind: str) -> str:
    """The document's code; its Chinese name is understood too, and what is usual for the kind where nothing was said."""
    if not given:
        return (IdType.USCC if kind == "organization" else IdType.RESIDENT_ID).value
    return _SAID.get(str(given), str(given))


def _plain(value: Any, field: str) -> str:
    if value is not None and not isinstance(value, str):
        raise Invalid("case.text_expected", field=field)
    return value or ""


def _authority_dates(given: Mapping[str, Any], at: str) -> dict[str, date | None]:
    first, last = (_day(given.get(k), at + k) for k in ("authority_from", "authority_to"))
    if first and last and last < first:
        raise Invalid("party.authority_dates", field=at + "authority_to")
    return {"authority_from": first, "authority_to": last}


def _day(value: Any, field: str) -> date | None:
    if not value:
        return None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Invalid("case.date_expected", field=field) from None


def _no_twins(rows: Sequence[Party]) -> None:
    """The same person twice in one role is a slip of the hand."""
    seen: set[tuple[str, str]] = set()
    for n, row in enumerate(rows):
        if row.id_blind and (row.role, row.id_blind) in seen:
            raise Invalid("party.twice", field=f"parties.{n}.id_no")
        seen.add((row.role, row.id_blind))
