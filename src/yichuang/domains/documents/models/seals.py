"""The register of stamps: whose each is, who keeps it, where it lies, and every time it was used."""

from typing import ClassVar

from django.db import models

from yichuang.foundation.lifecycle import Lifecycle
from yichuang.foundation.models import CenterModel, GuardedModel

from ..kinds import SEALS
from ..lifecycle import SEAL, SealState
from .paper import Paper


class Seal(GuardedModel):
    """One stamp of one department. It is used by its keeper or his deputy, within its dates, while it is not locked away."""

    LIFECYCLE: ClassVar[Lifecycle] = SEAL

    department_id = models.UUIDField()
    code = models.CharField(max_length=40)  # the number cut into the stamp, or the department's own
    name = models.CharField(max_length=100)
    purpose = models.CharField(max_length=20)
    keeper_id = models.UUIDField()
    keeper_name = models.CharField(max_length=100)
    deputy_id = models.UUIDField(null=True)
    deputy_name = models.CharField(max_length=100, blank=True)
    place = models.CharField(max_length=100)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "code"], name="seal_code_once"),
            models.CheckConstraint(condition=models.Q(state__in=[s.value for s in SealState]), name="seal_state_known"),
            models.CheckConstraint(condition=models.Q(purpose__in=SEALS), name="seal_purpose_known"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="seal_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["center_id", "department_id", "purpose"], name="seal_of_department")]


class SealEvent(CenterModel):
    """A line of the register: registered, handed over, locked away, taken out, returned."""

    append_only = True

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="events")
    action = models.CharField(max_length=20)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=100)
    from_name = models.CharField(max_length=100, blank=True)
    to_name = models.CharField(max_length=100, blank=True)
    place = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=200, blank=True)


class SealUse(CenterModel):
    """The stamp was set on a paper."""

    append_only = True

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="uses")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="seal_uses")
    at = models.DateTimeField()
    by_name = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seal", "paper"], name="seal_used_once_a_paper")]


class PaperHabit(CenterModel):
    """How a department wants its papers handled, beyond what its kind of seal says."""

    department_id = models.UUIDField()
    service_receipt = models.BooleanField(default=False)  # a 送达回证 for what is handed over

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center_id", "department_id"], name="paper_habit_once")]
