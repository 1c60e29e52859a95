"""What a person does with the code on his slip or paper: see how far it is, and rate."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.domains.cases import api as cases
from yichuang.domains.feedback import api as feedback
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.scope import reading

from .page import hall_state, kiosk_page, show

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The signs of a code, as `privacy.random_code` draws them."""
PURPOSES = ("progress", "rate")


@require_http_methods(["GET", "POST"])
@kiosk_page
def code(request: HttpRequest, purpose: str) -> HttpResponse:
    """The keypad; then, for a code that is known here, what it stands for. The code is never part of an address."""
    if purpose not in PURPOSES:
        raise Missing("kiosk.situation_missing")
    if request.method != "POST":
        return show(request, "code", signs=SIGNS, purpose=purpose)
    typed = privacy.normal_code(request.POST.get("code", ""))
    try:
        with reading(request.actor):  # type: ignore[attr-defined]
            found = _found(request, typed)
            return show(request, "rate" if purpose == "rate" else "progress", code=typed, **found)
    except Refused as no:
        return show(request, "code", status=no.status, signs=SIGNS, purpose=purpose, refusal=no, typed=typed)


def _found(request: HttpRequest, typed: str) -> dict[str, Any]:
    """The ticket or the case behind a code of this center, with what there is to rate."""
    actor = request.actor  # type: ignore[attr-defined]
    state = feedback.rating_state(actor, _subject(actor, typed))
    ticket, case = queueing.find_ticket(typed), cases.door_of(typed)
    if ticket is not None:
        shown = queueing.ticket(actor, ticket[1])
        found = {"ticket": shown, "state": state, "grades": feedback.grades()}
        if shown.state == "waiting" and shown.wait and shown.wait.warns:
            chosen = queueing.closing_choice(actor, shown.id)
            found |= {"choices": queueing.CHOICES, "chosen": chosen, "ends": hall_state(request.center).ends}  # type: ignore[attr-defined]
        return found
    assert case is not None  # the subject was found
    return {"case": cases.progress_of(*case), "state": state, "grades": feedback.grades()}


def _subject(actor: Actor, typed: str) -> str:
    found = feedback.behind(typed)
    if found is None or found[0] != actor.center_id:
        raise Missing("kiosk.code_unknown")
    return found[1]


@require_POST
@kiosk_page
def closing(request: HttpRequest) -> HttpResponse:
    """Near closing: stay, another time, or leave the papers; then the same page with what was chosen."""
    typed = privacy.normal_code(request.POST.get("code", ""))
    try:
        queueing.choose_closing_by_code(
            actor=request.actor, key=request.POST.get("key", ""), code=typed, choice=request.POST.get("choice", ""),  # type: ignore[attr-defined]
        )  # fmt: skip
        with reading(request.actor):  # type: ignore[attr-defined]
            return show(request, "progress", code=typed, **_found(request, typed))
    except Refused as no:
        return show(request, "refused", status=no.status, refusal=no)


@require_POST
@kiosk_page
def rate(request: HttpRequest) -> HttpResponse:
    """One of five grades, with the code as the right to give it. A visit that was rated says so."""
    given = request.POST.get("grade", "")
    try:
        feedback.rate_by_code(
            actor=request.actor, key=request.POST.get("key", ""), code=request.POST.get("code", ""),  # type: ignore[attr-defined]
            grade=int(given) if given.isdigit() else 0, channel="kiosk",
        )  # fmt: skip
    except Refused as no:
        return show(request, "refused", status=no.status, refusal=no, rating=True)
    return show(request, "thanks")
