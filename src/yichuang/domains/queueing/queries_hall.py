"""The hall as the person on duty sees it. Needs an open scope and is held to the actor's center."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Min, Q

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor

from .lifecycle import State
from .models import Ticket, ZoneLead
from .queries import Hall, _queue_line, _windows
from .queries_posts import away_now
from .types import WindowLine
from .types_hall import HallQueue, HallState, HallWindow, HallZone, TiedTicket

MOST_TIED = 500


def hall_state(actor: Actor) -> HallState:
    """Zones, windows and queues at this moment. Sixteen statements at most, however large the hall is."""
    assert actor.center_id is not None
    hall = Hall(actor)
    lines = {line.id: line for line in _windows(hall)}
    served, tied = _served(hall), _tied(hall)
    absent = {a.window_id: a for a in away_now(actor)}
    leads = dict(ZoneLead.objects.filter(center_id=actor.center_id).values_list("zone", "staff_name"))
    at: dict[str, list[HallWindow]] = defaultdict(list)
    for place in places.windows(actor.center_id):
        line = lines.get(place.id)
        if line is None or (not place.active and line.state == "closed"):
            continue
        at[place.zone_code].append(
            HallWindow(line, place.zone_code, served.get(place.id, 0), tied.get(place.id, ()), absent.get(place.id))
        )
    zones = tuple(
        HallZone(
            z.code,
            z.name,
            z.floor,
            leads.get(z.code, ""),
            tuple(at[z.code]),
            _codes(w.line for w in at[z.code]),
            z.name_en,
        )
        for z in places.zones(actor.center_id)
        if at[z.code]
    )
    return HallState(hall.at, zones, _queues(hall))


def _codes(lines: Iterable[WindowLine]) -> tuple[str, ...]:
    """The queues that these windows call from, each once; a closed window calls from none, but belongs to them all the same."""
    return tuple(dict.fromkeys(code for line in lines for code in line.queues))


def _served(hall: Hall) -> dict[UUID, int]:
    rows = Ticket.objects.filter(
        center_id=hall.center_id, day=hall.day, state=State.SERVED, window_id__in=[d.window_id for d in hall.desks]
    )
    return dict(rows.values("window_id").annotate(n=Count("id")).values_list("window_id", "n"))


def _tied(hall: Hall) -> dict[UUID, tuple[TiedTicket, ...]]:
    rows = Ticket.objects.filter(center_id=hall.center_id, day=hall.day).filter(
        Q(state=State.WAITING, for_window_id__isnull=False)
        | Q(state__in=[State.HELD, State.ABSENT], window_id__isnull=False)
    )
    found: dict[UUID, list[TiedTicket]] = defaultdict(list)
    for t in rows.select_related("queue").order_by("state_since")[:MOST_TIED]:
        window_id = t.for_window_id if t.state == State.WAITING else t.window_id
        assert window_id is not None
        found[window_id].append(
            TiedTicket(t.pk, t.number, t.queue.code, t.state, t.state_since, window_id, t.note, t.requeued)
        )
    return {window_id: tuple(them) for window_id, them in found.items()}


def _queues(hall: Hall) -> tuple[HallQueue, ...]:
    counts: dict[UUID, dict[str, Any]] = {
        row["queue_id"]: row
        for row in Ticket.objects.filter(queue_id__in=[q.pk for q in hall.queues], day=hall.day)
        .values("queue_id")
        .annotate(
            waiting=Count("id", filter=Q(state=State.WAITING)),
            urgent=Count("id", filter=Q(state=State.WAITING, priority=True)),
            oldest=Min(F("first_issued_at"), filter=Q(state=State.WAITING)),
            served=Count("id", filter=Q(state=State.SERVED)),
            missed=Count("id", filter=Q(state=State.ABSENT)),
        )
    }
    found = []
    for queue in hall.queues:
        row = counts.get(queue.pk, {})
        oldest: datetime | None = row.get("oldest")
        if queue.active or row.get("waiting"):
            found.append(
                HallQueue(
                    _queue_line(hall, queue), row.get("waiting", 0), row.get("urgent", 0), oldest,
                    row.get("served", 0), row.get("missed", 0),
                )
            )  # fmt: skip
    return tuple(found)
