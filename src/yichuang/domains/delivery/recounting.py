"""Delivery dates counted again after the legal calendar has changed."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from yichuang.foundation.command import Work
from yichuang.foundation.deadlines import Limit, Stops, due_day, office_of, started_of, term
from yichuang.foundation.workdays import Calendar

from .lifecycle import IN_STOCK
from .models import Result

_STORE = """
UPDATE delivery_result r SET due = v.due, working = v.working::jsonb
FROM unnest(%s::uuid[], %s::date[], %s::text[]) AS v (id, due, working) WHERE r.id = v.id"""

_LINE = 500
"""Results that one line of the log names."""


def later_results(
    center_id: UUID, calendar: Calendar, touched: Callable[[date, date], bool], zone: ZoneInfo
) -> Iterator[tuple[Result, date]]:
    """The results that wait in this center and whose date moves later. It stands on the decision, so that it never moves
    earlier. One statement."""
    rows = Result.objects.filter(center_id=center_id, state__in=IN_STOCK, due__isnull=False)
    for row in rows.order_by("id"):
        if not row.working.get("limit"):
            continue
        limit, started = Limit.from_json(row.working["limit"]), started_of(row.working)
        if limit.unit.timed or not touched(date.fromisoformat(row.working["from"][:10]), row.due):
            continue
        new = due_day(limit, None, started, calendar, Stops((), zone))
        if new is not None and new > row.due:
            yield row, new


def recount_results(
    work: Work, *, calendar: Calendar, touched: Callable[[date, date], bool], notice: str
) -> dict[str, int]:
    """Store the later dates in the caller's transaction. Two statements; the old dates stay in the log."""
    found = list(later_results(work.center_id, calendar, touched, work.zone))
    if not found:
        return {"later": 0}
    workings = [
        term(
            Limit.from_json(r.working["limit"]),
            started_of(r.working),
            calendar,
            work.at,
            work.zone,
            office=office_of(r.working),
            pictured=False,
        )
        for r, _ in found
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            _STORE, [[r.id for r, _ in found], [d for _, d in found], [json.dumps(t.as_json()) for t in workings]]
        )
    for i in range(0, len(found), _LINE):
        some = found[i : i + _LINE]
        before, after = {str(r.pk): str(r.due) for r, _ in some}, {str(r.pk): str(new) for r, new in some}
        work.audit("results.due_moved", "results", before=before, after=after, reason=notice)
    work.live("results")
    return {"later": len(found)}
