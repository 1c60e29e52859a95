"""What came out of which printer, and what waits at a neighbour's."""

from typing import ClassVar

from django.db import models

from yichuang.foundation.lifecycle import Lifecycle
from yichuang.foundation.models import CenterModel, GuardedModel

from ..kinds import COPIES
from ..lifecycle import PRINT_JOB, Job
from .paper import Paper

PRINTED_COPIES = (*sorted(COPIES), "both")


class Printer(CenterModel):
    """A printer that stands at a window (or elsewhere in the hall); its clerk prints what others send there."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    window_id = models.UUIDField(null=True)
    place = models.CharField(max_length=60)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center_id", "code"], name="printer_code_once")]


class PaperPrint(CenterModel):
    """One copy came out once. `nth` counts the prints of that copy; from the second on there is a reason."""

    append_only = True

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="prints")
    copy = models.CharField(max_length=10)
    nth = models.PositiveIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=100)
    place = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "copy", "nth"], name="paper_print_once"),
            models.CheckConstraint(condition=models.Q(nth=1) | ~models.Q(reason=""), name="paper_reprint_has_reason"),
            models.CheckConstraint(condition=models.Q(copy__in=sorted(COPIES)), name="paper_print_copy_known"),
        ]


class PrintJob(GuardedModel):
    """A paper that waits at another printer: who sent it, from which window, and who printed it there."""

    LIFECYCLE: ClassVar[Lifecycle] = PRINT_JOB

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="jobs")
    copy = models.CharField(max_length=10)
    printer = models.ForeignKey(Printer, on_delete=models.PROTECT, related_name="jobs")
    reason = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=200, blank=True)
    asked_by = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=100)
    asked_at = models.DateTimeField()
    from_place = models.CharField(max_length=100, blank=True)
    done_by_name = models.CharField(max_length=100, blank=True)
    done_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=[s.value for s in Job]), name="print_job_state_known"),
            models.CheckConstraint(condition=models.Q(copy__in=PRINTED_COPIES), name="print_job_copy_known"),
            models.UniqueConstraint(
                fields=["paper", "printer", "copy"], condition=models.Q(state=Job.WAITING), name="print_job_waits_once"
            ),
        ]
        indexes = [models.Index(fields=["center_id", "printer", "state", "asked_at"], name="print_job_of_printer")]
