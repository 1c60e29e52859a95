"""A case as one page, its lawful outcomes, and what an outcome would do to the dates."""

from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.clock import center_day
from yichuang.foundation.command import zone_of
from yichuang.foundation.deadlines import Binding, Term
from yichuang.foundation.deadlines.words import binding_words, explain

from .. import catalogue, clocks, commitments, deeming, reasons, spot, timeline, views, views_procedures
from ..facts import facts_for
from ..lifecycle import State
from ..models import Case, CaseDeadline, CaseFile, CaseMaterial, Notice, Party, Ruling
from ..rules import IntakeFacts, Outcome, known, lawful_outcomes, rule_of
from ..stages import REVIEW, stage_of
from ..turns import turns
from ..types import CaseView, OutcomeView, Preview, ReasonView
from .common import find, lens_of
from .procedures import extensions_of, stops_of
from .stages import stages_view


def case_page(actor: Actor, case: UUID | str) -> CaseView:
    """Everything about one case. Eleven statements, one more once a notice was given, one more for a story that took a turn."""
    row = find(actor, case)
    lens = lens_of(row.center_id)
    row, begun = deeming.shown(row, lens.now, lens.zone, lens.calendar)
    files = views.grouped(CaseFile.objects.filter(case=row).order_by("kept_at", "id"), "material_id")
    notices = list(Notice.objects.filter(case=row).order_by("period").prefetch_related("lines"))
    limits = [*CaseDeadline.objects.filter(case=row), *begun]
    rulings = list(Ruling.objects.filter(case=row).order_by("at", "id"))
    materials = list(CaseMaterial.objects.filter(case=row).order_by("position"))
    stops, extensions = stops_of(row), extensions_of(row)
    history = clocks.history_of(stops, extensions)
    rule = rule_of(row.rule)
    return CaseView(
        row=views.case_row(row, lens),
        tracking_code=row.tracking_code,
        item_version_id=row.item_version_id,
        rule=row.rule,
        rule_label=str(rule.label),
        rule_known=known(row.rule),
        handling=row.handling,
        situation=row.situation,
        situation_label=row.situation_label,
        period=row.period,
        deemed=row.deemed,
        delivery_method=row.delivery_method,
        delivery_label=reasons.label(reasons.METHODS, row.delivery_method),
        external=row.external,
        external_no=row.external_no,
        version=row.version,
        parties=tuple(views.party(p) for p in Party.objects.filter(case=row).order_by("position")),
        materials=tuple(views.material(m, files.get(m.pk, ())) for m in materials),
        loose_files=tuple(views.file(f) for f in files.get(None, ())),
        deadlines=_deadlines(limits, history, lens),
        rulings=tuple(views.ruling(r, row.rule) for r in rulings),
        notices=tuple(views.notice(n) for n in notices),
        steps=timeline.steps(row, notices, (*turns(row), *views_procedures.turns(stops, extensions)), rulings=rulings),
        procedures=tuple(views_procedures.procedure(s, lens.now, lens.zone) for s in stops),
        extensions=tuple(views_procedures.extension(e) for e in extensions),
        stages=stages_view(row, limits, history, lens, materials),
        next_words=timeline.next_words(row),
        possible=tuple(row.LIFECYCLE.possible(row.state)),
        result_name=row.result_name,
        result_no=row.result_no,
        result_registered_at=row.result_registered_at,
        delivered_at=row.delivered_at,
        shown=shown_of(limits, history, lens),
        to_mend=spot.waiting(row, rulings, materials),
    )


def item_facts(version_id: UUID) -> catalogue.ItemFacts:
    """The pinned version of the item, as the rules and the papers read it: law, limits, fee, result."""
    return catalogue.pinned(version_id)


_ORDER = {
    kind: n for n, kind in enumerate(("tell", "promise", "review", "statutory", "correction", "tolerance", "delivery"))
}
"""How deadlines are listed; kinds that are not named follow."""


def _deadlines(limits: list[CaseDeadline], history: clocks.History, lens: views.Lens) -> tuple[views.DeadlineView, ...]:
    return tuple(
        views.deadline(d, history, lens) for d in sorted(limits, key=lambda d: _ORDER.get(d.kind, len(_ORDER)))
    )


def shown_of(limits: list[CaseDeadline], history: clocks.History, lens: views.Lens) -> Binding | None:
    """The binding of promise and statute, run to the moment of reading."""
    terms = {
        d.kind: clocks.term_of(d, history, lens.calendar, lens.now, lens.zone, lens.yellow)
        for d in limits
        if clocks.binds(d)
    }
    return clocks.bound(terms)


def outcomes(actor: Actor, case: UUID | str, *, ground: str = "") -> list[OutcomeView]:
    """The outcomes of intake with whether each is lawful here and now, and why. Four statements at most.

    With a stated ground, refusing is judged as if it had been chosen on that ground.
    """
    row = find(actor, case)
    if deeming.is_due(row, clock.now()):
        row.state = State.ACCEPTED
    return [_outcome(row, o) for o in _lawful(row, ground)]


def _lawful(row: Case, ground: str = "") -> list[Outcome]:
    today = center_day(clock.now(), zone_of(row.center_id))
    materials = CaseMaterial.objects.filter(case=row).order_by("position")
    return commitments.held_back(row, lawful_outcomes(facts_for(row, materials, today, ground=ground)))


def _outcome(row: Case, o: Outcome) -> OutcomeView:
    law = rule_of(row.rule).law.get("deemed" if o.deemed else o.outcome)
    return OutcomeView(
        outcome=o.outcome,
        label=reasons.answer_words(row.rule, o),
        lawful=o.lawful,
        reasons=tuple(ReasonView(r.code, reasons.words(r), dict(r.facts)) for r in o.reasons),
        needs=o.needs,
        deemed=o.deemed,
        papers=o.papers,
        settles=o.settles,
        may_wait=o.may_wait,
        law=law.cite if law else catalogue.pinned(row.item_version_id).law,
        law_text=law.text if law else "",
    )


def preview_intake(
    actor: Actor,
    case: UUID | str,
    outcome: str = "accept",
    *,
    correction_days: int | None = None,
    on_the_spot: bool | None = None,
) -> Preview:
    """What an outcome would do to the dates now: shown beside the button before it is pressed."""
    row = find(actor, case)
    lens = lens_of(row.center_id)
    chosen = _shape(row, outcome, lens)
    if outcome == "one_time_notice":
        days = correction_days or places.center(row.center_id).setting("correction_days")
        term = clocks.run(
            clocks.correction_limit(days), lens.now, lens.calendar, lens.now, lens.zone, lens.yellow, row.center_id
        )
        return Preview(outcome, chosen.papers, term.due, "correction", (), term=term)
    waits = chosen.may_wait and on_the_spot is False
    papers = ("acceptance",) if waits else chosen.papers
    if outcome != "accept" or (chosen.settles and not waits):
        return Preview(outcome, papers, None, "", ())
    terms = _terms_if_accepted(row, lens)
    shown = clocks.bound(terms)
    if shown is None:
        return Preview(outcome, papers, None, "", ())
    why = (*explain(shown.term), *([binding_words(shown)] if binding_words(shown) else []))
    told = shown
    if stage_of(row) == REVIEW:
        item = catalogue.pinned(row.item_version_id)
        told = clocks.awaited(item, terms, lens.calendar, lens.now, lens.zone, row.center_id) or shown
    return Preview(outcome, papers, shown.due, shown.which, why, shown=shown, term=shown.term, told=told.due)


def _shape(row: Case, outcome: str, lens: views.Lens) -> Outcome:
    """What an outcome would issue and whether it would end the case: the rule's answer before any material is looked at."""
    rule, item = rule_of(row.rule), catalogue.pinned(row.item_version_id)
    seen = IntakeFacts(
        row.rule, (), lens.today, instant=row.handling == catalogue.INSTANT,
        refuses_too=rule.refuses_with_notice(item.refusal_with_notice, lens.refusal_with_notice),
    )  # fmt: skip
    return next(o for o in rule.outcomes(seen) if o.outcome == outcome)


def _terms_if_accepted(row: Case, lens: views.Lens) -> dict[str, Term]:
    item, received = catalogue.pinned(row.item_version_id), row.received_at or lens.now
    return {
        kind: clocks.run(limit, started, lens.calendar, lens.now, lens.zone, lens.yellow, row.center_id)
        for kind, (limit, started) in clocks.limits(
            item, received=received, accepted=lens.now, stage=stage_of(row)
        ).items()
    }


def preview_decision(actor: Actor, case: UUID | str, decision: str) -> Preview:
    """What approving or denying now would do: the paper, and by when the result must be delivered."""
    row = find(actor, case)
    lens = lens_of(row.center_id)
    item = catalogue.pinned(row.item_version_id)
    papers = ("approval",) if decision == "approve" else ("denial",)
    if item.delivery is None:
        return Preview(decision, papers, None, "", ())
    term = clocks.run(item.delivery, lens.now, lens.calendar, lens.now, lens.zone, lens.yellow, row.center_id)
    return Preview(decision, papers, term.due, "delivery", tuple(explain(term)), term=term)
