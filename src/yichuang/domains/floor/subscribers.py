"""What this room does when a fact is told. Thin: parse, call one function."""

from uuid import UUID

from yichuang.foundation.command import Work
from yichuang.foundation.dispatch import Fact

from .models import WindowOrder


def window_opened(work: Work, fact: Fact) -> None:
    """In step with `queueing.window_opened.v1`: whoever was sent there has come, or is not needed any more."""
    rows = WindowOrder.objects.filter(
        center_id=work.center_id, window_id=UUID(str(fact.payload["window"])), ended_at=None
    )
    staff = fact.payload.get("staff")
    came = rows.filter(staff_id=UUID(str(staff))).update(came_at=work.at, ended_at=work.at) if staff else 0
    if came or rows.update(ended_at=work.at):
        work.live("floor")
