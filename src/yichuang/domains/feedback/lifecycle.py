"""States of an invitation to rate. Pure: no Django, no database."""

from enum import StrEnum

from yichuang.foundation.lifecycle import Lifecycle, Move


class Invited(StrEnum):
    """Where the invitation on an evaluator stands."""

    OPEN = "open"
    DONE = "done"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


_OPEN = frozenset({Invited.OPEN})

INVITATION = Lifecycle(
    "invitation",
    {
        "answer": Move(_OPEN, Invited.DONE),
        "expire": Move(_OPEN, Invited.EXPIRED),
        "cancel": Move(_OPEN, Invited.CANCELLED, "window.operate"),
    },
)
