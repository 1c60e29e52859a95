"""Counting a center's open limits again after the legal calendar has changed, a batch at a time. The job calls this.

A batch is one transaction: the cases are locked in the order of their ids, read, counted, and written by three statements,
however many they are; the row of the recount remembers the last case. So a job that was killed goes on with the next batch,
and a batch that was lost is done again as if it had not been.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from yichuang.domains.delivery import api as delivery
from yichuang.foundation.command import Work, command
from yichuang.foundation.ids import uuid7
from yichuang.foundation.turns import one_at_a_time
from yichuang.foundation.workdays import Calendar
from yichuang.foundation.workdays.notices import Entered, entered_by_id
from yichuang.foundation.workdays.table import calendar_of

from .. import clocks
from ..clocks import History
from ..models import CalendarRecount
from ..open_limits import count_touched, open_limits, touched_cases
from ..recounting import Move, OpenLimit, Touch, binding_date, counts
from ..rules import RULES
from .recounting_days import recount_days

BY_DAYS = [code for code, rule in RULES.items() if rule.deems and not rule.on_the_spot]
"""Rules under which silence accepts when the days for an answer are over."""

BATCH = 500
"""Cases of one transaction: about a third of a second, for which an act on one of them would have to wait."""

_LOCK = "SELECT id, due, due_kind FROM cases_case WHERE center_id = %s AND id = ANY(%s) ORDER BY id FOR UPDATE"
_KEEP = """
INSERT INTO cases_casedatechange (id, center_id, case_id, kind, old, new, reason, notice, at, by_id, by_name, working)
SELECT v.change, d.center_id, d.case_id, d.kind, d.due, v.due, 'calendar', %s, %s, %s, %s, d.working
FROM unnest(%s::uuid[], %s::uuid[], %s::date[]) AS v (change, id, due) JOIN cases_casedeadline d ON d.id = v.id
WHERE d.due IS DISTINCT FROM v.due"""
_STORE = """
WITH w AS (SELECT working, place FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS x (working, place))
UPDATE cases_casedeadline d SET due = v.due, due_at = v.due_at, working = w.working
FROM unnest(%s::uuid[], %s::date[], %s::timestamptz[], %s::int[]) AS v (id, due, due_at, place) JOIN w USING (place)
WHERE d.id = v.id"""  # each working is sent once: many limits share theirs
_CASES = """
WITH v AS (SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::date[], %s::text[]) AS v (change, id, due, kind)),
kept AS (
  INSERT INTO cases_casedatechange (id, center_id, case_id, kind, old, new, reason, notice, at, by_id, by_name)
  SELECT v.change, c.center_id, c.id, 'case', c.due, v.due, 'calendar', %s, %s, %s, %s FROM v JOIN cases_case c ON c.id = v.id
  WHERE c.due IS DISTINCT FROM v.due)
UPDATE cases_case c SET due = v.due, due_kind = v.kind FROM v WHERE c.id = v.id"""
_NOTICES = """
UPDATE cases_notice n SET correct_by = v.due FROM unnest(%s::uuid[], %s::date[]) AS v (case_id, due)
WHERE n.case_id = v.case_id AND n.center_id = %s AND n.completed_at IS NULL"""

_SILENCE = """
UPDATE cases_case c SET deems_at = v.due_at FROM unnest(%s::uuid[], %s::timestamptz[]) AS v (id, due_at)
WHERE c.id = v.id AND c.center_id = %s AND c.rule = ANY(%s) AND c.state = 'received' AND c.deems_at < v.due_at"""
# only ever later: an application that silence has accepted stays accepted


class Working(NamedTuple):
    """A date as it is stored: with its end, and how it was counted as JSON."""

    due: date | None
    due_at: datetime | None
    json: str


Counted = tuple[Move, Working | None]


@command("cases.recount_batch", needs="system.manage")
def recount_batch(work: Work, *, change: UUID | str, size: int = BATCH) -> dict[str, Any]:
    """Count the next cases of this center again; `more` says whether there are others. The last batch also takes the results
    that wait to be handed over, the days agreed for supplying, and those of hearings."""
    found = entered_by_id(change)
    touch = Touch(found.moved, found.year if found.first else None)
    row = _row(work, found, touch)
    if row.finished_at is not None:
        return {"more": False, "looked": row.looked, "total": row.total}
    ids = touched_cases(work.center_id, touch, after=row.cursor, size=size)
    before = _locked(work, ids)
    moves, limits = _recounted(work, list(before), touch)
    _write(work, found, moves, limits, before)
    _advance(work, row, ids, moves)
    if len(ids) < size:
        _finish(work, found, touch, row)
    work.live("calendar", *(["cases"] if moves else []))
    return {"more": row.finished_at is None, "looked": row.looked, "total": row.total}


def _row(work: Work, found: Entered, touch: Touch) -> CalendarRecount:
    one_at_a_time(work.center_id, "cases.recount")
    rows = CalendarRecount.objects.filter(center_id=work.center_id, change_id=found.id)
    row = rows.first()
    if row is None:
        row = CalendarRecount.objects.create(
            center_id=work.center_id, change_id=found.id, notice=found.notice, started_at=work.at,
            total=count_touched(work.center_id, touch),
        )  # fmt: skip
    return row


def _locked(work: Work, ids: Sequence[UUID]) -> dict[UUID, tuple[Any, str]]:
    """The cases with the date that binds, locked as an act would lock them."""
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [work.center_id, list(ids)])
        return {id_: (due, kind) for id_, due, kind in cursor.fetchall()}


def _recounted(work: Work, ids: Sequence[UUID], touch: Touch) -> tuple[list[Counted], dict[UUID, list[OpenLimit]]]:
    """What becomes of each touched limit, with its new working where one is stored, and every open limit by case."""
    limits: dict[UUID, list[OpenLimit]] = {}
    for limit in open_limits(work.center_id, ids, work.zone):
        limits.setdefault(limit.case_id, []).append(limit)
    histories, calendar = clocks.histories(work.center_id, list(limits)), calendar_of()
    found: list[Counted] = []
    alike: dict[Any, Working] = {}  # a limit that began on the same day, with nothing between, was counted alike
    for case_id, mine in limits.items():
        for limit in mine:
            if not touch.limit(limit.starts_on, limit.due):
                continue
            move = limit.moved(histories[case_id], calendar, work.zone)
            working = None
            if move.moves or (touch.publishes and move.how == "unchanged"):
                working = _working(work, limit, histories[case_id], calendar, alike)
            found.append((move, working))
    return found, limits


def _working(work: Work, limit: OpenLimit, history: History, calendar: Calendar, alike: dict[Any, Working]) -> Working:
    plain = limit.kind not in clocks.UNTIL_DECISION or history == clocks.PLAIN
    key = (limit.limit, limit.starts_on) if plain and not limit.limit.unit.timed else None
    found = alike.get(key)
    if found is None:
        term = limit.counted(history, calendar, work.at, work.zone)
        found = Working(term.due, term.due_at, json.dumps(term.as_json(), ensure_ascii=False))
        if key is not None:
            alike[key] = found
    return found


def _write(
    work: Work,
    found: Entered,
    moves: Sequence[Counted],
    limits: dict[UUID, list[OpenLimit]],
    before: dict[UUID, tuple[Any, str]],
) -> None:
    stored = [(move.limit.id, working) for move, working in moves if working is not None and working.due == move.due]
    who = [found.notice, work.at, found.by_id, found.by_name]
    with connection.cursor() as cursor:
        if stored:
            ids, dues = [id_ for id_, _ in stored], [working.due for _, working in stored]
            cursor.execute(_KEEP, [*who, [uuid7() for _ in ids], ids, dues])
            places = {text: n for n, text in enumerate(dict.fromkeys(w.json for _, w in stored), 1)}
            ends, which = [w.due_at for _, w in stored], [places[w.json] for _, w in stored]
            cursor.execute(_STORE, [f"[{','.join(places)}]", ids, dues, ends, which])
        cases = _bound([m for m, _ in moves if m.moves], limits, before)
        if cases:
            changes = [uuid7() for _ in cases]
            cursor.execute(_CASES, [changes, [c[0] for c in cases], [c[1] for c in cases], [c[2] for c in cases], *who])
        told = [(m.limit.case_id, m.due) for m, _ in moves if m.moves and m.limit.kind == "correction"]
        if told:
            cursor.execute(_NOTICES, [[case for case, _ in told], [due for _, due in told], work.center_id])
        _silence_waits(cursor, work, moves)


def _silence_waits(cursor: Any, work: Work, moves: Sequence[Counted]) -> None:
    """More days for an answer are more days before silence is acceptance: pages must not show it early."""
    later = [(m.limit.case_id, w.due_at) for m, w in moves if w and m.how == "later" and m.limit.kind == "tell"]
    if later:
        cursor.execute(_SILENCE, [[case for case, _ in later], [at for _, at in later], work.center_id, BY_DAYS])


def _bound(
    moves: Sequence[Move], limits: dict[UUID, list[OpenLimit]], before: dict[UUID, tuple[Any, str]]
) -> list[tuple[UUID, Any, str]]:
    """The date that binds each case whose limits moved."""
    fresh = {m.limit.id: m.due for m in moves}
    found = []
    for case_id in dict.fromkeys(m.limit.case_id for m in moves):
        due, kind = before[case_id]
        dues = [(limit.kind, fresh.get(limit.id, limit.due)) for limit in limits[case_id]]
        now = (
            binding_date(dues) if kind in clocks.UNTIL_DECISION else next(((d, k) for k, d in dues if k == kind), None)
        )
        if now is not None and now != (due, kind):
            found.append((case_id, *now))
    return found


def _advance(work: Work, row: CalendarRecount, ids: Sequence[UUID], moves: Sequence[Counted]) -> None:
    for name, number in counts([m for m, _ in moves], work.today).items():
        setattr(row, name, getattr(row, name) + number)
    row.looked += len(ids)
    row.cursor = ids[-1] if ids else row.cursor
    row.save()


def _finish(work: Work, found: Entered, touch: Touch, row: CalendarRecount) -> None:
    results = delivery.recount_results(work, calendar=calendar_of(), touched=touch.limit, notice=found.notice)
    days = recount_days(work, touch, calendar_of(), found.notice)
    row.finished_at = work.at
    row.save(update_fields=["finished_at"])
    after = {name: getattr(row, name) for name in ("looked", "earlier", "later", "kept", "unchanged", "over")}
    work.audit(
        "calendar.recounted",
        f"legal_change:{found.id}",
        after={**after, "results": results, "days": days},
        reason=found.notice,
    )
