"""Legal days (one table for all centers) and service days (one per center). See the package's docstring for the difference."""

from django.db import models

from yichuang.foundation.models import CenterModel, PlainModel


class LegalDay(models.Model):
    """A day on which a State Council notice departs from the week. Changed only together with the notice that says so.

    `year` is the notice's, which is another than the day's own when a holiday reaches over the end of a year.
    """

    date = models.DateField(primary_key=True)
    is_working = models.BooleanField()
    name = models.CharField(max_length=40, blank=True)
    source_notice = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "foundation"
        constraints = [
            models.CheckConstraint(condition=~models.Q(source_notice=""), name="legal_day_has_notice"),
        ]


class LegalChange(PlainModel):
    """One entering of a year's notice. Grows only: what the calendar said at any time can be told from it.

    `before` and `after` are the year's days as `{"2027-02-05": [worked, "春节"]}`; `moved` are the days that became working
    days or ceased to be.
    """

    append_only = True

    year = models.PositiveSmallIntegerField()
    notice = models.CharField(max_length=200)
    before = models.JSONField()
    after = models.JSONField()
    moved = models.JSONField()
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100)

    class Meta:
        app_label = "foundation"
        constraints = [models.CheckConstraint(condition=~models.Q(notice=""), name="legal_change_has_notice")]
        indexes = [models.Index(fields=["-at"], name="legal_change_newest")]


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
