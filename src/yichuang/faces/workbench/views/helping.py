"""Asking those behind from the desk: one key, two fields; the answers lie beside them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.helping import api as helping
from yichuang.domains.queueing import api as queueing
from yichuang.faces.workbench.page import dialog
from yichuang.faces.workbench.seat import Seat, at_desk
from yichuang.foundation.scope import reading


@require_http_methods(["GET", "POST"])
@at_desk
def ask(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The dialog; a question goes with the window and the item that is being handled. Afterwards the dialog shows it with the others."""
    if request.method == "POST":
        said = request.POST
        with reading(seat.actor):
            ticket = queueing.live_ticket(seat.actor, seat.id)
        helping.ask(
            actor=seat.actor, key=said.get("key", ""), kind=said.get("kind", ""), text=said.get("text", ""),
            window=seat.code, item=ticket.item if ticket else "",
        )  # fmt: skip
    with reading(seat.actor):
        return dialog(
            request, "help", questions=helping.my_questions(seat.actor, size=5), kind_options=helping.KIND_LABELS.items(),
            sent=request.method == "POST", wide=True,
        )  # fmt: skip


@require_GET
@at_desk
def mark(request: HttpRequest, seat: Seat) -> HttpResponse:
    """How many answers wait, for the button."""
    return render(request, "workbench/_help_mark.html", {"answers": helping.answers_waiting(seat.actor)})
