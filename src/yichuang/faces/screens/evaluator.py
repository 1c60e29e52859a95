"""The tablet on the counter: who serves, sign here, how was it. It shows one thing at a time and never asks by itself."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from yichuang.domains.delivery import api as delivery
from yichuang.domains.feedback import api as feedback
from yichuang.domains.queueing import api as queueing
from yichuang.faces.shared.devices import device_page
from yichuang.foundation import clock
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.scope import reading

from .board import pause_words, still_to_come

evaluator_page = device_page("board.read")


@require_GET
@evaluator_page
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The page; the device must be the one of this very window."""
    facts = _now(request, code)
    topics = f"evaluator:{facts['window'].id} window:{facts['window'].id}"
    return render(request, "screens/evaluator.html", {"topics": topics, **facts})


@require_GET
@evaluator_page
def now(request: HttpRequest, code: str) -> HttpResponse:
    """What the tablet shows now; 204 while that is what it shows already, so that a half-drawn signature is left alone."""
    facts = _now(request, code)
    if request.GET.get("have") == facts["mark"]:
        return HttpResponse(status=204)
    return render(request, "screens/_evaluator.html", facts)


@require_POST
@evaluator_page
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """The signature that was drawn goes to the request that is open."""
    try:
        delivery.sign(
            actor=request.actor, key=request.POST.get("key", ""),  # type: ignore[attr-defined]
            request_id=_id(request.POST.get("request", ""), "signature.missing"), image=request.POST.get("signature", ""),
        )  # fmt: skip
    except Refused as no:
        return _again(request, code, refusal=no)
    return _again(request, code, thanks="signed")


@require_POST
@evaluator_page
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """One of five grades, for the visit that was invited."""
    given = request.POST.get("grade", "")
    try:
        feedback.rate_at_window(
            actor=request.actor, key=request.POST.get("key", ""),  # type: ignore[attr-defined]
            invitation_id=_id(request.POST.get("invitation", ""), "invitation.missing"), grade=int(given) if given.isdigit() else 0,
            reasons=request.POST.getlist("reasons"),
        )  # fmt: skip
    except Refused as no:
        return _again(request, code, refusal=no)
    return _again(request, code, thanks="rated")


def _again(request: HttpRequest, code: str, **more: Any) -> HttpResponse:
    with reading(request.actor):  # type: ignore[attr-defined]
        facts = {**_now(request, code), **more}
        return render(request, "screens/_evaluator.html", facts)


def _now(request: HttpRequest, code: str) -> dict[str, Any]:
    """A signature comes before a rating: without it the act at the window cannot end. A paused window asks nothing (4.2.2)."""
    actor = request.actor  # type: ignore[attr-defined]
    found = next((w for w in queueing.desks(actor) if w.code == code), None)
    if found is None or (actor.kind == "device" and actor.window_id != found.id):
        raise Missing("window.missing")
    (found,) = still_to_come([found], clock.now())
    away = found.state == "paused"  # nobody is there to see what a stranger reads or signs
    asked = None if away else delivery.signature_at(actor, found.id)
    invitation = None if asked or away else feedback.invitation_at(actor, found.id)
    return {
        "center": request.center, "window": found, "why": pause_words(found.reason), "asked": asked,  # type: ignore[attr-defined]
        "invitation": invitation, "grades": feedback.grades(), "reasons": feedback.reasons(),
        "mark": f"{asked.id if asked else ''}:{invitation.id if invitation else ''}:{found.state}:{found.staff_id}:"
        f"{found.ticket.number if found.ticket else ''}:{found.reason}:{found.expected_return}",
    }  # fmt: skip


def _id(given: str, missing: str) -> UUID:
    """An id that the page itself sent; anything else is as good as unknown."""
    try:
        return UUID(given)
    except ValueError:
        raise Missing(missing) from None
