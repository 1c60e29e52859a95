"""Tables of visits, of what belongs to them, of invitations on evaluators and of ratings."""

from django.db import models
from django.db.models import Q

from yichuang.foundation.models import CenterModel, GuardedModel

from .lifecycle import INVITATION, Invited
from .rules import CHANNELS


class Visit(CenterModel):
    """What can be rated: a ticket that was served, or a case that came without one.

    Window, staff and department say whom the rating is about; they are copied, so that they stay what they were that day.
    """

    subject = models.CharField(max_length=60)
    window_id = models.UUIDField(null=True)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=100, blank=True)
    department_id = models.UUIDField(null=True)
    item = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField()
    rate_until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center_id", "subject"], name="visit_once_a_subject")]
        indexes = [
            # the share of visits that were rated, by day of the visit
            models.Index(fields=["center_id", "opened_at"], name="visit_by_time"),
        ]


class VisitCase(CenterModel):
    """A case that was opened during a visit: its code rates the visit, and its end gives the visitor new days to rate."""

    subject = models.CharField(max_length=60)
    visit_subject = models.CharField(max_length=60)
    department_id = models.UUIDField(null=True)
    item = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center_id", "subject"], name="visit_case_once")]
        indexes = [models.Index(fields=["center_id", "visit_subject"], name="visit_case_of_visit")]


class Invitation(GuardedModel):
    """The evaluator of a window asks the person who was just served."""

    LIFECYCLE = INVITATION

    window_id = models.UUIDField()
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="invitations")
    label = models.CharField(max_length=40, blank=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in Invited]), name="invitation_state_known"),
            models.UniqueConstraint(
                fields=["center_id", "window_id"], condition=Q(state="open"), name="invitation_one_open_a_window"
            ),
        ]


class Rating(CenterModel):
    """One rating. Never changed afterwards; the follow-up is a second row."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="ratings")
    round = models.PositiveSmallIntegerField()
    grade = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    comment = models.CharField(max_length=500, blank=True)
    channel = models.CharField(max_length=10, choices=[(c, c) for c in CHANNELS])
    by_kind = models.CharField(max_length=10)
    device_id = models.UUIDField(null=True)
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "round"], name="rating_once_a_round"),
            models.CheckConstraint(condition=Q(round__in=[1, 2]), name="rating_round_known"),
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="rating_grade_known"),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="rating_channel_known"),
            models.CheckConstraint(condition=Q(by_kind__in=["device", "citizen"]), name="rating_never_by_staff"),
        ]
        indexes = [
            models.Index(fields=["center_id", "-rated_at", "id"], name="rating_newest"),
            models.Index(fields=["center_id", "id"], condition=Q(grade__lte=2), name="rating_bad"),
        ]
