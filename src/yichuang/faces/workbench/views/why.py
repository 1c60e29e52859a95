"""The answer to "why not me?" for staff: every figure that decided."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yichuang.domains.queueing import api as queueing
from yichuang.faces.workbench.seat import for_staff


@require_GET
@for_staff
def why(request: HttpRequest, ticket: UUID) -> HttpResponse:
    """Who was called before a number although he came later."""
    request.actor.require("board.read")  # type: ignore[attr-defined]
    told = queueing.why_not(request.actor, ticket)  # type: ignore[attr-defined]
    return render(request, "workbench/why.html", {"why": told, "staff": True})
