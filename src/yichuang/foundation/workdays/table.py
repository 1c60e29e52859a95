"""The two tables read and written. The legal calendar is kept as one value per process and re-read when the table changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import connection

from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid

from .calendar import Calendar, named
from .published import notice_of, published, rows

_kept: tuple[Any, Calendar] | None = None

_MARK = (
    "SELECT count(*), sum(hashtext(date::text || is_working::text || name || source_notice)) FROM foundation_legalday"
)


def calendar_of() -> Calendar:
    """The legal calendar as the table stands in this transaction. One small statement when nothing changed, two when it did.

    The mark is read each time, so that a change is seen at once by every process, and a rolled-back one by none. A table
    that was never seeded answers with the published days.
    """
    global _kept
    with connection.cursor() as cursor:
        cursor.execute(_MARK)
        mark = cursor.fetchone()
        if _kept is not None and _kept[0] == mark:
            return _kept[1]
        cursor.execute("SELECT date, is_working, name, source_notice FROM foundation_legalday ORDER BY date")
        found = cursor.fetchall()
    if not found:
        return published()
    calendar = named(((d, w, n) for d, w, n, _ in found), {d.year: s for d, _, _, s in found})
    _kept = (mark, calendar)
    return calendar


def seed() -> int:
    """Enter the published days that are not in the table yet; days that were entered since are left alone. Returns how many.

    For set-up, outside any command: the days of the notices are public fact, not somebody's act.
    """
    from .models import LegalDay

    before = LegalDay.objects.count()
    LegalDay.objects.bulk_create(
        [LegalDay(date=d, is_working=w, name=name, source_notice=notice_of(d.year)) for d, w, name in rows()],
        ignore_conflicts=True,
    )
    return LegalDay.objects.count() - before


@command("workdays.enter_notice", needs="system.manage")
def enter_notice(
    work: Work, *, year: int, notice: str, off: Mapping[str, Sequence[date]], worked: Sequence[date]
) -> dict[str, Any]:
    """Enter a year's days from the State Council's notice, in place of what the table says for that year.

    `off` maps each holiday's name to its days, `worked` are the weekend days that are worked. New Year's Day must be
    among them: it is what makes the year count as published.
    """
    from .models import LegalDay

    days = {d: (False, name) for name, ds in off.items() for d in ds}
    _check_notice(year, notice, days, worked)
    if not LegalDay.objects.exists():
        seed()  # else this year's days would be the only ones known
    days.update(dict.fromkeys(worked, (True, "")))
    before = {str(d.date): d.is_working for d in LegalDay.objects.filter(date__year=year)}
    LegalDay.objects.filter(date__year=year).delete()
    LegalDay.objects.filter(date__in=list(days)).delete()
    LegalDay.objects.bulk_create(
        [LegalDay(date=d, is_working=w, name=n, source_notice=notice.strip()) for d, (w, n) in sorted(days.items())]
    )
    after = {str(d): w for d, (w, _) in sorted(days.items())}
    work.audit("workdays.entered", f"year:{year}", before=before, after=after, reason=notice.strip())
    return {"year": year, "days": len(days)}


def _check_notice(year: int, notice: str, off: Mapping[date, Any], worked: Sequence[date]) -> None:
    if not notice.strip():
        raise Invalid("workdays.notice_needed", field="notice")
    if date(year, 1, 1) not in off:
        raise Invalid("workdays.new_year_missing", field="off", year=year)
    for day in worked:
        if day.weekday() < 5:
            raise Invalid("workdays.worked_not_weekend", field="worked", day=str(day))
        if day in off:
            raise Invalid("workdays.day_twice", field="worked", day=str(day))
    for day in [*off, *worked]:
        if abs(day.year - year) > 1:
            raise Invalid("workdays.other_year", field="off", day=str(day), year=year)


@dataclass(frozen=True, slots=True)
class ServiceDayLine:
    """How one day departs from the center's weekly hours."""

    date: date
    is_open: bool
    opens: time | None
    closes: time | None
    reason: str


def service_days(center_id: UUID, start: date, until: date) -> dict[date, ServiceDayLine]:
    """The days of a span on which the center departs from its week. One statement."""
    from .models import ServiceDay

    found = ServiceDay.objects.filter(center_id=center_id, date__range=(start, until))
    return {d.date: ServiceDayLine(d.date, d.is_open, d.opens, d.closes, d.reason) for d in found}


@command("workdays.set_service_day", needs="place.manage")
def set_service_day(
    work: Work, *, day: date, is_open: bool, reason: str, opens: time | None = None, closes: time | None = None
) -> dict[str, Any]:
    """Say that the center is closed, or open at other hours, on one day. Legal dates do not move."""
    from .models import ServiceDay

    if not reason.strip():
        raise Invalid("workdays.reason_needed", field="reason")
    if (opens is None) != (closes is None) or (opens is not None and (not is_open or opens >= closes)):  # type: ignore[operator]
        raise Invalid("workdays.hours", field="closes")
    old = ServiceDay.objects.filter(center_id=work.center_id, date=day).first()
    fresh = {"is_open": is_open, "opens": opens, "closes": closes, "reason": reason.strip()}
    ServiceDay.objects.update_or_create(center_id=work.center_id, date=day, defaults=fresh)
    work.audit(
        "service_day.set",
        f"service_day:{day}",
        before={"is_open": old.is_open} if old else None,
        after={"is_open": is_open, "opens": str(opens or ""), "closes": str(closes or "")},
        reason=reason.strip(),
    )
    return {"day": day, "is_open": is_open}
