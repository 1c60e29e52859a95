"""The checks before and after work, and the window from one hand to the next (DB50/T 1603-2024, 5.2.1, 5.2.3)."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from yichuang.domains.people import api as people
from yichuang.domains.queueing import events, posts
from yichuang.domains.queueing.lifecycle import Slip, State
from yichuang.domains.queueing.models import DeskCheck, ShiftSlip, Ticket, TicketSubject, WindowDesk
from yichuang.domains.queueing.rules_shifts import CHECKS, NOTE_LIMIT, unexplained, unknown_points
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused

from .common import as_id, take_desk, text_of
from .desks import desk_of


@command("queueing.check_desk", needs="window.operate")
def check_desk(
    work: Work,
    *,
    window: str,
    kind: str,
    exceptions: Mapping[str, str] | None = None,
    pending: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Confirm that a window is in order, before or after work, but for what is named with its reason.

    `pending` (closing): the cases whose papers stay at the window, each with its reason; the room of cases refuses when one is
    neither handed over nor listed.
    """
    if kind not in CHECKS:
        raise Invalid("check.kind", field="kind")
    if work.actor.kind != "staff":
        raise Denied("actor.not_signed_in")
    odd, listed = _notes(exceptions, "exceptions"), _notes(pending, "pending")
    if unknown_points(kind, odd):
        raise Invalid("check.point", field="exceptions", point=unknown_points(kind, odd)[0])
    if unexplained(odd):
        raise Invalid("check.unexplained", field=f"note.{unexplained(odd)[0]}")
    desk = desk_of(work, window)
    values = {
        "window": desk.code, "staff_name": work.actor.name, "at": work.at, "exceptions": odd, "pending": listed,
        "center_id": work.center_id,
    }  # fmt: skip
    row, _made = DeskCheck.objects.update_or_create(
        window_id=desk.window_id, day=work.today, kind=kind, staff_id=work.actor.id, defaults=values
    )
    explained = sorted(no for no, why in listed.items() if why)
    after = {"kind": kind, "exceptions": sorted(odd), "pending": explained}
    work.audit("window.checked", f"window:{desk.window_id}", after=after)
    work.emit(events.CHECKED, f"window:{desk.window_id}", window=desk.window_id, kind=kind, listed=explained)
    work.live("posts", f"window:{desk.window_id}")
    return {"id": row.pk, "kind": kind, "exceptions": sorted(odd), "pending": sorted(listed)}


def _notes(given: Mapping[str, str] | None, field: str) -> dict[str, str]:
    found = {str(k): str(v) for k, v in (given or {}).items()}
    return {k: text_of(v, field, NOTE_LIMIT) for k, v in found.items()}


@command("queueing.offer_shift", needs="window.operate")
def offer_shift(
    work: Work,
    *,
    window: str,
    to_staff: UUID | str | None = None,
    cases: Iterable[str] = (),
    papers: str = "",
    seals: str = "",
) -> dict[str, Any]:
    """Make up the slip and confirm it as the one who goes. Numbers set aside here, and their cases, are on it without asking."""
    desk = take_desk(work, code=window)
    if desk.staff_id is None or desk.staff_id != work.actor.id:
        raise Refused("slip.not_yours", window=desk.code)
    if desk.ticket_id is not None:
        number = Ticket.objects.filter(pk=desk.ticket_id).values_list("number", flat=True).first()
        raise Refused("ticket.window_busy", window=desk.code, number=number)
    if ShiftSlip.objects.filter(window_id=desk.window_id, state=Slip.OFFERED).exists():
        raise Refused("slip.open_already", window=desk.code)
    other = people.colleague(work, to_staff) if to_staff else None
    if other and other.id == work.actor.id:
        raise Invalid("slip.two_people", field="to_staff")
    held, lying = _held(work, desk)
    row = ShiftSlip.objects.create(
        center_id=work.center_id, window_id=desk.window_id, window=desk.code, from_id=work.actor.id,
        from_name=work.actor.name, to_id=other.id if other else None, to_name=other.name if other else "", tickets=held,
        cases=sorted({*lying, *cases}), papers=text_of(papers, "papers", 400), seals=text_of(seals, "seals", 400),
        offered_at=work.at, state=Slip.OFFERED, state_since=work.at,
    )  # fmt: skip
    work.audit("shift.offered", f"window:{desk.window_id}", after={"tickets": len(held), "cases": row.cases})
    work.live("posts", f"window:{desk.window_id}")
    return {"id": row.pk, "tickets": held, "cases": row.cases}


def _held(work: Work, desk: WindowDesk) -> tuple[list[dict[str, str]], list[str]]:
    """The numbers set aside at the window, and the cases that were opened during these visits."""
    rows = Ticket.objects.filter(window_id=desk.window_id, day=work.today, state=State.HELD).order_by("state_since")
    found = [{"number": t.number, "note": t.note} for t in rows]
    subjects = TicketSubject.objects.filter(ticket__in=rows, subject__startswith="case:")
    return found, list(subjects.values_list("label", flat=True))


@command("queueing.accept_shift", needs="window.operate")
def accept_shift(work: Work, *, slip: UUID | str) -> dict[str, Any]:
    """Confirm the slip as the one who comes: the window is open in his name from now on, with all that is held there."""
    row = _slip(work, slip)
    if row.from_id == work.actor.id:
        raise Refused("slip.two_people", window=row.window)
    if row.to_id is not None and row.to_id != work.actor.id:
        raise Refused("slip.for_another", name=row.to_name)
    if work.actor.kind != "staff":
        raise Denied("actor.not_signed_in")
    desk = take_desk(work, window_id=row.window_id)
    row.move("accept", at=work.at, accepted_at=work.at, to_id=work.actor.id, to_name=work.actor.name)
    desk.move("open", at=work.at, reason="", expected_return=None, staff_id=work.actor.id, staff_name=work.actor.name)
    posts.sit_down(work, desk, work.actor)
    work.audit("shift.accepted", f"window:{row.window_id}", after={"from": row.from_name, "to": row.to_name})
    work.emit(events.WINDOW_OPENED, f"window:{row.window_id}", window=row.window_id, staff=work.actor.id)
    work.live("board", "queue", "posts", f"window:{row.window_id}")
    return {"id": row.pk, "window": row.window}


@command("queueing.withdraw_shift", needs="window.operate")
def withdraw_shift(work: Work, *, slip: UUID | str) -> dict[str, Any]:
    """Take a slip back before the other has confirmed it."""
    row = _slip(work, slip)
    if row.from_id != work.actor.id and not work.actor.can(posts.LEAD):
        raise Denied("slip.not_yours", window=row.window)
    row.move("withdraw", at=work.at)
    work.audit("shift.withdrawn", f"window:{row.window_id}")
    work.live("posts", f"window:{row.window_id}")
    return {"id": row.pk}


def _slip(work: Work, slip: UUID | str) -> ShiftSlip:
    wanted = as_id(slip, "slip.missing")
    found = ShiftSlip.objects.select_for_update().filter(pk=wanted, center_id=work.center_id).first()
    if found is None:
        raise Missing("slip.missing")
    return found
