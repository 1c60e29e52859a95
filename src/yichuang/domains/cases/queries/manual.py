"""Reading the emergency packs and what was entered from paper."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from yichuang.domains.documents import api as documents
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing
from yichuang.foundation.privacy import mask_name

from ..models import Case, EmergencyPack, ManualEntry


@dataclass(frozen=True, slots=True)
class PackRun:
    """One department's numbers of one kind in a pack (`number` is the first serial), and how many of them are still unused."""

    department_id: UUID
    kind: str
    label: str
    name: str
    number: int
    first: str
    last: str
    total: int
    unused: int


@dataclass(frozen=True, slots=True)
class PackView:
    """An emergency pack with its runs."""

    id: UUID
    no: str
    state: str
    made_at: datetime
    made_by: str
    file_id: UUID
    due_cases: int
    runs: tuple[PackRun, ...]
    ended_at: datetime | None
    ended_by: str
    reason: str
    voided: int

    @property
    def unused(self) -> int:
        """Blank papers that may still be written on."""
        return sum(r.unused for r in self.runs)


@dataclass(frozen=True, slots=True)
class EntryView:
    """A paper that was entered afterwards."""

    case_no: str
    item_name: str
    applicant_masked: str
    label: str
    number_text: str
    written_at: datetime
    entered_at: datetime
    entered_by: str
    late: bool


def pack_in_use(actor: Actor) -> PackView | None:
    """The pack whose numbers may be entered. One statement a department more."""
    row = EmergencyPack.objects.filter(center_id=actor.center_id, state="ready").first()
    return _pack(row, count=True) if row else None


def pack(actor: Actor, pack_id: UUID) -> PackView:
    """One pack of the actor's center; Missing for any other. One statement."""
    row = EmergencyPack.objects.filter(center_id=actor.center_id, pk=pack_id).first()
    if row is None:
        raise Missing("manual.pack_missing")
    return _pack(row, count=False)


def packs(actor: Actor, *, size: int = 20) -> list[PackView]:
    """The packs of a center, the newest first. One statement."""
    rows = EmergencyPack.objects.filter(center_id=actor.center_id).order_by("-made_at")
    return [_pack(r, count=False) for r in rows[:size]]


def entries(actor: Actor, *, size: int = 30) -> list[EntryView]:
    """What was entered by hand, the newest first. Two statements."""
    rows = list(ManualEntry.objects.filter(center_id=actor.center_id).order_by("-entered_at")[:size])
    cases = Case.objects.in_bulk({r.case_id for r in rows})
    return [_entry(r, cases[r.case_id]) for r in rows if r.case_id in cases]


def _entry(row: ManualEntry, case: Case) -> EntryView:
    return EntryView(
        case.no, case.item_name, mask_name(case.applicant), documents.KINDS[row.kind].label, row.number_text, row.written_at, row.entered_at, row.entered_by, row.late
    )  # fmt: skip


def _pack(row: EmergencyPack, *, count: bool) -> PackView:
    return PackView(
        id=row.pk, no=row.no, state=row.state, made_at=row.made_at, made_by=row.made_by, file_id=row.file_id,
        due_cases=row.due_cases, runs=tuple(_run(row.center_id, r, count) for r in row.numbers), ended_at=row.ended_at,
        ended_by=row.ended_by, reason=row.reason, voided=row.voided,
    )  # fmt: skip


def _run(center_id: UUID, run: dict[str, Any], count: bool) -> PackRun:
    unit = UUID(run["department"])
    free = (
        documents.reserved_numbers(center_id, run["kind"], unit, run["year"], run["first"], run["last"])
        if count
        else []
    )
    return PackRun(
        unit,
        run["kind"],
        documents.KINDS[run["kind"]].label,
        run["name"],
        run["first"],
        run["first_text"],
        run["last_text"],
        run["last"] - run["first"] + 1,
        len(free),
    )
