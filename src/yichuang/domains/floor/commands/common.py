"""What the acts share: who acts, and texts within their limits."""

from uuid import UUID

from django.db import connection

from yichuang.foundation.command import Work
from yichuang.foundation.errors import Denied, Invalid, Missing

TOPIC = "floor"
"""What the console listens for beside the line and the windows."""


def named(work: Work) -> None:
    """What is written down here is written down with a name."""
    if work.actor.kind != "staff":
        raise Denied("floor.named")


def one_at_a_time(work: Work, what: str) -> None:
    """Acts on one thing that has no row of its own yet come one after another: each reads what the one before it has written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"floor.{what}:{work.center_id}"])


def text_of(value: str, field: str, limit: int = 200) -> str:
    """Free text within its limit, without the space around it."""
    text = value.strip()
    if len(text) > limit:
        raise Invalid("floor.text_too_long", field=field, limit=limit)
    return text


def as_id(value: UUID | str, missing: str) -> UUID:
    """An id as it comes from a form; what is none is missing."""
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        raise Missing(missing) from None
