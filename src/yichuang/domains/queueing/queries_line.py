"""Who stands before whom: one ticket with its place and its wait, and the whole line in calling order.

Needs an open scope and is held to the actor's center. "Ahead" means: who would be called before this person if calls were made now.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from yichuang.foundation import prepared, shared
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing

from . import announcing, calling
from .lifecycle import State
from .models import Queue, Ticket, WindowDesk
from .queries import Hall, _hall, _moment, board_stamp, view
from .types import TicketView

_WAITING = "queue_id = ANY(%s) AND day = %s AND state = 'waiting' AND for_window_id IS NULL"


def ticket(actor: Actor, ticket: UUID | str) -> TicketView:
    """One ticket, with how many are before it and a wait while it waits. Six statements, two while the hall has not changed since somebody
    asked, where it is shared; up to four more while it waits."""
    try:
        wanted = UUID(str(ticket))
    except ValueError:
        raise Missing("ticket.missing") from None
    rows = prepared.models(Ticket, "id = %s AND center_id = ANY(%s)", [wanted, list(actor.reads)])
    if not rows:
        raise Missing("ticket.missing")
    found = rows[0]
    hall = _hall(replace(actor, center_id=found.center_id))  # a supervisor may be looking across
    for queue in hall.queues:
        if queue.pk == found.queue_id:
            found.queue = queue
    if found.state != State.WAITING or found.day != hall.day:
        return view(found, hall.desks)
    told = announcing.latest([found.pk]).get(found.pk)
    said = announcing.shown(told) if told is not None and announcing.is_fresh(told.at, hall.at) else None
    if found.for_window_id:
        return view(found, hall.desks, ahead=_ahead_at_window(found), wait=said)
    own, pool = _ahead(hall, found)
    return view(found, hall.desks, ahead=own, wait=said or hall.wait(found.queue_id, pool))


def _ahead(hall: Hall, ticket: Ticket) -> tuple[int, int]:
    """(in the same queue, in the whole pool): who would be called before him. Two statements, three under `ratio`; shared like the hall,
    since everybody in the pool looks at the same line."""
    pool = tuple(hall.pool(ticket.queue_id))
    key, actor = ("queueing.places", hall.center_id, pool), hall.actor
    found = shared.once(key, lambda: board_stamp(actor), lambda: _places(hall, _people(hall, pool)))
    if ticket.pk not in found:  # the line was read when he had not come yet
        others = [t for t in _people(hall, pool) if t.pk != ticket.pk]
        found = _places(hall, [*others, ticket])
    return found[ticket.pk]


def _people(hall: Hall, pool: Iterable[UUID]) -> list[Ticket]:
    only = ("id", "queue_id", "item", "priority", "booked", "ordered_at", "weight")
    return prepared.models(Ticket, _WAITING, [list(pool), hall.day], only=only)


def _places(hall: Hall, people: Sequence[Ticket]) -> dict[UUID, tuple[int, int]]:
    """By ticket: how many of his own queue and how many of all stand before him."""
    policy = calling.policy_of(calling.setting_of(hall.center_id), hall.queues)
    before = calling.called_before(hall.center_id, hall.day, policy)
    line = calling.line_of(policy, people, {q.pk: q.code for q in hall.queues}, hall.at, before)
    own: Counter[str] = Counter()
    found = {}
    for place, candidate in enumerate(line):
        person = candidate.ticket
        found[person.id] = (own[person.queue], place)
        own[person.queue] += 1
    return found


def _ahead_at_window(ticket: Ticket) -> int:
    return Ticket.objects.filter(
        for_window_id=ticket.for_window_id, day=ticket.day, state=State.WAITING, ordered_at__lt=ticket.ordered_at
    ).count()


def waiting_list(actor: Actor, *, queues: Iterable[str] | None = None, limit: int = 100) -> list[TicketView]:
    """Who waits, in calling order at this moment, the earliest call first. Four statements, five under `ratio`."""
    at, day = _moment(actor)
    rows = Ticket.objects.filter(center_id=actor.center_id, day=day, state=State.WAITING).select_related("queue")
    if queues is not None:
        rows = rows.filter(queue__in=Queue.objects.filter(center_id=actor.center_id, code__in=list(queues)))
    found = {t.pk: t for t in rows}
    every = {t.queue_id: t.queue for t in found.values()}
    policy = calling.policy_of(calling.setting_of(actor.center_id), every.values())
    before = calling.called_before(actor.center_id, day, policy)
    line = calling.line_of(policy, list(found.values()), {q: row.code for q, row in every.items()}, at, before)
    desks = list(WindowDesk.objects.filter(center_id=actor.center_id))
    return [view(found[c.ticket.id], desks, ahead=place) for place, c in enumerate(line[:limit])]
