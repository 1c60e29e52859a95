"""What other rooms do to a ticket inside their own transaction. No command, so `work` is the caller's."""

from uuid import UUID

from yichuang.foundation.command import Work

from .commands.common import take_ticket
from .lifecycle import State
from .models import TicketSubject, WindowDesk
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
