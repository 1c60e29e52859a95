"""The table of appointments."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yichuang.foundation.models import GuardedModel

from .lifecycle import APPOINTMENT, Booked
from .rules import PRIORITY_REASONS


class Appointment(GuardedModel):
    """A time that somebody booked. Name and phone are sealed; the phone's blind index is what limits and look-ups use."""

    LIFECYCLE = APPOINTMENT

    queue = models.ForeignKey("queueing.Queue", on_delete=models.PROTECT, related_name="appointments", db_index=False)
    day = models.DateField()
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    tracking_code = models.CharField(max_length=20)
    item = models.CharField(max_length=40, blank=True)
    name = models.BinaryField(blank=True, default=b"")
    phone = models.BinaryField(blank=True, default=b"")
    phone_hash = models.CharField(max_length=64, blank=True)
    needs = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    priority_reason = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=10, default="portal")
    booked_at = models.DateTimeField()
    booked_by = models.CharField(max_length=100, blank=True)
    wants_earlier = models.BooleanField(default=False)
    offered = models.DateTimeField(null=True)
    offered_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    moved = models.PositiveSmallIntegerField(default=0)
    ticket_id = models.UUIDField(null=True)
    arrived = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in Booked]), name="appointment_state_known"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="appointment_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(state=Booked.ARRIVED) | Q(ticket_id__isnull=False), name="appointment_arrived_has_a_ticket"
            ),
            models.CheckConstraint(
                condition=Q(priority_reason="") | Q(priority_reason__in=PRIORITY_REASONS),
                name="appointment_priority_known",
            ),
        ]
        indexes = [
            models.Index(fields=["queue", "starts"], name="appointment_slot"),
            models.Index(fields=["center_id", "day", "starts"], name="appointment_day"),
            models.Index(fields=["center_id", "phone_hash"], condition=~Q(phone_hash=""), name="appointment_of_phone"),
        ]
