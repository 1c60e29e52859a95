"""Before work, after work, and the window from one hand to the next (DB50/T 1603-2024, 5.2.1, 5.2.3)."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.domains.documents import api as documents
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.faces.workbench.seat import Seat, at_desk
from yichuang.foundation import clock
from yichuang.foundation.command import zone_of
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading


@require_http_methods(["GET", "POST"])
@at_desk
def check(request: HttpRequest, seat: Seat, kind: str) -> HttpResponse:
    """One confirmation; what is not in order is ticked and explained."""
    if kind not in queueing.CHECKS:
        raise Http404
    error = None
    if request.method == "POST":
        said = request.POST
        odd = {point: said.get(f"note.{point}", "") for point in said.getlist("exception")}
        pending = {key.partition(".")[2]: said[key] for key in said if key.startswith("pending.")}
        try:
            queueing.check_desk(
                actor=seat.actor, key=said.get("key", ""), window=seat.code, kind=kind, exceptions=odd, pending=pending
            )
            return redirect("desk_home")
        except Refused as no:
            error = no
    with reading(seat.actor):
        facts = {**_check_facts(seat, kind, request.POST), "error": error}
        return render(request, "workbench/check.html", facts, status=error.status if error else 200)


def _check_facts(seat: Seat, kind: str, said: Any) -> dict[str, Any]:
    done = queueing.checks_today(seat.actor, seat.id).get(kind)
    odd = (
        done.exceptions
        if done and not said
        else {p: said.get(f"note.{p}", "") for p in said.getlist("exception")}
        if said
        else {}
    )
    points = [
        {"code": code, "text": _(text), "odd": code in odd, "note": odd.get(code, "")}
        for code, text in queueing.CHECKS[kind].items()
    ]
    lying = cases.to_hand_over(seat.actor, window_id=seat.id) if kind == "closing" else []
    why = done.pending if done else {}
    rows = [{"row": row, "why": said.get(f"pending.{row.no}", why.get(row.no, ""))} for row in lying]
    return {"seat": seat, "kind": kind, "points": points, "done": done, "lying": rows}


@require_http_methods(["GET", "POST"])
@at_desk
def shift(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Make the slip up and confirm it; or, for who comes, look at it and confirm."""
    error = None
    if request.method == "POST":
        try:
            return _act(request, seat)
        except Refused as no:
            error = no
    with reading(seat.actor):
        facts = {**_shift_facts(seat), "error": error, "said": request.POST}
        return render(request, "workbench/shift.html", facts, status=error.status if error else 200)


def _act(request: HttpRequest, seat: Seat) -> HttpResponse:
    said, key = request.POST, request.POST.get("key", "")
    if said.get("act") == "accept":
        queueing.accept_shift(actor=seat.actor, key=key, slip=said.get("slip", ""))
        return redirect("desk_home")
    if said.get("act") == "withdraw":
        queueing.withdraw_shift(actor=seat.actor, key=key, slip=said.get("slip", ""))
        return redirect("desk_shift")
    queueing.offer_shift(
        actor=seat.actor, key=key, window=seat.code, to_staff=said.get("to") or None, cases=said.getlist("cases"),
        papers=said.get("papers", ""), seals="、".join([*said.getlist("seal"), *filter(None, [said.get("seals", "")])]),
    )  # fmt: skip
    return redirect("desk_shift")


def _shift_facts(seat: Seat) -> dict[str, Any]:
    actor = seat.actor
    assert actor.center_id is not None
    today = clock.center_day(clock.now(), zone_of(actor.center_id))
    panel = queueing.window_panel(actor, window=seat.code)
    staff = people.staff_list(actor.center_id, today=today, active_only=True)
    here = [
        s for s in staff if s.id != actor.id and any("window.operate" in people.ROLES[r].capabilities for r in s.roles)
    ]
    open_ = [
        row for row in cases.window_cases(actor, seat.id, size=100) if row.state in ("draft", "received", "correcting")
    ]
    return {
        "seat": seat, "panel": panel, "slip": queueing.open_slip(actor, seat.id), "slips": queueing.slips(actor, window_id=seat.id),
        "mine": panel.window.staff_id == actor.id, "open_cases": open_, "lying": cases.to_hand_over(actor, window_id=seat.id),
        "seals": documents.seals(actor, mine=True, all_states=False), "staff": [(s.id, f"{s.name}（{s.badge_no}）") for s in here],
    }  # fmt: skip


@require_GET
@at_desk
def slip(request: HttpRequest, seat: Seat, slip: UUID) -> HttpResponse:
    """One slip, to be printed and signed by both."""
    assert seat.actor.center_id is not None
    facts = {"slip": queueing.slip(seat.actor, slip), "center": places.center(seat.actor.center_id)}
    return render(request, "workbench/slip.html", {"seat": seat, **facts})
