"""Everything that changes a ticket. One function, one act, one transaction."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.domains.queueing import events, hot
from yichuang.domains.queueing.lifecycle import LIVE, State
from yichuang.domains.queueing.models import Queue, Ticket, WindowDesk
from yichuang.foundation import doors, privacy
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.ids import uuid7

from .common import (
    answer,
    desk_code,
    find_queue,
    leave_window,
    needs_of,
    priority_of,
    take_desk,
    take_ticket,
    tell,
    text_of,
)

_PHONE = re.compile(r"^\+?[0-9]{5,15}$")


@command("queueing.issue_ticket", needs="ticket.issue")
def issue_ticket(
    work: Work,
    *,
    queue: str = "",
    priority: bool | str | None = False,
    item: str | None = None,
    phone: str | None = None,
    needs: Iterable[str] = (),
    source: str = "kiosk",
) -> dict[str, Any]:
    """Give a person the next number of a queue, and a random code to follow it by.

    Without `queue`, the queue that handles `item` is taken. `ahead` in the answer counts who waited at that moment.
    """
    urgent, reason = priority_of(priority)
    code = queue or _queue_of_item(work, item or "")
    ticket_id, tracking = uuid7(), privacy.random_code()
    heard = work.actor if work.actor.kind == "staff" else None  # who hears the wish first answers for it
    row = hot.issue(
        {
            "center": work.center_id, "queue": code, "counter": uuid7(), "day": work.today, "id": ticket_id, "at": work.at,
            "tracking": tracking, "priority": urgent, "reason": reason, "needs": needs_of(needs),
            "item": text_of(item or "", "item", 40), "phone": _sealed(phone), "source": source[:10],
            "actor_id": heard.id if heard else None, "actor": heard.name if heard else "",
        },
        doors.insert_sql(work.center_id, "ticket", tracking, ticket_id),
    )  # fmt: skip
    if row is None:
        raise Invalid("queue.unknown", field="queue", queue=code)
    _, code, name, _, number, ahead = row
    if number is None:
        raise Refused("queue.closed", queue=name)
    work.audit("ticket.issued", f"ticket:{ticket_id}", after={"number": number, "priority": reason, "source": source})
    work.emit(events.TICKET_ISSUED, f"ticket:{ticket_id}", ticket=ticket_id, queue=code)
    work.live("queue", "board")
    return {
        "id": ticket_id, "number": number, "tracking_code": tracking, "queue": code, "state": State.WAITING.value,
        "ahead": ahead, "issued_at": work.at, "priority": urgent, "priority_reason": reason,
    }  # fmt: skip


def _queue_of_item(work: Work, item: str) -> str:
    found = Queue.objects.filter(center_id=work.center_id, active=True, items__contains=[item]).order_by("code").first()
    if found is None:
        raise Invalid("queue.no_item", field="item" if item else "queue", item=item)
    return found.code


def _sealed(phone: str | None) -> bytes:
    plain = re.sub(r"[\s-]", "", phone or "")
    if plain and not _PHONE.match(plain):
        raise Invalid("ticket.phone", field="phone")
    return privacy.seal(plain)


@command("queueing.call_next", needs="ticket.call")
def call_next(work: Work, *, window: str, queues: Iterable[str] | None = None) -> dict[str, Any]:
    """Call the person whose turn it is to a window; `ticket` is None when nobody waits for it.

    Two windows never get the same person, and a window with somebody at it gets nobody.
    """
    params = {
        "center": work.center_id, "window": window, "day": work.today, "at": work.at,
        "queues": list(queues) if queues else None,
    }  # fmt: skip
    for heads in hot.LOOKS:
        desk, ticket, seen = hot.call(params, heads)
        if desk is None:
            places.window_by_code(work.center_id, window)  # an unknown window is missing, a known one was never opened
            raise Refused("window.not_open", window=window)
        _check_free(work, desk)
        if ticket is not None or not seen:
            break
    if ticket is None:
        _check_served(work, desk, params["queues"])
        return {"ticket": None, "window": desk["code"]}
    subject = f"ticket:{ticket['id']}"
    work.audit(
        "ticket.called", subject, before={"state": "waiting"}, after={"window": desk["code"], "why": ticket["why"]}
    )
    work.emit(events.CALLED, subject, ticket=ticket["id"], window=desk["window_id"])
    work.live("queue", "board", subject, f"window:{desk['window_id']}")
    del ticket["queue_id"]
    extra = {"state": State.CALLED.value, "ahead": 0, "called_at": work.at, "recalls": 0, "window": desk["code"]}
    return {"ticket": {**ticket, **extra}, "window": desk["code"]}


def _check_free(work: Work, desk: dict[str, Any]) -> None:
    if desk["state"] != "open":
        raise Refused("window.not_open", window=desk["code"])
    if desk["ticket_id"] is not None:
        number = Ticket.objects.filter(pk=desk["ticket_id"]).values_list("number", flat=True).first()
        raise Refused("ticket.window_busy", window=desk["code"], number=number)
    if not desk["queues"]:
        raise Refused("window.serves_nothing", window=desk["code"])


def _check_served(work: Work, desk: dict[str, Any], asked: list[str] | None) -> None:
    """Nobody was found: perhaps because a queue was asked for that this window does not serve."""
    if asked:
        served = Queue.objects.filter(pk__in=desk["queues"]).values_list("code", flat=True)
        for code in set(asked) - set(served):
            raise Refused("window.queue_not_served", window=desk["code"], queue=code)


@command("queueing.recall", needs="ticket.call")
def recall(work: Work, *, ticket: UUID | str) -> dict[str, Any]:
    """Announce a called number once more."""
    found = take_ticket(work, ticket)
    found.move("recall", at=work.at, recalls=found.recalls + 1)
    work.audit("ticket.recalled", f"ticket:{found.pk}", after={"recalls": found.recalls})
    work.emit(events.CALLED, f"ticket:{found.pk}", ticket=found.pk, window=found.window_id)
    tell(work, found, found.window_id)
    return answer(found, desk_code(work, found.window_id))


@command("queueing.start", needs="ticket.call")
def start(work: Work, *, ticket: UUID | str) -> dict[str, Any]:
    """The person is at the window; the service begins."""
    found = take_ticket(work, ticket)
    heard: dict[str, Any] = {}
    if not found.first_contact and work.actor.kind == "staff":
        heard = {"first_contact_id": work.actor.id, "first_contact": work.actor.name}
    found.move("start", at=work.at, started_at=work.at, **heard)
    work.audit("ticket.started", f"ticket:{found.pk}", before={"state": "called"}, after={"state": found.state})
    work.emit(events.STARTED, f"ticket:{found.pk}", ticket=found.pk, window=found.window_id)
    tell(work, found, found.window_id)
    return answer(found, desk_code(work, found.window_id))


@command("queueing.no_show", needs="ticket.call")
def no_show(work: Work, *, ticket: UUID | str, reason: str = "") -> dict[str, Any]:
    """Nobody came to the window. The person may rejoin the queue once."""
    found = take_ticket(work, ticket)
    window_id = found.window_id
    found.move("no_show", at=work.at)
    leave_window(work, found, window_id)
    work.audit(
        "ticket.missed", f"ticket:{found.pk}", before={"state": "called"}, after={"state": found.state},
        reason=text_of(reason, "reason"),
    )  # fmt: skip
    work.emit(events.MISSED, f"ticket:{found.pk}", ticket=found.pk, window=window_id)
    tell(work, found, window_id)
    return answer(found, desk_code(work, window_id))


@command("queueing.requeue", needs="ticket.issue")
def requeue(work: Work, *, ticket: UUID | str) -> dict[str, Any]:
    """Put a person who missed the call back in line, once, behind the next few of the center's setting."""
    found = take_ticket(work, ticket)
    found.LIFECYCLE.plan("requeue", state=found.state)
    if found.requeued:
        raise Refused("ticket.requeued_already", number=found.number)
    if found.day != work.today:
        raise Refused("ticket.other_day", number=found.number)
    window_id = found.window_id
    ordered_at = _behind(work, found, places.center(work.center_id).setting("requeue_after"))
    found.move("requeue", at=work.at, requeued=True, ordered_at=ordered_at, window_id=None, called_at=None)
    work.audit("ticket.requeued", f"ticket:{found.pk}", before={"state": "absent"}, after={"state": found.state})
    work.emit(events.REQUEUED, f"ticket:{found.pk}", ticket=found.pk)
    tell(work, found, window_id)
    return answer(found, "")


def _behind(work: Work, ticket: Ticket, people: int) -> datetime:
    """Just behind the n-th waiting person of the same queue and class; with fewer of them, behind everybody: now."""
    line = Ticket.objects.filter(
        queue_id=ticket.queue_id, day=ticket.day, state=State.WAITING, priority=ticket.priority, for_window_id=None
    ).order_by("ordered_at", "id")
    last = line.values_list("ordered_at", flat=True)[max(people - 1, 0) : people].first() if people else None
    if people == 0:
        return ticket.ordered_at
    return last + timedelta(microseconds=1) if last else work.at


@command("queueing.transfer", needs="ticket.call")
def transfer(work: Work, *, ticket: UUID | str, queue: str = "", window: str = "", reason: str = "") -> dict[str, Any]:
    """Send the person on to another queue, or to one window, keeping number and time of first issue."""
    if bool(queue) == bool(window):
        raise Invalid("ticket.transfer_target", field="queue")
    found = take_ticket(work, ticket)
    left, from_queue = found.window_id, found.queue.code
    changes: dict[str, Any] = {"for_window_id": None}
    if queue:
        target = find_queue(work, queue)
        if target.pk == found.queue_id:
            raise Refused("ticket.transfer_same", number=found.number)
        changes["queue_id"] = target.pk
    else:
        aim = WindowDesk.objects.filter(center_id=work.center_id, code=window).first()
        if aim is None:
            raise Missing("window.missing", window=window)
        changes["for_window_id"] = aim.window_id
    why = text_of(reason, "reason")
    found.move(
        "transfer", at=work.at, window_id=None, called_at=None, started_at=None, ordered_at=found.first_issued_at,
        note=why or found.note, **changes,
    )  # fmt: skip
    leave_window(work, found, left)
    to = {"queue": queue or from_queue, "window": window}
    work.audit("ticket.transferred", f"ticket:{found.pk}", before={"queue": from_queue}, after=to, reason=why)
    work.emit(events.TRANSFERRED, f"ticket:{found.pk}", ticket=found.pk, left=left, **to)
    tell(work, found, left)
    if changes["for_window_id"]:
        work.live(f"window:{changes['for_window_id']}")
    found = Ticket.objects.select_related("queue").get(pk=found.pk)
    return answer(found, "")


@command("queueing.hold", needs="ticket.call")
def hold(work: Work, *, ticket: UUID | str, reason: str = "") -> dict[str, Any]:
    """Set the visit aside (the person fetches a copy, fills in a form); the window may call the next."""
    found = take_ticket(work, ticket)
    before, window_id = found.state, found.window_id
    why = text_of(reason, "reason")
    found.move("hold", at=work.at, note=why or found.note)
    leave_window(work, found, window_id)
    work.audit("ticket.held", f"ticket:{found.pk}", before={"state": before}, after={"state": found.state}, reason=why)
    work.emit(events.HELD, f"ticket:{found.pk}", ticket=found.pk, window=window_id)
    tell(work, found, window_id)
    return answer(found, desk_code(work, window_id))


@command("queueing.resume", needs="ticket.call")
def resume(work: Work, *, ticket: UUID | str, window: str = "") -> dict[str, Any]:
    """Go on with a visit that was set aside, at the window it was left at unless another is named."""
    found = take_ticket(work, ticket)
    found.LIFECYCLE.plan("resume", state=found.state)
    desk = take_desk(work, code=window, window_id=None if window else found.window_id)
    _check_free(work, {"state": desk.state, "ticket_id": desk.ticket_id, "code": desk.code, "queues": True})
    left = found.window_id
    found.move("resume", at=work.at, window_id=desk.window_id, started_at=found.started_at or work.at)
    WindowDesk.objects.filter(pk=desk.pk).update(ticket_id=found.pk)
    work.audit("ticket.resumed", f"ticket:{found.pk}", before={"state": "held"}, after={"window": desk.code})
    work.emit(events.RESUMED, f"ticket:{found.pk}", ticket=found.pk, window=desk.window_id)
    tell(work, found, desk.window_id)
    if left and left != desk.window_id:
        work.live(f"window:{left}")
    return answer(found, desk.code)


@command("queueing.finish", needs="ticket.call")
def finish(work: Work, *, ticket: UUID | str) -> dict[str, Any]:
    """The visit is over; the window is free. Whoever listens may now invite the person to rate it."""
    found = take_ticket(work, ticket)
    before, window_id = found.state, found.window_id
    begun = found.started_at or found.called_at or work.at
    found.move("finish", at=work.at, started_at=begun, ended_at=work.at)
    leave_window(work, found, window_id)
    work.audit("ticket.served", f"ticket:{found.pk}", before={"state": before}, after={"state": found.state})
    work.emit(events.SERVED, f"ticket:{found.pk}", ticket=found.pk, window=window_id, staff=work.actor.id)
    tell(work, found, window_id)
    return answer(found, desk_code(work, window_id))


@command("queueing.cancel", needs="ticket.cancel")
def cancel(work: Work, *, ticket: UUID | str, reason: str = "") -> dict[str, Any]:
    """Take a ticket out of the line. Staff say why; the person who holds it need not."""
    found = take_ticket(work, ticket)
    why = text_of(reason, "reason")
    if not why and work.actor.kind == "staff":
        raise Invalid("ticket.reason_needed", field="reason")
    before, window_id = found.state, found.window_id
    found.move("cancel", at=work.at, ended_at=work.at)
    if before in LIVE:
        leave_window(work, found, window_id)
    work.audit(
        "ticket.cancelled", f"ticket:{found.pk}", before={"state": before}, after={"state": found.state}, reason=why
    )
    work.emit(events.CANCELLED, f"ticket:{found.pk}", ticket=found.pk, window=window_id)
    tell(work, found, window_id)
    return answer(found, desk_code(work, window_id))


@command("queueing.note_ticket", needs="ticket.call")
def note_ticket(work: Work, *, ticket: UUID | str, note: str) -> dict[str, Any]:
    """Write a line for whoever serves the person next. It is no place for personal data, and pages say so."""
    found = take_ticket(work, ticket)
    Ticket.objects.filter(pk=found.pk).update(note=text_of(note, "note"))
    work.audit("ticket.noted", f"ticket:{found.pk}")
    tell(work, found, found.window_id)
    return {"id": found.pk, "note": note.strip()}


@command("queueing.close_day", needs="system.manage")
def close_day(work: Work) -> dict[str, Any]:
    """End what earlier days left waiting, aside or absent: their numbers can no longer be called."""
    left = list(
        Ticket.objects.select_for_update(skip_locked=True)
        .filter(center_id=work.center_id, day__lt=work.today, state__in=[State.WAITING, State.HELD, State.ABSENT])
        .order_by("id")[:500]
    )
    for ticket in left:
        ticket.move("expire", at=work.at, ended_at=work.at)
        work.audit("ticket.expired", f"ticket:{ticket.pk}", after={"number": ticket.number, "day": str(ticket.day)})
        work.live(f"ticket:{ticket.pk}")
    if left:
        work.live("queue", "board")
    return {"expired": len(left)}
