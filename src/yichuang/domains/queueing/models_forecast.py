"""What was learned of a center's own days, what was said of waits, and what came of it."""

from django.db import models
from django.db.models import Q

from yichuang.foundation.models import CenterModel

OUTCOMES = ("", "held", "sooner", "later", "open")
PLACES = ("ticket", "board")


class QueueFit(CenterModel):
    """The newest night's work of a center: the forecast's model, and the advice that was played on the same days.

    `model` as `forecast.keeping` packs it; `grace`: seconds after closing until which people were still called on most days.
    """

    fitted_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField()
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    tickets = models.PositiveIntegerField(default=0)
    grace = models.PositiveIntegerField(default=0)
    model = models.BinaryField(default=b"")
    advice = models.JSONField(default=dict)
    faults = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center_id"], name="fit_once_a_center")]


class Announcement(CenterModel):
    """A range that somebody who waits was shown, with the forecast behind it and what came of it. `place`: said to this person, or on the board
    to whoever would come, as he found it when he took his number.

    Minutes from `at`; `high` null: no upper end is known. `called` false: "probably not today". Quantiles, and `left` to closing, in seconds. The ticket is
    named without a foreign key: a key would lock its row against being called.
    """

    ticket_id = models.UUIDField()
    place = models.CharField(max_length=6, default="ticket")
    number = models.CharField(max_length=8)
    queue = models.CharField(max_length=3)
    cls = models.CharField(max_length=12)
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    low = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField(null=True)
    called = models.BooleanField(default=True)
    p10 = models.FloatField()
    p50 = models.FloatField()
    p90 = models.FloatField()
    before_close = models.FloatField()
    left = models.FloatField()
    warned = models.BooleanField(default=False)
    basis = models.CharField(max_length=12)
    ahead = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=6, blank=True, default="")
    waited = models.FloatField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="announcement_outcome_known"),
            models.CheckConstraint(condition=Q(place__in=PLACES), name="announcement_place_known"),
            models.CheckConstraint(
                condition=(Q(outcome="") & Q(settled_at=None)) | (~Q(outcome="") & ~Q(settled_at=None)),
                name="announcement_settled_with_its_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["ticket_id", "-at"], name="announcement_of_ticket"),
            models.Index(fields=["center_id", "day"], name="announcement_of_day"),
            models.Index(fields=["center_id", "at"], condition=Q(outcome=""), name="announcement_to_settle"),
        ]


class QueueOutlook(CenterModel):
    """What a person who takes a number of a queue now would be told; one row a queue, written over."""

    queue_id = models.UUIDField()
    at = models.DateTimeField()
    low = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField(null=True)
    called = models.BooleanField()
    p10 = models.FloatField(default=0)
    p50 = models.FloatField(default=0)
    p90 = models.FloatField(default=0)
    before_close = models.FloatField()
    left = models.FloatField()
    basis = models.CharField(max_length=12)
    ahead = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["queue_id"], name="outlook_once_a_queue")]
