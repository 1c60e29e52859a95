"""Looking at the papers: what was found about each, the scans, the receipt, and what is brought after a notice."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from yichuang.foundation import files
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused

from .. import clocks, deeming, events, papers
from ..lifecycle import State
from ..models import Case, CaseFile, CaseMaterial, Notice
from ..rules import DEFECTS, STATUSES, rule_of
from .common import about, among, answer, materials_of, paper_answer, stands, take_case, tell, text

FIELDS = ("status", "original_seen", "copies", "remark", "cure", "ticked")
HANDED_IN = frozenset(STATUSES) - {"missing", "not_looked_at"}
"""A paper that was handed in, whatever is wrong with it: from then on the application counts as received."""


@command("cases.check_materials", needs="case.check")
def check_materials(work: Work, *, case: UUID | str, materials: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Put down what was found about some materials, by code. What is not named stays as it was.

    The first paper handed in receives the application: its day starts the limit for telling what lacks.
    """
    found = take_case(work, case)
    stands(found, "check_materials")
    rows, changed = write_statuses(work, found, materials)
    if found.state == State.DRAFT and any(m.status in HANDED_IN for m in changed):
        receive(work, found)
    work.audit("case.materials_checked", about(found), after={m.code: m.status for m in changed})
    tell(work, found)
    return answer(found, materials={m.code: m.status for m in rows.values()})


def write_statuses(
    work: Work, case: Case, materials: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[str, CaseMaterial], list[CaseMaterial]]:
    """What was found about some materials, inside an act: all of the list, and those that were named."""
    rows = {m.code: m for m in materials_of(case)}
    changed = [_look(work, rows, code, given) for code, given in _given(materials).items()]
    _save(case, changed)
    return rows, changed


def _given(materials: Any) -> Mapping[str, Mapping[str, Any]]:
    if not isinstance(materials, Mapping) or not all(isinstance(v, Mapping) for v in materials.values()):
        raise Invalid("material.map_expected", field="materials")
    return materials


def _look(work: Work, rows: Mapping[str, CaseMaterial], code: str, given: Mapping[str, Any]) -> CaseMaterial:
    row, at = rows.get(code), f"materials.{code}"
    if row is None:
        raise Invalid("material.unknown", field=at, material=code)
    unknown = set(given) - set(FIELDS)
    if unknown:
        raise Invalid("material.field_unknown", field=f"{at}.{min(unknown)}")
    if "status" in given:
        row.status = among(given["status"], STATUSES, f"{at}.status")
        row.looked_at, row.looked_by = (None, "") if row.status == "not_looked_at" else (work.at, work.actor.name)
        row.copies = row.copies or (row.copies_asked if row.status == "received" else 0)
        if row.status not in HANDED_IN:  # nobody has seen the original of what is not there
            row.original_seen, row.copies = False, 0
    if "original_seen" in given:
        if not isinstance(given["original_seen"], bool):
            raise Invalid("material.yes_or_no", field=f"{at}.original_seen")
        row.original_seen = given["original_seen"]
    if "copies" in given:
        row.copies = _copies(given["copies"], f"{at}.copies")
    for name in ("remark", "cure"):
        if name in given:
            setattr(row, name, text(given[name], f"{at}.{name}", most=400))
    if "ticked" in given:
        row.ticked = _ticks(row, given["ticked"], f"{at}.ticked")
    return row


def _copies(value: Any, field: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 99:
        raise Invalid("material.copies", field=field)
    return value


def _ticks(row: CaseMaterial, value: Any, field: str) -> list[str]:
    known = {str(p["id"]) for p in row.points}
    if not isinstance(value, list | tuple) or not {str(v) for v in value} <= known:
        raise Invalid("material.point_unknown", field=field)
    return sorted({str(v) for v in value})


def _save(case: Case, changed: list[CaseMaterial]) -> None:
    if changed:
        CaseMaterial.objects.bulk_update(changed, [*FIELDS, "looked_at", "looked_by"])
    case.version += 1
    Case.objects.filter(pk=case.pk).update(version=case.version)


def receive(work: Work, case: Case) -> None:
    """The application counts as received now; the limit for telling what lacks starts, where the rule has one."""
    case.move("receive", at=work.at, received_at=work.at, period_from=work.at)
    start_tell_limit(work, case)
    work.emit(
        events.RECEIVED, about(case), case=case.pk, no=case.no, department=case.department_id, ticket=case.ticket_id
    )


def start_tell_limit(work: Work, case: Case, *, since: datetime | None = None) -> None:
    """Counted from the day of receipt, or of completion in a later period; `since` when that is not now."""
    rule, begun = rule_of(case.rule), since or work.at
    case.deems_at = None
    if rule.tell_within is not None:
        told = clocks.start(work, case, "tell", clocks.tell_limit(rule.tell_within, rule.tell_basis), begun)
        case.deems_at = deeming.deems_at(case, told.due_at, begun, work.zone)
    Case.objects.filter(pk=case.pk).update(deems_at=case.deems_at)


@command("cases.attach_file", needs="case.check")
def attach_file(
    work: Work, *, case: UUID | str, name: str, content_type: str, data: bytes, material: str = ""
) -> dict[str, Any]:
    """Keep a scan or a photo with a material (or with the case). It says nothing about the material's status."""
    found = take_case(work, case)
    stands(found, "attach_file")
    row = None
    if material:
        row = CaseMaterial.objects.filter(case=found, center_id=work.center_id, code=material).first()
        if row is None:
            raise Missing("material.missing", material=material)
    ref = files.keep(work, name, content_type, data)
    kept = CaseFile.objects.create(
        center_id=work.center_id, case=found, material=row, file_id=ref.id, name=ref.name, content_type=ref.content_type,
        size=ref.size, kept_at=work.at, by_name=work.actor.name,
    )  # fmt: skip
    work.audit("case.file_attached", about(found), after={"material": material, "digest": ref.digest, "size": ref.size})
    tell(work, found)
    return answer(found, file={"id": kept.pk, "file_id": ref.id, "name": ref.name, "size": ref.size})


@command("cases.give_receipt", needs="case.check")
def give_receipt(work: Work, *, case: UUID | str) -> dict[str, Any]:
    """收件凭证: what was received, on paper. Possible for every item, whatever its rule; an application alone is enough."""
    found = take_case(work, case)
    if found.state == State.DRAFT:
        receive(work, found)
    if found.received_at is None:
        raise Refused("case.nothing_received", no=found.no)
    paper = papers.receipt(work, found)
    work.audit("case.receipt_given", about(found), after={"paper": paper.number_text})
    tell(work, found)
    return answer(found, papers=[paper_answer(paper)])


@command("cases.complete_correction", needs="case.check")
def complete_correction(
    work: Work, *, case: UUID | str, materials: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """What the notice asked for has been brought: a new period of intake begins, with a receipt for the new papers.

    Everything that was told must be there in some form; whether it is now right is looked at in the new period.
    """
    found = take_case(work, case)
    stands(found, "complete_correction")
    notice = Notice.objects.filter(case=found, center_id=work.center_id).order_by("-period").first()
    assert notice is not None, "a case that is being corrected was told what to correct"
    rows = {m.code: m for m in materials_of(found)}
    changed = [_look(work, rows, code, given) for code, given in _given(materials or {}).items()]
    told = set(notice.lines.values_list("material_code", flat=True))
    brought = {m.code for m in rows.values() if m.code in told and m.status not in DEFECTS}
    brought |= {m.code for m in changed if m.status in HANDED_IN}
    lacking = [rows[c].name for c in sorted(told - brought) if c in rows]
    if lacking:
        raise Refused("case.correction_incomplete", no=found.no, materials="、".join(lacking))
    _save(found, changed)
    Notice.objects.filter(pk=notice.pk).update(completed_at=work.at)
    found.move("complete", at=work.at, period=found.period + 1, period_from=work.at)
    clocks.meet(work, found, "correction")
    start_tell_limit(work, found)
    paper = papers.completion(work, found, notice, [m for m in rows.values() if m.code in told])
    work.audit("case.corrected", about(found), after={"period": found.period, "materials": sorted(told)})
    work.emit(events.CORRECTED, about(found), case=found.pk, no=found.no, period=found.period)
    tell(work, found)
    return answer(found, papers=[paper_answer(paper)])
