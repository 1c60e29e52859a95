"""The legal calendar changes only by a notice of the State Council: what it would change, entering it, and what was entered."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing

from .calendar import Calendar
from .table import calendar_of, days_of, seed

CHANGED = "workdays.legal_calendar_changed.v1"
"""Told when a working day became one, or ceased to be one, or a year became published."""

_NUMBER = re.compile(r"[〔\[［(（]\s*\d{4}\s*[〕\]］)）]\s*\d{1,4}\s*号")
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('yichuang.legal_calendar', 0))"
FIRST, LAST = 1990, 2100


@dataclass(frozen=True, slots=True)
class Proposal:
    """A year's notice, checked: the calendar as it is, as it would be, and the days on which they differ."""

    year: int
    notice: str
    days: dict[date, tuple[bool, str]]
    before: Calendar
    after: Calendar
    moved: tuple[date, ...]

    @property
    def publishes(self) -> bool:
        """Whether the year was only assumed so far."""
        return self.year not in self.before.years

    @property
    def since(self) -> date | None:
        """The first day whose answer may differ from what was counted before."""
        first = min(self.moved, default=None)
        opens = date(self.year, 1, 1) if self.publishes else None
        return min((d for d in (first, opens) if d is not None), default=None)


Days = Mapping[str, Sequence[date]]
"""Days by the name of their holiday."""


def propose(year: int, notice: str, off: Days, worked: Days) -> Proposal:
    """What the notice would make of the calendar. Changes nothing; two statements."""
    _check(year, notice, off, worked)
    days = {d: (works, name) for works, by in ((False, off), (True, worked)) for name, ds in by.items() for d in ds}
    before = calendar_of()
    kept = {d: w for d, w in before.days.items() if d not in _own_days(year)}
    names = {d: n for d, n in before.names.items() if d in kept}
    after = Calendar.of(
        kept | {d: w for d, (w, _) in days.items()},
        names=names | {d: n for d, (_, n) in days.items() if n},
        notices={**before.notices, year: notice.strip()},
    )
    asked = sorted({*before.days, *after.days})
    moved = tuple(d for d in asked if before.is_working(d) != after.is_working(d))
    return Proposal(year, notice.strip(), days, before, after, moved)


def _own_days(year: int) -> set[date]:
    """The days that this year's notice named so far; in a table that was never seeded, those of the year itself."""
    return set(days_of(year)) or {d for d in calendar_of().days if d.year == year}


@command("workdays.enter_notice", needs="system.manage")
def enter_notice(work: Work, *, year: int, notice: str, off: Days, worked: Days) -> dict[str, Any]:
    """Enter a year's days from the State Council's notice, in place of what the table says for that year.

    `off` maps each holiday's name to its days, `worked` to the weekend days that are worked for it. New Year's Day must be
    off: it is what makes the year count as published. Open limits are recounted afterwards by a job for each center.
    """
    from .models import LegalChange, LegalDay

    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    if not LegalDay.objects.exists():
        seed()  # else this year's days would be the only ones known
    found = propose(year, notice, off, worked)
    before = {str(d): [w, n] for d, (w, n, _) in days_of(year).items()}
    after = {str(d): [w, n] for d, (w, n) in sorted(found.days.items())}
    LegalDay.objects.filter(year=year).delete()
    LegalDay.objects.filter(date__in=list(found.days)).delete()
    LegalDay.objects.bulk_create(
        [
            LegalDay(date=d, is_working=w, name=n, source_notice=found.notice, year=year)
            for d, (w, n) in sorted(found.days.items())
        ]
    )
    change = LegalChange.objects.create(
        year=year, notice=found.notice, before=before, after=after, moved=[str(d) for d in found.moved], at=work.at,
        by_id=work.actor.id, by_name=work.actor.name,
    )  # fmt: skip
    work.audit("workdays.entered", f"year:{year}", before=before, after=after, reason=found.notice)
    if found.since is not None:
        work.emit(CHANGED, f"legal_change:{change.pk}", change=change.pk, year=year)
    work.live("calendar")
    return {"year": year, "days": len(found.days), "moved": len(found.moved), "change": change.pk}


def _check(year: int, notice: str, off: Days, worked: Days) -> None:
    if isinstance(year, bool) or not isinstance(year, int) or not FIRST <= year <= LAST:
        raise Invalid("workdays.year", field="year", low=FIRST, high=LAST)
    if not _NUMBER.search(notice):
        raise Invalid("workdays.notice_needed", field="notice")
    if len(notice.strip()) > 200:
        raise Invalid("workdays.notice_long", field="notice", most=200)
    free, busy = [d for ds in off.values() for d in ds], [d for ds in worked.values() for d in ds]
    if date(year, 1, 1) not in free:
        raise Invalid("workdays.new_year_missing", field="days", year=year)
    twice = [d for d in free if free.count(d) > 1] + [d for d in busy if d in free or busy.count(d) > 1]
    if twice:
        raise Invalid("workdays.day_twice", field="days", day=str(twice[0]))
    for day in busy:
        if day.weekday() < 5:
            raise Invalid("workdays.worked_not_weekend", field="days", day=str(day))
    for day in [*free, *busy]:
        if not date(year - 1, 12, 1) <= day <= date(year + 1, 1, 31):
            raise Invalid("workdays.other_year", field="days", day=str(day), year=year)


@dataclass(frozen=True, slots=True)
class Entered:
    """A notice as it was entered."""

    id: UUID
    year: int
    notice: str
    at: datetime
    by_id: UUID | None
    by_name: str
    days: dict[date, tuple[bool, str]]
    moved: tuple[date, ...]
    first: bool
    """Whether the year had no days before."""


def entered(limit: int = 50) -> list[Entered]:
    """The notices that were entered, newest first. One statement."""
    from .models import LegalChange

    return [_entered(row) for row in LegalChange.objects.order_by("-at", "-id")[:limit]]


def entered_by_id(change_id: UUID | str) -> Entered:
    """One of them."""
    from .models import LegalChange

    row = LegalChange.objects.filter(pk=change_id).first()
    if row is None:
        raise Missing("workdays.change_missing")
    return _entered(row)


def _entered(row: Any) -> Entered:
    days = {date.fromisoformat(d): (worked, name) for d, (worked, name) in row.after.items()}
    moved = tuple(date.fromisoformat(d) for d in row.moved)
    return Entered(row.pk, row.year, row.notice, row.at, row.by_id, row.by_name, days, moved, not row.before)
