"""What this room does when another tells a fact. Thin: parse, call one function."""

from uuid import UUID

from yichuang.foundation.command import Work
from yichuang.foundation.dispatch import Fact

from .commands.delivering import mark_delivered


def result_received(work: Work, fact: Fact) -> None:
    """In step with `delivery.handed_over.v1`: the applicant has the result, by whatever way it came."""
    kind, _, id_ = fact.subject.partition(":")
    if kind == "case":
        mark_delivered(work, UUID(id_))
