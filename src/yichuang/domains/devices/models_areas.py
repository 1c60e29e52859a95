"""Tables of the self-service area: machines, who is on duty, the day's check, incidents. DB50/T 1603-2024, 5.1.7."""

from django.db import models
from django.db.models import F, Q

from yichuang.foundation.models import CenterModel

from .rules_areas import KINDS


class Area(CenterModel):
    """A self-service area: open day and night, in the hall, or for going online."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in KINDS])
    place = models.CharField(max_length=100)
    hours = models.CharField(max_length=60, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "code"], name="area_code_once_a_center"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="area_kind_known"),
        ]


class AreaMachine(CenterModel):
    """A machine of the area and what people do at it; `device_id` when it is one that tells how it is."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="machines")
    name = models.CharField(max_length=60)
    does = models.CharField(max_length=300)
    device_id = models.UUIDField(null=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="machine_name_once_an_area")]


class AreaDuty(CenterModel):
    """One person's turn of duty on one day."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="duties")
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    staff_id = models.UUIDField()
    staff_name = models.CharField(max_length=100)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="duty_ends_after_it_begins")]
        indexes = [models.Index(fields=["center_id", "day", "starts"], name="duty_of_day")]


class AreaCheck(CenterModel):
    """The day's opening check: what was not in order, by machine."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="checks")
    day = models.DateField()
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100)
    troubles = models.JSONField(default=dict)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "day"], name="area_checked_once_a_day")]


class AreaIncident(CenterModel):
    """Something that happened in the area, and what was done about it."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="incidents")
    machine = models.ForeignKey(AreaMachine, on_delete=models.PROTECT, null=True, related_name="incidents")
    at = models.DateTimeField()
    what = models.CharField(max_length=400)
    by_name = models.CharField(max_length=100)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=100, blank=True)
    done = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(settled_at__isnull=True) | ~Q(done=""), name="incident_settled_says_how")
        ]
        indexes = [models.Index(fields=["center_id", "area", "at"], name="incident_of_area")]
