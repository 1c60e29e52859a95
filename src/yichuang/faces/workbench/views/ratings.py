"""Asking the person of the last visit to rate it. A clerk can ask; he can never rate."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from yichuang.domains.feedback import api as feedback
from yichuang.domains.queueing import api as queueing
from yichuang.faces.workbench.page import desk_again
from yichuang.faces.workbench.seat import Seat, at_desk
from yichuang.foundation.scope import reading


@require_POST
@at_desk
def invite(request: HttpRequest, seat: Seat, ticket: UUID) -> HttpResponse:
    """Ask once more on the window's evaluator."""
    with reading(seat.actor):
        number = queueing.ticket(seat.actor, ticket).number
    feedback.invite_to_rate(
        actor=seat.actor, key=request.POST.get("key", ""), window_id=seat.id, subject=f"ticket:{ticket}", label=number
    )
    return desk_again(request, seat)


@require_POST
@at_desk
def cancel(request: HttpRequest, seat: Seat, invitation: UUID) -> HttpResponse:
    """The person has gone."""
    feedback.cancel_invitation(actor=seat.actor, key=request.POST.get("key", ""), invitation_id=invitation)
    return desk_again(request, seat)
