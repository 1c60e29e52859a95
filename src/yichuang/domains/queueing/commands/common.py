"""What the acts share: finding a row or refusing, freeing a window, the shape of an answer, whom to tell."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from yichuang.domains.queueing import hot
from yichuang.domains.queueing.announcing import announce_later
from yichuang.domains.queueing.lifecycle import Desk
from yichuang.domains.queueing.models import Queue, Ticket, WindowDesk
from yichuang.domains.queueing.rules import NEEDS, PRIORITY_REASONS
from yichuang.foundation.command import Work
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.texts import fitting

TEXT_LIMIT = 200


def take_ticket(work: Work, ticket: UUID | str) -> Ticket:
    """The ticket of this center, locked until the act is done; what is no id, or another center's, is missing."""
    found = (
        Ticket.objects.select_for_update(of=("self",))
        .select_related("queue")
        .filter(pk=as_id(ticket), center_id=work.center_id)
        .first()
    )
    if found is None:
        raise Missing("ticket.missing")
    return found


def as_id(value: UUID | str, missing: str = "ticket.missing") -> UUID:
    """An id as it comes from an address or a body; what is none is `missing`."""
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        raise Missing(missing) from None


def take_desk(work: Work, *, code: str = "", window_id: UUID | None = None) -> WindowDesk:
    """The desk of a window of this center, locked."""
    rows = WindowDesk.objects.select_for_update().filter(center_id=work.center_id)
    found = (rows.filter(window_id=window_id) if window_id else rows.filter(code=code)).first()
    if found is None:
        raise Missing("window.missing", window=code)
    return found


def find_queue(work: Work, code: str, field: str = "queue") -> Queue:
    """An active queue by its code."""
    found = Queue.objects.filter(center_id=work.center_id, code=code).first()
    if found is None:
        raise Invalid("queue.unknown", field=field, queue=code)
    if not found.active:
        raise Refused("queue.closed", queue=found.name)
    return found


def any_queue(work: Work, code: str, field: str = "queue") -> Queue:
    """A queue by its code, whether it gives numbers or not."""
    found = Queue.objects.filter(center_id=work.center_id, code=code).first()
    if found is None:
        raise Invalid("queue.unknown", field=field, queue=code)
    return found


def names_of(name: str, name_en: str) -> dict[str, str]:
    """The two names of a queue; the Chinese one is needed."""
    if not name.strip():
        raise Invalid("queue.name_missing", field="name")
    return {
        column: fitting(text, column, Queue._meta.get_field(column).max_length)
        for column, text in (("name", name), ("name_en", name_en))
    }


def leave_window(work: Work, ticket: Ticket, window_id: UUID | None) -> None:
    """The window is free again, if it was this ticket that occupied it."""
    if window_id is not None:
        hot.lock_desk(work.center_id, window_id)
        WindowDesk.objects.filter(window_id=window_id, ticket_id=ticket.pk).update(ticket_id=None)


def desk_code(work: Work, window_id: UUID | None) -> str:
    """The number on the window's sign; empty for no window."""
    if window_id is None:
        return ""
    rows = WindowDesk.objects.filter(center_id=work.center_id, window_id=window_id)
    return rows.values_list("code", flat=True).first() or ""


def tell(work: Work, ticket: Ticket, window_id: UUID | None = None) -> None:
    """Refresh every page that shows this ticket, its queue, its window or the board."""
    announce_later(work)
    topics = ["queue", "board", f"ticket:{ticket.pk}"]
    work.live(*topics, *([f"window:{window_id}"] if window_id else []))


def answer(ticket: Ticket, window: str) -> dict[str, Any]:
    """What an act on one ticket returns."""
    return {
        "ticket": {
            "id": ticket.pk,
            "number": ticket.number,
            "tracking_code": ticket.tracking_code,
            "queue": ticket.queue.code,
            "state": ticket.state,
            "ahead": None,
            "issued_at": ticket.issued_at,
            "first_issued_at": ticket.first_issued_at,
            "priority": ticket.priority,
            "priority_reason": ticket.priority_reason,
            "called_at": ticket.called_at,
            "started_at": ticket.started_at,
            "ended_at": ticket.ended_at,
            "recalls": ticket.recalls,
            "window": window,
        },
        "window": window,
    }


def priority_of(value: bool | str | None) -> tuple[bool, str]:
    """(whether, reason) from what the API and the kiosk may send: nothing, true, or the reason itself."""
    if value is None or value is False or value == "":
        return False, ""
    if value is True:
        return True, "other"
    if value not in PRIORITY_REASONS:
        raise Invalid("ticket.priority_unknown", field="priority")
    return True, str(value)


def needs_of(values: Iterable[str]) -> list[str]:
    """Known needs, each once, in the order of the list."""
    given = set(values)
    for need in given:
        if need not in NEEDS:
            raise Invalid("ticket.need_unknown", field="needs", need=str(need))
    return [n for n in NEEDS if n in given]


def text_of(value: str, field: str, limit: int = TEXT_LIMIT) -> str:
    """Free text within its limit, without the space around it."""
    return fitting(value, field, limit)


def serving_desk(work: Work, code: str) -> WindowDesk:
    """A window to which somebody may be sent: locked, so that it cannot close meanwhile. After the ticket, as every act on one does."""
    desk = take_desk(work, code=code)
    if desk.state == Desk.CLOSED:
        raise Refused("window.sent_to_closed", window=desk.code)
    return desk
