"""Declaring a paper void, and correcting it by a new one that says what changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from yichuang.foundation import numbering
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid

from .. import events
from ..correcting import corrected
from ..issuing import issue_paper
from ..models import Paper
from ..reading_back import rebuilt
from .common import locked, must_answer_for, must_handle, stands


@command("documents.void_paper", needs="case.read")
def void_paper(work: Work, *, paper: str, reason: str) -> dict[str, Any]:
    """Declare a paper void. Its number stays in the register; a replacement is issued as a new paper with its own number."""
    must_handle(work)
    return void(work, paper, reason=reason)


def void(work: Work, paper_id: str | UUID, *, reason: str) -> dict[str, Any]:
    """As `void_paper`, inside another act's transaction."""
    said = reason.strip()
    if not said:
        raise Invalid("paper.void_reason_missing", field="reason")
    row = locked(work, paper_id)
    must_answer_for(work, row)
    stands(row, "void_paper")
    _void(work, row, said)
    return {"id": row.pk, "number": row.number_text, "state": row.state}


def _void(work: Work, row: Paper, reason: str) -> None:
    row.move("void", at=work.at, voided_at=work.at, void_reason=reason)
    numbering.void(work, row.series, row.year, row.number, reason=reason)
    work.audit("paper.voided", f"paper:{row.pk}", before={"state": "issued"},
               after={"number": row.number_text, "state": "voided"}, reason=reason)  # fmt: skip
    work.emit(events.VOIDED, row.subject, paper=str(row.pk), kind=row.kind)
    work.live(row.subject, "seals")


@command("documents.correct_paper", needs="case.read")
def correct_paper(work: Work, *, paper: str, changes: dict[str, str], reason: str) -> dict[str, Any]:
    """Void a paper with a slip in it and issue the right one in its place, which names the old one and says what changed.

    `changes` are new texts by the path of their field. Dates, limits, law and remedies are not slips: they change by the act
    that they prove.
    """
    must_handle(work)
    said = reason.strip()
    if not said:
        raise Invalid("paper.void_reason_missing", field="reason")
    row = locked(work, paper)
    must_answer_for(work, row)
    stands(row, "correct_paper")
    data, lines = corrected(rebuilt(row.kind, row.data), changes)
    _void(work, row, said)
    fresh = replace(data, clerk=work.actor.name, issued_on=work.today)
    ref = issue_paper(
        work, row.kind, fresh, department_id=row.department_id, subject=row.subject, replaces=row.pk,
        correction={"title": row.title, "number": row.number_text, "reason": said, "lines": lines},
    )  # fmt: skip
    return {"id": ref.id, "no": ref.number_text, "title": ref.title, "replaces": row.number_text}
