"""The case's clocks: which limit starts when, what date it gives, and the row that keeps the date with its working."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from yichuang.domains.places import api as places
from yichuang.foundation.clock import center_day
from yichuang.foundation.command import Work
from yichuang.foundation.deadlines import (
    Binding,
    Light,
    Limit,
    StartsAt,
    Stop,
    StopKind,
    Term,
    Unit,
    binding,
    office_of,
    started_of,
    term,
)
from yichuang.foundation.workdays import Calendar
from yichuang.foundation.workdays.table import calendar_of as legal_calendar

from .catalogue import ItemFacts
from .law import two_stage
from .law.two_stage import stage_of
from .models import Case, CaseDateChange, CaseDeadline, CaseExtension, CaseStop
from .models_story import Reopening

UNTIL_DECISION = ("promise", "statutory", "review")
"""The limits up to the decision: they alone stop for a special procedure. The review of a lower organ is never extended."""


@dataclass(frozen=True, slots=True)
class History:
    """What lengthened or stopped the clocks of a case: special procedures in the order of their beginning, and the extension.

    `promise_over`: the extension came when the promised date had passed, and lengthens the statute alone.
    """

    stops: tuple[Stop, ...] = ()
    extension: Limit | None = None
    promise_over: bool = False


PLAIN = History()
"""Nothing stopped or lengthened anything."""


def histories(center_id: UUID, case_ids: Iterable[UUID]) -> dict[UUID, History]:
    """The history of each case that was asked for. Two statements, however many cases."""
    ids = list(case_ids)
    stops: dict[UUID, list[Stop]] = {}
    held = CaseStop.objects.filter(center_id=center_id, case_id__in=ids, by_order="")
    for s in held.order_by("started_at", "id"):
        stops.setdefault(s.case_id, []).append(stop_of(s))
    longer = CaseExtension.objects.filter(center_id=center_id, case_id__in=ids, state="approved")
    extended = {e.case_id: (extension_of(e), e.promise_over) for e in longer}
    return {i: History(tuple(stops.get(i, ())), *extended.get(i, ())) for i in ids}


def history_of(stops: Iterable[CaseStop], extensions: Iterable[CaseExtension]) -> History:
    """The same from rows that are at hand. Pure."""
    approved = next(((extension_of(e), e.promise_over) for e in extensions if e.state == "approved"), ())
    return History(tuple(stop_of(s) for s in stops if not s.by_order), *approved)


def stop_of(row: CaseStop) -> Stop:
    """A special procedure as the clock takes it."""
    return Stop(StopKind(row.kind), row.started_at, row.finished_at, row.basis, row.days_needed)


def ordered_by(case: Case) -> str:
    """The judgment or review that set this case's days, or nothing. No statement for most."""
    if not case.turned:
        return ""
    found = Reopening.objects.filter(new=case, center_id=case.center_id, ordered_value__isnull=False).first()
    return f"{found.organ}{found.document}" if found else ""


def extension_of(row: CaseExtension) -> Limit:
    """An extension as the clock takes it."""
    return Limit(row.value, Unit(row.unit), row.basis)


def limits(
    item: ItemFacts, *, received: datetime, accepted: datetime, deemed_on: date | None = None, stage: str = ""
) -> dict[str, tuple[Limit, datetime | date]]:
    """Each limit of the item with the event that starts it. After a deemed acceptance the promise runs from the day it was deemed.

    In the stage of review the lower organ's limit stands in place of a statute whose days begin when the report arrives, and
    beside one that covers both stages; the promise is the applicant's and always covers both.
    """
    found: dict[str, tuple[Limit, datetime | date]] = {}
    own = two_stage.starts_on_report(item.statutory, is_licence=item.is_licence) if stage else None
    review, statute = None, own or item.statutory
    if stage == "review":
        review, statute = item.review or two_stage.REVIEW_LIMIT, None if own else item.statutory
    for kind, limit in (("review", review), ("statutory", statute), ("promise", item.promise)):
        if limit is not None:
            found[kind] = (limit, received if limit.starts_at is StartsAt.RECEIPT else accepted)
    if deemed_on is not None and "promise" in found:
        found["promise"] = (found["promise"][0], deemed_on)
    return found


def run(
    limit: Limit, started: datetime | date, calendar: Calendar, now: datetime, zone: ZoneInfo, yellow: int | None,
    center_id: UUID,
) -> Term:  # fmt: skip
    """The clock of one limit that begins, as this center reads it. One statement where the limit runs in working hours, else none.

    The hours by which it was counted are kept with it (`office_of`). When the center enters others, what has begun runs on by the
    old ones: a date that was told never moves earlier, and nobody's limit is longer or shorter for a notice that came after it.
    """
    return term(limit, started, calendar, now, zone, yellow_at=yellow, office=places.office_for(center_id, limit))


_STARTED = ["value", "unit", "basis", "starts_on", "due", "due_at", "working", "met_at"]


def start(work: Work, case: Case, kind: str, limit: Limit, started: datetime | date) -> Term:
    """Start (or, in a new period, start again) one limit of the case; the row keeps the date and how it was counted."""
    found = run(limit, started, legal_calendar(), work.at, work.zone, None, case.center_id)
    row = CaseDeadline(
        case=case, kind=kind, center_id=case.center_id, value=limit.value, unit=limit.unit.value, basis=limit.basis,
        starts_on=found.start, due=found.due, due_at=found.due_at, working=found.as_json(),
    )  # fmt: skip
    CaseDeadline.objects.bulk_create(  # one statement, and the row of an earlier period keeps its id
        [row], update_conflicts=True, unique_fields=["case", "kind"], update_fields=_STARTED
    )
    return found


def start_after_acceptance(work: Work, case: Case, item: ItemFacts, *, deemed_on: date | None = None) -> Binding | None:
    """Statute and promise, and the earlier of the two as the case's date. None when the item sets neither."""
    assert case.received_at and case.accepted_at
    terms = {
        kind: start(work, case, kind, limit, started)
        for kind, (limit, started) in limits(
            item, received=case.period_from or case.received_at, accepted=case.accepted_at, deemed_on=deemed_on,
            stage=stage_of(case),
        ).items()
    }  # fmt: skip
    return bound(terms)


def bound(terms: Mapping[str, Term]) -> Binding | None:
    """The date that binds: the earlier of promise and statute. While a lower organ reviews, its limit stands for the statute. Pure."""
    review, law = terms.get("review"), terms.get("statutory")
    if review is None:
        return binding(terms.get("promise"), law) if terms else None
    first = binding(review, law).term
    found = binding(terms.get("promise"), first)
    own = "review" if first is review else "statutory"
    return replace(found, which="promise" if found.which == "promise" else own, reviewed=first is review)


def awaited(
    item: ItemFacts, terms: Mapping[str, Term], calendar: Calendar, now: datetime, zone: ZoneInfo, center_id: UUID
) -> Binding | None:
    """What the applicant waits for while a lower organ reviews: the promise, or the latest day that the law leaves where that is earlier.

    A statute that covers both stages runs already. Where the superior has its own days they would begin on the last day of the review.
    """
    promise, review, statute = terms.get("promise"), terms.get("review"), terms.get("statutory")
    own = two_stage.starts_on_report(item.statutory, is_licence=item.is_licence)
    if own is not None:
        statute = None
        if review is not None and review.due is not None:
            reached, office = datetime.combine(review.due, time(12), zone), places.office_for(center_id, own)
            last = two_stage.decision(reached, calendar, now, zone, own=own, office=office)
            statute = last if promise is None or binding(promise, last).term is last else None
    return binding(promise, statute) if promise or statute else None


def awaited_day(work: Work, case: Case, item: ItemFacts) -> date | None:
    """The day by which the applicant was told to have the decision. No statement for a case of one organ."""
    if stage_of(case) != two_stage.REVIEW:
        return case.due
    history, calendar = histories(case.center_id, [case.pk])[case.pk], legal_calendar()
    rows = CaseDeadline.objects.filter(case=case, center_id=case.center_id, kind__in=UNTIL_DECISION)
    terms = {row.kind: term_of(row, history, calendar, work.at, work.zone, None) for row in rows}
    found = awaited(item, terms, calendar, work.at, work.zone, case.center_id)
    return found.due if found else None


def binds(row: CaseDeadline) -> bool:
    """Whether a limit still has a part in the date of the decision: a review that was reported has none. Pure."""
    return row.kind in UNTIL_DECISION and not (row.kind == "review" and row.met_at is not None)


@dataclass(frozen=True, slots=True)
class Moved:
    """What an act did to a case's dates. `shown` is the binding afterwards; `changes` wait for the number of their paper."""

    before: date | None
    after: date | None
    shown: Binding | None
    changes: tuple[CaseDateChange, ...]
    terms: Mapping[str, Term] = field(default_factory=dict)

    def record(self, notice: str) -> None:
        """Write the changes down under the paper, or the notice, that tells them. One statement."""
        for change in self.changes:
            change.notice = notice
        CaseDateChange.objects.bulk_create(self.changes)


def move_dates(work: Work, case: Case, reason: str) -> Moved:
    """Count the open limits of the decision afresh after an act, and store what comes out, in the act's transaction.

    The caller issues the paper that tells of it and then calls `record` with its number. A promise that was printed never
    moves earlier; the statutory date follows the law and the calendar. Seven statements or eight.
    """
    rows = list(CaseDeadline.objects.filter(case=case, center_id=case.center_id, kind__in=UNTIL_DECISION, met_at=None))
    history, calendar = histories(case.center_id, [case.pk])[case.pk], legal_calendar()
    before, changes = case.due, []
    terms: dict[str, Term] = {}
    for row in rows:
        found = recount(row, history, calendar, work.at, work.zone, None)
        if row.kind == "promise":
            found = not_earlier(found, row.due or last_told(case, row.kind), work.zone)
        terms[row.kind] = found
        if found.due != row.due:
            changes.append(date_change(work, case, row.kind, row.due, found.due, reason))
        CaseDeadline.objects.filter(pk=row.pk).update(due=found.due, due_at=found.due_at, working=found.as_json())
    shown = bound(terms)
    case.due, case.due_kind = (shown.due, shown.which) if shown else (None, case.due_kind)
    if before != case.due:
        changes.append(date_change(work, case, "case", before, case.due, reason))
    Case.objects.filter(pk=case.pk).update(due=case.due, due_kind=case.due_kind)
    return Moved(before, case.due, shown, tuple(changes), terms)


def date_change(
    work: Work, case: Case, kind: str, old: date | None, new: date | None, reason: str, notice: str = ""
) -> CaseDateChange:
    """A line of the register of dates, not yet written."""
    return CaseDateChange(
        center_id=case.center_id, case_id=case.pk, kind=kind, old=old, new=new, reason=reason, notice=notice, at=work.at,
        by_id=work.actor.id, by_name=work.actor.name,
    )  # fmt: skip


def not_earlier(found: Term, told: date | None, zone: ZoneInfo) -> Term:
    """A date that was printed on a paper never moves earlier, whatever the counting says now. Pure."""
    if told is None or found.due is None or found.due >= told or found.limit.unit.timed:
        return found
    return replace(found, due=told, due_at=datetime.combine(told + timedelta(days=1), time(), zone))


def last_told(case: Case, kind: str = "case") -> date | None:
    """The date that stood before the clock was held, or stands now. One statement at most."""
    if kind == "case" and case.due is not None:
        return case.due
    rows = CaseDateChange.objects.filter(case=case, center_id=case.center_id, kind=kind, old__isnull=False)
    return rows.order_by("-at", "-id").values_list("old", flat=True).first()


def meet(work: Work, case: Case, *kinds: str) -> None:
    """What the limit asked for was done now."""
    CaseDeadline.objects.filter(case=case, center_id=case.center_id, kind__in=kinds, met_at=None).update(met_at=work.at)


def tell_limit(days: int, basis: str) -> Limit:
    """The limit for telling what lacks, from the day of receipt."""
    return Limit(days, Unit.WORKING_DAY, basis, StartsAt.RECEIPT)


def correction_limit(days: int) -> Limit:
    """The limit that a one-time notice sets to the applicant."""
    return Limit(days, Unit.WORKING_DAY, "", StartsAt.RECEIPT)


def recount(
    row: CaseDeadline, history: History, calendar: Calendar, now: datetime, zone: ZoneInfo, yellow: int | None
) -> Term:
    """The clock of a row, counted afresh from its limit, its start, this history and this calendar. Pure.

    Only the limits that end with the decision know stops and extensions. A limit in hours starts at its recorded instant.
    The answer may differ from the stored date: an act stores it (`move_dates`), a page shows what is stored (`term_of`).
    """
    limit = Limit.from_json(row.working["limit"])
    started: datetime | date = started_of(row.working) if limit.unit.timed else row.starts_on
    mine = history_for(row.kind, history)
    return term(
        limit, started, calendar, now, zone, stops=mine.stops, extension=mine.extension, yellow_at=yellow,
        office=office_of(row.working),
    )  # fmt: skip


def history_for(kind: str, history: History) -> History:
    """What of a case's history concerns a limit: nothing outside the time to the decision, no extension the review, nor a promise
    that was broken before the extension came. Pure."""
    if kind not in UNTIL_DECISION:
        return PLAIN
    spared = kind == "review" or (kind == "promise" and history.promise_over)
    return replace(history, extension=None) if spared and history.extension else history


def term_of(
    row: CaseDeadline, history: History, calendar: Calendar, now: datetime, zone: ZoneInfo, yellow: int | None
) -> Term:
    """The clock of a row as it is shown: the stored date holds until an act or a change of the calendar moves it. Pure."""
    found = recount(row, history, calendar, now, zone, yellow)
    return found if found.due == row.due else _held_to(found, row, calendar, now, zone, yellow)


def _held_to(
    found: Term, row: CaseDeadline, calendar: Calendar, now: datetime, zone: ZoneInfo, yellow: int | None
) -> Term:
    """The same clock with the stored date: what is left and the light follow that date."""
    shown = replace(found, due=row.due, due_at=row.due_at)
    if row.due is None or row.due_at is None or found.limit.unit.timed:
        return shown
    today, late = center_day(now, zone), now >= row.due_at
    left = working_days_left(today, row.due, calendar)
    light = Light.RED if late else Light.YELLOW if today == row.due or left <= (yellow or 1) else Light.GREEN
    if found.limit.unit is Unit.WORKING_DAY:
        return replace(shown, late=late, light=light, remaining=left)
    if found.limit.unit is Unit.NATURAL_DAY:
        return replace(shown, late=late, light=light, remaining=(row.due - today).days)
    return replace(shown, late=late, light=light)


def stopped_days(found: Term) -> int:
    """Days that the stops kept from being counted, in the limit's unit."""
    return sum(int(line.facts["days"]) for line in found.sum if line.code == "stop")


def light_days(today: date, yellow: int, calendar: Calendar) -> date:
    """The last due day that is yellow today: `yellow` working days ahead, rest days after it included."""
    day, left = today, yellow
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    while not calendar.is_working(day + timedelta(days=1)):
        day += timedelta(days=1)
    return day


def working_days_left(today: date, due: date, calendar: Calendar) -> int:
    """Working days after today up to the due day; below zero once it is over."""
    low, high, sign = (today, due, 1) if due >= today else (due, today, -1)
    days = sum(calendar.is_working(low + timedelta(days=n)) for n in range(1, (high - low).days + 1))
    return sign * days if sign > 0 else min(-days, -1)


def light_of(today: date, due: date | None, yellow_until: date) -> str:
    """green, yellow, red; off without a date."""
    if due is None:
        return "off"
    if due < today:
        return "red"
    return "yellow" if due <= yellow_until else "green"
