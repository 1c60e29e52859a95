"""Sealing: the stamp set by hand with the register's line, or the electronic seal of a connected service."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import Q

from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Invalid, Refused

from ..kinds import COPIES, KINDS
from ..models import Paper, PaperCopy, Seal, SealedCopy, SealUse
from .common import as_id, locked, must_answer_for, must_handle, place_of, stands, text
from .seals import keeps

MOST = 100


@command("documents.confirm_seal", needs="case.read")
def confirm_seal(work: Work, *, paper: str, seal: str = "") -> dict[str, Any]:
    """The department's stamp is on both copies. Where stamps of the kind are registered, it is one of them and set by its keeper."""
    must_handle(work)
    row = _sealed(work, paper, seal, "confirm_seal")
    return {"id": row.pk, "sealed_at": row.sealed_at}


@command("documents.seal_papers", needs="case.read")
def seal_papers(work: Work, *, papers: list[str], seal: str = "") -> dict[str, Any]:
    """A stack stamped in one go: all of them, or none."""
    must_handle(work)
    if not papers or len(papers) > MOST:
        raise Invalid("paper.none_chosen", field="papers", most=MOST)
    rows = [_sealed(work, paper, seal, "seal_papers") for paper in sorted(set(papers))]
    return {"sealed": len(rows)}


def _sealed(work: Work, paper: str, seal: str, act: str) -> Paper:
    row = locked(work, paper)
    must_answer_for(work, row)
    stands(row, act)
    if row.seal_mode != "wet":
        raise Refused("paper.no_wet_seal", number=row.number_text)
    if row.sealed_at is not None:
        return row
    used = _seal_for(work, row, seal)
    row.sealed_at, row.sealed_by_name, row.seal = work.at, work.actor.name, used
    row.save(update_fields=["sealed_at", "sealed_by_name", "seal"])
    if used is not None:
        SealUse.objects.create(center_id=work.center_id, seal=used, paper=row, at=work.at, by_name=work.actor.name)
    work.audit("paper.sealed", f"paper:{row.pk}", after={
        "number": row.number_text, "by": work.actor.name, "seal": used.code if used else ""})  # fmt: skip
    work.live(row.subject, "seals")
    return row


def purpose_of(row: Paper) -> str:
    """What its stamp is for."""
    return str(row.data["organ"].get("seal_name") or KINDS[row.kind].seal_name)


def fitting(row: Paper) -> Q:
    """The stamps that may stand on it: the department's, of its purpose or the department's own seal, not given back."""
    return Q(center_id=row.center_id, department_id=row.department_id, purpose__in=(purpose_of(row), "公章")) & ~Q(
        state="returned"
    )


def _seal_for(work: Work, row: Paper, seal: str) -> Seal | None:
    """The named stamp, else the first that the actor keeps. A department without registered stamps seals as it always did."""
    found = list(Seal.objects.select_for_update().filter(fitting(row)).order_by("purpose", "code"))
    if seal:
        found = [s for s in found if s.pk == as_id(seal)]
        if not found:
            raise Invalid("seal.does_not_fit", field="seal", number=row.number_text)
    if not found:
        return None
    mine = [s for s in found if keeps(work, s)]
    if not mine:
        raise Denied("seal.not_yours", name=found[0].name, keeper=found[0].keeper_name)
    usable = [s for s in mine if s.state == "kept" and s.valid_from <= work.today <= (s.valid_to or work.today)]
    if not usable:
        raise Refused("seal.locked" if mine[0].state == "locked" else "seal.out_of_date", name=mine[0].name)
    return usable[0]


@command("documents.send_for_seal", needs="case.read")
def send_for_seal(work: Work, *, paper: str, place: str, keeper: str = "") -> dict[str, Any]:
    """Both copies go to where the stamp is: to whom, and where they lie until they come back."""
    must_handle(work)
    row = locked(work, paper)
    stands(row, "send_for_seal")
    if row.seal_mode != "wet":
        raise Refused("paper.waits_for_no_seal", number=row.number_text)
    row.seal_sent_at, row.seal_place = work.at, text(place, "place", most=100, code="seal.place_missing")
    row.seal_keeper = text(keeper, "keeper", most=100)
    row.save(update_fields=["seal_sent_at", "seal_place", "seal_keeper"])
    work.audit("paper.sent_for_seal", f"paper:{row.pk}", after={
        "number": row.number_text, "keeper": row.seal_keeper, "place": row.seal_place, "from": place_of(work)})  # fmt: skip
    work.live(row.subject, "seals")
    return {"id": row.pk, "place": row.seal_place}


@command("documents.record_electronic_seal", needs="case.read")
def record_electronic_seal(
    work: Work, *, paper: str, service: str, sealed: dict[str, bytes], serials: dict[str, str]
) -> dict[str, Any]:
    """Keep what the seal service gave back: both copies, each with the frozen bytes unchanged at its beginning."""
    must_handle(work)
    row = locked(work, paper)
    stands(row, "record_electronic_seal")
    if row.seal_mode != "electronic":
        raise Refused("paper.no_electronic_seal", number=row.number_text)
    if row.sealed_at is not None:
        return {"id": row.pk, "sealed_at": row.sealed_at}
    if set(sealed) != set(COPIES):
        raise Invalid("paper.copy_unknown", field="sealed", copy="、".join(sorted(sealed)))
    frozen = {c.copy: bytes(c.pdf) for c in PaperCopy.objects.filter(paper=row)}
    for copy, pdf in sealed.items():
        if not pdf.startswith(frozen[copy]) or len(pdf) == len(frozen[copy]):
            raise Refused("paper.seal_changed_bytes", number=row.number_text)
    made = SealedCopy.objects.bulk_create(
        SealedCopy(center_id=work.center_id, paper=row, copy=copy, pdf=pdf, digest=hashlib.sha256(pdf).hexdigest(),
                   service=text(service, "service", most=100), serial=text(serials.get(copy, ""), "serials", most=100), at=work.at)
        for copy, pdf in sealed.items()
    )  # fmt: skip
    row.sealed_at, row.sealed_by_name, row.seal_place = work.at, service[:100], ""
    row.save(update_fields=["sealed_at", "sealed_by_name", "seal_place"])
    work.audit("paper.sealed", f"paper:{row.pk}", after={
        "number": row.number_text, "by": service, **{c.copy: c.digest for c in made}})  # fmt: skip
    work.live(row.subject, "seals")
    return {"id": row.pk, "sealed_at": row.sealed_at}


@command("documents.note_seal_failure", needs="case.read")
def note_seal_failure(work: Work, *, paper: str, why: str) -> dict[str, Any]:
    """The seal service said no or did not answer: the paper goes on waiting, and the list says why."""
    must_handle(work)
    row = locked(work, paper)
    if row.sealed_at is None and row.state == "issued":
        row.seal_sent_at, row.seal_place = work.at, str(why)[:100]
        row.save(update_fields=["seal_sent_at", "seal_place"])
        work.audit("paper.seal_failed", f"paper:{row.pk}", after={"number": row.number_text}, reason=str(why)[:200])
        work.live(row.subject, "seals")
    return {"id": row.pk}
