"""Giving a number: the one way in which tickets come to be, whoever asks for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from yichuang.domains.queueing import events, hot, needs
from yichuang.domains.queueing.announcing import announce_later
from yichuang.domains.queueing.hands import note_hand
from yichuang.domains.queueing.lifecycle import State
from yichuang.domains.queueing.models import Queue
from yichuang.domains.queueing.rules import CARE
from yichuang.foundation import doors, identity, privacy
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.ids import uuid7

from .common import any_queue, needs_of, priority_of, text_of


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants a number for. `ordered_at` is where his waiting counts from; None: now.

    `free`: the number was promised before (an appointment), so neither the day's cap nor the issuing hours stop it.
    """

    queue: str
    item: str = ""
    priority: bool | str | None = False
    phone: str = ""
    needs: tuple[str, ...] = ()
    source: str = "kiosk"
    state: State = State.WAITING
    booked: bool = False
    appointment_at: datetime | None = None
    ordered_at: datetime | None = None
    free: bool = False


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
    wish = Wish(
        queue=queue or queue_of_item(work, item or ""), item=item or "", priority=priority, phone=phone or "",
        needs=tuple(needs), source=source,
    )  # fmt: skip
    return issue(work, wish)


def issue(work: Work, wish: Wish) -> dict[str, Any]:
    """The number, in the caller's transaction. One statement, two more for a member of staff, one for a need."""
    urgent, reason = priority_of(wish.priority)
    wanted = needs_of([*wish.needs, *([reason] if reason in CARE else [])])
    ticket_id, tracking = uuid7(), privacy.random_code()
    heard = work.actor if work.actor.kind == "staff" else None  # who hears the wish first answers for it
    phone = identity.phone_number(wish.phone)
    here = wish.state == State.WAITING
    row = hot.issue(
        {
            "center": work.center_id, "queue": wish.queue, "counter": uuid7(), "day": work.today, "id": ticket_id, "at": work.at,
            "tracking": tracking, "priority": urgent, "reason": reason, "needs": wanted, "state": wish.state.value,
            "item": text_of(wish.item, "item", 40), "phone": privacy.seal(phone), "phone_hash": privacy.blind(phone),
            "source": wish.source[:10], "booked": wish.booked and not urgent, "appointment": wish.appointment_at,
            "ordered": wish.ordered_at or work.at, "actor_id": heard.id if heard else None, "actor": heard.name if heard else "",
            "clock": work.at.astimezone(work.zone).time(), "free": wish.free, "here": work.at if here else None,
        },
        doors.insert_sql(work.center_id, "ticket", tracking, ticket_id),
    )  # fmt: skip
    number, ahead, code = _given(work, row, wish.queue)
    work.audit(
        "ticket.issued", f"ticket:{ticket_id}", after={"number": number, "priority": reason, "source": wish.source}
    )
    work.emit(events.TICKET_ISSUED, f"ticket:{ticket_id}", ticket=ticket_id, queue=code)
    work.live("queue", "board")
    announce_later(work)
    note_hand(work, ticket_id, "issued")
    if wanted:
        needs_told(work, ticket_id, number, row[0], wanted)
    return {
        "id": ticket_id, "number": number, "tracking_code": tracking, "queue": code, "state": wish.state.value,
        "ahead": ahead, "issued_at": work.at, "priority": urgent, "priority_reason": reason,
    }  # fmt: skip


def needs_told(work: Work, ticket: UUID, number: str, queue_id: UUID, wanted: Iterable[str]) -> None:
    """Tell the floor of a need that no open window can meet."""
    left = needs.unmet_by_all(work.center_id, queue_id, wanted)
    if left:
        needs.tell_floor(work, ticket, number, left)


def _given(work: Work, row: tuple[Any, ...] | None, asked: str) -> tuple[str, int, str]:
    """(number, ahead, queue), or the refusal that says what else to do."""
    if row is None:
        raise Invalid("queue.unknown", field="queue", queue=asked)
    _id, code, name, active, number, ahead, cap, opens, until = row
    if number is not None:
        return number, ahead, code
    if not active:
        raise Refused("queue.closed", queue=name)
    now = work.at.astimezone(work.zone).time()
    if opens and now < opens:
        raise Refused("queue.not_yet", queue=name, time=f"{opens:%H:%M}")
    if until and now >= until:
        raise Refused("queue.over", queue=name, time=f"{until:%H:%M}")
    raise Refused("queue.full", queue=name, cap=cap)


def queue_of_item(work: Work, item: str) -> str:
    """The code of the queue that handles an item."""
    found = Queue.objects.filter(center_id=work.center_id, active=True, items__contains=[item]).order_by("code").first()
    if found is None:
        raise Invalid("queue.no_item", field="item" if item else "queue", item=item)
    return found.code


@command("queueing.set_issuing", needs="place.manage")
def set_issuing(
    work: Work, *, queue: str, day_cap: int | None = None, issue_from: time | str | None = None,
    issue_until: time | str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """How many numbers a queue gives a day and between which hours; nothing given means no limit."""
    row, values = (
        any_queue(work, queue),
        issuing_limits(day_cap=day_cap, issue_from=issue_from, issue_until=issue_until),
    )
    Queue.objects.filter(pk=row.pk).update(**values)
    after = {"code": queue, **values}
    work.audit("queue.issuing_set", f"queue:{row.pk}", after={k: str(v) for k, v in after.items()})
    work.live("board", "queue")
    return after


def issuing_limits(
    *, day_cap: int | None, issue_from: time | str | None, issue_until: time | str | None
) -> dict[str, Any]:
    """How many numbers a day and between which hours, as a queue's columns, or the first that cannot be."""
    if day_cap is not None and not 1 <= day_cap <= 9999:
        raise Invalid("queue.cap_range", field="day_cap")
    opens, until = as_time(issue_from, "issue_from"), as_time(issue_until, "issue_until")
    if opens and until and until <= opens:
        raise Invalid("queue.hours_order", field="issue_until")
    return {"day_cap": day_cap, "issue_from": opens, "issue_until": until}


def as_time(value: time | str | None, field: str) -> time | None:
    """A time of day as a form or a program gives it; empty is none."""
    if value is None or isinstance(value, time):
        return value
    try:
        return time.fromisoformat(value) if value.strip() else None
    except ValueError:
        raise Invalid("queue.hours_shape", field=field) from None
