"""What whoever leads the hall does to other people's numbers: call back, move, hand on what is held. Each with a reason."""

from typing import Any
from uuid import UUID

from yichuang.domains.queueing import events
from yichuang.domains.queueing.hands import note_hand
from yichuang.domains.queueing.lifecycle import LIVE, State
from yichuang.domains.queueing.models import Ticket, WindowDesk
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused

from .common import answer, desk_code, find_queue, leave_window, serving_desk, take_ticket, tell, text_of


@command("queueing.call_back", needs="hall.lead")
def call_back(work: Work, *, ticket: UUID | str, reason: str, window: str = "") -> dict[str, Any]:
    """Put a number that was missed back in line at its old place, though it had its second turn already; or at one window."""
    why = _reason(reason)
    found = take_ticket(work, ticket)
    found.LIFECYCLE.plan("call_back", state=found.state)
    _of_today(work, found)
    aim = serving_desk(work, window) if window else None
    found.move(
        "call_back", at=work.at, window_id=None, called_at=None, ordered_at=found.first_issued_at,
        for_window_id=aim.window_id if aim else None,
    )  # fmt: skip
    note_hand(work, found.pk, "called_back", window, why)
    after = {"state": found.state, "window": window}
    work.audit("ticket.called_back", f"ticket:{found.pk}", before={"state": "absent"}, after=after, reason=why)
    work.emit(events.REQUEUED, f"ticket:{found.pk}", ticket=found.pk)
    tell(work, found, aim.window_id if aim else None)
    return answer(found, window)


@command("queueing.move_ticket", needs="hall.lead")
def move_ticket(
    work: Work, *, ticket: UUID | str, reason: str, queue: str = "", window: str = ""
) -> dict[str, Any]:  # fmt: skip
    """Send somebody who waits, was called, is set aside or was missed to another queue or to one window. He keeps number and time.

    Whoever is being served is his clerk's to send on. Nobody is sent to a window that is closed.
    """
    if bool(queue) == bool(window):
        raise Invalid("ticket.transfer_target", field="queue")
    why = _reason(reason)
    found = take_ticket(work, ticket)
    found.LIFECYCLE.plan("move", state=found.state)
    _of_today(work, found)
    before, left, came_from = found.state, found.window_id, found.queue.code
    changes: dict[str, Any] = {"for_window_id": None}
    if queue:
        changes["queue_id"] = find_queue(work, queue).pk
    else:
        changes["for_window_id"] = serving_desk(work, window).window_id
    same = changes.get("queue_id", found.queue_id) == found.queue_id and changes["for_window_id"] == found.for_window_id
    if same and before == State.WAITING:
        raise Refused("ticket.transfer_same", number=found.number)
    _send(work, found, changes, f"{queue or came_from}{window and f' → {window}'} {why}")
    to = {"queue": queue or came_from, "window": window}
    work.audit("ticket.moved", f"ticket:{found.pk}", before={"queue": came_from, "state": before}, after=to, reason=why)
    work.emit(events.TRANSFERRED, f"ticket:{found.pk}", ticket=found.pk, left=left, **to)
    tell(work, found, left)
    if changes["for_window_id"]:
        work.live(f"window:{changes['for_window_id']}")
    return answer(Ticket.objects.select_related("queue").get(pk=found.pk), "")


def _send(work: Work, found: Ticket, changes: dict[str, Any], note: str) -> None:
    """The ticket waits again at the place that its first issue gives it; a window that it occupied is free."""
    before, left = found.state, found.window_id
    found.move(
        "move", at=work.at, window_id=None, called_at=None, started_at=None, ordered_at=found.first_issued_at,
        near_told_at=None, **changes,
    )  # fmt: skip
    if before in LIVE:
        leave_window(work, found, left)
    note_hand(work, found.pk, "moved", desk_code(work, left), note.strip()[:200])


@command("queueing.reassign_held", needs="hall.lead")
def reassign_held(work: Work, *, ticket: UUID | str, window: str, reason: str) -> dict[str, Any]:
    """Give a number that is set aside to another window: its clerk finds it among his own and goes on with it."""
    why = _reason(reason)
    found = take_ticket(work, ticket)
    found.LIFECYCLE.plan("reassign", state=found.state)
    aim = serving_desk(work, window)
    if aim.window_id == found.window_id:
        raise Refused("ticket.held_there", number=found.number, window=window)
    left = found.window_id
    found.move("reassign", at=work.at, window_id=aim.window_id)
    _told_of_hands(work, found, left, aim, why)
    return answer(found, window)


def _told_of_hands(work: Work, found: Ticket, left: UUID | None, aim: WindowDesk, why: str) -> None:
    note_hand(work, found.pk, "reassigned", aim.code, why)
    was = desk_code(work, left)
    work.audit(
        "ticket.reassigned", f"ticket:{found.pk}", before={"window": was}, after={"window": aim.code}, reason=why
    )
    tell(work, found, aim.window_id)
    if left:
        work.live(f"window:{left}")


def _reason(text: str) -> str:
    why = text_of(text, "reason")
    if not why:
        raise Invalid("ticket.reason_needed", field="reason")
    return why


def _of_today(work: Work, found: Ticket) -> None:
    if found.day != work.today:
        raise Refused("ticket.other_day", number=found.number)


# ---- a window that closes ----------------------------------------------------------------------------------------------

STAY, TO_QUEUE = "stay", "queue"


def lock_tied(work: Work, code: str) -> dict[UUID, Ticket]:
    """The numbers tied to a window, locked: who waits for it alone and who is set aside there. Before the window's own row, as
    every act on a ticket does."""
    rows = WindowDesk.objects.filter(center_id=work.center_id, code=code)
    window_id = rows.values_list("window_id", flat=True).first()
    if window_id is None:
        return {}
    tied = Ticket.objects.filter(center_id=work.center_id, day=work.today)
    both = tied.filter(state=State.WAITING, for_window_id=window_id) | tied.filter(
        state=State.HELD, window_id=window_id
    )
    return {t.pk: t for t in both.select_for_update(of=("self",)).select_related("queue").order_by("id")}


def let_go(work: Work, desk: WindowDesk, tied: dict[UUID, Ticket], held: str) -> dict[str, list[str]]:
    """Nobody stays tied to a window that closes unless somebody says so.

    Who waits for it alone waits in his queue from now on, at his old place. For those set aside `held` says it: into the queue
    (`queue`), to another window (its number), or left here for whoever opens it again (`stay`).
    """
    if set(lock_tied(work, desk.code)) != set(tied):
        raise Refused("window.wrong_state", window=desk.code)
    waiting = [t for t in tied.values() if t.state == State.WAITING]
    aside = [t for t in tied.values() if t.state == State.HELD]
    if aside and not held:
        numbers = "、".join(t.number for t in aside)
        raise Invalid("window.held_left", field="held", window=desk.code, numbers=numbers)
    aim = serving_desk(work, held) if aside and held not in (STAY, TO_QUEUE) else None
    if aim is not None and aim.pk == desk.pk:
        raise Invalid("window.held_left", field="held", window=desk.code, numbers="、".join(t.number for t in aside))
    for t in [*waiting, *(aside if held == TO_QUEUE else ())]:
        _send(work, t, {"for_window_id": None}, t.queue.code)
        work.audit("ticket.moved", f"ticket:{t.pk}", after={"queue": t.queue.code, "window_closed": desk.code})
        work.emit(events.TRANSFERRED, f"ticket:{t.pk}", ticket=t.pk, left=desk.window_id, queue=t.queue.code, window="")
        work.live(f"ticket:{t.pk}")
    for t in aside if aim else ():
        t.move("reassign", at=work.at, window_id=aim.window_id)  # type: ignore[union-attr]
        _told_of_hands(work, t, desk.window_id, aim, "")  # type: ignore[arg-type]
    return {"moved": [t.number for t in waiting], "held": [t.number for t in aside]}
