"""The end of the day: what is left of it ends, or is taken over to another day by a named person."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.domains.queueing import events
from yichuang.domains.queueing.hands import note_hand
from yichuang.domains.queueing.lifecycle import State
from yichuang.domains.queueing.models import NumberBlock, Ticket
from yichuang.foundation import messages, privacy
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.messages import Recipient

from .alone import void_blocks
from .common import as_id, leave_window, tell, text_of

MOST_CARRIED = 500
CARRIED = (
    "【%(center)s】您的号 %(number)s 今天没有办完，已为您保留到 %(day)s，新号 %(fresh)s，到时优先呼叫，不用重新取号。"
)


@command("queueing.carry_over", needs="ticket.cancel")
def carry_over(work: Work, *, tickets: Iterable[UUID | str], to: date | str, reason: str) -> dict[str, Any]:
    """Take what is left of today over to a service day to come, in the name of whoever acts. People keep their place in
    line: there they come before whoever takes a number that day. Their number gets a + so that no number is given twice."""
    why = text_of(reason, "reason")
    if not why:
        raise Invalid("ticket.reason_needed", field="reason")
    if work.actor.kind != "staff":
        raise Refused("ticket.carry_by_name")
    day = _service_day(work, to)
    wanted = [as_id(t) for t in tickets][:MOST_CARRIED]
    rows = list(
        Ticket.objects.select_for_update(of=("self",))
        .select_related("queue")
        .filter(center_id=work.center_id, pk__in=wanted)
        .order_by("id")
    )
    if len(rows) != len(set(wanted)) or not rows:
        raise Invalid("ticket.carry_which", field="tickets")
    return {"day": day, "carried": [_carry(work, row, day, why) for row in rows]}


def _carry(work: Work, row: Ticket, day: date, why: str) -> dict[str, str]:
    if row.day != work.today:
        raise Refused("ticket.other_day", number=row.number)
    was, left = row.number, row.window_id
    row.move(
        "carry", at=work.at, day=day, number=f"{was}+"[:8], carried_from=row.day, carried_by=work.actor.name,
        window_id=None, for_window_id=None, called_at=None, started_at=None, ordered_at=row.first_issued_at, near_told_at=None,
    )  # fmt: skip
    leave_window(work, row, left)
    note_hand(work, row.pk, "carried", note=why)
    after = {"day": str(day), "number": row.number, "by": work.actor.name}
    work.audit(
        "ticket.carried",
        f"ticket:{row.pk}",
        before={"day": str(row.carried_from), "number": was},
        after=after,
        reason=why,
    )
    work.emit(events.CARRIED, f"ticket:{row.pk}", ticket=row.pk, day=str(day))
    phone = privacy.unseal(row.phone)
    if phone:
        facts = {
            "center": places.center(work.center_id).name,
            "number": was,
            "day": f"{day.month} 月 {day.day} 日",
            "fresh": row.number,
        }
        messages.post(
            work, to=[Recipient("sms", address=phone)], template="ticket.carried", text=CARRIED, facts=facts,
            link=f"/t/{row.tracking_code}/", about=f"ticket:{row.pk}",
        )  # fmt: skip
    tell(work, row, left)
    return {"was": was, "number": row.number}


def _service_day(work: Work, to: date | str) -> date:
    """A day after today on which the center serves."""
    try:
        day = date.fromisoformat(to) if isinstance(to, str) else to
    except ValueError:
        raise Invalid("ticket.carry_day", field="to") from None
    if day <= work.today or not places.service_periods(work.center_id, day, day)[day]:
        raise Invalid("ticket.carry_day", field="to")
    return day


@command("queueing.close_day", needs="system.manage")
def close_day(work: Work) -> dict[str, Any]:
    """End what earlier days left waiting, aside or absent: their numbers can no longer be called. Numbers that kiosks kept are void."""
    void_blocks(work, NumberBlock.objects.filter(day__lt=work.today))
    left = list(
        Ticket.objects.select_for_update(skip_locked=True)
        .filter(
            center_id=work.center_id, day__lt=work.today,
            state__in=[State.EXPECTED, State.WAITING, State.HELD, State.ABSENT],
        )
        .order_by("id")[:500]
    )  # fmt: skip
    for ticket in left:
        ticket.move("expire", at=work.at, ended_at=work.at)
        work.audit("ticket.expired", f"ticket:{ticket.pk}", after={"number": ticket.number, "day": str(ticket.day)})
        work.live(f"ticket:{ticket.pk}")
    if left:
        work.live("queue", "board")
    return {"expired": len(left)}
