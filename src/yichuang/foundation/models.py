"""Tables of the ground floor, and the two bases that every other table stands on."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models

from .errors import Refused
from .ids import uuid7
from .lifecycle import Lifecycle


class PlainModel(models.Model):
    """A row that belongs to no center (accounts, centers, the published catalogue). Each such table is listed in a test."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class CenterModel(models.Model):
    """A row of one center. Row-level security is applied to every subclass by `rls.apply`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    center_id = models.UUIDField(editable=False)

    class Meta:
        abstract = True


class GuardedModel(CenterModel):
    """A row with a state that only `move` changes, by the table in LIFECYCLE."""

    LIFECYCLE: ClassVar[Lifecycle]

    state = models.CharField(max_length=20)
    state_since = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def move(self, action: str, *, at: datetime, **changes: Any) -> Self:
        """Take one step of the lifecycle, or refuse; never overwrite a newer step. One UPDATE.

        Raises Refused('<noun>.wrong_state') from the table, Refused('object.stale') when another step came first.
        """
        step = self.LIFECYCLE.plan(action, state=self.state)
        fresh = {"state": step.target, "state_since": at, "version": self.version + 1, **changes}
        rows = type(self)._default_manager.filter(pk=self.pk, state=self.state, version=self.version)
        if rows.update(**fresh) != 1:
            raise Refused("object.stale", noun=self.LIFECYCLE.name, id=str(self.pk))
        for field, value in fresh.items():
            setattr(self, field, value)
        return self


class AuditEntry(CenterModel):
    """One line of a center's log. Written by `command` only; append-only by privilege and by trigger."""

    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=100)
    actor_post = models.CharField(max_length=100)
    channel = models.CharField(max_length=10)
    device_id = models.UUIDField(null=True)
    request_id = models.CharField(max_length=64)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField()
    mac = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center_id", "seq"], name="audit_one_line_per_place")]
        indexes = [
            models.Index(fields=["center_id", "subject", "seq"], name="audit_of_subject"),
            models.Index(fields=["center_id", "actor_id", "seq"], name="audit_of_actor"),
        ]


class AuditHead(models.Model):
    """The last line of each center's chain: its place and its mac, sealed by a mac of its own."""

    center_id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    mac = models.CharField(max_length=64, default="")
    seal = models.CharField(max_length=64, default="")


class Event(CenterModel):
    """A fact that a room told, in the past tense. Append-only. The payload holds ids, never personal data."""

    at = models.DateTimeField()
    name = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    payload = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["center_id", "subject", "id"], name="event_of_subject"),
            # A day is played again from what was told in it.
            models.Index(fields=["center_id", "at"], name="event_of_day"),
        ]


class Receipt(CenterModel):
    """The answer that a command gave under an idempotency key, for the one who asked."""

    actor_id = models.UUIDField()
    command = models.CharField(max_length=60)
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    answer = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "actor_id", "command", "key"], name="receipt_once"),
        ]


class Series(CenterModel):
    """A run of paper numbers: one department, kind and year."""

    name = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center_id", "name", "year"], name="series_once")]


class SeriesNumber(CenterModel):
    """What became of each number: gapless means that every number up to `Series.last` has a row that says so."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=[(s, s) for s in ("issued", "reserved", "voided")])
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="series_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["issued", "reserved", "voided"]), name="series_number_state_known"
            ),
        ]


class StoredFile(CenterModel):
    """A file by its content: the bytes lie in the data folder under their SHA-256."""

    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    kept_at = models.DateTimeField()
    kept_by = models.UUIDField(null=True)


class Door(models.Model):
    """Code hash → (center, object). Read by the function `yichuang_door` alone, before any scope is known."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20)
    code_hash = models.CharField(max_length=64)
    center_id = models.UUIDField()
    object_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code_hash"], name="door_once")]


def subject(kind: str, id_: UUID | str) -> str:
    """How an object of another room is named in logs, events and references: `ticket:<id>`."""
    return f"{kind}:{id_}"


from .messages.models import KeptMessage, Message, MessageRead  # noqa: E402, F401
from .workdays.models import LegalChange, LegalDay, ServiceDay  # noqa: E402, F401 - the legal calendar's tables live beside their rules
