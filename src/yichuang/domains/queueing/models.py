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
    day_cap = models.PositiveSmallIntegerField(null=True, blank=True)
    issue_from = models.TimeField(null=True, blank=True)
    issue_until = models.TimeField(null=True, blank=True)
    appointment_target_minutes = models.PositiveSmallIntegerField(default=8)
    remote = models.BooleanField(default=False)
    slot_minutes = models.PositiveSmallIntegerField(default=0)
    slot_places = models.PositiveSmallIntegerField(default=0)
    book_ahead_days = models.PositiveSmallIntegerField(default=7)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "code"], name="queue_code_once_a_center"),
            models.CheckConstraint(condition=Q(code__regex=r"^[A-Z]{1,3}$"), name="queue_code_is_a_prefix"),
            models.CheckConstraint(
                condition=Q(priority_target_minutes__gte=1, priority_target_minutes__lte=F("target_minutes")),
                name="queue_priority_is_no_slower",
            ),
            models.CheckConstraint(condition=Q(day_cap__isnull=True) | Q(day_cap__gte=1), name="queue_cap_is_positive"),
            models.CheckConstraint(
                condition=Q(issue_from__isnull=True) | Q(issue_until__isnull=True) | Q(issue_until__gt=F("issue_from")),
                name="queue_issuing_ends_after_it_begins",
            ),
        ]

    def info(self, windows: tuple[str, ...] = ()) -> QueueInfo:
        """The row as a value."""
        return QueueInfo(
            id=self.pk, code=self.code, name=self.name, name_en=self.name_en, items=tuple(self.items),
            active=self.active, target_minutes=self.target_minutes,
            priority_target_minutes=self.priority_target_minutes, windows=windows,
            appointment_target_minutes=self.appointment_target_minutes, remote=self.remote,
            slot_minutes=self.slot_minutes, slot_places=self.slot_places, book_ahead_days=self.book_ahead_days,
            day_cap=self.day_cap, issue_from=self.issue_from, issue_until=self.issue_until,
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
    phone_hash = models.CharField(max_length=64, blank=True)
    booked = models.BooleanField(default=False)
    appointment_at = models.DateTimeField(null=True)
    near_told_at = models.DateTimeField(null=True)
    checked_in_at = models.DateTimeField(null=True)
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
    weight = models.FloatField(default=1.0)
    why = models.JSONField(default=dict)
    carried_from = models.DateField(null=True)
    carried_by = models.CharField(max_length=100, blank=True)

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
            # One class each: a priority person with an appointment stands in the priority line.
            models.CheckConstraint(condition=Q(booked=False) | Q(priority=False), name="ticket_of_one_class"),
        ]
        indexes = [
            # Calling walks only these two: who waits in a queue, by class and time; and who waits for one window.
            models.Index(
                "queue", "day", "priority", "booked", "ordered_at", "id",
                condition=Q(state=State.WAITING, for_window_id__isnull=True), name="ticket_line",
            ),
            models.Index(
                "for_window_id", "day", "ordered_at",
                condition=Q(state=State.WAITING, for_window_id__isnull=False), name="ticket_line_of_window",
            ),
            models.Index(
                "queue", "day", condition=Q(state=State.WAITING, near_told_at__isnull=True) & ~Q(phone_hash=""),
                name="ticket_to_be_told",
            ),
            models.Index(
                "center_id", "day", "phone_hash", condition=~Q(phone_hash=""), name="ticket_of_phone",
            ),
            models.Index("center_id", "day", "called_at", condition=Q(called_at__isnull=False), name="ticket_called_lately"),
            models.Index("window_id", "day", condition=Q(window_id__isnull=False), name="ticket_of_window"),
            models.Index("queue", "day", "ended_at", condition=Q(state=State.SERVED), name="ticket_services"),
        ]  # fmt: skip

    @property
    def target_minutes(self) -> int:
        """In how many minutes a person of this class should be called; needs `queue` loaded."""
        if self.priority:
            return self.queue.priority_target_minutes
        return self.queue.appointment_target_minutes if self.booked else self.queue.target_minutes


class WindowDesk(GuardedModel):
    """A window at work: who sits there, which queues it serves, which needs it can meet, and which ticket is at it.

    `ticket_id` repeats what the live ticket's own row says, so that calling locks one row and sees the newest truth;
    code, name and kind are copied from places when the window opens.
    """

    LIFECYCLE = WINDOW

    window_id = models.UUIDField()
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    queue_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    skills = ArrayField(models.CharField(max_length=12), default=list, blank=True)
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


class ClerkSkills(CenterModel):
    """What a member of staff can do for people with needs, at whichever window he sits."""

    staff_id = models.UUIDField()
    skills = ArrayField(models.CharField(max_length=12), default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center_id", "staff_id"], name="clerk_skills_once")]


class TicketHand(CenterModel):
    """One member of staff who had the visit in his hands (首问, DB50/T 1603-2024, 5.3.1.1). The first of a ticket is the one
    who is responsible; what came after is added, never changed."""

    append_only = True

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="hands")
    at = models.DateTimeField()
    act = models.CharField(max_length=12)
    staff_id = models.UUIDField()
    staff_name = models.CharField(max_length=100)
    staff_post = models.CharField(max_length=100, blank=True)
    window = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=200, blank=True)


class TicketSubject(CenterModel):
    """What was done during a visit: `case:<id>` under the number people know it by. One ticket may have many."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="subjects")
    subject = models.CharField(max_length=120)
    label = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "subject"], name="ticket_subject_once")]
        indexes = [models.Index(fields=["center_id", "subject"], name="ticket_of_subject")]


from .models_alone import NumberBlock  # noqa: E402,F401
from .models_booking import Appointment  # noqa: E402,F401
from .models_calling import CallingOrder  # noqa: E402,F401
from .models_forecast import Announcement, QueueFit, QueueOutlook  # noqa: E402,F401
from .models_late import ClosingChoice, KeptPapers, LateService, LieuTaken  # noqa: E402,F401
from .models_posts import Absence, Cover, ZoneLead  # noqa: E402,F401
from .models_shifts import DeskCheck, ShiftSlip  # noqa: E402,F401
