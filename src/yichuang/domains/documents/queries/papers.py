"""Reading papers. All run in a scope that is open already; each says what it costs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from yichuang.foundation import doors, privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.clock import center_day
from yichuang.foundation.command import zone_of
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.scope import reading

from ..kinds import COPIES, KINDS
from ..models import Paper, PaperCopy, SealedCopy
from ..types import CopyRef, Handing, PaperFile, PaperRef, PublicFacts


def papers_of(actor: Actor, subject: str) -> list[PaperRef]:
    """Every paper about a subject, oldest first, the void ones too. Two queries, no bytes."""
    rows = Paper.objects.filter(center_id__in=actor.reads, subject=subject).order_by("issued_at", "id")
    return _refs(rows.select_related("replaced_by"))


def paper(actor: Actor, paper_id: UUID) -> PaperRef:
    """One paper; Missing when it is another center's. Two queries."""
    return _refs([_get(actor, paper_id)])[0]


def paper_bytes(actor: Actor, subject: str, which: str | UUID, copy: str = "service", *, number: str = "") -> PaperFile:
    """The bytes of one copy: frozen, or with the electronic seal that was set on them. `which` is an id, or a kind: then the latest
    valid one, or the one with that 文书号. Three queries, one more where seals are electronic."""
    if copy not in COPIES:
        raise Invalid("paper.copy_unknown", field="copy", copy=copy)
    rows = Paper.objects.filter(center_id__in=actor.reads, subject=subject).select_related("replaced_by")
    if isinstance(which, UUID):
        rows = rows.filter(pk=which)
    elif which not in KINDS:
        raise Invalid("paper.kind_unknown", field="kind", kind=which)
    else:
        rows = rows.filter(kind=which)
        rows = rows.filter(number_text=number) if number else rows.order_by("state", "-issued_at", "-id")
    row = rows.first()  # 'issued' sorts before 'voided': a void paper is shown only when nothing valid is left
    if row is None:
        raise Missing("paper.none_of_kind", kind=KINDS[which].label if isinstance(which, str) else "")
    found = _latest(row, copy)
    pdf, name = bytes(found.pdf), f"{row.number_text}-{COPIES[copy]['mark']}.pdf"
    if hashlib.sha256(pdf).hexdigest() != found.digest:
        raise Refused("paper.bytes_altered", number=row.number_text)
    return PaperFile(_refs([row])[0], copy, name, pdf, found.digest)


def _latest(row: Paper, copy: str) -> PaperCopy | SealedCopy:
    """The copy as it is given out."""
    if row.seal_mode == "electronic" and row.sealed_at is not None:
        return SealedCopy.objects.get(paper=row, copy=copy)
    return PaperCopy.objects.get(paper=row, copy=copy)


def verify(code: str) -> PublicFacts:
    """What anybody who holds the code may know. Opens its own narrow scope; three queries. Missing for any wrong code."""
    found = doors.door("paper", privacy.normal_code(code))
    if found is None:
        raise Missing("paper.code_unknown")
    center_id, paper_id = found
    with reading(Actor.citizen(center_id)):
        row = Paper.objects.select_related("replaced_by").get(pk=paper_id)
        digest = _latest(row, "service").digest
        zone = zone_of(center_id)
    data, later = row.data, getattr(row, "replaced_by", None)
    hidden = data["matter"]["sensitive"]
    return PublicFacts(
        title=row.title, number_text=row.number_text, organ=data["organ"]["name"], center=data["organ"]["center"],
        case_no=data["matter"]["case_no"], item_name="" if hidden else data["matter"]["item_name"],
        applicant=privacy.mask_name(data["applicant"]["name"]), issued_on=date.fromisoformat(data["issued_on"]),
        state=row.state, seal_mode=row.seal_mode,
        voided_on=center_day(row.voided_at, zone) if row.voided_at else None,
        void_reason=row.void_reason, replaced_by=later.number_text if later else "", digest=digest,
        sample=row.seal_mode == "sample" or bool(data["samples"]), sealed=row.sealed_at is not None,
        served=row.served_at is not None, corrects=row.correction["number"] if row.correction else "",
    )  # fmt: skip


def ref_of(row: Paper, copies: Iterable[PaperCopy], later: Paper | None) -> PaperRef:
    """The row as a value; `later` is the paper that replaced it."""
    from ..issuing import address_of

    code = privacy.unseal(row.code_sealed)
    return PaperRef(
        id=row.pk, subject=row.subject, kind=row.kind, label=KINDS[row.kind].label, title=row.title,
        number_text=row.number_text, code=code, address=address_of(code), department_id=row.department_id,
        state=row.state, issued_at=row.issued_at, entered_at=row.entered_at, issued_by_name=row.issued_by_name, printed=row.printed,
        seal_mode=row.seal_mode, sealed_at=row.sealed_at, sealed_by_name=row.sealed_by_name, seal_place=row.seal_place,
        signed_at=row.signed_at, signing=_handing(row.signing), served_at=row.served_at, service=_handing(row.service),
        void_reason=row.void_reason, replaced_by=later.pk if later else None, replaces=row.replaces_id,
        correction=row.correction, hand_filled=tuple(row.hand_filled),
        copies=tuple(CopyRef(c.copy, c.digest, c.pages) for c in copies),
    )  # fmt: skip


def _handing(kept: dict[str, Any] | None) -> Handing | None:
    """What the row keeps, also what an older version of the program has kept."""
    if kept is None:
        return None
    known = {f: kept[f] for f in Handing.__slots__ if f in kept}
    return Handing(**{**known, "witnesses": tuple(kept.get("witnesses", ()))})


def _refs(rows: Iterable[Paper]) -> list[PaperRef]:
    papers: Sequence[Paper] = list(rows)
    copies: dict[UUID, list[PaperCopy]] = {}
    for c in PaperCopy.objects.defer("pdf").filter(paper__in=papers).order_by("-copy"):
        copies.setdefault(c.paper_id, []).append(c)
    return [ref_of(p, copies.get(p.pk, ()), getattr(p, "replaced_by", None)) for p in papers]


refs_of = _refs


def _get(actor: Actor, paper_id: UUID) -> Paper:
    row = Paper.objects.select_related("replaced_by").filter(pk=paper_id, center_id__in=actor.reads).first()
    if row is None:
        raise Missing("object.missing")
    return row
