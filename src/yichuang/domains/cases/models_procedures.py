"""Tables of what lengthens or stops a case's clock, and of every date that moved."""

from django.db import models
from django.db.models import F, Q

from yichuang.foundation.deadlines import StopKind
from yichuang.foundation.models import CenterModel, GuardedModel

from .lifecycle import EXTENSION, HEARING, PROCEDURE

KINDS = tuple(k.value for k in StopKind)


class CaseStop(GuardedModel):
    """A special procedure of a case (行政许可法 45): its time is not counted. `finished_at` is None while it runs.

    `days_needed` and `expected_until` are what the written notice announced: they are told, never counted. `by_order` names the
    judgment or review that set the case's days, which run on all the same (`law/special.py`).
    """

    LIFECYCLE = PROCEDURE

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="stops")
    kind = models.CharField(max_length=16, choices=[(k, k) for k in KINDS])
    name = models.CharField(max_length=100)
    basis = models.CharField(max_length=300)
    reason = models.CharField(max_length=400, blank=True)
    by_order = models.CharField(max_length=400, blank=True)
    days_needed = models.PositiveSmallIntegerField()
    days_unit = models.CharField(max_length=16)
    expected_until = models.DateField(null=True)
    started_at = models.DateTimeField()
    started_by_id = models.UUIDField(null=True)
    started_by = models.CharField(max_length=100)
    started_post = models.CharField(max_length=100, blank=True)
    start_paper_id = models.UUIDField(null=True)
    start_paper_no = models.CharField(max_length=100, blank=True)
    finished_at = models.DateTimeField(null=True)
    finished_by_id = models.UUIDField(null=True)
    finished_by = models.CharField(max_length=100, blank=True)
    finding = models.CharField(max_length=1000, blank=True)
    finish_paper_id = models.UUIDField(null=True)
    finish_paper_no = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="case_stop_kind_known"),
            models.CheckConstraint(condition=~Q(basis="") & ~Q(name=""), name="case_stop_has_basis"),
            models.CheckConstraint(
                condition=Q(state="running", finished_at=None) | Q(state="finished", finished_at__gte=F("started_at")),
                name="case_stop_ends_after_it_began",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "started_at"], name="case_stop_of_case"),
            # the office's list of procedures that outlast what was announced, and the job that tells of them.
            models.Index(
                fields=["center_id", "expected_until"], condition=Q(state="running"), name="case_stop_running"
            ),
        ]


class CaseExtension(GuardedModel):
    """A longer limit, once (行政许可法 42): asked by one person, approved by another in the name of the organ's head.

    Only an approved one lengthens anything; one that was approved when the promised date had passed (`promise_over`) lengthens the
    statute alone, and `due_before` and `due_after` are then the statute's.
    """

    LIFECYCLE = EXTENSION

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="extensions")
    value = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=16)
    basis = models.CharField(max_length=300)
    reason = models.CharField(max_length=1000)
    asked_at = models.DateTimeField()
    asked_by_id = models.UUIDField(null=True)
    asked_by = models.CharField(max_length=100)
    asked_post = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.UUIDField(null=True)
    decided_by = models.CharField(max_length=100, blank=True)
    approver = models.CharField(max_length=100, blank=True)
    approver_post = models.CharField(max_length=100, blank=True)
    answer = models.CharField(max_length=400, blank=True)
    promise_over = models.BooleanField(default=False)
    due_before = models.DateField(null=True)
    due_after = models.DateField(null=True)
    paper_id = models.UUIDField(null=True)
    paper_no = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="approved"), name="case_extended_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(state="asked"), name="case_extension_asked_once"),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "approved", "declined", "taken_back", "lapsed"]),
                name="extension_state_known",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=1) & ~Q(reason="") & ~Q(basis=""), name="extension_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | (Q(decided_at__isnull=False) & ~Q(approver="") & ~Q(approver_post="")),
                name="extension_has_approver",
            ),
            models.CheckConstraint(
                condition=Q(decided_by_id=None) | ~Q(decided_by_id=F("asked_by_id")) | Q(state="taken_back"),
                name="extension_by_two_people",
            ),
        ]
        indexes = [
            models.Index(fields=["center_id", "asked_at"], condition=Q(state="asked"), name="case_extension_waiting")
        ]


class CaseDateChange(CenterModel):
    """A due date that moved: from what to what, why, and under which numbered paper or notice. Grows only.

    `kind` is that of the deadline, or `case` for the date that binds. `old` or `new` is None while a clock is held.
    `reason` is a code (procedure_started, procedure_finished, extended, calendar …); `notice` the number of the paper or of
    the State Council's notice. `working` is how the old date had been counted, where the calendar moved it.
    """

    append_only = True

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="date_changes")
    kind = models.CharField(max_length=12)
    old = models.DateField(null=True)
    new = models.DateField(null=True)
    reason = models.CharField(max_length=30)
    notice = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100, blank=True)
    working = models.JSONField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="case_date_change_has_reason")]
        indexes = [models.Index(fields=["case", "at"], name="case_date_change_of_case")]


class CaseHearing(GuardedModel):
    """A hearing of a case, from the telling of the right, or the organ's own order, to the record. `stop` holds the clock meanwhile.

    `served` holds who has the notice of the right, since when, and until when he may ask (`law.hearing.Served`). `told_at` is when the last
    of the `persons` got it, and `apply_by` the latest of their days; until then it is None, and `apply_by` at least the day that they would
    end on if it had been served at once, which the notice names.
    Who examined the application is told apart from who presides; the decision follows the record (行政许可法 48).
    """

    LIFECYCLE = HEARING

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="hearings")
    stop = models.ForeignKey(CaseStop, on_delete=models.PROTECT, related_name="+", null=True)
    matter = models.CharField(max_length=400)
    persons = models.CharField(max_length=400)
    basis = models.CharField(max_length=300)
    begun_at = models.DateTimeField()
    begun_by_id = models.UUIDField(null=True)
    begun_by = models.CharField(max_length=100)
    served = models.JSONField(default=list)
    told_at = models.DateTimeField(null=True)
    apply_by = models.DateField(null=True)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.CharField(max_length=200, blank=True)
    organise_by = models.DateField(null=True)
    hold_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    presider = models.CharField(max_length=100, blank=True)
    presider_post = models.CharField(max_length=100, blank=True)
    notified_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    record = models.TextField(blank=True)
    signed_by = models.CharField(max_length=400, blank=True)
    closed_because = models.CharField(max_length=400, blank=True)
    paper_id = models.UUIDField(null=True)
    paper_no = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["told", "applied", "ordered", "arranged", "held", "waived", "lapsed", "cancelled"]
                ),
                name="hearing_state_known",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=["told", "applied", "ordered", "arranged"]),
                name="hearing_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["arranged", "held"])
                | (Q(hold_at__isnull=False) & ~Q(place="") & ~Q(presider="")),
                name="hearing_arranged_has_presider",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | (Q(held_at__isnull=False) & ~Q(record="")), name="hearing_held_has_record"
            ),
        ]
        indexes = [models.Index(fields=["case", "begun_at"], name="hearing_of_case")]
