"""What this room does when another tells a fact. Thin: parse, call one function."""

from uuid import UUID

from yichuang.foundation.command import Work
from yichuang.foundation.dispatch import Fact

from .commands.common import as_id
from .commands.delivering import mark_delivered
from .commands.ending import nothing_left_open
from .promises import mark_signed


def result_received(work: Work, fact: Fact) -> None:
    """In step with `delivery.handed_over.v1`: the applicant has the result, by whatever way it came."""
    kind, _, id_ = fact.subject.partition(":")
    if kind == "case":
        mark_delivered(work, UUID(id_))


def ticket_served(work: Work, fact: Fact) -> None:
    """In step with `queueing.served.v1`: whoever must be answered, or was let to correct something, on the spot does not leave without that."""
    nothing_left_open(work, UUID(str(fact.payload["ticket"])))


def paper_signed(work: Work, fact: Fact) -> None:
    """In step with `documents.paper_signed.v1`: a promise counts as signed when its letter is."""
    noun, _, id_ = fact.subject.partition(":")
    case_id = as_id(id_) if noun == "case" else None
    if case_id is not None:
        given = fact.payload
        mark_signed(work, case_id, given["kind"], UUID(given["paper"]), given["mode"])
