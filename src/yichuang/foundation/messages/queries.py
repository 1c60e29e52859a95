"""What was sent, and what became of it. Addresses are shown masked only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count

from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.privacy import mask_name

from .inbox import as_sent, words_of
from .kinds import kind_label
from .models import KeptMessage, Message
from .types import OUTSIDE


@dataclass(frozen=True, slots=True)
class SentLine:
    """One message as the list of what was sent shows it."""

    id: UUID
    posted_at: datetime
    channel: str
    kind: str
    about: str
    name: str
    address: str
    title: str
    text: str
    link: str
    state: str
    tries: int
    next_at: datetime | None
    sent_at: datetime | None
    reason: str
    carrier_no: str


def outbox(
    actor: Actor, *, channel: str = "", state: str = "", template: str = "", before: UUID | None = None, size: int = 50
) -> tuple[list[SentLine], UUID | None]:
    """What left the center or is about to, the newest first, keyed by id. One query."""
    actor.require("message.read")
    rows = Message.objects.filter(center_id=actor.center_id, channel__in=[channel] if channel in OUTSIDE else OUTSIDE)
    if state:
        rows = rows.filter(state=state)
    if template:
        rows = rows.filter(template=template)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: size + 1])
    return [_line(m) for m in found[:size]], found[size - 1].pk if len(found) > size else None


def messages_about(actor: Actor, about: str) -> list[SentLine]:
    """Every message about one object, in order, inboxes too: for its page. One query."""
    rows = Message.objects.filter(center_id__in=[*actor.reads, actor.center_id], about=about)
    return [_line(m) for m in rows.order_by("pk")]


def counts(actor: Actor, *, days: int = 7) -> dict[str, int]:
    """How many messages of the last days stand in each state. One query."""
    actor.require("message.read")
    since = clock.now() - timedelta(days=days)
    rows = Message.objects.filter(center_id=actor.center_id, channel__in=OUTSIDE, posted_at__gt=since)
    return dict(rows.values_list("state").annotate(n=Count("pk")))


def outgoing_of(actor: Actor, message: UUID) -> KeptMessage | None:
    """What the stand-in kept of a message: exactly what a gateway would have got. One query."""
    actor.require("message.read")
    return KeptMessage.objects.filter(center_id=actor.center_id, message_id=message).first()


def _line(row: Message) -> SentLine:
    title, text = (
        as_sent(row) if row.channel in OUTSIDE else (words_of(row.title, row.facts), words_of(row.text, row.facts))
    )
    why, bracket, what = row.reason.partition(" (")  # a sentence of ours, then the name of what broke
    return SentLine(
        id=row.pk, posted_at=row.posted_at, channel=row.channel, kind=kind_label(row.template), about=row.about,
        name=mask_name(row.name), address=row.address_masked, title=title, text=text, link=row.link, state=row.state, tries=row.tries, next_at=row.next_at,
        sent_at=row.sent_at, reason=words_of(why, {}) + bracket + what, carrier_no=row.carrier_no,
    )  # fmt: skip
