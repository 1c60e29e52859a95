"""What this room does when another tells a fact. Thin: parse, call one function."""

from uuid import UUID

from yichuang.foundation.command import Work
from yichuang.foundation.dispatch import Fact
from yichuang.foundation.errors import Refused

from .breaches import notice_was_served
from .commands.common import as_id
from .commands.delivering import mark_delivered
from .commands.ending import nothing_left_open
from .commands.hearing import right_was_served
from .papers.kept import kept_slip
from .promises import mark_signed
from .queries.lists import to_hand_over


def result_received(work: Work, fact: Fact) -> None:
    """In step with `delivery.handed_over.v1`: the applicant has the result, by whatever way it came."""
    kind, _, id_ = fact.subject.partition(":")
    if kind == "case":
        mark_delivered(work, UUID(id_))


def ticket_served(work: Work, fact: Fact) -> None:
    """In step with `queueing.served.v1`: whoever must be answered, or was let to correct something, on the spot does not leave without that."""
    nothing_left_open(work, UUID(str(fact.payload["ticket"])))


def window_checked(work: Work, fact: Fact) -> None:
    """In step with `queueing.window_checked.v1`: at the end of the day each paper is handed over or listed with its reason (5.2.3.1)."""
    if fact.payload["kind"] != "closing":
        return
    lying = {row.no for row in to_hand_over(work.actor, window_id=UUID(str(fact.payload["window"])))}
    left = sorted(lying - set(fact.payload["listed"]))
    if left:
        raise Refused("case.papers_lying", field=f"pending.{left[0]}", no=left[0], count=len(left))


def papers_kept(work: Work, fact: Fact) -> None:
    """In step with `queueing.papers_kept.v1`: nobody leaves papers at a window without one that says what, until when and how they come back."""
    kept_slip(work, UUID(str(fact.payload["kept"])), str(fact.payload["item"]))


def paper_served(work: Work, fact: Fact) -> None:
    """In step with `documents.paper_served.v1`: days that run from receipt begin, for asking for a hearing and for objecting to a breach."""
    noun, _, id_ = fact.subject.partition(":")
    case_id = as_id(id_) if noun == "case" else None
    if case_id is not None and fact.payload["kind"] == "hearing":
        right_was_served(work, case_id, UUID(fact.payload["paper"]))
    elif case_id is not None and fact.payload["kind"] == "repair":
        notice_was_served(work, case_id, UUID(fact.payload["paper"]))


def paper_signed(work: Work, fact: Fact) -> None:
    """In step with `documents.paper_signed.v1`: a promise counts as signed when its letter is."""
    noun, _, id_ = fact.subject.partition(":")
    case_id = as_id(id_) if noun == "case" else None
    if case_id is not None:
        given = fact.payload
        mark_signed(work, case_id, given["kind"], UUID(given["paper"]), given["mode"])
