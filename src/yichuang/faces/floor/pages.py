"""What every page of the console has in common: its frame, and how an act is shown."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from yichuang.faces.shared.staff_pages import act, actor_of, key_of, staff_page
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading

__all__ = ["TOPICS", "act", "actor_of", "dialog", "floor_page", "frame", "go", "key_of"]
TOPICS = ["board", "queue", "posts", "floor", "devices", "helping"]
"""What changes the hall: calls and windows, the line, who is away, alerts and calls for help, machines, questions of the windows."""


floor_page = staff_page("floor.help")
"""Only for whoever is on duty in the hall."""


def frame(request: HttpRequest) -> dict[str, Any]:
    """The bar. No statement beside the center's."""
    return {"center": request.center, "leads": actor_of(request).can("hall.lead")}  # type: ignore[attr-defined]


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
