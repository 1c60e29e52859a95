"""Hand-over lists: papers that come from the windows, signed for here."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.domains.places import api as places
from yichuang.faces.backoffice.pages import act, actor_of, key_of, office_page, show


@require_GET
@office_page
def handovers(request: HttpRequest) -> HttpResponse:
    """Lists that wait for a signature, and those that have one."""
    state = "taken" if request.GET.get("state") == "taken" else "sent"
    return show(request, "backoffice/handovers.html", lambda: _lists(request, state))


def _lists(request: HttpRequest, state: str) -> dict[str, Any]:
    after = request.GET.get("after", "")
    page = cases.handover_lists(actor_of(request), state=state, after=after)
    windows = {w.id: w.code for w in places.windows(request.center.id)}  # type: ignore[attr-defined]
    lists = [{"view": h, "window": windows.get(h.window_id, "")} for h in page.rows]
    return {"state": state, "lists": lists, "after": page.after, "first": not after}


@require_http_methods(["GET", "POST"])
@office_page
def handover(request: HttpRequest, handover: UUID) -> HttpResponse:
    """One list: what is in it, and the signature."""
    refusal = None
    if request.method == "POST":
        refusal = act(request, lambda: _take(request, handover))
        if refusal is None:
            return redirect("office_handover", handover)
    return show(request, "backoffice/handover.html", lambda: _one(request, handover), refusal)


def _take(request: HttpRequest, handover: UUID) -> str:
    done = cases.take_over(
        actor=actor_of(request), key=key_of(request), handover=handover, remark=request.POST.get("remark", "")
    )
    return _("已签收 %(count)s 件。") % {"count": done["count"]}


def _one(request: HttpRequest, handover: UUID) -> dict[str, Any]:
    made = cases.handover_list(actor_of(request), handover)
    return {
        "made": made,
        "unit": places.department(made.department_id),
        "window": places.window(made.window_id) if made.window_id else None,
    }
