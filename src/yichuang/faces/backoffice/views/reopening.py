"""A decision that fell: the matter is handled again. First the effect is shown, then it is done with exactly what was shown."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yichuang.domains.cases import api as cases
from yichuang.domains.places import api as places
from yichuang.faces.backoffice.pages import act, actor_of, key_of, office_page, show
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.scope import reading

GROUNDS = {
    "review": gettext_lazy("行政复议"),
    "judgment": gettext_lazy("法院裁判"),
    "own": gettext_lazy("本机关自行纠正"),
}
EFFECTS = {"revoked": gettext_lazy("撤销原决定"), "changed": gettext_lazy("变更原决定")}
UNITS = {"natural_day": gettext_lazy("自然日"), "working_day": gettext_lazy("工作日")}
KINDS = ("行政复议决定书", "行政判决书", "行政裁定书", "撤销决定书", "变更决定书", "自行纠正决定书")
"""As they are named on the papers; another name may be typed."""
TYPED = (
    "cause", "effect", "document_kind", "document_no", "organ", "document_on", "binding_on", "ordered_days", "ordered_unit",
    "reasons",
)  # fmt: skip


@require_http_methods(["GET", "POST"])
@office_page
def reopen(request: HttpRequest, no: str) -> HttpResponse:
    """The form at the left, what will happen at the right. `act` is show or confirm; confirming sends what was shown."""
    actor_of(request).require("case.decide")
    refusal, preview = None, None
    if request.POST.get("act") == "confirm":
        new: list[str] = []
        refusal = act(request, lambda: _reopen(request, no, new))
        if refusal is None:
            return redirect("office_case", new[0])
    elif request.method == "POST":
        preview, refusal = _preview(request, no)
    return show(request, "backoffice/reopen.html", lambda: _facts(request, no, preview), refusal)


def _said(request: HttpRequest) -> dict[str, Any]:
    """What was typed, as the act takes it: the document is its number and its kind, as courts and reviewers cite it."""
    said = {name: request.POST.get(name, "").strip() for name in TYPED}
    days, kind, number = said.pop("ordered_days"), said.pop("document_kind"), said.pop("document_no")
    said["document"] = f"{number}{kind}" if number and kind else ""
    said["ordered_unit"] = said["ordered_unit"] or "natural_day"
    return {**said, "ordered_days": int(days) if days.isdecimal() else days or None}


def _preview(request: HttpRequest, no: str) -> tuple[cases.ReopenPreview | None, Refused | None]:
    actor = actor_of(request)
    try:
        with reading(actor):
            return cases.preview_reopening(actor, no, **_said(request)), None
    except Missing:
        raise
    except Refused as told:
        return None, told


def _reopen(request: HttpRequest, no: str, new: list[str]) -> str:
    done = cases.reopen(actor=actor_of(request), key=key_of(request), case=no, **_said(request))
    new.append(done["no"])
    paper = done["papers"][0]
    return _("原办件 %(old)s 已经重新办理为本件，已出具《%(title)s》%(no)s。") % {
        "old": done["old"], "title": paper["title"], "no": paper["no"],
    }  # fmt: skip


def _facts(request: HttpRequest, no: str, preview: cases.ReopenPreview | None) -> dict[str, Any]:
    found = cases.case_page(actor_of(request), no)
    return {
        "case": found, "row": found.row, "unit": places.department(found.row.department_id), "preview": preview,
        "open": found.state in cases.REOPENED_IN and not found.overturned,
        "grounds": GROUNDS, "effects": EFFECTS, "units": UNITS, "kinds": KINDS,
        "shown": {name: request.POST.get(name, "") for name in TYPED} if preview else {},
        "chosen": {"cause": request.POST.get("cause", "review"), "effect": request.POST.get("effect", "revoked")},
    }  # fmt: skip
