"""Tables of people. Accounts belong to no center (a log-in comes before any); all else does."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from yichuang.foundation.models import CenterModel, PlainModel

from .types import GrantInfo


class Account(AbstractBaseUser, PlainModel):
    """What a person logs in with. `epoch` is part of every session: raising it ends them all at once.

    A `temporary` password was chosen by somebody else: it lets its owner choose another, and in by that only.
    """

    username = models.CharField(max_length=60, unique=True)
    display = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    epoch = models.PositiveIntegerField(default=0)
    temporary = models.BooleanField(default=False, db_default=False)
    made_at = models.DateTimeField()

    objects: ClassVar[BaseUserManager] = BaseUserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display"]


class Staff(CenterModel):
    """A person's post in one center. The name and post are copied into the log, so they may change freely here.

    While `locked_at` is set, the person's sessions and tokens may do nothing but show who he is (4.2.2).
    """

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    post = models.CharField(max_length=60)
    badge_no = models.CharField(max_length=20)
    department = models.ForeignKey(
        "places.Department", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    skills = models.JSONField(default=list, blank=True)
    active = models.BooleanField(default=True)
    left_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "badge_no"], name="staff_badge_once_a_center"),
            models.CheckConstraint(
                condition=Q(active=True, left_at=None) | Q(active=False), name="staff_left_is_inactive"
            ),
        ]
        indexes = [models.Index(fields=["center_id", "name"], name="staff_by_name")]


class Grant(CenterModel):
    """A role with its dates. `at_center_id` is where it holds; another center than home is for reading only."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20)
    at_center_id = models.UUIDField()
    department = models.ForeignKey(
        "places.Department", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "role", "at_center_id", "department"], condition=Q(ends=None),
                nulls_distinct=False, name="grant_open_once",
            ),
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="grant_ends_after_start"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["center_id", "role"], name="grant_by_role")]

    def info(self) -> GrantInfo:
        """The row as a value."""
        return GrantInfo(
            id=self.pk, role=self.role, at_center_id=self.at_center_id, department_id=self.department_id,
            starts=self.starts, ends=self.ends,
        )  # fmt: skip


class ApiToken(CenterModel):
    """A key for programs, acting as one member of staff or one device, with one role of his."""

    label = models.CharField(max_length=80)
    hint = models.CharField(max_length=8)
    key_hash = models.CharField(max_length=64)
    role = models.CharField(max_length=20)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="tokens")
    device = models.ForeignKey("places.Device", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    last_used = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(staff=None, device__isnull=False) | Q(staff__isnull=False, device=None),
                name="token_acts_as_one",
            ),
        ]
        indexes = [models.Index(fields=["center_id", "made_at"], name="token_by_age")]


class LoginAttempt(PlainModel):
    """A try to log in, by keyed digests of the user name and the address: enough to slow a guesser down."""

    at = models.DateTimeField()
    who = models.CharField(max_length=64)
    source = models.CharField(max_length=64)
    succeeded = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["who", "at"], condition=Q(succeeded=False), name="attempt_of_name"),
            models.Index(fields=["source", "at"], condition=Q(succeeded=False), name="attempt_of_source"),
        ]


from .models_secrets import Credential  # noqa: E402,F401
