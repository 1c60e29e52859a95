"""Cases over HTTP: open, check, decide, hand over, decide, deliver, and the papers that each step gave."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from ninja import Query, Router, Status
from pydantic import ConfigDict, RootModel

from yichuang.domains.cases import api as cases
from yichuang.domains.documents import api as documents
from yichuang.foundation.actor import Actor

from .base import actor_of, at_center, key_of
from .intake_bodies import IntakeIn
from .problems import Problem
from .tickets import NO, Strict

router = Router(tags=["cases"])


class PartyIn(Strict):
    """Id and phone are sealed at rest and answered masked only. Errors name the field, e.g. `parties.0.id_no`."""

    role: str = "applicant"
    kind: str = "person"
    name: str
    id_type: str = ""
    id_no: str = ""
    id_reason: str = ""
    phone: str = ""
    authority: str = ""
    authority_from: date | None = None
    authority_to: date | None = None


class CaseIn(Strict):
    """`item` by code; `situation` answers the item's questions; `ticket` by id; without one the case has no visit.

    `procedure` (commitment or ordinary) says that the applicant was told of the commitment, and which he chose.
    """

    center: str
    item: str
    parties: list[PartyIn]
    situation: dict[str, Any] | str | None = None
    ticket: UUID | None = None
    window: str = ""
    channel: str = "window"
    delivery_method: str = "on_site"
    procedure: str = ""


class MaterialIn(Strict):
    """What was found: status received, missing, not_in_form, wrong or inconsistent; `cure` says how to mend it."""

    status: str | None = None
    original_seen: bool | None = None
    copies: int | None = None
    remark: str | None = None
    cure: str | None = None
    ticked: list[str] | None = None


class MaterialsIn(RootModel[dict[str, MaterialIn]]):
    """Keyed by material code (M1, M2, …)."""


class DecisionIn(Strict):
    """`deny` needs reasons and a basis; its paper names the remedies."""

    decision: str
    reasons: str = ""
    basis: str = ""
    result_name: str = ""
    result_no: str = ""


class ResultIn(Strict):
    """The certificate or letter that came of it."""

    result_name: str = ""
    result_no: str = ""
    validity: str = ""


class DeliveryIn(Strict):
    """On site a signature or a signing mode is needed; by post a tracking number."""

    model_config = ConfigDict(extra="forbid")
    method: str
    receiver_name: str
    receiver_id_type: str = ""
    receiver_id_no: str = ""
    relation: str = "self"
    proxy_reason: str = ""
    signature: str = ""
    signing: str = ""
    witness: str = ""
    tracking_no: str = ""


class HandoverIn(Strict):
    """Numbers of cases of one department."""

    cases: list[str]
    remark: str = ""


class ItemChangeIn(Strict):
    """`keep` says which paper is which where the names differ: old material code to new one, or to "" to leave it."""

    item: str
    reason: str
    situation: dict[str, Any] | str | None = None
    keep: dict[str, str] | None = None


class ValuesIn(RootModel[dict[str, dict[str, str | bool]]]):
    """By material code and field. True says that it is what the parties say; an empty text takes a value back."""


class DifferenceIn(Strict):
    """`difference` is the digest; `answer` former_name, written_differently or other."""

    difference: str
    answer: str
    reason: str


class ReopenIn(Strict):
    """`cause` review, judgment or own; `effect` revoked or changed; `ordered_days` where the document sets a limit."""

    cause: str
    effect: str
    document: str
    document_on: date
    binding_on: date
    reasons: str
    organ: str = ""
    ordered_days: int | None = None
    ordered_unit: str = "natural_day"


class ReturnIn(Strict):
    """Both are printed on the decision."""

    reasons: str
    basis: str


class ReasonIn(Strict):
    """Why."""

    reason: str


@router.post("/cases", response={201: dict[str, Any], **NO}, operation_id="open_case", summary="Open a case")
def open_case(request: HttpRequest, data: CaseIn) -> Any:
    """Answers the case number and this person's list of materials."""
    actor = at_center(actor_of(request), data.center, write=True)
    given = data.dict(exclude={"center", "parties"})
    parties = [p.dict(exclude_defaults=True) | {"role": p.role, "kind": p.kind, "name": p.name} for p in data.parties]
    return Status(201, cases.open_case(actor=actor, key=key_of(request), parties=parties, **given))


@router.get("/cases/{no}", response={200: dict[str, Any], **NO}, operation_id="get_case", summary="One case")
def get_case(request: HttpRequest, no: str) -> Any:
    """State, parties (masked), materials with what was found, dates with their reasons, papers."""
    actor = reader(request)
    page = cases.case_page(actor, no)
    return {**case_facts(page), "papers": [paper_facts(p) for p in documents.papers_of(actor, f"case:{page.id}")]}


@router.put("/cases/{no}/materials", response={200: dict[str, Any], **NO}, operation_id="check_materials")
def check_materials(request: HttpRequest, no: str, data: MaterialsIn) -> Any:
    """Put down what was found about each material; codes that are left out keep their state."""
    found = {code: m.dict(exclude_none=True) for code, m in data.root.items()}
    return cases.check_materials(actor=actor_of(request), key=key_of(request), case=no, materials=found)


@router.post("/cases/{no}/item", response={200: dict[str, Any], **NO}, operation_id="change_item")
def change_item(request: HttpRequest, no: str, data: ItemChangeIn) -> Any:
    """The wrong item was chosen: another one before acceptance. What was looked at and the day of receipt are kept."""
    return cases.change_item(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.put("/cases/{no}/values", response={200: dict[str, Any], **NO}, operation_id="note_values")
def note_values(request: HttpRequest, no: str, data: ValuesIn) -> Any:
    """Put down what papers show; answers how many differences are open (DB50/T 1603-2024, 5.1.2.1)."""
    return cases.note_values(actor=actor_of(request), key=key_of(request), case=no, values=data.root)


@router.get("/cases/{no}/differences", response={200: dict[str, Any], **NO}, operation_id="list_differences")
def list_differences(request: HttpRequest, no: str) -> Any:
    """On what papers and parties disagree, numbers masked, with the answer where one was given."""
    found = cases.agreement(reader(request), no).differences
    keys = ("digest", "material", "text", "cure", "open", "answer", "reason", "by_name", "at")
    return {"differences": [{k: getattr(d, k) for k in keys} for d in found]}


@router.post("/cases/{no}/differences", response={200: dict[str, Any], **NO}, operation_id="answer_difference")
def answer_difference(request: HttpRequest, no: str, data: DifferenceIn) -> Any:
    """Say why a difference is none."""
    return cases.answer_difference(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.get("/cases/{no}/outcomes", response={200: dict[str, Any], **NO}, operation_id="list_outcomes")
def list_outcomes(request: HttpRequest, no: str, ground: str = "") -> Any:
    """Every outcome of intake, whether it is lawful now, and why."""
    return {"outcomes": [o.as_json() for o in cases.outcomes(reader(request), no, ground=ground)]}


@router.post("/cases/{no}/receipt", response={200: dict[str, Any], **NO}, operation_id="give_receipt")
def give_receipt(request: HttpRequest, no: str) -> Any:
    """收件凭证: a paper that says what was received; always available."""
    return cases.give_receipt(actor=actor_of(request), key=key_of(request), case=no)


@router.post("/cases/{no}/intake", response={200: dict[str, Any], **NO}, operation_id="decide_intake")
def decide_intake(request: HttpRequest, no: str, data: IntakeIn) -> Any:
    """Choose a lawful outcome; the numbered paper and the clock come with it, or nothing does."""
    return cases.decide_intake(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post("/cases/{no}/correction", response={200: dict[str, Any], **NO}, operation_id="complete_correction")
def complete_correction(request: HttpRequest, no: str, data: MaterialsIn | None = None) -> Any:
    """What the one-time notice asked for was brought: a new intake period begins."""
    found = {code: m.dict(exclude_none=True) for code, m in data.root.items()} if data else None
    return cases.complete_correction(actor=actor_of(request), key=key_of(request), case=no, materials=found)


@router.post(
    "/handovers", response={201: dict[str, Any], **NO}, operation_id="hand_over", summary="List for a department"
)
def hand_over(request: HttpRequest, data: HandoverIn) -> Any:
    """Papers go from the window to the department with a list."""
    return Status(
        201, cases.hand_over(actor=actor_of(request), key=key_of(request), cases=data.cases, remark=data.remark)
    )


@router.post("/handovers/{handover_id}/take-over", response={200: dict[str, Any], **NO}, operation_id="take_over")
def take_over(request: HttpRequest, handover_id: UUID) -> Any:
    """The department signs for the list."""
    return cases.take_over(actor=actor_of(request), key=key_of(request), handover=handover_id)


@router.get("/office/second-tellings", response={200: dict[str, Any], **NO}, operation_id="list_second_tellings")
def list_second_tellings(
    request: HttpRequest, since: date | None = None, until: date | None = None, after: str = ""
) -> Any:
    """Attempts to tell what the first notice left out, newest first, with their share of the cases first told in those days."""
    actor = reader(request)
    page = cases.second_tellings(actor, since=since, until=until, after=after)
    figures = cases.telling_figures(actor, since=since, until=until)
    return {
        "rows": [second_telling_facts(r) for r in page.rows], "after": page.after,
        "told": figures.told, "again": figures.again, "rate": figures.rate,
    }  # fmt: skip


@router.get("/office/cases", response={200: dict[str, Any], **NO}, operation_id="list_office_cases")
def list_office_cases(request: HttpRequest, q: str = "", after: str = "") -> Any:
    """A department's cases by due date; `after` continues the list."""
    page = cases.office_queue(reader(request), q=q, after=after)
    return {"cases": [row_facts(r) for r in page.rows], "after": page.after}


@router.post("/cases/{no}/decision", response={200: dict[str, Any], **NO}, operation_id="decide_case")
def decide(request: HttpRequest, no: str, data: DecisionIn) -> Any:
    """Approve, or deny with reasons and basis."""
    return cases.decide(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post("/cases/{no}/result", response={200: dict[str, Any], **NO}, operation_id="register_result")
def register_result(request: HttpRequest, no: str, data: ResultIn) -> Any:
    """The certificate is made and ready to be handed over."""
    return cases.register_result(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post("/cases/{no}/delivery", response={200: dict[str, Any], **NO}, operation_id="deliver_result")
def deliver(request: HttpRequest, no: str, data: DeliveryIn) -> Any:
    """Hand over, post or send the result and register who received it (DB50/T 1603-2024, 5.1.3)."""
    return cases.deliver(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post("/cases/{no}/withdrawal", response={200: dict[str, Any], **NO}, operation_id="withdraw_case")
def withdraw(request: HttpRequest, no: str, data: ReasonIn) -> Any:
    """The applicant takes the application back."""
    return cases.withdraw(actor=actor_of(request), key=key_of(request), case=no, reason=data.reason)


@router.post("/cases/{no}/return", response={200: dict[str, Any], **NO}, operation_id="return_case")
def give_back(request: HttpRequest, no: str, data: ReturnIn) -> Any:
    """The department decides that the papers go back, because the correction did not come in its time."""
    return cases.give_back(actor=actor_of(request), key=key_of(request), case=no, **data.dict())


@router.post("/cases/{no}/reopening", response={201: dict[str, Any], **NO}, operation_id="reopen_case")
def reopen(request: HttpRequest, no: str, data: ReopenIn) -> Any:
    """A decision fell by a review, a judgment or the organ's own correction: a new case, linked both ways, with its own clock."""
    return Status(201, cases.reopen(actor=actor_of(request), key=key_of(request), case=no, **data.dict()))


@router.get("/cases/{no}/papers", response={200: dict[str, Any], **NO}, operation_id="list_papers")
def list_papers(request: HttpRequest, no: str) -> Any:
    """Every paper of the case, the void ones too."""
    actor = reader(request)
    page = cases.case_page(actor, no)
    return {"papers": [paper_facts(p) for p in documents.papers_of(actor, f"case:{page.id}")]}


@router.get("/cases/{case_no}/papers/{kind}", response={200: None, 404: Problem, 422: Problem}, operation_id="get_paper",
            summary="The frozen PDF of a paper")  # fmt: skip
def get_paper(
    request: HttpRequest, case_no: str, kind: str, no: str = "", which: str = Query("service", alias="copy")
) -> HttpResponse:
    """`no` picks a 文书号 when there are several of a kind; `copy` is service (送达联) or archive (归档联)."""
    actor = reader(request)
    page = cases.case_page(actor, case_no)
    found = documents.paper_bytes(actor, f"case:{page.id}", kind, which, number=no)
    response = HttpResponse(found.pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=found.name) or "inline"
    response["ETag"] = f'"{found.digest}"'
    return response


def reader(request: HttpRequest) -> Actor:
    """The actor, if he may look at cases."""
    actor = actor_of(request)
    actor.require("case.read")
    return actor


def row_facts(row: cases.CaseRow) -> dict[str, Any]:
    """A case in a list."""
    return {
        "no": row.no, "item": row.item_code, "item_name": row.item_name, "applicant": row.applicant_masked,
        "state": row.state, "state_label": row.state_label, "outcome": row.outcome, "verdict": row.verdict,
        "received_at": row.received_at, "accepted_at": row.accepted_at, "decided_at": row.decided_at,
        "due": row.due, "due_kind": row.due_kind, "light": row.light, "remaining": row.remaining,
    }  # fmt: skip


def second_telling_facts(row: cases.SecondTellingView) -> dict[str, Any]:
    """An attempt; the applicant masked."""
    return {
        "case": row.case_no, "item_name": row.item_name, "applicant": row.applicant_masked, "material": row.material,
        "defect": row.defect, "notice_no": row.notice_no, "notice_by": row.notice_by, "at": row.at, "by": row.by_name,
        "post": row.by_post,
    }  # fmt: skip


def case_facts(page: cases.CaseView) -> dict[str, Any]:
    """A case, whole; people masked."""
    return {
        **row_facts(page.row),
        "id": page.id,
        "tracking_code": page.tracking_code,
        "rule": page.rule,
        "situation": dict(page.situation),
        "parties": [
            {"id": p.id, "role": p.role, "kind": p.kind, "name": p.name_masked, "id_type": p.id_type, "id_no": p.id_masked,
             "phone": p.phone_masked} for p in page.parties
        ],
        "materials": {
            m.code: {"name": m.name, "required": m.required, "tolerable": m.tolerable, "status": m.status,
                     "tolerated_until": m.tolerated_until, "replaced": m.replaced,
                     "original_seen": m.original_seen, "copies": m.copies, "remark": m.remark, "cure": m.cure,
                     "files": [{"id": f.file_id, "name": f.name, "size": f.size} for f in m.files]}
            for m in page.materials
        },
        "deadlines": [
            {"kind": d.kind, "label": d.label, "value": d.value, "unit": d.unit, "basis": d.basis, "starts_on": d.starts_on,
             "due": d.due, "met_at": d.met_at, "light": d.light, "remaining": d.remaining, "why": list(d.explanation)}
            for d in page.deadlines
        ],
        "possible": list(page.possible),
        "result": {"name": page.result_name, "no": page.result_no, "registered_at": page.result_registered_at},
        "delivered_at": page.delivered_at,
    }  # fmt: skip


def paper_facts(paper: documents.PaperRef) -> dict[str, Any]:
    """A paper without its bytes."""
    return {
        "id": paper.id, "kind": paper.kind, "title": paper.title, "no": paper.number_text, "code": paper.code,
        "state": paper.state, "issued_at": paper.issued_at, "printed": paper.printed, "seal_mode": paper.seal_mode,
        "copies": [{"copy": c.copy, "digest": c.digest, "pages": c.pages} for c in paper.copies],
    }  # fmt: skip
