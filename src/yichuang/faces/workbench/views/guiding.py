"""导办台: what is it, where is it done, who answers for it; a number or the told-once slip without a window of one's own."""

import base64
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from yichuang.domains.cases import api as cases
from yichuang.domains.devices import api as devices
from yichuang.domains.documents import api as documents
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.faces.shared.slips import make_slip, slip_facts
from yichuang.faces.shared.templatetags.place import placed
from yichuang.faces.workbench import intake, words
from yichuang.faces.workbench.seat import for_staff, seat_of
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.scope import reading

DAYS_TO_CARRY = 14


@require_GET
@for_staff
def home(request: HttpRequest) -> HttpResponse:
    """The page: search at the left, what was found; the queues and the day's appointments at the right."""
    return render(request, "workbench/guide.html", _facts(request))


@require_GET
@for_staff
def found(request: HttpRequest) -> HttpResponse:
    """What the words find, while they are typed."""
    return render(request, "workbench/_guide_found.html", _search(request))


def _facts(request: HttpRequest, **more: Any) -> dict[str, Any]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = clock.center_day(clock.now(), zone_of(actor.center_id))  # type: ignore[arg-type]
    last = queueing.waiting_list(actor, limit=500)
    given = request.GET.get("given", "")
    return {
        **_search(request), "seat": seat_of(request), "board": queueing.board(actor), "today": today,
        "appointments": queueing.appointments_of_day(actor), "unmet": queueing.unmet_needs(actor),
        "rest": [t for t in last if not t.carried_from or t.carried_from == today], "next_days": _next_days(actor),
        **_given(actor, given), "inquiry": _inquiry(actor, request.GET.get("inquiry", "")),
        "topics": ["queue", "board", "appointments"], "hall_code": queueing.check_in_code(actor), **more,
    }  # fmt: skip


def _search(request: HttpRequest) -> dict[str, Any]:
    """Items with where they are done and whom to ask behind the window."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    asked = intake.find_facts(actor, q=request.GET.get("q", ""))
    departments = {d.id: d for d in places.departments(actor.center_id)}  # type: ignore[arg-type]
    queues = queueing.queues(actor, active_only=True)
    rooms = {w.code: w for w in places.windows(actor.center_id, active_only=True)}  # type: ignore[arg-type]
    staff = people.staff_list(
        actor.center_id, today=clock.center_day(clock.now(), zone_of(actor.center_id)), active_only=True
    )  # type: ignore[arg-type]
    behind: dict[Any, list[str]] = {}
    for person in staff:
        if person.department_id:
            behind.setdefault(person.department_id, []).append(person.name)
    rows = []
    for item in asked["items"][:12]:
        queue = next((q for q in queues if item.code in q.items), None)
        at = [rooms[c] for c in (queue.windows if queue else ()) if c in rooms]
        rows.append({
            "item": item, "queue": queue, "windows": [w.code for w in at],
            "zones": list(dict.fromkeys(placed(w) for w in at))[:2],
            "department": departments.get(item.department_id), "behind": behind.get(item.department_id, [])[:3],
        })  # fmt: skip
    return {"q": asked["q"], "rows": rows, "needs": queueing.BINDING, "priorities": words.PRIORITIES.items()}


def _next_days(actor: Actor) -> list[Any]:
    """The next days on which the center serves."""
    today = clock.center_day(clock.now(), zone_of(actor.center_id))  # type: ignore[arg-type]
    hours = places.service_periods(actor.center_id, today + timedelta(days=1), today + timedelta(days=DAYS_TO_CARRY))  # type: ignore[arg-type]
    return [day for day, periods in hours.items() if periods][:5]


def _given(actor: Actor, ticket: str) -> dict[str, Any]:
    """The number that was just given, and its slip as a printer beside this computer takes it."""
    if not ticket:
        return {}
    center = places.center(actor.center_id)  # type: ignore[arg-type]
    try:
        facts = slip_facts(actor, center, ticket)
    except Missing:
        return {}
    slip = devices.written(make_slip(center, facts), devices.printer_of(actor).columns)
    return {"given": facts["ticket"], "given_slip": json.dumps({"data": base64.b64encode(slip).decode()})}


def _inquiry(actor: Actor, inquiry: str) -> Any:
    try:
        return cases.inquiry(actor, UUID(inquiry)) if inquiry else None
    except (Missing, ValueError):
        return None


def _again(request: HttpRequest, no: Refused) -> HttpResponse:
    with reading(request.actor):  # type: ignore[attr-defined]
        return render(request, "workbench/guide.html", _facts(request, refusal=no), status=no.status)


@require_POST
@for_staff
def take(request: HttpRequest) -> HttpResponse:
    """A number for the person before the desk; who gives it is the first contact."""
    said = request.POST
    try:
        made = queueing.issue_ticket(
            actor=request.actor, key=said.get("key", ""), queue=said.get("queue", ""), item=said.get("item") or None,  # type: ignore[attr-defined]
            priority=said.get("priority", ""), needs=said.getlist("needs"), phone=said.get("phone") or None, source="guide",
        )  # fmt: skip
    except Refused as no:
        return _again(request, no)
    return redirect(f"/desk/guide/?given={made['id']}")


@require_POST
@for_staff
def ask(request: HttpRequest) -> HttpResponse:
    """Somebody only asks: the told-once slip."""
    said = request.POST
    try:
        made = cases.answer_inquiry(actor=request.actor, key=said.get("key", ""), item=said.get("item", ""))  # type: ignore[attr-defined]
    except Refused as no:
        return _again(request, no)
    return redirect(f"/desk/guide/?inquiry={made['id']}")


@require_GET
@for_staff
def slip(request: HttpRequest, inquiry: UUID) -> HttpResponse:
    """The slip as it was frozen, to print."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    row = cases.inquiry(actor, inquiry)
    paper = documents.paper_bytes(actor, f"inquiry:{row.id}", row.paper_id, "service")
    answer = HttpResponse(paper.pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{row.paper_id}.pdf"'
    return answer


@require_GET
@for_staff
def number(request: HttpRequest, ticket: UUID) -> HttpResponse:
    """The slip of a number, which prints itself 80 mm wide (5.1.1.1: from the item to the printed number)."""
    center = places.center(request.actor.center_id)  # type: ignore[attr-defined]
    facts = slip_facts(request.actor, center, ticket)  # type: ignore[attr-defined]
    return render(request, "workbench/number.html", {**facts, "slip": make_slip(center, facts)})


@require_POST
@for_staff
def check_in(request: HttpRequest) -> HttpResponse:
    """A person with an appointment or a remote ticket is here; a code on a one-time notice gives the number to come back."""
    actor, key, code = request.actor, request.POST.get("key", ""), request.POST.get("code", "").strip()  # type: ignore[attr-defined]
    try:
        if cases.door_of(code):
            made = cases.take_return_ticket(actor=actor, key=key, code=code)
        else:
            made = queueing.check_in(actor=actor, key=key, code=code)["ticket"]
    except Refused as no:
        return _again(request, no)
    return redirect(f"/desk/guide/?given={made['id']}")


@require_POST
@for_staff
def carry(request: HttpRequest) -> HttpResponse:
    """Take the rest of the day over to another."""
    said = request.POST
    try:
        queueing.carry_over(
            actor=request.actor, key=said.get("key", ""), tickets=said.getlist("tickets"), to=said.get("to", ""),  # type: ignore[attr-defined]
            reason=said.get("reason", ""),
        )  # fmt: skip
    except Refused as no:
        return _again(request, no)
    return redirect("desk_guide")
