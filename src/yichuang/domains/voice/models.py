"""The table of clips."""

from django.db import models

from yichuang.foundation.models import CenterModel

from .rules import CLIPS


class Clip(CenterModel):
    """One recording of the center's own voice; a new one takes the place of the old."""

    name = models.CharField(max_length=12)
    file_id = models.UUIDField()
    content_type = models.CharField(max_length=30)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "name"], name="clip_once_a_center"),
            models.CheckConstraint(condition=models.Q(name__in=list(CLIPS)), name="clip_known"),
        ]
