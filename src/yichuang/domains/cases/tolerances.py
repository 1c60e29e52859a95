"""容缺受理 inside another act's transaction: judged, agreed, lapsed. Each function takes the caller's `work`.

The pure rule is in `rules/tolerance.py`, the acts that a person names in `commands/tolerating.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from yichuang.domains.places import api as places
from yichuang.foundation.clock import center_day
from yichuang.foundation.command import Work
from yichuang.foundation.deadlines import Limit, StartsAt, Unit
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.workdays.table import calendar_of

from . import catalogue, clocks, events, posting
from .commands.common import about
from .law.two_stage import stage_of
from .lifecycle import WITH_DEPARTMENT
from .models import Case, CaseMaterial, Party, Tolerance, ToleratedMaterial
from .papers import build
from .reasons import words
from .rules import IntakeFacts, rule_of
from .rules import tolerance as rule

KEYS = frozenset({"by", "days", "materials", "promise", "signing"})
MAIN = "主件"
LAPSED = "承诺的期限内没有补齐"
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """What was asked for, checked: the day, its working days from today, the materials that follow."""

    by: date
    days: int
    lacking: tuple[CaseMaterial, ...]


def latest_day(case: Case, item: catalogue.ItemFacts, at: datetime, zone: ZoneInfo) -> date | None:
    """The last day of the date that would bind if the case were accepted now."""
    calendar = calendar_of()
    terms = {
        kind: clocks.run(limit, started, calendar, at, zone, None, case.center_id)
        for kind, (limit, started) in clocks.limits(
            item, received=case.received_at or at, accepted=at, stage=stage_of(case)
        ).items()
    }
    found = clocks.bound(terms)
    return found.due if found else None


def facts_of(
    case: Case, item: catalogue.ItemFacts, rows: Sequence[CaseMaterial], seen: IntakeFacts, at: datetime, zone: ZoneInfo
) -> rule.ToleranceFacts:
    """What the tolerance rule looks at. No statement, unless the center lets an earlier lapse count: then two."""
    return rule.ToleranceFacts(
        intake=seen,
        rule=rule_of(case.rule),
        allowed=item.tolerance,
        latest=latest_day(case, item, at, zone),
        main=frozenset(m.code for m in rows if m.klass == MAIN),
        tolerable=frozenset(m.code for m in rows if m.tolerable),
        barred_until=_barred_until(case, at, zone),
    )


def _barred_until(case: Case, at: datetime, zone: ZoneInfo) -> date | None:
    days = places.center(case.center_id).setting("tolerance_ban_days")
    if not days:
        return None
    people = Party.objects.filter(case=case, role__in=["applicant", "joint_applicant"]).exclude(id_blind="")
    theirs = Party.objects.filter(center_id=case.center_id, id_blind__in=people.values("id_blind")).values("case_id")
    lapsed = Tolerance.objects.filter(center_id=case.center_id, case_id__in=theirs).exclude(case=case)
    last = (
        lapsed.filter(_lapsed_by(center_day(at, zone)))
        .order_by("-supply_by")
        .values_list("supply_by", flat=True)
        .first()
    )
    return last + timedelta(days=days) if last else None


def _lapsed_by(today: date) -> Q:
    """Tolerances that ran out: those that say so, and those that are only not visible yet."""
    return Q(state="lapsed") | Q(state="open", supply_by__lt=today) | Q(state="ended", late=True)


def judge(
    work: Work, case: Case, item: catalogue.ItemFacts, rows: Sequence[CaseMaterial], seen: IntakeFacts
) -> rule.Tolerance:
    """Whether the case may be accepted with tolerance now; Refused with every reason when it may not."""
    found = rule.judge(facts_of(case, item, rows, seen, work.at, work.zone))
    if not found.lawful:
        raise Refused(
            "tolerance.not_lawful", no=case.no, why="；".join(words(r) for r in found.reasons),
            reasons=[{"code": r.code, "text": words(r)} for r in found.reasons],
        )  # fmt: skip
    return found


def terms_of(
    work: Work, case: Case, item: catalogue.ItemFacts, rows: Sequence[CaseMaterial], found: rule.Tolerance, given: Any
) -> Terms:
    """The day and the materials that were asked for, checked field by field."""
    if not isinstance(given, Mapping) or set(given) - KEYS:
        raise Invalid("tolerance.map_expected", field="tolerate", known=", ".join(sorted(KEYS)))
    extra, left = rule.chosen_materials(_codes(given.get("materials")), found.lacking)
    if extra:
        raise Invalid("tolerance.not_lacking", field="tolerate.materials", material=min(extra))
    if left:
        named = "、".join(m.name for m in rows if m.code in left)
        raise Invalid("tolerance.left_out", field="tolerate.materials", materials=named)
    calendar, latest = calendar_of(), latest_day(case, item, work.at, work.zone)
    assert latest is not None, "the rule lets nothing follow where no date binds"
    by = _day(work, given, latest)
    no = rule.check_date(by, work.today, latest, calendar)
    if no is not None:
        raise Invalid("tolerance.date", field="tolerate.by", why=words(no))
    codes = {m.code for m in found.lacking}
    return Terms(by, rule.days_until(work.today, by, calendar), tuple(m for m in rows if m.code in codes))


def _codes(value: Any) -> list[str] | None:
    if value is None:
        return None
    if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
        raise Invalid("tolerance.materials_list", field="tolerate.materials")
    return list(value)


def _day(work: Work, given: Mapping[str, Any], latest: date) -> date:
    """A day, or so many working days; without either the usual one."""
    by, days, calendar = given.get("by"), given.get("days"), calendar_of()
    if by:
        try:
            return by if isinstance(by, date) else date.fromisoformat(str(by))
        except ValueError:
            raise Invalid("case.date_expected", field="tolerate.by") from None
    if days is None:
        return rule.usual_date(work.today, latest, places.center(work.center_id).setting("tolerance_days"), calendar)
    if isinstance(days, bool) or not isinstance(days, int) or not 0 <= days <= 365:
        raise Invalid("tolerance.days", field="tolerate.days")
    return rule.after_days(work.today, days, calendar)


def agree(work: Work, case: Case, terms: Terms, promise: str) -> Tolerance:
    """Write down what may follow and until when, before the papers that say so. Four statements."""
    clocks.start(
        work, case, "tolerance", Limit(terms.days, Unit.WORKING_DAY, "", StartsAt.RECEIPT), work.at,
    )  # fmt: skip
    row = Tolerance.objects.create(
        center_id=case.center_id, case=case, period=case.period, state="open", state_since=work.at,
        supply_by=terms.by, made_at=work.at, made_by_id=work.actor.id, made_by=work.actor.name, promise=promise,
    )  # fmt: skip
    ToleratedMaterial.objects.bulk_create(
        ToleratedMaterial(
            center_id=case.center_id, tolerance=row, code=m.code, name=m.name, defect=m.status, cure=build.cure_of(m)
        )
        for m in terms.lacking
    )
    CaseMaterial.objects.filter(pk__in=[m.pk for m in terms.lacking]).update(tolerated_until=terms.by)
    work.audit(
        "case.tolerated", about(case), after={"materials": sorted(m.code for m in terms.lacking), "by": terms.by}
    )
    work.emit(events.TOLERATED, about(case), case=case.pk, no=case.no, by=terms.by, department=case.department_id)
    return row


def unfinished(case: Case) -> Tolerance | None:
    """What is still to come, or came too late and waits for the department. One statement."""
    rows = Tolerance.objects.filter(case=case, center_id=case.center_id, state__in=["open", "lapsed"])
    return rows.order_by("-period").first()


def due_lapses(work: Work, case: Case) -> None:
    """Let a tolerance lapse whose day is over, before the act that is about to look at it. One statement, three when it lapses.

    Dated 24:00 of its day, however late it is noticed.
    """
    if case.state not in WITH_DEPARTMENT:
        return
    row = unfinished(case)
    if row is not None and rule.lapsed(row.state, row.supply_by, work.today):
        lapse(work, case, row)


def lapse(work: Work, case: Case, row: Tolerance) -> None:
    """Nothing came in time: this case loses the tolerance, and the department has to say what follows."""
    over = datetime.combine(row.supply_by + ONE, time(), work.zone)
    row.move("lapse", at=over, late=True, reasons=LAPSED)
    work.audit("case.tolerance_lapsed", about(case), before={"state": "open"}, after={"by": row.supply_by})
    work.emit(
        events.TOLERANCE_LAPSED, about(case), case=case.pk, no=case.no, department=case.department_id, by=row.supply_by
    )
    day = row.supply_by.isoformat()
    posting.to_applicant(work, case, "promise.lapsed", posting.LAPSED, by=day)
    posting.to_department(work, case, "promise.lapsed", posting.LAPSED_DESK, by=day)
