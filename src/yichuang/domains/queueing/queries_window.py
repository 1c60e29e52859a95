"""What stands at one window: the whole of it for its clerk, and the figures that change with everybody else's calls.

Needs an open scope and is held to the actor's center.
"""

from collections.abc import Iterable

from django.db import connection

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor

from .lifecycle import Desk, State
from .models import Ticket, TicketSubject, WindowDesk
from .queries import Hall, _hall, _never_opened, _queue_line, _window_line, view
from .rules import WaitRange
from .types import QueueLine, WindowFigures, WindowPanel


def window_panel(actor: Actor, *, window: str) -> WindowPanel:
    """All that the clerk at a window needs about his queues. Eight statements at most."""
    assert actor.center_id is not None
    hall = _hall(actor)
    desk = next((d for d in hall.desks if d.code == window), None)
    if desk is None:
        w = places.window_by_code(actor.center_id, window)
        return WindowPanel(window=_never_opened(w), waiting=0, longest_wait=None, oldest_wait_minutes=0)
    now_at = Ticket.objects.select_related("queue").filter(pk=desk.ticket_id).first() if desk.ticket_id else None
    served, aside = _at_window(hall, desk)
    views = []
    if aside:
        rows = Ticket.objects.filter(window_id=desk.window_id, day=hall.day, state__in=[State.HELD, State.ABSENT])
        views = [view(t, hall.desks) for t in rows.select_related("queue").order_by("state_since")]
    lines = _lines_of(hall, desk)
    oldest = min((hall.waiting[q]["oldest"] for q in desk.queue_ids if q in hall.waiting), default=hall.at)
    labels = TicketSubject.objects.filter(ticket_id=desk.ticket_id).order_by("at") if desk.ticket_id else ()
    return WindowPanel(
        window=_window_line(hall, desk, now_at),
        waiting=hall.count(desk.queue_ids) + hall.sent[desk.window_id],
        longest_wait=_longest(lines),
        oldest_wait_minutes=int((hall.at - oldest).total_seconds() // 60),
        held=tuple(v for v in views if v.state == State.HELD),
        absent=tuple(v for v in views if v.state == State.ABSENT),
        served_today=served,
        cases=tuple(s.label for s in labels),
        queues=lines,
    )


def window_figures(actor: Actor, *, window: str) -> WindowFigures:
    """What changes at a window with everybody else's calls: the desks of a whole hall read it again and again. One statement while
    nothing has changed, where the hall is shared; five otherwise."""
    hall = _hall(actor)
    desk = next((d for d in hall.desks if d.code == window), None)
    if desk is None:
        return WindowFigures(Desk.CLOSED, 0, None)
    waiting = hall.count(desk.queue_ids) + hall.sent[desk.window_id]
    return WindowFigures(desk.state, waiting, _longest(_lines_of(hall, desk)), desk.staff_id)


def _lines_of(hall: Hall, desk: WindowDesk) -> tuple[QueueLine, ...]:
    """The queues that a window calls from."""
    return tuple(_queue_line(hall, q) for q in hall.queues if q.active and q.pk in desk.queue_ids)


def _longest(lines: Iterable[QueueLine]) -> WaitRange | None:
    return max((line.wait for line in lines), key=lambda w: w.to_minutes or 0, default=None)


def _at_window(hall: Hall, desk: WindowDesk) -> tuple[int, int]:
    """(served here today, set aside or absent here). One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE state = 'served'), count(*) FILTER (WHERE state IN ('held', 'absent'))"
            " FROM queueing_ticket WHERE window_id = %s AND day = %s",
            [desk.window_id, hall.day],
        )
        served, aside = cursor.fetchone()
    return served, aside
