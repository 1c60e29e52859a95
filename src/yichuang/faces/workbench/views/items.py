"""Finding the item, and the form that opens a case for it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from yichuang.domains.cases import api as cases
from yichuang.domains.catalog import api as catalog
from yichuang.faces.workbench import intake
from yichuang.faces.workbench.page import desk
from yichuang.faces.workbench.seat import Seat, at_desk
from yichuang.foundation import messages
from yichuang.foundation.scope import reading


@require_GET
@at_desk
def options(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What the words in the search box find."""
    facts = intake.find_facts(seat.actor, q=request.GET.get("q", ""), queue=request.GET.get("queue", ""))
    return render(request, "workbench/_items.html", facts)


@require_GET
@at_desk
def form(request: HttpRequest, seat: Seat, code: str) -> HttpResponse:
    """The item's questions and the form of the parties."""
    facts = desk(request, seat, item=code)
    if "guide" not in facts:
        raise Http404
    return render(request, "workbench/_right.html", facts)


@require_POST
@at_desk
def read(request: HttpRequest, seat: Seat, code: str) -> HttpResponse:
    """The clerk has read that the item has a new version; the note goes, the receipt stays."""
    with reading(seat.actor):
        guide = intake.guide_or_none(code)
        news = catalog.unread_change(seat.actor, code, guide.number) if guide else None
    if news is not None:
        messages.mark_read(actor=seat.actor, key=request.POST.get("key", ""), message=news.id)
    return HttpResponse()


@require_GET
@at_desk
def my_list(request: HttpRequest, seat: Seat, code: str) -> HttpResponse:
    """This person's list as the answers stand."""
    guide = intake.guide_or_none(code)
    if guide is None:
        raise Http404
    return render(request, "workbench/_my_list.html", intake.list_facts(guide, intake.situation_of(request.GET)))


@require_GET
@at_desk
def party(request: HttpRequest, seat: Seat) -> HttpResponse:
    """One more form for a party; its number follows those that are there."""
    n = request.GET.get("n", "1")
    facts = {"n": int(n) if n.isdigit() else 1, "first": False, **intake.party_facts()}
    return render(request, "workbench/_party.html", facts)


@require_POST
@at_desk
def earlier(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What this person had here before. A POST, so that the number stands in no address and no log."""
    with reading(seat.actor):
        found = cases.cases_of_person(seat.actor, request.POST.get("parties.0.id_no", ""))
        return render(request, "workbench/_earlier.html", {"earlier": found, "asked_earlier": True})
