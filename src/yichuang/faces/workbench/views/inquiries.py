"""Somebody only asks: one key opens the item that he means or the search for it, the next gives him the slip."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.domains.cases import api as cases
from yichuang.domains.documents import api as documents
from yichuang.domains.queueing import api as queueing
from yichuang.faces.workbench import intake, words
from yichuang.faces.workbench.page import desk_again, dialog
from yichuang.faces.workbench.seat import Seat, at_desk
from yichuang.foundation.scope import reading


@require_http_methods(["GET", "POST"])
@at_desk
def ask(request: HttpRequest, seat: Seat) -> HttpResponse:
    """With an item: its five parts in short, ready to be given. Without one: which? A POST issues the slip and shows it."""
    if request.method == "POST":
        return _answer(request, seat)
    facts: dict[str, Any] = {"channels": words.ASKED_BY.items(), "ticket": queueing.live_ticket(seat.actor, seat.id)}
    wish = request.GET.get("item", "")
    guide = intake.form_facts(seat.actor, wish) if wish else {}
    if guide:
        return dialog(request, "inquiry", **facts, **guide)
    return dialog(request, "inquiry_choice", **facts, **intake.find_facts(seat.actor), inquiry=True)


def _answer(request: HttpRequest, seat: Seat) -> HttpResponse:
    said = request.POST
    made = cases.answer_inquiry(
        actor=seat.actor, key=said.get("key", ""), item=said.get("item", ""), situation=intake.situation_of(said),
        channel=said.get("channel", "window"), question=said.get("question", ""), answer=said.get("answer", ""),
        ticket=said.get("ticket") or None, window=seat.code,
    )  # fmt: skip
    with reading(seat.actor):
        return _viewer(request, seat, UUID(str(made["id"])))


@require_GET
@at_desk
def options(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What the words in the search box find; what was typed for is given at once, the plain list only opens."""
    facts = intake.find_facts(seat.actor, q=request.GET.get("q", ""))
    facts["ticket"] = queueing.live_ticket(seat.actor, seat.id)
    return render(request, "workbench/_items.html", {**facts, "inquiry": True})


@require_GET
@at_desk
def slip(request: HttpRequest, seat: Seat, inquiry: UUID) -> HttpResponse:
    """The slip again."""
    return _viewer(request, seat, inquiry)


def _viewer(request: HttpRequest, seat: Seat, inquiry: UUID) -> HttpResponse:
    row = cases.inquiry(seat.actor, inquiry)
    life = documents.paper_life(seat.actor, row.paper_id)
    again = any(p.copy == "service" for p in life.prints)
    return dialog(request, "inquiry_paper", inquiry=row, paper=life.paper, again=again)


@require_GET
@at_desk
def pdf(request: HttpRequest, seat: Seat, inquiry: UUID, copy: str) -> HttpResponse:
    """The frozen bytes of one copy."""
    row = cases.inquiry(seat.actor, inquiry)
    if copy not in documents.COPIES:
        raise Http404
    found = documents.paper_bytes(seat.actor, f"inquiry:{row.id}", row.paper_id, copy)
    answer = HttpResponse(found.pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{row.paper_id}-{copy}.pdf"'
    answer["Content-Security-Policy"] = "frame-ancestors 'self'"  # the browser's own viewer needs plug-ins allowed
    return answer


@require_POST
@at_desk
def printed(request: HttpRequest, seat: Seat, inquiry: UUID) -> HttpResponse:
    """The slip came out of the printer."""
    with reading(seat.actor):
        paper = cases.inquiry(seat.actor, inquiry).paper_id
    documents.mark_printed(actor=seat.actor, key=request.POST.get("key", ""), paper=str(paper), copy="service",
                           reason=request.POST.get("reason", ""))  # fmt: skip
    return desk_again(request, seat)
