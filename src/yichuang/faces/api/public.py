"""What a person without an account may ask: the progress behind a code. No token."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from yichuang.domains.cases import api as cases
from yichuang.domains.documents import api as documents
from yichuang.domains.queueing import api as queueing
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

from .base import actor_of, key_of
from .tickets import NO, Strict

router = Router(tags=["public"])


class CodeUrgingIn(Strict):
    """`code` as on any paper of the case; the reason may stay empty."""

    code: str
    reason: str = ""


@router.get("/public/progress", auth=None, response={200: dict[str, Any], **NO}, operation_id="public_progress",
            summary="Progress by code")  # fmt: skip
def progress(request: HttpRequest, code: str) -> Any:
    """By the code on any paper or slip: the timeline, the due date and why it is that date. Names are masked.

    A slip's code answers `kind: ticket`, a paper's or a case's code `kind: case`.
    """
    if cases.door_of(code) is None:
        visit = _visit(code)
        if visit is not None:
            return visit
    found = cases.progress(code)
    with reading(Actor.citizen(found.center_id)):
        papers = documents.papers_of(Actor.citizen(found.center_id), found.subject)
    return {
        "kind": "case", "no": found.no, "item_name": found.item_name, "applicant": found.applicant_masked,
        "state": found.state, "state_label": found.state_label, "next": found.next_words, "verdict": found.verdict,
        "light": found.light, "due": found.due, "due_kind": found.due_kind, "why": list(found.why), "left": found.left,
        "received_on": found.received_on, "accepted_on": found.accepted_on, "decided_on": found.decided_on,
        "delivered_on": found.delivered_on, "correct_by": found.correct_by,
        "missing": [dict(m) for m in found.missing],
        "steps": [{"code": s.code, "label": s.label, "state": s.state, "at": s.at, "on": s.on, "note": s.note}
                  for s in found.steps],
        "papers": [{"title": p.title, "no": p.number_text, "code": p.code, "valid": p.valid} for p in papers],
        "updated_at": found.updated_at,
    }  # fmt: skip


def _visit(code: str) -> dict[str, Any] | None:
    found = queueing.find_ticket(code)
    if found is None:
        return None
    center_id, ticket_id = found
    visitor = Actor.citizen(center_id)
    with reading(visitor):
        ticket = queueing.ticket(visitor, ticket_id)
    return {
        "kind": "ticket", "number": ticket.number, "queue": ticket.queue, "state": ticket.state, "ahead": ticket.ahead,
        "window": ticket.window, "issued_at": ticket.issued_at,
        "wait": ticket.wait.as_dict() if ticket.wait else None,
    }  # fmt: skip


@router.post("/public/urgings", auth=None, response={201: dict[str, Any], **NO}, operation_id="urge_by_code",
             summary="Urge by code")  # fmt: skip
def urge_by_code(request: HttpRequest, data: CodeUrgingIn) -> Any:
    """The applicant asks for his case to be got on with. Once in so many working days, and only while something is owed; staff urge
    by the case's number, under their own name."""
    found = cases.progress(data.code)
    asker = actor_of(request)
    by = asker if asker.kind == "staff" else Actor.citizen(found.center_id)
    done = cases.urge_by_code(actor=by, key=key_of(request), code=data.code, reason=data.reason)
    return Status(201, {"no": done["no"], "state": done["state"], "due": done["due"], "urging": done["urging"]})
