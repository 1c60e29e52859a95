"""What a change of the legal calendar would move, and how far the recounts have come."""

from collections import Counter
from uuid import UUID

from yichuang.domains.delivery import api as delivery
from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.workdays.notices import Proposal

from .. import clocks, reasons
from ..models import CalendarRecount, Case
from ..open_limits import count_touched, open_limits, touched_cases
from ..recounting import Move, Touch, counts
from ..rest_days import hearings_at_rest
from ..types_recounts import CalendarPreview, MoveView, RecountView, RestDayHearing

SHOWN = 200
_BATCH = 2000
_ORDER = {"earlier": 0, "kept": 1, "later": 2}


def calendar_preview(actor: Actor, proposal: Proposal) -> CalendarPreview:
    """What the notice would move among the open limits of the centers that the actor reads; changes nothing.

    Six statements for every two thousand cases of a center.
    """
    actor.require("system.manage")
    touch, figures, shown, cases, results = Touch.of(proposal), Counter[str](), [], 0, 0
    hearings: list[RestDayHearing] = []
    for center_id in dict.fromkeys([*([actor.center_id] if actor.center_id else []), *actor.reads]):
        zone = places.center(center_id).zone
        today = clock.center_day(clock.now(), zone)
        hearings += [
            RestDayHearing(h.case.no, h.case.item_name, h.hold_at.astimezone(zone), h.place)
            for h in hearings_at_rest(center_id, touch, proposal.after, clock.now(), zone)
        ]
        cases += count_touched(center_id, touch)
        after: UUID | None = None
        while ids := touched_cases(center_id, touch, after=after, size=_BATCH):
            moves = _moves(center_id, ids, touch, proposal)
            figures.update(counts(moves, today))
            shown += [m for m in moves if m.how != "unchanged"]
            shown = sorted(shown, key=lambda m: (_ORDER[m.how], m.due, m.limit.case_id))[:SHOWN]
            after = ids[-1]
        results += sum(1 for _ in delivery.later_results(center_id, proposal.after, touch.limit, zone))
    return CalendarPreview(cases, dict(figures), results, _views(shown), tuple(hearings))


def _moves(center_id: UUID, ids: list[UUID], touch: Touch, proposal: Proposal) -> list[Move]:
    zone, histories = places.center(center_id).zone, clocks.histories(center_id, ids)
    limits = [o for o in open_limits(center_id, ids, zone) if touch.limit(o.starts_on, o.due)]
    return [o.moved(histories[o.case_id], proposal.after, zone) for o in limits]


def _views(moves: list[Move]) -> tuple[MoveView, ...]:
    rows = Case.objects.filter(pk__in={m.limit.case_id for m in moves}).values_list("pk", "no", "item_name")
    cases = {pk: (no, item) for pk, no, item in rows}
    return tuple(
        MoveView(
            no=cases[m.limit.case_id][0], item_name=cases[m.limit.case_id][1],
            label=reasons.label(reasons.DEADLINES, m.limit.kind), old=m.limit.due, new=m.due, how=m.how,
        )
        for m in moves
    )  # fmt: skip


def calendar_recounts(actor: Actor) -> dict[UUID, RecountView]:
    """The recounts of the actor's center by change, as far as they have come. One statement."""
    actor.require("system.manage")
    rows = CalendarRecount.objects.filter(center_id=actor.center_id).order_by("-started_at")
    return {
        r.change_id: RecountView(
            r.total, r.looked, r.earlier, r.later, r.kept, r.unchanged, r.over, r.started_at, r.finished_at
        )
        for r in rows
    }
