"""The table of recounts: how far a center has come with counting its open limits by a changed calendar."""

from django.db import models

from yichuang.foundation.models import CenterModel


class CalendarRecount(CenterModel):
    """One center's recount for one change of the legal calendar; the row is the place from which a killed job goes on.

    `cursor` is the last case that was looked at. The figures count limits: `earlier` and `later` moved, `kept` would have come
    earlier but stand on a paper, `over` lie before the day of the recount now and did not before.
    """

    change_id = models.UUIDField()
    notice = models.CharField(max_length=200)
    total = models.PositiveIntegerField()
    looked = models.PositiveIntegerField(default=0)
    earlier = models.PositiveIntegerField(default=0)
    later = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    over = models.PositiveIntegerField(default=0)
    cursor = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "change_id"], name="calendar_recount_once"),
        ]
