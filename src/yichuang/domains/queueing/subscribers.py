"""What this room does when a fact is told. Thin: parse, call one function."""

from yichuang.foundation.command import Work
from yichuang.foundation.dispatch import Fact

from . import late
from .commands.queues import lead_item


def ticket_served(work: Work, fact: Fact) -> None:
    """In step with `queueing.served.v1`: past closing time the clerk's extended session grows to this moment."""
    late.served(work, fact)


def item_offered(work: Work, fact: Fact) -> None:
    """In step with `catalog.offered.v1`: the queues follow, and a queue that is not there refuses the offer."""
    lead_item(work, item=fact.payload["item"], queue=fact.payload["queue"])
