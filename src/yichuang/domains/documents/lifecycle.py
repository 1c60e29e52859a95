"""States of a paper, of a stamp and of a paper that waits at another printer. Pure.

A paper is issued, and may be voided. Printed, sealed, signed and served are facts about an issued paper, not states.
"""

from enum import StrEnum

from yichuang.foundation.lifecycle import Act, Acts, Lifecycle, Move


class State(StrEnum):
    ISSUED = "issued"
    VOIDED = "voided"


PAPER = Lifecycle("paper", {"void": Move(frozenset({State.ISSUED}), State.VOIDED, "case.read")})


class Fact(StrEnum):
    """What has happened to a paper, in any order. A void paper keeps the others."""

    ISSUED = "issued"
    PRINTED = "printed"
    AT_SEAL = "at_seal"
    SEALED = "sealed"
    SIGNED = "signed"
    SERVED = "served"
    VOIDED = "voided"


_ANY = frozenset(Fact)
_VALID = _ANY - {Fact.VOIDED}
_IS_VOID = "paper.is_void"
_IN_USE = Act(_VALID, _IS_VOID)
"""Whatever happened to it, as long as it is valid."""

PAPER_ACTS = Acts(
    "paper",
    tuple(Fact),
    {
        # what came out of a printer, or is a scan of what was signed, is put down also of a void paper
        "mark_printed": Act(_ANY, ""),
        "attach_scan": Act(_ANY, ""),
        "cancel_print_job": Act(_ANY, ""),
        "note_seal_failure": Act(_VALID - {Fact.SEALED}, ""),  # an answer that comes too late changes nothing
        "send_to_printer": _IN_USE,
        "print_job_done": _IN_USE,
        "confirm_seal": _IN_USE,  # once more does nothing
        "seal_papers": _IN_USE,
        "record_electronic_seal": _IN_USE,
        "send_for_seal": Act(_VALID - {Fact.SEALED}, _IS_VOID, {Fact.SEALED: "paper.waits_for_no_seal"}),
        "record_signing": Act(_VALID - {Fact.SIGNED}, _IS_VOID, {Fact.SIGNED: "paper.signed_already"}),
        "record_service": _IN_USE,  # once more with a reason
        "serve_papers": _IN_USE,
        "correct_paper": _IN_USE,
        "void_paper": Act(_VALID, "paper.wrong_state"),
    },
)
"""An act is possible when every fact of the paper allows it; the first that does not is named in the refusal."""


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
