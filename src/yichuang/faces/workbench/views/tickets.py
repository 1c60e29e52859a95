"""The person at the window: called, started, set aside, sent on, finished."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.domains.queueing import api as queueing
from yichuang.faces.workbench.page import LAST, desk_again, dialog
from yichuang.faces.workbench.seat import Seat, at_desk


@require_POST
@at_desk
def call(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Call whoever's turn it is."""
    found = queueing.call_next(actor=seat.actor, key=request.POST.get("key", ""), window=seat.code)
    return desk_again(request, seat, nobody=found["ticket"] is None)


@require_POST
@at_desk
def call_chosen(request: HttpRequest, seat: Seat, ticket: UUID) -> HttpResponse:
    """Call somebody out of turn, with the reason that was written."""
    why = request.POST.get("reason", "")
    queueing.call_chosen(actor=seat.actor, key=request.POST.get("key", ""), window=seat.code, ticket=ticket, reason=why)
    return desk_again(request, seat)


def _act(command: Callable[..., dict[str, Any]], doc: str) -> Callable[..., HttpResponse]:
    """A view for an act on one ticket that takes no words."""

    @require_POST
    @at_desk
    def view(request: HttpRequest, seat: Seat, ticket: UUID) -> HttpResponse:
        command(actor=seat.actor, key=request.POST.get("key", ""), ticket=ticket)
        return desk_again(request, seat)

    view.__doc__ = doc
    return view


recall = _act(queueing.recall, "Announce the number once more.")
start = _act(queueing.start, "The person is here.")
no_show = _act(queueing.no_show, "Nobody came.")
requeue = _act(queueing.requeue, "Back into the line, once.")


@require_POST
@at_desk
def resume(request: HttpRequest, seat: Seat, ticket: UUID) -> HttpResponse:
    """Go on with a visit that was set aside, here."""
    queueing.resume(actor=seat.actor, key=request.POST.get("key", ""), ticket=ticket, window=seat.code)
    return desk_again(request, seat)


@require_POST
@at_desk
def finish(request: HttpRequest, seat: Seat, ticket: UUID) -> HttpResponse:
    """The visit is over; the evaluator asks its person to rate."""
    queueing.finish(actor=seat.actor, key=request.POST.get("key", ""), ticket=ticket)
    request.session[LAST] = str(ticket)
    return desk_again(request, seat)


@require_http_methods(["GET", "POST"])
@at_desk
def hold(request: HttpRequest, seat: Seat, ticket: UUID) -> HttpResponse:
    """Set the visit aside, with a line for whoever goes on with it."""
    if request.method == "GET":
        return dialog(request, "hold", ticket=queueing.ticket(seat.actor, ticket))
    reason = request.POST.get("reason", "")
    queueing.hold(actor=seat.actor, key=request.POST.get("key", ""), ticket=ticket, reason=reason)
    return desk_again(request, seat)


@require_http_methods(["GET", "POST"])
@at_desk
def transfer(request: HttpRequest, seat: Seat, ticket: UUID) -> HttpResponse:
    """Send the person on: where to, with how many wait there."""
    if request.method == "POST":
        to = {name: request.POST.get(name, "") for name in ("queue", "window", "reason")}
        queueing.transfer(actor=seat.actor, key=request.POST.get("key", ""), ticket=ticket, **to)
        return desk_again(request, seat)
    board = queueing.board(seat.actor)
    windows = [w for w in board.windows if w.code != seat.code and w.state != "closed"]
    windows.sort(key=lambda w: not w.manned)  # one where nobody sits comes last
    return dialog(request, "transfer", ticket=queueing.ticket(seat.actor, ticket), queues=board.queues, windows=windows)


@require_GET
@at_desk
def waiting(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Everybody who waits for this window's queues, in the order of calling, and the visits set aside."""
    panel = queueing.window_panel(seat.actor, window=seat.code)
    people = queueing.waiting_list(seat.actor, queues=panel.window.queues)
    return dialog(request, "waiting", panel=panel, people=people)
