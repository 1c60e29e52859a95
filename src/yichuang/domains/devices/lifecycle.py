"""States of a fault ticket. Pure. DB50/T 1603-2024, 5.1.7.3: somebody is there to look after the machines."""

from enum import StrEnum

from yichuang.foundation.lifecycle import Lifecycle, Move


class State(StrEnum):
    """Open until somebody takes it; answered once it is said what will be done; closed when it is done, or proved by a self-test."""

    OPEN = "open"
    TAKEN = "taken"
    ANSWERED = "answered"
    CLOSED = "closed"


UNDONE = frozenset({State.OPEN, State.TAKEN, State.ANSWERED})

FAULT = Lifecycle(
    "fault",
    {
        "take": Move(frozenset({State.OPEN}), State.TAKEN, "device.mend"),
        "answer": Move(frozenset({State.OPEN, State.TAKEN}), State.ANSWERED, "device.mend"),
        "close": Move(UNDONE, State.CLOSED, "device.mend"),
        "pass": Move(UNDONE, State.CLOSED),
    },
)
"""`pass` is the device's own: its self-test says that this very fault is gone."""
