"""The pure calling order over the rows of a center: what pages show of the line is what the next call does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from yichuang.foundation import prepared

from .hall.values import CLASSES, Window
from .hall.values import Ticket as Person
from .models import CallingOrder, Queue, Ticket
from .policy import Candidate, Policy, candidates, ranked, read_policy
from .rules import CARE, CARE_WEIGHT

ANYWHERE = Window("")
"""A window that may call everybody: whoever is before whom in the line does not depend on a window."""


def class_of(ticket: Any) -> str:
    """Each ticket is of one class."""
    return "priority" if ticket.priority else "appointment" if ticket.booked else "normal"


def setting_of(center_id: UUID | None) -> CallingOrder:
    """The center's row, or one with the defaults that is not stored. One statement."""
    rows = prepared.models(CallingOrder, "center_id = %s LIMIT 1", [center_id])
    return rows[0] if rows else CallingOrder(center_id=center_id)


def weight_in(center_id: UUID, queue: str, item: str) -> float:
    """The learned weight of an item in a queue, as `hot.issue` takes it. One statement."""
    return float(setting_of(center_id).weights.get(queue, {}).get(item, 1.0))


def policy_of(row: CallingOrder, queues: Iterable[Queue]) -> Policy:
    """With the targets that each queue has of its own."""
    targets = {
        q.code: dict(
            zip(CLASSES, (q.target_minutes, q.priority_target_minutes, q.appointment_target_minutes), strict=True)
        )
        for q in queues
    }
    return replace(read_policy(row.setting()), queues=targets)


def person(ticket: Ticket, code: str) -> Person:
    """Seconds since 1970: waiting counts from `ordered_at`, which knows of booked times and missed calls."""
    return Person(ticket.pk, code, ticket.item, class_of(ticket), ticket.ordered_at.timestamp())


def care_of(ticket: Ticket, offers: Iterable[str]) -> float:
    """How many times the waiting counts at a window with these offers."""
    return CARE_WEIGHT if set(ticket.needs) & set(offers) & set(CARE) else 1


def line_of(
    policy: Policy, tickets: Sequence[Ticket], codes: Mapping[UUID, str], at: datetime, before: Sequence[str] = ()
) -> list[Candidate]:
    """Everybody in calling order at an instant, as if all were called now. `codes` are the queues' by id."""
    weights = {t.pk: t.weight for t in tickets}
    people = [person(t, codes[t.queue_id]) for t in tickets]
    return ranked(policy, ANYWHERE, people, at.timestamp(), weigh=lambda p: weights[p.id], before=before)


def figures_of(
    policy: Policy, tickets: Sequence[Ticket], codes: Mapping[UUID, str], at: datetime, offers: Iterable[str] = ()
) -> dict[UUID, Candidate]:
    """What each person's waiting counted at an instant, at a window with these offers."""
    rows = {t.pk: t for t in tickets}
    line = candidates(
        policy, ANYWHERE, [person(t, codes[t.queue_id]) for t in tickets], at.timestamp(),
        weigh=lambda p: rows[p.id].weight, care=lambda p: care_of(rows[p.id], offers),
    )  # fmt: skip
    return {c.ticket.id: c for c in line}


def called_before(center_id: UUID | None, day: Any, policy: Policy) -> list[str]:
    """The classes called last today, latest last, as far as the order asks for them. One statement for `ratio`, none else."""
    if policy.name != "ratio":
        return []
    rows = Ticket.objects.filter(center_id=center_id, day=day, called_at__isnull=False).order_by("-called_at", "-id")
    return [class_of(t) for t in rows.only("priority", "booked")[: max(policy.first, policy.then)]][::-1]
