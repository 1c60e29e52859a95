"""Forecasts that are told, and the night's work behind them. Jobs do these; a face asks for one person's range when it gives a number."""

from base64 import b64decode
from typing import Any
from uuid import UUID

from yichuang.domains.queueing import announcing
from yichuang.domains.queueing.models import CallingOrder, QueueFit, Ticket
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Missing

from .common import as_id


@command("queueing.announce", needs="system.manage")
def announce(work: Work) -> dict[str, Any]:
    """Tell everybody who waits how long it may still take, and each line what a newcomer would be told; settle what was told before."""
    settled = announcing.settle(work)
    seen, known = announcing.look(work)
    rows = announcing.announce(work, seen, known)
    announcing.boards(work, seen)
    changed = announcing.outlooks(work, seen, known)
    if rows or changed:
        work.live("board", *(f"ticket:{row.ticket_id}" for row in rows))
    return {"announced": len(rows), "settled": settled}


@command("queueing.announce_ticket", needs="ticket.issue")
def announce_ticket(work: Work, *, ticket: UUID | str) -> dict[str, Any]:
    """Tell one person, right after his number was given. A ticket that does not wait here is told nothing."""
    wanted = as_id(ticket)
    if not Ticket.objects.filter(center_id=work.center_id, pk=wanted).exists():
        raise Missing("ticket.missing")
    seen, known = announcing.look(work)
    rows = announcing.announce(work, seen, known, only=wanted) if wanted in seen.waiting else []
    return {"announced": len(rows)}


@command("queueing.store_fit", needs="system.manage")
def store_fit(work: Work, *, fit: dict[str, Any]) -> dict[str, Any]:
    """Keep what a night has learned, in place of the night before; items weigh in the calling order as was learned."""
    values = {
        "fitted_at": work.at, "model": b64decode(fit["model"]),
        **{k: fit[k] for k in ("days", "first_day", "last_day", "tickets", "grace", "advice", "faults")},
    }  # fmt: skip
    row, _made = QueueFit.objects.update_or_create(center_id=work.center_id, defaults=values)
    if fit["weights"]:
        CallingOrder.objects.get_or_create(center_id=work.center_id)
        CallingOrder.objects.filter(center_id=work.center_id).update(weights=fit["weights"])
    work.audit("queue.fitted", "queue", after={k: fit[k] for k in ("days", "first_day", "last_day", "tickets")})
    return {"days": row.days}
