"""催办 by the code on a paper: the applicant asks the department to get on with it, now and then."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading

from ..door import enter_by_id, page


@never_cache
@require_http_methods(["GET", "POST"])
def urge(request: HttpRequest, code: str) -> HttpResponse:
    """What urging does, and the button; or why it is not possible now and from when it is."""
    found = cases.progress(code)
    visitor = enter_by_id(request, found.center_id)
    if request.method == "GET":
        return _show(request, found, {})
    staff: Actor = request.visited_as  # type: ignore[attr-defined]
    try:
        cases.urge_by_code(
            actor=staff if staff.kind == "staff" else visitor, key=request.POST.get("key", ""), code=code,
            reason=request.POST.get("reason", ""),
        )  # fmt: skip
    except Refused as no:
        with reading(visitor):
            return _show(request, found, {"refusal": no, "typed": request.POST}, status=no.status)
    return redirect("portal-progress", code=found.tracking_code)


def _show(request: HttpRequest, found: cases.Progress, more: dict[str, Any], status: int = 200) -> HttpResponse:
    may = cases.urge_state(found.center_id, found.case_id)
    facts = {"case": found, "code": found.tracking_code, "urge": may, **more}
    return page(request, "portal/urge.html", facts, status=status)
