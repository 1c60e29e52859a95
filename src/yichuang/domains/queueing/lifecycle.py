"""The states of a ticket and of a window at work, and the moves between them. Pure."""

from enum import StrEnum

from yichuang.foundation.lifecycle import Lifecycle, Move


class State(StrEnum):
    """Where a ticket stands."""

    EXPECTED = "expected"
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    ABSENT = "absent"
    SERVED = "served"
    CANCELLED = "cancelled"


LIVE = frozenset({State.CALLED, State.SERVING})
"""A live ticket occupies a window: there is at most one of them at each."""

ENDED = frozenset({State.SERVED, State.CANCELLED})

_CALL = "ticket.call"
_LEAD = "hall.lead"

TICKET = Lifecycle(
    "ticket",
    {
        # Taken from afar: in line only once the person is here.
        "check_in": Move(frozenset({State.EXPECTED}), State.WAITING),
        "call": Move(frozenset({State.WAITING}), State.CALLED, _CALL),
        "recall": Move(frozenset({State.CALLED}), State.CALLED, _CALL),
        "start": Move(frozenset({State.CALLED}), State.SERVING, _CALL),
        "no_show": Move(frozenset({State.CALLED}), State.ABSENT, _CALL),
        "requeue": Move(frozenset({State.ABSENT}), State.WAITING, "ticket.issue"),
        # By whoever leads the hall: at the old place, though the second turn was had already.
        "call_back": Move(frozenset({State.ABSENT}), State.WAITING, _LEAD),
        "move": Move(frozenset({State.WAITING, State.CALLED, State.HELD, State.ABSENT}), State.WAITING, _LEAD),
        "reassign": Move(frozenset({State.HELD}), State.HELD, _LEAD),
        "transfer": Move(frozenset({State.CALLED, State.SERVING, State.HELD}), State.WAITING, _CALL),
        "hold": Move(frozenset(LIVE), State.HELD, _CALL),
        "resume": Move(frozenset({State.HELD}), State.SERVING, _CALL),
        # From `called` too: a clerk who forgot to press start has served the person all the same.
        "finish": Move(frozenset(LIVE), State.SERVED, _CALL),
        "cancel": Move(
            frozenset({State.EXPECTED, State.WAITING, State.CALLED, State.HELD, State.ABSENT}),
            State.CANCELLED,
            "ticket.cancel",
        ),
        # By whoever holds it, with its code: taken by mistake, or not coming.
        "give_back": Move(frozenset({State.EXPECTED, State.WAITING, State.CALLED, State.ABSENT}), State.CANCELLED),
        # A named person takes it over to another day; it keeps its place.
        "carry": Move(frozenset({State.WAITING, State.HELD, State.ABSENT}), State.WAITING, "ticket.cancel"),
        # The day is over: what is left of it can no longer be called.
        "expire": Move(
            frozenset({State.EXPECTED, State.WAITING, State.HELD, State.ABSENT}), State.CANCELLED, "system.manage"
        ),
    },
)


class Desk(StrEnum):
    """Where a window stands."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


_OPERATE = "window.operate"

WINDOW = Lifecycle(
    "window",
    {
        # Opening an open window is how another member of staff takes it over.
        "open": Move(frozenset(Desk), Desk.OPEN, _OPERATE),
        # Pausing again changes the reason or the expected return.
        "pause": Move(frozenset({Desk.OPEN, Desk.PAUSED}), Desk.PAUSED, _OPERATE),
        "close": Move(frozenset({Desk.OPEN, Desk.PAUSED}), Desk.CLOSED, _OPERATE),
    },
)


class Booked(StrEnum):
    """Where an appointment stands."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    MISSED = "missed"
    CANCELLED = "cancelled"


APPOINTMENT = Lifecycle(
    "appointment",
    {
        "move": Move(frozenset({Booked.BOOKED}), Booked.BOOKED),
        "arrive": Move(frozenset({Booked.BOOKED}), Booked.ARRIVED),
        "cancel": Move(frozenset({Booked.BOOKED}), Booked.CANCELLED),
        # The day is over and nobody came.
        "miss": Move(frozenset({Booked.BOOKED}), Booked.MISSED, "system.manage"),
    },
)


class Slip(StrEnum):
    """Where a shift's hand-over slip stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


SLIP = Lifecycle(
    "shift_slip",
    {
        # Both confirm: who goes by offering, who comes by accepting in his own session.
        "accept": Move(frozenset({Slip.OFFERED}), Slip.ACCEPTED, _OPERATE),
        "withdraw": Move(frozenset({Slip.OFFERED}), Slip.WITHDRAWN, _OPERATE),
    },
)


class Kept(StrEnum):
    """Where papers stand that a person left so that his matter could be finished after closing."""

    KEPT = "kept"
    FINISHED = "finished"
    SENT = "sent"
    COLLECTED = "collected"


KEPT = Lifecycle(
    "kept_papers",
    {
        "finish": Move(frozenset({Kept.KEPT}), Kept.FINISHED, _OPERATE),
        "send": Move(frozenset({Kept.FINISHED}), Kept.SENT, _OPERATE),
        "collect": Move(frozenset({Kept.KEPT, Kept.FINISHED}), Kept.COLLECTED, _OPERATE),
    },
)
