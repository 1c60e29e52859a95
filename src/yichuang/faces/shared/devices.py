"""Making a browser a device: the key from set-up is typed or scanned once and kept in a signed cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading
from yichuang.foundation.web import refusal_response

PRINT_COOKIE = "yc_print"
_YEAR = 366 * 24 * 3600


@never_cache
@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Show the form, or take the key. A wrong key says so and nothing more."""
    if request.method != "POST":
        return render(request, "device/enrol.html", {"key": "", "device": _present(request), "bridge": True})
    key = "".join(request.POST.get("device_key", "").split())
    actor = people.actor_for_device(key) if key else None
    if actor is None or actor.device_id is None:
        return render(request, "device/enrol.html", {"refused": True, "device": None}, status=422)
    response = HttpResponseRedirect(place_of(actor))
    people.remember_device(response, key, secure=request.is_secure())
    if request.POST.get("prints"):
        response.set_cookie(PRINT_COOKIE, "1", max_age=_YEAR, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(PRINT_COOKIE, samesite="Lax")
    return response


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """This browser is no device any more."""
    response = HttpResponseRedirect("/device/enrol/")
    people.forget_device(response)
    response.delete_cookie(PRINT_COOKIE, samesite="Lax")
    return response


def _present(request: HttpRequest) -> dict[str, Any] | None:
    """The device that this browser is; a screen in the hall may show the whole of it or one of its zones."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.kind != "device":
        return None
    page = place_of(actor)
    assert actor.center_id is not None
    with reading(actor):
        zones = places.zones(actor.center_id) if page == "/screen/hall/" else []
    return {"name": actor.name, "page": page, "zones": zones}


def place_of(actor: Actor) -> str:
    """The page that a device stands for."""
    assert actor.device_id is not None
    with reading(actor):
        device = places.device(actor.device_id)
    return {
        "kiosk": "/kiosk/",
        "hall_screen": "/screen/hall/",
        "window_screen": f"/screen/window/{device.window_code}/",
        "evaluator": f"/screen/evaluator/{device.window_code}/",
        "bridge": "/device/enrol/",  # it has no page of its own: the workbench speaks for it
    }[device.kind]


View = Callable[..., HttpResponse]


def _chosen(request: HttpRequest) -> str:
    """What somebody chose at this device by the language switch; the browser's own preference says nothing about a hall."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def device_page(capability: str, language: Callable[[HttpRequest], str] | None = None) -> Callable[[View], View]:
    """A page that stands on a device: without one, it says how to enrol; with one, it shows the center's time.

    `language` tells the language of the page; without it the page is Chinese until someone uses the language switch. Never cached: the next
    person in front of the device is another one.
    """

    def wrap(view: View) -> View:
        @never_cache
        @wraps(view)
        def show(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor: Actor = request.actor  # type: ignore[attr-defined]
            if actor.center_id is None or not actor.can(capability):
                return render(request, "device/needed.html", {"error_base": "shared/base_phone.html"}, status=403)
            code = language(request) if language else _chosen(request)
            center = places.center(actor.center_id)
            with translation.override(code), timezone.override(center.zone):
                request.center = center  # type: ignore[attr-defined]
                try:
                    return view(request, *args, **kwargs)
                except Refused as no:  # here, so that the page speaks the language that was chosen at the device
                    return refusal_response(request, no)

        return show

    return wrap
