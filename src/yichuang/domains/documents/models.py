"""Papers and their frozen bytes. What must always be true is a constraint; the bytes are written once."""

from typing import ClassVar

from django.db import models

from yichuang.foundation.lifecycle import Lifecycle
from yichuang.foundation.models import CenterModel, GuardedModel

from .kinds import COPIES, KINDS
from .kinds.parts import SEAL_MODES
from .lifecycle import PAPER, State

SIGNING_MODES = {
    "tablet": "手写屏签名",
    "paper": "纸上签名",
    "fingerprint": "纸上按指印",
    "proxy": "他人代签并有见证人",
    "refused": "拒绝签收，两名见证人在场",
    "post": "邮寄送达",
    "electronic": "电子送达",
}


class Paper(GuardedModel):
    """One legal paper: one number, two copies. `subject` names what it is about (`case:<id>`), as another room calls it.

    `data` is what the paper prints and no more: ids and phones in it are masked. `made_with` says under which engine,
    templates and fonts the bytes were made.
    """

    LIFECYCLE: ClassVar[Lifecycle] = PAPER

    subject = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=60)
    series = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    number_text = models.CharField(max_length=80)
    department_id = models.UUIDField()
    code_sealed = models.BinaryField()
    data = models.JSONField()
    made_with = models.JSONField()
    hand_filled = models.JSONField(default=list)
    issued_by = models.UUIDField(null=True)
    issued_by_name = models.CharField(max_length=100)
    issued_at = models.DateTimeField()
    entered_at = models.DateTimeField(
        null=True
    )  # set for a paper that was written by hand: issued_at is the paper's own time
    printed = models.PositiveIntegerField(default=0)
    printed_at = models.DateTimeField(null=True)
    seal_mode = models.CharField(max_length=12)
    sealed_at = models.DateTimeField(null=True)
    sealed_by_name = models.CharField(max_length=100, blank=True)
    served_at = models.DateTimeField(null=True)
    service = models.JSONField(null=True)
    voided_at = models.DateTimeField(null=True)
    void_reason = models.TextField(blank=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "series", "year", "number"], name="paper_number_once"),
            models.CheckConstraint(condition=models.Q(kind__in=sorted(KINDS)), name="paper_kind_known"),
            models.CheckConstraint(condition=models.Q(state__in=[s.value for s in State]), name="paper_state_known"),
            models.CheckConstraint(condition=models.Q(seal_mode__in=SEAL_MODES), name="paper_seal_mode_known"),
            models.CheckConstraint(
                condition=models.Q(state=State.ISSUED)
                | (models.Q(voided_at__isnull=False) & ~models.Q(void_reason="")),
                name="paper_void_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["center_id", "subject", "issued_at"], name="paper_of_subject")]


class PaperCopy(CenterModel):
    """The frozen bytes of one copy. Kept apart from the paper, so that a list of papers reads no bytes."""

    append_only = True

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="copies")
    copy = models.CharField(max_length=10)
    pdf = models.BinaryField()
    digest = models.CharField(max_length=64)  # SHA-256, which anybody can check with an ordinary tool
    pages = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "copy"], name="paper_copy_once"),
            models.CheckConstraint(condition=models.Q(copy__in=sorted(COPIES)), name="paper_copy_known"),
        ]
