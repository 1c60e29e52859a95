"""The wrong item was chosen: another one is looked for, then shown with what would stay, then taken."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.domains.places import api as places
from yichuang.faces.workbench import intake
from yichuang.faces.workbench.casework import whose
from yichuang.faces.workbench.page import desk_again, dialog
from yichuang.faces.workbench.seat import Seat, at_desk


@require_http_methods(["GET", "POST"])
@at_desk
def change(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
    """Without an item: which one? With one: what it would do. A POST does it."""
    if request.method == "POST":
        said = request.POST
        cases.change_item(
            actor=seat.actor, key=said.get("key", ""), case=no, item=said.get("item", ""), reason=said.get("reason", ""),
            situation=intake.situation_of(said), keep=_keep(said),
        )  # fmt: skip
        return desk_again(request, seat, case=no)
    facts = whose(seat.actor, no)
    item = request.GET.get("item", "")
    if item:
        return dialog(request, "item_change", **facts, **_facts(request, seat, facts["case"], item))
    found = intake.find_facts(seat.actor, q=request.GET.get("q", ""))
    found["items"] = [i for i in found["items"] if i.code != facts["case"].row.item_code]
    return dialog(request, "item_choice", **facts, **found)


def _facts(request: HttpRequest, seat: Seat, case: cases.CaseView, item: str) -> dict[str, Any]:
    guide = intake.guide_or_none(item)
    if guide is None:
        raise Http404
    situation = {q: a for q, a in intake.situation_of(request.GET).items() if a in _answers(guide, q)}
    preview = cases.preview_item_change(seat.actor, case.id, item, situation=situation)
    looked = [m for m in case.materials if m.status != "not_looked_at" or m.files]
    return {
        "guide": guide, "preview": preview, "situation": situation, "answered": bool(situation),
        "department": places.department(preview.department_id),
        "carried": [{"material": m, "became": preview.kept.get(m.code, "")} for m in looked],
    }  # fmt: skip


def _answers(guide: Any, question: str) -> set[str]:
    return {a.code for q in guide.questions if q.code == question for a in q.answers}


def _keep(data: QueryDict) -> dict[str, str]:
    """`keep.M1=M2` → {"M1": "M2"}; an empty choice leaves the paper behind."""
    return {name.removeprefix("keep."): str(value) for name, value in data.items() if name.startswith("keep.")}
