"""The door of revisions: a department proposes, another person checks, it is published and the windows acknowledge it."""

from .commands import check, give_back, propose_guide, propose_words, publish, withdraw
from .labels import KIND_LABELS, STATE_LABELS
from .queries import count_to_check, open_revision, revision, revisions
from .types import Receipts, RevisionRow, RevisionView

__all__ = [
    "KIND_LABELS", "STATE_LABELS", "Receipts", "RevisionRow", "RevisionView", "check", "count_to_check", "give_back",
    "open_revision", "propose_guide", "propose_words", "publish", "revision", "revisions", "withdraw",
]  # fmt: skip
