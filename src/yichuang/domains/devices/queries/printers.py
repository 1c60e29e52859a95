"""How devices print, and printing itself: the one place where a slip leaves for a printer."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from yichuang.foundation.actor import Actor

from ..models import SlipPrinter
from ..slips import PrinterProblem, Slip, check, send, written
from ..slips.layout import COLUMNS
from ..slips.printing import DRIVEN


@dataclass(frozen=True, slots=True)
class Printer:
    """How a device prints."""

    way: str = "browser"
    address: str = ""
    columns: int = COLUMNS

    @property
    def driven(self) -> bool:
        """Whether the server itself prints."""
        return self.way in DRIVEN


def printers(actor: Actor) -> dict[UUID, Printer]:
    """The printers of a center by device. One query."""
    rows = SlipPrinter.objects.filter(center_id=actor.center_id)
    return {r.device_id: Printer(r.way, r.address, r.columns) for r in rows}


def printer_of(actor: Actor) -> Printer:
    """The printer of the device that asks; the browser's without a row. One query."""
    row = SlipPrinter.objects.filter(center_id=actor.center_id, device_id=actor.device_id).first()
    return Printer(row.way, row.address, row.columns) if row else Printer()


def print_slip(printer: Printer, slip: Slip) -> PrinterProblem | None:
    """Print, outside any transaction; the answer says why not. Up to some seconds when the printer is away."""
    try:
        send(printer.way, printer.address, written(slip, printer.columns), _folder())
    except PrinterProblem as no:
        return no
    return None


def printer_results(printer: Printer) -> dict[str, dict[str, object]]:
    """The printer's part of a self-test, where the server drives it; nothing else. Asks the printer."""
    if not printer.driven:
        return {}
    try:
        check(printer.way, printer.address)
    except PrinterProblem as no:
        return told_by(no)
    return {"printer": {"ok": True}, "paper": {"ok": True}}


def told_by(no: PrinterProblem) -> dict[str, dict[str, object]]:
    """What a slip that was not printed says of the printer, as the results of a self-test; a printer without paper is itself in order."""
    found: dict[str, dict[str, object]] = {no.fault: {"ok": False, "detail": no.reason}}
    return found if no.fault == "printer" else {"printer": {"ok": True}, **found}


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "slips"
