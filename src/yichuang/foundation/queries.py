"""Reads of the ground floor's own tables: the audit log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .actor import Actor
from .models import AuditEntry


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line as it is shown."""

    seq: int
    at: datetime
    actor_name: str
    actor_post: str
    channel: str
    action: str
    subject: str
    before: Any
    after: Any
    reason: str
    request_id: str


def audit_log(
    actor: Actor, *, subject: str = "", action: str = "", name: str = "", before_seq: int | None = None, size: int = 50
) -> tuple[list[AuditRow], int | None]:
    """The newest lines first, keyed by place; the second value continues the list. One query."""
    actor.require("audit.read")
    rows = AuditEntry.objects.filter(center_id=actor.center_id)
    if subject:
        rows = rows.filter(subject=subject)
    if action:
        rows = rows.filter(action__startswith=action)
    if name:
        rows = rows.filter(actor_name=name)
    if before_seq is not None:
        rows = rows.filter(seq__lt=before_seq)
    found = list(rows.order_by("-seq")[: size + 1])
    page = [AuditRow(*(getattr(r, f) for f in AuditRow.__slots__)) for r in found[:size]]
    return page, page[-1].seq if len(found) > size else None
