"""Tables of reminding and urging: which light was told to whom, who urged, and what was answered."""

from django.db import models
from django.db.models import Q

from yichuang.foundation.models import CenterModel, GuardedModel

from .lifecycle import URGING
from .reminding import KINDS, URGERS

LIGHTS = ("yellow", "red")


class CaseReminder(CenterModel):
    """That a light turned and who was told (DB50/T 1603-2024, 5.1.2.6): each light once for each due date of each limit.

    `told` lists the roles, each with the id of its message. A date that moved later can come near again and is told again.
    """

    append_only = True

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in KINDS])
    light = models.CharField(max_length=8, choices=[(k, k) for k in LIGHTS])
    due = models.DateField()
    at = models.DateTimeField()
    told = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "light", "due"], name="case_reminded_once_a_light"),
            models.CheckConstraint(condition=Q(light__in=LIGHTS), name="case_reminder_light_known"),
            models.CheckConstraint(condition=~Q(told=[]), name="case_reminder_tells_somebody"),
        ]
        indexes = [models.Index(fields=["center_id", "at", "id"], name="case_reminder_when")]


class CaseUrging(GuardedModel):
    """Somebody asked for the case to be got on with; open until the department has answered."""

    LIFECYCLE = URGING

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="urgings")
    urger = models.CharField(max_length=16, choices=[(k, k) for k in URGERS])
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100, blank=True)
    by_post = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    said = models.CharField(max_length=400, blank=True)
    light = models.CharField(max_length=8)
    answer = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.UUIDField(null=True)
    answered_by = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(urger__in=URGERS), name="case_urger_known"),
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None) | (Q(state="answered") & ~Q(answer="")),
                name="case_urging_answered_has_words",
            ),
            models.CheckConstraint(
                condition=Q(urger="applicant") | ~Q(said=""), name="case_urging_by_staff_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["case", "at"], name="case_urging_of_case"),
            models.Index(fields=["center_id", "id"], condition=Q(state="open"), name="case_urging_open"),
        ]
