"""The door of feedback: visits and their ratings (好差评).

A visit can be rated from its end (`subscribers` open it, in step with queueing and cases) for some days, once, and once more
in follow-up. The evaluator of a window shows `invitation_at` and calls `rate_at_window`; whoever holds the code of a ticket
or a case calls `rate_by_code` as `Actor.citizen(center)`, where `behind(code)` gives the center.
"""

from . import events
from .commands import behind, cancel_invitation, invite_to_rate, rate_at_window, rate_by_code
from .joins import end_invitation, invite, link_case, open_visit
from .labels import channel_words, grade_words, grades, reason_words, reasons
from .queries import invitation_at, last_invitation, rating_state, ratings, summary
from .rules import BAD, CHANNELS, GRADES, REASONS
from .types import InvitationView, RatingState, RatingView, Summary

__all__ = [
    "BAD", "CHANNELS", "GRADES", "REASONS", "InvitationView", "RatingState", "RatingView", "Summary", "behind",
    "cancel_invitation", "channel_words", "end_invitation", "events", "grade_words", "grades", "invitation_at", "invite",
    "invite_to_rate", "last_invitation", "link_case", "open_visit", "rate_at_window", "rate_by_code", "rating_state",
    "ratings", "reason_words", "reasons", "summary",
]  # fmt: skip
