"""What the desk shows of an open case: materials, lawful outcomes with their reasons and keys, the clock, the papers."""

from typing import Any

from django.utils.translation import gettext as _

from yichuang.domains.cases import api as cases
from yichuang.domains.catalog import api as catalog
from yichuang.domains.delivery import api as delivery
from yichuang.domains.documents import api as documents
from yichuang.faces.shared.clockview import WIDEST_ROW, cells_of
from yichuang.faces.shared.templatetags.yc import sentences
from yichuang.faces.workbench import say, words
from yichuang.faces.workbench.promises import case_promises, tolerance_tile
from yichuang.foundation.actor import Actor
from yichuang.foundation.deadlines import Binding, Term
from yichuang.foundation.deadlines.words import explain

AT_INTAKE = ("draft", "received")
ATTACHABLE = (*AT_INTAKE, "correcting", "accepted", "stopped")
DEFECTS = ("missing", "not_in_form", "wrong", "inconsistent")
OUTCOME_KEYS = {
    "accept": ("accept", "F6"),
    "file": ("accept", "F6"),
    "correct_now": ("correct-now", "Shift+F6"),
    "one_time_notice": ("notice", "F8"),
    "refuse": ("refuse", "Shift+F8"),
    "not_required": ("not-required", "Alt+F8"),
}
"""Outcome → (its name in test ids, its key). Accepting and filing share a key: an item knows only one of them."""
NEVER = {"file.not_a_filing", "accept.filing_has_none"}
SAID = {"refused": "off", "withdrawn": "off", "returned": "off", "stopped": "off"}


def case_facts(actor: Actor, no: str) -> dict[str, Any]:
    """The case as the desk shows it, whatever its state."""
    case = cases.case_page(actor, no)
    item = catalog.guide_of_version(case.item_version_id)
    facts: dict[str, Any] = {
        "case": case, "item": item, "situation": [s for s in case.situation_label.split("；") if s],
        "papers": documents.papers_of(actor, f"case:{case.id}"),
        "at_intake": case.state in AT_INTAKE, "working": case.state in (*AT_INTAKE, "correcting"),
        "may_attach": case.state in ATTACHABLE, **_tally(case), "statuses": _statuses(),
    }  # fmt: skip
    facts["agreement"] = cases.agreement(actor, no) if facts["working"] else None
    if facts["at_intake"]:
        facts |= (
            _intake_facts(actor, case) | case_promises(actor, case) | tolerance_tile(actor, case, item) | {"step": 2}
        )
        if facts["offer"] and facts["offer"].lawful and not facts["promises"].must_tell:
            facts["outcomes"] = [
                o | {"best": False} for o in facts["outcomes"]
            ]  # one blue button: what helps the applicant most
    elif case.state == "correcting":
        limit = case.deadline("correction")
        facts |= {"correction": limit, "clock": clock_facts(limit.term) if limit else None, "step": 2}
    else:
        facts |= _answered_facts(actor, case, facts["papers"]) | case_promises(actor, case)
    return facts | {"say": say.to_person(case, facts, facts.get("due"))}


def earlier_facts(actor: Actor, no: str) -> dict[str, Any]:
    """What the same person had here before."""
    return {"earlier": cases.earlier_cases(actor, no), "asked_earlier": True}


def _tally(case: cases.CaseView) -> dict[str, Any]:
    states = [m.status for m in case.materials if not m.replaced]
    tally = {
        "received": states.count("received"), "unlooked": states.count("not_looked_at"),
        "defects": sum(s in DEFECTS for s in states),
    }  # fmt: skip
    asked = [m for m in case.materials if m.required and not m.replaced]
    unlooked = [m.code for m in asked if m.status == "not_looked_at"]
    return {"tally": tally, "unlooked": unlooked}


def _statuses() -> list[tuple[str, str, str]]:
    return [(code, key, _(cases.STATUS_LABELS[code])) for code, key in words.STATUS_KEYS]


def _intake_facts(actor: Actor, case: cases.CaseView) -> dict[str, Any]:
    found = cases.outcomes(actor, case.id)
    shown = [o for o in found if not {r.code for r in o.reasons} & NEVER]
    if not case.rule_known:
        shown = [o for o in shown if o.outcome != "file"]
    best = next((o.outcome for o in shown if o.lawful), "")
    main = shown[0].outcome if shown else "accept"
    preview = cases.preview_intake(actor, case.id, main)
    title = _("如现在%(act)s，期限这样算") % {"act": shown[0].label if shown else _("受理")}
    return {
        "outcomes": [_button(o, case, best) for o in shown],
        "withheld": withheld(case),
        "clock": clock_facts(preview.shown, title) if preview.shown else None,
        "due": preview.told,
        "told": preview.told if case.stages else None,
    }


def withheld(case: cases.CaseView) -> list[cases.MaterialView]:
    """What is wrong with papers that the first notice did not name: it can be told no more (DB50/T 1603-2024, 5.3.2.2)."""
    return [m for m in case.materials if case.period > 1 and not m.told and m.status in DEFECTS]


def asks_again(o: cases.OutcomeView) -> bool:
    """Whether a notice would tell nothing but that. The button opens: what pressing it means is said in the dialog."""
    codes = {r.code for r in o.reasons}
    return (
        o.outcome == "one_time_notice"
        and not o.lawful
        and codes == {"notice.nothing_to_tell", "material.not_told_then"}
    )


def _button(o: cases.OutcomeView, case: cases.CaseView, best: str) -> dict[str, Any]:
    """An outcome as a button. Refusing opens even when it is not lawful yet: its ground is chosen in the dialog."""
    name, key = OUTCOME_KEYS[o.outcome]
    chooses_ground = o.outcome in ("refuse", "not_required") and case.rule_known
    return {
        "view": o, "name": name, "key": key, "shown_key": key.replace("Shift+", "⇧"),
        "open": o.lawful or chooses_ground or asks_again(o), "best": o.outcome == best,
        "first_reason": o.reasons[0].text if o.reasons else "", "more": len(o.reasons) - 1,
        "all_reasons": " ".join(r.text for r in o.reasons), "unblocks": say.unblocks(o),
        "papers": _("》《").join(_(documents.KINDS[k].label) for k in o.papers),
    }  # fmt: skip


def clock_facts(shown: Binding | Term, title: str = "") -> dict[str, Any]:
    """What can be drawn in one row: both limits where they fit, else the one that binds, else its working in words."""
    term = shown.term if isinstance(shown, Binding) else shown
    fits = next((c for c in (shown, term) if 0 < len(cells_of(c)) <= WIDEST_ROW), None)
    return {"title": title, "drawn": fits, "said": sentences(explain(term))}


def _answered_facts(actor: Actor, case: cases.CaseView, papers: list[documents.PaperRef]) -> dict[str, Any]:
    valid = [p for p in papers if p.valid]
    last = valid[-1] if valid else None
    refused = next((r for r in reversed(case.rulings) if r.outcome in ("refuse", "not_required", "deny")), None)
    return {
        "step": 4, "said": {"kind": SAID.get(case.state, "ok")}, "refused": refused,
        "clock": clock_facts(case.shown) if case.shown else None, "main_paper": last.id if last else None,
        "urgings": cases.urgings_of(actor, case.id),
        "may_urge": actor.can("case.urge") and case.state in ("accepted", "stopped"),
        "unserved": sum(p.served_at is None for p in valid), "results": delivery.results_of(actor, f"case:{case.id}"),
    }  # fmt: skip


def tabs_of(actor: Actor, case: cases.CaseView) -> list[cases.CaseRow]:
    """The cases of the same visit: with two of them, a dialog says whose it is."""
    return cases.cases_of_ticket(actor, case.row.ticket_id) if case.row.ticket_id else []


def whose(actor: Actor, no: str) -> dict[str, Any]:
    """The case with the facts that a dialog's head shows: name, number, and the colour of its tab."""
    case = cases.case_page(actor, no)
    tabs = tabs_of(actor, case)
    hue = next((n % 5 + 1 for n, row in enumerate(tabs) if row.id == case.id), 1)
    return {"case": case, "tabs": tabs, "hue": hue, "item": catalog.guide_of_version(case.item_version_id)}
