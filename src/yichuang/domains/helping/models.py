"""Tables of questions and of what was said about them."""

from django.db import models
from django.db.models import Q

from yichuang.foundation.models import CenterModel, GuardedModel

from .lifecycle import QUESTION, State
from .rules import KINDS


class Question(GuardedModel):
    """What somebody at a window wants to know from those behind. `first_answered_at` is what the limit asks for."""

    LIFECYCLE = QUESTION

    kind = models.CharField(max_length=10, choices=[(k, k) for k in KINDS])
    text = models.CharField(max_length=600)
    asked_by_id = models.UUIDField(null=True)
    asked_by = models.CharField(max_length=100)
    window = models.CharField(max_length=10, blank=True)
    item = models.CharField(max_length=20, blank=True)
    department_id = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    first_answered_at = models.DateTimeField(null=True)
    answer_minutes = models.PositiveIntegerField(null=True)
    in_time = models.BooleanField(null=True)
    answered_by = models.CharField(max_length=100, blank=True)
    answer = models.CharField(max_length=2000, blank=True)
    kept_title = models.CharField(max_length=100, blank=True)
    kept_by = models.CharField(max_length=100, blank=True)
    kept_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="question_state_known"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="question_kind_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "settled"]) | (Q(first_answered_at__isnull=False) & ~Q(answer="")),
                name="question_answered_has_answer",
            ),
            models.CheckConstraint(condition=Q(kept_title="") | ~Q(answer=""), name="question_kept_has_answer"),
        ]
        indexes = [
            models.Index(fields=["center_id", "state", "due_at"], name="question_by_due"),
            models.Index(fields=["center_id", "asked_by_id", "asked_at"], name="question_of_asker"),
        ]


class QuestionEntry(CenterModel):
    """What was said, in order. Only grows."""

    append_only = True

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100)
    what = models.CharField(max_length=10, choices=[(w, w) for w in ("ask", "answer", "forward")])
    text = models.CharField(max_length=2000)

    class Meta:
        indexes = [models.Index(fields=["center_id", "question", "id"], name="entry_of_question")]
