"""What goes into the clock: limits and stops, checked when they are made. Pure."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from yichuang.foundation.errors import Invalid

E = TypeVar("E", bound=StrEnum)


class Unit(StrEnum):
    """How a limit is counted. The law says which; nothing is converted from one to another."""

    WORKING_DAY = "working_day"
    NATURAL_DAY = "natural_day"
    HOUR = "hour"
    WORKING_HOUR = "working_hour"  # runs only in the office hours of legal working days
    MONTH = "month"
    YEAR = "year"

    @property
    def timed(self) -> bool:
        """Whether a limit in this unit ends at a time of day instead of with a day."""
        return self in (Unit.HOUR, Unit.WORKING_HOUR)


class StartsAt(StrEnum):
    """The event whose day is not counted."""

    RECEIPT = "receipt"
    ACCEPTANCE = "acceptance"
    COMPLETE = "complete"  # all corrections supplied
    DECISION = "decision"
    BINDING = "binding"  # the day on which a document binds that sets days of its own


class StopKind(StrEnum):
    """Why a clock may stop: the eight procedures of 行政许可法 45, or another law that must be named in `basis`."""

    HEARING = "hearing"
    TENDER = "tender"
    AUCTION = "auction"
    INSPECTION = "inspection"
    TESTING = "testing"
    QUARANTINE = "quarantine"
    APPRAISAL = "appraisal"
    EXPERT_REVIEW = "expert_review"
    OTHER_BY_LAW = "other_by_law"


FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Years in which an instant is taken for what was meant, and not for a slip."""

_MOST = {
    Unit.WORKING_DAY: 20_000,
    Unit.NATURAL_DAY: 36_500,
    Unit.HOUR: 876_000,
    Unit.WORKING_HOUR: 160_000,
    Unit.MONTH: 1_200,
    Unit.YEAR: 100,
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of units with its legal basis. Zero days means on the spot: due on the day of the event itself."""

    value: int
    unit: Unit
    basis: str = ""
    starts_at: StartsAt = StartsAt.ACCEPTANCE

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", _one_of(Unit, self.unit, "unit"))
        object.__setattr__(self, "starts_at", _one_of(StartsAt, self.starts_at, "starts_at"))
        if isinstance(self.value, bool) or not isinstance(self.value, int) or self.value < 0:
            raise Invalid("clock.value", field="value", value=str(self.value)[:40])
        if self.value > _MOST[self.unit]:
            raise Invalid("clock.value_too_large", field="value", value=self.value, most=_MOST[self.unit])

    @classmethod
    def from_json(cls, given: Any) -> "Limit":
        """From `{"value", "unit", "basis"?, "starts_at"?}`; raises Invalid with the field."""
        if not isinstance(given, dict):
            raise Invalid("clock.not_an_object", field="")
        for need in ("value", "unit"):
            if need not in given:
                raise Invalid("clock.field_missing", field=need, missing=need)
        return cls(
            given["value"],
            given["unit"],
            str(given.get("basis") or ""),
            given.get("starts_at") or StartsAt.ACCEPTANCE,
        )

    def as_json(self) -> dict[str, Any]:
        return {"value": self.value, "unit": self.unit.value, "basis": self.basis, "starts_at": self.starts_at.value}


@dataclass(frozen=True, slots=True)
class Stop:
    """A time that the law does not count. `to` is None while it lasts.

    `days_needed` is what the written notice announced; it is told, never counted.
    """

    kind: StopKind
    start: datetime
    to: datetime | None = None
    basis: str = ""
    days_needed: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", _one_of(StopKind, self.kind, "kind"))
        sound(self.start, "from")
        if self.to is not None:
            sound(self.to, "to")
            if self.to < self.start:
                raise Invalid("clock.stop_ends_before_it_begins", field="to")

    def days(self, zone: ZoneInfo) -> tuple[date, date | None]:
        """The first and the last day at whose end (24:00) the stop is in force; the last lies before the first when it
        ended on the day it began, and is None while it is open.

        In force at the end of a day: begun before that midnight, not ended before it.
        """
        first = self.start.astimezone(zone).date()
        if self.to is None:
            return first, None
        return first, date.fromordinal(self.to.astimezone(zone).date().toordinal() - 1)


def add_months(day: date, months: int) -> date:
    """The corresponding day, or the last of the month where there is none (民法典 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def start_day(started: datetime | date, zone: ZoneInfo) -> date:
    """The day of the event where the center stands. A plain date is taken as it is."""
    sound(started, "from")
    return started.astimezone(zone).date() if isinstance(started, datetime) else started


def sound(instant: datetime | date, field: str) -> None:
    """Refuse an instant without a zone, and years that nobody means."""
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise Invalid("clock.out_of_range", field=field)
    if isinstance(instant, datetime) and instant.utcoffset() is None:
        raise Invalid("clock.no_zone", field=field)


def _one_of(kinds: type[E], given: Any, field: str) -> E:
    try:
        return kinds(given)
    except ValueError:
        raise Invalid(f"clock.{field}", field=field, given=str(given)[:40], known=", ".join(kinds)) from None
