"""What other rooms do to a ticket inside their own transaction. No command, so `work` is the caller's."""

from typing import Any
from uuid import UUID

from yichuang.foundation.command import Work

from .commands.common import as_id, take_ticket
from .commands.issuing import Wish, issue, queue_of_item
from .lifecycle import Desk, State
from .models import Ticket, TicketHand, TicketSubject, WindowDesk
from .types import TicketRef


def ticket_ref(work: Work, ticket: UUID | str) -> TicketRef:
    """The ticket that an act belongs to, locked until the act is done; another center's is missing."""
    found = take_ticket(work, ticket)
    desks = WindowDesk.objects.filter(center_id=work.center_id, window_id=found.window_id)
    code = desks.values_list("code", flat=True).first() if found.window_id else ""
    return TicketRef(
        id=found.pk, number=found.number, state=found.state, window_id=found.window_id, window=code or "",
        started_at=found.started_at, item=found.item,
    )  # fmt: skip


def number_of(work: Work, ticket: UUID | str) -> str:
    """What a ticket is called; for whoever follows an act on it. One statement."""
    return Ticket.objects.values_list("number", flat=True).get(pk=as_id(ticket), center_id=work.center_id)


def attach_case(work: Work, *, ticket: UUID | str, case_id: UUID, no: str) -> TicketRef:
    """Note that a case was opened during this visit. Saying it twice changes nothing; one visit may have many cases."""
    ref = ticket_ref(work, ticket)
    link = TicketSubject(center_id=work.center_id, ticket_id=ref.id, subject=f"case:{case_id}", label=no, at=work.at)
    TicketSubject.objects.bulk_create([link], ignore_conflicts=True)
    work.live(f"ticket:{ref.id}", *([f"window:{ref.window_id}"] if ref.window_id else []))
    return ref


def is_over(ref: TicketRef) -> bool:
    """Whether the visit has ended, one way or the other."""
    return ref.state in (State.SERVED, State.CANCELLED)


SHORT = 2
"""With more people than that waiting for the same clerk, whoever comes back goes to the short line instead."""


def return_ticket(work: Work, *, item: str, before: UUID | None, source: str = "return") -> dict[str, Any]:
    """A number for somebody who brings what he was told to bring: to the clerk of his last visit if he sits at an open
    window where few wait, else in the line of appointments, with his waiting counted from now. No cap stops him."""
    made = issue(work, Wish(queue=queue_of_item(work, item), item=item, source=source, booked=True, free=True))
    desk = _same_clerk(work, before) if before else None
    if desk is not None:
        Ticket.objects.filter(pk=made["id"]).update(for_window_id=desk.window_id)
        work.live(f"window:{desk.window_id}")
    return {**made, "window": desk.code if desk else ""}


def _same_clerk(work: Work, before: UUID) -> WindowDesk | None:
    """The open window of whoever served the visit before, unless too many wait for it already."""
    hand = TicketHand.objects.filter(center_id=work.center_id, ticket_id=before, act__in=["started", "resumed"])
    clerk = hand.order_by("-at").values_list("staff_id", flat=True).first()
    desk = (
        WindowDesk.objects.filter(center_id=work.center_id, state=Desk.OPEN, staff_id=clerk).first() if clerk else None
    )
    if desk is None:
        return None
    line = Ticket.objects.filter(for_window_id=desk.window_id, day=work.today, state=State.WAITING).count()
    return desk if line < SHORT else None
