"""Tables of places. The center itself has no center; all else belongs to one."""

from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from yichuang.foundation.deadlines import OFFICE, Office
from yichuang.foundation.models import CenterModel, PlainModel

from .settings import DEFAULTS
from .types import (
    DEVICE_KINDS,
    LEVELS,
    SEAL_MODES,
    WINDOW_KINDS,
    CenterInfo,
    DepartmentInfo,
    DeviceInfo,
    Period,
    WindowInfo,
    ZoneInfoRow,
)


def check_zone(name: str) -> None:
    """Refuse a name that is no IANA time zone."""
    if name not in available_timezones():
        raise ValidationError(f"unknown time zone {name}")


class Center(PlainModel):
    """A government-service center: the tenant that every scoped row names."""

    code = models.SlugField(max_length=32, unique=True)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=150, blank=True)
    level = models.CharField(max_length=10, choices=[(k, k) for k in LEVELS], default="district")
    region = models.CharField(max_length=6)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    supervision_phone = models.CharField(max_length=40, blank=True)
    zone = models.CharField(max_length=60, default="Asia/Shanghai", validators=[check_zone])
    office_hours = models.CharField(max_length=100, blank=True)
    """The legal working hours that the place's government has announced, `09:00-12:00,13:00-17:30`; empty: the usual ones."""
    is_demo = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)
    settings = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(region__regex=r"^[0-9]{6}$"), name="center_region_is_six_digits"),
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="center_level_known"),
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="center_one_default"),
        ]

    def info(self) -> CenterInfo:
        """The row as the value that other rooms get."""
        return CenterInfo(
            id=self.pk, code=self.code, name=self.name, name_en=self.name_en, level=self.level, region=self.region,
            address=self.address, phone=self.phone, supervision_phone=self.supervision_phone,
            zone=ZoneInfo(self.zone), is_demo=self.is_demo, office=Office.read(self.office_hours) if self.office_hours else OFFICE,
            settings={**DEFAULTS, **self.settings},
        )  # fmt: skip


class Department(CenterModel):
    """A department with items in the center. Papers are issued, numbered and sealed in its name."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=20)
    uscc = models.CharField(max_length=18)
    review_organ = models.CharField(max_length=100)
    court = models.CharField(max_length=100)
    seal_mode = models.CharField(max_length=10, choices=[(k, k) for k in SEAL_MODES], default="wet")
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "code"], name="department_code_once_a_center"),
            models.UniqueConstraint(fields=["center_id", "name"], name="department_name_once_a_center"),
            # Two departments with one short name would share a series of numbers.
            models.UniqueConstraint(fields=["center_id", "short_name"], name="department_short_name_once_a_center"),
            models.CheckConstraint(condition=Q(seal_mode__in=SEAL_MODES), name="department_seal_mode_known"),
        ]

    def info(self) -> DepartmentInfo:
        """The row as a value."""
        return DepartmentInfo(
            id=self.pk, code=self.code, name=self.name, short_name=self.short_name, uscc=self.uscc,
            review_organ=self.review_organ, court=self.court, seal_mode=self.seal_mode, phone=self.phone,
            address=self.address,
        )  # fmt: skip


class Zone(CenterModel):
    """A part of the hall."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120, blank=True)
    floor = models.CharField(max_length=20, blank=True)
    floor_en = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center_id", "code"], name="zone_code_once_a_center")]

    def info(self) -> ZoneInfoRow:
        """The row as a value."""
        return ZoneInfoRow(self.pk, self.code, self.name, self.floor, self.name_en, self.floor_en)


class Window(CenterModel):
    """A window of the hall; `kind` after the standard's service points."""

    code = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=12, choices=[(k, k) for k in WINDOW_KINDS])
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="windows")
    accessible = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "code"], name="window_code_once_a_center"),
            models.CheckConstraint(condition=Q(kind__in=WINDOW_KINDS), name="window_kind_known"),
        ]

    def info(self) -> WindowInfo:
        """The row as a value; needs `zone` loaded."""
        return WindowInfo(
            id=self.pk, code=self.code, name=self.name, kind=self.kind, zone_code=self.zone.code,
            zone_name=self.zone.name, floor=self.zone.floor, accessible=self.accessible, active=self.active,
            name_en=self.name_en, zone_name_en=self.zone.name_en, floor_en=self.zone.floor_en,
        )  # fmt: skip


class Device(CenterModel):
    """A kiosk, screen or evaluator. Only a hash of its key is kept; `key_hint` lets a person tell keys apart."""

    code = models.CharField(max_length=30)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=15, choices=[(k, k) for k in DEVICE_KINDS])
    window = models.ForeignKey(Window, on_delete=models.PROTECT, null=True, blank=True, related_name="devices")
    key_hash = models.CharField(max_length=64, blank=True)
    key_hint = models.CharField(max_length=8, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_seen = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "code"], name="device_code_once_a_center"),
            models.CheckConstraint(condition=Q(kind__in=DEVICE_KINDS), name="device_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind__in=["window_screen", "evaluator"]) | Q(window__isnull=False),
                name="device_at_a_window_has_one",
            ),
        ]

    def info(self) -> DeviceInfo:
        """The row as a value; needs `window` loaded."""
        return DeviceInfo(
            id=self.pk, center_id=self.center_id, code=self.code, name=self.name, kind=self.kind,
            window_id=self.window_id, window_code=self.window.code if self.window else "",
            revoked_at=self.revoked_at, last_seen=self.last_seen, has_key=bool(self.key_hash),
        )  # fmt: skip


class OpeningHours(CenterModel):
    """One stretch of opening time on a weekday; 0 is Monday."""

    weekday = models.SmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "weekday", "opens"], name="hours_start_once"),
            models.CheckConstraint(condition=Q(weekday__gte=0, weekday__lte=6), name="hours_weekday_known"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="hours_end_after_they_begin"),
        ]

    def period(self) -> Period:
        """The row as a value."""
        return Period(weekday=self.weekday, opens=self.opens, closes=self.closes)


class AccessRevision(PlainModel):
    """Counts the changes to who may do what in a center (its id is the center's), and to its set-up.

    Actors are kept in memory between requests; one look at this number says whether they still hold, so that taking a
    right away works on the next request everywhere.
    """

    number = models.BigIntegerField(default=0)
