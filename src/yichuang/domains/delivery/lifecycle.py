"""States of a result and of a signature that is asked for. Pure: no Django, no database."""

from enum import StrEnum

from yichuang.foundation.lifecycle import Lifecycle, Move


class State(StrEnum):
    """Where a result is: at the window, in the post, in the receiver's hands, or on its way back."""

    READY = "ready"
    DISPATCHED = "dispatched"
    HANDED_OVER = "handed_over"
    RETURNED = "returned"
    WITH_DEPARTMENT = "with_department"


S = State

RESULT = Lifecycle(
    "result",
    {
        "hand_over": Move(frozenset({S.READY}), S.HANDED_OVER, "result.deliver"),
        "dispatch": Move(frozenset({S.READY}), S.DISPATCHED, "result.deliver"),
        "sign_off": Move(frozenset({S.DISPATCHED}), S.HANDED_OVER, "result.deliver"),
        "come_back": Move(frozenset({S.DISPATCHED}), S.READY, "result.deliver"),
        "give_back": Move(frozenset({S.READY}), S.RETURNED, "result.deliver"),
        "take_back": Move(frozenset({S.RETURNED}), S.WITH_DEPARTMENT, "result.register"),
        "send_again": Move(frozenset({S.WITH_DEPARTMENT}), S.READY, "result.register"),
    },
)

IN_STOCK = frozenset({S.READY, S.DISPATCHED, S.RETURNED})
"""What the hall still answers for: the list of these must go to zero."""


class Asked(StrEnum):
    """Where a signature that a clerk asked for stands."""

    OPEN = "open"
    SIGNED = "signed"
    USED = "used"
    CANCELLED = "cancelled"


SIGNATURE = Lifecycle(
    "signature",
    {
        "sign": Move(frozenset({Asked.OPEN}), Asked.SIGNED),
        "use": Move(frozenset({Asked.SIGNED}), Asked.USED, "result.deliver"),
        "cancel": Move(frozenset({Asked.OPEN, Asked.SIGNED}), Asked.CANCELLED),
    },
)
