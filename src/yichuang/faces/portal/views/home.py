"""Home: one search box, the hall's live state, my things."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from yichuang.domains.cases import api as cases
from yichuang.domains.catalog import api as catalog
from yichuang.domains.devices import api as devices
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.faces.shared.boards import drawn_once
from yichuang.faces.shared.hall import hall_state
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing
from yichuang.foundation.scope import enter

from ..door import base, center_page, is_elder, mine, page

POPULAR = 6


@require_GET
@center_page
def home(request: HttpRequest) -> HttpResponse:
    """The first page of a center."""
    items = catalog.search(request.actor, offered=True, limit=200)
    facts = {
        **hall(request),
        "mine": my_things(request),
        "items": items[:POPULAR],
        "count": len(items),
        "topics": "board",
        "books": any(q.slot_minutes or q.remote for q in queueing.queues(request.actor, active_only=True)),
    }
    return page(request, "portal/home.html", facts)


@require_GET
@center_page
@drawn_once("portal/_hall.html", lambda request: "elder" if is_elder(request) else "")
def state(request: HttpRequest) -> dict[str, Any]:
    """The hall's live state alone, read again when something changes."""
    return {**base(request), **hall(request)}


@require_GET
@center_page
def visit(request: HttpRequest) -> HttpResponse:
    """Where the center is, when it is open, whom to ask, and its self-service areas (5.1.7.1)."""
    facts = {
        **hall(request),
        "board": queueing.board(request.actor),
        "hours": week(places.opening_hours(request.center.id)),
        "areas": devices.open_areas(request.actor),
    }
    return page(request, "portal/visit.html", facts)


def week(periods: list[places.Period]) -> list[tuple[date, list[places.Period]]]:
    """Opening hours by weekday, Monday first, each named by a day of that name; days without hours are left out."""
    monday = date(2024, 1, 1)
    days = sorted({p.weekday for p in periods})
    return [(monday + timedelta(days=d), [p for p in periods if p.weekday == d]) for d in days]


def hall(request: HttpRequest) -> dict[str, Any]:
    """Open or not, until when, the range of waits over the queues, how many windows serve."""
    board = queueing.board(request.actor)
    waits = [q.wait for q in board.queues if q.wait.to_minutes is not None]
    busy = [q for q in board.queues if q.waiting and q.wait.to_minutes is not None]
    open_windows = sum(1 for w in board.windows if w.state == "open")
    shown = [q.wait for q in busy] or waits
    span = (min(w.from_minutes for w in shown), max(w.to_minutes for w in shown)) if shown else None
    return {
        "span": span, "open_windows": open_windows, "windows": len(board.windows),
        "hall": hall_state(request.center),
    }  # fmt: skip


def my_things(request: HttpRequest) -> list[dict[str, Any]]:
    """What this phone looked at before: tickets of today, cases with their light."""
    found = []
    for mark in mine(request):
        kind, _, code = mark.partition(":")
        try:
            thing = _THINGS.get(kind, _case)(code)
        except Missing:
            continue
        if thing:
            found.append(thing)
    enter(request.actor)
    return found


def _case(code: str) -> dict[str, Any] | None:
    return {"kind": "case", "code": code, "case": cases.progress(code)}


def _appointment(code: str) -> dict[str, Any] | None:
    door = queueing.find_appointment(code)
    if door is None:
        return None
    visitor = Actor.citizen(door[0])
    enter(visitor)
    found = queueing.appointment(visitor, door[1])
    return {"kind": "appointment", "code": code, "appointment": found} if found.state == "booked" else None


def _ticket(code: str) -> dict[str, Any] | None:
    door = queueing.find_ticket(code)
    if door is None:
        return None
    enter(Actor.citizen(door[0]))
    ticket = queueing.ticket(Actor.citizen(door[0]), door[1])
    return {"kind": "ticket", "code": code, "ticket": ticket} if ticket.state not in ("served", "cancelled") else None


_THINGS = {"t": _ticket, "a": _appointment}
