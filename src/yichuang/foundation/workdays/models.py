"""Legal days (one table for all centers) and service days (one per center). See the package's docstring for the difference."""

from django.db import models

from yichuang.foundation.models import CenterModel


class LegalDay(models.Model):
    """A day on which a State Council notice departs from the week. Changed only together with the notice that says so."""

    date = models.DateField(primary_key=True)
    is_working = models.BooleanField()
    name = models.CharField(max_length=40, blank=True)
    source_notice = models.CharField(max_length=200)

    class Meta:
        app_label = "foundation"
        constraints = [
            models.CheckConstraint(condition=~models.Q(source_notice=""), name="legal_day_has_notice"),
        ]


class ServiceDay(CenterModel):
    """A day on which one center departs from its weekly hours: closed, or open at other hours. Never moves a legal date."""

    date = models.DateField()
    is_open = models.BooleanField()
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    reason = models.CharField(max_length=200)

    class Meta:
        app_label = "foundation"
        constraints = [
            models.UniqueConstraint(fields=["center_id", "date"], name="service_day_once"),
            models.CheckConstraint(
                condition=models.Q(opens__isnull=True, closes__isnull=True)
                | models.Q(is_open=True, opens__lt=models.F("closes")),
                name="service_day_hours_in_order",
            ),
        ]
