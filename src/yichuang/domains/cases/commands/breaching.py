"""What follows a breach of a commitment: correction, appeal, the department's decision, the repair of credit."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.workdays.table import calendar_of

from .. import breaches, posting
from ..models import Breach, Case, Commitment
from ..papers import breaches as letters
from ..rules import commitment as rule
from ..rules.tolerance import after_days
from .committing import two_names
from .common import about, among, answer, need, paper_answer, rule_by, stands, take_case, tell, text

BATCH = 200


def _breach(work: Work, case: UUID | str, act: str) -> tuple[Case, Breach]:
    found = take_case(work, case)
    stands(found, act)
    row = Breach.objects.select_for_update().filter(case=found, center_id=work.center_id).order_by("-found_at").first()
    if row is None:
        raise Refused("breach.none", no=found.no)
    row.case = found
    breaches.due_run_outs(work, row)
    return found, row


@command("cases.check_repair", needs="case.decide")
def check_repair(
    work: Work, *, case: UUID | str, corrected: bool, findings: str, verifiers: Sequence[str]
) -> dict[str, Any]:
    """Two people look again: it is as promised now, or it still is not and the correction period is over for it.

    A correction that comes late is still one, as long as nothing was decided.
    """
    found, row = _breach(work, case, "check_repair")
    if not isinstance(corrected, bool):
        raise Invalid("breach.yes_or_no", field="corrected")
    said = need(text(findings, "findings"), "findings", "复查情况")
    facts = {"checked_at": work.at, "checked_by": two_names(verifiers, "verifiers"), "check_findings": said}
    if corrected:
        row.move("correct", at=work.at, **facts)
        breaches.close(work, row, "corrected")
    elif row.state == "open":
        raise Refused("breach.period_runs", no=found.no, by=row.repair_by)
    else:
        row.LIFECYCLE.plan("decide", state=row.state)
        Breach.objects.filter(pk=row.pk).update(**facts)
    work.audit("case.repair_checked", about(found), after={"corrected": corrected})
    tell(work, found)
    return answer(found, breach=row.state)


@command("cases.appeal_breach", needs="case.check")
def appeal_breach(work: Work, *, case: UUID | str, appeal: str) -> dict[str, Any]:
    """The applicant objects to the finding, once and within its days; the department has to answer in writing."""
    found, row = _breach(work, case, "appeal_breach")
    if not rule.may_appeal(
        row.state, row.appealed_at is not None, row.appeal_by, work.today, told=row.told_at is not None
    ):
        raise Refused("breach.no_appeal", no=found.no, by=row.appeal_by)
    said = need(text(appeal, "appeal"), "appeal", "申诉的事实和理由")
    days = places.center(work.center_id).setting("commitment_answer_days")
    row.appealed_at, row.appeal, row.answer_by = work.at, said, after_days(work.today, days, calendar_of())
    row.save(update_fields=["appealed_at", "appeal", "answer_by"])
    work.audit("case.breach_appealed", about(found), after={"answer_by": row.answer_by})
    posting.to_department(work, found, "promise.appeal", posting.APPEAL_DESK, by=row.answer_by.isoformat())
    tell(work, found)
    return answer(found, breach=row.state, answer_by=row.answer_by)


@command("cases.answer_appeal", needs="case.decide")
def answer_appeal(work: Work, *, case: UUID | str, upheld: bool, reply: str) -> dict[str, Any]:
    """The department's written answer. An appeal that is upheld takes the finding away: there was no breach."""
    found, row = _breach(work, case, "answer_appeal")
    if not isinstance(upheld, bool):
        raise Invalid("breach.yes_or_no", field="upheld")
    if row.appealed_at is None or row.answered_at is not None:
        raise Refused("breach.nothing_to_answer", no=found.no)
    said = need(text(reply, "reply"), "reply", "答复的理由")
    row.answered_at, row.answered_by, row.answer, row.upheld = work.at, work.actor.name, said, upheld
    row.save(update_fields=["answered_at", "answered_by", "answer", "upheld"])
    if upheld:
        row.move("overturn", at=work.at)
        Commitment.objects.get(pk=row.commitment_id).move("restore", at=work.at)
        breaches.close(work, row, "overturned")
    work.audit("case.appeal_answered", about(found), after={"upheld": upheld})
    paper = letters.reply(work, found, row)
    Breach.objects.filter(pk=row.pk).update(answer_paper_no=paper.number_text)
    tell(work, found)
    return answer(found, breach=row.state, upheld=upheld, papers=[paper_answer(paper)])


@command("cases.decide_breach", needs="case.decide")
def decide_breach(
    work: Work, *, case: UUID | str, decision: str, reasons: str, basis: str, changed: str = ""
) -> dict[str, Any]:
    """After an unrepaired breach (or a false promise) the department revokes, changes or keeps its decision, in writing.

    Not while an appeal waits for its answer. `changed` says what the decision is changed to.
    """
    found, row = _breach(work, case, "decide_breach")
    among(decision, rule.DECISIONS, "decision")
    row.LIFECYCLE.plan("decide", state=row.state)
    if not rule.may_decide(row.grade, row.state, row.repair_by, work.today):
        raise Refused("breach.period_runs", no=found.no, by=row.repair_by)
    if row.appealed_at is not None and row.answered_at is None:
        raise Refused("breach.answer_first", no=found.no)
    said = need(text(reasons, "reasons"), "reasons", "事实和理由")
    law = need(text(basis, "basis"), "basis", "法律依据")
    new = need(text(changed, "changed"), "changed", "变更后的内容") if decision == "change" else ""
    row.move(
        "decide", at=work.at, decided_at=work.at, decided_by=work.actor.name, decision=decision, reasons=said,
        decision_basis=law,
    )  # fmt: skip
    ruling = rule_by(work, found, "revocation", decision, reasons=said, basis=law)
    breaches.close(work, row, decision)
    work.audit("case.breach_decided", about(found), after={"decision": decision}, reason=said)
    paper = letters.revocation(work, found, row, new)
    type(ruling).objects.filter(pk=ruling.pk).update(paper_id=paper.id, paper_no=paper.number_text)
    Breach.objects.filter(pk=row.pk).update(decision_paper_no=paper.number_text)
    tell(work, found)
    return answer(found, breach=row.state, decision=decision, papers=[paper_answer(paper)])


@command("cases.repair_credit", needs="case.decide")
def repair_credit(work: Work, *, case: UUID | str, reason: str) -> dict[str, Any]:
    """What was wrong is put right and its effects are gone: the breach no longer bars its author from a commitment."""
    found, row = _breach(work, case, "repair_credit")
    if row.credit_repaired_at is not None:
        raise Refused("breach.credit_repaired", no=found.no)
    waiting = row.appealed_at is not None and row.answered_at is None
    if not rule.may_repair_credit(row.state, waiting):
        raise Refused("breach.not_closed", no=found.no)
    said = need(text(reason, "reason", most=400), "reason", "信用修复的理由")
    row.credit_repaired_at, row.credit_repaired_by, row.credit_reason = work.at, work.actor.name, said
    row.save(update_fields=["credit_repaired_at", "credit_repaired_by", "credit_reason"])
    work.audit("case.credit_repaired", about(found), after={"grade": row.grade}, reason=said)
    tell(work, found)
    return answer(found, breach=row.state, credit_repaired=True)


@command("cases.run_out_repairs", needs="system.manage")
def run_out_repairs(work: Work) -> dict[str, Any]:
    """Make visible which correction periods are over, and tell the department. Some at a time."""
    rows = Breach.objects.select_for_update(skip_locked=True, of=("self",)).select_related("case")
    due = rows.filter(center_id=work.center_id, state="open", repair_by__lt=work.today)
    found = list(due.order_by("repair_by", "id")[:BATCH])
    for row in found:
        breaches.run_out(work, row)
        tell(work, row.case)
    return {"run_out": len(found)}


@command("cases.remind_verifications", needs="system.manage")
def remind_verifications(work: Work) -> dict[str, Any]:
    """Tell the departments which promises they still have to look into, on the yellow day."""
    center = places.center(work.center_id)
    horizon = after_days(work.today, max(center.yellow_threshold, 1), calendar_of())
    rows = Commitment.objects.select_for_update(skip_locked=True, of=("self",)).select_related("case").filter(
        center_id=work.center_id, state="made", verify_by__lte=horizon, reminded_at=None
    )  # fmt: skip
    found = list(rows.order_by("verify_by", "id")[:BATCH])
    for row in found:
        assert row.verify_by is not None
        posting.to_department(work, row.case, "promise.verify", posting.VERIFY_DESK, by=row.verify_by.isoformat())
    Commitment.objects.filter(pk__in=[r.pk for r in found]).update(reminded_at=work.at)
    return {"reminded": len(found)}
