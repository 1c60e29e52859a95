"""到场: checking in an appointment or a remote ticket, by phone number or by code; coming back with a one-time notice, or with one's id card."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import privacy
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.scope import reading

from .page import kiosk_page, show
from .views_codes import SIGNS

DIGITS = "1234567890"


@require_http_methods(["GET", "POST"])
@kiosk_page
def arrive(request: HttpRequest) -> HttpResponse:
    """The keypad, with the six digits by which a phone checks itself in. One thing found is done at once, more are a choice."""
    by_code = request.GET.get("by", request.POST.get("by", "")) == "code"
    if request.method != "POST":
        return _keypad(request, by_code)
    typed = request.POST.get("code", "")
    try:
        if request.POST.get("chosen"):
            return _arrived(request, request.POST["chosen"])
        if request.POST.get("card"):
            return _by_card(request, request.POST["card"])
        if by_code:
            return _arrived(request, privacy.normal_code(typed))
        return _by_phone(request, typed)
    except Refused as no:
        with reading(request.actor):  # type: ignore[attr-defined]
            return _keypad(request, by_code, refusal=no, typed=typed, status=no.status)


def _keypad(request: HttpRequest, by_code: bool, status: int = 200, **more: Any) -> HttpResponse:
    facts = {"bridge": True, "signs": SIGNS if by_code else DIGITS, "length": 12 if by_code else 11, "by_code": by_code}
    code = queueing.check_in_code(request.actor)  # type: ignore[attr-defined]
    return show(request, "arrive", status=status, hall_code=f"{code[:3]} {code[3:]}", **facts, **more)


def _by_phone(request: HttpRequest, phone: str) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    with reading(actor):
        booked, remote = queueing.appointments_of_phone(actor, phone), queueing.remote_of_phone(actor, phone)
        if len(booked) + len(remote) > 1:
            return show(request, "arrive_choose", booked=booked, remote=remote)
    if not booked and not remote:
        raise Missing("kiosk.nothing_booked")
    return _arrived(request, booked[0].code if booked else remote[0].tracking_code)


def _by_card(request: HttpRequest, id_no: str) -> HttpResponse:
    """Who was told to bring something comes back without his notice: the card that the reader read tells which case it is."""
    actor = request.actor  # type: ignore[attr-defined]
    with reading(actor):
        awaited = cases.awaited_of(actor, id_no)
        if len(awaited) > 1:
            return show(request, "arrive_choose", awaited=awaited)
    if not awaited:
        raise Missing("kiosk.nothing_awaited")
    return _arrived(request, awaited[0].code)


def _arrived(request: HttpRequest, code: str) -> HttpResponse:
    """The number, as a slip."""
    actor, key = request.actor, request.POST.get("key", "")  # type: ignore[attr-defined]
    if queueing.find_appointment(code) or queueing.find_ticket(code):
        made = queueing.check_in(actor=actor, key=key, code=code)["ticket"]
    elif cases.door_of(code):
        made = cases.take_return_ticket(actor=actor, key=key, code=code)
    else:
        raise Missing("kiosk.code_unknown")
    return HttpResponseRedirect(f"/kiosk/slip/{made['tracking_code']}/")
