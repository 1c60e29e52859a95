"""Tables of working on paper: the packs that were printed, and the papers that were entered afterwards."""

from django.db import models
from django.db.models import Q

from yichuang.foundation.models import CenterModel, GuardedModel

from .lifecycle import PACK


class EmergencyPack(GuardedModel):
    """Blank papers in a reserved run of numbers, printed for the day when the system is down. One is in use at a time.

    `numbers` lists each run: department, kind, year, first and last number, with both as they are printed.
    """

    LIFECYCLE = PACK

    no = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    file_id = models.UUIDField()
    numbers = models.JSONField(default=list)
    due_cases = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    voided = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "no"], name="pack_number_once"),
            models.UniqueConstraint(fields=["center_id"], condition=Q(state="ready"), name="pack_one_in_use"),
            models.CheckConstraint(
                condition=Q(state__in=["ready", "retired"]) | (Q(state="ended") & ~Q(reason="")),
                name="pack_ended_has_reason",
            ),
        ]


class ManualEntry(CenterModel):
    """That a paper written by hand was entered: under its own number, date and time. `late` is beyond the next working day."""

    append_only = True

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="manual_entries")
    pack = models.ForeignKey(EmergencyPack, on_delete=models.PROTECT, related_name="entries")
    department_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    number_text = models.CharField(max_length=100)
    written_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=100)
    late = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["center_id", "department_id", "kind", "year", "number"], name="manual_number_once"
            ),
        ]
        indexes = [models.Index(fields=["center_id", "entered_at"], name="manual_entry_when")]
