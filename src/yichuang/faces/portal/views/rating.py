"""好差评 by the code on a slip or a paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yichuang.domains.feedback import api as feedback
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.privacy import normal_code
from yichuang.foundation.scope import reading

from ..door import enter_by_id, page


@never_cache
@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """Five grades; once per visit, and once more in follow-up. Signed-in staff are told that they cannot rate."""
    found = feedback.behind(code)
    if found is None:
        raise Missing("portal.code_unknown")
    visitor = enter_by_id(request, found[0])
    if request.method == "GET":
        return _show(request, visitor, code, found[1], {})
    staff: Actor = request.visited_as  # type: ignore[attr-defined]
    try:
        feedback.rate_by_code(
            actor=staff if staff.kind == "staff" else visitor, key=request.POST.get("key", ""), **_given(request, code)
        )
    except Refused as no:
        with reading(visitor):
            return _show(request, visitor, code, found[1], {"refusal": no}, status=no.status)
    return redirect("portal-rate", code=normal_code(code))


def _given(request: HttpRequest, code: str) -> dict[str, Any]:
    grade = request.POST.get("grade", "")
    return {
        "code": code, "grade": int(grade) if grade.isdigit() else 0, "reasons": request.POST.getlist("reasons"),
        "comment": request.POST.get("comment", ""), "follow_up": request.POST.get("follow_up") == "1",
        "channel": "slip_code" if request.POST.get("from") == "slip" else "portal",
    }  # fmt: skip


def _show(
    request: HttpRequest, visitor: Actor, code: str, subject: str, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    facts = {
        "code": normal_code(code), "rating": feedback.rating_state(visitor, subject), "grades": feedback.grades(),
        "reasons": feedback.reasons(), "kind": subject.partition(":")[0], **more,
    }  # fmt: skip
    return page(request, "portal/rate.html", facts, status=status)
