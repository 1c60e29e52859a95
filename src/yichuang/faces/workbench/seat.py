"""Where the clerk sits: the window that this browser session works at, and the checks before every page of the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from yichuang.domains.places import api as places
from yichuang.domains.places.api import WindowInfo
from yichuang.domains.queueing import api as queueing
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of
from yichuang.foundation.scope import reading

View = Callable[..., HttpResponse]
_SESSION = "desk_window"


@dataclass(frozen=True, slots=True)
class Seat:
    """The clerk at his window. The window's sign is kept in the session, so no page has to look it up."""

    actor: Actor
    code: str
    id: UUID
    name: str


def sit(request: HttpRequest, window: WindowInfo) -> None:
    """Remember the window for this session."""
    request.session[_SESSION] = {"code": window.code, "id": str(window.id), "name": window.name}


def stand_up(request: HttpRequest) -> None:
    """Forget it."""
    request.session.pop(_SESSION, None)


def seat_of(request: HttpRequest) -> Seat | None:
    """The seat of a request, or None when nobody has chosen one."""
    kept = request.session.get(_SESSION)
    return Seat(request.actor, kept["code"], UUID(kept["id"]), kept["name"]) if kept else None  # type: ignore[attr-defined]


def for_staff(view: View) -> View:
    """Only for staff who may read cases; a stranger is sent to log in and comes back here. Times are the center's."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor.kind != "staff":  # type: ignore[attr-defined]
            return goto(request, f"/login/?next={quote(request.get_full_path())}")
        request.actor.require("case.read")  # type: ignore[attr-defined]
        with timezone.override(zone_of(request.actor.center_id)):  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

    return guarded


def at_desk(view: View) -> View:
    """Staff who sit at a window. The view gets the seat as its second argument."""

    @wraps(view)
    @for_staff
    def seated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seat = seat_of(request) or _at_his_window(request)
        if seat is None:
            return goto(request, reverse("desk_seat"))
        return view(request, seat, *args, **kwargs)

    return seated


def _at_his_window(request: HttpRequest) -> Seat | None:
    """Whoever logged in anew beside a page of the desk goes on with it, while the window still stands in his name.

    A page that he opens himself asks for the window as ever. Statements more for such a request only.
    """
    if not request.headers.get("HX-Request") and request.method != "POST":
        return None
    actor: Actor = request.actor  # type: ignore[attr-defined]
    with reading(actor):
        line = next((w for w in queueing.desks(actor) if w.staff_id == actor.id and w.state != "closed"), None)
        if line is not None:
            sit(request, places.window_by_code(actor.center_id, line.code))  # type: ignore[arg-type]
    return seat_of(request)


def goto(request: HttpRequest, url: str) -> HttpResponse:
    """Another page: by redirect, or by htmx's own word for it."""
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = url
        return answer
    return HttpResponseRedirect(url)
