"""Printing: here, or at a neighbour's printer. A reprint is from the same bytes, is counted, and says why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused

from ..kinds import COPIES
from ..models import Paper, PaperPrint, Printer, PrintJob
from .common import as_id, locked, must_handle, place_of, stands, text


@command("documents.mark_printed", needs="case.read")
def mark_printed(work: Work, *, paper: str, copy: str = "service", reason: str = "") -> dict[str, Any]:
    """A copy (or `both`) came out of the printer here. From the second time of a copy on, it is said why."""
    must_handle(work)
    wanted = _copies(copy)
    row = locked(work, paper)
    _note_print(work, row, wanted, reason, place_of(work))
    return {"id": row.pk, "printed": row.printed}


def _copies(copy: str) -> tuple[str, ...]:
    if copy == "both":
        return tuple(COPIES)
    if copy not in COPIES:
        raise Invalid("paper.copy_unknown", field="copy", copy=copy)
    return (copy,)


def _note_print(work: Work, row: Paper, copies: tuple[str, ...], reason: str, place: str) -> None:
    """The count, a line for each copy, the log. The paper is locked, so two prints of a copy never get one place."""
    before = {c: PaperPrint.objects.filter(paper=row, copy=c).count() for c in copies}
    said = _reprint_reason(before, reason)
    PaperPrint.objects.bulk_create(
        PaperPrint(
            center_id=work.center_id, paper=row, copy=c, nth=n + 1, reason=said if n else "", at=work.at,
            by_name=work.actor.name, place=place,
        )
        for c, n in before.items()
    )  # fmt: skip
    row.printed, row.printed_at = row.printed + len(copies), work.at
    row.save(update_fields=["printed", "printed_at"])
    work.audit(
        "paper.printed", f"paper:{row.pk}", reason=said,
        after={"number": row.number_text, "copies": list(copies), "times": row.printed, "place": place},
    )  # fmt: skip
    work.live(row.subject)


def _reprint_reason(before: dict[str, int], reason: str) -> str:
    again = max(before.values())
    said = text(reason, "reason")
    if again and not said:
        raise Invalid("paper.reprint_reason_missing", field="reason", times=again)
    return said


# ---- printers and what waits at them ----


@command("documents.add_printer", needs="place.manage")
def add_printer(work: Work, *, code: str, name: str, window: str = "", place: str = "") -> dict[str, Any]:
    """Enter a printer. One at a window is printed at by its clerk; another stands where `place` says."""
    mark = text(code, "code", most=20, code="printer.code_missing")
    if Printer.objects.filter(center_id=work.center_id, code=mark).exists():
        raise Refused("printer.taken", field="code", code=mark)
    made = Printer.objects.create(
        center_id=work.center_id, code=mark, name=text(name, "name", most=60, code="printer.name_missing"),
        **_standing(work, window, place),
    )  # fmt: skip
    work.audit("printer.added", f"printer:{made.pk}", after={"code": mark, "name": made.name, "place": made.place})
    return {"id": made.pk, "code": mark}


@command("documents.change_printer", needs="place.manage")
def change_printer(
    work: Work, *, printer: str, name: str, window: str = "", place: str = "", active: bool = True
) -> dict[str, Any]:
    """Rename, move or retire a printer. What waits there must be printed or taken back before it is retired."""
    row = _printer(work, printer)
    if not active and PrintJob.objects.filter(printer=row, state="waiting").exists():
        raise Refused("printer.jobs_wait", name=row.name)
    before = {"name": row.name, "place": row.place, "active": row.active}
    row.name, row.active = text(name, "name", most=60, code="printer.name_missing"), active
    for field, value in _standing(work, window, place).items():
        setattr(row, field, value)
    row.save()
    after = {"name": row.name, "place": row.place, "active": row.active}
    work.audit("printer.changed", f"printer:{row.pk}", before=before, after=after)
    return {"id": row.pk, "code": row.code}


def _standing(work: Work, window: str, place: str) -> dict[str, Any]:
    if window:
        found = next((w for w in places.windows(work.center_id) if w.code == window), None)
        if found is None:
            raise Invalid("window.missing", field="window", code=window)
        return {"window_id": found.id, "place": f"{found.code} 号窗口"}
    return {"window_id": None, "place": text(place, "place", most=60, code="printer.place_missing")}


def _printer(work: Work, printer: str | UUID) -> Printer:
    uid = as_id(printer)
    row = Printer.objects.filter(pk=uid, center_id=work.center_id).first() if uid else None
    if row is None:
        raise Missing("object.missing")
    return row


@command("documents.send_to_printer", needs="case.read")
def send_to_printer(
    work: Work, *, paper: str, printer: str, copy: str = "both", reason: str = "", note: str = ""
) -> dict[str, Any]:
    """Put a paper into the list of another window's printer; its clerk prints it there and says so."""
    must_handle(work)
    wanted = _copies(copy)
    row, there = locked(work, paper), _printer(work, printer)
    stands(row, "send_to_printer")
    if not there.active:
        raise Refused("printer.retired", name=there.name)
    if PrintJob.objects.filter(paper=row, printer=there, copy=copy, state="waiting").exists():
        raise Refused("printer.waits_already", name=there.name, number=row.number_text)
    said = _reprint_reason({c: PaperPrint.objects.filter(paper=row, copy=c).count() for c in wanted}, reason)
    made = PrintJob.objects.create(
        center_id=work.center_id, state="waiting", state_since=work.at, paper=row, copy=copy, printer=there, reason=said,
        note=text(note, "note"), asked_by=work.actor.id, asked_by_name=work.actor.name, asked_at=work.at,
        from_place=place_of(work),
    )  # fmt: skip
    work.audit("paper.sent_to_printer", f"paper:{row.pk}", reason=said,
               after={"number": row.number_text, "copy": copy, "printer": there.code})  # fmt: skip
    _tell(work, there, row)
    return {"id": made.pk, "printer": there.name, "place": there.place}


@command("documents.print_job_done", needs="case.read")
def print_job_done(work: Work, *, job: str) -> dict[str, Any]:
    """What another window sent came out here: it counts as printed, at this printer."""
    must_handle(work)
    row = _job(work, job)
    paper = locked(work, row.paper_id)
    stands(paper, "print_job_done")
    row.move("print", at=work.at, done_at=work.at, done_by_name=work.actor.name)
    reason = row.reason or (f"代{row.from_place or row.asked_by_name}打印" if paper.printed else "")
    _note_print(work, paper, _copies(row.copy), reason, f"{row.printer.place}（{row.printer.name}）")
    _tell(work, row.printer, paper)
    return {"id": row.pk, "printed": paper.printed}


@command("documents.cancel_print_job", needs="case.read")
def cancel_print_job(work: Work, *, job: str, reason: str) -> dict[str, Any]:
    """Take a paper out of a printer's list: by who sent it, or by the window that would have printed it."""
    must_handle(work)
    row = _job(work, job)
    mine = (
        work.actor.id == row.asked_by or work.actor.window_id == row.printer.window_id or work.actor.can("place.manage")
    )
    if not mine:
        raise Denied("printer.not_yours")
    said = text(reason, "reason", code="printer.cancel_reason_missing")
    row.move("cancel", at=work.at, done_at=work.at, done_by_name=work.actor.name, cancel_reason=said)
    work.audit("paper.print_cancelled", f"paper:{row.paper_id}", after={"printer": row.printer.code}, reason=said)
    _tell(work, row.printer, row.paper)
    return {"id": row.pk, "state": row.state}


def _job(work: Work, job: str | UUID) -> PrintJob:
    uid = as_id(job)
    rows = PrintJob.objects.select_related("printer", "paper").filter(pk=uid, center_id=work.center_id)
    row = rows.first() if uid else None
    if row is None:
        raise Missing("object.missing")
    return row


def _tell(work: Work, printer: Printer, paper: Paper) -> None:
    work.live("printers", paper.subject, *([f"window:{printer.window_id}"] if printer.window_id else []))
