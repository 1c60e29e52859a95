"""The window: choosing it, opening, pausing and closing it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.domains.floor import api as floors
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.faces.workbench.page import desk_again, dialog
from yichuang.faces.workbench.seat import Seat, at_desk, for_staff, goto, seat_of, sit, stand_up
from yichuang.faces.workbench.words import PAUSES
from yichuang.foundation import clock
from yichuang.foundation.scope import reading

BACK_IN = (5, 10, 15, 30, 60, 90)
"""Minutes that the pause dialog offers for the return."""


@require_http_methods(["GET", "POST"])
@for_staff
def seat(request: HttpRequest) -> HttpResponse:
    """Choose the window to sit at; sitting down opens it in one's own name."""
    if request.method == "GET":
        facts = {"windows": queueing.desks(request.actor), "seat": seat_of(request)}  # type: ignore[attr-defined]
        return render(request, "workbench/seat.html", facts)
    actor, code = request.actor, request.POST.get("window", "")  # type: ignore[attr-defined]
    with reading(actor):
        window = places.window_by_code(actor.center_id, code)
    queueing.open_window(actor=actor, key=request.POST.get("key", ""), window=window.code)
    sit(request, window)
    return goto(request, "/desk/")


@require_POST
@at_desk
def open_(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Open the window, or go on after a pause."""
    queueing.open_window(actor=seat.actor, key=request.POST.get("key", ""), window=seat.code)
    return desk_again(request, seat)


@require_http_methods(["GET", "POST"])
@at_desk
def pause(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Stop calling; the window screen says why and until when. Who goes away with it finds his session locked."""
    if request.method == "GET":
        choices = [(m, clock.now() + timedelta(minutes=m)) for m in BACK_IN]
        limit = places.center(seat.actor.center_id).setting("away_alert_minutes")  # type: ignore[arg-type]
        here = queueing.live_ticket(seat.actor, seat.id)
        return dialog(request, "pause", reasons=PAUSES.items(), choices=choices, limit=limit, ticket=here)
    said = request.POST
    back = datetime.fromisoformat(said["until"]) if said.get("until") else None
    queueing.pause_window(
        actor=seat.actor, key=said.get("key", ""), window=seat.code, reason=said.get("reason", ""), expected_return=back,
        seals_away=bool(said.get("seals_away")),
    )  # fmt: skip
    if queueing.leaves_the_post(said.get("reason", "")):
        return goto(request, settings.YICHUANG_LOCK_PAGE)
    return desk_again(request, seat)


@require_POST
@at_desk
def close(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Close the window and get up; what is set aside here goes where the form says."""
    said = request.POST
    queueing.close_window(
        actor=seat.actor, key=said.get("key", ""), window=seat.code, held=said.get("held", "")
    )  # fmt: skip
    stand_up(request)
    return goto(request, "/desk/window/")


@require_http_methods(["GET", "POST"])
@at_desk
def silent(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask the people on duty to come, without a word: three reasons, a key each. Nothing of it reaches the evaluator."""
    said = request.POST
    if request.method == "GET":
        reasons = [(code, floors.reason_label(code)) for code in floors.HELP]
        return dialog(request, "silent", reasons=reasons, asked=floors.help_of_window(seat.actor, seat.id))
    who = {"actor": seat.actor, "key": said.get("key", ""), "window": seat.code}
    if said.get("reason") == "back":
        floors.take_back_call(**who)
    else:
        floors.call_for_help(**who, reason=said.get("reason", ""))
    return HttpResponse("")
