"""Making a paper, inside the transaction of the act that it proves.

Everything that can be refused is refused before a number is taken: the number's row lock is held until the act commits.
The renders are nearly all of that time (see docs/performance.md), and only acts of the same department and kind wait for one another.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from yichuang.domains.places import api as places
from yichuang.foundation import doors, numbering, prepared, privacy
from yichuang.foundation.clock import center_day
from yichuang.foundation.command import Work
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.ids import uuid7

from . import events, numbers, printing, rendering
from .checking import check
from .framing import frame, seal_mode
from .kinds import COPIES, KINDS, PaperData
from .models import Paper, PaperCopy
from .queries import ref_of
from .template_words import BUILT_IN, in_force
from .types import PaperRef, WordsRef


def issue_paper(
    work: Work, kind: str, data: PaperData, *, department_id: UUID, subject: str, replaces: UUID | None = None,
    number: int | None = None, dated: datetime | None = None, correction: dict[str, Any] | None = None,
) -> PaperRef:  # fmt: skip
    """Check, number, render and freeze both copies; returns the paper. Refuses with the missing field named.

    `subject` is what it is about (`case:<id>`). `replaces` voids nothing by itself: the paper replaced must be void already.
    `number` is one that was set aside (`reserve_numbers`), for a paper that was written by hand: it bears that number and, with
    `dated`, its own time instead of now. The day of that time is the paper's `issued_on`, and its year the number's.
    `correction` is what a correcting paper says of the one it replaces (see `correct_paper`).
    """
    check(kind, data)
    _may_show_samples(work, data)
    at = _paper_time(work, data, dated)
    k, paper_id, code = KINDS[kind], uuid7(), privacy.random_code()
    qr = rendering.qr(address_of(code))  # drawn before the number is locked
    kept = printing.stored(data)
    values, blanks = printing.fit_for_print(kept)
    year, series = center_day(at, work.zone).year, numbers.series(department_id, kind)
    old = _replaced(replaces, subject)
    words = (
        in_force(work.center_id, kind, work.today) if dated is None else BUILT_IN
    )  # what was written by hand bore no such words
    number = _number(work, series, year, number)
    text = numbers.number_text(data.organ.short, k.nature, year, number)
    framed = frame(
        k, data, number=text, code=code, address=address_of(code), qr=qr, hand_filled=bool(blanks),
        entered_on=work.today if dated else None, correction=correction, words=words,
    )  # fmt: skip
    made = rendering.render_both(
        k.layout, values, {c: {**framed, "copy": mark} for c, mark in COPIES.items()}, dated=at
    )
    paper = Paper.objects.create(
        id=paper_id, center_id=work.center_id, state="issued", state_since=work.at, subject=subject, kind=kind,
        title=data.wording.title, series=series, year=year, number=number, number_text=text, department_id=department_id,
        code_sealed=privacy.seal(code), data=kept, made_with=_made_with(words), hand_filled=blanks,
        issued_by=work.actor.id, issued_by_name=work.actor.name, issued_at=at, entered_at=work.at if dated else None,
        seal_mode=seal_mode(data), replaces=old, correction=correction,
    )  # fmt: skip
    copies = _frozen(paper, made)
    _tell(work, paper, code, copies)
    return ref_of(paper, copies, None)


def _made_with(words: WordsRef) -> dict[str, Any]:
    """With the center's own words as they were, so that the bytes can be made again."""
    return {**rendering.made_with(), "words": {"version": words.version, "note": words.note, "ask": words.ask}}


_FREEZE = (
    "INSERT INTO documents_papercopy (id, center_id, paper_id, copy, pdf, digest, pages)"
    " VALUES (%s, %s, %s, %s, %b, %s, %s), (%s, %s, %s, %s, %b, %s, %s) RETURNING id"
)
"""Both copies in one exchange, their bytes as they are: Django's own insert would send each byte as two digits of text."""


def _frozen(paper: Paper, made: dict[str, bytes]) -> list[PaperCopy]:
    copies = [
        PaperCopy(center_id=paper.center_id, paper=paper, copy=copy, pdf=pdf, digest=digest(pdf), pages=pages(pdf))
        for copy, pdf in made.items()
    ]
    values: list[Any] = []
    for c in copies:
        values += [c.pk, c.center_id, c.paper_id, c.copy, c.pdf, c.digest, c.pages]
    prepared.one(_FREEZE, values)
    return copies


def _tell(work: Work, paper: Paper, code: str, copies: list[PaperCopy]) -> None:
    """The code's door, the log and the event."""
    doors.add(work, "paper", code, paper.pk)
    late = {"dated": paper.issued_at.isoformat()} if paper.entered_at else {}
    work.audit(
        "paper.issued", f"paper:{paper.pk}",
        after={"number": paper.number_text, "kind": paper.kind, "subject": paper.subject, "blanks": len(paper.hand_filled),
               **late, **{c.copy: c.digest for c in copies}},
    )  # fmt: skip
    work.emit(events.ISSUED, paper.subject, paper=str(paper.pk), kind=paper.kind)
    if paper.seal_mode == "electronic":
        work.emit(events.SEAL_WANTED, paper.subject, paper=str(paper.pk))


def _paper_time(work: Work, data: PaperData, dated: datetime | None) -> datetime:
    """Now, or the time that stands on a paper written by hand."""
    if dated is None:
        return work.at
    if dated > work.at:
        raise Invalid("paper.dated_ahead", field="dated")
    if data.issued_on != center_day(dated, work.zone):
        raise Invalid("paper.date_differs", field="issued_on")
    return dated


def _number(work: Work, series: str, year: int, reserved: int | None) -> int:
    if reserved is None:
        return numbering.take(work, series, year)
    numbering.use(work, series, year, reserved)
    return reserved


def digest(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


def pages(pdf: bytes) -> int:
    """Counted from the engine's own page tree, whose root is never compressed away."""
    found = re.search(rb"/Type\s*/Pages\s*/Count\s+(\d+)", pdf) or re.search(rb"/Count\s+(\d+)", pdf)
    return int(found.group(1)) if found else 1


def address_of(code: str) -> str:
    """Where the QR leads: the public verification page."""
    return f"{settings.YICHUANG_PUBLIC_URL.rstrip('/')}/v/{code}"


def _may_show_samples(work: Work, data: PaperData) -> None:
    """Unconfirmed values and sample seals are for the demo center alone; a compliant electronic seal needs a service."""
    mode = data.organ.seal_mode
    if mode == "electronic" and not getattr(settings, "YICHUANG_SEAL_SERVICE", ""):
        raise Refused("paper.no_seal_service", organ=data.organ.name)
    if (data.samples or mode == "sample") and not places.center(work.center_id).is_demo:
        raise Refused(
            "paper.sample_outside_demo", organ=data.organ.name, fields="、".join(data.samples) or "organ.seal_mode"
        )


def _replaced(paper_id: UUID | None, subject: str) -> Paper | None:
    if paper_id is None:
        return None
    old = Paper.objects.filter(pk=paper_id, subject=subject).first()
    if old is None:
        raise Missing("object.missing")
    if old.state != "voided":
        raise Refused("paper.replaced_still_valid", number=old.number_text)
    return old
