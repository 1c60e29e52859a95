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


class ShownValue(CenterModel):
    """What a paper shows of a field that others have to agree with. Sealed, for most of it is personal."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    material = models.ForeignKey("cases.CaseMaterial", on_delete=models.CASCADE, related_name="values")
    field = models.CharField(max_length=30)
    value_sealed = models.BinaryField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["material", "field"], name="shown_value_once")]
        indexes = [models.Index(fields=["case"], name="shown_value_of_case")]


ANSWERS = ("former_name", "written_differently", "other")


class DifferenceAnswer(CenterModel):
    """Why two that say different things mean the same. It answers exactly the difference that was seen: `digest` is made of
    both values, so a changed value asks again. `said` keeps the sentence as it was shown, numbers masked."""

    append_only = True

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="difference_answers")
    digest = models.CharField(max_length=64)
    field = models.CharField(max_length=30)
    one = models.CharField(max_length=20, blank=True)
    other = models.CharField(max_length=20)
    said = models.CharField(max_length=1000)
    answer = models.CharField(max_length=24, choices=[(a, a) for a in ANSWERS])
    reason = models.CharField(max_length=400)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100)
    by_post = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "digest"], name="difference_answered_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="difference_answer_has_reason"),
            models.CheckConstraint(condition=models.Q(answer__in=ANSWERS), name="difference_answer_known"),
        ]


CAUSES = ("review", "judgment", "own")
EFFECTS = ("revoked", "changed")


class Reopening(CenterModel):
    """A decision that did not stand: by what document it fell, and the new case in which the matter is handled again.

    The old case stays as it ended; it can fall once, and what follows is about the new one.
    """

    append_only = True

    old = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    new = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=10, choices=[(c, c) for c in CAUSES])
    effect = models.CharField(max_length=10, choices=[(e, e) for e in EFFECTS])
    organ = models.CharField(max_length=200)
    document = models.CharField(max_length=200)
    document_on = models.DateField()
    binding_on = models.DateField()
    ordered_value = models.PositiveSmallIntegerField(null=True)
    ordered_unit = models.CharField(max_length=16, blank=True)
    reasons = models.CharField(max_length=2000)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100)
    by_post = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cause__in=CAUSES) & models.Q(effect__in=EFFECTS), name="reopening_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(document="") & ~models.Q(organ="") & ~models.Q(reasons=""),
                name="reopening_has_basis",
            ),
            models.CheckConstraint(condition=~models.Q(old=models.F("new")), name="reopening_is_another_case"),
        ]
