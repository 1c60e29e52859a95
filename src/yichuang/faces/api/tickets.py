"""Tickets and windows: the queue over HTTP."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import ConfigDict

from yichuang.domains.people import api as people
from yichuang.domains.queueing import api as queueing

from .base import actor_of, at_center, key_of
from .problems import Problem

router = Router(tags=["queueing"])
NO = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}


class Strict(Schema):
    """Unknown keys are refused, so that a typing error is not silently dropped."""

    model_config = ConfigDict(extra="forbid")


class TicketIn(Strict):
    """`queue` by code; `priority` true, a class (normal, priority) or a reason (elder, pregnant, disabled, soldier, child, other)."""

    center: str
    queue: str = ""
    item: str | None = None
    priority: bool | str | None = None
    phone: str | None = None
    needs: list[str] = []
    source: str = "api"


class TicketOut(Schema):
    """A number and the code by which its holder follows it."""

    model_config = ConfigDict(extra="allow")
    id: str
    number: str
    tracking_code: str
    queue: str
    state: str
    ahead: int | None = None
    issued_at: datetime
    priority: bool = False
    priority_reason: str = ""


class CallIn(Strict):
    """Empty calls from every queue that the window serves."""

    queues: list[str] | None = None


class PauseIn(Strict):
    """`expected_return` is shown on the window's screen; `until` is an older name for it."""

    reason: str = "other"
    expected_return: datetime | None = None
    until: datetime | None = None
    seals_away: bool | None = None


class CloseIn(Strict):
    """What becomes of numbers set aside at a window that closes: `queue`, `stay`, or the code of another window."""

    held: str = ""


class UnlockIn(Strict):
    """The password of the person whom the token acts as."""

    secret: str


class NoteIn(Strict):
    """Why nobody came, or why the act was needed."""

    reason: str = ""


class MoveIn(Strict):
    """Where to: another queue, or one window."""

    queue: str = ""
    window: str = ""
    reason: str = ""


class CallOut(Schema):
    """`ticket` is null when nobody waits for the window."""

    model_config = ConfigDict(extra="allow")
    ticket: dict[str, Any] | None
    window: str


@router.post("/tickets", response={201: TicketOut, **NO}, operation_id="issue_ticket", summary="Take a number")
def issue_ticket(request: HttpRequest, data: TicketIn) -> Any:
    """Give the next number of a queue. `ahead` counts who waited at that moment."""
    actor = at_center(actor_of(request), data.center, write=True)
    given = data.dict(exclude={"center"})
    given["priority"] = {"normal": False, "priority": True}.get(given["priority"], given["priority"])
    return Status(201, queueing.issue_ticket(actor=actor, key=key_of(request), **given))


@router.get(
    "/tickets/{ticket_id}", response={200: dict[str, Any], **NO}, operation_id="get_ticket", summary="One ticket"
)
def get_ticket(request: HttpRequest, ticket_id: str) -> Any:
    """A ticket of a center that the caller may read."""
    return plain(queueing.ticket(actor_of(request), ticket_id))


@router.get("/centers/{code}/board", response={200: dict[str, Any], **NO}, operation_id="get_board", summary="The hall")
def get_board(request: HttpRequest, code: str) -> Any:
    """Queues with who waits, windows with who is there, the last calls. No personal data."""
    actor = at_center(actor_of(request), code)
    actor.require("board.read")
    found = plain(queueing.board(actor))
    for window in found["windows"]:
        window["until"] = window["expected_return"]
        if window["ticket"]:
            window["ticket"].pop("tracking_code", None)
    return found


@router.post("/windows/{code}/open", response={200: dict[str, Any], **NO}, operation_id="open_window")
def open_window(request: HttpRequest, code: str) -> Any:
    """Begin to serve at a window."""
    return queueing.open_window(actor=actor_of(request), key=key_of(request), window=code)


@router.post("/windows/{code}/pause", response={200: dict[str, Any], **NO}, operation_id="pause_window")
def pause_window(request: HttpRequest, code: str, data: PauseIn | None = None) -> Any:
    """Pause with a reason and an expected return (DB50/T 1603-2024, 4.2.2).

    The clerk's tokens and sessions are refused from now on (`actor.locked`) until `unlock`, unless the reason is `paperwork`.
    """
    given = (data or PauseIn()).dict()
    until = given.pop("until")
    given["expected_return"] = given["expected_return"] or until
    return queueing.pause_window(actor=actor_of(request), key=key_of(request), window=code, **given)


@router.post("/unlock", response={200: dict[str, Any], **NO}, operation_id="unlock", summary="Back at one's post")
def unlock(request: HttpRequest, data: UnlockIn) -> Any:
    """Show with the person's own password that it is he, after a pause has locked him. The window is opened separately."""
    source = request.META.get("REMOTE_ADDR", "")
    people.unlock(actor=actor_of(request), key=key_of(request), secret=data.secret, source=source)
    return {"locked": False}


@router.post("/windows/{code}/close", response={200: dict[str, Any], **NO}, operation_id="close_window")
def close_window(request: HttpRequest, code: str, data: CloseIn | None = None) -> Any:
    """Close a window. Whoever waits for it alone waits in his queue from now on.

    With numbers set aside there `held` has to say what becomes of them: `queue`, `stay`, or the code of another window
    (`window.held_left`, 422, names them).
    """
    held = data.held if data else ""
    return queueing.close_window(actor=actor_of(request), key=key_of(request), window=code, held=held)


@router.post(
    "/windows/{code}/calls", response={200: CallOut, **NO}, operation_id="call_next", summary="Call the next person"
)
def call_next(request: HttpRequest, code: str, data: CallIn | None = None) -> Any:
    """Two windows never get the same person; a window with somebody at it is refused (`ticket.window_busy`)."""
    queues = data.queues if data else None
    return queueing.call_next(actor=actor_of(request), key=key_of(request), window=code, queues=queues)


def _act(name: str, act: Any, summary: str, body: type[Schema] | None = None) -> None:
    """One route for each act on a ticket: they differ in name, body and command only."""
    path, operation = f"/tickets/{{ticket_id}}/{name}", f"{name.replace('-', '_')}_ticket"
    if body is None:

        def plain_act(request: HttpRequest, ticket_id: str) -> Any:
            return act(actor=actor_of(request), key=key_of(request), ticket=ticket_id)

        view: Any = plain_act
    else:

        def act_with_body(request: HttpRequest, ticket_id: str, data: body | None = None) -> Any:  # type: ignore[valid-type]
            given = (data or body()).dict(exclude_defaults=True)
            return act(actor=actor_of(request), key=key_of(request), ticket=ticket_id, **given)

        view = act_with_body
    view.__name__ = operation
    router.post(path, response={200: dict[str, Any], **NO}, operation_id=operation, summary=summary)(view)


_act("recall", queueing.recall, "Call the same person again")
_act("start", queueing.start, "The person is here")
_act("no-show", queueing.no_show, "Nobody came", NoteIn)
_act("requeue", queueing.requeue, "Back into the line, once")
_act("transfer", queueing.transfer, "To another queue or window, keeping the first time of issue", MoveIn)
_act("hold", queueing.hold, "Set aside for a while", NoteIn)
_act("resume", queueing.resume, "Take up again")
_act("finish", queueing.finish, "The visit at the window is over")
_act("cancel", queueing.cancel, "Withdraw the number", NoteIn)


def plain(value: Any) -> Any:
    """Dataclasses as JSON-able dictionaries."""
    from dataclasses import asdict, is_dataclass

    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return value
