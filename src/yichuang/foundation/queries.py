"""Reads of the ground floor's own tables: the audit log, and what was told."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from .actor import Actor
from .models import AuditEntry, Event


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


Told = tuple[datetime, str, dict[str, Any]]
"""When a fact was told, its name, its payload."""


def told_between(actor: Actor, names: Sequence[str], since: datetime, until: datetime) -> list[Told]:
    """The facts of a center in the order in which they happened. One query over the events of these hours."""
    rows = Event.objects.filter(center_id=actor.center_id, at__gte=since, at__lt=until, name__in=names)
    return list(rows.order_by("at", "id").values_list("at", "name", "payload"))


def told_last(actor: Actor, subjects: Sequence[str], names: Sequence[str], before: datetime) -> list[Told]:
    """The latest of these facts about each subject before an instant. One query, one index row a subject."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.at, e.name, e.payload FROM unnest(%s::varchar[]) AS s (subject), LATERAL ("
            " SELECT at, name, payload FROM foundation_event WHERE center_id = %s AND subject = s.subject"
            " AND name = ANY (%s::varchar[]) AND at < %s ORDER BY id DESC LIMIT 1) AS e",
            [list(subjects), actor.center_id, list(names), before],
        )
        rows = cursor.fetchall()
    return [(at, name, json.loads(payload) if isinstance(payload, str) else payload) for at, name, payload in rows]
