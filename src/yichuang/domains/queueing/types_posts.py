"""Absences, covers and heads of zones as pages see them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CoverView:
    """Who stood in, from when to when; `ended_at` is None while he still does."""

    staff_id: UUID
    staff_name: str
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """Somebody away from a window. `overlong_at` is right even before the job has run; `away` is working time without cover."""

    id: UUID
    window_id: UUID
    window: str
    zone_name: str
    day: date
    staff_id: UUID
    staff_name: str
    reason: str
    limit_minutes: int
    seals_away: bool | None
    started_at: datetime
    expected_return: datetime | None
    reported_at: datetime
    covered_at: datetime | None
    overlong_at: datetime | None
    too_long_from: datetime | None
    ended_at: datetime | None
    ended_by: str
    away: timedelta
    covers: tuple[CoverView, ...] = ()

    @property
    def cover(self) -> CoverView | None:
        """Who stands in now."""
        return next((c for c in self.covers if c.ended_at is None), None)


@dataclass(frozen=True, slots=True)
class PersonAway:
    """One person in the report: how often away, for how long without cover, how often too long, how often he stood in."""

    staff_id: UUID
    staff_name: str
    leaves: int
    away: timedelta
    covered: int
    overlong: int
    stood_in: int


@dataclass(frozen=True, slots=True)
class LeadView:
    """A part of the hall and who leads it; nobody is an empty name."""

    zone: str
    zone_name: str
    staff_id: UUID | None
    staff_name: str
    zone_name_en: str = ""
