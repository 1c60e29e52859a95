"""What was allowed to follow later: brought, brought too late, or not at all; and the jobs that remind and let it lapse."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.workdays.table import calendar_of

from .. import clocks, events, posting, promises, tolerances
from ..lifecycle import WITH_DEPARTMENT
from ..models import Case, CaseMaterial, Tolerance, ToleratedMaterial
from ..papers import promises as letters
from ..rules import tolerance as rule
from .checking import HANDED_IN, write_statuses
from .common import about, answer, need, paper_answer, rule_by, stands, take_case, tell, text
from .extending import lapse
from .procedures import end_all

BATCH = 200


@command("cases.supply", needs="case.check")
def supply(work: Work, *, case: UUID | str, materials: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Material that was tolerated is brought, all of it or some. What is in form is taken; what is not stays to be brought.

    After the promised day only the department can let it be taken: `admit_late`.
    """
    found, row = _unfinished(work, case, "supply")
    if row.state == "lapsed":
        raise Refused("tolerance.lapsed", no=found.no, by=row.supply_by)
    lines, looked = _brought(work, found, row, materials)
    taken = _take(work, row, lines, looked)
    left = row.lines.filter(supplied_at=None).count()
    if not left:
        row.move("supply", at=work.at, closed_at=work.at, closed_by=work.actor.name)
        _all_there(work, found)
    work.audit("case.supplied", about(found), after={"taken": sorted(taken), "left": left})
    paper = letters.supplement(work, found, row, looked, late=False)
    ToleratedMaterial.objects.filter(tolerance=row, code__in=taken).update(paper_no=paper.number_text)
    tell(work, found)
    return answer(found, tolerance=row.state, left=left, papers=[paper_answer(paper)])


@command("cases.admit_late", needs="case.decide")
def admit_late(
    work: Work, *, case: UUID | str, materials: Mapping[str, Mapping[str, Any]], reasons: str
) -> dict[str, Any]:
    """The department takes what came too late, in writing and with its reason. All of it must be there and in form."""
    found, row = _unfinished(work, case, "admit_late")
    if row.state != "lapsed":
        raise Refused("tolerance.not_lapsed", no=found.no, by=row.supply_by)
    said = need(text(reasons, "reasons"), "reasons", "同意逾期补交的理由")
    lines, looked = _brought(work, found, row, materials)
    taken = _take(work, row, lines, looked)
    left = list(row.lines.filter(supplied_at=None).values_list("name", flat=True))
    if left:
        raise Refused("tolerance.admit_all", no=found.no, materials="、".join(left))
    row.move("admit", at=work.at, closed_at=work.at, closed_by=work.actor.name, reasons=said)
    ruling = rule_by(work, found, "opinion", "admit_late", reasons=said)
    _all_there(work, found)
    work.audit("case.admitted_late", about(found), after={"taken": sorted(taken)}, reason=said)
    paper = letters.supplement(work, found, row, looked, late=True)
    ToleratedMaterial.objects.filter(tolerance=row, code__in=taken).update(paper_no=paper.number_text)
    type(ruling).objects.filter(pk=ruling.pk).update(paper_id=paper.id, paper_no=paper.number_text)
    tell(work, found)
    return answer(found, tolerance=row.state, left=0, papers=[paper_answer(paper)])


@command("cases.return_lapsed", needs="case.decide")
def return_lapsed(work: Work, *, case: UUID | str, reasons: str, basis: str) -> dict[str, Any]:
    """Nothing came by the promised day: the department returns the application in writing, with remedies. This case only."""
    found, row = _unfinished(work, case, "return_lapsed")
    if row.state != "lapsed":
        raise Refused("tolerance.not_lapsed", no=found.no, by=row.supply_by)
    said = need(text(reasons, "reasons"), "reasons", "事实和理由")
    law = need(text(basis, "basis"), "basis", "法律依据")
    found.move("return_lapsed", at=work.at, ended_at=work.at)
    clocks.meet(work, found, "promise", "statutory")
    end_all(work, found, "容缺逾期退件，程序终止。")
    lapse(work, found)
    promises.end(work, found)
    ruling = rule_by(work, found, "decision", "return", reasons=said, basis=law)
    work.audit("case.returned", about(found), after={"state": found.state, "ground": "tolerance_lapsed"}, reason=said)
    work.emit(events.RETURNED, about(found), case=found.pk, no=found.no, ticket=found.ticket_id)
    paper = letters.returned(work, found, ruling)
    type(ruling).objects.filter(pk=ruling.pk).update(paper_id=paper.id, paper_no=paper.number_text)
    tell(work, found)
    return answer(found, papers=[paper_answer(paper)])


def _unfinished(work: Work, case: UUID | str, act: str) -> tuple[Case, Tolerance]:
    """The case with what is still to come, lapsed if its day is over; refused when nothing is."""
    found = take_case(work, case)
    tolerances.due_lapses(work, found)
    stands(found, act)
    row = tolerances.unfinished(found)
    if row is None:
        raise Refused("tolerance.nothing_open", no=found.no)
    return found, row


def _brought(
    work: Work, case: Case, row: Tolerance, given: Any
) -> tuple[dict[str, ToleratedMaterial], list[CaseMaterial]]:
    """What was put on the counter: only what is still to come, and at least one thing of it."""
    if not isinstance(given, Mapping) or not given or not all(isinstance(v, Mapping) for v in given.values()):
        raise Invalid("material.map_expected", field="materials")
    lines = {line.code: line for line in row.lines.filter(supplied_at=None)}
    unknown = set(given) - set(lines)
    if unknown:
        raise Invalid("tolerance.not_waited_for", field=f"materials.{min(unknown)}", material=min(unknown))
    _rows, looked = write_statuses(work, case, {code: {"status": "received", **v} for code, v in given.items()})
    if not any(m.status in HANDED_IN for m in looked):
        raise Invalid("tolerance.nothing_brought", field="materials")
    return lines, looked


def _take(work: Work, row: Tolerance, lines: Mapping[str, ToleratedMaterial], looked: list[CaseMaterial]) -> set[str]:
    """What is there and in form is crossed off."""
    taken = {m.code for m in looked if m.status == "received"}
    ToleratedMaterial.objects.filter(pk__in=[lines[c].pk for c in taken]).update(
        supplied_at=work.at, supplied_by=work.actor.name
    )
    CaseMaterial.objects.filter(case_id=row.case_id, code__in=taken).update(tolerated_until=None)
    return taken


def _all_there(work: Work, case: Case) -> None:
    clocks.meet(work, case, "tolerance")
    work.emit(events.SUPPLIED, about(case), case=case.pk, no=case.no, department=case.department_id)
    posting.to_department(work, case, "promise.supplied", posting.SUPPLIED_DESK)


@command("cases.lapse_tolerances", needs="system.manage")
def lapse_tolerances(work: Work) -> dict[str, Any]:
    """Make visible what ran out, and tell the applicant and the department. Some at a time, so that no transaction is long."""
    rows = Tolerance.objects.select_for_update(skip_locked=True, of=("self",)).select_related("case")
    due = rows.filter(
        center_id=work.center_id, state="open", supply_by__lt=work.today, case__state__in=sorted(WITH_DEPARTMENT)
    )
    found = list(due.order_by("supply_by", "id")[:BATCH])
    for row in found:
        tolerances.lapse(work, row.case, row)
        tell(work, row.case)
    return {"lapsed": len(found)}


@command("cases.remind_tolerances", needs="system.manage")
def remind_tolerances(work: Work) -> dict[str, Any]:
    """Tell the applicants, once, that the promised day is near."""
    before, calendar = places.center(work.center_id).setting("tolerance_remind_days"), calendar_of()
    horizon = rule.after_days(work.today, before, calendar)
    rows = Tolerance.objects.select_for_update(skip_locked=True, of=("self",)).select_related("case").filter(
        center_id=work.center_id, state="open", reminded_at=None, supply_by__gte=work.today, supply_by__lte=horizon,
        case__state__in=sorted(WITH_DEPARTMENT),
    )  # fmt: skip
    found = list(rows.order_by("supply_by", "id")[:BATCH])
    for row in found:
        left = list(row.lines.filter(supplied_at=None).order_by("code").values_list("name", flat=True))
        named = {"count": len(left)} if row.case.sensitive else {"materials": "、".join(left)}
        text = posting.REMIND_UNNAMED if row.case.sensitive else posting.REMIND
        posting.to_applicant(work, row.case, "promise.remind", text, by=row.supply_by.isoformat(), **named)
    Tolerance.objects.filter(pk__in=[r.pk for r in found]).update(reminded_at=work.at)
    return {"reminded": len(found)}
