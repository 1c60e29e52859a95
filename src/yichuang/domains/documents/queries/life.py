"""What happened to a paper after it was issued; which wait for a seal; what waits at a printer."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing

from ..commands.sealing import purpose_of
from ..correcting import Mendable, mendable
from ..models import Paper, PaperPrint, PaperScan, Printer, PrintJob, Seal
from ..reading_back import rebuilt
from ..types import JobRef, PaperLife, PrinterRef, PrintLine, ScanRef, SealWait
from .papers import paper, refs_of


def paper_life(actor: Actor, paper_id: UUID) -> PaperLife:
    """One paper with its prints, scans, jobs at printers, stamp and the papers before and after it. Eight queries."""
    ref = paper(actor, paper_id)
    row = Paper.objects.select_related("seal", "replaces", "replaced_by").get(pk=ref.id)
    later = getattr(row, "replaced_by", None)
    prints = PaperPrint.objects.filter(paper=row).order_by("at", "nth", "-copy")
    scans = PaperScan.objects.filter(paper=row).order_by("at", "id")
    return PaperLife(
        paper=ref,
        prints=tuple(PrintLine(p.copy, p.nth, p.at, p.by_name, p.place, p.reason) for p in prints),
        scans=tuple(ScanRef(s.file_id, s.name, s.digest, s.note, s.at, s.by_name) for s in scans),
        jobs=tuple(_job(j) for j in _jobs().filter(paper=row).order_by("asked_at")),
        seal_name=f"{row.seal.name}（{row.seal.code}）" if row.seal else "",
        replaces_no=row.replaces.number_text if row.replaces else "",
        replaced_by_no=later.number_text if later else "",
    )


def scan_of(actor: Actor, paper_id: UUID, file_id: UUID) -> ScanRef:
    """One scan of a paper that the actor may read; Missing for any other file. One query."""
    row = PaperScan.objects.filter(paper_id=paper_id, file_id=file_id, center_id__in=actor.reads).first()
    if row is None:
        raise Missing("object.missing")
    return ScanRef(row.file_id, row.name, row.digest, row.note, row.at, row.by_name)


def correctable(actor: Actor, paper_id: UUID) -> list[Mendable]:
    """The texts of a paper that a correction may change. One query."""
    row = Paper.objects.filter(pk=paper_id, center_id__in=actor.reads).first()
    if row is None:
        raise Missing("object.missing")
    return mendable(rebuilt(row.kind, row.data))


def waiting_for_seal(
    actor: Actor, *, department_id: UUID | None = None, mine: bool = False, after: str = "", size: int = 50
) -> tuple[list[SealWait], str]:
    """Papers without their seal, the oldest first; the second value continues the list. Four queries.

    `mine`: only those that a stamp kept (or deputised) by the actor fits. A department's staff see their own department's.
    """
    rows = _waiting(actor).select_related("replaced_by")
    if department_id is not None:
        rows = rows.filter(department_id=department_id)
    stamps = list(Seal.objects.filter(center_id__in=actor.reads).exclude(state="returned"))
    if mine:
        kept = [s for s in stamps if actor.id is not None and actor.id in (s.keeper_id, s.deputy_id)]
        rows = rows.filter(department_id__in={s.department_id for s in kept})
    if after:
        last = Paper.objects.filter(pk=_uid(after), center_id__in=actor.reads).values("issued_at", "id").first()
        if last:
            at, uid = last["issued_at"], last["id"]
            rows = rows.filter(Q(issued_at__gt=at) | Q(issued_at=at, id__gt=uid))
    found = list(rows.order_by("issued_at", "id")[: size + 1])
    page = found[:size]
    waits = [_wait(row, ref, stamps) for row, ref in zip(page, refs_of(page), strict=True)]
    return waits, str(page[-1].pk) if len(found) > size else ""


def count_waiting_for_seal(actor: Actor) -> int:
    """How many. One query, from the index of those that wait."""
    return _waiting(actor).count()


def _waiting(actor: Actor) -> QuerySet[Paper]:
    rows = Paper.objects.filter(
        center_id__in=actor.reads, state="issued", sealed_at=None, seal_mode__in=("wet", "electronic")
    )
    if actor.department_id is not None and not actor.can("case.check"):
        rows = rows.filter(department_id=actor.department_id)
    return rows


def _wait(row: Paper, ref, stamps: Iterable[Seal]) -> SealWait:  # type: ignore[no-untyped-def]
    purpose = purpose_of(row)
    fit = [s for s in stamps if s.department_id == row.department_id and s.purpose in (purpose, "公章")]
    place = row.seal_place or str(row.data["organ"].get("window", ""))
    return SealWait(
        paper=ref, applicant=str(row.data["applicant"]["name"]), since=row.seal_sent_at or row.issued_at, place=place,
        purpose=purpose, keepers=(row.seal_keeper,) if row.seal_keeper else tuple(dict.fromkeys(s.keeper_name for s in fit)),
    )  # fmt: skip


# ---- printers ----


def printers(actor: Actor, *, active_only: bool = False) -> list[PrinterRef]:
    """The printers of the hall by code, with how much waits at each. One query."""
    rows = Printer.objects.filter(center_id=actor.center_id)
    if active_only:
        rows = rows.filter(active=True)
    rows = rows.annotate(waits=Count("jobs", filter=Q(jobs__state="waiting"))).order_by("code")
    return [
        PrinterRef(p.pk, p.code, p.name, p.window_id, p.place, p.active, p.waits)  # type: ignore[attr-defined]
        for p in rows
    ]


def print_jobs(actor: Actor, *, window_id: UUID | None = None, size: int = 100) -> list[JobRef]:
    """What waits at the printers of a window (or at all), the oldest first. One query."""
    rows = _jobs().filter(center_id=actor.center_id, state="waiting")
    if window_id is not None:
        rows = rows.filter(printer__window_id=window_id)
    return [_job(j) for j in rows.order_by("asked_at")[:size]]


def print_job(actor: Actor, job_id: UUID) -> JobRef:
    """One job; Missing when it is another center's. One query."""
    row = _jobs().filter(pk=job_id, center_id__in=actor.reads).first()
    if row is None:
        raise Missing("object.missing")
    return _job(row)


def _jobs() -> QuerySet[PrintJob]:
    return PrintJob.objects.select_related("paper", "printer")


def _job(j: PrintJob) -> JobRef:
    return JobRef(
        id=j.pk, paper_id=j.paper_id, subject=j.paper.subject, title=j.paper.title, number_text=j.paper.number_text,
        applicant=str(j.paper.data["applicant"]["name"]), copy=j.copy, printer_id=j.printer_id, printer=j.printer.name,
        place=j.printer.place, reason=j.reason, note=j.note, asked_by_name=j.asked_by_name, asked_at=j.asked_at,
        from_place=j.from_place, state=j.state, done_by_name=j.done_by_name, done_at=j.done_at, cancel_reason=j.cancel_reason,
    )  # fmt: skip


def _uid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
