"""What becomes of a message on its way out. One in the inbox is `sent` from the start."""

from yichuang.foundation.lifecycle import Lifecycle, Move

UNDER_WAY = frozenset({"waiting", "failed"})

MESSAGE = Lifecycle(
    "message",
    {
        "send": Move(UNDER_WAY, "sent"),
        "fail": Move(UNDER_WAY, "failed"),
        "give_up": Move(UNDER_WAY, "given_up"),
        "again": Move(frozenset({"failed", "given_up"}), "waiting", "system.manage"),
    },
)
