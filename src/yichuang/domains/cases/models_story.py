"""Tables of the turns that a story takes: what was asked a second time, changed, reopened, compared."""

from django.db import models

from yichuang.foundation.models import CenterModel


class SecondTelling(CenterModel):
    """Somebody wanted to ask for something that the first notice had not named (DB50/T 1603-2024, 5.3.2.2). It was withheld.

    One row for a material in a period: pressing the button again says nothing new.
    """

    append_only = True

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="second_tellings")
    notice = models.ForeignKey("cases.Notice", on_delete=models.PROTECT, related_name="+")
    period = models.PositiveSmallIntegerField()
    material_code = models.CharField(max_length=20)
    material_name = models.CharField(max_length=300)
    defect = models.CharField(max_length=16)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100)
    by_post = models.CharField(max_length=100, blank=True)
    window_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "period", "material_code"], name="second_telling_once_a_period"),
        ]
        indexes = [
            # supervision lists what happened between two days
            models.Index(fields=["center_id", "at", "id"], name="second_telling_when"),
        ]
