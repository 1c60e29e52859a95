"""The papers on the counter: looked at one by one or all at once, scanned, received, completed."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.domains.cases import api as cases
from yichuang.domains.catalog import api as catalog
from yichuang.faces.workbench.casework import whose
from yichuang.faces.workbench.page import case_again, desk_again, dialog
from yichuang.faces.workbench.seat import Seat, at_desk
from yichuang.foundation import files
from yichuang.foundation.errors import Invalid, Missing


@require_POST
@at_desk
def check(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
    """What was found about one material. Saying it again changes nothing, so no key is needed."""
    said = request.POST
    found: dict[str, Any] = {
        "original_seen": "original_seen" in said, "cure": said.get("cure", ""), "remark": said.get("remark", ""),
        "ticked": said.getlist("ticked"),
    }  # fmt: skip
    if said.get("copies", "").isdigit():
        found["copies"] = int(said["copies"])
    if said.get("status"):
        found["status"] = said["status"]
    cases.check_materials(actor=seat.actor, case=no, materials={said.get("code", ""): found})
    return case_again(request, seat, no)


@require_POST
@at_desk
def all_received(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
    """Everything that was not looked at yet is there and in form. What was found otherwise stays as it was found."""
    found = {code: {"status": "received"} for code in request.POST.getlist("codes")}
    cases.check_materials(actor=seat.actor, case=no, materials=found)
    return case_again(request, seat, no)


@require_POST
@at_desk
def receipt(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
    """收件凭证, whatever is still lacking."""
    cases.give_receipt(actor=seat.actor, key=request.POST.get("key", ""), case=no)
    return case_again(request, seat, no)


@require_http_methods(["GET", "POST"])
@at_desk
def file_form(request: HttpRequest, seat: Seat, no: str, code: str) -> HttpResponse:
    """Keep a scan or a photo with a material."""
    if request.method == "GET":
        facts = whose(seat.actor, no)
        material = next((m for m in facts["case"].materials if m.code == code), None)
        return dialog(request, "file", **facts, material=material)
    given = request.FILES.get("file")
    if given is None:
        raise Invalid("file.empty", field="file")
    cases.attach_file(
        actor=seat.actor, key=request.POST.get("key", ""), case=no, material=code, name=given.name or "scan",
        content_type=given.content_type or "", data=given.read(),
    )  # fmt: skip
    return desk_again(request, seat, case=no)


@require_GET
@at_desk
def file(request: HttpRequest, seat: Seat, file_id: UUID) -> HttpResponse:
    """The bytes of an upload or a signature. A picture may carry script, so it is shown as a document of nobody."""
    ref, data = files.read(seat.actor, file_id)
    return _bytes(data, ref.content_type)


@require_GET
@at_desk
def form(request: HttpRequest, seat: Seat, file_id: UUID) -> HttpResponse:
    """A blank form or a filled sample of the catalogue."""
    _name, kind, data = catalog.form_file(file_id)
    return _bytes(data, kind)


def _bytes(data: bytes, kind: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    if kind == "image/svg+xml":
        answer["Content-Security-Policy"] = "default-src 'none'; style-src 'none'; sandbox"
    return answer


@require_http_methods(["GET", "POST"])
@at_desk
def correction(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
    """What the notice asked for has been brought."""
    if request.method == "POST":
        brought = {code: {"status": "received"} for code in request.POST.getlist("brought")}
        cases.complete_correction(actor=seat.actor, key=request.POST.get("key", ""), case=no, materials=brought)
        return desk_again(request, seat, case=no)
    facts = whose(seat.actor, no)
    if not facts["case"].notices:
        raise Missing("object.missing")
    return dialog(request, "correction", **facts, notice=facts["case"].notices[-1])
