"""The table of numbers that are kept for a kiosk."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yichuang.foundation.models import CenterModel

from .rules_alone import Kept


class NumberBlock(CenterModel):
    """Numbers of one queue that one kiosk may give by itself on one day, each with the code that its slip shows.

    Once `closed_at` is set, what nobody took stands in `voided` and is never given by anybody.
    """

    device_id = models.UUIDField()
    queue = models.ForeignKey("queueing.Queue", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    codes = ArrayField(models.CharField(max_length=20))
    reserved_at = models.DateTimeField()
    renewed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    voided = ArrayField(models.PositiveIntegerField(), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["queue", "day", "first"], name="block_begins_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="block_is_not_empty"),
        ]
        indexes = [
            models.Index(fields=["center_id", "device_id", "day"], name="block_of_device"),
            models.Index(fields=["center_id", "day"], condition=Q(closed_at__isnull=True), name="block_still_open"),
        ]

    def kept(self) -> Kept:
        """The row as the rules see it."""
        return Kept(self.day, self.first, self.last, self.reserved_at, self.renewed_at, tuple(self.voided))
