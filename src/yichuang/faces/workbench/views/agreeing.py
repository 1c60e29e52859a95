"""What papers show: put down, marked as a defect where it differs, or explained."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.domains.cases import api as cases
from yichuang.faces.workbench.casework import whose
from yichuang.faces.workbench.page import case_again, desk_again, dialog
from yichuang.faces.workbench.seat import Seat, at_desk
from yichuang.foundation.errors import Missing
from yichuang.foundation.scope import reading


@require_POST
@at_desk
def values(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
    """What was typed, what is as the parties say (`same`: one field, or * for all that they know), what is taken back."""
    said, code = request.POST, request.POST.get("code", "")
    typed = {n.removeprefix("value."): str(v) for n, v in said.items() if n.startswith("value.") and str(v).strip()}
    given: dict[str, str | bool] = {**typed, **dict.fromkeys(said.getlist("clear"), "")}
    if "same" in said:
        with reading(seat.actor):
            known = [f.code for f in cases.agreement(seat.actor, no).fields.get(code, ()) if f.same]
        given |= dict.fromkeys(known if said["same"] == "*" else [said["same"]], True)
    cases.note_values(actor=seat.actor, case=no, values={code: given})
    return case_again(request, seat, no)


@require_POST
@at_desk
def inconsistent(request: HttpRequest, seat: Seat, no: str, digest: str) -> HttpResponse:
    """The difference is a defect: the paper is inconsistent, and how to mend it is written for the notice."""
    found = _difference(seat, no, digest)
    mark = {found.material: {"status": "inconsistent", "cure": found.cure}}
    cases.check_materials(actor=seat.actor, case=no, materials=mark)
    return case_again(request, seat, no)


@require_http_methods(["GET", "POST"])
@at_desk
def difference(request: HttpRequest, seat: Seat, no: str, digest: str) -> HttpResponse:
    """The difference is none: why?"""
    if request.method == "GET":
        answers = [(code, _(word)) for code, word in cases.DIFFERENCE_LABELS.items()]
        return dialog(
            request, "difference", **whose(seat.actor, no), difference=_difference(seat, no, digest), answers=answers
        )
    said = request.POST
    cases.answer_difference(
        actor=seat.actor, key=said.get("key", ""), case=no, difference=digest, answer=said.get("answer", ""),
        reason=said.get("reason", ""),
    )  # fmt: skip
    return desk_again(request, seat, case=no)


def _difference(seat: Seat, no: str, digest: str) -> cases.DifferenceView:
    with reading(seat.actor):
        found = cases.agreement(seat.actor, no)
    one = next((d for d in found.differences if d.digest == digest), None)
    if one is None:
        raise Missing("difference.missing")
    return one
