"""Tables of what was done to a case: told, decided, timed, handed over."""

from django.db import models
from django.db.models import Q

from yichuang.foundation.models import CenterModel, GuardedModel

from .lifecycle import HANDOVER

STAGES = ("intake", "opinion", "review", "decision", "revocation")
DEADLINES = ("tell", "review", "statutory", "promise", "correction", "delivery", "tolerance", "verification", "repair")


class Ruling(CenterModel):
    """An outcome of intake, an opinion or a decision: who, when, on what grounds, and on which paper."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="rulings")
    stage = models.CharField(max_length=10, choices=[(s, s) for s in STAGES])
    outcome = models.CharField(max_length=20)
    period = models.PositiveSmallIntegerField(default=1)
    ground = models.CharField(max_length=30, blank=True)
    reasons = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    competent_organ = models.CharField(max_length=200, blank=True)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100)
    by_post = models.CharField(max_length=100, blank=True)
    delegated = models.BooleanField(default=False)
    deemed = models.BooleanField(default=False)
    at = models.DateTimeField()
    paper_id = models.UUIDField(null=True)
    paper_no = models.CharField(max_length=100, blank=True)
    materials = models.JSONField(default=list)
    """Codes of the materials that were let to be corrected on the spot."""
    listed_at = models.DateTimeField(null=True)
    """When closing time has looked at what was let: each is told of once."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(stage="decision"), name="case_decided_once"),
            models.UniqueConstraint(
                fields=["case", "period"],
                condition=Q(stage="intake") & ~Q(outcome="correct_now"),
                name="intake_once_a_period",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["refuse", "not_required", "deny"]) | (~Q(reasons="") & ~Q(basis="")),
                name="ruling_against_has_reasons",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "at"], name="ruling_of_case"),
            # the job at closing time walks only what it has not looked at.
            models.Index(
                fields=["center_id", "at"],
                condition=Q(outcome="correct_now", listed_at=None),
                name="ruling_to_list",
            ),
        ]


class Notice(CenterModel):
    """A one-time notice. A second one in the same case can be found by its period."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="notices")
    period = models.PositiveSmallIntegerField()
    told_at = models.DateTimeField()
    correct_by = models.DateField()
    completed_at = models.DateTimeField(null=True)
    paper_id = models.UUIDField(null=True)
    paper_no = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "period"], name="notice_once_a_period")]


class NoticeLine(CenterModel):
    """One thing that was told: the material, what was wrong, how to mend it. Kept as it was said."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="lines")
    material_code = models.CharField(max_length=20)
    material_name = models.CharField(max_length=300)
    defect = models.CharField(max_length=16)
    cure = models.CharField(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "material_code"], name="notice_names_material_once")]


class CaseDeadline(CenterModel):
    """One limit of a case, one row per kind: what it is, when it ends, and how that day was counted."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in DEADLINES])
    value = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=16)
    basis = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    due = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    working = models.JSONField(default=dict)
    met_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "kind"], name="case_deadline_once_a_kind")]
        indexes = [
            # the job that makes lapsed limits visible walks only what is still open.
            models.Index(fields=["center_id", "due_at"], condition=Q(met_at__isnull=True), name="case_deadline_open"),
        ]


class HandoverList(GuardedModel):
    """A batch of papers on its way from a window to a department, signed by both."""

    LIFECYCLE = HANDOVER

    no = models.CharField(max_length=30)
    department_id = models.UUIDField()
    window_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField(null=True)
    made_by = models.CharField(max_length=100)
    taken_at = models.DateTimeField(null=True)
    taken_by_id = models.UUIDField(null=True)
    taken_by = models.CharField(max_length=100, blank=True)
    remark = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "no"], name="handover_number_once"),
            models.CheckConstraint(
                condition=Q(state="sent") | (Q(state="taken") & Q(taken_at__isnull=False) & ~Q(taken_by="")),
                name="handover_taken_is_signed",
            ),
        ]
        indexes = [models.Index(fields=["center_id", "department_id", "state", "id"], name="handover_of_department")]


class HandoverLine(CenterModel):
    """A case in a list. A case travels once."""

    list = models.ForeignKey(HandoverList, on_delete=models.PROTECT, related_name="lines")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="handovers")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case"], name="case_handed_over_once")]


class LookUp(CenterModel):
    """A question for a status by number and four digits. Kept for an hour, to count wrong guesses; `source` is a digest."""

    no = models.CharField(max_length=30)
    source = models.CharField(max_length=64)
    at = models.DateTimeField()
    found = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["center_id", "at"], name="look_up_recent")]
