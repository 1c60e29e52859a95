"""Revisions over HTTP: a department asks for another guide, other review points or other words; another person checks; it is published
and the windows acknowledge it."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from yichuang.domains.revisions import api as revisions
from yichuang.foundation import messages

from .base import actor_of, key_of
from .cases import reader
from .tickets import NO, Strict

router = Router(tags=["revisions"])
OK = {200: dict[str, Any], **NO}
MADE = {201: dict[str, Any], **NO}


class GuideRevisionIn(Strict):
    """`changes` names the parts that are wanted otherwise, in the catalogue's own form (conditions, procedure, materials with their
    `review_points`, …)."""

    changes: dict[str, Any]
    reason: str


class WordsRevisionIn(Strict):
    """`texts` by field (note, remedy, …) of a kind of paper."""

    texts: dict[str, str]
    reason: str


class OpinionIn(Strict):
    """What the checker says; needed when it is given back."""

    opinion: str = ""


class PublishIn(Strict):
    """The day from which it is in force, today at the earliest; `answer` answers the warning about the item's limits."""

    effective_from: str
    answer: str = ""


@router.get("/revisions", response=OK, operation_id="list_revisions")
def list_revisions(request: HttpRequest, show: str = "open") -> Any:
    """Those of one's own department, else the center's: open, published or ended."""
    return {"revisions": [asdict(r) for r in revisions.revisions(reader(request), show=show)]}


@router.get("/revisions/{revision_id}", response=OK, operation_id="get_revision")
def get_revision(request: HttpRequest, revision_id: UUID) -> Any:
    """One whole, with what may be done now; once published, who at the windows has read it."""
    return asdict(revisions.revision(reader(request), revision_id))


@router.post("/items/{code}/revisions", response=MADE, operation_id="propose_guide_revision")
def propose_guide(request: HttpRequest, code: str, data: GuideRevisionIn) -> Any:
    """Nothing changes for anybody yet; what could never be published is refused now."""
    made = revisions.propose_guide(
        actor=actor_of(request), key=key_of(request), code=code, given=data.changes, reason=data.reason
    )
    return Status(201, made)


@router.post("/paper-kinds/{kind}/revisions", response=MADE, operation_id="propose_words_revision")
def propose_words(request: HttpRequest, kind: str, data: WordsRevisionIn) -> Any:
    """Other words of the center on one kind of paper."""
    return Status(201, revisions.propose_words(actor=actor_of(request), key=key_of(request), kind=kind, **data.dict()))


@router.post("/revisions/{revision_id}/check", response=OK, operation_id="check_revision")
def check(request: HttpRequest, revision_id: UUID, data: OpinionIn) -> Any:
    """By another person than who proposed it."""
    return revisions.check(
        actor=actor_of(request), key=key_of(request), revision=revision_id, opinion=data.opinion
    )  # fmt: skip


@router.post("/revisions/{revision_id}/give-back", response=OK, operation_id="give_back_revision")
def give_back(request: HttpRequest, revision_id: UUID, data: OpinionIn) -> Any:
    """With the reason; also one that was checked already."""
    return revisions.give_back(
        actor=actor_of(request), key=key_of(request), revision=revision_id, opinion=data.opinion
    )  # fmt: skip


@router.post("/revisions/{revision_id}/withdraw", response=OK, operation_id="withdraw_revision")
def withdraw(request: HttpRequest, revision_id: UUID) -> Any:
    """By who proposed it, before it is published."""
    return revisions.withdraw(actor=actor_of(request), key=key_of(request), revision=revision_id)


@router.post("/revisions/{revision_id}/publish", response=OK, operation_id="publish_revision")
def publish(request: HttpRequest, revision_id: UUID, data: PublishIn) -> Any:
    """The windows are told and asked to acknowledge it. Words on a paper are published by the center."""
    return revisions.publish(actor=actor_of(request), key=key_of(request), revision=revision_id, **data.dict())


@router.get("/messages", response=OK, operation_id="list_messages")
def list_messages(request: HttpRequest, unread: bool = False, before: UUID | None = None) -> Any:
    """The inbox of the token's own person, the newest first; `before` continues the list with its `next`."""
    lines, after = messages.inbox(reader(request), unread_only=unread, before=before)
    return {"messages": [asdict(line) for line in lines], "next": after}


@router.post("/messages/{message_id}/read", response=OK, operation_id="acknowledge_message")
def acknowledge(request: HttpRequest, message_id: UUID) -> Any:
    """Says that one has read it: this is how a window acknowledges a published revision."""
    return messages.mark_read(actor=actor_of(request), key=key_of(request), message=message_id)
