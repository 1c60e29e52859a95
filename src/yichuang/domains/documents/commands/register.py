"""The register of numbers, as acts of its keeper; and how a department wants its papers handled."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid

from ..models import PaperHabit
from ..reserving import reserve_numbers, unit_of, void_number
from .common import as_id


@command("documents.set_numbers_aside", needs="place.manage")
def set_numbers_aside(work: Work, *, kind: str, department_id: UUID | str, count: int, purpose: str) -> dict[str, Any]:
    """Reserve the next numbers of a series for papers written by hand; each is used or voided later."""
    refs = reserve_numbers(work, kind, _unit(department_id), count, purpose)
    return {"first": refs[0].text, "last": refs[-1].text, "count": len(refs)}


@command("documents.void_unused_number", needs="place.manage")
def void_unused_number(
    work: Work, *, kind: str, department_id: UUID | str, year: int, number: int, reason: str
) -> dict[str, Any]:
    """A number that was set aside and no paper bears: it is void, and the register says why."""
    ref = void_number(work, kind, _unit(department_id), year, number, reason=reason)
    return {"number": ref.text, "state": ref.state}


@command("documents.set_paper_habit", needs="place.manage")
def set_paper_habit(work: Work, *, department_id: UUID | str, service_receipt: bool) -> dict[str, Any]:
    """Whether handing a department's papers over makes a 送达回证."""
    unit = unit_of(work, _unit(department_id))
    row, _ = PaperHabit.objects.get_or_create(center_id=work.center_id, department_id=unit.id)
    before = {"service_receipt": row.service_receipt}
    row.service_receipt = bool(service_receipt)
    row.save(update_fields=["service_receipt"])
    work.audit(
        "paper.habit_set", f"department:{unit.id}", before=before, after={"service_receipt": row.service_receipt}
    )
    return {"department": unit.id, "service_receipt": row.service_receipt}


def _unit(department_id: UUID | str) -> UUID:
    found = as_id(department_id)
    if found is None:
        raise Invalid("request.invalid", field="department_id")
    return found
