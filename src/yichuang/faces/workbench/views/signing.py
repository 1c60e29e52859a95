"""Asking for a signature on the window's evaluator, and seeing it come."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.domains.delivery import api as delivery
from yichuang.faces.workbench.seat import Seat, at_desk
from yichuang.foundation.scope import reading


def signature_facts(seat: Seat, subject: str, about: str = "") -> dict[str, Any]:
    """What the part of a dialog that waits for a signature shows."""
    return {
        "seat": seat, "subject": subject, "about": about, "signature": delivery.signature_for(seat.actor, subject)
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@at_desk
def signature(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask, or read again what has come."""
    said = request.POST if request.method == "POST" else request.GET
    subject, about = said.get("subject", ""), said.get("about", "")
    if request.method == "POST":
        signer = said.get("receiver") or said.get("receiver_name", "")
        delivery.ask_signature(
            actor=seat.actor,
            window_id=seat.id,
            subject=subject,
            signer=signer,
            about=about,
            purpose=subject.split(":")[0],
        )
    return _again(request, seat, subject, about)


@require_POST
@at_desk
def cancel(request: HttpRequest, seat: Seat, asked: UUID) -> HttpResponse:
    """Do not ask any more."""
    delivery.cancel_signature(actor=seat.actor, key=request.POST.get("key", ""), request_id=asked)
    return _again(request, seat, request.POST.get("subject", ""), "")


def _again(request: HttpRequest, seat: Seat, subject: str, about: str) -> HttpResponse:
    with reading(seat.actor):
        return render(request, "workbench/_signature.html", signature_facts(seat, subject, about))
