"""告知承诺 as acts: told and chosen, taken back before the decision, looked into after it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused

from .. import breaches, catalogue, clocks, commitments, events, papers, promises
from ..models import Case, CaseMaterial, Commitment, Notice, NoticeLine, Telling
from ..models_promises import METHODS
from ..rules.commitment import GRADES, RESULTS
from .common import about, among, answer, materials_of, need, paper_answer, rule_by, stands, take_case, tell, text
from .extending import lapse
from .procedures import end_all

CURE = "已撤回告知承诺，请按一般程序提交这份材料"


@command("cases.choose_procedure", needs="case.check")
def choose_procedure(work: Work, *, case: UUID | str, choice: str, note: str = "") -> dict[str, Any]:
    """The applicant was told of the commitment, and chose it or the ordinary procedure. Until an answer he may choose again.

    The record says who told him and when; the ordinary procedure asks for the full list.
    """
    found = take_case(work, case)
    stands(found, "choose_procedure")
    commitments.choose(work, found, catalogue.pinned(found.item_version_id), choice, note)
    found.version += 1
    Case.objects.filter(pk=found.pk).update(version=found.version)
    tell(work, found)
    replaced = [m.code for m in materials_of(found) if m.replaced]
    return answer(found, choice=choice, told=True, replaced=replaced)


@command("cases.withdraw_commitment", needs="case.check")
def withdraw_commitment(
    work: Work, *, case: UUID | str, reason: str, correction_days: int | None = None
) -> dict[str, Any]:
    """Before the decision the applicant takes his commitment back; the application goes on under the ordinary procedure.

    What the commitment replaced is asked for in one notice, with what was tolerated and has not come; the clock of the decision
    ends, and starts again with the acceptance on the full list. Where nothing was replaced, or all of it lies in the file or went up
    with a report, nothing lacks, and the clock runs on.
    """
    found = take_case(work, case)
    stands(found, "withdraw_commitment")
    row = _made(found)
    said = need(text(reason, "reason", most=400), "reason", "撤回承诺的原因")
    row.move("withdraw", at=work.at, withdrawn_at=work.at, withdrawn_reason=said)
    Telling.objects.create(
        center_id=found.center_id, case=found, item_version_id=found.item_version_id, period=found.period, choice="ordinary", note=said, at=work.at,
        by_id=work.actor.id, by_name=work.actor.name,
    )  # fmt: skip
    owed = _owed_again(found)
    work.audit("case.commitment_withdrawn", about(found), after={"asked": [m.code for m in owed]}, reason=said)
    work.emit(events.COMMITMENT_WITHDRAWN, about(found), case=found.pk, no=found.no, department=found.department_id)
    issued = [_ask_for(work, found, owed, correction_days)] if owed else []
    tell(work, found)
    return answer(found, asked=[m.code for m in owed], period=found.period, papers=issued)


def _made(case: Case) -> Commitment:
    row = Commitment.objects.filter(case=case, center_id=case.center_id, state="made").first()
    if row is None:
        raise Refused("commitment.nothing_made", no=case.no)
    return row


def _owed_again(case: Case) -> list[CaseMaterial]:
    """What the full list asks for and nobody has handed in yet: marked as told, so that it may be asked for."""
    owed, there = commitments.taken_back(case)
    for m in owed:
        m.status = "missing" if m.replaced and m.status == "not_looked_at" else m.status
        m.cure, m.told, m.tolerated_until = (CURE if m.replaced else m.cure), True, None
    for m in (*owed, *there):
        m.replaced = False
    CaseMaterial.objects.bulk_update([*owed, *there], ["status", "cure", "replaced", "told", "tolerated_until"])
    return owed


def _ask_for(work: Work, case: Case, owed: list[CaseMaterial], days: int | None) -> dict[str, Any]:
    """A new period of correction begins with one notice; the dates of the fallen acceptance end."""
    clocks.meet(work, case, *clocks.UNTIL_DECISION)
    end_all(work, case, "申请人撤回告知承诺，程序终止。")
    lapse(work, case)
    promises.end(work, case)
    limit = clocks.start(work, case, "correction", clocks.correction_limit(_days(work, days)), work.at)
    case.move("renounce", at=work.at, period=case.period + 1, outcome="one_time_notice", due=None, due_kind="")
    ruling = rule_by(work, case, "intake", "one_time_notice", reasons="申请人撤回告知承诺，按一般程序办理")
    kept = Notice.objects.create(
        center_id=case.center_id, case=case, period=case.period, told_at=work.at, correct_by=limit.due
    )
    NoticeLine.objects.bulk_create(
        NoticeLine(
            center_id=case.center_id, notice=kept, material_code=m.code, material_name=m.name, defect=m.status,
            cure=papers.build.cure_of(m),
        )
        for m in owed
    )  # fmt: skip
    paper = papers.notice(work, case, owed, limit)
    for row in (kept, ruling):
        type(row).objects.filter(pk=row.pk).update(paper_id=paper.id, paper_no=paper.number_text)
    return paper_answer(paper)


def _days(work: Work, days: Any) -> int:
    if days is None:
        return places.center(work.center_id).setting("correction_days")
    if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= 180:
        raise Invalid("case.correction_days", field="correction_days")
    return days


@command("cases.verify_commitment", needs="case.decide")
def verify_commitment(
    work: Work,
    *,
    case: UUID | str,
    result: str,
    findings: str,
    verifiers: Sequence[str],
    method: str = "on_site",
    grade: str = "",
    basis: str = "",
    repair_days: int | None = None,
) -> dict[str, Any]:
    """After the decision two people look whether it is as was promised. What is not opens a correction period, in writing.

    A breach needs its grade and basis; the applicant may appeal, and the paper says until when.
    """
    found = take_case(work, case)
    stands(found, "verify_commitment")
    row = _made(found)
    if row.verify_by is None:
        raise Refused("commitment.not_decided", no=found.no)
    among(result, RESULTS, "result")
    said = need(text(findings, "findings"), "findings", "核查情况")
    names = two_names(verifiers, "verifiers")
    facts = {
        "verified_at": work.at, "verifiers": names, "method": among(method, METHODS, "method"), "findings": said,
    }  # fmt: skip
    row.move("keep" if result == "kept" else "break", at=work.at, **facts)
    clocks.meet(work, found, "verification")
    work.audit("case.commitment_verified", about(found), after={"result": result, "method": method})
    work.emit(events.COMMITMENT_VERIFIED, about(found), case=found.pk, no=found.no, result=result)
    issued: list[dict[str, Any]] = []
    if result == "breach":
        law = need(text(basis, "basis"), "basis", "法律依据")
        paper = breaches.open_breach(work, found, row, among(grade, GRADES, "grade"), law, repair_days)
        issued = [paper_answer(paper)]
    tell(work, found)
    return answer(found, commitment=row.state, papers=issued)


def two_names(given: Any, field: str) -> list[str]:
    """Two different people: one alone verifies nothing (行政执法由两名以上人员进行)."""
    if not isinstance(given, list | tuple) or not all(isinstance(n, str) for n in given):
        raise Invalid("commitment.two_names", field=field)
    names = list(dict.fromkeys(n.strip()[:100] for n in given if n.strip()))
    if len(names) < 2:
        raise Invalid("commitment.two_names", field=field)
    return names
