"""The table of revisions."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from yichuang.foundation.lifecycle import Lifecycle
from yichuang.foundation.models import GuardedModel

from .lifecycle import OPEN, REVISION, State

KINDS = ("guide", "words")


class Revision(GuardedModel):
    """A change of one item's guide (`target` is its code) or of the center's words on one kind of paper (its kind).

    `base` is the version that it was written against, `content` what is wanted, `changes` the differences as the checker saw
    them. Nothing of it is altered afterwards but the state and who moved it.
    """

    LIFECYCLE: ClassVar[Lifecycle] = REVISION

    kind = models.CharField(max_length=10, choices=[(k, k) for k in KINDS])
    target = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    department_id = models.UUIDField(null=True)
    base = models.PositiveIntegerField()
    content = models.JSONField()
    changes = models.JSONField(default=list)
    reason = models.TextField()
    proposed_by = models.UUIDField()
    proposed_by_name = models.CharField(max_length=100)
    proposed_at = models.DateTimeField()
    checked_by = models.UUIDField(null=True)
    checked_by_name = models.CharField(max_length=100, blank=True)
    checked_at = models.DateTimeField(null=True)
    opinion = models.TextField(blank=True)
    published_by_name = models.CharField(max_length=100, blank=True)
    published_at = models.DateTimeField(null=True)
    effective_from = models.DateField(null=True)
    published_version = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="revision_state_known"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="revision_kind_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="revision_has_reason"),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("proposed_by")), name="revision_checked_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["checked", "published"]) | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="revision_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(effective_from__isnull=False, published_version__isnull=False),
                name="revision_published_has_a_day",
            ),
            models.CheckConstraint(condition=~Q(state="returned") | ~Q(opinion=""), name="revision_returned_says_why"),
            models.UniqueConstraint(
                fields=["center_id", "kind", "target"], condition=Q(state__in=[s.value for s in sorted(OPEN)]),
                name="revision_one_open",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["center_id", "state", "id"], name="revision_list")]
