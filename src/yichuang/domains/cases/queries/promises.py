"""What a case has of promises, whether something may follow later, and the lists of what is still open."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from yichuang.domains.catalog import api as catalog
from yichuang.domains.places import api as places
from yichuang.foundation import identity, privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.deadlines.words import binding_words, explain
from yichuang.foundation.errors import Invalid, Missing

from .. import catalogue, clocks, commitments, reasons, tolerances, views
from .. import views_promises as shown
from ..facts import facts_for
from ..lifecycle import WITH_DEPARTMENT
from ..models import Breach, Case, CaseMaterial, Commitment, Party, Tolerance, ToleratedMaterial
from ..papers.build import cure_of
from ..rules import Reason
from ..rules import commitment as commit_rule
from ..rules import tolerance as rule
from ..stages import REVIEW, stage_of
from ..types import Page, ReasonView
from ..types_promises import (
    CommitmentRow,
    PromisesView,
    PublicPromises,
    ToleranceOffer,
    ToleranceRow,
    ToleratedView,
)
from .common import find, lens_of, page_mark, seen

TOLERANCES = ("open", "lapsed", "closed", "all")
COMMITMENTS = ("to_verify", "overdue", "breach", "all")
_PARTS = ("basis", "terms", "duties", "breach")


def promises_of(actor: Actor, case: UUID | str) -> PromisesView:
    """What a case has of promises, told and made. Four statements for an item that offers neither, twelve at most."""
    row = find(actor, case)
    lens, item = lens_of(row.center_id), catalogue.pinned(row.item_version_id)
    told = commitments.last_telling(row) if item.letter else None
    offer = commitments.standing(row, item)
    made = Commitment.objects.filter(case=row).order_by("-period").first() if item.letter else None
    found = Breach.objects.filter(commitment=made).first() if made else None
    agreed = Tolerance.objects.filter(case=row).order_by("-period").first() if item.tolerance else None
    lines = agreed.lines.order_by("code") if agreed else ()
    letter = item.letter
    return PromisesView(
        in_scope=commit_rule.must_tell(offer),
        must_tell=commit_rule.must_tell(offer) and told is None,
        obstacles=_reasons(commit_rule.obstacles(offer)),
        letter=letter_parts(letter) if letter else (),
        letter_is_sample=bool(letter and not letter.firm),
        replaces=_replaces(row, letter) if letter else (),
        telling=shown.telling(told) if told else None,
        tolerance=shown.tolerance(agreed, lines, lens) if agreed else None,
        commitment=shown.commitment(made, found, lens) if made else None,
    )


def asked_if_taken_back(actor: Actor, case: UUID | str) -> tuple[str, ...]:
    """The materials for which taking the commitment back now would ask. Five statements at most."""
    return tuple(m.name for m in commitments.taken_back(find(actor, case))[0])


def letter_parts(letter: catalogue.Letter) -> tuple[tuple[str, str], ...]:
    """The four contents with their names, in the order of DB50/T 1603-2024 5.3.6.2."""
    return tuple((str(catalog.PROMISE_LABELS[f"commitment_{part}"]), str(getattr(letter, part))) for part in _PARTS)


def _replaces(case: Case, letter: catalogue.Letter) -> tuple[str, ...]:
    rows = CaseMaterial.objects.filter(case=case, code__in=letter.replaces).order_by("position")
    return tuple(rows.values_list("name", flat=True))


def _reasons(found: Sequence[Reason]) -> tuple[ReasonView, ...]:
    return tuple(ReasonView(r.code, reasons.words(r), dict(r.facts)) for r in found)


def tolerance_offer(
    actor: Actor, case: UUID | str, *, by: date | None = None, days: int | None = None
) -> ToleranceOffer:
    """Whether something may follow later, until when, and what accepting so would do to the dates. Four statements."""
    row = find(actor, case)
    lens, item = lens_of(row.center_id), catalogue.pinned(row.item_version_id)
    rows = list(CaseMaterial.objects.filter(case=row).order_by("position"))
    facts = tolerances.facts_of(row, item, rows, facts_for(row, rows, lens.today), lens.now, lens.zone)
    judged = rule.judge(facts)
    if not judged.lawful or facts.latest is None:
        return ToleranceOffer(False, _reasons(judged.reasons), (), facts.latest, None, None, None, "", None, ())
    usual = rule.usual_date(
        lens.today, facts.latest, places.center(row.center_id).setting("tolerance_days"), lens.calendar
    )
    chosen = by or (rule.after_days(lens.today, days, lens.calendar) if days is not None else usual)
    fault = rule.check_date(chosen, lens.today, facts.latest, lens.calendar)
    named = {m.code: m for m in rows}
    terms = {
        kind: clocks.run(limit, started, lens.calendar, lens.now, lens.zone, lens.yellow, row.center_id)
        for kind, (limit, started) in clocks.limits(
            item, received=row.received_at or lens.now, accepted=lens.now, stage=stage_of(row)
        ).items()
    }
    bound = clocks.bound(terms)
    assert bound is not None, "the rule has found a latest day"
    told = bound
    if stage_of(row) == REVIEW:
        told = clocks.awaited(item, terms, lens.calendar, lens.now, lens.zone, row.center_id)
    said = [*explain(bound.term), binding_words(bound)]
    return ToleranceOffer(
        lawful=True, reasons=_reasons(judged.reasons), lacking=tuple(_lacking(named[m.code]) for m in judged.lacking),
        latest=rule.last_working_day(facts.latest, lens.today, lens.calendar), usual=usual, by=chosen,
        days=rule.days_until(lens.today, chosen, lens.calendar), date_fault=reasons.words(fault) if fault else "",
        due=told.due if told else None, explanation=tuple(s for s in said if s), shown=bound,
    )  # fmt: skip


def _lacking(row: CaseMaterial) -> ToleratedView:
    return ToleratedView(row.code, row.name, reasons.label(reasons.STATUSES, row.status), cure_of(row), None)


def tolerance_list(
    actor: Actor, *, show: str = "open", q: str = "", department_id: UUID | None = None, after: str = "", size: int = 30
) -> Page:
    """Tolerances by their day, the next one first; `open` holds what still runs, `lapsed` what waits for a decision.

    Five statements. `q` is a case number, the beginning of a name, part of an item's name or a whole id number.
    """
    actor.require("case.read")
    assert actor.center_id is not None
    lens = lens_of(actor.center_id)
    mine = _cases(actor, q, department_id)
    running = Q(case__state__in=sorted(WITH_DEPARTMENT))
    over = Q(state="lapsed") | Q(state="open", supply_by__lt=lens.today)
    rows = {
        "open": Tolerance.objects.filter(running, state="open", supply_by__gte=lens.today),
        "lapsed": Tolerance.objects.filter(running & over),
        "closed": Tolerance.objects.filter(Q(state__in=["supplied", "ended"]) | ~running),
    }.get(show, Tolerance.objects.all())
    rows = rows.filter(center_id=actor.center_id, case__in=mine).select_related("case")
    found, mark = _paged(rows, "supply_by", after, size)
    lines = shown.by_key(
        ToleratedMaterial.objects.filter(tolerance__in=[r.pk for r in found]).order_by("code"), "tolerance_id"
    )
    return Page(
        [ToleranceRow(views.case_row(r.case, lens), shown.tolerance(r, lines.get(r.pk, ()), lens)) for r in found],
        mark,
    )


def commitment_list(
    actor: Actor, *, show: str = "to_verify", q: str = "", grade: str = "", department_id: UUID | None = None,
    after: str = "", size: int = 30,
) -> Page:  # fmt: skip
    """Commitments by the day on which they have to be verified; `breach` is the register of breaches, newest first.

    Five statements.
    """
    actor.require("case.read")
    assert actor.center_id is not None
    lens = lens_of(actor.center_id)
    mine = _cases(actor, q, department_id)
    if show == "breach":
        return _register(actor, mine, lens, grade, after, size)
    rows = Commitment.objects.filter(center_id=actor.center_id, case__in=mine).select_related("case")
    if show in ("to_verify", "overdue"):
        rows = rows.filter(state="made", verify_by__isnull=False)
    if show == "overdue":
        rows = rows.filter(verify_by__lt=lens.today)
    found, mark = _paged(rows, "verify_by", after, size)
    breaches = {b.commitment_id: b for b in Breach.objects.filter(commitment__in=[r.pk for r in found])}
    return Page(
        [CommitmentRow(views.case_row(r.case, lens), shown.commitment(r, breaches.get(r.pk), lens)) for r in found],
        mark,
    )


def _register(actor: Actor, mine: QuerySet[Case], lens: views.Lens, grade: str, after: str, size: int) -> Page:
    rows = Breach.objects.filter(center_id=actor.center_id, case__in=mine).select_related("case", "commitment")
    rows = rows.filter(grade=grade) if grade else rows
    if after:
        rows = rows.filter(id__lt=page_mark(f"x~{after}")[1])
    found = list(rows.order_by("-id")[: size + 1])
    page = found[:size]
    return Page(
        [CommitmentRow(views.case_row(b.case, lens), shown.commitment(b.commitment, b, lens)) for b in page],
        str(page[-1].pk) if len(found) > size else "",
    )


def _cases(actor: Actor, q: str, department_id: UUID | None) -> QuerySet[Case]:
    rows = seen(actor).filter(center_id=actor.center_id)
    if department_id:
        rows = rows.filter(department_id=department_id)
    said = q.strip()
    if not said:
        return rows
    by_person = Party.objects.filter(id_blind=privacy.blind(identity.normal_id(said))).values("case_id")
    return rows.filter(
        Q(no=said) | Q(no__endswith=said) | Q(applicant__startswith=said) | Q(item_name__contains=said)
        | Q(pk__in=by_person)
    )  # fmt: skip


def _paged(rows: QuerySet[Any], key: str, after: str, size: int) -> tuple[list[Any], str]:
    """By (day, id); rows without a day come last and are not paged further than one page."""
    if after:
        last, uid = page_mark(after)
        try:
            day = date.fromisoformat(last)
        except ValueError:
            raise Invalid("case.page_mark", field="after") from None
        rows = rows.filter(Q(**{f"{key}__gt": day}) | Q(**{key: day}, id__gt=uid))
    found = list(rows.order_by(key, "id")[: size + 1])
    page = found[:size]
    last_day = getattr(page[-1], key) if page else None
    more = len(found) > size and last_day is not None
    return page, f"{last_day.isoformat()}~{page[-1].pk}" if more and last_day else ""


def promise_counts(actor: Actor, *, department_id: UUID | None = None) -> dict[str, int]:
    """How many tolerances run and have lapsed, how many commitments wait and are late, how many breaches are open."""
    assert actor.center_id is not None
    lens = lens_of(actor.center_id)
    mine = _cases(actor, "", department_id)
    running = Tolerance.objects.filter(
        center_id=actor.center_id, case__in=mine, case__state__in=sorted(WITH_DEPARTMENT)
    )
    made = Commitment.objects.filter(center_id=actor.center_id, case__in=mine, state="made", verify_by__isnull=False)
    broken = Breach.objects.filter(center_id=actor.center_id, case__in=mine)
    over = Q(state="lapsed") | Q(state="open", supply_by__lt=lens.today)
    return {
        "open": running.filter(state="open", supply_by__gte=lens.today).count(),
        "lapsed": running.filter(over).count(),
        "to_verify": made.count(),
        "overdue": made.filter(verify_by__lt=lens.today).count(),
        "breach": broken.filter(state__in=["open", "uncorrected"]).count(),
    }


def public_promises(center_id: UUID, case_id: UUID) -> PublicPromises:
    """What the applicant reads of his promises, inside a scope that is open already. Seven statements at most."""
    row = Case.objects.filter(pk=case_id, center_id=center_id).first()
    if row is None:
        raise Missing("case.code_unknown")
    lens = lens_of(center_id)
    agreed = Tolerance.objects.filter(case=row).order_by("-period").first()
    made = Commitment.objects.filter(case=row).order_by("-period").first()
    facts: dict[str, Any] = {}
    if agreed and row.state in WITH_DEPARTMENT:
        view = shown.tolerance(agreed, agreed.lines.order_by("code"), lens)
        if view.state in ("open", "lapsed"):
            facts |= {
                "supply_by": view.supply_by, "lapsed": view.state == "lapsed", "promised": view.promise,
                "left": tuple({"name": m.name, "defect": m.defect_label, "cure": m.cure} for m in view.left),
            }  # fmt: skip
    if made and made.state not in ("withdrawn", "ended"):
        facts |= {
            "replaced": tuple(m["name"] for m in made.replaced),
            "promised": facts.get("promised") or made.promise,
        }
        found = Breach.objects.filter(commitment=made).first()
        if found and found.state in ("open", "uncorrected"):
            facts |= {"repair_by": found.repair_by, "repair_facts": found.facts}
            told = found.told_at is not None
            may = commit_rule.may_appeal(
                found.state, found.appealed_at is not None, found.appeal_by, lens.today, told=told
            )
            facts |= {"appeal_by": found.appeal_by if may and told else None}
            facts |= {"appeal_days": places.center(center_id).setting("commitment_appeal_days") if may else None}
        if found and found.decision in ("revoke", "change"):
            facts["revoked"] = found.decision
    return PublicPromises(**facts)
