"""Tables of what an applicant promised in writing: to bring what lacks (容缺), or that the told conditions are met (告知承诺)."""

from django.db import models
from django.db.models import Q

from yichuang.foundation.models import CenterModel, GuardedModel

from .lifecycle import BREACH, COMMITMENT, TOLERANCE
from .rules.commitment import CHOICES, DECISIONS, GRADES

SIGNINGS = ("tablet", "paper", "fingerprint", "proxy")
"""How a promise may be signed. A promise that is refused, or only posted to its author, is none."""
METHODS = ("on_site", "data", "documents")


def _among(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(v, v) for v in values]


class Telling(CenterModel):
    """That the applicant was told of the commitment, and what he chose (DB50/T 1603-2024 5.2.2.2).

    The latest line for the case's item holds: who changes to another item in scope is told again.
    """

    append_only = True

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="tellings")
    item_version_id = models.UUIDField()
    period = models.PositiveSmallIntegerField()
    choice = models.CharField(max_length=12, choices=_among(CHOICES))
    note = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(choice__in=CHOICES), name="telling_choice_known")]
        indexes = [models.Index(fields=["case", "at"], name="telling_of_case")]


class Letter(GuardedModel):
    """What the two promises share: the case in its period, the words, the paper, and how it was signed.

    `signed_at` stays empty until a signature is recorded on the paper; no result is given before.
    """

    period = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField(null=True)
    made_by = models.CharField(max_length=100)
    promise = models.CharField(max_length=1000)
    signed_at = models.DateTimeField(null=True)
    signing = models.CharField(max_length=12, blank=True, choices=_among(SIGNINGS))
    paper_id = models.UUIDField(null=True)
    paper_no = models.CharField(max_length=100, blank=True)

    class Meta:
        abstract = True


class Tolerance(Letter):
    """An acceptance with something still to come, by a day that the applicant promised."""

    LIFECYCLE = TOLERANCE

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="tolerances")
    supply_by = models.DateField()
    reminded_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=100, blank=True)
    late = models.BooleanField(default=False)
    reasons = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "period"], name="tolerance_once_a_period"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "supplied", "lapsed", "ended"]), name="tolerance_state_known"
            ),
            models.CheckConstraint(condition=Q(signed_at=None) | ~Q(signing=""), name="tolerance_signed_somehow"),
            models.CheckConstraint(condition=Q(late=False) | ~Q(reasons=""), name="tolerance_late_has_reasons"),
        ]
        indexes = [
            # the overdue list, the reminders and the job that lets them lapse walk only what is not closed.
            models.Index(
                fields=["center_id", "supply_by", "id"],
                condition=Q(state__in=["open", "lapsed"]),
                name="tolerance_open",
            ),
        ]


class ToleratedMaterial(CenterModel):
    """One material that may follow, as it was found wanting, and when it came."""

    tolerance = models.ForeignKey(Tolerance, on_delete=models.PROTECT, related_name="lines")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    defect = models.CharField(max_length=16)
    cure = models.CharField(max_length=400)
    supplied_at = models.DateTimeField(null=True)
    supplied_by = models.CharField(max_length=100, blank=True)
    paper_no = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tolerance", "code"], name="tolerated_once")]


class Commitment(Letter):
    """A promise that the told conditions are met, in place of some materials; looked into after the decision.

    `told` keeps the four contents as they were told, `replaced` the materials as [{"code", "name"}].
    """

    LIFECYCLE = COMMITMENT

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="commitments")
    told = models.JSONField()
    replaced = models.JSONField(default=list)
    verify_by = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    verifiers = models.JSONField(default=list)
    method = models.CharField(max_length=12, blank=True, choices=_among(METHODS))
    findings = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "period"], name="commitment_once_a_period"),
            models.CheckConstraint(
                condition=Q(state__in=["made", "withdrawn", "kept", "broken", "ended"]), name="commitment_state_known"
            ),
            models.CheckConstraint(condition=Q(signed_at=None) | ~Q(signing=""), name="commitment_signed_somehow"),
            models.CheckConstraint(
                condition=~Q(state__in=["kept", "broken"]) | (Q(verified_at__isnull=False) & ~Q(findings="")),
                name="commitment_judged_was_verified",
            ),
        ]
        indexes = [
            # what has still to be looked into, the one due first at the top.
            models.Index(
                fields=["center_id", "verify_by", "id"],
                condition=Q(state="made", verify_by__isnull=False),
                name="commitment_to_verify",
            ),
        ]


class Breach(GuardedModel):
    """违诺: what was found not to be as promised, and all that came of it. The register of breaches is this table."""

    LIFECYCLE = BREACH

    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="breach")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="breaches")
    grade = models.CharField(max_length=10, choices=_among(GRADES))
    facts = models.TextField()
    basis = models.TextField()
    found_at = models.DateTimeField()
    found_on = models.DateField()
    found_by = models.JSONField()
    repair_by = models.DateField()
    told_at = models.DateTimeField(null=True)  # when the notice was last served: the days for an appeal run from there
    appeal_by = models.DateField()
    paper_id = models.UUIDField(null=True)
    paper_no = models.CharField(max_length=100, blank=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.JSONField(default=list)
    check_findings = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True)
    appeal = models.TextField(blank=True)
    answer_by = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=100, blank=True)
    answer = models.TextField(blank=True)
    upheld = models.BooleanField(null=True)
    answer_paper_no = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=100, blank=True)
    decision = models.CharField(max_length=10, blank=True, choices=_among(DECISIONS))
    reasons = models.TextField(blank=True)
    decision_basis = models.TextField(blank=True)
    decision_paper_no = models.CharField(max_length=100, blank=True)
    credit_repaired_at = models.DateTimeField(null=True)
    credit_repaired_by = models.CharField(max_length=100, blank=True)
    credit_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "corrected", "uncorrected", "decided", "overturned"]),
                name="breach_state_known",
            ),
            models.CheckConstraint(condition=Q(grade__in=GRADES), name="breach_grade_known"),
            models.CheckConstraint(condition=~Q(facts="") & ~Q(basis=""), name="breach_has_facts_and_basis"),
            models.CheckConstraint(
                condition=~Q(state="decided") | (Q(decision__in=DECISIONS) & ~Q(reasons="") & ~Q(decision_basis="")),
                name="breach_decided_has_reasons",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | (Q(upheld__isnull=False) & ~Q(answer="")),
                name="breach_answered_in_words",
            ),
        ]
        indexes = [
            models.Index(fields=["center_id", "-found_on", "id"], name="breach_register"),
            models.Index(fields=["center_id", "repair_by"], condition=Q(state="open"), name="breach_open"),
        ]
