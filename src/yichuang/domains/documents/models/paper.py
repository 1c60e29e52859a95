"""Papers and their frozen bytes, which are written once; what is signed, sealed or scanned later lies beside them."""

from typing import ClassVar

from django.db import models

from yichuang.foundation.lifecycle import Lifecycle
from yichuang.foundation.models import CenterModel, GuardedModel

from ..kinds import COPIES, KINDS
from ..kinds.parts import SEAL_MODES
from ..lifecycle import PAPER, State

SIGNING_MODES = {
    "tablet": "手写屏签名",
    "paper": "纸上签名",
    "fingerprint": "纸上按指印",
    "proxy": "他人代签并有见证人",
    "refused": "拒绝签收，两名见证人在场",
    "post": "邮寄送达",
    "electronic": "电子送达",
}
SIGNED_BY = frozenset({"tablet", "paper", "fingerprint", "proxy"})
"""The modes in which somebody signs. Refusing, the post and the internet serve a paper without a signature."""
WITNESSES = {"proxy": 1, "refused": 2}


class Paper(GuardedModel):
    """One legal paper: one number, two copies. `subject` names what it is about (`case:<id>`), as another room calls it.

    Printed, sealed, signed and served are facts of their own, in any order. `signing` and `service` say how: mode, who,
    witnesses, whether it was read aloud and understood, who wrote it down. `seal_place` and `seal_keeper` say where a paper
    that waits for its stamp lies, when it does not lie at the window that issued it.

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
    seal = models.ForeignKey("documents.Seal", null=True, on_delete=models.PROTECT, related_name="papers")
    seal_sent_at = models.DateTimeField(null=True)
    seal_keeper = models.CharField(max_length=100, blank=True)
    seal_place = models.CharField(max_length=100, blank=True)
    signed_at = models.DateTimeField(null=True)
    signing = models.JSONField(null=True)
    served_at = models.DateTimeField(null=True)
    service = models.JSONField(null=True)
    voided_at = models.DateTimeField(null=True)
    void_reason = models.TextField(blank=True)
    correction = models.JSONField(null=True)  # what this paper corrects in the one it replaces: reason and lines
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
            models.CheckConstraint(
                condition=models.Q(signed_at__isnull=True) | models.Q(signing__isnull=False),
                name="paper_signed_says_how",
            ),
            models.CheckConstraint(
                condition=models.Q(served_at__isnull=True) | models.Q(service__isnull=False),
                name="paper_served_says_how",
            ),
        ]
        indexes = [
            models.Index(fields=["center_id", "subject", "issued_at"], name="paper_of_subject"),
            models.Index(
                fields=["center_id", "issued_at", "id"],
                condition=models.Q(state=State.ISSUED, sealed_at__isnull=True, seal_mode__in=("wet", "electronic")),
                name="paper_waiting_for_seal",
            ),
        ]


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


class SealedCopy(CenterModel):
    """A copy that bears an electronic seal: what the seal service gave back for the frozen bytes, which it holds unchanged."""

    append_only = True

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="sealed_copies")
    copy = models.CharField(max_length=10)
    pdf = models.BinaryField()
    digest = models.CharField(max_length=64)
    service = models.CharField(max_length=100)
    serial = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "copy"], name="sealed_copy_once")]


class PaperScan(CenterModel):
    """The scan of a signed or sealed copy, kept beside the frozen bytes."""

    append_only = True

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="scans")
    file_id = models.UUIDField()
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=100)
