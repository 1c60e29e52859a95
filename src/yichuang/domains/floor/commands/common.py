"""What the acts share: who acts, and texts within their limits."""

from uuid import UUID

from yichuang.foundation.command import Work
from yichuang.foundation.errors import Denied, Invalid, Missing

TOPIC = "floor"
"""What the console listens for beside the line and the windows."""


def named(work: Work) -> None:
    """What is written down here is written down with a name."""
    if work.actor.kind != "staff":
        raise Denied("floor.named")


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
