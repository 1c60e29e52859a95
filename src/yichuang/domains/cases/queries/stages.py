"""A case in two stages: who has it, by when, and what went up."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from yichuang.domains.catalog import api as catalog
from yichuang.foundation.actor import Actor
from yichuang.foundation.clock import center_day
from yichuang.foundation.deadlines import Binding, Term
from yichuang.foundation.deadlines.words import day_words, explain

from .. import catalogue, clocks, reasons, stage_words
from ..commands.reporting import handed_in
from ..law import two_stage
from ..lifecycle import State
from ..models import Case, CaseDeadline, CaseMaterial, CaseReport
from ..stages import DECISION, REVIEW, name_of, report_of, stage_of
from ..types_stages import StagesView
from ..views import Lens


def stages_view(
    case: Case, limits: Iterable[CaseDeadline], history: clocks.History, lens: Lens, materials: Sequence[CaseMaterial]
) -> StagesView | None:
    """None, and no statement, for a case of one organ; else one for the report, and the departments' names mostly from memory."""
    if case.reviews_id is None or case.decides_id is None:
        return None
    stage, report = stage_of(case), report_of(case)
    terms = {
        d.kind: clocks.term_of(d, history, lens.calendar, lens.now, lens.zone, lens.yellow)
        for d in limits
        if d.kind in clocks.UNTIL_DECISION
    }
    term, item = terms.get("review"), catalogue.pinned(case.item_version_id)
    told_by = clocks.awaited(item, terms, lens.calendar, lens.now, lens.zone, case.center_id)
    due = report.due if report else term.due if term else None
    late = report.late if report else bool(term and term.late and stage == REVIEW)
    sent = report.papers if report else [{"code": m.code, "name": m.name} for m in handed_in(materials)]
    reviewer, decider = name_of(case.reviews_id), name_of(case.decides_id)
    on = center_day(report.at, lens.zone) if report else None
    return StagesView(
        stage=stage, reviewer_id=case.reviews_id, reviewer=reviewer, decider_id=case.decides_id, decider=decider, due=due,
        late=late, told=told_by.due if told_by and stage == REVIEW else case.due, reported_at=report.at if report else None, conclusion=report.conclusion if report else "",
        conclusion_label=reasons.label(reasons.CONCLUSIONS, report.conclusion) if report else "",
        opinion=report.opinion if report else "", by_name=report.by_name if report else "",
        by_post=report.by_post if report else "", papers=sent,
        words=told(case, reviewer, decider, terms, report, on), may_report=stage == REVIEW and case.state == State.ACCEPTED,
        own_days=item.is_licence,
    )  # fmt: skip


def awaited_of_case(case: Case, limits: Iterable[CaseDeadline], history: clocks.History, lens: Lens) -> Binding | None:
    """What the applicant waits for while the lower organ has his case, run to the moment of reading."""
    terms = {
        d.kind: clocks.term_of(d, history, lens.calendar, lens.now, lens.zone, lens.yellow)
        for d in limits
        if d.kind in clocks.UNTIL_DECISION
    }
    item = catalogue.pinned(case.item_version_id)
    return clocks.awaited(item, terms, lens.calendar, lens.now, lens.zone, case.center_id)


def told(
    case: Case, reviewer: str, decider: str, terms: dict[str, Term], report: CaseReport | None, on: date | None
) -> tuple[str, ...]:
    """Both stages in plain words, each with its days counted. Pure but for the catalogue's memory and the active language."""
    item, review, law = catalogue.pinned(case.item_version_id), terms.get("review"), terms.get("statutory")
    facts = {"reviewer": reviewer, "decider": decider}
    said: list[str] = []
    if report is not None and on is not None:
        facts |= {"on": day_words(on), "due": day_words(report.due)}
        said.append(_("第一步：%(reviewer)s已于 %(on)s 报送初步审查意见和全部材料（最迟 %(due)s）。") % facts)
        said += [_("初步审查超过了期限。")] if report.late else []
    elif review is not None and stage_of(case) == REVIEW:
        said.append(_("第一步：%(reviewer)s正在初步审查，审查后把意见和全部材料报送%(decider)s。") % facts)
        said += explain(review)
    else:
        said.append(stage_words.first(item, reviewer, decider))
    own = two_stage.starts_on_report(item.statutory, is_licence=item.is_licence)
    if stage_of(case) == DECISION and law is not None:
        words = (
            _("第二步：%(decider)s作出决定，期限从收到报送起算，不再要求提供已经报送的材料。")
            if own
            else _("第二步：%(decider)s作出决定，法定期限两步合计，不再要求提供已经报送的材料。")
        )
        said += [words % facts, *explain(law)]
    else:
        said.append(stage_words.second(item, decider))
    return tuple(said)


def stages_of_item(actor: Actor, code: str) -> tuple[str, ...]:
    """Who reviews and who decides, for a guide: what this center's offer of the item says; empty where one organ does both.

    One statement, and the catalogue's memory.
    """
    offer = catalog.offer(actor, code)
    if offer is None or offer.review_department_id is None:
        return ()
    item = catalogue.facts_of(catalog.guide(offer.item_code))
    return stage_words.before(item, name_of(offer.review_department_id), name_of(offer.department_id))


def told_to_all(case: Case, limits: Iterable[CaseDeadline], history: clocks.History, lens: Lens) -> tuple[str, ...]:
    """The same for whoever holds the code: of a sensitive item the organs are not named. One statement, none for one organ."""
    found = stages_view(case, limits := list(limits), history, lens, ())
    if found is None or not case.sensitive:
        return found.words if found else ()
    terms = {
        d.kind: clocks.term_of(d, history, lens.calendar, lens.now, lens.zone, lens.yellow)
        for d in limits
        if d.kind in ("review", "statutory")
    }
    report = report_of(case)
    on = center_day(report.at, lens.zone) if report else None
    return told(case, _("下级机关"), _("上级机关"), terms, report, on)
