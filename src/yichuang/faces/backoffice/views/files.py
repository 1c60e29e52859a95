"""Bytes: papers of a case, and what was uploaded with it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from yichuang.domains.cases import api as cases
from yichuang.domains.documents import api as documents
from yichuang.faces.backoffice.pages import actor_of, office_page
from yichuang.foundation import files
from yichuang.foundation.errors import Missing


@require_GET
@office_page
def pdf(request: HttpRequest, no: str, paper: UUID, copy: str) -> HttpResponse:
    """The frozen bytes of one copy."""
    actor = actor_of(request)
    found = documents.paper_bytes(actor, f"case:{cases.case_page(actor, no).id}", paper, copy)
    answer = HttpResponse(found.pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{paper}-{copy}.pdf"'
    return answer


@require_GET
@office_page
def file(request: HttpRequest, no: str, file_id: UUID) -> HttpResponse:
    """A scan or a photo of this case. A picture may carry script, so it is shown as a document of nobody."""
    actor = actor_of(request)
    page = cases.case_page(actor, no)
    known = {f.file_id for m in page.materials for f in m.files} | {f.file_id for f in page.loose_files}
    if file_id not in known:
        raise Missing("object.missing")
    ref, data = files.read(actor, file_id)
    answer = HttpResponse(data, content_type=ref.content_type)
    answer["Content-Disposition"] = "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    if ref.content_type == "image/svg+xml":
        answer["Content-Security-Policy"] = "default-src 'none'; style-src 'none'; sandbox"
    return answer
