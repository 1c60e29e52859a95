"""预约 and 远程取号: choosing a time, the page behind the code, checking in on the own phone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.domains.catalog import api as catalog
from yichuang.domains.queueing import api as queueing
from yichuang.faces.shared.hall import hall_state
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.privacy import normal_code
from yichuang.foundation.scope import reading

from ..door import center_page, enter_by_id, keep_mine, page

PRIORITIES = [reason for reason in queueing.PRIORITY_REASONS if reason != "other"]
"""What a person can say of himself; anything else is seen at the window."""


@require_GET
@center_page
def choose(request: HttpRequest) -> HttpResponse:
    """Which business: those that can be booked, and those that give a number from afar now."""
    queues = queueing.queues(request.actor, active_only=True)
    waits = {q.code: q for q in queueing.board(request.actor).queues}
    rows = [(q, waits.get(q.code)) for q in queues if q.slot_minutes or q.remote]
    return page(request, "portal/book_choose.html", {"rows": rows, "hall": hall_state(request.center)})


@never_cache
@require_http_methods(["GET", "POST"])
@center_page
def book(request: HttpRequest, queue: str) -> HttpResponse:
    """Day, time, phone number; one page, no account."""
    if request.method == "GET":
        return _slots(request, queue, {"item": request.GET.get("item", ""), "day": request.GET.get("day", "")})
    said = request.POST
    try:
        made = queueing.book(
            actor=request.actor, key=said.get("key", ""), queue=queue, item=said.get("item", ""), starts=said.get("starts", ""),
            phone=said.get("phone", ""), name=said.get("name", ""), priority=said.get("priority", ""),
            needs=said.getlist("needs"), wants_earlier=said.get("earlier") == "on",
        )  # fmt: skip
    except Refused as no:
        with reading(request.actor):
            return _slots(
                request, queue, {"refusal": no, **said.dict(), "needs": said.getlist("needs")}, status=no.status
            )
    return redirect("portal-appointment", code=made["code"])


def _slots(request: HttpRequest, queue: str, typed: dict[str, Any], status: int = 200) -> HttpResponse:
    offered = queueing.booking_days(request.actor, queue)
    info = next(q for q in queueing.queues(request.actor) if q.code == queue)
    days = [d for d in offered.days if d.slots]
    chosen = next((d for d in days if str(d.day) == typed.get("day")), None) or next((d for d in days if d.left), None)
    facts = {
        "queue": info, "days": days, "chosen": chosen, "typed": typed, **_refused(typed.get("refusal")),
        "needs": queueing.BINDING, "priorities": PRIORITIES, "item": _item(typed.get("item", "")),
    }  # fmt: skip
    return page(request, "portal/book.html", facts, status=status)


def _refused(no: Refused | None) -> dict[str, Any]:
    """What was refused; about the phone number, it is said at its field, and not that it may be left empty as elsewhere."""
    at_phone = no if no and no.field == "phone" else None
    if at_phone and at_phone.code == "identity.phone":
        return {"refusal": no, "phone_refusal": _("手机号不对，请核对后再填。")}
    return {"refusal": no, "phone_refusal": at_phone}


def _item(code: str) -> catalog.Guide | None:
    try:
        return catalog.guide(code) if code else None
    except Missing:
        return None


@never_cache
@require_GET
def appointment(request: HttpRequest, code: str) -> HttpResponse:
    """The appointment behind a code: when, where, how to check in, how to give it back."""
    facts = _appointment(request, code)
    return keep_mine(request, page(request, "portal/appointment.html", facts), f"a:{normal_code(code)}")


def _appointment(request: HttpRequest, code: str) -> dict[str, Any]:
    visitor, found = _behind(request, code)
    shown = queueing.appointment(visitor, found)
    facts: dict[str, Any] = {"appointment": shown, "code": shown.code, "item": _item(shown.item)}
    if shown.state == "booked":
        queues = next((q for q in queueing.queues(visitor) if q.code == shown.queue), None)
        facts["days"] = (
            [d for d in queueing.booking_days(visitor, shown.queue).days if d.left]
            if queues and queues.slot_minutes
            else []
        )
    return facts | {"typed_hall": request.GET.get("h", "")}


def _behind(request: HttpRequest, code: str) -> tuple[Any, UUID]:
    door = queueing.find_appointment(code)
    if door is None:
        raise Missing("booking.missing")
    return enter_by_id(request, door[0]), door[1]


@require_POST
def act(request: HttpRequest, code: str, deed: str) -> HttpResponse:
    """Move it, give it back, stand on the list for an earlier one, or say that one is there."""
    visitor, _found = _behind(request, code)
    said, key = request.POST, request.POST.get("key", "")
    acts = {
        "move": lambda: queueing.move_booking(actor=visitor, key=key, code=code, starts=said.get("starts", "")),
        "cancel": lambda: queueing.cancel_booking(actor=visitor, key=key, code=code),
        "earlier": lambda: queueing.want_earlier(actor=visitor, key=key, code=code, wanted=said.get("wanted") == "1"),
        "check-in": lambda: queueing.check_in_by_phone(
            actor=visitor, key=key, code=code, hall_code=said.get("hall_code", "")
        ),
    }
    if deed not in acts:
        raise Missing("booking.missing")
    try:
        done = acts[deed]()
    except Refused as no:
        with reading(visitor):
            return page(
                request, "portal/appointment.html", {**_appointment(request, code), "refusal": no}, status=no.status
            )
    if deed == "check-in":
        return redirect("portal-ticket", code=done["ticket"]["tracking_code"])
    return redirect("portal-appointment", code=code)


@never_cache
@require_http_methods(["GET", "POST"])
@center_page
def remote(request: HttpRequest, queue: str) -> HttpResponse:
    """A number from afar: what it means, the phone number, and the number."""
    with reading(request.actor):
        info = next((q for q in queueing.queues(request.actor, active_only=True) if q.code == queue), None)
    if info is None:
        raise Missing("booking.no_queue")
    facts: dict[str, Any] = {"queue": info, "center_hold": request.center.setting("remote_hold_minutes")}
    if request.method == "POST":
        try:
            made = queueing.take_remote(
                actor=request.actor, key=request.POST.get("key", ""), queue=queue, phone=request.POST.get("phone", "")
            )
        except Refused as no:
            facts |= {**_refused(no), "typed": request.POST}
        else:
            return redirect("portal-ticket", code=made["tracking_code"])
    status = facts["refusal"].status if "refusal" in facts else 200
    with reading(request.actor):
        line = next((q for q in queueing.board(request.actor).queues if q.code == queue), None)
        return page(
            request, "portal/remote.html", {**facts, "line": line, "hall": hall_state(request.center)}, status=status
        )


@require_POST
def ticket_here(request: HttpRequest, code: str) -> HttpResponse:
    """The holder of a remote ticket is in the hall."""
    return _by_holder(request, code, queueing.check_in_by_phone, hall_code=request.POST.get("hall_code", ""))


@require_POST
def ticket_back(request: HttpRequest, code: str) -> HttpResponse:
    """The holder of a number does not need it any more."""
    return _by_holder(request, code, queueing.give_back)


def _by_holder(request: HttpRequest, code: str, command: Callable[..., Any], **said: str) -> HttpResponse:
    door = queueing.find_ticket(code)
    if door is None:
        raise Missing("portal.code_unknown")
    visitor = enter_by_id(request, door[0])
    try:
        command(actor=visitor, key=request.POST.get("key", ""), code=code, **said)
    except Refused as no:
        from .codes import ticket_facts

        with reading(visitor):
            facts = ticket_facts(request, code)
            facts |= {"refusal": no, "topics": f"queue board ticket:{facts['ticket'].id}"}
            return page(request, "portal/ticket.html", facts, status=no.status)
    return redirect("portal-ticket", code=normal_code(code))
