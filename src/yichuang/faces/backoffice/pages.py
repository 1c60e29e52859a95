"""What every page of the back office has in common: who may see it, its frame, and how an act is done."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from yichuang.domains.cases import api as cases
from yichuang.domains.places import api as places
from yichuang.domains.revisions import api as revisions
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.scope import reading

View = Callable[..., HttpResponse]


def office_page(view: View) -> View:
    """Only for staff who may read cases; a stranger logs in and comes back. Times are the center's."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = actor_of(request)
        if actor.kind != "staff":
            return HttpResponseRedirect(f"/login/?next={quote(request.get_full_path())}")
        actor.require("case.read")
        assert actor.center_id is not None
        center = places.center(actor.center_id)
        with timezone.override(center.zone):
            request.center = center  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

    return guarded


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the middleware found."""
    return request.actor  # type: ignore[attr-defined, no-any-return]


def act(request: HttpRequest, do: Callable[[], str]) -> Refused | None:
    """Do an act and keep its good news for the next page, or give back why it was refused. What is missing is a 404."""
    try:
        messages.success(request, do())
    except Missing:
        raise
    except Refused as no:
        return no
    return None


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


def key_of(request: HttpRequest) -> str:
    """The idempotency key of the button that was pressed."""
    return str(request.POST.get("key", ""))
