"""Everything that changes a ticket. One function, one act, one transaction."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.domains.queueing import calling, events, hot, needs
from yichuang.domains.queueing.announcing import announce_later
from yichuang.domains.queueing.hands import note_hand, touch
from yichuang.domains.queueing.lifecycle import LIVE, State
from yichuang.domains.queueing.models import Queue, Ticket, WindowDesk
from yichuang.domains.queueing.near import tell_near_later
from yichuang.domains.queueing.rules import may_recall
from yichuang.foundation import doors, privacy
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused

from .common import (
    answer,
    desk_code,
    find_queue,
    leave_window,
    serving_desk,
    take_desk,
    take_ticket,
    tell,
    text_of,
)


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
    if ticket["why"].get("unmet"):
        needs.tell_floor(work, ticket["id"], ticket["number"], ticket["why"]["unmet"])
    if desk["to_tell"]:
        tell_near_later(work)
    announce_later(work)
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


@command("queueing.call_chosen", needs="ticket.call")
def call_chosen(work: Work, *, window: str, ticket: UUID | str, reason: str) -> dict[str, Any]:
    """Call somebody who waits although it is not his turn. The reason is kept with the call, and how many it overtook."""
    why = text_of(reason, "reason")
    if not why:
        raise Invalid("ticket.reason_needed", field="reason")
    found = take_ticket(work, ticket)  # first the ticket, then the window, as every act on a ticket does
    desk = take_desk(work, code=window)
    _check_free(work, {"state": desk.state, "ticket_id": desk.ticket_id, "code": desk.code, "queues": True})
    found.LIFECYCLE.plan("call", state=found.state)
    if found.day != work.today:
        raise Refused("ticket.other_day", number=found.number)
    before = Ticket.objects.filter(
        queue_id=found.queue_id, day=found.day, state=State.WAITING, ordered_at__lt=found.ordered_at
    ).count()
    said = {
        "rule": "chosen.v1", "said": why, "by": work.actor.name, "overtook": before,
        "waited_seconds": round((work.at - found.ordered_at).total_seconds()), "reason": found.priority_reason,
        "unmet": needs.left_at(work.center_id, desk, found.needs),
    }  # fmt: skip
    found.move("call", at=work.at, called_at=work.at, window_id=desk.window_id, recalls=0, why=said)
    WindowDesk.objects.filter(pk=desk.pk).update(ticket_id=found.pk)
    note_hand(work, found.pk, "chosen", desk.code, why)
    work.audit(
        "ticket.called",
        f"ticket:{found.pk}",
        before={"state": "waiting"},
        after={"window": desk.code, "why": said},
        reason=why,
    )
    work.emit(events.CALLED, f"ticket:{found.pk}", ticket=found.pk, window=desk.window_id)
    tell(work, found, desk.window_id)
    return answer(found, desk.code)


@command("queueing.recall", needs="ticket.call")
def recall(work: Work, *, ticket: UUID | str) -> dict[str, Any]:
    """Announce a called number once more."""
    found = take_ticket(work, ticket)
    found.LIFECYCLE.plan("recall", state=found.state)
    center = places.center(work.center_id)
    why, seconds = may_recall(
        found.recalls, (work.at - found.state_since).total_seconds(), limit=center.setting("recall_limit"),
        pause=center.setting("recall_pause_seconds"),
    )  # fmt: skip
    if why:
        raise Refused(why, number=found.number, seconds=seconds, limit=center.setting("recall_limit"))
    found.move("recall", at=work.at, recalls=found.recalls + 1)
    work.audit("ticket.recalled", f"ticket:{found.pk}", after={"recalls": found.recalls})
    work.emit(events.CALLED, f"ticket:{found.pk}", ticket=found.pk, window=found.window_id)
    tell(work, found, found.window_id)
    return answer(found, desk_code(work, found.window_id))


@command("queueing.start", needs="ticket.call")
def start(work: Work, *, ticket: UUID | str) -> dict[str, Any]:
    """The person is at the window; the service begins."""
    found = take_ticket(work, ticket)
    code = desk_code(work, found.window_id)
    found.move("start", at=work.at, started_at=work.at, **touch(work, found, "started", code))
    work.audit("ticket.started", f"ticket:{found.pk}", before={"state": "called"}, after={"state": found.state})
    work.emit(events.STARTED, f"ticket:{found.pk}", ticket=found.pk, window=found.window_id)
    tell(work, found, found.window_id)
    return answer(found, code)


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
    """Send the person on to another queue, or to one window, keeping number and time of first issue. Nobody is sent to a window that is closed."""
    if bool(queue) == bool(window):
        raise Invalid("ticket.transfer_target", field="queue")
    found = take_ticket(work, ticket)
    left, from_queue = found.window_id, found.queue.code
    changes: dict[str, Any] = {"for_window_id": None}
    if queue:
        target = find_queue(work, queue)
        if target.pk == found.queue_id:
            raise Refused("ticket.transfer_same", number=found.number)
        changes |= {"queue_id": target.pk, "weight": calling.weight_in(work.center_id, target.code, found.item)}
    else:
        changes["for_window_id"] = serving_desk(work, window).window_id
    why = text_of(reason, "reason")
    found.move(
        "transfer", at=work.at, window_id=None, called_at=None, started_at=None, ordered_at=found.first_issued_at,
        note=why or found.note, **changes,
        **touch(work, found, "sent_on", desk_code(work, left), f"{queue or from_queue}{window and f' → {window}'} {why}".strip()[:200]),
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
    why, code = text_of(reason, "reason"), desk_code(work, window_id)
    found.move("hold", at=work.at, note=why or found.note, **touch(work, found, "held", code, why))
    leave_window(work, found, window_id)
    work.audit("ticket.held", f"ticket:{found.pk}", before={"state": before}, after={"state": found.state}, reason=why)
    work.emit(events.HELD, f"ticket:{found.pk}", ticket=found.pk, window=window_id)
    tell(work, found, window_id)
    return answer(found, code)


@command("queueing.resume", needs="ticket.call")
def resume(work: Work, *, ticket: UUID | str, window: str = "") -> dict[str, Any]:
    """Go on with a visit that was set aside, at the window it was left at unless another is named."""
    found = take_ticket(work, ticket)
    found.LIFECYCLE.plan("resume", state=found.state)
    desk = take_desk(work, code=window, window_id=None if window else found.window_id)
    _check_free(work, {"state": desk.state, "ticket_id": desk.ticket_id, "code": desk.code, "queues": True})
    left = found.window_id
    found.move(
        "resume", at=work.at, window_id=desk.window_id, started_at=found.started_at or work.at,
        **touch(work, found, "resumed", desk.code),
    )  # fmt: skip
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
    begun, code = found.started_at or found.called_at or work.at, desk_code(work, window_id)
    found.move("finish", at=work.at, started_at=begun, ended_at=work.at, **touch(work, found, "finished", code))
    leave_window(work, found, window_id)
    work.audit("ticket.served", f"ticket:{found.pk}", before={"state": before}, after={"state": found.state})
    work.emit(events.SERVED, f"ticket:{found.pk}", ticket=found.pk, window=window_id, staff=work.actor.id)
    tell(work, found, window_id)
    return answer(found, code)


@command("queueing.cancel", needs="ticket.cancel")
def cancel(work: Work, *, ticket: UUID | str, reason: str = "") -> dict[str, Any]:
    """Take a ticket out of the line. Staff say why; the person who holds it need not."""
    found = take_ticket(work, ticket)
    why = text_of(reason, "reason")
    if not why and work.actor.kind == "staff":
        raise Invalid("ticket.reason_needed", field="reason")
    return _withdraw(work, found, "cancel", why)


@command("queueing.give_back", needs="")
def give_back(work: Work, *, code: str) -> dict[str, Any]:
    """Whoever holds a number gives it up, by the code on its slip: it was taken by mistake, or he is not coming."""
    door = doors.door("ticket", privacy.normal_code(code)) if code and len(code) <= 40 else None
    if door is None or door[0] != work.center_id:
        raise Missing("ticket.missing")
    return _withdraw(work, take_ticket(work, door[1]), "give_back", "")


def _withdraw(work: Work, found: Ticket, action: str, why: str) -> dict[str, Any]:
    """Out of the line, and away from the window that had called it."""
    before, window_id = found.state, found.window_id
    found.move(action, at=work.at, ended_at=work.at)
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
