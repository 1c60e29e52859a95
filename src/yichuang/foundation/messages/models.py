"""Tables of messages. One row is one message to one addressee by one channel."""

from django.db import models
from django.db.models import Q

from yichuang.foundation.models import CenterModel, GuardedModel

from .lifecycle import MESSAGE
from .types import CHANNELS, OUTSIDE, STATES


class Message(GuardedModel):
    """`text` is a Chinese sentence with %(facts)s, so that an inbox can be read in another language; the address is sealed."""

    LIFECYCLE = MESSAGE

    channel = models.CharField(max_length=8, choices=[(c, c) for c in CHANNELS])
    template = models.CharField(max_length=60)
    about = models.CharField(max_length=120, blank=True)
    staff_id = models.UUIDField(null=True)
    department_id = models.UUIDField(null=True)
    needs = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=100, blank=True)
    address_sealed = models.BinaryField(default=b"")
    address_masked = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    facts = models.JSONField(default=dict)
    link = models.CharField(max_length=400, blank=True)
    posted_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    carrier_no = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "foundation"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="message_state_known"),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="message_channel_known"),
            models.CheckConstraint(
                condition=~Q(channel="inbox") | Q(staff_id__isnull=False) | ~Q(needs=""), name="message_inbox_is_somebodys"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="message_sent_has_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "given_up"]) | ~Q(reason=""), name="message_failure_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["waiting", "failed"]) | Q(next_at__isnull=False), name="message_open_has_next"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["center_id", "next_at"], condition=Q(state__in=["waiting", "failed"]), name="message_due"
            ),
            models.Index(fields=["center_id", "id"], condition=Q(channel="inbox"), name="message_inbox"),
            models.Index(fields=["center_id", "id"], condition=Q(channel__in=OUTSIDE), name="message_outside"),
            models.Index(fields=["center_id", "about", "id"], name="message_about"),
            models.Index(fields=["center_id", "tried_at"], condition=Q(tried_at__isnull=False), name="message_rate"),
        ]


class MessageRead(CenterModel):
    """That one member of staff has read one message: the receipt."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="reads")
    staff_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        app_label = "foundation"
        constraints = [models.UniqueConstraint(fields=["message", "staff_id"], name="message_read_once")]


class KeptMessage(CenterModel):
    """What the stand-in port would have carried: the gateway of an installation that has none."""

    message_id = models.UUIDField()
    channel = models.CharField(max_length=8)
    address_sealed = models.BinaryField(default=b"")
    address_masked = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        app_label = "foundation"
        constraints = [models.UniqueConstraint(fields=["center_id", "message_id"], name="kept_message_once")]
