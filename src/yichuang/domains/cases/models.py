"""Tables of the story. Cases, parties and materials here; what was decided, told, timed and handed over in `models_acts`."""

from django.db import models
from django.db.models import F, Q

from yichuang.foundation.models import CenterModel, GuardedModel

from .lifecycle import CASE, WITH_DEPARTMENT, State
from .rules.facts import STATUSES

ROLES = ("applicant", "joint_applicant", "legal_representative", "agent", "guardian", "recipient")
KINDS = ("person", "organization")
CHANNELS = ("window", "online", "phone", "post", "township")
METHODS = ("on_site", "post", "electronic")


def _among(values: object) -> list[tuple[str, str]]:
    return [(str(v), str(v)) for v in values]  # type: ignore[attr-defined]


class Case(GuardedModel):
    """One application for one item, pinned to the version of the item that held when it was opened.

    `period_from` is the receipt that the present period of intake runs from: the first one, or that of the completion. `deems_at`
    is the instant from which silence is acceptance; it is set while a case of such a rule waits for its answer.
    """

    LIFECYCLE = CASE

    no = models.CharField(max_length=30)
    tracking_code = models.CharField(max_length=20)
    item_version_id = models.UUIDField()
    item_code = models.CharField(max_length=40)
    item_name = models.CharField(max_length=200)
    rule = models.CharField(max_length=30)
    handling = models.CharField(max_length=20, blank=True)
    situation = models.JSONField(default=dict)
    situation_label = models.CharField(max_length=400, blank=True)
    sensitive = models.BooleanField(default=False)
    applicant = models.CharField(max_length=100, blank=True)
    department_id = models.UUIDField()
    window_id = models.UUIDField(null=True)
    ticket_id = models.UUIDField(null=True)
    channel = models.CharField(max_length=10, choices=_among(CHANNELS), default="window")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=100, blank=True)
    received_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    taken_over_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    verdict = models.CharField(max_length=10, blank=True)
    settled = models.BooleanField(default=False)  # accepted and decided in one act at the counter
    deemed = models.BooleanField(default=False)
    deems_at = models.DateTimeField(null=True)
    period = models.PositiveSmallIntegerField(default=1)
    period_from = models.DateTimeField(null=True)
    due = models.DateField(null=True)
    due_kind = models.CharField(max_length=20, blank=True)
    pause_until = models.DateField(null=True)
    renews_after = models.DateField(null=True)
    """The last day of a licence that was asked in time to be renewed: without a decision by its end the law renews it."""
    delivery_method = models.CharField(max_length=12, choices=_among(METHODS), default="on_site")
    result_name = models.CharField(max_length=200, blank=True)
    result_no = models.CharField(max_length=100, blank=True)
    result_registered_at = models.DateTimeField(null=True)
    external = models.CharField(max_length=100, blank=True)
    external_no = models.CharField(max_length=100, blank=True)
    reviews_id = models.UUIDField(null=True)
    decides_id = models.UUIDField(null=True)
    """The lower organ that reviews and the superior that decides, of a case in two stages; `department_id` is whose turn it is."""
    turned = models.BooleanField(default=False)
    """Whether `turns.py` has something to tell: most stories have no turn, and pages need not ask for one."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "no"], name="case_number_once"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="case_state_known"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(received_at__isnull=False) | Q(state="withdrawn"),
                name="case_past_draft_was_received",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "stopped"]) | Q(accepted_at__isnull=False),
                name="case_accepted_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "delivered"]) | Q(decided_at__isnull=False),
                name="case_decided_has_time",
            ),
            models.CheckConstraint(
                condition=Q(reviews_id=None, decides_id=None)
                | (
                    ~Q(reviews_id=F("decides_id"))
                    & (Q(department_id=F("reviews_id")) | Q(department_id=F("decides_id")))
                ),
                name="case_stages_in_order",
            ),
        ]
        indexes = [
            # office_queue: what a department still owes, by due date.
            models.Index(
                fields=["center_id", "department_id", "due", "id"],
                condition=Q(state__in=sorted(WITH_DEPARTMENT)),
                name="case_department_queue",
            ),
            models.Index(fields=["center_id", "department_id", "state", "id"], name="case_department_list"),
            models.Index(
                fields=["center_id", "ticket_id"], condition=Q(ticket_id__isnull=False), name="case_of_ticket"
            ),
            models.Index(fields=["center_id", "window_id", "id"], name="case_of_window"),
            # a lower organ goes on seeing what it has reported.
            models.Index(
                fields=["center_id", "reviews_id", "id"], condition=Q(reviews_id__isnull=False), name="case_of_reviewer"
            ),
            # the job that makes deemed acceptances visible walks only what waits for an answer.
            models.Index(
                fields=["center_id", "deems_at"],
                condition=Q(state="received", deems_at__isnull=False),
                name="case_deems",
            ),
            # the same for licences that the law renews.
            models.Index(
                fields=["center_id", "renews_after"],
                condition=Q(state__in=sorted(WITH_DEPARTMENT), renews_after__isnull=False),
                name="case_renews",
            ),
        ]


class CaseCounter(CenterModel):
    """The last serial number of a center's day. Its row is locked from the taking of a number to the commit."""

    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center_id", "day"], name="case_counter_once")]


class Party(CenterModel):
    """A person or organization in a case. The number and the phone are sealed; the mask is kept so that lists unseal nothing."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    position = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=24, choices=_among(ROLES))
    kind = models.CharField(max_length=12, choices=_among(KINDS))
    name = models.CharField(max_length=100)
    id_type = models.CharField(max_length=32)
    id_sealed = models.BinaryField(default=b"")
    id_blind = models.CharField(max_length=64, blank=True)
    id_masked = models.CharField(max_length=60, blank=True)
    none_reason = models.CharField(max_length=200, blank=True)
    phone_sealed = models.BinaryField(default=b"")
    phone_masked = models.CharField(max_length=40, blank=True)
    authority = models.CharField(max_length=400, blank=True)
    authority_from = models.DateField(null=True)
    authority_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=ROLES), name="party_role_known"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="party_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="party_has_name"),
        ]
        indexes = [
            models.Index(fields=["case", "position"], name="party_of_case"),
            # earlier_cases: everything a person has had in this center, by the digest of his number.
            models.Index(fields=["center_id", "id_blind"], condition=~Q(id_blind=""), name="party_by_number"),
        ]


class CaseMaterial(CenterModel):
    """One line of this person's list, copied from the pinned version, and what was found when it was looked at.

    `replaced`: a commitment stands in its place. `tolerated_until`: accepted without it, to come by that day.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="materials")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    klass = models.CharField(max_length=10, blank=True)
    required = models.BooleanField(default=True)
    tolerable = models.BooleanField(default=False)
    form = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=100, blank=True)
    copies_asked = models.PositiveSmallIntegerField(default=1)
    points = models.JSONField(default=list)
    blank_file_id = models.UUIDField(null=True)
    sample_file_id = models.UUIDField(null=True)
    status = models.CharField(max_length=16, choices=_among(STATUSES), default="not_looked_at")
    original_seen = models.BooleanField(default=False)
    copies = models.PositiveSmallIntegerField(default=0)
    remark = models.CharField(max_length=400, blank=True)
    cure = models.CharField(max_length=400, blank=True)
    ticked = models.JSONField(default=list)
    shows = models.JSONField(default=list)
    told = models.BooleanField(default=False)
    replaced = models.BooleanField(default=False)
    tolerated_until = models.DateField(null=True)
    looked_at = models.DateTimeField(null=True)
    looked_by = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "code"], name="case_material_once"),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="case_material_status_known"),
        ]


class CaseFile(CenterModel):
    """A scan or a photo that belongs to a case, and mostly to one material of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    material = models.ForeignKey(CaseMaterial, on_delete=models.PROTECT, related_name="files", null=True)
    file_id = models.UUIDField()
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    kept_at = models.DateTimeField()
    by_name = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "kept_at"], name="file_of_case")]


from .models_acts import CaseDeadline, HandoverLine, HandoverList, LookUp, Notice, NoticeLine, Ruling  # noqa: E402,F401
from .models_inquiry import ASKED_BY, Inquiry  # noqa: E402,F401
from .models_manual import EmergencyPack, ManualEntry  # noqa: E402,F401
from .models_procedures import (  # noqa: E402,F401
    CaseDateChange,
    CaseExtension,
    CaseHearing,
    CaseStop,
)
from .models_promises import Breach, Commitment, Telling, Tolerance, ToleratedMaterial  # noqa: E402,F401
from .models_recounts import CalendarRecount  # noqa: E402,F401
from .models_reminders import CaseReminder, CaseUrging  # noqa: E402,F401
from .models_renewal import CaseRenewal  # noqa: E402,F401
from .models_reports import CaseReport  # noqa: E402,F401
from .models_story import (  # noqa: E402,F401
    ANSWERS,
    CAUSES,
    EFFECTS,
    DifferenceAnswer,
    ItemChange,
    Reopening,
    SecondTelling,
    ShownValue,
)
