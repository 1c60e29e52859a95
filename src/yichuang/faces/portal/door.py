"""How a visitor without an account gets a scope: by the center in the address, or by the code that he holds."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from yichuang.domains.places import api as places
from yichuang.foundation import scope
from yichuang.foundation.actor import Actor

ELDER_COOKIE = "yc_elder"
MINE_COOKIE = "yc_mine"
_SALT = "yichuang.mine"
_MOST = 6
_YEAR = 366 * 24 * 3600
View = Callable[..., HttpResponse]


def enter(request: HttpRequest, center: places.CenterInfo) -> Actor:
    """Make the request a visit to this center's public pages. A signed-in member of staff is a visitor here too."""
    visitor = Actor.citizen(center.id, request_id=getattr(request, "request_id", ""))
    request.visited_as = request.actor  # type: ignore[attr-defined]
    request.actor, request.center = visitor, center  # type: ignore[attr-defined]
    if connection.in_atomic_block:
        scope.enter(visitor)
    timezone.activate(center.zone)
    return visitor


def center_page(view: View) -> View:
    """A page of the center whose code stands in the address."""

    @wraps(view)
    def show(request: HttpRequest, center: str, **more: Any) -> HttpResponse:
        enter(request, places.center_by_code(center))
        return remember_mode(request, view(request, **more))

    return show


def enter_by_id(request: HttpRequest, center_id: UUID) -> Actor:
    """The same, for a page that a code leads to."""
    return enter(request, places.center(center_id))


def page(request: HttpRequest, template: str, facts: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render with what every portal page needs."""
    return render(request, template, {**base(request), **facts}, status=status)


def base(request: HttpRequest) -> dict[str, Any]:
    """What every portal page needs: the center, 长辈版 or not, where home is."""
    center = getattr(request, "center", None)
    return {"center": center, "elder": is_elder(request), "home": f"/p/{center.code}/" if center else "/"}


def is_elder(request: HttpRequest) -> bool:
    """长辈版: asked for in the address, else as this phone had it last."""
    asked = request.GET.get("elder")
    return asked == "1" if asked in ("0", "1") else request.COOKIES.get(ELDER_COOKIE) == "1"


def remember_mode(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep the choice of 长辈版 on this phone."""
    if request.GET.get("elder") in ("0", "1"):
        response.set_cookie(ELDER_COOKIE, request.GET["elder"], max_age=_YEAR, samesite="Lax", httponly=True)
    return response


def mine(request: HttpRequest) -> list[str]:
    """The codes that this phone looked at, newest first, as `t:CODE` and `q:CODE`."""
    try:
        return list(signing.loads(request.COOKIES.get(MINE_COOKIE, ""), salt=_SALT))[:_MOST]
    except signing.BadSignature:
        return []


def keep_mine(request: HttpRequest, response: HttpResponse, mark: str) -> HttpResponse:
    """Put a code first in this phone's list. It stays on the phone, signed, and is told to nobody."""
    kept = [mark, *(m for m in mine(request) if m != mark)][:_MOST]
    response.set_cookie(MINE_COOKIE, signing.dumps(kept, salt=_SALT), max_age=_YEAR, samesite="Lax", httponly=True)
    return remember_mode(request, response)


def start(request: HttpRequest) -> HttpResponse:
    """The bare address: the default center's home, or a choice of centers."""
    found = places.default_center()
    if found is not None:
        return redirect(f"/p/{found.code}/")
    return page(request, "portal/centers.html", {"centers": places.centers()})
