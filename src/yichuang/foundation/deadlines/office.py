"""Legal working hours, for limits that run only while offices work. Pure.

They are the office hours that the place's government has announced, not the hours in which a center happens to be open:
evening service and Saturday halls move no date.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from yichuang.foundation.errors import Invalid
from yichuang.foundation.workdays import Calendar

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–~—至]\s*(\d{1,2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class Office:
    """The spans of a working day in which offices work, in the center's local time, in order and apart."""

    spans: tuple[tuple[time, time], ...]

    def __post_init__(self) -> None:
        edges = [edge for span in self.spans for edge in span]
        if not edges or any(a >= b for a, b in itertools.pairwise(edges)):
            raise Invalid("clock.office_hours", field="office_hours")

    @classmethod
    def read(cls, text: str) -> "Office":
        """From `09:00-12:00,13:00-17:30`."""
        spans = []
        for part in re.split(r"[,，;；、]\s*", text.strip()):
            found = _SPAN.fullmatch(part.strip())
            try:
                a, b, c, d = (int(n) for n in found.groups()) if found else (99, 0, 0, 0)
                spans.append((time(a, b), time(c, d)))
            except ValueError:
                raise Invalid("clock.office_hours", field="office_hours") from None
        return cls(tuple(spans))

    def __str__(self) -> str:
        return ",".join(f"{a:%H:%M}-{b:%H:%M}" for a, b in self.spans)

    @property
    def daily(self) -> timedelta:
        """What a whole working day comes to."""
        return sum((_since_midnight(b) - _since_midnight(a) for a, b in self.spans), timedelta())

    def windows(self, day: date, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
        """The spans of one day as instants in UTC."""
        for opens, closes in self.spans:
            yield (
                datetime.combine(day, opens, zone).astimezone(UTC),
                datetime.combine(day, closes, zone).astimezone(UTC),
            )

    def between(self, after: datetime, until: datetime, calendar: Calendar, zone: ZoneInfo) -> timedelta:
        """Working time from the one instant to the other."""
        if until <= after:
            return timedelta()
        first, last = after.astimezone(zone).date(), until.astimezone(zone).date()
        whole = calendar.tally.between(first.toordinal(), last.toordinal() - 1)
        ends = [day for day in {first, last} if calendar.is_working(day)]
        parts = (min(hi, until) - max(lo, after) for day in ends for lo, hi in self.windows(day, zone))
        return self.daily * whole + sum((part for part in parts if part > timedelta()), timedelta())


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)


OFFICE = Office(((time(9), time(12)), (time(13), time(17, 30))))
"""What holds until a center has entered its own."""
