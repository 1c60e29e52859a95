"""Promises at the desk: telling of the commitment, accepting with something to come, taking it in, taking a promise back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.faces.workbench import promises, words
from yichuang.faces.workbench.casework import whose
from yichuang.faces.workbench.page import desk_again, dialog
from yichuang.faces.workbench.seat import Seat, at_desk

from .signing import signature_facts

BROUGHT = ("received", "not_in_form", "wrong", "inconsistent")


def _facts(seat: Seat, no: str) -> dict[str, Any]:
    facts = whose(seat.actor, no)
    return facts | promises.case_promises(seat.actor, facts["case"])


@require_http_methods(["GET", "POST"])
@at_desk
def procedure(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
    """Tell the applicant of the commitment; he chooses."""
    if request.method == "GET":
        return dialog(request, "procedure", **_facts(seat, no))
    said = request.POST
    cases.choose_procedure(
        actor=seat.actor, key=said.get("key", ""), case=no, choice=said.get("procedure", ""), note=said.get("note", "")
    )
    return desk_again(request, seat, case=no)


@require_http_methods(["GET", "POST"])
@at_desk
def tolerate(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
    """Accept with something secondary to come: the letter, the date and what follows are shown before it is done."""
    if request.method == "GET":
        facts = _facts(seat, no)
        offer = cases.tolerance_offer(seat.actor, no, by=promises.day_of(request.GET))
        asked = signature_facts(seat, promises.subject_of(facts["case"]), facts["case"].row.item_name)
        return dialog(request, "tolerate", **facts, **asked, offer=offer, methods=words.METHODS.items())
    said = request.POST
    given = {"by": promises.day_of(said), "signing": promises.signing_of(said)}
    cases.decide_intake(
        actor=seat.actor, key=said.get("key", ""), case=no, outcome="accept", tolerate=given,
        commit=promises.commit_of(seat, no, said), delivery_method=said.get("delivery_method", ""),
    )  # fmt: skip
    return desk_again(request, seat, case=no)


@require_http_methods(["GET", "POST"])
@at_desk
def supply(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
    """What was to follow is brought."""
    if request.method == "GET":
        choices = [(code, cases.STATUS_LABELS[code]) for code in BROUGHT]
        return dialog(request, "supply", **_facts(seat, no), statuses=choices)
    brought = promises.brought_of(request.POST)
    cases.supply(actor=seat.actor, key=request.POST.get("key", ""), case=no, materials=brought)
    return desk_again(request, seat, case=no)


@require_http_methods(["GET", "POST"])
@at_desk
def take_back(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
    """The applicant takes his commitment back; the application goes on with the full list."""
    if request.method == "GET":
        return dialog(request, "take_back", **_facts(seat, no), asked=cases.asked_if_taken_back(seat.actor, no))
    said = request.POST
    days = said.get("correction_days", "")
    cases.withdraw_commitment(
        actor=seat.actor, key=said.get("key", ""), case=no, reason=said.get("reason", ""),
        correction_days=int(days) if days.isdigit() else None,
    )  # fmt: skip
    return desk_again(request, seat, case=no)


@require_http_methods(["GET", "POST"])
@at_desk
def appeal(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
    """The applicant objects to a finding of breach."""
    if request.method == "GET":
        return dialog(request, "appeal", **_facts(seat, no))
    said = request.POST
    cases.appeal_breach(actor=seat.actor, key=said.get("key", ""), case=no, appeal=said.get("appeal", ""))
    return desk_again(request, seat, case=no)
