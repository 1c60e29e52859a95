"""Writing a message in the transaction of the act that causes it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from yichuang.foundation import privacy
from yichuang.foundation.command import Work
from yichuang.foundation.ids import uuid7

from .inbox import topic_of
from .models import Message
from .rules import can_be_address
from .types import OUTSIDE, Recipient

NO_ADDRESS = _("地址格式不正确，没有发送")


def post(
    work: Work,
    *,
    to: Sequence[Recipient],
    template: str,
    text: str,
    facts: Mapping[str, Any] | None = None,
    title: str = "",
    link: str = "",
    about: str = "",
) -> list[UUID]:
    """Leave a message for each addressee; it exists if and only if the act does. One INSERT, and one job when one goes outside.

    `text` (and `title`) is a Chinese sentence; with `facts` it is filled by %-format when it is read, in the reader's
    language. `link` is an address of the program ("/q/…"); outside it is written after the text with the public host. A
    message that leaves the house must carry one: who gets it has to be able to look (DB50/T 1603-2024, 5.3.2.4). An address that
    cannot be one never stops the act: the row says so and is given up. Answers the ids in the order of `to`.
    """
    if any(r.channel != "inbox" for r in to) and not link:
        raise ValueError(f"{template}: a message that leaves the house carries a link")
    ids = sorted(uuid7() for _ in to)  # in the order of `to` also within a millisecond
    rows = [
        _row(work, i, r, template, text, dict(facts or {}), title, link, about) for i, r in zip(ids, to, strict=True)
    ]
    Message.objects.bulk_create(rows)
    work.live(*(topic_of(r.staff_id, r.department_id) for r in to if r.channel == "inbox"))
    if any(row.state == "waiting" for row in rows):
        _defer(work.center_id)
    return [row.pk for row in rows]


def _row(
    work: Work,
    id_: UUID,
    to: Recipient,
    template: str,
    text: str,
    facts: dict[str, Any],
    title: str,
    link: str,
    about: str,
) -> Message:
    row = Message(
        id=id_, center_id=work.center_id, channel=to.channel, template=template, about=about, staff_id=to.staff_id,
        department_id=to.department_id, needs=to.needs, name=to.name[:100], title=title, text=text, facts=facts,
        link=link, posted_at=work.at, state="waiting", state_since=work.at, next_at=work.at,
    )  # fmt: skip
    if to.channel not in OUTSIDE:
        row.state, row.sent_at, row.next_at = "sent", work.at, None
        return row
    address = to.address.strip()
    row.address_sealed, row.address_masked = privacy.seal(address), masked(to.channel, address)
    if not can_be_address(to.channel, address):
        row.state, row.reason, row.next_at = "given_up", NO_ADDRESS, None
    return row


def masked(channel: str, address: str) -> str:
    """An address as it may be shown: 138****5678, z***@example.cn, ab****."""
    if channel == "sms":
        return privacy.mask_phone(address)
    head, at, host = address.partition("@")
    return f"{head[:1]}***{at}{host}" if at else f"{address[:2]}****"


def _defer(center_id: UUID) -> None:
    """A job row in the open transaction. The jobs of a center run one after another, which keeps its rate."""
    from procrastinate.contrib.django import app

    app.configure_task("messages.send", lock=f"messages:{center_id}").defer(center_id=str(center_id))
