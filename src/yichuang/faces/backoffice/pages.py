"""What every page of the back office has in common: who may see it, its frame, and how an act is done."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yichuang.domains.cases import api as cases
from yichuang.domains.places import api as places
from yichuang.domains.revisions import api as revisions
from yichuang.faces.shared.staff_pages import act, actor_of, key_of, staff_page
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading

__all__ = ["act", "actor_of", "frame", "key_of", "office_page", "show"]

office_page = staff_page("case.read")
"""Only for staff who may read cases."""


def show(
    request: HttpRequest, template: str, make: Callable[[], dict[str, Any]], refusal: Refused | None = None
) -> HttpResponse:
    """Render a page from its reads; after a refused act with the reason, what was typed, and the refusal's status."""
    if refusal is None and request.method == "GET":
        return render(request, template, {**frame(request), "typed": {}, **make()})
    with reading(actor_of(request)):
        facts = {**frame(request), "refusal": refusal, "typed": request.POST, **make()}
        return render(request, template, facts, status=refusal.status if refusal else 200)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The bar: whose office it is, and how many lists wait for a signature and urgings for an answer. Four statements."""
    actor = actor_of(request)
    department = places.department(actor.department_id) if actor.department_id else None
    waiting = len(cases.handover_lists(actor, state="sent", size=99).rows)
    topics = [f"department:{department.id}"] if department else ["cases"]
    return {
        "center": request.center,
        "department": department,
        "waiting": waiting,
        "topics": topics,
        "unanswered": cases.unanswered(actor),
        "to_check": revisions.count_to_check(actor),
    }  # type: ignore[attr-defined]
