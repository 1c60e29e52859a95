"""What every page of the console has in common: who may see it, its frame, and how an act is done and shown."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.scope import reading

View = Callable[..., HttpResponse]
TOPICS = ["board", "queue", "posts", "floor"]
"""What changes the hall: calls and windows, the line, who is away, alerts and calls for help."""


def floor_page(view: View) -> View:
    """Only for whoever is on duty in the hall; a stranger logs in and comes back. Times are the center's."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = actor_of(request)
        if actor.kind != "staff":
            return HttpResponseRedirect(f"/login/?next={quote(request.get_full_path())}")
        actor.require("floor.help")
        assert actor.center_id is not None
        center = places.center(actor.center_id)
        with timezone.override(center.zone):
            request.center = center  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

    return guarded


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the middleware found."""
    return request.actor  # type: ignore[attr-defined, no-any-return]


def frame(request: HttpRequest) -> dict[str, Any]:
    """The bar. No statement beside the center's."""
    return {"center": request.center, "leads": actor_of(request).can("hall.lead")}  # type: ignore[attr-defined]


def act(request: HttpRequest, do: Callable[[], str]) -> Refused | None:
    """Do an act and keep its good news for the next page, or give back why it was refused. What is missing is a 404."""
    try:
        messages.success(request, do())
    except Missing:
        raise
    except Refused as no:
        return no
    return None


def go(request: HttpRequest, url: str) -> HttpResponse:
    """Another page: by redirect, or by htmx's own word for it."""
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = url
        return answer
    return HttpResponseRedirect(url)


def dialog(
    request: HttpRequest, name: str, make: Callable[[], dict[str, Any]], refusal: Refused | None = None
) -> HttpResponse:
    """A dialog from its reads; after a refused act with the reason and what was typed."""
    template = f"floor/dialog_{name}.html"
    if request.method == "GET":
        return render(request, template, {**frame(request), "typed": {}, **make()})
    with reading(actor_of(request)):
        facts = {**frame(request), "refusal": refusal, "typed": request.POST, **make()}
        return render(request, template, facts, status=refusal.status if refusal else 200)


def key_of(request: HttpRequest) -> str:
    """The idempotency key of the button that was pressed."""
    return str(request.POST.get("key", ""))
