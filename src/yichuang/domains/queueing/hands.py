"""首问: who had a visit in his hands, the first of them responsible for it (DB50/T 1603-2024, 5.3.1.1)."""

from typing import Any
from uuid import UUID

from yichuang.foundation.command import Work

from .models import Ticket, TicketHand


def note_hand(work: Work, ticket_id: UUID, act: str, window: str = "", note: str = "") -> None:
    """Add whoever acts to the chain; devices and jobs are nobody's hands. One statement for staff, none else."""
    who = work.actor
    if who.kind != "staff" or who.id is None:
        return
    TicketHand.objects.create(
        center_id=work.center_id, ticket_id=ticket_id, at=work.at, act=act, staff_id=who.id, staff_name=who.name[:100],
        staff_post=(who.post or "")[:100], window=window, note=note,
    )  # fmt: skip


def touch(work: Work, ticket: Ticket, act: str, window: str = "", note: str = "") -> dict[str, Any]:
    """Add whoever acts to the chain, and answer the fields that make him the first contact if nobody was before."""
    note_hand(work, ticket.pk, act, window, note)
    if ticket.first_contact or work.actor.kind != "staff":
        return {}
    return {"first_contact_id": work.actor.id, "first_contact": work.actor.name}
