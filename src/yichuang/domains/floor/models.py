"""What is written down on the floor: who saw and settled an alert, calls for help, who was sent where, notices."""

from django.db import models
from django.db.models import F, Q

from yichuang.foundation.models import CenterModel

from .rules import CALL_KINDS, NOTICE_LEVELS, ORDER_KINDS


class AlertRecord(CenterModel):
    """That somebody saw an alert or settled it. The alert itself is found by the rules at every look; `key` says which it is."""

    day = models.DateField()
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    about = models.CharField(max_length=60)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    seen_by = models.UUIDField(null=True)
    seen_name = models.CharField(max_length=100)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    settled_name = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["center_id", "day", "key"], condition=Q(settled_at=None), name="alert_open_once"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(settled_at__gte=F("seen_at")), name="alert_settled_after_it_was_seen"
            ),
        ]
        indexes = [models.Index(fields=["center_id", "day", "key"], name="alert_of_day")]


class FloorCall(CenterModel):
    """A window asks for help without a word (`help`), or something has happened in the hall (`incident`, 5.2.2.5)."""

    kind = models.CharField(max_length=10)
    reason = models.CharField(max_length=12)
    day = models.DateField()
    window_id = models.UUIDField(null=True)
    place = models.CharField(max_length=60)
    note = models.CharField(max_length=200, blank=True)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=100)
    called_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answered_name = models.CharField(max_length=100, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_name = models.CharField(max_length=100, blank=True)
    outcome = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["window_id"], condition=Q(ended_at=None, kind="help"), name="help_called_once_a_window"
            ),
            models.CheckConstraint(condition=Q(kind__in=CALL_KINDS), name="call_kind_known"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("called_at")), name="call_answered_after_it_came"
            ),
        ]
        indexes = [models.Index(fields=["center_id", "day", "called_at"], name="floor_call_of_day")]


class WindowOrder(CenterModel):
    """Somebody is sent to a window: to stand in for who is away, or to open it. `came_at` is when he sat down there."""

    kind = models.CharField(max_length=6)
    day = models.DateField()
    window_id = models.UUIDField()
    window = models.CharField(max_length=10)
    staff_id = models.UUIDField()
    staff_name = models.CharField(max_length=100)
    until = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=100)
    sent_at = models.DateTimeField()
    came_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["window_id"], condition=Q(ended_at=None), name="window_order_open_once"),
            models.CheckConstraint(condition=Q(kind__in=ORDER_KINDS), name="window_order_kind_known"),
            models.CheckConstraint(
                condition=Q(came_at=None) | Q(came_at__gte=F("sent_at")), name="window_order_came_after_it_was_sent"
            ),
        ]
        indexes = [models.Index(fields=["center_id", "day", "sent_at"], name="window_order_of_day")]


class Notice(CenterModel):
    """A sentence for everybody in the hall, on the screens from `shown_from` until `until`, or until it is taken down."""

    text = models.CharField(max_length=60)
    text_en = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=6)
    shown_from = models.DateTimeField()
    until = models.DateTimeField()
    by_name = models.CharField(max_length=100)
    ended_at = models.DateTimeField(null=True)
    ended_name = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=NOTICE_LEVELS), name="notice_level_known"),
            models.CheckConstraint(condition=Q(until__gt=F("shown_from")), name="notice_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["center_id", "until"], name="notice_until")]
