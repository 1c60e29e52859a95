"""The acts on a question: ask, answer, send to those who know, ask on, settle, withdraw, keep the answer."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from yichuang.domains.catalog import api as catalog
from yichuang.domains.places import api as places
from yichuang.foundation import messages
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Denied, Invalid, Missing
from yichuang.foundation.messages import Recipient

from . import events, rules
from .models import Question, QuestionEntry
from .serving import served

ASKED = _("%(window)s %(by)s 求助（%(kind)s）：%(text)s")
ANSWERED = _("%(by)s 答复了您的求助：%(text)s")
LINK = "/help/"
_KIND_WORDS = {"business": "业务问题", "system": "系统操作", "hardware": "硬件故障"}


@command("helping.ask", needs="window.operate")
def ask(work: Work, *, kind: str, text: str, window: str = "", item: str = "") -> dict[str, Any]:
    """Ask those behind. A question about an item goes to its department, else to everybody who answers the kind."""
    if kind not in rules.KINDS:
        raise Invalid("question.kind", field="kind")
    said = _text(text, "text", 600)
    offer = catalog.offer(work.actor, item) if item else None
    row = Question.objects.create(
        center_id=work.center_id, state="asked", state_since=work.at, kind=kind, text=said, asked_by_id=work.actor.id,
        asked_by=work.actor.name, window=window[:10], item=item if offer else "",
        department_id=offer.first_department_id if offer and kind == "business" else None, asked_at=work.at,
        due_at=_due(work, kind),
    )  # fmt: skip
    _say(work, row, "ask", said)
    _tell_answerers(work, row)
    work.emit(events.ASKED, _about(row), kind=kind)
    return _done(work, row, "question.asked")


@command("helping.answer", needs="question.answer")
def answer(work: Work, *, question: UUID, text: str) -> dict[str, Any]:
    """Answer. The first answer is the one whose time counts."""
    row, said = _put_to_me(work, question), _text(text, "text", 2000)
    more: dict[str, Any] = {}
    if row.first_answered_at is None:
        hours = served(work.center_id, row.asked_at, work.at)
        minutes = int(rules.worked(row.asked_at, work.at, hours).total_seconds() // 60)
        more = {"first_answered_at": work.at, "answer_minutes": minutes, "in_time": work.at <= row.due_at}
    row.move("answer", at=work.at, answer=said, answered_by=work.actor.name, **more)
    _say(work, row, "answer", said)
    if row.asked_by_id is not None:
        messages.post(
            work, to=[Recipient.staff(row.asked_by_id, row.asked_by)], template="question.answered", text=ANSWERED,
            facts={"by": work.actor.name, "text": said[:120]}, link=LINK, about=_about(row),
        )  # fmt: skip
    work.emit(events.ANSWERED, _about(row), kind=row.kind)
    return _done(work, row, "question.answered")


@command("helping.forward", needs="question.answer")
def forward(work: Work, *, question: UUID, kind: str, text: str = "") -> dict[str, Any]:
    """It is of another kind: put it to those who know. The time that it is due stays as it was: the asker has waited since he asked."""
    row = _put_to_me(work, question)
    if kind not in rules.KINDS or kind == row.kind:
        raise Invalid("question.kind", field="kind")
    row.move("forward", at=work.at, kind=kind, department_id=None)
    _say(work, row, "forward", (text.strip() or _KIND_WORDS[kind])[:2000])
    _tell_answerers(work, row)
    return _done(work, row, "question.forwarded")


@command("helping.ask_on", needs="window.operate")
def ask_on(work: Work, *, question: UUID, text: str) -> dict[str, Any]:
    """The answer did not help. A new time begins; whether the first answer was in time stays on record."""
    row, said = _own(work, question), _text(text, "text", 600)
    row.move("ask_on", at=work.at, due_at=_due(work, row.kind))
    _say(work, row, "ask", said)
    _tell_answerers(work, row)
    return _done(work, row, "question.asked_on")


@command("helping.settle", needs="window.operate")
def settle(work: Work, *, question: UUID) -> dict[str, Any]:
    """The answer helped."""
    row = _own(work, question)
    row.move("settle", at=work.at)
    return _done(work, row, "question.settled")


@command("helping.withdraw", needs="window.operate")
def withdraw(work: Work, *, question: UUID) -> dict[str, Any]:
    """It is not needed any more."""
    row = _own(work, question)
    row.move("withdraw", at=work.at)
    return _done(work, row, "question.withdrawn")


@command("helping.keep", needs="question.answer")
def keep(work: Work, *, question: UUID, title: str) -> dict[str, Any]:
    """Put the answer into the list that everybody at the windows searches; an empty title takes it out again."""
    row, said = _put_to_me(work, question), title.strip()
    if len(said) > 100:
        raise Invalid("question.too_long", field="title", most=100)
    if not row.answer:
        raise Invalid("question.no_answer", field="title")
    row.kept_title, row.kept_by, row.kept_at = said, work.actor.name, work.at if said else None
    row.save(update_fields=["kept_title", "kept_by", "kept_at"])
    return _done(work, row, "question.kept")


def _row(work: Work, question: UUID) -> Question:
    row = Question.objects.select_for_update().filter(pk=question, center_id=work.center_id).first()
    if row is None:
        raise Missing("question.missing")
    return row


def _own(work: Work, question: UUID) -> Question:
    row = _row(work, question)
    if work.actor.kind != "system" and row.asked_by_id != work.actor.id:
        raise Denied("question.not_yours")
    return row


def _put_to_me(work: Work, question: UUID) -> Question:
    row, me = _row(work, question), work.actor
    if not rules.may_see(
        row.kind, row.department_id, answers=rules.kinds_of(me.capabilities), own_department=me.department_id
    ):
        raise Denied("question.not_to_you")
    return row


def _due(work: Work, kind: str) -> Any:
    limit = timedelta(minutes=places.center(work.center_id).setting(rules.LIMITS[kind]))
    return rules.due_at(work.at, limit, served(work.center_id, work.at, work.at + timedelta(days=30)))


def _say(work: Work, row: Question, what: str, text: str) -> None:
    QuestionEntry.objects.create(
        center_id=work.center_id, question=row, at=work.at, by_id=work.actor.id, by_name=work.actor.name, what=what, text=text
    )  # fmt: skip


def _tell_answerers(work: Work, row: Question) -> None:
    needs = rules.ANSWERS[row.kind]
    desk = (
        Recipient.desk(department_id=row.department_id, needs=needs)
        if row.department_id
        else Recipient.center(needs=needs)
    )
    window = f"{row.window}号窗口" if row.window else ""
    facts = {"window": window, "by": row.asked_by, "kind": _KIND_WORDS[row.kind], "text": row.text[:120]}
    messages.post(
        work, to=[desk], template="question.asked", text=ASKED, facts=facts, link=f"{LINK}answer/", about=_about(row)
    )  # fmt: skip


def _about(row: Question) -> str:
    return f"question:{row.pk}"


def _done(work: Work, row: Question, act: str) -> dict[str, Any]:
    work.audit(act, _about(row), after={"state": row.state, "kind": row.kind})
    work.live("helping", *([f"staff:{row.asked_by_id}"] if row.asked_by_id else []))
    return {"id": row.pk, "state": row.state, "due_at": row.due_at}


def _text(value: str, field: str, most: int) -> str:
    said = value.strip()
    if not said:
        raise Invalid("question.text_needed", field=field)
    if len(said) > most:
        raise Invalid("question.too_long", field=field, most=most)
    return said
