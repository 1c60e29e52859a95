"""What other rooms see of appointments: plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from .booking import Slot


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """An appointment as a page shows it; the person masked. `center_id` for a page that came by the code."""

    id: UUID
    center_id: UUID
    code: str
    state: str
    queue: str
    queue_name: str
    queue_name_en: str
    item: str
    day: date
    starts: datetime
    ends: datetime
    name_masked: str
    phone_masked: str
    needs: tuple[str, ...]
    priority_reason: str
    source: str
    booked_at: datetime
    wants_earlier: bool
    ticket_id: UUID | None
    ticket_number: str
    ticket_code: str
    arrived: str
    overdue: bool
    here_from: datetime
    here_until: datetime
    """Who checks in between these two is called by his appointment."""


@dataclass(frozen=True, slots=True)
class BookingDay:
    """One day with its slots; none on a day of rest."""

    day: date
    slots: tuple[Slot, ...]

    @property
    def left(self) -> int:
        """Free places of the day."""
        return sum(s.left for s in self.slots)


@dataclass(frozen=True, slots=True)
class BookingDays:
    """What a queue offers; `rate` is the measured no-show rate by which it is overbooked, of so many appointments."""

    queue: str
    days: tuple[BookingDay, ...]
    rate: float
    measured: int
