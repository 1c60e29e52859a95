"""The kiosk's pages up to the slip. Each view parses, asks or does one thing, renders."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from yichuang.domains.cases import api as cases
from yichuang.domains.catalog import api as catalog
from yichuang.domains.devices import api as devices
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.faces.shared import slips
from yichuang.faces.shared.boards import drawn_once
from yichuang.faces.shared.initials import initials
from yichuang.faces.shared.slips import make_slip
from yichuang.foundation.errors import Missing, Refused

from .page import (
    MODE_COOKIE,
    MODES,
    PAPER_COOKIE,
    closing_warning,
    hall_state,
    kiosk_page,
    mode_of,
    show,
)
from .situations import items_for, offered
from .situations import situation as situation_of

LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"
"""No Chinese reading begins with I, U or V."""


@require_GET
@kiosk_page
def home(request: HttpRequest) -> HttpResponse:
    """The choice of what to do, over what is called just now."""
    return show(request, "home", topics="board queue", **_now(request))


@require_GET
@kiosk_page
@drawn_once("kiosk/_now.html", mode_of)
def live(request: HttpRequest) -> dict[str, Any]:
    """The part of the home page that changes by itself."""
    return _now(request)


def _now(request: HttpRequest) -> dict[str, Any]:
    board = queueing.board(request.actor)  # type: ignore[attr-defined]
    called = {}
    for call in reversed(board.calls):  # newest last, so it stays
        called[call.number.rstrip("0123456789")] = call.number
    lines = [{"queue": q, "called": called.get(q.code, "")} for q in board.queues]
    return {"hall": hall_state(request.center), "lines": lines[:4], "waiting": board.waiting}  # type: ignore[attr-defined]


@require_POST
@kiosk_page
def mode(request: HttpRequest) -> HttpResponse:
    """English, 长辈版 or plain, until the wipe."""
    wanted = request.POST.get("mode", "")
    response = redirect("kiosk_home")
    if wanted in MODES and wanted:
        response.set_cookie(MODE_COOKIE, wanted, max_age=3600, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(MODE_COOKIE, samesite="Lax")
    return response


@require_GET
@kiosk_page
def wipe(request: HttpRequest) -> HttpResponse:
    """Nothing of the last person stays: his choices go, and the page he saw is not kept by the browser."""
    response = redirect("kiosk_home")
    response.delete_cookie(MODE_COOKIE, samesite="Lax")
    return response


SAID_OUT = "有人在屏幕上说没出纸"
"""Stored with the fault, so it is Chinese whichever language the person chose."""


@require_POST
@kiosk_page
def paper(request: HttpRequest) -> HttpResponse:
    """The printer is out of paper, or has some again. Numbers are given all the same: the pages say where to find them.

    Whoever looks after the machines gets a fault ticket, one however many people say it; that there is paper again closes it.
    """
    code, out = request.POST.get("code", ""), request.POST.get("paper") == "out"
    response = redirect("kiosk_slip", code) if code else redirect("kiosk_home")
    devices.report_test(actor=request.actor, results={"paper": {"ok": not out, "detail": SAID_OUT if out else ""}})  # type: ignore[attr-defined]
    if out:
        response.set_cookie(PAPER_COOKIE, "out", max_age=4 * 3600, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(PAPER_COOKIE, samesite="Lax")
    return response


@require_GET
@kiosk_page
def queues(request: HttpRequest) -> HttpResponse:
    """Take a number by kind of business."""
    board = queueing.board(request.actor)  # type: ignore[attr-defined]
    hall = hall_state(request.center)  # type: ignore[attr-defined]
    return show(request, "queues", queues=board.queues, hall=hall, closed=_closed(request))


def _closed(request: HttpRequest) -> str:
    """Said before a number is taken, and not only on its slip: nobody is served now."""
    center = request.center  # type: ignore[attr-defined]
    return closing_warning(hall_state(center), center, None)


def _items(request: HttpRequest) -> list[catalog.ItemLine]:
    """What the center offers in some queue. External items too: their number leads to a person who helps."""
    return catalog.search(request.actor, offered=True, limit=2000)  # type: ignore[attr-defined]


@require_GET
@kiosk_page
def situations(request: HttpRequest) -> HttpResponse:
    """Take a number by situation of life."""
    return show(request, "situations", situations=offered(i.name for i in _items(request)))


@require_GET
@kiosk_page
def situation(request: HttpRequest, code: str) -> HttpResponse:
    """The matters of one situation."""
    found = situation_of(code)
    if found is None:
        raise Missing("kiosk.situation_missing")
    return show(request, "situation", situation=found, items=items_for(found, _items(request)), closed=_closed(request))


@require_GET
@kiosk_page
def find(request: HttpRequest) -> HttpResponse:
    """Find a matter by the first letters of its name, on large keys."""
    return show(request, "find", letters=LETTERS, items=_with_initials(request), guide=False, closed=_closed(request))


@require_GET
@kiosk_page
def guide_list(request: HttpRequest) -> HttpResponse:
    """The same finder, leading to guides instead of numbers."""
    return show(request, "find", letters=LETTERS, items=_with_initials(request), guide=True)


def _with_initials(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"line": i, "initials": initials(i.name), "words": i.name_en.upper(), "code": i.code.upper()}
        for i in _items(request)
    ]


@require_GET
@kiosk_page
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """What to bring for one matter, to read and to print."""
    center = request.center  # type: ignore[attr-defined]
    found = catalog.guide(code)
    offer = catalog.offer(request.actor, code)  # type: ignore[attr-defined]
    link = f"{settings.YICHUANG_PUBLIC_URL}/p/{center.code}/items/{code}/"
    stages = cases.stages_of_item(request.actor, code)  # type: ignore[attr-defined]
    return show(request, "guide", item=found, offer=offer, link=link, stages=stages)


@require_POST
@kiosk_page
def take(request: HttpRequest) -> HttpResponse:
    """Take the number, then show the slip. In 长辈版 the person counts as elder."""
    wanted, item = request.POST.get("queue", ""), request.POST.get("item", "")
    priority = "elder" if mode_of(request) == "elder" else request.POST.get("priority", "")
    try:
        ticket = queueing.issue_ticket(
            actor=request.actor,
            key=request.POST.get("key", ""),
            queue=wanted,
            item=item or None,
            needs=request.POST.getlist("needs"),
            priority=priority,  # type: ignore[attr-defined]
        )
    except Refused as no:
        return show(request, "refused", status=no.status, refusal=no)
    queueing.announce_ticket(actor=request.actor, ticket=ticket["id"])  # type: ignore[attr-defined]
    return HttpResponseRedirect(f"/kiosk/slip/{ticket['tracking_code']}/")


@require_GET
@kiosk_page
def slip(request: HttpRequest, code: str) -> HttpResponse:
    """The slip on the screen and, by the same page's print style, on 80 mm paper; or by the printer that the server drives."""
    facts = slip_facts(request, code)
    if facts["ticket"].state == "cancelled":  # given back: whoever pages back must not take it for his number
        return HttpResponseRedirect("/kiosk/queues/")
    printer = devices.printer_of(request.actor)  # type: ignore[attr-defined]
    return show(request, "slip", **facts, slip=make_slip(request.center, facts), printer=printer)


def slip_facts(request: HttpRequest, code: str) -> dict[str, Any]:
    """All that a slip tells, in an open scope."""
    center = request.center  # type: ignore[attr-defined]
    found = queueing.find_ticket(code)
    if found is None or found[0] != center.id:
        raise Missing("ticket.missing")
    return slips.slip_facts(request.actor, center, found[1])  # type: ignore[attr-defined]


@require_GET
@kiosk_page
def help_page(request: HttpRequest) -> HttpResponse:
    """Where a person helps: the consulting window, and the center's telephone."""
    rows = places.windows(request.actor.center_id, active_only=True)  # type: ignore[attr-defined]
    return show(request, "help", desks=[w for w in rows if w.kind in ("consult", "help")])
