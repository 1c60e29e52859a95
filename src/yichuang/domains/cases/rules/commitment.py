"""告知承诺 (DB50/T 1603-2024 5.2.2.2, 5.3.6; 国办发〔2020〕42号): who is told, who may choose it, and what follows a breach. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .facts import Reason, why

CHOICES = ("commitment", "ordinary")
"""What the applicant chooses after having been told. Neither choice changes how he is served."""

GRADES = ("minor", "general", "serious")
"""轻微, 一般, 严重. Serious is a false promise: the condition was not met, and the applicant knew."""

RESULTS = ("kept", "breach")
DECISIONS = ("revoke", "change", "keep")
"""What the department decides after an unrepaired breach, in writing."""


@dataclass(frozen=True, slots=True)
class PastBreach:
    """An earlier breach of the same applicant in this center."""

    grade: str
    state: str
    credit_repaired: bool
    found_on: date


def bars(past: PastBreach) -> bool:
    """Whether a breach keeps its author from choosing a commitment again, for every item, until his credit is repaired.

    Overturned on appeal: never was one. Corrected in time: settled, unless the promise was false. A minor one bars only after
    its correction period has run out.
    """
    if past.state == "overturned" or past.credit_repaired:
        return False
    if past.state == "corrected":
        return past.grade == "serious"
    return past.grade != "minor" or past.state != "open"


@dataclass(frozen=True, slots=True)
class Offer:
    """The standing of an item and an applicant towards a commitment. `ready`: the item applies it and its letter is whole."""

    ready: bool
    excluded: str = ""
    bar: PastBreach | None = None
    withdrawn: bool = False


def must_tell(offer: Offer) -> bool:
    """Whether the applicant has to be told and to choose: for every item in scope, whoever he is (5.2.2.2)."""
    return offer.ready and not offer.excluded


def obstacles(offer: Offer) -> tuple[Reason, ...]:
    """Why a commitment cannot be chosen. Empty: it can."""
    if offer.excluded:
        return (why("commitment.excluded", scope=offer.excluded),)
    if not offer.ready:
        return (why("commitment.item_has_none"),)
    no = []
    if offer.bar is not None:
        no.append(why("commitment.barred", day=offer.bar.found_on))
    if offer.withdrawn:
        no.append(why("commitment.withdrawn_before"))
    return tuple(no)


def standing(ready: bool, excluded: str, past: Iterable[PastBreach], *, withdrawn: bool = False) -> Offer:
    """The offer for one applicant: the latest breach that still bars him is the one that is named."""
    barring = [p for p in past if bars(p)]
    return Offer(ready, excluded, max(barring, key=lambda p: p.found_on, default=None), withdrawn)


def owed_again(status: str, *, replaced: bool, awaited: bool, reported: bool) -> bool:
    """Whether a material is asked for when its commitment is taken back.

    `awaited`: a tolerance waits for it. `reported`: it went up with the report of a first review. What the commitment stood in for
    is asked for unless it lies in the file all the same, since nobody brings a paper twice (行政许可法 35).
    """
    return awaited or (replaced and status != "received" and not reported)


def overdue(state: str, repair_by: date, today: date) -> bool:
    """Whether the correction period is over with nothing corrected: from 24:00 of its last day."""
    return state == "open" and today > repair_by


def may_decide(grade: str, state: str, repair_by: date, today: date) -> bool:
    """Whether the department may revoke or change its decision: after the period, or at once when the promise was false."""
    if state == "open":
        return grade == "serious" or overdue(state, repair_by, today)
    return state == "uncorrected"


def may_appeal(state: str, appealed: bool, appeal_by: date, today: date, *, told: bool) -> bool:
    """Whether the applicant may still object: once, until the end of the appeal's last day, while nothing was decided on it.

    The letter gives him his days from the receipt of the notice: while nobody has entered that he was `told`, they have not begun.
    """
    return state in ("open", "corrected", "uncorrected") and not appealed and (not told or today <= appeal_by)


def may_repair_credit(state: str, appeal_open: bool) -> bool:
    """Whether a credit repair can be entered: the matter is closed, and no appeal waits for its answer."""
    return not appeal_open and state in ("corrected", "decided")
