"""Everything that changes a window at work, and the set-up of queues."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import events, posts
from yichuang.domains.queueing.announcing import announce_later
from yichuang.domains.queueing.lifecycle import Desk
from yichuang.domains.queueing.models import ClerkSkills, DeskCheck, Queue, Ticket, WindowDesk
from yichuang.domains.queueing.rules import NEEDS, PAUSE_REASONS
from yichuang.domains.queueing.rules_posts import URGENT, leaves_the_post
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused

from .common import names_of, needs_of, take_desk
from .floor import let_go, lock_tied


@command("queueing.open_window", needs="window.operate")
def open_window(work: Work, *, window: str) -> dict[str, Any]:
    """Open a window, in the name of whoever acts. Opening an open one is how a colleague takes it over.

    Whoever was away from it is back with this, or is covered from now on (DB50/T 1603-2024, 4.2.2).
    """
    desk = desk_of(work, window)
    staff = work.actor if work.actor.kind == "staff" else None
    if staff:
        _checked(work, desk)
    before = desk.state
    desk.move(
        "open", at=work.at, reason="", expected_return=None, staff_id=staff.id if staff else None,
        staff_name=staff.name if staff else "",
    )  # fmt: skip
    posts.sit_down(work, desk, staff)
    work.audit("window.opened", f"window:{desk.window_id}", before={"state": before}, after={"staff": desk.staff_name})
    work.emit(events.WINDOW_OPENED, f"window:{desk.window_id}", window=desk.window_id, staff=desk.staff_id)
    return _told(work, desk)


def _checked(work: Work, desk: WindowDesk) -> None:
    """Where the center demands it, nobody opens a window that he has not looked at today (5.2.1); else it is only listed."""
    if not places.center(work.center_id).setting("opening_check_required"):
        return
    done = DeskCheck.objects.filter(
        window_id=desk.window_id, day=work.today, kind="opening", staff_id=work.actor.id, center_id=work.center_id
    )
    if not done.exists():
        raise Refused("check.first", window=desk.code)


@command("queueing.pause_window", needs="window.operate")
def pause_window(
    work: Work,
    *,
    window: str,
    reason: str = "other",
    expected_return: datetime | None = None,
    seals_away: bool | None = None,
) -> dict[str, Any]:
    """Stop calling for a while, with a reason and, if known, when the window is back.

    The clerk leaves with it, unless he stays for paperwork: his absence is reported and his sessions lock. `seals_away` says
    that seals, papers and tools are locked away; None where nobody could be asked (a program).
    """
    if reason not in PAUSE_REASONS:
        raise Invalid("window.pause_reason", field="reason")
    if expected_return is not None and expected_return <= work.at:
        raise Invalid("window.return_past", field="expected_return")
    if seals_away is False and leaves_the_post(reason) and reason != URGENT:
        raise Invalid("window.seals", field="seals_away")
    desk = take_desk(work, code=window)
    before = desk.state
    desk.move("pause", at=work.at, reason=reason, expected_return=expected_return)
    if leaves_the_post(reason):
        posts.leave(work, desk, seals_away=seals_away)
    after = {"expected_return": expected_return, "seals_away": seals_away}
    work.audit("window.paused", f"window:{desk.window_id}", before={"state": before}, after=after, reason=reason)
    work.emit(events.WINDOW_PAUSED, f"window:{desk.window_id}", window=desk.window_id, reason=reason)
    return _told(work, desk)


@command("queueing.close_window", needs="window.operate")
def close_window(work: Work, *, window: str, held: str = "") -> dict[str, Any]:
    """Close a window. Whoever is at it is served, set aside or sent on first.

    Who waits for this window alone goes back into his queue; what becomes of numbers set aside here has to be said (`let_go`).
    """
    tied = lock_tied(work, window)
    desk = take_desk(work, code=window)
    if desk.ticket_id is not None:
        number = Ticket.objects.filter(pk=desk.ticket_id).values_list("number", flat=True).first()
        raise Refused("ticket.window_busy", window=desk.code, number=number)
    before = desk.state
    desk.LIFECYCLE.plan("close", state=before)
    gone = let_go(work, desk, tied, held)
    posts.get_up(work, desk)
    desk.move("close", at=work.at, reason="", expected_return=None, staff_id=None, staff_name="")
    after = gone | {"held_to": held if gone["held"] else ""}
    work.audit("window.closed", f"window:{desk.window_id}", before={"state": before}, after=after)
    work.emit(events.WINDOW_CLOSED, f"window:{desk.window_id}", window=desk.window_id)
    return _told(work, desk) | gone


def desk_of(work: Work, code: str) -> WindowDesk:
    """The desk of a window, made when it is first needed; two first openers get the same row."""
    window = places.window_by_code(work.center_id, code)
    if not window.active:
        raise Refused("window.inactive", window=code)
    fresh = WindowDesk(
        center_id=work.center_id, window_id=window.id, code=window.code, name=window.name, kind=window.kind,
        state=Desk.CLOSED, state_since=work.at,
    )  # fmt: skip
    WindowDesk.objects.bulk_create([fresh], ignore_conflicts=True)
    desk = take_desk(work, window_id=window.id)
    ramp = [n for n in NEEDS if (n in desk.skills and n != "wheelchair") or (n == "wheelchair" and window.accessible)]
    if ramp != desk.skills:
        WindowDesk.objects.filter(pk=desk.pk).update(skills=ramp)
    if (desk.code, desk.name, desk.kind) != (window.code, window.name, window.kind):
        desk.code, desk.name, desk.kind = window.code, window.name, window.kind
        WindowDesk.objects.filter(pk=desk.pk).update(code=window.code, name=window.name, kind=window.kind)
    return desk


def _told(work: Work, desk: WindowDesk) -> dict[str, Any]:
    work.live("board", "queue", f"window:{desk.window_id}")
    announce_later(work)
    return {
        "window": {
            "id": desk.window_id, "code": desk.code, "name": desk.name, "state": desk.state, "reason": desk.reason,
            "until": desk.expected_return, "expected_return": desk.expected_return, "staff": desk.staff_name, "since": desk.state_since,
        }
    }  # fmt: skip


@command("queueing.set_up_queue", needs="place.manage")
def set_up_queue(
    work: Work,
    *,
    code: str,
    name: str,
    name_en: str = "",
    active: bool = True,
    target_minutes: int = 20,
    priority_target_minutes: int = 7,
) -> dict[str, Any]:
    """Make a queue, or change the one that has this code. Its items follow what the center offers."""
    if not re.fullmatch(r"[A-Z]{1,3}", code):
        raise Invalid("queue.code_shape", field="code")
    if not 1 <= priority_target_minutes <= target_minutes <= 240:
        raise Invalid("queue.target_range", field="target_minutes")
    values = {
        **names_of(name, name_en), "active": active,
        "target_minutes": target_minutes, "priority_target_minutes": priority_target_minutes,
    }  # fmt: skip
    queue, made = Queue.objects.update_or_create(center_id=work.center_id, code=code, defaults=values)
    work.audit("queue.set_up", f"queue:{queue.pk}", after={"code": code, "made": made, **values})
    work.live("board", "queue")
    return {"id": queue.pk, "code": code}


@command("queueing.set_window_skills", needs="place.manage")
def set_window_skills(work: Work, *, window: str, skills: Iterable[str]) -> dict[str, Any]:
    """Say which needs a window can meet, whoever sits there. Wheelchairs follow the window's own accessibility."""
    given = needs_of(skills)
    desk = desk_of(work, window)
    ramp = places.window_by_code(work.center_id, window).accessible
    given = [n for n in NEEDS if (n in given and n != "wheelchair") or (n == "wheelchair" and ramp)]
    WindowDesk.objects.filter(pk=desk.pk).update(skills=given)
    work.audit("window.skills", f"window:{desk.window_id}", before={"skills": desk.skills}, after={"skills": given})
    work.live("board", "queue", f"window:{desk.window_id}")
    return {"window": desk.code, "skills": given}


@command("queueing.set_clerk_skills", needs="place.manage")
def set_clerk_skills(work: Work, *, staff_id: UUID | str, skills: Iterable[str]) -> dict[str, Any]:
    """Say what a member of staff can do for people with needs; it holds at whichever window he sits."""
    given = needs_of(skills)
    person = people.colleague(work, staff_id)
    ClerkSkills.objects.update_or_create(center_id=work.center_id, staff_id=person.id, defaults={"skills": given})
    work.audit("staff.skills", f"staff:{person.id}", after={"skills": given})
    work.live("board", "queue")
    return {"staff_id": person.id, "skills": given}


@command("queueing.serve_queues", needs="place.manage")
def serve_queues(
    work: Work, *, window: str, queues: Iterable[str], seen: Iterable[str] | None = None
) -> dict[str, Any]:
    """Say which queues a window calls from; it takes effect with the next call.

    `seen` is what the page showed when it was asked for: another's change in between is not overwritten unseen.
    """
    wanted = list(dict.fromkeys(queues))
    found = {q.code: q.pk for q in Queue.objects.filter(center_id=work.center_id, code__in=wanted)}
    for code in wanted:
        if code not in found:
            raise Invalid("queue.unknown", field="queues", queue=code)
    desk = desk_of(work, window)
    if seen is not None and set(seen) != _codes_of(desk):
        raise Refused("window.queues_changed", window=desk.code, queues="、".join(sorted(_codes_of(desk))))
    WindowDesk.objects.filter(pk=desk.pk).update(queue_ids=[found[c] for c in wanted])
    work.audit("window.serves", f"window:{desk.window_id}", after={"queues": wanted})
    work.live("board", "queue", f"window:{desk.window_id}")
    return {"window": desk.code, "queues": wanted}


def _codes_of(desk: WindowDesk) -> set[str]:
    return set(Queue.objects.filter(center_id=desk.center_id, pk__in=desk.queue_ids).values_list("code", flat=True))
