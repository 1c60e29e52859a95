"""What other rooms see of places: plain values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from yichuang.foundation.deadlines import OFFICE, Office

from .settings import DEFAULTS

WINDOW_KINDS = ("consult", "service", "escalation", "delivery", "help")
DEVICE_KINDS = ("kiosk", "hall_screen", "window_screen", "evaluator", "bridge")
SEAL_MODES = ("wet", "electronic", "sample")
LEVELS = ("city", "district", "town", "village")


@dataclass(frozen=True, slots=True)
class CenterInfo:
    """A government-service center. `settings` holds every known setting, the default where nothing was set."""

    id: UUID
    code: str
    name: str
    name_en: str
    level: str
    region: str
    address: str
    phone: str
    supervision_phone: str
    zone: ZoneInfo
    is_demo: bool
    office: Office = OFFICE
    """The legal working hours, for limits that run in them; when the hall is open is another matter."""
    settings: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULTS))

    @property
    def yellow_threshold(self) -> int:
        """A light turns yellow when this many units of the limit, or fewer, remain."""
        return self.settings["yellow_threshold"]

    def setting(self, key: str) -> int:
        """One of `places.settings.SETTINGS`; an unknown key is a bug."""
        return self.settings[key]


@dataclass(frozen=True, slots=True)
class DepartmentInfo:
    """A department with a window in the center, as its papers name it."""

    id: UUID
    code: str
    name: str
    short_name: str
    uscc: str
    review_organ: str
    court: str
    seal_mode: str
    phone: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ZoneInfoRow:
    """A part of the hall that a person can walk to."""

    id: UUID
    code: str
    name: str
    floor: str
    name_en: str = ""
    floor_en: str = ""


@dataclass(frozen=True, slots=True)
class WindowInfo:
    """A window as it stands in the hall; whether it is open now belongs to queueing."""

    id: UUID
    code: str
    name: str
    kind: str
    zone_code: str
    zone_name: str
    floor: str
    accessible: bool
    active: bool
    name_en: str = ""
    zone_name_en: str = ""
    floor_en: str = ""


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """A kiosk, a screen or an evaluator. Its key is shown once and stored nowhere."""

    id: UUID
    center_id: UUID
    code: str
    name: str
    kind: str
    window_id: UUID | None
    window_code: str
    revoked_at: datetime | None
    last_seen: datetime | None
    has_key: bool = False

    @property
    def live(self) -> bool:
        """Whether its key still opens anything."""
        return self.revoked_at is None


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of opening time on a weekday (0 is Monday); a lunch break makes two."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether the hall is open, and the next time that this changes, as aware local times."""

    open: bool
    closes_at: datetime | None
    opens_at: datetime | None
    periods_today: tuple[Period, ...]
    reason: str = ""
