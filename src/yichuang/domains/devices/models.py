"""Tables of devices' health, of fault tickets, and of the self-service area."""

from django.db import models
from django.db.models import Q

from yichuang.foundation.models import CenterModel, GuardedModel

from .lifecycle import FAULT, State
from .models_areas import Area, AreaCheck, AreaDuty, AreaIncident, AreaMachine  # noqa: F401 - tables of the same app
from .rules import FAULTS
from .slips.layout import COLUMNS
from .slips.printing import WAYS


class DeviceHealth(CenterModel):
    """One row a device: its last self-test and how it is watched. (When it was last heard from stands with the device itself.)"""

    device_id = models.UUIDField()
    first_seen = models.DateTimeField()
    tested_at = models.DateTimeField(null=True)
    results = models.JSONField(default=dict)
    test_asked_at = models.DateTimeField(null=True)
    test_asked_by = models.CharField(max_length=100, blank=True)
    limit_minutes = models.PositiveSmallIntegerField(null=True)
    always_on = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "device_id"], name="health_once_a_device"),
            models.CheckConstraint(
                condition=Q(limit_minutes__isnull=True) | Q(limit_minutes__gte=1), name="health_limit_is_positive"
            ),
        ]


class FaultTicket(GuardedModel):
    """A device and what is wrong with it, who saw to it and what was done."""

    LIFECYCLE = FAULT

    device_id = models.UUIDField()
    fault = models.CharField(max_length=10, choices=[(f, f) for f in FAULTS])
    detail = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=100, blank=True)
    taken_at = models.DateTimeField(null=True)
    taken_by_id = models.UUIDField(null=True)
    taken_by = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=100, blank=True)
    answer = models.CharField(max_length=400, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.UUIDField(null=True)
    closed_by = models.CharField(max_length=100, blank=True)
    done = models.CharField(max_length=400, blank=True)
    by_self_test = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="fault_state_known"),
            models.CheckConstraint(condition=Q(fault__in=FAULTS), name="fault_known"),
            models.CheckConstraint(
                condition=~Q(state="closed") | (Q(closed_at__isnull=False) & ~Q(done="")),
                name="fault_closed_says_what_was_done",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="fault_answered_has_answer",
            ),
            models.UniqueConstraint(
                fields=["center_id", "device_id", "fault"], condition=~Q(state="closed"), name="fault_one_open_a_device"
            ),
        ]
        indexes = [
            models.Index(fields=["center_id", "device_id", "since"], name="fault_of_device"),
            models.Index(fields=["center_id", "closed_at"], name="fault_by_end"),
        ]


class SlipPrinter(CenterModel):
    """How one device prints its slips; without a row the browser prints."""

    device_id = models.UUIDField()
    way = models.CharField(max_length=10, choices=[(w, w) for w in WAYS], default="browser")
    address = models.CharField(max_length=100, blank=True)
    columns = models.PositiveSmallIntegerField(default=COLUMNS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "device_id"], name="printer_once_a_device"),
            models.CheckConstraint(condition=Q(way__in=WAYS), name="printer_way_known"),
            models.CheckConstraint(condition=Q(columns__gte=32, columns__lte=64), name="printer_columns_sensible"),
        ]
