"""Reads the open limits of a center as `recounting` takes them. Plain statements: the workings of ten thousand cases are long, and
only their limits are wanted."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from yichuang.foundation.deadlines import Limit, office_of

from .lifecycle import OVER
from .recounting import OpenLimit, Touch

OVER_STATES = sorted(OVER)

_COUNTED = "d.kind NOT IN ('tolerance', 'verification', 'repair')"
"""Those three are days that people agreed on or set, and that a letter names: they are not counted again. One for supplying that
becomes a day of rest gives way to the next working day (`commands/recounting_days.py`)."""

_TOUCHED = f"""
FROM cases_casedeadline d JOIN cases_case c ON c.id = d.case_id
WHERE d.center_id = %s AND d.met_at IS NULL AND d.due IS NOT NULL AND c.state <> ALL(%s) AND {_COUNTED}
  AND (EXISTS (SELECT 1 FROM unnest(%s::date[]) AS day WHERE day BETWEEN d.starts_on AND d.due)
       OR (d.due >= %s AND d.starts_on <= %s))"""
_LIMITS = """
SELECT d.id, d.case_id, d.kind, d.value, d.unit, d.basis, d.starts_on, d.due, d.due_at,
       d.working #>> '{limit,starts_at}', d.working ->> 'from', d.working #>> '{segments,0,from}', d.working ->> 'office'
FROM cases_casedeadline d
WHERE d.center_id = %s AND d.case_id = ANY(%s) AND d.met_at IS NULL AND d.due IS NOT NULL AND """
_LIMITS += f"{_COUNTED} ORDER BY d.case_id, d.kind"


def _values(center_id: UUID, touch: Touch) -> list[Any]:
    first, last = (
        (date(touch.publishes, 1, 1), date(touch.publishes, 12, 31)) if touch.publishes else (date.max, date.min)
    )
    return [center_id, OVER_STATES, list(touch.days), first, last]


def count_touched(center_id: UUID, touch: Touch) -> int:
    """How many cases of a center have a limit that a change touches. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT d.case_id) {_TOUCHED}", _values(center_id, touch))
        return int(cursor.fetchone()[0])


def touched_cases(center_id: UUID, touch: Touch, *, after: UUID | None, size: int) -> list[UUID]:
    """The next of them by id. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT d.case_id {_TOUCHED} AND d.case_id > %s ORDER BY d.case_id LIMIT %s",
            [*_values(center_id, touch), after or UUID(int=0), size],
        )
        return [row[0] for row in cursor.fetchall()]


def open_limits(center_id: UUID, case_ids: Sequence[UUID], zone: ZoneInfo) -> Iterator[OpenLimit]:
    """Every open limit with a date of these cases. One statement."""
    if not case_ids:
        return
    with connection.cursor() as cursor:
        cursor.execute(_LIMITS, [center_id, list(case_ids)])
        yield from _read(cursor.fetchall(), zone)


def _read(rows: Iterable[tuple[Any, ...]], zone: ZoneInfo) -> Iterator[OpenLimit]:
    known: dict[tuple[Any, ...], Limit] = {}
    for id_, case_id, kind, value, unit, basis, starts_on, due, due_at, starts_at, began, first, hours in rows:
        key = (value, unit, basis, starts_at)
        limit = known.get(key)
        if limit is None:
            limit = known[key] = Limit(value, unit, basis, starts_at)
        started: datetime | date = starts_on
        if limit.unit.timed:
            started = datetime.fromisoformat(began if len(began) > 10 else first)
        yield OpenLimit(
            id_, case_id, kind, limit, starts_on, started, due, due_at.astimezone(zone), office_of({"office": hours})
        )
