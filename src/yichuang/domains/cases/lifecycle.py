"""Case states and the moves between them. Pure: no Django, no database.

`stopped` is entered by the special procedures of the law alone, and `deemed` is a fact about an acceptance, never a state.
"""

from enum import StrEnum

from yichuang.foundation.lifecycle import Lifecycle, Move


class State(StrEnum):
    """Where a case stands."""

    DRAFT = "draft"
    RECEIVED = "received"
    CORRECTING = "correcting"
    ACCEPTED = "accepted"
    STOPPED = "stopped"
    DECIDED = "decided"
    DELIVERED = "delivered"
    CLOSED = "closed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"


S = State

AT_INTAKE = frozenset({S.DRAFT, S.RECEIVED})
"""The applicant and the clerk may still change parties, situation and materials."""

BEFORE_DECISION = frozenset({S.DRAFT, S.RECEIVED, S.CORRECTING, S.ACCEPTED, S.STOPPED})
"""The applicant may take his application back."""

WITH_DEPARTMENT = frozenset({S.ACCEPTED, S.STOPPED})
"""The department owes a decision: the states of its working queue."""

OVER = frozenset({S.DELIVERED, S.CLOSED, S.REFUSED, S.WITHDRAWN, S.RETURNED})
"""Nothing is owed any more."""

CASE = Lifecycle(
    "case",
    {
        "receive": Move(frozenset({S.DRAFT}), S.RECEIVED, "case.check"),
        "accept": Move(frozenset({S.RECEIVED}), S.ACCEPTED, "case.accept"),
        "file": Move(frozenset({S.RECEIVED}), S.DECIDED, "case.accept"),
        "tell": Move(frozenset({S.RECEIVED}), S.CORRECTING, "case.accept"),
        "complete": Move(frozenset({S.CORRECTING}), S.RECEIVED, "case.check"),
        "refuse": Move(frozenset({S.RECEIVED}), S.REFUSED, "case.accept"),
        "decide": Move(frozenset({S.ACCEPTED}), S.DECIDED, "case.decide"),
        "settle": Move(
            frozenset({S.ACCEPTED}), S.DECIDED, "case.accept"
        ),  # done on the spot, in the same act as acceptance
        "deliver": Move(frozenset({S.DECIDED}), S.DELIVERED, "result.deliver"),
        "close": Move(frozenset({S.DELIVERED}), S.CLOSED, "case.decide"),
        "stop": Move(frozenset({S.ACCEPTED}), S.STOPPED, "case.decide"),
        "resume": Move(frozenset({S.STOPPED}), S.ACCEPTED, "case.decide"),
        "withdraw": Move(BEFORE_DECISION, S.WITHDRAWN, "case.check"),
        "give_back": Move(frozenset({S.CORRECTING}), S.RETURNED, "case.decide"),
        "renounce": Move(
            WITH_DEPARTMENT, S.CORRECTING, "case.check"
        ),  # the commitment is taken back, not the application
        "renew": Move(WITH_DEPARTMENT, S.DECIDED, ""),  # the law renews a licence that nobody decided about in time
        "return_lapsed": Move(WITH_DEPARTMENT, S.RETURNED, "case.decide"),  # what was tolerated did not come
    },
)

HANDOVER = Lifecycle("handover", {"take": Move(frozenset({"sent"}), "taken", "case.decide")})

PROCEDURE = Lifecycle("procedure", {"finish": Move(frozenset({"running"}), "finished", "case.decide")})
"""A special procedure: one of several may run while others do; the case is stopped until the last is finished."""

EXTENSION = Lifecycle(
    "extension",
    {
        "approve": Move(frozenset({"asked"}), "approved", "case.extend"),
        "decline": Move(frozenset({"asked"}), "declined", "case.extend"),
        "take_back": Move(frozenset({"asked"}), "taken_back", "case.decide"),
        "lapse": Move(frozenset({"asked"}), "lapsed", ""),
    },
)
"""A longer limit: asked, and answered by another person. It lapses when the case is decided before anybody answers."""

URGING = Lifecycle("urging", {"answer": Move(frozenset({"open"}), "answered", "case.decide")})

PACK = Lifecycle(
    "pack",
    {
        "retire": Move(frozenset({"ready"}), "retired", "place.manage"),
        "end": Move(frozenset({"ready", "retired"}), "ended", "place.manage"),
    },
)
"""An emergency pack: a retired one is written on no more, but what was written on it can still be entered until it is ended."""

TOLERANCE = Lifecycle(
    "tolerance",
    {
        "supply": Move(frozenset({"open"}), "supplied", "case.check"),
        "lapse": Move(frozenset({"open"}), "lapsed", ""),
        "admit": Move(frozenset({"lapsed"}), "supplied", "case.decide"),
        "end": Move(frozenset({"open", "lapsed"}), "ended", ""),
    },
)
"""What may follow later: it lapses at 24:00 of its day by itself; then the department decides in writing what follows."""

COMMITMENT = Lifecycle(
    "commitment",
    {
        "withdraw": Move(frozenset({"made"}), "withdrawn", "case.check"),
        "keep": Move(frozenset({"made"}), "kept", "case.decide"),
        "break": Move(frozenset({"made"}), "broken", "case.decide"),
        "restore": Move(frozenset({"broken"}), "kept", "case.decide"),
        "end": Move(frozenset({"made"}), "ended", ""),
    },
)
"""A commitment is looked into after the decision; it ends with a case that was not approved."""

BREACH = Lifecycle(
    "breach",
    {
        "correct": Move(frozenset({"open", "uncorrected"}), "corrected", "case.decide"),
        "run_out": Move(frozenset({"open"}), "uncorrected", ""),
        "decide": Move(frozenset({"open", "uncorrected"}), "decided", "case.decide"),
        "overturn": Move(frozenset({"open", "corrected", "uncorrected"}), "overturned", "case.decide"),
    },
)
"""A breach of a commitment, from the finding to its end."""
HEARING = Lifecycle(
    "hearing",
    {
        "apply": Move(frozenset({"told"}), "applied", "case.decide"),
        "waive": Move(frozenset({"told"}), "waived", "case.decide"),
        "lapse": Move(frozenset({"told"}), "lapsed", ""),
        "arrange": Move(frozenset({"applied", "ordered", "arranged"}), "arranged", "case.decide"),
        "hold": Move(frozenset({"arranged"}), "held", "case.decide"),
        "cancel": Move(frozenset({"applied", "ordered", "arranged"}), "cancelled", "case.decide"),
    },
)
"""A hearing (行政许可法 46–48): its right is told, or the organ orders one itself. Put off, it is arranged again."""
