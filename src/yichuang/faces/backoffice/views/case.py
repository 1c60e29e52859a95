"""A case as one page: file, materials, papers, opinions, clock; and the acts that need no page of their own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.domains.delivery import api as delivery
from yichuang.domains.documents import api as documents
from yichuang.domains.places import api as places
from yichuang.faces.backoffice.pages import act, actor_of, frame, key_of, office_page, show
from yichuang.faces.backoffice.views.time import may_act, may_approve
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.scope import reading

from . import promises


@require_http_methods(["GET", "POST"])
@office_page
def case(request: HttpRequest, no: str) -> HttpResponse:
    """The page; a POST names its act in `act`."""
    refusal = None
    if request.method == "POST":
        do = ACTS.get(request.POST.get("act", ""))
        refusal = act(request, lambda: do(request, no)) if do else Invalid("request.invalid", field="act")
        if refusal is None:
            return redirect("office_case", no)
    return show(request, "backoffice/case.html", lambda: facts_of(request, no), refusal)


def facts_of(request: HttpRequest, no: str) -> dict[str, Any]:
    """Everything that the page shows. Some twenty statements."""
    actor = actor_of(request)
    found = cases.case_page(actor, no)
    subject = f"case:{found.id}"
    return {
        "case": found,
        "row": found.row,
        "unit": places.department(found.row.department_id),
        "window": places.window(found.row.window_id) if found.row.window_id else None,
        "papers": documents.papers_of(actor, subject),
        "results": delivery.results_of(actor, subject),
        "earlier": cases.earlier_cases(actor, no, size=5),
        "may_return": actor.can("case.decide") and _lapsed(found),
        "may_decide": may_act(actor, found.row) and found.state == "accepted",
        "may_extend": all(e.state not in ("asked", "approved") for e in found.extensions),  # the law knows one
        "hearing_first": cases.decision_waits(actor, found.id) if found.state == "accepted" else "",
        "may_procedure": may_act(actor, found.row) and found.state == "stopped",
        "running": [p for p in found.procedures if p.running and not p.of_hearing],
        "hearing_waits": any(p.running and p.of_hearing for p in found.procedures),
        "may_approve": any(may_approve(actor, e) for e in found.extensions),
        "may_reopen": actor.can("case.decide") and found.state in cases.REOPENED_IN and not found.overturned,
        "reminders": cases.reminders_of(actor, found.id),
        "urgings": cases.urgings_of(actor, found.id),
        "may_urge": actor.can("case.urge") and found.state in cases.URGED_IN,
        "topics": [subject],
        **promises.case_promises(request, found),
    }


def _lapsed(case: cases.CaseView) -> bool:
    limit = case.deadline("correction")
    return case.state == "correcting" and limit is not None and limit.light == "bad"


def _opinion(request: HttpRequest, no: str) -> str:
    said = request.POST
    cases.give_opinion(
        actor=actor_of(request),
        key=key_of(request),
        case=no,
        opinion=said.get("opinion", ""),
        reasons=said.get("reasons", ""),
    )
    return _("审查意见已经记入办件。")


def _register(request: HttpRequest, no: str) -> str:
    said = request.POST
    cases.register_result(
        actor=actor_of(request), key=key_of(request), case=no, result_name=said.get("result_name", ""),
        result_no=said.get("result_no", ""), validity=said.get("validity", ""),
    )  # fmt: skip
    return _("结果已经登记，出件窗口可以送达。")


def _close(request: HttpRequest, no: str) -> str:
    cases.close_case(actor=actor_of(request), key=key_of(request), case=no)
    return _("本件已经归档。")


def _urge(request: HttpRequest, no: str) -> str:
    cases.urge(actor=actor_of(request), key=key_of(request), case=no, reason=request.POST.get("reason", ""))
    return _("已催办，经办人、首席事务代表和监督人员都会收到。")


def _answer(request: HttpRequest, no: str) -> str:
    urging, reply = request.POST.get("urging", ""), request.POST.get("reply", "")
    cases.answer_urging(actor=actor_of(request), key=key_of(request), urging=urging, reply=reply)
    return _("催办已经答复，催办的人会收到。")


ACTS: dict[str, Callable[[HttpRequest, str], str]] = {
    "opinion": _opinion,
    "register": _register,
    "close": _close,
    "urge": _urge,
    "answer": _answer,
    **promises.ACTS,
}


@require_http_methods(["GET", "POST"])
@office_page
def reveal(request: HttpRequest, no: str, party: UUID) -> HttpResponse:
    """A whole number, for a reason that is typed and kept. It is shown on this page once and stored nowhere."""
    actor = actor_of(request)
    shown, refusal = None, None
    if request.method == "POST":
        try:
            shown = cases.reveal_party(actor=actor, case=no, party=party, reason=request.POST.get("reason", ""))
        except Refused as told:
            refusal = told
    with reading(actor):
        found = cases.case_page(actor, no)
        person = next((p for p in found.parties if p.id == party), None)
        if person is None:
            raise Missing("party.missing")
        facts = {**frame(request), "case": found, "person": person, "shown": shown, "refusal": refusal}
        return render(request, "backoffice/reveal.html", facts, status=refusal.status if refusal else 200)
