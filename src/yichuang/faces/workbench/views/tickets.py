"""The person at the window: called, started, set aside, sent on, finished."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from yichuang.domains.queueing import api as queueing

from ..page import desk_again, dialog
from ..seat import Seat, at_desk


@require_POST
@at_desk
def call(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Call whoever's turn it is."""
    found = queueing.call_next(actor=seat.actor, key=request.POST.get("key", ""), window=seat.code)
    return desk_again(request, seat, nobody=found["ticket"] is None)


def _act(command: Callable[..., dict[str, Any]], doc: str, *texts: str) -> Callable[..., HttpResponse]:
    """A view for an act on one ticket that takes nothing but a few words."""

    @require_POST
    @at_desk
    def view(request: HttpRequest, seat: Seat, ticket: UUID) -> HttpResponse:
        said = {name: request.POST.get(name, "") for name in texts}
        command(actor=seat.actor, key=request.POST.get("key", ""), ticket=ticket, **said)
        return desk_again(request, seat)

    view.__doc__ = doc
    return view


recall = _act(queueing.recall, "Announce the number once more.")
start = _act(queueing.start, "The person is here.")
no_show = _act(queueing.no_show, "Nobody came.")
hold = _act(queueing.hold, "Set the visit aside.", "reason")
requeue = _act(queueing.requeue, "Back into the line, once.")
transfer = _act(queueing.transfer, "On to another queue or window.", "queue", "window", "reason")
finish = _act(queueing.finish, "The visit is over.")


@require_POST
@at_desk
def resume(request: HttpRequest, seat: Seat, ticket: UUID) -> HttpResponse:
    """Go on with a visit that was set aside, here."""
    queueing.resume(actor=seat.actor, key=request.POST.get("key", ""), ticket=ticket, window=seat.code)
    return desk_again(request, seat)


@require_GET
@at_desk
def hold_form(request: HttpRequest, seat: Seat, ticket: UUID) -> HttpResponse:
    """Why the visit is set aside."""
    return dialog(request, "hold", ticket=queueing.ticket(seat.actor, ticket))


@require_GET
@at_desk
def transfer_form(request: HttpRequest, seat: Seat, ticket: UUID) -> HttpResponse:
    """Where to, with the waits there."""
    board = queueing.board(seat.actor)
    windows = [w for w in board.windows if w.code != seat.code and w.state != "closed"]
    return dialog(request, "transfer", ticket=queueing.ticket(seat.actor, ticket), queues=board.queues, windows=windows)


@require_GET
@at_desk
def waiting(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Everybody who waits for this window's queues, in the order of calling, and the visits set aside."""
    panel = queueing.window_panel(seat.actor, window=seat.code)
    people = queueing.waiting_list(seat.actor, queues=panel.window.queues or None)
    return dialog(request, "waiting", panel=panel, people=people, wide=True)
