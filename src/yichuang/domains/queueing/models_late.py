"""Who stayed past closing and for how long, what people left to be finished later, and time off in lieu (5.3.4)."""

from django.db import models
from django.db.models import F, Q

from yichuang.foundation.models import CenterModel, GuardedModel

from .lifecycle import KEPT, Kept
from .rules_late import CHOICES


class LateService(CenterModel):
    """A clerk's extended service at one window on one day. `ended_at` grows with every person served; null while the first is there."""

    day = models.DateField()
    window_id = models.UUIDField()
    window = models.CharField(max_length=10)
    staff_id = models.UUIDField()
    staff_name = models.CharField(max_length=100)
    closing_at = models.DateTimeField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    numbers = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["window_id", "staff_id", "day"], name="late_once_a_day"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="late_ends_after_it_began"
            ),
        ]
        indexes = [models.Index(fields=["center_id", "staff_id", "day"], name="late_of_staff")]


class ClosingChoice(CenterModel):
    """What somebody chose who was told that he may not be called before closing; of several answers the last."""

    ticket_id = models.UUIDField()
    number = models.CharField(max_length=8)
    day = models.DateField()
    choice = models.CharField(max_length=12)
    chance = models.FloatField(null=True)
    channel = models.CharField(max_length=20)
    by = models.CharField(max_length=100, blank=True)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket_id"], name="closing_choice_once_a_ticket"),
            models.CheckConstraint(condition=Q(choice__in=CHOICES), name="closing_choice_known"),
        ]
        indexes = [models.Index(fields=["center_id", "day"], name="closing_choice_of_day")]


class KeptPapers(GuardedModel):
    """Papers left with consent, to be finished without the person and posted or collected. Phone and address are sealed."""

    LIFECYCLE = KEPT

    ticket_id = models.UUIDField()
    number = models.CharField(max_length=8)
    window_id = models.UUIDField()
    window = models.CharField(max_length=10)
    name = models.CharField(max_length=100)
    phone = models.BinaryField()
    address = models.BinaryField(blank=True, default=b"")
    papers = models.CharField(max_length=400)
    item = models.CharField(max_length=40, blank=True)
    finish_by = models.DateField(null=True)
    consent = models.CharField(max_length=10)
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=100)
    finished_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    tracking_no = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket_id"], name="kept_once_a_ticket"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in Kept]), name="kept_state_known"),
            models.CheckConstraint(condition=Q(consent__in=("paper", "tablet")), name="kept_with_consent"),
            models.CheckConstraint(condition=~Q(state=Kept.SENT) | ~Q(tracking_no=""), name="kept_sent_has_its_number"),
        ]
        indexes = [models.Index(fields=["center_id", "state", "kept_at"], name="kept_by_state")]


class LieuTaken(CenterModel):
    """Time off that a person took for the hours he had stayed."""

    staff_id = models.UUIDField()
    staff_name = models.CharField(max_length=100)
    day = models.DateField()
    minutes = models.PositiveIntegerField()
    note = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(minutes__gt=0), name="lieu_is_some_time")]
        indexes = [models.Index(fields=["center_id", "staff_id"], name="lieu_of_staff")]
