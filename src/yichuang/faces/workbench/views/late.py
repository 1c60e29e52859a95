"""Past closing time: who stayed how long, papers kept with consent, time off in lieu (DB50/T 1603-2024, 5.3.4)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.catalog import api as catalog
from yichuang.domains.documents import api as documents
from yichuang.domains.queueing import api as queueing
from yichuang.faces.workbench.seat import for_staff, seat_of
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.scope import reading

SHOWN = timedelta(days=62)


@require_http_methods(["GET", "POST"])
@for_staff
def late(request: HttpRequest) -> HttpResponse:
    """One page for the clerk (his own hours, the papers left) and for who leads the hall (everybody's)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    actor.require("window.operate")
    error = None
    if request.method == "POST":
        try:
            _act(actor, request.POST)
            return redirect("desk_late")
        except Refused as no:
            error = no
    with reading(actor):
        facts = {
            **_facts(request, actor),
            "error": error,
            "wrong": {error.field: error} if error else {},
            "said": request.POST,
        }
        return render(request, "workbench/late.html", facts, status=error.status if error else 200)


@require_GET
@for_staff
def paper(request: HttpRequest, kept: UUID, copy: str) -> HttpResponse:
    """The 留件单 as it was frozen, to print and sign."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    actor.require("window.operate")
    if copy not in documents.COPIES:
        raise Http404
    found = documents.paper_bytes(actor, f"kept:{kept}", "kept", copy)
    answer = HttpResponse(found.pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{kept}-{copy}.pdf"'
    return answer


def _act(actor: Actor, said: Any) -> None:
    key, act = said.get("key", ""), said.get("act", "")
    if act == "keep":
        fields = {
            name: said.get(name, "")
            for name in ("ticket", "item", "name", "phone", "address", "papers", "finish_by", "consent")
        }
        queueing.keep_papers(actor=actor, key=key, **fields)
    elif act == "choose":
        queueing.choose_closing(actor=actor, key=key, ticket=said.get("waiting", ""), choice=said.get("choice", ""))
    elif act == "finish":
        queueing.finish_kept(actor=actor, key=key, kept=said.get("kept", ""))
    elif act == "give":
        queueing.give_kept(actor=actor, key=key, kept=said.get("kept", ""), tracking_no=said.get("tracking_no", ""))
    elif act == "lieu":
        text = said.get("minutes", "")
        minutes = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
        queueing.take_lieu(
            actor=actor, key=key, staff_id=said.get("staff", ""), minutes=minutes, note=said.get("note", "")
        )
    else:
        raise Invalid("request.invalid", field="act")


def _facts(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    assert actor.center_id is not None and actor.id is not None
    today = clock.center_day(clock.now(), zone_of(actor.center_id))
    lead, seat = actor.can("hall.lead"), seat_of(request)
    rows = queueing.late_services(actor, since=today - SHOWN, until=today, staff_id=None if lead else actor.id)
    balances = [b for b in queueing.late_balances(actor) if lead or b.staff_id == actor.id]
    here = queueing.live_ticket(actor, seat.id) if seat else None
    held = queueing.window_panel(actor, window=seat.code).held if seat else ()
    return {
        "closing": queueing.closing_line(actor), "rows": rows, "balances": balances, "lead": lead, "seat": seat,
        "tickets": (tickets := (here, *held) if here else held),
        "items": [(i.code, f"{i.code} {i.name}") for i in catalog.search(actor, offered=True, limit=500)] if tickets else [], "kept": queueing.kept_papers(actor),
        "given": queueing.kept_papers(actor, done=True, size=20), "choices": queueing.CHOICES,
        "chosen": queueing.closing_choices(actor, today), "waiting": queueing.waiting_list(actor),
    }  # fmt: skip
