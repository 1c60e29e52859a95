"""The ground floor's part of a web request: who asks, in what scope, and what a refusal looks like."""

import json
from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import import_string

from . import dispatch, scope, shared
from .actor import Actor
from .command import zone_of
from .errors import Refused, sentence
from .ids import uuid7

BRIDGE = "http://127.0.0.1:7717"
"""The program beside the browser that reaches its devices (docs/bridge.md); a page may ask it and nothing else on that machine."""

Handler = Callable[[HttpRequest], HttpResponse]


def actor_middleware(get_response: Handler) -> Handler:
    """Give each request an id and an actor (settings.YICHUANG_ACTOR_SOURCE; anonymous when it finds nobody)."""
    source = import_string(settings.YICHUANG_ACTOR_SOURCE)

    def handle(request: HttpRequest) -> HttpResponse:
        request.request_id = str(uuid7())  # type: ignore[attr-defined]
        dispatch.told.set([])
        with shared.one_look() if reads(request) else nullcontext():
            request.actor = source(request) or Actor.anonymous(request_id=request.request_id)  # type: ignore[attr-defined]
            center = request.actor.center_id  # type: ignore[attr-defined]
            with timezone.override(zone_of(center) if center else None):
                response = locked_answer(request) or get_response(request)
        response["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        return response

    return handle


def reads(request: HttpRequest) -> bool:
    """Whether this request changes nothing."""
    return request.method in ("GET", "HEAD")


def locked_answer(request: HttpRequest) -> HttpResponse | None:
    """Where a person who has left his post is sent, whatever page he asks for; the API refuses him in its own words."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    page: str = settings.YICHUANG_LOCK_PAGE
    if not actor.locked or request.path.startswith((page, *settings.YICHUANG_OPEN_WHEN_LOCKED)):
        return None
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = page
        return answer
    return HttpResponseRedirect(page)


def reading_middleware(get_response: Handler) -> Handler:
    """Run each GET, rendering included, in one READ ONLY transaction with the actor's scope. Other methods run in none."""

    def handle(request: HttpRequest) -> HttpResponse:
        if not reads(request):
            return get_response(request)
        with scope.reading(request.actor):  # type: ignore[attr-defined]
            return get_response(request)

    return handle


class RefusalMiddleware:
    """A refusal that a page did not handle becomes a calm page (or, for htmx, a band) with what to do next."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Vary", "HX-Request")
        if "HX-Request" not in response["Vary"]:
            response["Vary"] += ", HX-Request"  # or back and forward show fragments as pages
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        return refusal_response(request, error)


def refusal_response(request: HttpRequest, no: Refused) -> HttpResponse:
    """The page or the htmx band for a refusal, with its HTTP status."""
    facts = {"refusal": no, "sentence": sentence(no), "code": no.code, "field": no.field}
    if request.headers.get("HX-Request"):
        response = render(request, "shared/_refusal.html", facts, status=no.status)
        response["HX-Retarget"], response["HX-Reswap"] = "#refusal", "innerHTML"
        response["HX-Trigger"] = json.dumps({"yc:refused": {"code": no.code, "field": no.field}})
        return response
    return render(request, "shared/refusal.html", facts, status=no.status)


def csp_middleware(get_response: Handler) -> Handler:
    """A strict Content-Security-Policy: own origin only, no inline script or style; streams from their own port, devices by the bridge."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        stream = getattr(settings, "YICHUANG_STREAM_ORIGIN", "") or _stream_origin(request)
        response.headers.setdefault(
            "Content-Security-Policy",
            "default-src 'self'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:;"
            f" connect-src 'self' {stream} {BRIDGE}; object-src 'none'; base-uri 'none'; form-action 'self';"
            " frame-ancestors 'self'; frame-src 'self'",
        )
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "geolocation=(), microphone=()")
        return response

    return handle


def _stream_origin(request: HttpRequest) -> str:
    fixed = getattr(settings, "YICHUANG_STREAM_URL", "")
    if fixed:  # a path stands on the page's own origin
        return "" if fixed.startswith("/") else "/".join(fixed.split("/")[:3])
    port = getattr(settings, "YICHUANG_STREAM_PORT", None)
    host = request.get_host().rsplit(":", 1)[0]
    return f"{request.scheme}://{host}:{port}" if port else ""


def clean_text_middleware(get_response: Handler) -> Handler:
    """Refuse a NUL or half a character in the address or the fields: no person types one and the database holds none.

    Looks at the body of forms and JSON only; uploaded files are taken as they are.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        if _has_nul(request):
            raise SuspiciousOperation("a NUL character")  # answered as 400 by Django's handler
        return get_response(request)

    return convert_exception_to_response(handle)


def _has_nul(request: HttpRequest) -> bool:
    if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
        return True
    if reads(request):
        return False
    if request.content_type == "application/json":
        return b"\\u0000" in request.body or b"\x00" in request.body or _half_character(request.body)
    return any("\x00" in value for values in request.POST.lists() for value in values[1])


def _half_character(body: bytes) -> bool:
    """JSON can spell half of a surrogate pair, which no text encoding holds."""
    if b"\\ud" not in body.lower():
        return False
    try:
        json.dumps(json.loads(body), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    except ValueError:
        return False  # not JSON at all: said so elsewhere
    return False
