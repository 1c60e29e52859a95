"""Deciding: the page shows what the decision will do before it is made."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.domains.places import api as places
from yichuang.faces.backoffice.pages import act, actor_of, key_of, office_page, show
from yichuang.foundation.errors import Invalid


@require_http_methods(["GET", "POST"])
@office_page
def decide(request: HttpRequest, no: str) -> HttpResponse:
    """Approve or deny (`decision` in the query): reasons and basis at the left, what will happen at the right."""
    actor_of(request).require("case.decide")
    said = request.POST if request.method == "POST" else request.GET
    decision = said.get("decision", "approve")
    if decision not in ("approve", "deny"):
        raise Invalid("request.invalid", field="decision")
    refusal = None
    if request.method == "POST":
        refusal = act(request, lambda: _decide(request, no, decision))
        if refusal is None:
            return redirect("office_case", no)
    return show(request, "backoffice/decide.html", lambda: _facts(request, no, decision), refusal)


def _decide(request: HttpRequest, no: str, decision: str) -> str:
    said = request.POST
    done = cases.decide(
        actor=actor_of(request), key=key_of(request), case=no, decision=decision, reasons=said.get("reasons", ""),
        basis=said.get("basis", ""), result_name=said.get("result_name", ""), result_no=said.get("result_no", ""),
    )  # fmt: skip
    return _("已经出具《%(title)s》%(no)s。") % {"title": done["papers"][0]["title"], "no": done["papers"][0]["no"]}


def _facts(request: HttpRequest, no: str, decision: str) -> dict[str, Any]:
    actor = actor_of(request)
    found = cases.case_page(actor, no)
    return {
        "case": found,
        "row": found.row,
        "decision": decision,
        "approve": decision == "approve",
        "opinions": [r for r in found.rulings if r.stage == "opinion"],
        "unit": places.department(found.row.department_id),
        "item": cases.item_facts(found.item_version_id),
        "preview": cases.preview_decision(actor, no, decision),
        "open": found.state == "accepted",
        "hearing_first": cases.decision_waits(actor, found.id) if found.state == "accepted" else "",
    }
