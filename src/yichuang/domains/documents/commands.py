"""Acts on a paper that exists: printed, sealed, served, voided. Issuing belongs to the act that the paper proves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yichuang.foundation import numbering
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused

from . import events
from .kinds import COPIES, KINDS
from .models import SIGNING_MODES, Paper

HANDLERS = ("result.deliver", "case.check", "case.accept", "case.decide")
"""Any of these may print a paper and enter that it was served."""


@command("documents.mark_printed", needs="case.read")
def mark_printed(work: Work, *, paper: str, copy: str = "service") -> dict[str, Any]:
    """A copy was sent to the printer; a reprint is from the same bytes and only raises the count."""
    _must_handle(work)
    if copy not in COPIES:
        raise Invalid("paper.copy_unknown", field="copy", copy=copy)
    row = _locked(work, paper)
    row.printed, row.printed_at = row.printed + 1, work.at
    row.save(update_fields=["printed", "printed_at"])
    work.audit(
        "paper.printed", f"paper:{row.pk}", after={"number": row.number_text, "copy": copy, "times": row.printed}
    )
    return {"id": row.pk, "printed": row.printed}


@command("documents.confirm_seal", needs="case.read")
def confirm_seal(work: Work, *, paper: str) -> dict[str, Any]:
    """The clerk has put the department's stamp on both copies. Only a wet seal is confirmed so."""
    _must_handle(work)
    row = _locked(work, paper)
    _must_answer_for(work, row)
    _must_be_valid(row)
    if row.seal_mode != "wet":
        raise Refused("paper.no_wet_seal", number=row.number_text)
    if row.sealed_at is None:
        row.sealed_at, row.sealed_by_name = work.at, work.actor.name
        row.save(update_fields=["sealed_at", "sealed_by_name"])
        work.audit("paper.sealed", f"paper:{row.pk}", after={"number": row.number_text, "by": work.actor.name})
        work.live(row.subject)
    return {"id": row.pk, "sealed_at": row.sealed_at}


@command("documents.record_service", needs="case.read")
def record_service(
    work: Work, *, paper: str, mode: str, receiver: str, witnesses: list[str] | None = None,
    signature: str = "", read_aloud: bool = False, note: str = "",
) -> dict[str, Any]:  # fmt: skip
    """The applicant has the paper; how that was shown. The frozen bytes stay as they are: this is a receipt beside them."""
    _must_handle(work)
    return serve(
        work, UUID(str(paper)), mode=mode, receiver=receiver, witnesses=tuple(witnesses or ()),
        signature=signature, read_aloud=read_aloud, note=note,
    )  # fmt: skip


def serve(
    work: Work, paper_id: UUID, *, mode: str, receiver: str, witnesses: tuple[str, ...] = (),
    signature: str = "", read_aloud: bool = False, note: str = "",
) -> dict[str, Any]:  # fmt: skip
    """As `record_service`, inside another act's transaction. `signature` is the id of a kept file."""
    if mode not in SIGNING_MODES:
        raise Invalid("paper.signing_mode_unknown", field="mode", mode=mode)
    if not receiver.strip():
        raise Invalid("paper.receiver_missing", field="receiver")
    wanted = {"proxy": 1, "refused": 2}.get(mode, 0)
    if len([w for w in witnesses if w.strip()]) < wanted:
        raise Invalid("paper.witnesses_missing", field="witnesses", count=wanted)
    row = _locked(work, paper_id)
    _must_be_valid(row)
    row.served_at = work.at
    row.service = {"mode": mode, "receiver": receiver.strip(), "witnesses": list(witnesses), "signature": signature,
                   "read_aloud": read_aloud, "note": note, "by": work.actor.name}  # fmt: skip
    row.save(update_fields=["served_at", "service"])
    work.audit(
        "paper.served", f"paper:{row.pk}", after={"number": row.number_text, "mode": mode, "read_aloud": read_aloud}
    )
    work.emit(events.SERVED, row.subject, paper=str(row.pk), kind=row.kind, mode=mode)
    work.live(row.subject)
    return {"id": row.pk, "served_at": row.served_at}


@command("documents.void_paper", needs="case.read")
def void_paper(work: Work, *, paper: str, reason: str) -> dict[str, Any]:
    """Declare a paper void. Its number stays in the register; a replacement is issued as a new paper with its own number."""
    _must_handle(work)
    return void(work, UUID(str(paper)), reason=reason)


def void(work: Work, paper_id: UUID, *, reason: str) -> dict[str, Any]:
    """As `void_paper`, inside another act's transaction."""
    if not reason.strip():
        raise Invalid("paper.void_reason_missing", field="reason")
    row = _locked(work, paper_id)
    _must_answer_for(work, row)
    row.move("void", at=work.at, voided_at=work.at, void_reason=reason.strip())
    numbering.void(work, row.series, row.year, row.number, reason=reason.strip())
    work.audit("paper.voided", f"paper:{row.pk}", before={"state": "issued"},
               after={"number": row.number_text, "state": "voided"}, reason=reason.strip())  # fmt: skip
    work.emit(events.VOIDED, row.subject, paper=str(row.pk), kind=row.kind)
    work.live(row.subject)
    return {"id": row.pk, "number": row.number_text, "state": row.state}


def _locked(work: Work, paper_id: str | UUID) -> Paper:
    row = Paper.objects.select_for_update().filter(pk=paper_id, center_id=work.center_id).first()
    if row is None:
        raise Missing("object.missing")
    return row


def _must_handle(work: Work) -> None:
    """Whoever works on cases or hands over results handles their papers; whoever only reads cases does not."""
    if not any(work.actor.can(c) for c in HANDLERS):
        raise Denied("actor.lacks_capability", capability=HANDLERS[0])


def _must_answer_for(work: Work, row: Paper) -> None:
    """Who seals or voids a paper is one of those who could have issued it."""
    able = KINDS[row.kind].responsible
    if not any(work.actor.can(c) for c in able):
        raise Denied("actor.lacks_capability", capability=min(able))


def _must_be_valid(row: Paper) -> None:
    if row.state != "issued":
        raise Refused("paper.is_void", number=row.number_text)
