"""Results: what lies ready, found by number or name, handed over with a signature."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.domains.delivery import api as delivery
from yichuang.faces.workbench import words
from yichuang.faces.workbench.casework import whose
from yichuang.faces.workbench.page import desk_again, dialog
from yichuang.faces.workbench.seat import Seat, at_desk
from yichuang.foundation.actor import Actor

from .signing import signature_facts


@require_GET
@at_desk
def results(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The list of what the hall still holds."""
    q = request.GET.get("q", "").strip()
    rows = [r for r in _rows(seat.actor) if not q or _matches(r, q)]
    return render(request, "workbench/results.html", {"seat": seat, "rows": rows, "q": q})


def _rows(actor: Actor) -> list[dict[str, Any]]:
    found = delivery.in_stock(actor, states=("ready", "dispatched"), size=200)
    ids = [UUID(r.subject.removeprefix("case:")) for r in found if r.subject.startswith("case:")]
    known = cases.case_rows(actor, ids)
    return [{"result": r, "case": known[i]} for r, i in zip(found, ids, strict=True) if i in known]


def _matches(row: dict[str, Any], q: str) -> bool:
    return any(q in text for text in (row["case"].no, row["case"].applicant, row["result"].number, row["result"].name))


@require_http_methods(["GET", "POST"])
@at_desk
def deliver(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
    """Hand the result over."""
    if request.method == "GET":
        facts = whose(seat.actor, no)
        case = facts["case"]
        what = " ".join(t for t in (case.result_name or facts["item"].result_name, case.result_no) if t)
        choices = {
            "methods": words.METHODS.items(),
            "relations": words.RELATIONS.items(),
            "proofs": words.PROOFS.items(),
        }
        return dialog(
            request, "deliver", **facts, what=what, **choices, **signature_facts(seat, f"case:{case.id}", what)
        )
    said = request.POST
    names = ("method", "receiver_name", "receiver_id_no", "relation", "witness", "tracking_no", "address")
    given = {name: said.get(name, "") for name in names}
    asked = said.get("signature_request") or None
    signing = said.get("signing", "") if given["method"] == "on_site" else ""
    cases.deliver(actor=seat.actor, key=said.get("key", ""), case=no, signing=signing, signature_request=asked, **given)
    return desk_again(request, seat, case=no)
