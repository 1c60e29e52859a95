"""The checks before and after work and the slips by which one clerk hands his window to the next (5.2.1, 5.2.3)."""

from django.db import models
from django.db.models import F, Q

from yichuang.foundation.models import CenterModel, GuardedModel

from .lifecycle import SLIP, Slip


class DeskCheck(CenterModel):
    """One confirmation a clerk, window, day and kind; a later one replaces it. What was not in order is listed with its reason."""

    kind = models.CharField(max_length=8)
    window_id = models.UUIDField()
    window = models.CharField(max_length=10)
    day = models.DateField()
    staff_id = models.UUIDField()
    staff_name = models.CharField(max_length=100)
    at = models.DateTimeField()
    exceptions = models.JSONField(default=dict)
    pending = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["window_id", "day", "kind", "staff_id"], name="check_once_a_day"),
            models.CheckConstraint(condition=Q(kind__in=("opening", "closing")), name="check_kind_known"),
        ]
        indexes = [models.Index(fields=["center_id", "day", "kind"], name="check_of_day")]


class ShiftSlip(GuardedModel):
    """What lies at a window when it changes hands. Case and ticket numbers only; who goes confirms first, who comes second."""

    LIFECYCLE = SLIP

    window_id = models.UUIDField()
    window = models.CharField(max_length=10)
    from_id = models.UUIDField()
    from_name = models.CharField(max_length=100)
    to_id = models.UUIDField(null=True)
    to_name = models.CharField(max_length=100, blank=True)
    tickets = models.JSONField(default=list)
    cases = models.JSONField(default=list)
    papers = models.CharField(max_length=400, blank=True)
    seals = models.CharField(max_length=400, blank=True)
    offered_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["window_id"], condition=Q(state=Slip.OFFERED), name="slip_open_once"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in Slip]), name="slip_state_known"),
            models.CheckConstraint(
                condition=~Q(state=Slip.ACCEPTED) | Q(accepted_at__isnull=False, to_id__isnull=False),
                name="slip_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=Slip.ACCEPTED) | ~Q(to_id=F("from_id")), name="slip_needs_two_people"
            ),
        ]
        indexes = [models.Index(fields=["center_id", "offered_at"], name="slip_by_time")]
