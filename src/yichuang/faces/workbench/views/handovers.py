"""Papers on their way to a department: made up into a list, printed, signed for there."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.domains.places import api as places
from yichuang.faces.workbench.seat import Seat, at_desk
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading


@require_http_methods(["GET", "POST"])
@at_desk
def handovers(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What still lies here, by department, and the lists that were made."""
    error = None
    if request.method == "POST":
        said = request.POST
        try:
            made = cases.hand_over(
                actor=seat.actor, key=said.get("key", ""), cases=said.getlist("cases"), remark=said.get("remark", "")
            )
            return redirect("desk_handover", made["id"])
        except Refused as no:
            error = no
    with reading(seat.actor):
        facts = _facts(seat, request.GET.get("after", ""))
        return render(
            request, "workbench/handovers.html", {**facts, "error": error}, status=error.status if error else 200
        )


def _facts(seat: Seat, after: str) -> dict[str, Any]:
    assert seat.actor.center_id is not None
    departments = {d.id: d for d in places.departments(seat.actor.center_id)}
    rows = cases.to_hand_over(seat.actor, window_id=seat.id)
    page = cases.handover_lists(seat.actor, after=after)
    return {
        "seat": seat, "after": page.after, "first": not after,
        "groups": [{"department": departments[d], "rows": list(r)} for d, r in groupby(rows, key=lambda r: r.department_id)],
        "lists": [{"view": h, "department": departments[h.department_id].name} for h in page.rows],
    }  # fmt: skip


@require_GET
@at_desk
def handover(request: HttpRequest, seat: Seat, handover: UUID) -> HttpResponse:
    """One list, made to be printed and signed by both."""
    assert seat.actor.center_id is not None
    made = cases.handover_list(seat.actor, handover)
    window = places.window(made.window_id).name if made.window_id else ""
    facts = {"center": places.center(seat.actor.center_id), "department": places.department(made.department_id)}
    return render(request, "workbench/handover.html", {"seat": seat, "made": made, "window": window, **facts})
