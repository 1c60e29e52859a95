"""What is read of a hall: its board, windows, queues and tickets. Each function needs an open scope, is held to the actor's center, and costs
the statements it says.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from yichuang.domains.catalog import api as catalog
from yichuang.domains.places import api as places
from yichuang.foundation import clock, prepared, privacy, shared
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of
from yichuang.foundation.doors import door

from . import announcing, rules
from .lifecycle import LIVE, Desk, State
from .models import ClerkSkills, Queue, QueueOutlook, Ticket, TicketHand, TicketSubject, WindowDesk
from .needs import offers_of
from .rules import WaitRange, wait_range
from .types import (
    Board,
    CallLine,
    Hand,
    QueueInfo,
    QueueLine,
    TicketView,
    UnmetNeed,
    WindowLine,
)

_RECENT = 40
_CALLS = 12


def _moment(actor: Actor) -> tuple[datetime, date]:
    assert actor.center_id is not None
    now = clock.now()
    return now, clock.center_day(now, zone_of(actor.center_id))


def _by_code(desk: WindowDesk | WindowLine) -> tuple[int, str]:
    return len(desk.code), desk.code


class Hall:
    """One center's line and windows as they stand, read once: everything that a wait is computed from. Five statements."""

    def __init__(self, actor: Actor) -> None:
        self.at, self.day = _moment(actor)
        self.actor, self.center_id = actor, actor.center_id
        here = {"center": actor.center_id}
        self.queues = prepared.models(Queue, "center_id = %(center)s ORDER BY code", here)
        self.desks = sorted(prepared.models(WindowDesk, "center_id = %(center)s", here), key=_by_code)
        self.waiting: dict[UUID, Mapping[str, Any]] = {}
        self.sent: Counter[UUID] = Counter()
        """How many wait for each window, sent to it by name; they are not in `waiting`."""
        for queue_id, window_id, *counted in prepared.rows(_LINE, [[q.pk for q in self.queues], self.day]):
            if window_id is None:
                self.waiting[queue_id] = dict(zip(("n", "urgent", "oldest"), counted, strict=True))
            else:
                self.sent[window_id] += counted[0]
        self.services = _services([q.pk for q in self.queues], self.day)
        told = prepared.models(QueueOutlook, "center_id = %(center)s", here)
        self.told = {row.queue_id: row for row in told if announcing.is_fresh(row.at, self.at)}

    def count(self, queue_ids: Iterable[UUID]) -> int:
        """How many wait in these queues."""
        return sum(self.waiting[q]["n"] for q in queue_ids if q in self.waiting)

    @cached_property
    def _open(self) -> dict[UUID, list[WindowDesk]]:
        """The open windows that call from each queue."""
        found: dict[UUID, list[WindowDesk]] = {}
        for desk in self.desks:
            if desk.state == Desk.OPEN:
                for queue_id in desk.queue_ids:
                    found.setdefault(queue_id, []).append(desk)
        return found

    def pool(self, queue_id: UUID) -> list[UUID]:
        """The queue itself and all that share an open window with it: who waits there competes for the same clerks."""
        shared = {q for desk in self._open.get(queue_id, ()) for q in desk.queue_ids}
        return sorted({queue_id} | shared)

    def wait(self, queue_id: UUID, ahead: int) -> WaitRange:
        """The wait of somebody in this queue with so many people of the pool before him."""
        windows = self._open.get(queue_id, [])
        free = sum(1 for d in windows if d.ticket_id is None)
        known = [self.services[q] for q in self.pool(queue_id) if q in self.services]
        count = sum(n for _, n in known)
        mean = sum(m * n for m, n in known) / count if count else 0.0
        return wait_range(ahead=ahead, windows=len(windows), free=free, services=(mean, count))

    def newcomer(self, queue_id: UUID) -> WaitRange:
        """What a person who takes a number now would be told: the forecast, or a rough rule where none was made lately."""
        if queue_id in self.told and self._open.get(queue_id):
            return announcing.shown(self.told[queue_id])
        return self.wait(queue_id, self.count(self.pool(queue_id)))


_LINE = (
    "SELECT queue_id, for_window_id, count(*), count(*) FILTER (WHERE priority), min(first_issued_at) FROM queueing_ticket"
    " WHERE queue_id = ANY(%s::uuid[]) AND day = %s AND state = 'waiting' GROUP BY queue_id, for_window_id"
)
_SERVICES = (
    "SELECT q.id, extract(epoch FROM avg(s.took))::float, count(*) FROM unnest(%s::uuid[]) AS q (id), LATERAL ("
    " SELECT ended_at - started_at AS took FROM queueing_ticket t"
    " WHERE t.queue_id = q.id AND t.day = %s AND t.state = 'served' ORDER BY t.ended_at DESC LIMIT %s) AS s"
    " GROUP BY q.id"
)


def _services(queue_ids: Sequence[UUID], day: date) -> dict[UUID, tuple[float, int]]:
    """(mean seconds, how many) of the latest services of each queue on a day. One statement, a few index rows a queue."""
    return {row[0]: (row[1], row[2]) for row in prepared.rows(_SERVICES, [list(queue_ids), day, _RECENT])}


_STAMP = (
    "SELECT (SELECT mac FROM foundation_audithead WHERE center_id = %(center)s),"
    " (SELECT max(at) FROM queueing_queueoutlook WHERE center_id = %(center)s)"
)


def board_stamp(actor: Actor) -> tuple[str | None, datetime | None]:
    """Changes with everything that hangs in the hall: each act adds to the center's log, each look at the waits renews its outlooks.
    One statement, once in a request that only reads."""
    return shared.looked(("queueing.stamp", actor.center_id), lambda: _board_stamp(actor.center_id))


def _board_stamp(center_id: UUID | None) -> tuple[str | None, datetime | None]:
    row = prepared.one(_STAMP, {"center": center_id})
    assert row is not None
    return row[0], row[1]


def board(actor: Actor) -> Board:
    """What hangs in the hall. Eight statements, however many queues and windows; one while nothing has changed, where it is shared."""
    key = ("queueing.board", actor.center_id)
    return shared.once(key, lambda: board_stamp(actor), lambda: _board(actor))


def _hall(actor: Actor) -> Hall:
    """The hall as it stands: five statements, or one while nothing has changed. Shared between threads, so it is only read."""
    return shared.once(("queueing.hall", actor.center_id), lambda: board_stamp(actor), lambda: Hall(actor))


_LATEST = (
    "center_id = %s AND day = %s AND called_at IS NOT NULL AND state <> 'waiting' ORDER BY called_at DESC LIMIT %s"
)


_CALL = ("id", "number", "window_id", "state", "state_since", "called_at", "recalls")
_PUBLIC = (
    *_CALL, "center_id", "queue_id", "priority", "item", "source", "issued_at", "first_issued_at", "started_at", "ended_at", "for_window_id",
    "requeued", "booked", "appointment_at", "checked_in_at", "carried_from", "carried_by",
)  # fmt: skip
"""What of a ticket at a window may hang in the hall: nothing of the person but the number. The rest is for the window itself."""
_BLANK = {
    "tracking_code": "",
    "phone": b"",
    "note": "",
    "first_contact": "",
    "needs": (),
    "priority_reason": "",
    "why": {},
}


def _board(actor: Actor) -> Board:
    hall = _hall(actor)
    windows = _windows(hall)
    latest = prepared.models(Ticket, _LATEST, [hall.center_id, hall.day, _CALLS], only=_CALL)
    desks = {d.window_id: d for d in hall.desks}
    calls = sorted((_call_line(t, desks) for t in latest), key=lambda c: c.called_at, reverse=True)
    return Board(
        at=hall.at,
        queues=tuple(_queue_line(hall, q) for q in hall.queues if q.active),
        windows=windows,
        calls=tuple(calls),
    )


def _call_line(ticket: Ticket, desks: Mapping[UUID, WindowDesk]) -> CallLine:
    desk = desks.get(ticket.window_id)  # type: ignore[arg-type]
    called = ticket.state_since if ticket.state == State.CALLED else ticket.called_at
    assert called is not None
    return CallLine(
        ticket_id=ticket.pk, number=ticket.number, window=desk.code if desk else "",
        window_name=desk.name if desk else "", state=ticket.state, called_at=called, recalls=ticket.recalls,
    )  # fmt: skip


def _queue_line(hall: Hall, queue: Queue) -> QueueLine:
    row = hall.waiting.get(queue.pk, {})
    codes = tuple(d.code for d in hall.desks if d.state != Desk.CLOSED and queue.pk in d.queue_ids)
    return QueueLine(
        id=queue.pk, code=queue.code, name=queue.name, name_en=queue.name_en, waiting=row.get("n", 0),
        priority_waiting=row.get("urgent", 0), oldest_issued_at=row.get("oldest"), windows=codes,
        target_minutes=queue.target_minutes, wait=hall.newcomer(queue.pk),
    )  # fmt: skip


def _windows(hall: Hall) -> tuple[WindowLine, ...]:
    """Every active window of the center, those that were never opened too."""
    at_desks = [d.ticket_id for d in hall.desks if d.ticket_id]
    live = {t.pk: t for t in prepared.models(Ticket, "id = ANY(%s)", [at_desks], only=_PUBLIC)} if at_desks else {}
    queues = {q.pk: q for q in hall.queues}
    for t in live.values():
        t.__dict__.update(_BLANK)  # or `view` would ask the database for each
        t.queue = queues[t.queue_id]
    assert hall.center_id is not None
    signs = places.windows(hall.center_id)
    english = {w.id: w.name_en for w in signs}
    lines = {
        d.window_id: _window_line(hall, d, live.get(d.ticket_id), english.get(d.window_id, ""))  # type: ignore[arg-type]
        for d in hall.desks
    }
    for w in signs:
        if w.active:
            lines.setdefault(w.id, _never_opened(w))
    return tuple(sorted(lines.values(), key=_by_code))


def _window_line(hall: Hall, desk: WindowDesk, ticket: Ticket | None, name_en: str = "") -> WindowLine:
    codes = {q.pk: q.code for q in hall.queues}
    return WindowLine(
        id=desk.window_id, code=desk.code, name=desk.name, kind=desk.kind, state=desk.state, reason=desk.reason,
        expected_return=desk.expected_return, since=desk.state_since, staff_id=desk.staff_id, staff_name=desk.staff_name,
        queues=tuple(codes[q] for q in desk.queue_ids if q in codes),
        ticket=view(ticket, hall.desks) if ticket else None, skills=tuple(desk.skills),
        name_en=name_en,
    )  # fmt: skip


def view(
    ticket: Ticket, desks: Sequence[WindowDesk], *, ahead: int | None = None, wait: WaitRange | None = None
) -> TicketView:
    """A row, with its queue loaded, as the value that pages get."""
    at = next((d for d in desks if d.window_id == ticket.window_id), None)
    aim = next((d for d in desks if d.window_id == ticket.for_window_id), None)
    return TicketView(
        id=ticket.pk, number=ticket.number, tracking_code=ticket.tracking_code, queue=ticket.queue.code,
        queue_name=ticket.queue.name, queue_name_en=ticket.queue.name_en, state=ticket.state, priority=ticket.priority,
        priority_reason=ticket.priority_reason, needs=tuple(ticket.needs), item=ticket.item, source=ticket.source,
        phone_masked=privacy.mask_phone(privacy.unseal(ticket.phone)), issued_at=ticket.issued_at,
        first_issued_at=ticket.first_issued_at, state_since=ticket.state_since, called_at=ticket.called_at,
        started_at=ticket.started_at, ended_at=ticket.ended_at, window_id=ticket.window_id,
        window=at.code if at else "", window_name=at.name if at else "", for_window=aim.code if aim else "",
        recalls=ticket.recalls, requeued=ticket.requeued, first_contact=ticket.first_contact, note=ticket.note,
        why=ticket.why, booked=ticket.booked, appointment_at=ticket.appointment_at, checked_in_at=ticket.checked_in_at,
        carried_from=ticket.carried_from, carried_by=ticket.carried_by, ahead=ahead, wait=wait,
    )  # fmt: skip


def find_ticket(code: str) -> tuple[UUID, UUID] | None:
    """(center, ticket) behind a tracking code as typed or scanned. Needs no scope."""
    return door("ticket", privacy.normal_code(code))


def desks(actor: Actor) -> tuple[WindowLine, ...]:
    """Every window of the center with its state and the ticket at it."""
    return board(actor).windows if shared.on() else _windows(Hall(actor))


def _never_opened(w: places.WindowInfo) -> WindowLine:
    return WindowLine(w.id, w.code, w.name, w.kind, Desk.CLOSED, "", None, None, None, "", (), None, name_en=w.name_en)


def queues(actor: Actor, *, active_only: bool = False) -> list[QueueInfo]:
    """The queues of the center by code, each with the windows that serve it. Two statements."""
    rows = Queue.objects.filter(center_id=actor.center_id).order_by("code")
    at = sorted(WindowDesk.objects.filter(center_id=actor.center_id), key=_by_code)
    found = rows.filter(active=True) if active_only else rows
    return [q.info(tuple(d.code for d in at if q.pk in d.queue_ids)) for q in found]


def queue_for_item(actor: Actor, item: str) -> QueueInfo | None:
    """The active queue that handles an item; the kiosk asks it after the person chose. Two statements."""
    return next((q for q in queues(actor, active_only=True) if item in q.items), None)


def unled_items(actor: Actor) -> list[str]:
    """The items that the center offers and that no queue in use leads to: neither kiosk nor phone gives a number for them. Two statements."""
    rows = Queue.objects.filter(center_id=actor.center_id, active=True).values_list("items", flat=True)
    led = {item for items in rows for item in items}
    return [offer.item_code for offer in catalog.offers(actor) if offer.item_code not in led]


def live_ticket(actor: Actor, window_id: UUID) -> TicketView | None:
    """The ticket at a window now, for what stands on its counter. Two statements."""
    found = Ticket.objects.select_related("queue").filter(
        center_id=actor.center_id, window_id=window_id, state__in=sorted(LIVE)
    )
    row = found.first()
    return view(row, list(WindowDesk.objects.filter(center_id=actor.center_id))) if row else None


def hands(actor: Actor, ticket: UUID) -> list[Hand]:
    """Who had the visit in his hands, the first contact first. One statement."""
    where = "center_id = ANY(%s) AND ticket_id = %s ORDER BY at, id"
    rows = prepared.models(TicketHand, where, [list(actor.reads), ticket])
    return [Hand(r.at, r.act, r.staff_name, r.staff_post, r.window, r.note) for r in rows]


def unmet_needs(actor: Actor) -> list[UnmetNeed]:
    """Who waits today with needs that no open window of his queue can meet, the longest first. Three statements."""
    assert actor.center_id is not None
    _, day = _moment(actor)
    rows = Ticket.objects.filter(center_id=actor.center_id, day=day, state=State.WAITING).exclude(needs=[])
    people = list(rows.select_related("queue").order_by("first_issued_at"))
    if not people:
        return []
    open_ = list(WindowDesk.objects.filter(center_id=actor.center_id, state=Desk.OPEN))
    offers = offers_of(actor.center_id, open_)
    found = []
    for t in people:
        at = [offers[d.window_id] for d in open_ if t.queue_id in d.queue_ids]
        left = rules.unmet(t.needs, max(at, key=lambda o: rules.met(t.needs, o), default=frozenset()))
        if left:
            found.append(UnmetNeed(t.pk, t.number, t.queue.code, tuple(left), t.first_issued_at))
    return found


def subjects_of(actor: Actor, ticket: UUID) -> list[str]:
    """What a visit is about, as `case:<id>`, in the order in which it was noted. One statement."""
    rows = TicketSubject.objects.filter(center_id__in=actor.reads, ticket_id=ticket).order_by("at", "id")
    return list(rows.values_list("subject", flat=True))


def clerk_skills(actor: Actor) -> dict[UUID, tuple[str, ...]]:
    """What each member of staff can do for people with needs. One statement."""
    return {row.staff_id: tuple(row.skills) for row in ClerkSkills.objects.filter(center_id=actor.center_id)}
