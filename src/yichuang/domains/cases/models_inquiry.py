"""The table of inquiries: somebody asked, no case was opened, and everything was told at once (DB50/T 1603-2024, 5.1.1.2, 5.3.2.1)."""

from django.db import models

from yichuang.foundation.models import CenterModel

ASKED_BY = ("window", "phone", "online")


class Inquiry(CenterModel):
    """What was asked, through which channel, what was answered and by whom. Nothing of the person who asked is kept.

    The version is the one in force on that day, and its slip prints the number; the slip's subject is `inquiry:<id>`.
    """

    append_only = True

    item_code = models.CharField(max_length=64)
    item_name = models.CharField(max_length=300)
    item_version_id = models.UUIDField()
    item_version = models.PositiveIntegerField()
    situation = models.JSONField(default=dict)
    situation_label = models.CharField(max_length=400, blank=True)
    department_id = models.UUIDField()
    channel = models.CharField(max_length=10, choices=[(c, c) for c in ASKED_BY])
    question = models.CharField(max_length=1000)
    answer = models.CharField(max_length=2000)
    ticket_id = models.UUIDField(null=True)
    window_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100)
    by_post = models.CharField(max_length=100, blank=True)
    paper_id = models.UUIDField()
    paper_no = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(channel__in=ASKED_BY), name="inquiry_channel_known"),
            models.CheckConstraint(
                condition=~models.Q(question="") & ~models.Q(answer=""), name="inquiry_asked_and_answered"
            ),
            models.UniqueConstraint(fields=["paper_id"], name="inquiry_of_paper"),
        ]
        indexes = [models.Index(fields=["center_id", "at"], name="inquiry_when")]
