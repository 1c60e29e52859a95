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


class ItemChange(CenterModel):
    """The wrong item had been chosen: from which to which, why, by whom, and what became of each material.

    `materials` lists {code, name, status, became}: the new code, or an empty text for what the new item does not ask for.
    """

    append_only = True

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="item_changes")
    old_version_id = models.UUIDField()
    old_code = models.CharField(max_length=40)
    old_name = models.CharField(max_length=200)
    old_department_id = models.UUIDField()
    old_situation = models.JSONField(default=dict)
    old_situation_label = models.CharField(max_length=400, blank=True)
    new_version_id = models.UUIDField()
    new_code = models.CharField(max_length=40)
    new_name = models.CharField(max_length=200)
    sensitive = models.BooleanField(default=False)
    reason = models.CharField(max_length=400)
    materials = models.JSONField(default=list)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100)
    by_post = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="item_change_has_reason")]
        indexes = [models.Index(fields=["case", "at"], name="item_change_of_case")]
