"""Tables of queueing. What must hold at any load is a constraint here, whatever the code above does."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yichuang.foundation.models import CenterModel, GuardedModel

from .lifecycle import LIVE, TICKET, WINDOW, Desk, State
from .rules import PRIORITY_REASONS
from .types import QueueInfo

_LIVE = sorted(LIVE)


class Queue(CenterModel):
    """A line in which people wait for the same kind of window. The code is the prefix of its numbers."""

    code = models.CharField(max_length=3)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120, blank=True)
    items = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    active = models.BooleanField(default=True)
    target_minutes = models.PositiveSmallIntegerField(default=20)
    priority_target_minutes = models.PositiveSmallIntegerField(default=7)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "code"], name="queue_code_once_a_center"),
            models.CheckConstraint(condition=Q(code__regex=r"^[A-Z]{1,3}$"), name="queue_code_is_a_prefix"),
            models.CheckConstraint(
                condition=Q(priority_target_minutes__gte=1, priority_target_minutes__lte=F("target_minutes")),
                name="queue_priority_is_no_slower",
            ),
        ]

    def info(self, windows: tuple[str, ...] = ()) -> QueueInfo:
        """The row as a value."""
        return QueueInfo(
            id=self.pk, code=self.code, name=self.name, name_en=self.name_en, items=tuple(self.items),
            active=self.active, target_minutes=self.target_minutes,
            priority_target_minutes=self.priority_target_minutes, windows=windows,
        )  # fmt: skip


class Counter(CenterModel):
    """The last number that a queue gave on a day. Its row lock makes issuing one after the other within a queue."""

    queue = models.ForeignKey(Queue, on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["queue", "day"], name="counter_once_a_day")]


class Ticket(GuardedModel):
    """A person's place in line on one day of the center. It holds no party data: only what calling a number needs.

    `first_issued_at` survives a transfer and is what the person has really waited from; `ordered_at` is where his waiting
    counts from in the calling order (later than the first issue only after a no-show).
    """

    LIFECYCLE = TICKET

    queue = models.ForeignKey(
        Queue, on_delete=models.PROTECT, related_name="tickets", db_index=False
    )  # see ticket_line
    day = models.DateField()
    number = models.CharField(max_length=8)
    tracking_code = models.CharField(max_length=20)
    priority = models.BooleanField(default=False)
    priority_reason = models.CharField(max_length=10, blank=True)
    needs = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    item = models.CharField(max_length=40, blank=True)
    phone = models.BinaryField(blank=True, default=b"")
    source = models.CharField(max_length=10, default="kiosk")
    issued_at = models.DateTimeField()
    first_issued_at = models.DateTimeField()
    ordered_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    window_id = models.UUIDField(null=True)
    for_window_id = models.UUIDField(null=True)
    recalls = models.PositiveSmallIntegerField(default=0)
    requeued = models.BooleanField(default=False)
    first_contact_id = models.UUIDField(null=True)
    first_contact = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=200, blank=True)
    why = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "day", "number"], name="ticket_number_once_a_day"),
            models.UniqueConstraint(
                fields=["center_id", "window_id"], condition=Q(state__in=_LIVE), name="ticket_one_live_a_window"
            ),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="ticket_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=_LIVE) | Q(window_id__isnull=False), name="ticket_live_has_a_window"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SERVED) | Q(ended_at__isnull=False, started_at__isnull=False),
                name="ticket_served_has_its_times",
            ),
            models.CheckConstraint(
                condition=Q(priority=False, priority_reason="")
                | Q(priority=True, priority_reason__in=PRIORITY_REASONS),
                name="ticket_priority_has_a_reason",
            ),
        ]
        indexes = [
            # Calling walks only these two: who waits in a queue, by class and time; and who waits for one window.
            models.Index(
                "queue", "day", "priority", "ordered_at", "id",
                condition=Q(state=State.WAITING, for_window_id__isnull=True), name="ticket_line",
            ),
            models.Index(
                "for_window_id", "day", "ordered_at",
                condition=Q(state=State.WAITING, for_window_id__isnull=False), name="ticket_line_of_window",
            ),
            models.Index("center_id", "day", "called_at", condition=Q(called_at__isnull=False), name="ticket_called_lately"),
            models.Index("window_id", "day", condition=Q(window_id__isnull=False), name="ticket_of_window"),
            models.Index("queue", "day", "ended_at", condition=Q(state=State.SERVED), name="ticket_services"),
        ]  # fmt: skip


class WindowDesk(GuardedModel):
    """A window at work: who sits there, which queues it serves and which ticket is at it.

    `ticket_id` repeats what the live ticket's own row says, so that calling locks one row and sees the newest truth;
    code, name and kind are copied from places when the window opens.
    """

    LIFECYCLE = WINDOW

    window_id = models.UUIDField()
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    queue_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    ticket_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=12, blank=True)
    expected_return = models.DateTimeField(null=True)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["window_id"], name="desk_once_a_window"),
            models.UniqueConstraint(fields=["center_id", "code"], name="desk_code_once_a_center"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in Desk]), name="desk_state_known"),
            models.CheckConstraint(condition=~Q(state=Desk.PAUSED) | ~Q(reason=""), name="desk_pause_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(state=Desk.CLOSED) | Q(ticket_id__isnull=True), name="desk_closed_has_no_ticket"
            ),
        ]


class TicketSubject(CenterModel):
    """What was done during a visit: `case:<id>` under the number people know it by. One ticket may have many."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="subjects")
    subject = models.CharField(max_length=120)
    label = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "subject"], name="ticket_subject_once")]
        indexes = [models.Index(fields=["center_id", "subject"], name="ticket_of_subject")]
