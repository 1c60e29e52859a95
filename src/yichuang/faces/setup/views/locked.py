"""The page of a person who has left his post: nothing of anybody is on it, and his password opens it (4.2.2, 5.2.2.4)."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.people import api as people
from yichuang.domains.queueing import api as queueing
from yichuang.faces.setup.pages import actor_of
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading

from .entry import home_of

PAGE = "/locked/"


@never_cache
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "POST"])
def locked(request: HttpRequest) -> HttpResponse:
    """Say since when, and take the password. Going on at the window is the same press."""
    actor = actor_of(request)
    if actor.kind != "staff":
        return HttpResponseRedirect("/login/")
    if not actor.locked:
        return HttpResponseRedirect(_home(actor))
    error = None
    if request.method == "POST":
        try:
            return _unlock(request, actor)
        except Refused as no:
            error = no
    with reading(actor):
        facts = _facts(actor)
        return render(request, "setup/locked.html", {**facts, "error": error}, status=error.status if error else 200)


def _unlock(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Two acts, the second only when asked for: show who one is, then open the window that one had left."""
    source, key = request.META.get("REMOTE_ADDR", ""), request.POST.get("key", "")
    people.unlock(actor=actor, secret=request.POST.get("secret", ""), source=source, key=key)
    window = request.POST.get("window", "")
    if window:
        queueing.open_window(actor=replace(actor, locked=False), key=key, window=window)
    return HttpResponseRedirect(_home(actor))


def _facts(actor: Actor) -> dict[str, Any]:
    away = queueing.my_absence(actor)
    line = next((w for w in queueing.desks(actor) if away and w.id == away.window_id), None)
    mine = line is not None and line.staff_id in (None, actor.id)
    return {"away": away, "line": line, "mine": mine, "closed": line is not None and line.state == "closed"}


def _home(actor: Actor) -> str:
    return "/desk/" if actor.can("window.operate") else home_of(())


@never_cache
@require_GET
def now(request: HttpRequest) -> HttpResponse:
    """Asked by every page of staff when a lock was set or opened: 204 while the page is still the right one."""
    actor = actor_of(request)
    answer = HttpResponse(status=204)
    if actor.locked != (request.GET.get("is") == "1"):
        answer["HX-Redirect"] = PAGE if actor.locked else _home(actor)
    return answer
