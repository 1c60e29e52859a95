"""Results: what lies ready, found by number or name, handed over with a signature."""

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
    """Decided cases whose result is not in its receiver's hands, found by number, name, id number or certificate."""
    q, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    page = cases.office_queue(seat.actor, show="decided", q=q, after=after, size=50)
    stock = delivery.in_stock(seat.actor, states=("ready", "dispatched"), size=500)
    found = {r.id: r for r in page.rows} or _by_certificate(seat.actor, stock, q)
    known = {r.subject: r for r in stock}
    rows = [{"case": row, "result": known.get(f"case:{row.id}")} for row in found.values()]
    facts = {"seat": seat, "rows": rows, "q": q, "after": page.after, "first": not after}
    return render(request, "workbench/results.html", facts)


def _by_certificate(actor: Actor, stock: list[delivery.ResultView], q: str) -> dict[UUID, cases.CaseRow]:
    ids = [
        UUID(r.subject.removeprefix("case:")) for r in stock if q and q in r.number and r.subject.startswith("case:")
    ]
    return cases.case_rows(actor, ids) if ids else {}


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
