"""The devices of the computer at a window: pairing with its bridge and trying each out (docs/bridge.md)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yichuang.domains.places import api as places
from yichuang.faces.workbench.seat import for_staff, seat_of


@require_GET
@for_staff
def bridge(request: HttpRequest) -> HttpResponse:
    """Pair this browser; what is there is listed by the page itself, since only it can reach the bridge."""
    actor, seat = request.actor, seat_of(request)  # type: ignore[attr-defined]
    mine = [
        d for d in places.devices(actor.center_id) if d.kind == "bridge" and d.live and seat and d.window_id == seat.id
    ]
    return render(request, "workbench/bridge.html", {"seat": seat, "device": mine[0] if mine else None})
