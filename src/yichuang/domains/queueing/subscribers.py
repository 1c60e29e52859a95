"""What this room does when a fact is told. Thin: parse, call one function."""

from yichuang.foundation.command import Work
from yichuang.foundation.dispatch import Fact

from . import late


def ticket_served(work: Work, fact: Fact) -> None:
    """In step with `queueing.served.v1`: past closing time the clerk's extended session grows to this moment."""
    late.served(work, fact)
