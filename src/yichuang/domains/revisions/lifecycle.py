"""States of a revision. Pure.

Proposed by one person, checked by another, published with the day from which it counts (DB50/T 1603-2024, 6.2.2).
"""

from enum import StrEnum

from yichuang.foundation.lifecycle import Lifecycle, Move


class State(StrEnum):
    """`returned` is the checker's no, `withdrawn` the proposer's own."""

    PROPOSED = "proposed"
    CHECKED = "checked"
    PUBLISHED = "published"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


_PROPOSED, _CHECKED = frozenset({State.PROPOSED}), frozenset({State.CHECKED})
OPEN = _PROPOSED | _CHECKED

REVISION = Lifecycle(
    "revision",
    {
        "check": Move(_PROPOSED, State.CHECKED, "guide.check"),
        "give_back": Move(OPEN, State.RETURNED, "guide.check"),
        "withdraw": Move(OPEN, State.WITHDRAWN, "guide.propose"),
        "publish": Move(_CHECKED, State.PUBLISHED, "guide.publish"),
    },
)
