"""Numbers set aside for papers that are written by hand while the system is down, and what becomes of them."""

from __future__ import annotations

from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation import numbering
from yichuang.foundation.command import Work
from yichuang.foundation.errors import Invalid, Missing

from . import numbers
from .kinds import KINDS
from .types import NumberRef

MOST = 500  # at once: a pack for a week, not a year's stock


def reserve_numbers(
    work: Work, kind: str, department_id: UUID, count: int, purpose: str, *, year: int | None = None
) -> list[NumberRef]:
    """Set the next `count` numbers of a series aside, inside another act's transaction: take them as the last thing of it.

    Each is later borne by a paper (`issue_paper(…, number=…)`) or voided (`void_number`). `purpose` says for what, in the register.
    """
    if kind not in KINDS:
        raise Invalid("paper.kind_unknown", field="kind", kind=kind)
    if not 1 <= count <= MOST:
        raise Invalid("paper.count_out_of_range", field="count", most=MOST)
    if not purpose.strip():
        raise Invalid("paper.purpose_missing", field="purpose")
    short, year = unit_of(work, department_id).short_name, year or work.today.year
    taken = numbering.reserve(work, numbers.series(department_id, kind), year, count, reason=purpose)
    refs = [
        NumberRef(kind, department_id, year, n, numbers.number_text(short, KINDS[kind].nature, year, n), "reserved")
        for n in taken
    ]
    work.audit("paper.numbers_reserved", f"department:{department_id}",
               after={"first": refs[0].text, "last": refs[-1].text, "count": count}, reason=purpose.strip())  # fmt: skip
    return refs


def unit_of(work: Work, department_id: UUID) -> places.DepartmentInfo:
    """A department of the act's own center, also for somebody who reads several."""
    found = next((d for d in places.departments(work.center_id) if d.id == department_id), None)
    if found is None:
        raise Missing("department.missing")
    return found


def reserved_numbers(center_id: UUID, kind: str, department_id: UUID, year: int, first: int, last: int) -> list[int]:
    """Those of a run that are still set aside: neither borne by a paper nor voided. One statement."""
    return numbering.reserved(center_id, numbers.series(department_id, kind), year, first, last)


def void_number(work: Work, kind: str, department_id: UUID, year: int, number: int, *, reason: str) -> NumberRef:
    """Void a number that was set aside and not used, inside another act's transaction."""
    if kind not in KINDS:
        raise Invalid("paper.kind_unknown", field="kind", kind=kind)
    text = numbers.number_text(unit_of(work, department_id).short_name, KINDS[kind].nature, year, number)
    numbering.void_unused(work, numbers.series(department_id, kind), year, number, reason=reason)
    work.audit("paper.number_voided", f"department:{department_id}", before={"state": "reserved"},
               after={"number": text, "state": "voided"}, reason=reason.strip())  # fmt: skip
    return NumberRef(kind, department_id, year, number, text, "voided")
