"""The case's clocks: which limit starts when, what date it gives, and the row that keeps the date with its working."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from yichuang.foundation.command import Work
from yichuang.foundation.deadlines import Binding, Limit, StartsAt, Term, Unit, binding, term
from yichuang.foundation.workdays import Calendar
from yichuang.foundation.workdays.table import calendar_of as legal_calendar

from .catalogue import ItemFacts
from .models import Case, CaseDeadline


def limits(
    item: ItemFacts, *, received: datetime, accepted: datetime, deemed_on: date | None = None
) -> dict[str, tuple[Limit, datetime | date]]:
    """Each limit of the item with the event that starts it. After a deemed acceptance the promise runs from the day it was deemed."""
    found: dict[str, tuple[Limit, datetime | date]] = {}
    for kind, limit in (("statutory", item.statutory), ("promise", item.promise)):
        if limit is not None:
            found[kind] = (limit, received if limit.starts_at is StartsAt.RECEIPT else accepted)
    if deemed_on is not None and "promise" in found:
        found["promise"] = (found["promise"][0], deemed_on)
    return found


def run(
    limit: Limit, started: datetime | date, calendar: Calendar, now: datetime, zone: ZoneInfo, yellow: int | None
) -> Term:
    """The clock of one limit as this center reads it."""
    return term(limit, started, calendar, now, zone, yellow_at=yellow)


def start(work: Work, case: Case, kind: str, limit: Limit, started: datetime | date) -> Term:
    """Start (or, in a new period, start again) one limit of the case; the row keeps the date and how it was counted."""
    found = run(limit, started, legal_calendar(), work.at, work.zone, None)
    CaseDeadline.objects.update_or_create(
        case=case,
        kind=kind,
        center_id=case.center_id,
        defaults={
            "value": limit.value,
            "unit": limit.unit.value,
            "basis": limit.basis,
            "starts_on": found.start,
            "due": found.due,
            "due_at": found.due_at,
            "working": found.as_json(),
            "met_at": None,
        },
    )
    return found


def start_after_acceptance(work: Work, case: Case, item: ItemFacts, *, deemed_on: date | None = None) -> Binding | None:
    """Statute and promise, and the earlier of the two as the case's date. None when the item sets neither."""
    assert case.received_at and case.accepted_at
    terms = {
        kind: start(work, case, kind, limit, started)
        for kind, (limit, started) in limits(
            item, received=case.received_at, accepted=case.accepted_at, deemed_on=deemed_on
        ).items()
    }
    if not terms:
        return None
    return binding(terms.get("promise"), terms.get("statutory"))


def meet(work: Work, case: Case, *kinds: str) -> None:
    """What the limit asked for was done now."""
    CaseDeadline.objects.filter(case=case, center_id=case.center_id, kind__in=kinds, met_at=None).update(met_at=work.at)


def tell_limit(days: int, basis: str) -> Limit:
    """The limit for telling what lacks, from the day of receipt."""
    return Limit(days, Unit.WORKING_DAY, basis, StartsAt.RECEIPT)


def correction_limit(days: int) -> Limit:
    """The limit that a one-time notice sets to the applicant."""
    return Limit(days, Unit.WORKING_DAY, "", StartsAt.RECEIPT)


def term_of(row: CaseDeadline, calendar: Calendar, now: datetime, zone: ZoneInfo, yellow: int | None) -> Term:
    """The clock again from what the row keeps; a limit in hours starts at its recorded instant."""
    limit = Limit.from_json(row.working["limit"])
    started: datetime | date = row.starts_on
    if limit.unit is Unit.HOUR:
        started = datetime.fromisoformat(row.working["segments"][0]["from"])
    found = run(limit, started, calendar, now, zone, yellow)
    return found if found.due == row.due else replace(found, due=row.due, due_at=row.due_at)


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
