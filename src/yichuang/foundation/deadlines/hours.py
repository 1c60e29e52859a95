"""Limits in hours end at a time, not with a day. Hours run straight through nights and holidays; working hours run only
while offices work. Pure; all instants are in UTC, so that a change of the local clock cannot bend them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from yichuang.foundation.workdays import Calendar

from .count import ONE, REASONS, Why
from .limits import Limit, Stop, StopKind, Unit
from .office import Office

_EVER = datetime.max.replace(tzinfo=UTC)
_ZERO = timedelta()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time that runs, that a stop holds, or in which nobody works. `to` is None while an open stop holds it."""

    start: datetime
    to: datetime | None
    counted: bool
    why: Why
    detail: str = ""

    @property
    def hours(self) -> float:
        return (self.to - self.start).total_seconds() / 3600 if self.to else 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """What a limit in hours asks of the place where it runs."""

    calendar: Calendar
    zone: ZoneInfo
    office: Office

    def running(self, unit: Unit, after: datetime, until: datetime) -> timedelta:
        """The time from the one instant to the other that a limit in this unit counts."""
        if unit is Unit.WORKING_HOUR:
            return self.office.between(after, until, self.calendar, self.zone)
        return max(until - after, _ZERO)


def run(started: datetime, phases: Sequence[Limit], stops: Sequence[Stop], place: Place) -> list[Span]:
    """The stretches from the event to the due time, the base first and then its extension; the last one has `to` None when an
    open stop holds the clock."""
    spans: list[Span] = []
    at: datetime | None = started.astimezone(UTC)
    held = _in_order(stops)
    for number, limit in enumerate(phases):
        if at is not None:
            at = _spend(spans, at, limit, held, place, extension=number > 0)
    return spans


def _spend(
    spans: list[Span],
    at: datetime,
    limit: Limit,
    held: Sequence[tuple[datetime, datetime, StopKind]],
    place: Place,
    extension: bool,
) -> datetime | None:
    """Use up one limit from an instant on; returns when it was used up, or None when an open stop forbids it."""
    left = timedelta(hours=limit.value)
    pieces = _office_time(at, place) if limit.unit is Unit.WORKING_HOUR else iter([(at, _EVER, Why.HOURS, "")])
    while left:
        lo, hi, why, detail = next(pieces)
        for start, to, kind in _cut(lo, hi, held):
            if kind is not None:
                _add(spans, Span(start, None if to == _EVER else to, False, Why.STOP, kind.value))
                if to == _EVER:
                    return None
            elif why in (Why.HOURS, Why.OFFICE_HOURS):
                at = start + min(left, to - start)
                left -= at - start
                _add(spans, Span(start, at, True, Why.EXTENSION if extension else why))
                if not left:
                    break
            else:
                _add(spans, Span(start, to, False, why, detail))
    return at


def _office_time(at: datetime, place: Place) -> Iterator[tuple[datetime, datetime, Why, str]]:
    """All the time from an instant on, piece by piece: office hours, the breaks between them, and days of rest."""
    day = at.astimezone(place.zone).date()
    while True:
        midnight = _midnight(day + ONE, place.zone)
        kind = place.calendar.kind(day)
        if not kind.works:
            yield at, midnight, REASONS[kind], place.calendar.name(day)
        else:
            for opens, closes in place.office.windows(day, place.zone):
                if at < opens:
                    yield at, opens, Why.OFF_HOURS, ""
                if at < closes:
                    yield max(at, opens), closes, Why.OFFICE_HOURS, ""
                    at = closes
            if at < midnight:
                yield at, midnight, Why.OFF_HOURS, ""
        at, day = midnight, day + ONE


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _in_order(stops: Sequence[Stop]) -> list[tuple[datetime, datetime, StopKind]]:
    """Stretches that do not overlap; of several stops at once the one that began first is named."""
    found: list[tuple[datetime, datetime, StopKind]] = []
    edge = datetime.min.replace(tzinfo=UTC)
    for stop in sorted(stops, key=lambda s: (s.start, s.kind)):
        lo, hi = max(stop.start.astimezone(UTC), edge), stop.to.astimezone(UTC) if stop.to else _EVER
        if lo < hi:
            found.append((lo, hi, stop.kind))
            edge = hi
    return found


def _cut(
    lo: datetime, hi: datetime, held: Sequence[tuple[datetime, datetime, StopKind]]
) -> Iterator[tuple[datetime, datetime, StopKind | None]]:
    """A piece of time in its free and its stopped parts. An open stop holds all that follows."""
    for first, last, kind in held:
        if last <= lo or first >= hi:
            continue
        if first > lo:
            yield lo, first, None
        lo = max(lo, first)
        if last == _EVER:
            yield lo, _EVER, kind
            return
        yield lo, min(last, hi), kind
        lo = min(last, hi)
    if lo < hi:
        yield lo, hi, None


def _add(spans: list[Span], more: Span) -> None:
    """Put a stretch behind the others, as one with the last where the reason is the same."""
    last = spans[-1] if spans else None
    if last and (last.to, last.counted, last.why, last.detail) == (more.start, more.counted, more.why, more.detail):
        spans[-1] = Span(last.start, more.to, more.counted, more.why, more.detail)
    else:
        spans.append(more)


def used(spans: Sequence[Span], now: datetime) -> timedelta:
    """How much counted time lies before `now`."""
    total = _ZERO
    for span in spans:
        if span.counted and span.to and now > span.start:
            total += min(now, span.to) - span.start
    return total
