"""The answer at the window: accept, file, mend now, tell once, refuse, not required. The clerk picks; the law says what may be picked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import translation

from yichuang.domains.documents.api import PaperRef
from yichuang.domains.places import api as places
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused

from .. import catalogue, clocks, commitments, events, papers, promises, second_telling
from ..facts import facts_for
from ..lifecycle import State
from ..models import METHODS, Case, CaseMaterial, Notice, NoticeLine, Ruling
from ..reasons import words
from ..rules import OUTCOMES, IntakeFacts, Outcome, known, lawful_outcomes, rule_of
from ..stages import name_of, not_again
from .checking import receive
from .common import about, among, answer, materials_of, need, paper_answer, rule_by, stands, take_case, tell, text

GROUNDS = ("not_competent", "special_law")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the acts below look at: the case with its materials, the lawful outcome that was picked, and what was stated.

    `waits`: accepted only, where the rule would let it be done at once. `by_hand`: the number of the blank on which it was answered
    while the system was down, and the act that enters it; `work` then stands at the paper's time.
    """

    work: Work
    case: Case
    rows: list[CaseMaterial]
    seen: IntakeFacts
    outcome: Outcome
    said: dict[str, str]
    days: int | None
    waits: bool
    by_hand: tuple[int, Work] | None = None


@command("cases.decide_intake", needs="case.accept")
def decide_intake(
    work: Work,
    *,
    case: UUID | str,
    outcome: str,
    reason_type: str = "",
    facts: str = "",
    basis: str = "",
    competent_organ: str = "",
    correction_days: int | None = None,
    delivery_method: str = "",
    on_the_spot: bool | None = None,
    tolerate: Mapping[str, Any] | None = None,
    commit: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Answer the application. The lawful outcomes are computed again here, so what a page showed decides nothing.

    The papers, the clock and the ruling commit together, or nothing does. Refusing needs reason_type, facts and basis, and
    the competent organ where it is another one. `on_the_spot=False` accepts only what could be done at once, and says why in facts.

    `tolerate` ({"by" or "days", "materials", "signing"}) accepts with something secondary still to come; `commit` ({"signing"})
    says how the letter is signed of an applicant who chose a commitment.
    """
    found = take_case(work, case)
    among(outcome, OUTCOMES, "outcome")
    if not known(found.rule):
        raise Refused("intake.rule_unknown", rule=found.rule)
    if found.deemed:
        raise Refused("case.was_deemed", no=found.no)
    stands(found, "decide_intake")
    said = _said(outcome, reason_type, facts, basis, competent_organ)
    if delivery_method:
        found.delivery_method = among(delivery_method, METHODS, "delivery_method")
    if found.state == State.DRAFT:
        receive(work, found)
    rows = materials_of(found)
    seen = facts_for(found, rows, work.today, ground=said["ground"])
    plan = promises.plan(work, found, rows, seen, outcome, tolerate, commit)
    chosen = plan.outcome or _lawful(seen, outcome, found)
    waits = _waits(found, chosen, on_the_spot, said)
    if found.decides_id and chosen.settles and not waits:
        raise Refused("two_stage.not_on_the_spot", item=found.item_name, decider=name_of(found.decides_id))
    letters = promises.write(work, found, rows, plan)
    made = _ACTS[outcome](Chosen(work, found, rows, seen, chosen, said, correction_days, waits))
    promises.sign(work, found, plan, letters)
    tell(work, found)
    issued = [paper_answer(p) for p in (*made, *(w.paper for w in letters))]
    return answer(found, papers=issued, deemed=found.deemed, period=found.period)


def answer_by_hand(work: Work, case: Case, outcome: str, days: int | None, by_hand: tuple[int, Work]) -> PaperRef:
    """Accept, or tell once, as it was written on a numbered blank at the time at which `work` stands: by the same rule, with the same
    clocks, inside another act's transaction. What the window settles at once has papers of its own, which have no blanks."""
    rows = materials_of(case)
    seen = facts_for(case, rows, work.today, ground="")
    plan = promises.plan(work, case, rows, seen, outcome, None, None)
    chosen = plan.outcome or _lawful(seen, outcome, case)
    if chosen.settles:
        raise Refused("manual.settled_at_once", item=case.item_name)
    if "refusal" in chosen.papers:
        raise Refused("manual.with_refusal", item=case.item_name)
    said = _said(outcome, "", "", "", "")
    return _ACTS[outcome](Chosen(work, case, rows, seen, chosen, said, days, False, by_hand))[-1]


def _waits(case: Case, chosen: Outcome, on_the_spot: bool | None, said: dict[str, str]) -> bool:
    """Whether what could be done at once is only accepted: it may be where the law gives days for it, with the reason."""
    if on_the_spot is None or chosen.outcome != "accept":
        return False
    if on_the_spot and not chosen.settles:
        raise Refused("intake.on_the_spot", item=case.item_name)
    if on_the_spot or not chosen.settles:
        return False
    if not chosen.may_wait:
        raise Refused("intake.only_on_the_spot", item=case.item_name)
    need(said["reasons"], "facts", "不能当场办结的原因")
    return True


def _said(outcome: str, reason_type: str, facts: str, basis: str, competent_organ: str) -> dict[str, str]:
    """What the clerk states; for turning away each part must be there, named when it is not."""
    if outcome not in ("refuse", "not_required"):
        return {"ground": "", "reasons": text(facts, "facts"), "basis": text(basis, "basis"), "competent_organ": ""}
    ground = "no_licence_needed"
    if outcome == "refuse":
        need(reason_type, "reason_type", "不予受理的情形")
        ground = among(reason_type, GROUNDS, "reason_type")
    organ = text(competent_organ, "competent_organ", most=200)
    if ground == "not_competent":
        need(organ, "competent_organ", "有权办理的机关")
    return {
        "ground": ground,
        "reasons": need(text(facts, "facts"), "facts", "事实和理由"),
        "basis": need(text(basis, "basis"), "basis", "法律依据"),
        "competent_organ": organ,
    }


def _lawful(seen: IntakeFacts, outcome: str, case: Case) -> Outcome:
    chosen = next(o for o in commitments.held_back(case, lawful_outcomes(seen)) if o.outcome == outcome)
    if not chosen.lawful:
        if outcome == "one_time_notice" and second_telling.asked_again(seen):
            raise second_telling.refusal(case, seen.kept_silent)
        raise Refused(
            "intake.not_lawful",
            no=case.no,
            outcome=outcome,
            why="；".join(words(r) for r in chosen.reasons),
            reasons=[{"code": r.code, "text": words(r)} for r in chosen.reasons],
        )
    return chosen


def _accept(c: Chosen) -> list[PaperRef]:
    """Accepted; what can be done on the spot is decided in the same breath."""
    work, case = c.work, c.case
    item = catalogue.pinned(case.item_version_id)
    case.move("accept", at=work.at, accepted_at=work.at, outcome="accept", delivery_method=case.delivery_method)
    clocks.meet(work, case, "tell")
    said = c.said["reasons"] if c.waits else ""
    ruling = rule_by(work, case, "intake", "accept", basis=item.law, reasons=said)
    if c.outcome.settles and not c.waits:
        return _settle(work, case, item, ruling)
    shown = clocks.start_after_acceptance(work, case, item)
    if shown is None:
        raise Refused("case.item_without_limit", item=case.item_code)
    _due(case, shown.due, shown.which)
    work.audit("case.accepted", about(case), after={"due": shown.due, "by": shown.which})
    work.emit(
        events.ACCEPTED, about(case), case=case.pk, no=case.no, department=case.department_id, ticket=case.ticket_id,
        due=shown.due, deemed=False,
    )  # fmt: skip
    return [_on_paper(ruling, papers.acceptance(work, case, shown, by_hand=c.by_hand))]


def _settle(work: Work, case: Case, item: catalogue.ItemFacts, ruling: Ruling) -> list[PaperRef]:
    """Done on the spot: the department's decision is the window's, under one paper."""
    case.move("settle", at=work.at, decided_at=work.at, verdict="approve", result_name=item.result_name, settled=True)
    rule_by(work, case, "decision", "approve", basis=item.law, delegated=True)
    _start_delivery(work, case, item)
    work.audit("case.settled", about(case), after={"result": item.result_name})
    facts = {"case": case.pk, "no": case.no, "department": case.department_id, "ticket": case.ticket_id}
    work.emit(events.ACCEPTED, about(case), **facts, due=work.today, deemed=False)
    work.emit(events.DECIDED, about(case), **facts, decision="approve")
    return [_on_paper(ruling, papers.instant(work, case))]


def _file(c: Chosen) -> list[PaperRef]:
    """Filed: complete documents are all that the law asks."""
    work, case = c.work, c.case
    item = catalogue.pinned(case.item_version_id)
    case.move(
        "file", at=work.at, accepted_at=work.at, decided_at=work.at, outcome="file", verdict="file",
        delivery_method=case.delivery_method, result_name=item.result_name, settled=True,
    )  # fmt: skip
    clocks.meet(work, case, "tell")
    ruling = rule_by(work, case, "intake", "file", basis=item.law)
    _start_delivery(work, case, item)
    work.audit("case.filed", about(case), after={"item": case.item_code})
    work.emit(events.FILED, about(case), case=case.pk, no=case.no, department=case.department_id, ticket=case.ticket_id)
    return [_on_paper(ruling, papers.filing(work, case))]


def _correct_now(c: Chosen) -> list[PaperRef]:
    """The applicant mends it at the counter. The case stays where it is; that he was let to is written down."""
    work, case, reasons = c.work, c.case, c.outcome.reasons
    codes = [r.facts["material"] for r in reasons]
    with translation.override("zh-hans"):  # what is kept in the file is Chinese
        rule_by(work, case, "intake", "correct_now", reasons="；".join(words(r) for r in reasons), materials=codes)
    case.version += 1
    Case.objects.filter(pk=case.pk).update(version=case.version, delivery_method=case.delivery_method)
    work.audit("case.correct_now", about(case), after={"materials": codes})
    return []


def _tell_once(c: Chosen) -> list[PaperRef]:
    """Everything that lacks, in one notice; the applicant gets a date of his own. Where the rule wants it, a refusal goes with it."""
    work, case = c.work, c.case
    codes = {m.code for m in c.seen.tellable}
    told = [m for m in c.rows if m.code in codes]
    not_again(case, told)
    found = clocks.start(work, case, "correction", clocks.correction_limit(_days(work, c.days)), work.at)
    case.move("tell", at=work.at, outcome="one_time_notice", delivery_method=case.delivery_method)
    clocks.meet(work, case, "tell")
    CaseMaterial.objects.filter(pk__in=[m.pk for m in told]).update(told=True)
    ruling = (
        _ruled_incomplete(c, told) if "refusal" in c.outcome.papers else rule_by(work, case, "intake", case.outcome)
    )
    kept = _keep_notice(work, case, told, found.due)
    work.audit(
        "case.notice_given", about(case), after={"materials": sorted(codes), "by": found.due, "period": case.period}
    )
    second_telling.note(
        work, case_id=case.pk, window_id=case.window_id, period=case.period, withheld=c.seen.kept_silent
    )
    work.emit(events.NOTICE_GIVEN, about(case), case=case.pk, no=case.no, period=case.period, ticket=case.ticket_id)
    refusal = [papers.refusal(work, case, ruling)] if ruling.ground else []
    paper = _on_paper(ruling, papers.notice(work, case, told, found, by_hand=c.by_hand))
    Notice.objects.filter(pk=kept.pk).update(paper_id=paper.id, paper_no=paper.number_text)
    return [*refusal, paper]


def _ruled_incomplete(c: Chosen, told: list[CaseMaterial]) -> Ruling:
    """The ruling behind a refusal for what lacks: the facts are the defects, the law is the rule's."""
    lacks = "；".join(f"“{m.name}”{papers.build.DEFECTS[m.status]}" for m in told)
    basis = rule_of(c.case.rule).words("refusal", "incomplete").basis
    return rule_by(c.work, c.case, "intake", "one_time_notice", ground="incomplete", reasons=f"{lacks}。", basis=basis)


def _keep_notice(work: Work, case: Case, told: list[CaseMaterial], by: Any) -> Notice:
    """What was told, word for word."""
    kept = Notice.objects.create(
        center_id=case.center_id, case=case, period=case.period, told_at=work.at, correct_by=by
    )
    NoticeLine.objects.bulk_create(
        NoticeLine(
            center_id=case.center_id, notice=kept, material_code=m.code, material_name=m.name, defect=m.status,
            cure=papers.build.cure_of(m),
        )
        for m in told
    )  # fmt: skip
    return kept


def _days(work: Work, days: Any) -> int:
    """The correction time: what the clerk gives, else what the center has set."""
    if days is None:
        return places.center(work.center_id).setting("correction_days")
    if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= 180:
        raise Invalid("case.correction_days", field="correction_days")
    return days


def _turn_away(c: Chosen) -> list[PaperRef]:
    """Refused, or nothing to apply for: in writing, with ground, facts, basis and remedies."""
    work, case, outcome = c.work, c.case, c.outcome.outcome
    case.move("refuse", at=work.at, outcome=outcome, ended_at=work.at, delivery_method=case.delivery_method)
    clocks.meet(work, case, "tell")
    ruling = rule_by(work, case, "intake", outcome, **c.said)
    work.audit("case.refused", about(case), after={"outcome": outcome, "ground": c.said["ground"]})
    work.emit(
        events.REFUSED, about(case), case=case.pk, no=case.no, outcome=outcome, ground=c.said["ground"],
        ticket=case.ticket_id,
    )  # fmt: skip
    return [_on_paper(ruling, papers.refusal(work, case, ruling))]


_ACTS: dict[str, Callable[[Chosen], list[PaperRef]]] = {
    "accept": _accept,
    "file": _file,
    "correct_now": _correct_now,
    "one_time_notice": _tell_once,
    "refuse": _turn_away,
    "not_required": _turn_away,
}


def _due(case: Case, due: Any, kind: str) -> None:
    case.due, case.due_kind = due, kind
    Case.objects.filter(pk=case.pk).update(due=due, due_kind=kind)


def _start_delivery(work: Work, case: Case, item: catalogue.ItemFacts) -> None:
    if item.delivery is not None:
        clocks.start(work, case, "delivery", item.delivery, work.at)


def _on_paper(ruling: Ruling, paper: PaperRef) -> PaperRef:
    Ruling.objects.filter(pk=ruling.pk).update(paper_id=paper.id, paper_no=paper.number_text)
    return paper
