"""What a code opens: a ticket, a case, a paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.domains.cases import api as cases
from yichuang.domains.documents import api as documents
from yichuang.domains.feedback import api as feedback
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.faces.shared.hall import hall_state
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.privacy import normal_code
from yichuang.foundation.scope import reading

from ..door import enter_by_id, keep_mine, page


@require_GET
@never_cache
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """排队进度: the page behind the code on the slip."""
    facts = ticket_facts(request, code)
    facts["topics"] = f"queue board ticket:{facts['ticket'].id}"
    return keep_mine(request, page(request, "portal/ticket.html", facts), f"t:{normal_code(code)}")


@require_GET
@never_cache
def ticket_state(request: HttpRequest, code: str) -> HttpResponse:
    """The live part of it."""
    return page(request, "portal/_ticket.html", ticket_facts(request, code))


def ticket_facts(request: HttpRequest, code: str) -> dict[str, Any]:
    found = queueing.find_ticket(code)
    if found is None:
        raise Missing("portal.code_unknown")
    visitor = enter_by_id(request, found[0])
    shown = queueing.ticket(visitor, found[1])
    return {
        "ticket": shown, "code": normal_code(code), "hall": hall_state(request.center),
        "book": f"/p/{request.center.code}/book/",  # type: ignore[attr-defined]
        **_closing(visitor, shown, code), "rating": feedback.rating_state(visitor, f"ticket:{shown.id}"),
        "cases": [cases.progress_of(found[0], row.id) for row in cases.cases_of_ticket(visitor, shown.id)],
        # Every phone in the hall reads this again at every call: the board only for those who still look at it.
        "calls": queueing.board(visitor).calls if shown.state == "waiting" else (),
    }  # fmt: skip


def _closing(visitor: Actor, shown: queueing.TicketView, code: str) -> dict[str, Any]:
    """What the part about closing time needs, where it is shown. One statement there."""
    if shown.state != "waiting" or shown.wait is None or not shown.wait.warns:
        return {}
    return {
        "chosen": queueing.closing_choice(visitor, shown.id), "choices": queueing.CHOICES,
        "closing_act": f"/t/{normal_code(code)}/closing/",
    }  # fmt: skip


@require_POST
def ticket_closing(request: HttpRequest, code: str) -> HttpResponse:
    """Near closing: stay, another time, or leave the papers."""
    door = queueing.find_ticket(code)
    if door is None:
        raise Missing("portal.code_unknown")
    visitor = enter_by_id(request, door[0])
    choice = request.POST.get("choice", "")
    try:
        queueing.choose_closing_by_code(actor=visitor, key=request.POST.get("key", ""), code=code, choice=choice)
    except Refused as no:
        with reading(visitor):
            facts = ticket_facts(request, code)
        facts |= {"refusal": no, "topics": f"queue board ticket:{facts['ticket'].id}"}
        return page(request, "portal/ticket.html", facts, status=no.status)
    return redirect("portal-ticket", code=normal_code(code))


@require_http_methods(["GET"])
def ask(request: HttpRequest) -> HttpResponse:
    """查进度: type the code of a slip or a paper, or scan it."""
    typed = request.GET.get("code", "").strip()
    if typed:
        if cases.door_of(typed):
            return redirect("portal-progress", code=normal_code(typed))
        if queueing.find_appointment(typed):
            return redirect("portal-appointment", code=normal_code(typed))
        if queueing.find_ticket(typed):
            return redirect("portal-ticket", code=normal_code(typed))
    center = places.default_center()
    if center:
        enter_by_id(request, center.id)
    return page(request, "portal/ask.html", {"typed": typed, "unknown": bool(typed)}, status=404 if typed else 200)


@require_http_methods(["POST"])
def status(request: HttpRequest) -> HttpResponse:
    """By number and the last four of the id: the status, nothing else. Counted, because guesses are cheap."""
    center = places.default_center()
    if center is None:
        raise Missing("portal.code_unknown")
    visitor = Actor.citizen(center.id, request_id=request.request_id)
    no, last4 = request.POST.get("no", "").strip(), request.POST.get("last4", "").strip()
    facts: dict[str, Any] = {"no": no}
    try:
        facts["answer"] = cases.look_up_status(
            actor=visitor, no=no, last4=last4, source=request.META.get("REMOTE_ADDR", "")
        )
    except Refused as refusal:
        facts["refusal"] = refusal
    request.center = center  # type: ignore[attr-defined]
    return page(request, "portal/ask.html", facts, status=facts["refusal"].status if "refusal" in facts else 200)


@require_GET
@never_cache
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """办件进度: the date, why it is that date, what happened."""
    facts = _progress(request, code)
    facts["topics"] = f"case:{facts['case'].case_id}"
    return keep_mine(request, page(request, "portal/progress.html", facts), f"q:{normal_code(code)}")


@require_GET
@never_cache
def progress_state(request: HttpRequest, code: str) -> HttpResponse:
    """The live part of it."""
    return page(request, "portal/_progress.html", _progress(request, code))


def _progress(request: HttpRequest, code: str) -> dict[str, Any]:
    found = cases.progress(code)
    visitor = enter_by_id(request, found.center_id)
    return {
        "case": found, "code": found.tracking_code, "promises": cases.public_promises(found.center_id, found.case_id),
        "nudges": cases.nudges(found.center_id, found.case_id), "urge": cases.urge_state(found.center_id, found.case_id),
        "papers": documents.papers_of(visitor, found.subject), "rating": feedback.rating_state(visitor, found.subject),
    }  # fmt: skip


@require_GET
@never_cache
def paper(request: HttpRequest, code: str, paper_id: Any) -> HttpResponse:
    """The served copy of a paper, for whoever holds the case's code: it was given to him."""
    found = cases.progress(code)
    visitor = enter_by_id(request, found.center_id)
    file = documents.paper_bytes(visitor, found.subject, paper_id, "service")
    response = HttpResponse(file.pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=file.name) or "inline"
    return response


@require_GET
def ask_paper(request: HttpRequest) -> HttpResponse:
    """验真: type the code of a paper."""
    typed = request.GET.get("code", "").strip()
    if typed:
        return redirect("portal-verify", code=normal_code(typed) or "-")
    center = places.default_center()
    if center:
        enter_by_id(request, center.id)
    return page(request, "portal/verify.html", {"typed": ""})


@require_GET
@never_cache
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a paper is genuine and still valid; no more than the paper's own public facts."""
    try:
        facts = documents.verify(code)
    except Missing as no:
        return page(request, "portal/verify.html", {"typed": code, "refusal": no}, status=404)
    center = places.default_center()
    if center:
        enter_by_id(request, center.id)
    return page(request, "portal/verify.html", {"typed": code, "paper": facts})
