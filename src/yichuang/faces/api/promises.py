"""Promises over HTTP: what may follow later (容缺), commitments (告知承诺), their verification and what a breach brings."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router

from yichuang.domains.cases import api as cases

from .base import actor_of, key_of
from .cases import MaterialsIn, ReasonIn, reader, row_facts
from .tickets import NO, Strict

router = Router(tags=["promises"])


class ChoiceIn(Strict):
    """`choice` is commitment or ordinary: what the applicant chose after having been told."""

    choice: str
    note: str = ""


class LateIn(Strict):
    """What came too late, by material code, and why the department takes it."""

    materials: MaterialsIn
    reasons: str


class ReturnIn(Strict):
    """Facts and law of the return."""

    reasons: str
    basis: str


class CommitmentWithdrawalIn(Strict):
    """Why, and how many working days for bringing what the commitment replaced (else as the center has set)."""

    reason: str
    correction_days: int | None = None


class VerificationIn(Strict):
    """`result` is kept or breach; a breach needs its grade (minor, general, serious) and basis. Two names at least."""

    result: str
    findings: str
    verifiers: list[str]
    method: str = "on_site"
    grade: str = ""
    basis: str = ""
    repair_days: int | None = None


class RepairCheckIn(Strict):
    """What the second look found."""

    corrected: bool
    findings: str
    verifiers: list[str]


class AppealIn(Strict):
    """Facts and reasons of the applicant."""

    appeal: str


class AnswerIn(Strict):
    """`upheld` takes the finding away."""

    upheld: bool
    reply: str


class BreachDecisionIn(Strict):
    """`decision` is revoke, change or keep; `changed` says to what."""

    decision: str
    reasons: str
    basis: str
    changed: str = ""


def _materials(data: MaterialsIn) -> dict[str, dict[str, Any]]:
    return {code: m.dict(exclude_none=True) for code, m in data.root.items()}


@router.get("/cases/{no}/promises", response={200: dict[str, Any], **NO}, operation_id="get_promises")
def get_promises(request: HttpRequest, no: str) -> Any:
    """Whether the applicant was told of the commitment and what he chose; what is still to come; what was committed to."""
    found = cases.promises_of(reader(request), no)
    return {
        "in_scope": found.in_scope, "must_tell": found.must_tell, "replaces": list(found.replaces),
        "letter": [{"title": title, "text": text} for title, text in found.letter],
        "obstacles": [{"code": r.code, "text": r.text} for r in found.obstacles],
        "choice": found.choice, "told_at": found.telling.at if found.telling else None,
        "told_by": found.telling.by_name if found.telling else "",
        "tolerance": tolerance_facts(found.tolerance) if found.tolerance else None,
        "commitment": commitment_facts(found.commitment) if found.commitment else None,
    }  # fmt: skip


@router.get("/cases/{no}/tolerance", response={200: dict[str, Any], **NO}, operation_id="preview_tolerance")
def preview_tolerance(request: HttpRequest, no: str, by: date | None = None, days: int | None = None) -> Any:
    """Whether something may follow later, by when at the latest, and why not."""
    found = cases.tolerance_offer(reader(request), no, by=by, days=days)
    return {
        "lawful": found.lawful, "reasons": [{"code": r.code, "text": r.text} for r in found.reasons],
        "lacking": [{"code": m.code, "name": m.name, "defect": m.defect_label, "cure": m.cure} for m in found.lacking],
        "latest": found.latest, "usual": found.usual, "by": found.by, "days": found.days, "fault": found.date_fault,
        "due": found.due, "why": list(found.explanation),
    }  # fmt: skip


@router.post("/cases/{no}/procedure", response={200: dict[str, Any], **NO}, operation_id="choose_procedure")
def choose_procedure(request: HttpRequest, no: str, data: ChoiceIn) -> Any:
    """The applicant was told that he may choose a commitment; this is what he chose (DB50/T 1603-2024, 5.2.2.2)."""
    return cases.choose_procedure(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post("/cases/{no}/supply", response={200: dict[str, Any], **NO}, operation_id="supply")
def supply(request: HttpRequest, no: str, data: MaterialsIn) -> Any:
    """What was tolerated is brought, all of it or some; a receipt comes with it."""
    return cases.supply(actor=actor_of(request), key=key_of(request), case=no, materials=_materials(data))


@router.post("/cases/{no}/late-supply", response={200: dict[str, Any], **NO}, operation_id="admit_late")
def admit_late(request: HttpRequest, no: str, data: LateIn) -> Any:
    """The department takes what came too late, in writing."""
    given = {"materials": _materials(data.materials), "reasons": data.reasons}
    return cases.admit_late(actor=actor_of(request), key=key_of(request), case=no, **given)


@router.post("/cases/{no}/lapsed-return", response={200: dict[str, Any], **NO}, operation_id="return_lapsed")
def return_lapsed(request: HttpRequest, no: str, data: ReturnIn) -> Any:
    """Nothing came in time: the department returns the application in writing, with remedies."""
    return cases.return_lapsed(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post(
    "/cases/{no}/commitment/withdrawal", response={200: dict[str, Any], **NO}, operation_id="withdraw_commitment"
)
def withdraw_commitment(request: HttpRequest, no: str, data: CommitmentWithdrawalIn) -> Any:
    """Before the decision: the application goes on under the ordinary procedure, with the full list."""
    return cases.withdraw_commitment(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post(
    "/cases/{no}/commitment/verification", response={200: dict[str, Any], **NO}, operation_id="verify_commitment"
)
def verify_commitment(request: HttpRequest, no: str, data: VerificationIn) -> Any:
    """After the decision two people look whether it is as was promised."""
    return cases.verify_commitment(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post("/cases/{no}/breach/check", response={200: dict[str, Any], **NO}, operation_id="check_repair")
def check_repair(request: HttpRequest, no: str, data: RepairCheckIn) -> Any:
    """A second look, during or after the correction period."""
    return cases.check_repair(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post("/cases/{no}/breach/appeal", response={200: dict[str, Any], **NO}, operation_id="appeal_breach")
def appeal_breach(request: HttpRequest, no: str, data: AppealIn) -> Any:
    """The applicant objects to the finding."""
    return cases.appeal_breach(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post("/cases/{no}/breach/answer", response={200: dict[str, Any], **NO}, operation_id="answer_appeal")
def answer_appeal(request: HttpRequest, no: str, data: AnswerIn) -> Any:
    """The department's written answer."""
    return cases.answer_appeal(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post("/cases/{no}/breach/decision", response={200: dict[str, Any], **NO}, operation_id="decide_breach")
def decide_breach(request: HttpRequest, no: str, data: BreachDecisionIn) -> Any:
    """Revoke, change or keep the decision, in writing, with remedies."""
    return cases.decide_breach(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post("/cases/{no}/breach/credit", response={200: dict[str, Any], **NO}, operation_id="repair_credit")
def repair_credit(request: HttpRequest, no: str, data: ReasonIn) -> Any:
    """The breach no longer bars its author from a commitment."""
    return cases.repair_credit(actor=actor_of(request), key=key_of(request), case=no, reason=data.reason)


@router.get("/office/tolerances", response={200: dict[str, Any], **NO}, operation_id="list_tolerances")
def list_tolerances(request: HttpRequest, show: str = "open", q: str = "", after: str = "") -> Any:
    """What is still to come (open), what did not (lapsed), or what is over (closed), by its day."""
    page = cases.tolerance_list(reader(request), show=show, q=q, after=after)
    rows = [{**row_facts(r.case), "tolerance": tolerance_facts(r.tolerance)} for r in page.rows]
    return {"rows": rows, "after": page.after}


@router.get("/office/commitments", response={200: dict[str, Any], **NO}, operation_id="list_commitments")
def list_commitments(
    request: HttpRequest, show: str = "to_verify", q: str = "", grade: str = "", after: str = ""
) -> Any:
    """What has to be verified (to_verify, overdue), or the register of breaches (breach)."""
    page = cases.commitment_list(reader(request), show=show, q=q, grade=grade, after=after)
    rows = [{**row_facts(r.case), "commitment": commitment_facts(r.commitment)} for r in page.rows]
    return {"rows": rows, "after": page.after}


def tolerance_facts(found: cases.ToleranceView) -> dict[str, Any]:
    """What may follow, by when, and how it stands."""
    return {
        "state": found.state, "label": found.label, "light": found.light, "by": found.supply_by,
        "remaining": found.remaining, "late": found.late, "signed_at": found.signed_at, "signing": found.signing,
        "paper_no": found.paper_no,
        "materials": [{"code": m.code, "name": m.name, "defect": m.defect_label, "supplied_at": m.supplied_at}
                      for m in found.lines],
    }  # fmt: skip


def commitment_facts(found: cases.CommitmentView) -> dict[str, Any]:
    """What was promised, by when it is verified, and what was found."""
    return {
        "state": found.state, "label": found.label, "replaced": list(found.replaced), "signed_at": found.signed_at,
        "signing": found.signing, "paper_no": found.paper_no, "verify_by": found.verify_by,
        "verified_at": found.verified_at, "verifiers": list(found.verifiers), "findings": found.findings,
        "withdrawn_at": found.withdrawn_at, "breach": breach_facts(found.breach) if found.breach else None,
    }  # fmt: skip


def breach_facts(found: cases.BreachView) -> dict[str, Any]:
    """A breach, from its finding to its end."""
    return {
        "state": found.state, "label": found.label, "grade": found.grade, "facts": found.facts, "basis": found.basis,
        "found_on": found.found_on, "repair_by": found.repair_by, "paper_no": found.paper_no,
        "appeal_by": found.appeal_by, "appealed_at": found.appealed_at, "answer_by": found.answer_by,
        "upheld": found.upheld, "decision": found.decision, "decided_at": found.decided_at, "bars": found.bars,
        "credit_repaired_at": found.credit_repaired_at,
    }  # fmt: skip
