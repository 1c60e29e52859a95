"""Papers at the desk: looked at, printed in two copies, sealed, signed for."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.domains.cases import api as cases
from yichuang.domains.delivery import api as delivery
from yichuang.domains.documents import api as documents
from yichuang.faces.workbench import words
from yichuang.faces.workbench.casework import whose
from yichuang.faces.workbench.page import desk_again, dialog
from yichuang.faces.workbench.seat import Seat, at_desk
from yichuang.foundation.errors import Invalid
from yichuang.foundation.scope import reading

from .signing import signature_facts


@require_GET
@at_desk
def paper(request: HttpRequest, seat: Seat, no: str, paper: UUID) -> HttpResponse:
    """The viewer, with the name and number of whose paper it is."""
    return _viewer(request, seat, no, paper, "service")


def _viewer(request: HttpRequest, seat: Seat, no: str, paper: UUID, copy: str) -> HttpResponse:
    life = documents.paper_life(seat.actor, paper)
    again = any(p.copy == copy for p in life.prints)
    return dialog(request, "paper", **whose(seat.actor, no), paper=life.paper, copy=copy, again=again)


@require_GET
@at_desk
def pdf(request: HttpRequest, seat: Seat, no: str, paper: UUID, copy: str) -> HttpResponse:
    """The frozen bytes of one copy."""
    case = cases.case_page(seat.actor, no)
    found = documents.paper_bytes(seat.actor, f"case:{case.id}", paper, copy)
    answer = HttpResponse(found.pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{paper}-{copy}.pdf"'
    answer["Content-Security-Policy"] = "frame-ancestors 'self'"  # the browser's own viewer needs plug-ins allowed
    return answer


@require_POST
@at_desk
def printed(request: HttpRequest, seat: Seat, no: str, paper: UUID) -> HttpResponse:
    """A copy came out of the printer; after the served one comes the one for the archive."""
    copy = request.POST.get("copy", "service")
    documents.mark_printed(actor=seat.actor, key=request.POST.get("key", ""), paper=str(paper), copy=copy,
                           reason=request.POST.get("reason", ""))  # fmt: skip
    if copy == "archive":
        return desk_again(request, seat, case=no)
    with reading(seat.actor):
        return _viewer(request, seat, no, paper, "archive")


@require_POST
@at_desk
def sealed(request: HttpRequest, seat: Seat, no: str, paper: UUID) -> HttpResponse:
    """The stamp is on both copies."""
    documents.confirm_seal(actor=seat.actor, key=request.POST.get("key", ""), paper=str(paper))
    return desk_again(request, seat, case=no)


@require_http_methods(["GET", "POST"])
@at_desk
def serve(request: HttpRequest, seat: Seat, no: str, paper: UUID) -> HttpResponse:
    """The applicant has the paper: by a signature on the evaluator, on paper, or before witnesses."""
    if request.method == "GET":
        facts, found = whose(seat.actor, no), documents.paper(seat.actor, paper)
        signing = signature_facts(seat, f"paper:{paper}", f"{found.title} {found.number_text}")
        mode = "tablet" if signing["signature"] else "paper"
        return dialog(
            request, "serve", **facts, **signing, paper=found, receiver=facts["case"].row.applicant,
            modes=words.SIGNING.items(), mode=mode,
        )  # fmt: skip
    said = request.POST
    documents.record_service(
        actor=seat.actor, key=said.get("key", ""), paper=str(paper), mode=said.get("mode", ""),
        receiver=said.get("receiver", ""), read_aloud="read_aloud" in said, signature=_signature(seat, said.get("mode"), paper),
        witnesses=[w.strip() for w in said.get("witnesses", "").replace(",", "、").split("、") if w.strip()],
    )  # fmt: skip
    return desk_again(request, seat, case=no)


def _signature(seat: Seat, mode: str | None, paper: UUID) -> str:
    """The file of what was drawn on the evaluator for this paper; without one, `tablet` is refused."""
    if mode != "tablet":
        return ""
    with reading(seat.actor):
        found = delivery.signature_for(seat.actor, f"paper:{paper}")
    if found is None or found.file_id is None:
        raise Invalid("result.signature_needed", field="mode")
    return str(found.file_id)
