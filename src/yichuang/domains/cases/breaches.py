"""违诺 inside another act's transaction: found, run out. Each function takes the caller's `work`.

The pure rule is in `rules/commitment.py`, the acts that a person names in `commands/breaching.py`.
"""

from typing import Any
from uuid import UUID

from yichuang.domains.documents.api import PaperRef
from yichuang.domains.places import api as places
from yichuang.foundation.command import Work
from yichuang.foundation.deadlines import Limit, StartsAt, Unit
from yichuang.foundation.errors import Invalid
from yichuang.foundation.workdays.table import calendar_of

from . import catalogue, clocks, events, posting
from .commands.common import about
from .models import Breach, Case, Commitment
from .papers import breaches as letters
from .rules import commitment as rule
from .rules.tolerance import after_days


def open_breach(work: Work, case: Case, made: Commitment, grade: str, basis: str, repair_days: Any) -> PaperRef:
    """Write the breach down, start its correction period, tell the applicant in writing and by phone."""
    center = places.center(work.center_id)
    limit = Limit(_days(case, repair_days, center), Unit.NATURAL_DAY, "", StartsAt.DECISION)
    repair = clocks.start(work, case, "repair", limit, work.at)
    appeal_by = after_days(work.today, center.setting("commitment_appeal_days"), calendar_of())
    row = Breach.objects.create(
        center_id=case.center_id, case=case, commitment=made, state="open", state_since=work.at, grade=grade,
        facts=made.findings, basis=basis, found_at=work.at, found_on=work.today, found_by=made.verifiers,
        repair_by=repair.due, appeal_by=appeal_by,
    )  # fmt: skip
    work.audit("case.breach_found", about(case), after={"grade": grade, "repair_by": repair.due})
    work.emit(events.BREACH_FOUND, about(case), case=case.pk, no=case.no, grade=grade, department=case.department_id)
    posting.to_applicant(work, case, "promise.repair", posting.REPAIR, by=row.repair_by.isoformat())
    paper = letters.repair(work, case, row)
    Breach.objects.filter(pk=row.pk).update(paper_id=paper.id, paper_no=paper.number_text)
    return paper


def notice_was_served(work: Work, case_id: UUID, paper_id: UUID) -> None:
    """The applicant has the notice: from now on his days for an appeal run. A day that he was told moves later only."""
    row = Breach.objects.filter(case_id=case_id, center_id=work.center_id, paper_id=paper_id).first()
    if row is None:
        return
    days = places.center(work.center_id).setting("commitment_appeal_days")
    by = max(row.appeal_by, after_days(work.today, days, calendar_of()))
    Breach.objects.filter(pk=row.pk).update(told_at=work.at, appeal_by=by)
    work.audit("case.breach_told", f"case:{case_id}", before={"appeal_by": row.appeal_by}, after={"appeal_by": by})


def _days(case: Case, given: Any, center: places.CenterInfo) -> int:
    if given is None:
        letter = catalogue.pinned(case.item_version_id).letter
        return (letter.repair_days if letter else None) or center.setting("commitment_repair_days")
    if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= 365:
        raise Invalid("breach.repair_days", field="repair_days")
    return given


def due_run_outs(work: Work, row: Breach) -> None:
    """A correction period that is over counts as over before the next act looks at it."""
    if rule.overdue(row.state, row.repair_by, work.today):
        run_out(work, row)


def run_out(work: Work, row: Breach) -> None:
    """Nothing was corrected in time: the department has to decide."""
    row.move("run_out", at=work.at)
    work.audit("case.breach_run_out", f"case:{row.case_id}", after={"by": row.repair_by})
    posting.to_department(work, row.case, "promise.repair", posting.REPAIR_DESK, by=row.repair_by.isoformat())


def close(work: Work, row: Breach, how: str) -> None:
    """Say that a breach has come to its end in one way or another."""
    clocks.meet(work, row.case, "repair")
    work.emit(events.BREACH_CLOSED, about(row.case), case=row.case_id, no=row.case.no, how=how)
