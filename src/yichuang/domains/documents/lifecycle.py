"""A paper is issued, and may be voided. Printed, sealed, signed and served are facts about an issued paper, not states."""

from enum import StrEnum

from yichuang.foundation.lifecycle import Lifecycle, Move


class State(StrEnum):
    ISSUED = "issued"
    VOIDED = "voided"


PAPER = Lifecycle("paper", {"void": Move(frozenset({State.ISSUED}), State.VOIDED, "case.accept")})
