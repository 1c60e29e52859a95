"""The two tables read and written. The legal calendar is kept as one value per process and re-read when the table changed."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import connection

from yichuang.foundation import shared
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

    The mark is read each time, once in what only reads, so that a change is seen at once by every process, and a rolled-back one by none.
    A table that was never seeded answers with the published days.
    """
    global _kept
    mark = shared.looked("workdays.mark", _mark)
    if _kept is not None and _kept[0] == mark:
        return _kept[1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT date, is_working, name, source_notice FROM foundation_legalday ORDER BY date")
        found = cursor.fetchall()
    if not found:
        return published()
    calendar = named(((d, w, n) for d, w, n, _ in found), {d.year: s for d, _, _, s in found})
    _kept = (mark, calendar)
    return calendar


def _mark() -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_MARK)
        return tuple(cursor.fetchone() or ())


def seed() -> int:
    """Enter the published days that are not in the table yet; days that were entered since are left alone. Returns how many.

    For set-up, outside any command: the days of the notices are public fact, not somebody's act.
    """
    from .models import LegalDay

    before = LegalDay.objects.count()
    LegalDay.objects.bulk_create(
        [
            LegalDay(date=d, is_working=w, name=name, source_notice=notice_of(d.year), year=d.year)
            for d, w, name in rows()
        ],
        ignore_conflicts=True,
    )
    return LegalDay.objects.count() - before


def days_of(year: int) -> dict[date, tuple[bool, str, str]]:
    """The days that the notice of a year names: worked?, holiday, notice. One statement."""
    from .models import LegalDay

    found = LegalDay.objects.filter(year=year).order_by("date")
    return {d.date: (d.is_working, d.name, d.source_notice) for d in found}


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
