"""A case in two stages (行政许可法 35 and 43): which organ has it now, and what only the one that decides may do."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation.command import Work
from yichuang.foundation.errors import Denied, Refused
from yichuang.foundation.ids import uuid7

from .law import two_stage
from .law.two_stage import DECISION, REVIEW, stage_of
from .models import Case, CaseReport


def for_the_decider(work: Work, case: Case, code: str = "two_stage.not_reported") -> None:
    """Refuse what the superior alone may do while the lower organ has the case, and whoever belongs to another organ."""
    stage = stage_of(case)
    if not stage:
        return
    if stage == REVIEW:
        raise Refused(code, no=case.no, decider=name_of(case.decides_id))
    if work.actor.department_id not in (None, case.decides_id):
        raise Denied("two_stage.other_organ", decider=name_of(case.decides_id))


def name_of(department_id: UUID | None) -> str:
    """A department as papers and pages call it."""
    return places.department(department_id).name if department_id else ""


def report_of(case: Case) -> CaseReport | None:
    """What was sent up; no statement for a case of one organ."""
    if case.decides_id is None:
        return None
    return CaseReport.objects.filter(case=case, center_id=case.center_id).first()


def carry_report(old: Case, new: Case) -> None:
    """What went up stays with the organ that decides when it handles the matter again. Two statements, none for one organ."""
    row = report_of(old)
    if row is not None:
        row.pk, row.case, row._state.adding = uuid7(), new, True
        row.save(force_insert=True)


def not_again(case: Case, asked: Iterable[Any]) -> None:
    """Refuse to ask the applicant for a material that went up with the report (行政许可法 35)."""
    row = report_of(case)
    if row is None:
        return
    names = {m.code: m.name for m in asked}
    sent = {str(p["code"]) for p in row.papers}
    try:
        two_stage.check_asking(names, two_stage.Report(row.opinion, frozenset(sent)))
    except Refused as no:
        said = "、".join(names[code] for code in sorted(set(names) & sent))
        raise Refused(no.code, field="materials", papers=said) from None


__all__ = ["DECISION", "REVIEW", "carry_report", "for_the_decider", "name_of", "not_again", "report_of", "stage_of"]
