"""`policy` in SQL, for the one statement that calls: the rule of the center, the figures of each candidate, their order.

A test holds it against the pure policy over random halls. The pieces name the common table expressions of `hot._CALL`: `rule` (the
center's figures), `head` (candidates), `scored`.
"""

from .policy.settings import LEADS, NAMES, RATES, Policy
from .rules import CARE, CARE_WEIGHT

_DEFAULTS = {
    "start": Policy().start, "most": Policy().most, **{f"lead_{c}": LEADS[c] for c in LEADS}, **{f"rate_{c}": RATES[c] for c in RATES},
}  # fmt: skip
"""Those of a center that has set nothing: the model's own, read where Django is not needed."""


def _figure(name: str, times: str = "") -> str:
    return f"{times}coalesce(o.{name}, {int(_DEFAULTS[name])})::float8"


_CLASS = "CASE WHEN c.priority THEN {0}_priority WHEN c.booked THEN {0}_appointment ELSE {0}_normal END"

_LATELY = """(SELECT array_agg(l.urgent ORDER BY l.called_at DESC, l.id DESC) FROM (
        SELECT t.priority OR t.booked AS urgent, t.called_at, t.id FROM queueing_ticket t
        WHERE t.center_id = %(center)s AND t.day = %(day)s AND t.called_at IS NOT NULL
        ORDER BY t.called_at DESC, t.id DESC LIMIT greatest(o.first, o.then)) AS l)"""
"""Whether the latest calls were of the line before the others, newest first."""

RULE_SQL = f"""SELECT coalesce(o.name, '{NAMES[0]}') AS name, {_figure("start", "60 * ")} AS start, {_figure("most", "60 * ")} AS most,
        {", ".join(f"{_figure(f'lead_{c}', '60 * ')} AS lead_{c}, {_figure(f'rate_{c}')} AS rate_{c}" for c in ("normal", "priority", "appointment"))},
        CASE WHEN o.name = 'ratio' THEN (SELECT CASE WHEN r.lately IS NULL THEN true
            WHEN r.lately[1] THEN cardinality(r.lately) < o.first OR NOT true = ALL (r.lately[1:o.first])
            ELSE cardinality(r.lately) >= o.then AND false = ALL (r.lately[1:o.then]) END
            FROM (SELECT {_LATELY} AS lately OFFSET 0) AS r) ELSE true END AS turn,
        CASE WHEN o.name = 'ratio' THEN (SELECT max(t.called_at) FROM queueing_ticket t WHERE t.center_id = %(center)s AND t.day = %(day)s
            AND t.called_at IS NOT NULL) END AS latest
    FROM (SELECT 1) AS center LEFT JOIN queueing_callingorder o ON o.center_id = %(center)s"""
"""One row: the figures of the center, or the defaults. Under `ratio` its `turn` says whether it is the turn of those who go first, by the calls before: `hot.call` sees to it that
they are all there. `latest` is the instant of the last of them."""

LEAD_SQL, RATE_SQL = _CLASS.format("rule.lead"), _CLASS.format("rule.rate")

CARE_SQL = f"""(CASE WHEN head.needs && (SELECT ARRAY(SELECT unnest(ready.offers) INTERSECT
        SELECT unnest(ARRAY[{", ".join(map(repr, CARE))}]::varchar[])) FROM ready) THEN {CARE_WEIGHT} ELSE 1 END)::float8"""

SCORED_SQL = f"""SELECT head.*,
        rule.name = 'default' AND head.ordered_at > (SELECT min(ordered_at) FROM head) + head.lead * interval '1 second' AS late,
        rule.name IN ('strict', 'ratio') AND head.urgent = rule.turn AND head.waited >= 0 AS line,
        CASE rule.name WHEN 'default' THEN {CARE_SQL} * ((head.waited + least(rule.most, greatest(-rule.most,
                (head.weight - 1.0) * greatest(0.0, head.waited))) + rule.start) / (60.0 * head.target))
            WHEN 'accumulating' THEN {CARE_SQL} * (head.waited * head.rate) ELSE head.waited END AS score
    FROM head, rule"""

AT_SQL = """CASE WHEN (SELECT latest FROM rule) >= %(at)s THEN (SELECT latest FROM rule) + interval '1 microsecond' ELSE %(at)s END"""
"""When a call is made. Turns follow each other by it, so that a call that waited for another is never dated before that one."""

ORDER_SQL = "late, line DESC, score DESC, ordered_at, id"

WHY_SQL = """SELECT jsonb_build_object(
        'policy', rule.name, 'rule', CASE WHEN told.held > 0 THEN 'starvation_bound' WHEN rule.name = 'strict' THEN 'line'
            WHEN rule.name = 'ratio' THEN 'turn' ELSE 'score' END,
        'class', CASE WHEN p.priority THEN 'priority' WHEN p.booked THEN 'appointment' ELSE 'normal' END,
        'waited_seconds', round(p.waited::numeric, 1), 'target_minutes', p.target,
        'weight', CASE WHEN rule.name = 'default' THEN round(p.weight::numeric, 3) ELSE 1.0 END, 'score', round(p.score::numeric, 4),
        'overtook', told.overtook, 'overtaken', told.overtaken, 'held_back', told.held, 'direct', p.direct)
    FROM pick p, rule, LATERAL (
        SELECT count(*) FILTER (WHERE s.ordered_at < p.ordered_at) AS overtook,
            count(*) FILTER (WHERE s.late AND (NOT s.line, -s.score, s.ordered_at, s.id) < (NOT p.line, -p.score, p.ordered_at, p.id)) AS held,
            coalesce((SELECT jsonb_agg(jsonb_build_object('ticket', o.number, 'class', CASE WHEN o.priority THEN 'priority'
                WHEN o.booked THEN 'appointment' ELSE 'normal' END, 'waited_seconds', round(o.waited::numeric, 1), 'score', round(o.score::numeric, 4))
                ORDER BY o.ordered_at, o.id)
                FROM (SELECT * FROM scored b WHERE b.ordered_at < p.ordered_at ORDER BY b.ordered_at, b.id LIMIT 5) AS o), '[]') AS overtaken
        FROM scored s) AS told"""
"""`policy.Decision.reason()` of the one who is called; the overtaken are named by their numbers."""
