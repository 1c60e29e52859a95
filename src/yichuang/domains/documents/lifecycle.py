"""States of a paper, of a stamp and of a paper that waits at another printer. Pure.

A paper is issued, and may be voided. Printed, sealed, signed and served are facts about an issued paper, not states.
"""

from enum import StrEnum

from yichuang.foundation.lifecycle import Lifecycle, Move


class State(StrEnum):
    ISSUED = "issued"
    VOIDED = "voided"


PAPER = Lifecycle("paper", {"void": Move(frozenset({State.ISSUED}), State.VOIDED, "case.read")})


class SealState(StrEnum):
    """With its keeper, locked away, or given back to the department."""

    KEPT = "kept"
    LOCKED = "locked"
    RETURNED = "returned"


_KEPT, _LOCKED = frozenset({SealState.KEPT}), frozenset({SealState.LOCKED})

SEAL = Lifecycle(
    "seal",
    {
        "hand_over": Move(_KEPT, SealState.KEPT, "case.read"),
        "lock": Move(_KEPT, SealState.LOCKED, "case.read"),
        "take_out": Move(_LOCKED, SealState.KEPT, "case.read"),
        "return": Move(_KEPT | _LOCKED, SealState.RETURNED, "place.manage"),
    },
)


class Job(StrEnum):
    """A paper at somebody else's printer."""

    WAITING = "waiting"
    PRINTED = "printed"
    CANCELLED = "cancelled"


_WAITING = frozenset({Job.WAITING})

PRINT_JOB = Lifecycle(
    "print_job",
    {"print": Move(_WAITING, Job.PRINTED, "case.read"), "cancel": Move(_WAITING, Job.CANCELLED, "case.read")},
)
