"""The whole hall for whoever is on duty: windows by zone with the numbers tied to them, queues with who waits."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .types import QueueLine, WindowLine
from .types_posts import AbsenceView


@dataclass(frozen=True, slots=True)
class TiedTicket:
    """A number that belongs to one window although nobody is at it: held there, sent there, or missed there."""

    id: UUID
    number: str
    queue: str
    state: str
    since: datetime
    window_id: UUID
    note: str = ""
    requeued: bool = False


@dataclass(frozen=True, slots=True)
class HallWindow:
    """One window: its line, where it stands, how many it served today, what is tied to it, and who is missing from it."""

    line: WindowLine
    zone: str
    served: int
    tied: tuple[TiedTicket, ...] = ()
    absence: AbsenceView | None = None

    @property
    def held(self) -> tuple[TiedTicket, ...]:
        """Set aside here, to be gone on with."""
        return tuple(t for t in self.tied if t.state == "held")

    @property
    def sent(self) -> tuple[TiedTicket, ...]:
        """Waiting for this window alone."""
        return tuple(t for t in self.tied if t.state == "waiting")

    @property
    def missed(self) -> tuple[TiedTicket, ...]:
        """Called here, and nobody came."""
        return tuple(t for t in self.tied if t.state == "absent")


@dataclass(frozen=True, slots=True)
class HallQueue:
    """One queue against its target. `waiting` counts everybody, also those who were sent to one window."""

    line: QueueLine
    waiting: int
    urgent: int
    oldest: datetime | None
    served: int
    missed: int

    def oldest_minutes(self, at: datetime) -> int:
        """For how long the person has waited who waits longest; 0 for an empty queue."""
        return int((at - self.oldest).total_seconds() // 60) if self.oldest else 0


@dataclass(frozen=True, slots=True)
class HallZone:
    """A part of the hall with its windows and the codes of the queues that are served there."""

    code: str
    name: str
    floor: str
    lead: str
    windows: tuple[HallWindow, ...]
    queues: tuple[str, ...]
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class HallState:
    """Everything that the floor console shows of queues and windows, read at one moment."""

    at: datetime
    zones: tuple[HallZone, ...]
    queues: tuple[HallQueue, ...]

    @property
    def windows(self) -> tuple[HallWindow, ...]:
        """Every window, zone by zone."""
        return tuple(w for z in self.zones for w in z.windows)
