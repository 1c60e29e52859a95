"""The two acts that a busy hall does all day, each in one statement: one round trip, one snapshot, few locks.

`issue`: the counter's row is taken up and stepped in the same statement that inserts the ticket, so no two tickets see one
count. `call`: the window's row is locked first and read after the lock; the ticket is chosen among the heads of each queue
and class, locked with SKIP LOCKED and looked at again under the lock, so two windows never get one person.
Which states take part comes from the lifecycle, the order from `order_sql`, which says what `policy` says. Rows are reached by scalar ids and lateral look-ups, so
that the plan is the same with stale statistics: a morning's first calls come before any ANALYZE.
"""

import json
from typing import Any
from uuid import UUID

from django.db import connection

from yichuang.foundation import prepared
from yichuang.foundation.turns import one_at_a_time

from .lifecycle import TICKET, Desk
from .order_sql import AT_SQL, LEAD_SQL, ORDER_SQL, RATE_SQL, RULE_SQL, SCORED_SQL, WHY_SQL
from .rules import BINDING, NUMBER_SQL, TARGET_SQL

LOOKS = (40, 1000)
"""So many of each queue and class, the longest wait first, are candidates at the first look: with the default order nobody else can be
next unless more came within its lead. When other windows calling in the same instant hold them all, a further look takes more."""

_ISSUE = """
WITH q AS (
    SELECT id, code, name, name_en, active, day_cap, issue_from, issue_until, active AND (%(free)s OR (
        (issue_from IS NULL OR %(clock)s::time >= issue_from) AND (issue_until IS NULL OR %(clock)s::time < issue_until)
        )) AS gives
    FROM queueing_queue WHERE center_id = %(center)s AND code = %(queue)s
), n AS (
    INSERT INTO queueing_counter (id, center_id, queue_id, day, last)
    SELECT %(counter)s, %(center)s, q.id, %(day)s, 1 FROM q WHERE q.gives
    ON CONFLICT (queue_id, day) DO UPDATE SET last = queueing_counter.last + 1
        WHERE %(free)s OR (SELECT day_cap FROM q) IS NULL OR queueing_counter.last < (SELECT day_cap FROM q)
    RETURNING last
), t AS (
    INSERT INTO queueing_ticket (id, center_id, state, state_since, version, queue_id, day, number, tracking_code,
        priority, priority_reason, needs, item, weight, phone, phone_hash, source, booked, appointment_at, issued_at, first_issued_at, ordered_at, recalls, requeued,
        first_contact_id, first_contact, note, why, carried_by, checked_in_at)
    SELECT %(id)s, %(center)s, %(state)s, %(at)s, 0, q.id, %(day)s,
        {number}, %(tracking)s,
        %(priority)s, %(reason)s, %(needs)s::varchar[], %(item)s::varchar,
        coalesce((SELECT (o.weights -> q.code ->> %(item)s::varchar::text)::float8 FROM queueing_callingorder o WHERE o.center_id = %(center)s), 1), %(phone)s, %(phone_hash)s, %(source)s,
        %(booked)s, %(appointment)s::timestamptz, %(at)s, %(at)s, %(ordered)s, 0, false,
        %(actor_id)s::uuid, %(actor)s, '', '{{}}', '',
        %(here)s::timestamptz
    FROM q, n RETURNING number
), way_in AS ({door})
SELECT q.id, q.code, q.name, q.active, t.number,
    (SELECT count(*) FROM queueing_ticket w WHERE w.queue_id = q.id AND w.day = %(day)s AND w.state = 'waiting'
        AND w.for_window_id IS NULL), q.day_cap, q.issue_from, q.issue_until
FROM q LEFT JOIN t ON true
"""

_NUMBER = NUMBER_SQL.format(prefix="q.code", count="n.last")
_WAITED = "extract(epoch from (%(at)s - t.ordered_at))::float8"

_OFFERS = """{desk}.skills || coalesce((SELECT s.skills FROM queueing_clerkskills s WHERE s.center_id = {desk}.center_id
        AND s.staff_id = {desk}.staff_id), '{{}}')"""
"""What a window can meet: its own skills and those of whoever sits there now."""

_MET = (
    "(SELECT count(*) FROM unnest(t.needs) AS n WHERE n = ANY ({offers}) AND n = ANY ("
    f"ARRAY[{', '.join(map(repr, BINDING))}]::varchar[]))"
)

FITS_SQL = f"""(t.needs = '{{}}' OR {_MET.format(offers="ready.offers")} >= ALL (
        SELECT {_MET.format(offers=_OFFERS.format(desk="d"))} FROM queueing_windowdesk d
        WHERE d.center_id = %(center)s AND d.state = '{Desk.OPEN}' AND line.id = ANY (d.queue_ids)))"""
"""`may_call()` for the hot path. Whoever has no needs costs nothing."""

_PERSON = f"t.id, t.ordered_at, t.needs, t.number, t.weight, {_WAITED} AS waited"

_CALL = f"""
WITH desk AS MATERIALIZED (
    SELECT w.id, w.window_id, w.code, w.state, w.ticket_id, w.queue_ids, {_OFFERS.format(desk="w")} AS offers
    FROM queueing_windowdesk w WHERE w.center_id = %(center)s AND w.code = %(window)s FOR UPDATE OF w
), ready AS (
    SELECT * FROM desk WHERE state = '{Desk.OPEN}' AND ticket_id IS NULL
), rule AS MATERIALIZED ({RULE_SQL}), line AS (
    SELECT q.id, c.priority, c.booked, c.priority OR c.booked AS urgent, {TARGET_SQL.format(ticket="c", queue="q")}::float8 AS target,
        {LEAD_SQL} AS lead, {RATE_SQL} AS rate
    FROM ready, rule, queueing_queue q, (VALUES (false, false), (true, false), (false, true)) AS c (priority, booked)
    WHERE q.id = ANY (ready.queue_ids) AND (%(queues)s::varchar[] IS NULL OR q.code = ANY (%(queues)s::varchar[]))
), head AS (
    SELECT h.*, line.priority, line.booked, line.urgent, line.target, line.lead, line.rate, false AS direct FROM line, LATERAL (
        SELECT {_PERSON} FROM ready, queueing_ticket t WHERE t.queue_id = line.id AND t.day = %(day)s AND t.priority = line.priority
        AND t.booked = line.booked AND t.state = 'waiting' AND t.for_window_id IS NULL AND {FITS_SQL} ORDER BY t.ordered_at, t.id LIMIT %(heads)s) AS h
    UNION ALL
    SELECT {_PERSON}, c.priority, c.booked, c.priority OR c.booked, {TARGET_SQL.format(ticket="c", queue="q")}::float8, {LEAD_SQL}, {RATE_SQL}, true
    FROM ready, rule, queueing_ticket t JOIN queueing_queue q ON q.id = t.queue_id, LATERAL (SELECT t.priority, t.booked) AS c
    WHERE t.for_window_id = ready.window_id AND t.day = %(day)s AND t.state = 'waiting'
), scored AS MATERIALIZED ({SCORED_SQL}
), pick AS MATERIALIZED (
    SELECT turn.* FROM (SELECT scored.* FROM scored, rule WHERE rule.name <> 'ratio' OR %(alone)s ORDER BY {ORDER_SQL}) AS turn,
    LATERAL (SELECT t.id FROM queueing_ticket t WHERE t.id = turn.id AND t.state = ANY (%(sources)s::varchar[])
        FOR UPDATE SKIP LOCKED) AS held
    LIMIT 1
), called AS (
    UPDATE queueing_ticket t SET state = %(target)s, state_since = %(at)s, version = t.version + 1, called_at = {AT_SQL},
        window_id = (SELECT window_id FROM ready), recalls = 0, why = ({WHY_SQL}) || jsonb_build_object(
            'reason', t.priority_reason,
            'unmet', ARRAY(SELECT n FROM unnest(t.needs) AS n WHERE n <> ALL ((SELECT offers FROM ready)::varchar[])
                AND n = ANY (ARRAY[{", ".join(map(repr, BINDING))}]::varchar[])))
    WHERE t.id = (SELECT id FROM pick)
    RETURNING t.id, t.number, t.tracking_code, t.queue_id, t.priority, t.priority_reason, t.needs, t.item, t.issued_at,
        t.first_issued_at, t.requeued, t.note, t.why
), seated AS (
    UPDATE queueing_windowdesk d SET ticket_id = (SELECT id FROM called)
    WHERE d.id = (SELECT id FROM ready) AND EXISTS (SELECT FROM called)
)
SELECT desk.window_id, desk.code, desk.state, desk.ticket_id, desk.queue_ids, (SELECT count(*) FROM head),
    (SELECT q.code FROM queueing_queue q WHERE q.id = called.queue_id), EXISTS (SELECT FROM queueing_ticket t
        WHERE t.queue_id = ANY (desk.queue_ids) AND t.day = %(day)s AND t.state = 'waiting' AND t.near_told_at IS NULL
        AND t.phone_hash <> ''), (SELECT name FROM rule), called.*
FROM desk LEFT JOIN called ON true
"""

_CALLED = (
    "id", "number", "tracking_code", "queue_id", "priority", "priority_reason", "needs", "item", "issued_at",
    "first_issued_at", "requeued", "note", "why",
)  # fmt: skip


def issue(params: dict[str, Any], door: tuple[str, list[Any]]) -> tuple[Any, ...] | None:
    """Insert the ticket, step its queue's counter and open its door. (queue id, code, name, active, number, ahead, cap, from, until).

    None when the center has no such queue; number None when the queue gives none now: the caller refuses, which rolls the
    door back.
    """
    door_sql, door_params = door
    names = [f"door_{i}" for i in range(len(door_params))]
    door_sql = door_sql % tuple(f"%({name})s" for name in names)
    values = {**params, **dict(zip(names, door_params, strict=True))}
    return prepared.one(_ISSUE.format(door=door_sql, number=_NUMBER), values)


def call(params: dict[str, Any], heads: int = LOOKS[0]) -> tuple[dict[str, Any] | None, dict[str, Any] | None, int]:
    """(desk, ticket, candidates seen). No desk: no such window; no ticket with candidates: others hold them all just now.

    Under `ratio` windows call one after the other, in a second statement: whose turn it is rests on all calls before.
    """
    step = TICKET.moves["call"]
    values = {**params, "heads": heads, "sources": sorted(step.sources), "target": step.target, "alone": False}
    row = prepared.one(_CALL, values)
    if row is not None and row[8] == "ratio" and row[5]:
        one_at_a_time(params["center"], "queueing.turns")
        row = prepared.one(_CALL, {**values, "alone": True})
    if row is None:
        return None, None, 0
    desk = dict(zip(("window_id", "code", "state", "ticket_id", "queues"), row[:5], strict=True))
    if row[9] is None:
        return desk, None, row[5]
    desk["to_tell"] = row[7]
    ticket = {"queue": row[6], **dict(zip(_CALLED, row[9:], strict=True))}
    if isinstance(ticket["why"], str):  # Django leaves jsonb of raw cursors as text
        ticket["why"] = json.loads(ticket["why"])
    return desk, ticket, row[5]


def lock_desk(center_id: UUID, window_id: UUID) -> None:
    """Wait for the window's row, as calling does, so that no two acts fill one window."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM queueing_windowdesk WHERE center_id = %s AND window_id = %s FOR UPDATE",
            [center_id, window_id],
        )
