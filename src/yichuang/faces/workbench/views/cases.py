"""A case at the desk: opened, looked up, its situation and parties changed, withdrawn; a whole number looked at."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.domains.cases import api as cases
from yichuang.faces.workbench import intake
from yichuang.faces.workbench.casework import whose
from yichuang.faces.workbench.page import desk_again, dialog
from yichuang.faces.workbench.seat import Seat, at_desk
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing
from yichuang.foundation.scope import reading


@require_POST
@at_desk
def open_case(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Open a case for the person at the window."""
    said = request.POST
    made = cases.open_case(
        actor=seat.actor, key=said.get("key", ""), item=said.get("item", ""), parties=intake.parties_of(said),
        situation=intake.situation_of(said), ticket=said.get("ticket") or None, window=seat.code,
        delivery_method=said.get("delivery_method") or "on_site", procedure=said.get("procedure", ""),
    )  # fmt: skip
    return desk_again(request, seat, case=made["no"])


@require_POST
@at_desk
def lookup(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Find a case by its number, by the code on a slip, or by an id number. A POST: what is typed may be personal."""
    asked = request.POST.get("q", "").strip()
    with reading(seat.actor):
        facts = {"found": _found(seat.actor, asked) if asked else [], "looked_for": bool(asked)}
        return render(request, "workbench/_found.html", facts)


def _found(actor: Actor, asked: str) -> list[cases.CaseRow]:
    behind = cases.door_of(asked)
    try:
        return [cases.case_page(actor, behind[1] if behind else asked).row]
    except Missing:
        return cases.cases_of_person(actor, asked)


@require_http_methods(["GET", "POST"])
@at_desk
def situation(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
    """Answer the item's questions anew."""
    if request.method == "GET":
        return dialog(request, "situation", **whose(seat.actor, no))
    answers = intake.situation_of(request.POST)
    cases.set_situation(actor=seat.actor, key=request.POST.get("key", ""), case=no, situation=answers)
    return desk_again(request, seat, case=no)


@require_http_methods(["GET", "POST"])
@at_desk
def parties(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
    """Put down the parties anew."""
    if request.method == "GET":
        return dialog(request, "parties", **whose(seat.actor, no), **intake.party_facts())
    people: list[dict[str, Any]] = intake.parties_of(request.POST)
    cases.change_parties(actor=seat.actor, key=request.POST.get("key", ""), case=no, parties=people)
    return desk_again(request, seat, case=no)


def _ends(command: Callable[..., dict[str, Any]], name: str, doc: str) -> Callable[..., HttpResponse]:
    """A view for an act that only needs a reason: a dialog that asks for it, then the act."""

    @require_http_methods(["GET", "POST"])
    @at_desk
    def view(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
        if request.method == "GET":
            return dialog(request, name, **whose(seat.actor, no))
        reason = request.POST.get("reason", "")
        command(actor=seat.actor, key=request.POST.get("key", ""), case=no, reason=reason)
        return desk_again(request, seat, case=no)

    view.__doc__ = doc
    return view


withdraw = _ends(cases.withdraw, "withdraw", "The applicant takes it back.")
urge = _ends(cases.urge, "urge", "The applicant asks at the window: the department is asked to get on with it.")


@require_http_methods(["GET", "POST"])
@at_desk
def reveal(request: HttpRequest, seat: Seat, no: str, party: UUID) -> HttpResponse:
    """The whole number of one party; asking is itself an act that is written down."""
    whole = None
    if request.method == "POST":
        whole = cases.reveal_party(actor=seat.actor, case=no, party=party, reason=request.POST.get("reason", ""))
    with reading(seat.actor):
        facts = whose(seat.actor, no)
        found = next((p for p in facts["case"].parties if p.id == party), None)
        return dialog(request, "reveal", **facts, party=found, whole=whole)
