"""What pages need to hear news: a signed stream ticket, good for five minutes, naming one center and some topics.

The streams process knows no sessions and opens no ORM; the ticket alone says what may be heard. A page that stays open
fetches a fresh ticket with its own session, so that a revoked person's stream ends with his ticket at the latest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from .actor import Actor

SALT = "yichuang.stream"
LIFE = 300
"""Seconds for which a stream ticket opens a stream."""


@dataclass(frozen=True, slots=True)
class StreamTicket:
    """`who` is the session's or device's id (revocation names it), empty for public pages."""

    center_id: UUID
    topics: tuple[str, ...]
    who: str


def stream_ticket(actor: Actor, topics: Iterable[str]) -> str:
    """A URL-safe ticket. The page must only be given topics that its person may hear."""
    assert actor.center_id is not None
    who = str(actor.device_id or actor.id or "")
    return signing.dumps([str(actor.center_id), sorted(set(topics)), who], salt=SALT, compress=True)


def read_ticket(ticket: str) -> StreamTicket | None:
    """None when forged or older than five minutes."""
    try:
        center, topics, who = signing.loads(ticket, salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return None
    return StreamTicket(UUID(center), tuple(topics), who)


def revoke_streams(center_id: UUID, who: UUID) -> None:
    """Tell every streams process to close the streams of one person or device, at commit of the open transaction."""
    import json

    from django.db import connection

    from .dispatch import CHANNEL

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps({"c": str(center_id), "revoke": str(who)})])
