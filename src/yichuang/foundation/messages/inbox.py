"""What a member of staff finds in the program: messages to him and to the desks that he sits at, and what he has read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext

from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Missing

from .kinds import kind_label
from .models import Message, MessageRead

KEPT = timedelta(days=90)
"""Older messages are no longer shown in the inbox; they stay in the list of what was sent."""


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A message as it is read; `text` and `title` in the active language."""

    id: UUID
    at: datetime
    kind: str
    title: str
    text: str
    link: str
    about: str
    template: str
    read: bool


def words_of(text: str, facts: dict[str, Any]) -> str:
    """The sentence in the active language, filled."""
    if not text:
        return ""
    return gettext(text) % facts if facts else gettext(text)


def as_sent(row: Message) -> tuple[str, str]:
    """Title and text of what leaves the house: in Chinese, whoever looks at it later."""
    with translation.override("zh-hans"):
        return words_of(row.title, row.facts), words_of(row.text, row.facts)


def topic_of(staff_id: UUID | None, department_id: UUID | None) -> str:
    """What is told to the pages of those whom a message is for."""
    if staff_id:
        return f"inbox:{staff_id}"
    return f"inbox:{department_id}" if department_id else "inbox"


def topics(actor: Actor) -> list[str]:
    """What the bar of this person's pages listens for."""
    if actor.kind != "staff" or actor.id is None:
        return []
    return ["inbox", f"inbox:{actor.id}", *([f"inbox:{actor.department_id}"] if actor.department_id else [])]


def _mine(actor: Actor) -> QuerySet[Message]:
    desk = Q(staff_id=None, department_id=None) | Q(staff_id=None, department_id=actor.department_id or UUID(int=0))
    return Message.objects.filter(
        Q(staff_id=actor.id) | (desk & Q(needs__in=sorted(actor.capabilities))),
        center_id=actor.center_id,
        channel="inbox",
        posted_at__gt=clock.now() - KEPT,
    )


def _unread(actor: Actor) -> QuerySet[Message]:
    seen = MessageRead.objects.filter(message=OuterRef("pk"), staff_id=actor.id)
    return _mine(actor).filter(~Exists(seen))


def unread(actor: Actor) -> int:
    """How many messages the person has not read. One query."""
    return _unread(actor).count() if actor.kind == "staff" and actor.id else 0


def inbox(
    actor: Actor, *, unread_only: bool = False, about: str = "", before: UUID | None = None, size: int = 30
) -> tuple[list[InboxLine], UUID | None]:
    """The person's messages, the newest first, keyed by id; the second value continues the list. Two queries."""
    if actor.kind != "staff" or actor.id is None:
        return [], None
    rows = _unread(actor) if unread_only else _mine(actor)
    if about:
        rows = rows.filter(about=about)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: size + 1])
    seen = set(
        MessageRead.objects.filter(message__in=[m.pk for m in found], staff_id=actor.id).values_list("message_id", flat=True)
    )  # fmt: skip
    return [_line(m, m.pk in seen) for m in found[:size]], found[size - 1].pk if len(found) > size else None


def _line(row: Message, read: bool) -> InboxLine:
    kind = kind_label(row.template)
    return InboxLine(
        id=row.pk, at=row.posted_at, kind=kind, title=words_of(row.title, row.facts) or kind,
        text=words_of(row.text, row.facts), link=row.link, about=row.about, template=row.template, read=read,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reader:
    """Who has read which message, and when."""

    message_id: UUID
    staff_id: UUID
    at: datetime


def readers(actor: Actor, about: str, *, template: str = "") -> list[Reader]:
    """The receipts for the messages about one object. One query."""
    rows = MessageRead.objects.filter(center_id=actor.center_id, message__about=about)
    if template:
        rows = rows.filter(message__template=template)
    return [Reader(r.message_id, r.staff_id, r.at) for r in rows.order_by("at")]


@command("messages.mark_read", needs="")
def mark_read(work: Work, *, message: UUID | str) -> dict[str, Any]:
    """Say that one has read a message. Only one's own; a second time changes nothing."""
    found = _mine(_reader(work)).filter(pk=message).first()
    if found is None:
        raise Missing("message.missing")
    return {"read": _note(work, [found.pk]), "link": found.link}


@command("messages.mark_all_read", needs="")
def mark_all_read(work: Work) -> dict[str, Any]:
    """Say that one has read everything that lies in the inbox now."""
    return {"read": _note(work, _unread(_reader(work)).values_list("pk", flat=True))}


def _reader(work: Work) -> Actor:
    if work.actor.kind != "staff" or work.actor.id is None:
        raise Denied("actor.not_signed_in")
    return work.actor


def _note(work: Work, ids: Iterable[UUID]) -> int:
    rows = [MessageRead(center_id=work.center_id, message_id=i, staff_id=work.actor.id, at=work.at) for i in ids]
    MessageRead.objects.bulk_create(rows, ignore_conflicts=True)
    work.live(topic_of(work.actor.id, None))
    return len(rows)
