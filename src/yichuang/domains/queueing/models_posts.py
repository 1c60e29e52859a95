"""Who left a window and when, who stood in for him, and who leads a part of the hall (DB50/T 1603-2024, 4.2.2)."""

from django.db import models
from django.db.models import F, Q

from yichuang.foundation.models import CenterModel

ENDS = ("returned", "closed", "relieved", "day_over")


class Absence(CenterModel):
    """A clerk is away from his window. Names and the limit of that day are copied, so that they stay what they were.

    `overlong_at` is the instant at which it became too long, found by the rule; it is written once, with the alert.
    """

    window_id = models.UUIDField()
    window = models.CharField(max_length=10)
    zone = models.CharField(max_length=20, blank=True)
    zone_name = models.CharField(max_length=60, blank=True)
    day = models.DateField()
    staff_id = models.UUIDField()
    staff_name = models.CharField(max_length=100)
    reason = models.CharField(max_length=12)
    limit_minutes = models.PositiveSmallIntegerField()
    seals_away = models.BooleanField(null=True)
    started_at = models.DateTimeField()
    expected_return = models.DateTimeField(null=True)
    reported_at = models.DateTimeField()
    covered_at = models.DateTimeField(null=True)
    overlong_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["window_id", "staff_id"], condition=Q(ended_at=None), name="absence_open_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by="") | Q(ended_at__gte=F("started_at"), ended_by__in=ENDS),
                name="absence_ends_after_it_began",
            ),
        ]
        indexes = [
            models.Index(fields=["center_id", "window_id"], condition=Q(ended_at=None), name="absence_open"),
            models.Index(fields=["center_id", "staff_id", "day"], name="absence_of_staff"),
            models.Index(fields=["center_id", "day"], name="absence_of_day"),
        ]


class Cover(CenterModel):
    """A colleague at the window of somebody who is away, under his own name."""

    absence = models.ForeignKey(Absence, on_delete=models.PROTECT, related_name="covers")
    staff_id = models.UUIDField()
    staff_name = models.CharField(max_length=100)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["absence"], condition=Q(ended_at=None), name="cover_open_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="cover_ends_after_it_began"
            ),
        ]


class ZoneLead(CenterModel):
    """Who leads a part of the hall (服务区域负责人): whom a clerk reports to when he leaves his window."""

    zone = models.CharField(max_length=20)
    staff_id = models.UUIDField()
    staff_name = models.CharField(max_length=100)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center_id", "zone"], name="zone_lead_once")]
