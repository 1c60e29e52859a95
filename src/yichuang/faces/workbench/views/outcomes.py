"""The answer at the window: shown with what it would do, then given."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yichuang.domains.cases import api as cases
from yichuang.domains.documents import api as documents
from yichuang.faces.workbench import promises, words
from yichuang.faces.workbench.casework import OUTCOME_KEYS, asks_again, whose, withheld
from yichuang.faces.workbench.page import desk_again, dialog
from yichuang.faces.workbench.seat import Seat, at_desk

PLAIN = ("accept", "file", "correct_now", "one_time_notice")
"""Outcomes whose dialog asks for nothing: Enter confirms."""


@require_GET
@at_desk
def outcome(request: HttpRequest, seat: Seat, no: str, outcome: str) -> HttpResponse:
    """What choosing the outcome would do: the paper, the dates, what is told."""
    if outcome not in OUTCOME_KEYS:
        raise Http404
    facts = whose(seat.actor, no)
    days = request.GET.get("correction_days", "")
    preview = cases.preview_intake(seat.actor, no, outcome, correction_days=int(days) if days.isdigit() else None)
    shown = _facts(seat, facts, outcome, preview)
    name = "second_telling" if asks_again(shown["outcome"]) else "outcome"
    promised = promises.letter_facts(seat, facts["case"], outcome)
    return dialog(request, name, **facts, **shown, **promised, withheld=withheld(facts["case"]))


def _facts(seat: Seat, facts: dict[str, Any], outcome: str, preview: cases.Preview) -> dict[str, Any]:
    case = facts["case"]
    view = next(o for o in cases.outcomes(seat.actor, case.id) if o.outcome == outcome)
    waits = cases.preview_intake(seat.actor, case.id, outcome, on_the_spot=False) if view.may_wait else None
    told = {r.facts.get("material") for r in view.reasons}
    return {
        "outcome": view, "preview": preview, "waits": waits, "key": OUTCOME_KEYS[outcome][1], "focus_confirm": outcome in PLAIN,
        "paper_titles": _("》《").join(_(documents.KINDS[k].label) for k in view.papers),
        "told": [m for m in case.materials if m.code in told], "grounds": cases.grounds_of(case.rule),
        "methods": words.METHODS.items(), "days": preview.term.limit.value if preview.term else "",
        "basis": "；".join(f"《{b.law.strip('《》')}》{b.article}" for b in facts["item"].legal_basis),
    }  # fmt: skip


@require_POST
@at_desk
def decide(request: HttpRequest, seat: Seat, no: str) -> HttpResponse:
    """Give the answer. The lawful outcomes are computed again there, so nothing that the page showed is trusted."""
    said = request.POST
    days = said.get("correction_days", "")
    given = {
        name: said.get(name, "") for name in ("reason_type", "facts", "basis", "competent_organ", "delivery_method")
    }
    cases.decide_intake(
        actor=seat.actor, key=said.get("key", ""), case=no, outcome=said.get("outcome", ""),
        correction_days=int(days) if days.isdigit() else None, commit=promises.commit_of(seat, no, said),
        on_the_spot={"1": True, "0": False}.get(said.get("on_the_spot", "")), **given,
    )  # fmt: skip
    return desk_again(request, seat, case=no)
