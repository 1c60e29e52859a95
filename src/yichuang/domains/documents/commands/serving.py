"""Signed and served: who has the paper, who signed, before whom; and the scan of the signed copy. The frozen bytes stay as they are."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from yichuang.foundation import files
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused

from .. import events
from ..models import SIGNING_MODES, Paper, PaperScan
from ..models.paper import SIGNED_BY, WITNESSES
from ..service_receipt import give_receipt, wants_receipt
from ..types import Handing, PaperRef
from .common import locked, must_handle, place_of, stands, text

MOST = 30
SCANS = ("application/pdf", "image/jpeg", "image/png")


@command("documents.record_service", needs="case.read")
def record_service(
    work: Work, *, paper: str, mode: str, receiver: str, witnesses: list[str] | None = None, signature: str = "",
    read_aloud: bool = False, note: str = "", relation: str = "", place: str = "", receipt: bool | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The applicant has the paper; how that was shown. `receipt` asks for a 送达回证 (None: as the department is used to)."""
    must_handle(work)
    handing = _handing(work, mode, receiver, witnesses or (), signature, read_aloud, note, relation, place)
    [row], proof = _serve_all(work, [paper], handing, receipt, "record_service")
    return {"id": row.pk, "served_at": row.served_at, "receipt": _said(proof)}


@command("documents.serve_papers", needs="case.read")
def serve_papers(
    work: Work, *, papers: list[str], mode: str, receiver: str, witnesses: list[str] | None = None, signature: str = "",
    read_aloud: bool = False, note: str = "", relation: str = "", place: str = "", receipt: bool | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Several papers of one case handed over at once, with one signature and, where wanted, one 送达回证 for all."""
    must_handle(work)
    if not papers or len(papers) > MOST:
        raise Invalid("paper.none_chosen", field="papers", most=MOST)
    handing = _handing(work, mode, receiver, witnesses or (), signature, read_aloud, note, relation, place)
    rows, proof = _serve_all(work, sorted(set(papers)), handing, receipt, "serve_papers")
    return {"served": [row.number_text for row in rows], "receipt": _said(proof)}


def serve(
    work: Work, paper_id: UUID, *, mode: str, receiver: str, witnesses: tuple[str, ...] = (),
    signature: str = "", read_aloud: bool = False, note: str = "", relation: str = "", place: str = "",
) -> dict[str, Any]:  # fmt: skip
    """As `record_service`, inside another act's transaction and without a receipt. `signature` is the id of a kept file."""
    row = _serve(
        work, paper_id, _handing(work, mode, receiver, witnesses, signature, read_aloud, note, relation, place)
    )
    return {"id": row.pk, "served_at": row.served_at}


def _handing(
    work: Work, mode: str, receiver: str, witnesses: list[str] | tuple[str, ...], signature: str, read_aloud: bool,
    note: str, relation: str, place: str,
) -> Handing:  # fmt: skip
    """What was said about the handing over, checked."""
    if mode not in SIGNING_MODES:
        raise Invalid("paper.signing_mode_unknown", field="mode", mode=mode)
    who = text(receiver, "receiver", most=100, code="paper.receiver_missing")
    named, wanted = tuple(w.strip() for w in witnesses if w.strip()), WITNESSES.get(mode, 0)
    if len(named) < wanted:
        raise Invalid("paper.witnesses_missing", field="witnesses", count=wanted)
    if len({who, *named}) <= len(named):
        raise Invalid("paper.witness_twice", field="witnesses")
    return Handing(
        mode=mode, receiver=who, witnesses=named, signature=signature, read_aloud=read_aloud, note=text(note, "note"),
        relation=text(relation, "relation", most=40), place=text(place, "place", most=100) or place_of(work),
        by=work.actor.name,
    )  # fmt: skip


def _serve_all(
    work: Work, papers: list[str], handing: Handing, receipt: bool | None, act: str
) -> tuple[list[Paper], PaperRef | None]:
    rows = [_serve(work, paper, handing, act) for paper in papers]
    if len({row.subject for row in rows}) != 1:
        raise Refused("paper.of_two_cases")
    wanted = wants_receipt(work, rows[0].department_id) if receipt is None else receipt
    return rows, give_receipt(work, rows, handing) if wanted else None


def _serve(work: Work, paper_id: str | UUID, handing: Handing, act: str = "record_service") -> Paper:
    row = locked(work, paper_id)
    stands(row, act)
    if row.served_at is not None and not handing.note:
        raise Invalid("paper.served_already", field="note", number=row.number_text)
    row.served_at, row.service = work.at, asdict(handing)
    signs = handing.mode in SIGNED_BY and row.signed_at is None
    if signs:
        row.signed_at, row.signing = work.at, asdict(handing)
    row.save(update_fields=["served_at", "service", "signed_at", "signing"])
    work.audit("paper.served", f"paper:{row.pk}", after={
        "number": row.number_text, "mode": handing.mode, "read_aloud": handing.read_aloud,
        "witnesses": len(handing.witnesses)})  # fmt: skip
    work.emit(events.SERVED, row.subject, paper=str(row.pk), kind=row.kind, mode=handing.mode)
    if signs:
        work.emit(events.SIGNED, row.subject, paper=str(row.pk), kind=row.kind, mode=handing.mode)
    work.live(row.subject)
    return row


def _said(proof: PaperRef | None) -> dict[str, Any] | None:
    return {"id": proof.id, "no": proof.number_text, "title": proof.title} if proof else None


@command("documents.record_signing", needs="case.read")
def record_signing(
    work: Work, *, paper: str, mode: str, signer: str, witnesses: list[str] | None = None, signature: str = "",
    read_aloud: bool = False, note: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Somebody signed a paper that is his own word (a promise, a withdrawal), apart from its being handed over."""
    must_handle(work)
    if mode in SIGNING_MODES and mode not in SIGNED_BY:
        raise Invalid("paper.not_a_signature", field="mode", mode=SIGNING_MODES[mode])
    handing = _handing(work, mode, signer, witnesses or (), signature, read_aloud, note, "", "")
    row = locked(work, paper)
    stands(row, "record_signing")
    row.signed_at, row.signing = work.at, asdict(handing)
    row.save(update_fields=["signed_at", "signing"])
    work.audit("paper.signed", f"paper:{row.pk}", after={
        "number": row.number_text, "mode": mode, "read_aloud": read_aloud})  # fmt: skip
    work.emit(events.SIGNED, row.subject, paper=str(row.pk), kind=row.kind, mode=mode)
    work.live(row.subject)
    return {"id": row.pk, "signed_at": row.signed_at}


@command("documents.attach_scan", needs="case.read")
def attach_scan(work: Work, *, paper: str, name: str, content_type: str, data: bytes, note: str = "") -> dict[str, Any]:
    """Keep the scan of the signed or sealed copy beside the frozen bytes. It replaces nothing, and several may be kept."""
    must_handle(work)
    row = locked(work, paper)
    if content_type not in SCANS:
        raise Invalid("file.type", field="scan", content_type=content_type)
    kept = files.keep(work, name, content_type, data, field="scan")
    made = PaperScan.objects.create(
        center_id=work.center_id, paper=row, file_id=kept.id, name=kept.name, digest=kept.digest, note=text(note, "note"),
        at=work.at, by_name=work.actor.name,
    )  # fmt: skip
    work.audit("paper.scanned", f"paper:{row.pk}", after={"number": row.number_text, "digest": kept.digest})
    work.live(row.subject)
    return {"id": made.pk, "file": kept.id}
