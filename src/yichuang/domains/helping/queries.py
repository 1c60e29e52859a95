"""Every read of questions."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing

from . import rules
from .labels import KIND_LABELS, STATE_LABELS
from .lifecycle import State
from .models import Question, QuestionEntry
from .types import EntryView, KindFigures, QuestionView


def _rows(actor: Actor) -> QuerySet[Question]:
    return Question.objects.filter(center_id=actor.center_id)


def _put_to(actor: Actor) -> QuerySet[Question]:
    rows = _rows(actor).filter(kind__in=rules.kinds_of(actor.capabilities))
    if actor.department_id is not None:
        rows = rows.filter(~Q(kind="business") | Q(department_id=None) | Q(department_id=actor.department_id))
    return rows


def questions_to(actor: Actor, *, show: str = "open", size: int = 100) -> list[QuestionView]:
    """What is put to this person: `open`, the one due first first; or `answered`, the newest first. Two statements."""
    rows = _put_to(actor)
    if show == "open":
        return _views(rows.filter(state=State.ASKED).order_by("due_at", "id")[:size])
    return _views(rows.exclude(state__in=[State.ASKED, State.WITHDRAWN]).order_by("-first_answered_at")[:size])


def my_questions(actor: Actor, *, size: int = 20) -> list[QuestionView]:
    """What this person asked, the newest first. Two statements."""
    return _views(_rows(actor).filter(asked_by_id=actor.id).order_by("-asked_at", "-id")[:size])


def answers_waiting(actor: Actor) -> int:
    """How many of this person's questions have an answer that he has not settled. One statement."""
    return _rows(actor).filter(asked_by_id=actor.id, state=State.ANSWERED).count()


def open_questions(actor: Actor) -> list[QuestionView]:
    """Every question of the center without an answer, the one due first first; for the floor. Two statements."""
    return _views(_rows(actor).filter(state=State.ASKED).order_by("due_at", "id"))


def question(actor: Actor, question_id: UUID) -> QuestionView:
    """One question. Two statements."""
    found = _views(_rows(actor).filter(pk=question_id))
    if not found:
        raise Missing("question.missing")
    return found[0]


def knowledge(actor: Actor, words: str = "", *, size: int = 50) -> list[QuestionView]:
    """The kept answers in which every word occurs, in title, question or answer; the newest first. Two statements."""
    rows = _rows(actor).exclude(kept_title="")
    for word in words.split()[:8]:
        rows = rows.filter(Q(kept_title__icontains=word) | Q(text__icontains=word) | Q(answer__icontains=word))
    return _views(rows.order_by("-kept_at", "-id")[:size])


def figures(actor: Actor, *, days: int = 30) -> list[KindFigures]:
    """Each kind over the last days: asked, answered in time, late and open, the median. One statement beside the center's."""
    assert actor.center_id is not None
    now, center = clock.now(), places.center(actor.center_id)
    rows = _rows(actor).filter(asked_at__gte=now - timedelta(days=days)).exclude(state=State.WITHDRAWN)
    facts = list(rows.values_list("kind", "first_answered_at", "in_time", "answer_minutes", "due_at"))
    found = []
    for kind in rules.KINDS:
        own = [f for f in facts if f[0] == kind]
        done = [f for f in own if f[1] is not None]
        found.append(
            KindFigures(
                kind=kind, label=str(KIND_LABELS[kind]), limit_minutes=center.setting(rules.LIMITS[kind]), asked=len(own),
                answered=len(done), in_time=sum(bool(f[2]) for f in done),
                late_open=sum(f[1] is None and f[4] < now for f in own),
                median_minutes=rules.median([f[3] for f in done if f[3] is not None]),
            )
        )  # fmt: skip
    return found


def _views(rows: Iterable[Question]) -> list[QuestionView]:
    listed, now = list(rows), clock.now()
    said: dict[UUID, list[EntryView]] = {}
    for e in QuestionEntry.objects.filter(question_id__in=[r.pk for r in listed]).order_by("at", "id"):
        said.setdefault(e.question_id, []).append(EntryView(e.at, e.by_name, e.what, e.text))
    return [_view(r, tuple(said.get(r.pk, ())), now) for r in listed]


def _view(row: Question, said: tuple[EntryView, ...], now: datetime) -> QuestionView:
    late = now > row.due_at if row.state == State.ASKED else row.in_time is False
    return QuestionView(
        id=row.pk, kind=row.kind, kind_label=str(KIND_LABELS[row.kind]), state=row.state,
        state_label=str(STATE_LABELS[State(row.state)]), text=row.text, asked_by_id=row.asked_by_id, asked_by=row.asked_by,
        window=row.window, item=row.item, department_id=row.department_id, asked_at=row.asked_at, due_at=row.due_at,
        answered_at=row.first_answered_at, answered_by=row.answered_by, late=late, kept_title=row.kept_title,
        possible=tuple(row.LIFECYCLE.possible(row.state)), entries=said,
    )  # fmt: skip
