"""A correction that never came: the department decides in writing that the papers go back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.domains.places import api as places
from yichuang.faces.backoffice.pages import act, actor_of, key_of, office_page, show


@require_http_methods(["GET", "POST"])
@office_page
def give_back(request: HttpRequest, no: str) -> HttpResponse:
    """Reasons and basis at the left, what will happen at the right."""
    actor_of(request).require("case.decide")
    refusal = None
    if request.method == "POST":
        refusal = act(request, lambda: _give_back(request, no))
        if refusal is None:
            return redirect("office_case", no)
    return show(request, "backoffice/return.html", lambda: _facts(request, no), refusal)


def _give_back(request: HttpRequest, no: str) -> str:
    said = request.POST
    done = cases.give_back(
        actor=actor_of(request),
        key=key_of(request),
        case=no,
        reasons=said.get("reasons", ""),
        basis=said.get("basis", ""),
    )
    return _("已经出具《%(title)s》%(no)s。") % {"title": done["papers"][0]["title"], "no": done["papers"][0]["no"]}


def _facts(request: HttpRequest, no: str) -> dict[str, Any]:
    found = cases.case_page(actor_of(request), no)
    limit = found.deadline("correction")
    return {
        "case": found, "row": found.row, "limit": limit, "unit": places.department(found.row.department_id),
        "item": cases.item_facts(found.item_version_id), "notice": found.notices[-1] if found.notices else None,
        "open": found.state == "correcting" and limit is not None and limit.light == "bad",
        "handed_in": [m for m in found.materials if m.status not in ("missing", "not_looked_at")],
    }  # fmt: skip
