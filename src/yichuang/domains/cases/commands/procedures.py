"""Special procedures: started with a written notice of the time needed, finished with a notice of the date that then holds.

While one runs nothing is decided. The clock stands still meanwhile, but for days that a judgment or a review set (`law/special.py`).
"""

from typing import Any
from uuid import UUID

from yichuang.foundation.command import Work, command
from yichuang.foundation.deadlines import Limit, StopKind
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.workdays.table import calendar_of

from .. import catalogue, clocks, events, papers
from ..law import special
from ..lifecycle import State
from ..models import Case, CaseHearing, CaseStop
from .common import about, answer, as_id, paper_answer, stands, take_case, tell, text

TO_BE_HELD = ("applied", "ordered", "arranged")
"""States of a hearing whose stop ends with it, by being held or called off, and in no other way."""


@command("cases.start_procedure", needs="case.decide")
def start_procedure(
    work: Work,
    *,
    case: UUID | str,
    days: int,
    kind: str = "",
    name: str = "",
    basis: str = "",
    unit: str = "working_day",
    reason: str = "",
) -> dict[str, Any]:
    """Stop the clock for a procedure of the law (one that a court set runs on), and tell the applicant in writing how long it will take.

    One that the item declares is named by `name`; any other by `kind`, and by its law where the licence law does not know it.
    A second one may begin while the first runs.
    """
    found = take_case(work, case)
    stands(found, "start_procedure")
    needed = special.days(days, unit)
    if kind == StopKind.HEARING or name.strip() in _hearings(found):
        raise Refused("procedure.hearing_is_arranged", name=name or "听证")
    stop = begin(
        work, found, needed, kind=kind, name=text(name, "name", most=100), basis=text(basis, "basis", most=300),
        reason=text(reason, "reason", most=400),
    )  # fmt: skip
    paper = tell_start(work, found, stop)
    tell(work, found)
    return answer(
        found,
        procedure=stop.pk,
        expected_until=stop.expected_until,
        by_order=stop.by_order,
        papers=[paper_answer(paper)],
    )


def _hearings(case: Case) -> set[str]:
    """What the item calls its hearing: that has acts of its own, with its days and its presider."""
    return {p.name for p in catalogue.pinned(case.item_version_id).procedures if p.kind == StopKind.HEARING} | {
        special.HEARING
    }


def begin(work: Work, case: Case, needed: Limit, *, kind: str, name: str, basis: str, reason: str) -> CaseStop:
    """Let a procedure run, in the caller's transaction: checked against the item, not told on paper yet."""
    item = catalogue.pinned(case.item_version_id)
    chosen = special.choose(item.procedures, item.is_licence, kind=kind, name=name, basis=basis)
    if any((s.kind, s.name) == (chosen.kind, chosen.name) for s in running(case)):
        raise Refused("procedure.runs_already", name=chosen.name)
    return CaseStop.objects.create(
        center_id=case.center_id, case=case, state="running", state_since=work.at, kind=chosen.kind.value,
        name=chosen.name, basis=chosen.basis, reason=reason, by_order=clocks.ordered_by(case), days_needed=needed.value, days_unit=needed.unit.value,
        expected_until=special.announced_end(needed, work.today, calendar_of()), started_at=work.at,
        started_by_id=work.actor.id, started_by=work.actor.name, started_post=work.actor.post,
    )  # fmt: skip


def tell_start(work: Work, case: Case, stop: CaseStop) -> Any:
    """Move the case, its dates and its file, and issue the notice. The last thing of an act."""
    before = case.state
    if before == State.ACCEPTED:
        case.move("stop", at=work.at)
    settle(case, bump=before == State.STOPPED)
    moved = clocks.move_dates(work, case, "procedure_started")
    facts = {"procedure": stop.pk, "kind": stop.kind, "days": stop.days_needed, "unit": stop.days_unit}
    work.audit("case.procedure_started", about(case), before={"due": moved.before, "state": before}, after=facts)
    work.emit(events.PROCEDURE_STARTED, about(case), case=case.pk, no=case.no, department=case.department_id, **facts)
    paper = papers.process.procedure_started(work, case, stop, moved)
    CaseStop.objects.filter(pk=stop.pk).update(start_paper_id=paper.id, start_paper_no=paper.number_text)
    moved.record(paper.number_text)
    return paper


@command("cases.finish_procedure", needs="case.decide")
def finish_procedure(work: Work, *, case: UUID | str, procedure: UUID | str, finding: str = "") -> dict[str, Any]:
    """A procedure is over. When no other runs, the clock goes on, and the notice names the date that holds from now on."""
    found = take_case(work, case)
    stands(found, "finish_procedure")
    uid = as_id(procedure)
    stop = CaseStop.objects.filter(case=found, center_id=work.center_id, pk=uid).first() if uid else None
    if stop is None:
        raise Missing("procedure.missing", field="procedure")
    if CaseHearing.objects.filter(stop=stop, center_id=work.center_id, state__in=TO_BE_HELD).exists():
        raise Refused("procedure.hearing_is_arranged", name=stop.name)
    paper = end(work, found, stop, text(finding, "finding", most=1000))
    tell(work, found)
    return answer(found, procedure=stop.pk, by_order=stop.by_order, papers=[paper_answer(paper)])


def end(work: Work, case: Case, stop: CaseStop, finding: str) -> Any:
    """End a procedure in the caller's transaction, with its notice. The last thing of an act."""
    stop.move("finish", at=work.at, finished_at=work.at, finished_by_id=work.actor.id, finished_by=work.actor.name,
              finding=finding)  # fmt: skip
    others = running(case)
    if case.state == State.STOPPED and not others:
        case.move("resume", at=work.at)
    settle(case, bump=bool(others))
    told = clocks.last_told(case)
    moved = clocks.move_dates(work, case, "procedure_finished")
    work.audit(
        "case.procedure_finished", about(case),
        after={"procedure": stop.pk, "due": moved.after, "late": special.late_by(stop.expected_until, work.today)},
    )  # fmt: skip
    work.emit(
        events.PROCEDURE_FINISHED, about(case), case=case.pk, no=case.no, department=case.department_id,
        procedure=stop.pk, due=moved.after,
    )  # fmt: skip
    paper = papers.process.procedure_finished(work, case, stop, moved, others, told)
    CaseStop.objects.filter(pk=stop.pk).update(finish_paper_id=paper.id, finish_paper_no=paper.number_text)
    moved.record(paper.number_text)
    return paper


def running(case: Case) -> list[CaseStop]:
    """The procedures that hold the clock now, the first begun first. One statement."""
    rows = CaseStop.objects.filter(case=case, center_id=case.center_id, state="running")
    return list(rows.order_by("started_at", "id"))


def settle(case: Case, *, bump: bool) -> None:
    """Keep the earliest announced end with the case, for lists; `bump` its version when no move has done so."""
    ends = [s.expected_until for s in running(case) if s.expected_until]
    case.pause_until = min(ends, default=None)
    case.version += bump
    Case.objects.filter(pk=case.pk).update(pause_until=case.pause_until, version=case.version)


def end_all(work: Work, case: Case, why: str) -> None:
    """The case is over: what still runs ends with it, without a notice of a date that nobody needs any more."""
    for stop in running(case):
        stop.move("finish", at=work.at, finished_at=work.at, finished_by_id=work.actor.id, finished_by=work.actor.name,
                  finding=why)  # fmt: skip
    if case.pause_until is not None:
        case.pause_until = None
        Case.objects.filter(pk=case.pk).update(pause_until=None)
