"""The answer of the clock: due date, elapsed, remaining, light, and the working behind them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from yichuang.foundation.errors import Invalid
from yichuang.foundation.workdays import Calendar

from . import hours
from .count import ONE, Day, Stops, Walk, Why, units_between, walk
from .drawing import Cell, SumLine, cells_of, drawn_cells, sum_of, sum_of_hours
from .limits import Limit, Stop, Unit, add_months, sound, start_day
from .office import OFFICE, Office
from .quick import due_day

__all__ = [
    "Binding",
    "Cell",
    "Light",
    "Segment",
    "SumLine",
    "Term",
    "Why",
    "binding",
    "drawn",
    "office_of",
    "outlasts",
    "started_of",
    "term",
]

_SHARE_FOR_YELLOW = 5  # yellow at a fifth of the limit, and at one unit in any case


class Light(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Segment:
    """Days `start` to `to`, both included (for hours: instants), that share a reason; `to` is None for a stop that lasts.

    `days` is how many days it is, up to today for such a stop; for limits in hours, how many hours.
    """

    start: date | datetime
    to: date | datetime | None
    counted: bool
    days: float
    why: Why
    detail: str = ""

    def as_json(self) -> dict[str, Any]:
        """As the segment stands in the explanation: from, to, counted, days, why."""
        why = f"{self.why.value}:{self.detail}" if self.detail else self.why.value
        to = self.to.isoformat() if self.to else None
        return {"from": self.start.isoformat(), "to": to, "counted": self.counted, "days": self.days, "why": why}


@dataclass(frozen=True, slots=True)
class Term:
    """What the clock says of one limit at one instant.

    `due` is the last day in the center's zone, None while an open stop holds the clock; `due_at` is the instant from which
    it is late (24:00 of that day; for hours the time itself). `elapsed` and `remaining` are in the limit's unit; `remaining`
    counts the days after today up to the due day, so it is 0 on that day and below 0 once late. `started` is the instant of
    the event, for limits that end at a time; `office` the working hours that were counted, where they were asked.
    """

    limit: Limit
    extension: Limit | None
    start: date
    due: date | None
    due_at: datetime | None
    elapsed: float
    remaining: float
    light: Light
    late: bool
    paused: bool
    segments: tuple[Segment, ...]
    cells: tuple[Cell, ...]
    assumed_from: date | None
    sum: tuple[SumLine, ...]
    started: datetime | None = None
    office: Office | None = None

    def as_json(self) -> dict[str, Any]:
        """The working as it is stored beside a due date, and told over the API."""
        due = self.due_at if self.started else self.due
        return {
            "limit": self.limit.as_json(),
            "extension": self.extension.as_json() if self.extension else None,
            "from": (self.started or self.start).isoformat(),
            "due": due.isoformat() if due else None,
            "elapsed": self.elapsed,
            "remaining": self.remaining,
            "light": self.light.value,
            "paused": self.paused,
            "assumed_from": self.assumed_from.isoformat() if self.assumed_from else None,
            "segments": [s.as_json() for s in self.segments],
            **({"office": str(self.office)} if self.office else {}),
        }


def term(
    limit: Limit,
    started: datetime | date,
    calendar: Calendar,
    now: datetime,
    zone: ZoneInfo,
    stops: Sequence[Stop] = (),
    extension: Limit | None = None,
    yellow_at: int | None = None,
    office: Office = OFFICE,
    pictured: bool = True,
) -> Term:
    """Run the clock of one limit.

    `yellow_at` is the center's threshold in the limit's unit (natural days for months and years); without it a fifth of the
    limit, at least one. `office` are the legal working hours, for limits in working hours. Without `pictured` the cells and
    the sum are left out, which halves the work. Same arguments, same answer.
    """
    sound(started, "from")
    sound(now, "now")
    if extension is not None and extension.unit.timed is not limit.unit.timed:
        raise Invalid("clock.extension_unit", field="extension.unit")
    if limit.unit.timed:
        place = hours.Place(calendar, zone, office)
        return _hour_term(limit, started, now, place, stops, extension, yellow_at, pictured)
    start = start_day(started, zone)
    today = max(start_day(now, zone), start)  # before the event nothing has run, and nothing but the whole can be left
    held = Stops(stops, zone)
    went = walk(limit, extension, start, calendar, held)
    if went.due is None:
        _show_stop(went, start, today, held)
        left = _left_when_resumed(limit, extension, start, today, calendar, stops, zone)
    elif today > went.due:
        left = -max(units_between(went.due, today, limit.unit, calendar, held), 1)
    else:
        left = units_between(today, went.due, limit.unit, calendar, held)
    late = went.due is not None and today > went.due
    assumed = _assumed_from(went, extension, calendar)
    return Term(
        limit=limit,
        extension=extension,
        start=start,
        due=went.due,
        due_at=_midnight_after(went.due, zone) if went.due else None,
        elapsed=_whole(limit, start, units_between(start, today, limit.unit, calendar, held)),
        remaining=_whole(limit, today, left),
        light=_light(left, went, today, yellow_at),
        late=late,
        paused=held.kind_on(today) is not None and not late,
        segments=_segments(start, went),
        cells=cells_of(start, went.days, went.due, today) if pictured else (),
        assumed_from=assumed,
        sum=sum_of(limit, extension, start, went, assumed, calendar) if pictured else (),
    )


def office_of(working: Mapping[str, Any]) -> Office:
    """The working hours by which a stored term was counted: a later change of them moves no limit that has begun."""
    return Office.read(working["office"]) if working.get("office") else OFFICE


def started_of(working: Mapping[str, Any]) -> datetime | date:
    """The event as a stored working (`Term.as_json`) has it: a day, or for limits in hours an instant."""
    said = str(working["from"])
    if len(said) > 10:
        return datetime.fromisoformat(said)
    if Unit(working["limit"]["unit"]).timed:  # as it was stored before the instant was
        return datetime.fromisoformat(working["segments"][0]["from"])
    return date.fromisoformat(said)


def _assumed_from(went: Walk, extension: Limit | None, calendar: Calendar) -> date | None:
    """The first day whose answer was assumed. In natural days only the day that the limit ends on asks the calendar."""
    asked = {Why.ASSUMED, Why.WEEKEND, Why.ROLLED}
    if extension is not None and extension.unit is Unit.WORKING_DAY:
        asked.add(Why.EXTENSION)
    return next(
        (d.date for d in went.days if (d.why in asked or d.date == went.due) and not calendar.covers(d.date)), None
    )


def _show_stop(went: Walk, start: date, today: date, held: Stops) -> None:
    """While a clock is held, its working goes on to today, or to the first stopped day when that is still to come."""
    day = went.days[-1].date if went.days else start
    while True:
        day += ONE
        kind = held.kind_on(day)
        if kind is None or (day > today and went.days and went.days[-1].why is Why.STOP):
            return
        went.days.append(Day(day, False, Why.STOP, kind.value))
        if day >= today:
            return


def _left_when_resumed(
    limit: Limit,
    extension: Limit | None,
    start: date,
    today: date,
    calendar: Calendar,
    stops: Sequence[Stop],
    zone: ZoneInfo,
) -> int:
    """What would be left after today if every open stop ended with it."""
    resume = _midnight_after(today, zone)
    closed = Stops([replace(s, to=max(resume, s.start)) if s.to is None else s for s in stops], zone)
    due = due_day(limit, extension, start, calendar, closed)
    assert due is not None  # every stop has an end now
    return units_between(today, due, limit.unit, calendar, closed)


def _midnight_after(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + ONE, time(), zone)


def _whole(limit: Limit, anchor: date, days: int) -> int:
    """Natural days as whole months or years where the limit is in those; every late case has at least one unit over."""
    if limit.unit not in (Unit.MONTH, Unit.YEAR):
        return days
    step = 12 if limit.unit is Unit.YEAR else 1
    if days < 0:
        other = anchor - timedelta(days=-days)
        return -max(_months(other, anchor) // step, 1)
    return _months(anchor, anchor + timedelta(days=days)) // step


def _months(a: date, b: date) -> int:
    found = (b.year - a.year) * 12 + b.month - a.month
    return found if add_months(a, found) <= b else found - 1


def _light(left: int, went: Walk, today: date, yellow_at: int | None) -> Light:
    if left < 0:
        return Light.RED
    threshold = max(went.total // _SHARE_FOR_YELLOW, 1) if yellow_at is None else yellow_at
    return Light.YELLOW if today == went.due or left <= threshold else Light.GREEN


def _segments(start: date, went: Walk) -> tuple[Segment, ...]:
    found = [Segment(start, start, False, 1, Why.EVENT)]
    first = last = None
    for day in [*went.days, None]:
        if (
            first
            and last
            and (day is None or (day.counted, day.why, day.detail) != (last.counted, last.why, last.detail))
        ):
            length = (last.date - first.date).days + 1
            found.append(Segment(first.date, last.date, first.counted, length, first.why, first.detail))
            first = None
        first, last = first or day, day
    if went.due is None:  # the stop that holds the clock has no end yet
        found[-1] = replace(found[-1], to=None)
    return tuple(found)


def _hour_term(
    limit: Limit,
    started: datetime | date,
    now: datetime,
    place: hours.Place,
    stops: Sequence[Stop],
    extension: Limit | None,
    yellow_at: int | None,
    pictured: bool,
) -> Term:
    if not isinstance(started, datetime):
        raise Invalid("clock.hours_need_a_time", field="from")
    start = start_day(started, place.zone)
    phases = (limit, extension) if extension else (limit,)
    whole = timedelta(hours=sum(phase.value for phase in phases))
    spans = hours.run(started, phases, stops, place)
    due_at = spans[-1].to if spans else started.astimezone(UTC)
    used = hours.used(spans, now)
    left = whole - used
    late = due_at is not None and now > due_at
    if late and due_at is not None:
        over = place.running(limit.unit, due_at, now)
        used, left = whole + over, -over
    threshold = max(whole // timedelta(hours=_SHARE_FOR_YELLOW), 1) if yellow_at is None else yellow_at
    soon = left <= timedelta(hours=threshold)
    assumed = _assumed_hours(spans, place)
    today = due_at is not None and due_at.astimezone(place.zone).date() == start_day(now, place.zone)
    return Term(
        limit=limit,
        extension=extension,
        start=start,
        due=due_at.astimezone(place.zone).date() if due_at else None,
        due_at=due_at.astimezone(place.zone) if due_at else None,
        elapsed=_hours_of(used),
        # a late case shows at least a trace below zero
        remaining=min(_hours_of(left), -0.01) if late else _hours_of(left),
        light=Light.RED if late else Light.YELLOW if soon or today else Light.GREEN,
        late=late,
        paused=any(s.why is Why.STOP and s.start <= now and (s.to is None or now < s.to) for s in spans),
        segments=tuple(_timed(s, place.zone) for s in spans),
        cells=(),
        assumed_from=assumed,
        sum=sum_of_hours(phases, started, spans, place, assumed) if pictured else (),
        started=started.astimezone(place.zone),
        office=place.office if any(phase.unit is Unit.WORKING_HOUR for phase in phases) else None,
    )


def _timed(span: hours.Span, zone: ZoneInfo) -> Segment:
    to = span.to.astimezone(zone) if span.to else None
    return Segment(span.start.astimezone(zone), to, span.counted, round(span.hours, 4), span.why, span.detail)


def _assumed_hours(spans: Sequence[hours.Span], place: hours.Place) -> date | None:
    """The first day beyond the published years that was asked whether it is worked: only working hours ask."""
    if all(s.why not in (Why.OFFICE_HOURS, Why.OFF_HOURS) for s in spans):
        return None
    days = (s.start.astimezone(place.zone).date() for s in spans if s.why not in (Why.HOURS, Why.STOP))
    return next((day for day in days if not place.calendar.covers(day)), None)


def _hours_of(span: timedelta) -> float:
    return round(span.total_seconds() / 3600, 2)


@dataclass(frozen=True, slots=True)
class Binding:
    """The date that is shown to a person: the earlier of promise and statute, as dates. `which` says whose it is.

    `reviewed`: what stands for the statute is the limit of a first review, after which another organ decides.
    """

    due: date | None
    which: str  # "promise" | "statutory" | "review"
    term: Term
    promise: Term | None
    statutory: Term | None
    reviewed: bool = False


def binding(promise: Term | None, statutory: Term | None) -> Binding:
    """The earlier of the two; equal dates are the promise's. A held clock gives way to one that has a date."""
    if promise is None and statutory is None:
        raise Invalid("clock.no_limit", field="limit")
    if statutory is None or (promise is not None and _not_after(promise, statutory)):
        assert promise is not None
        return Binding(promise.due, "promise", promise, promise, statutory)
    return Binding(statutory.due, "statutory", statutory, promise, statutory)


def _not_after(promise: Term, statutory: Term) -> bool:
    if promise.due is None or statutory.due is None:
        return statutory.due is None
    return promise.due <= statutory.due


def drawn(shown: Binding, *, soft: Sequence[tuple[date, str]] = (), until: date | None = None) -> tuple[Cell, ...]:
    """The cells of both limits in one row: the promise is marked `due`, the statute `law`, the applicant's own dates `soft`.

    Ordinals follow the binding term up to its due day, and the other term after it. `until` cuts a long row.
    """
    return drawn_cells(shown.term, shown.promise, shown.statutory, soft, until)


def outlasts(promise: Limit, statutory: Limit, calendar: Calendar, year: int) -> date | None:
    """The first day of the year from which the promise would run longer than the statute allows, or None.

    Both are counted from the same event. An item with such a day needs a warning that is answered before it is published.
    """
    if promise.unit.timed or statutory.unit.timed:
        return None
    none = Stops((), ZoneInfo("UTC"))
    day = date(year, 1, 1)
    while day.year == year:
        promised = due_day(promise, None, day, calendar, none)
        allowed = due_day(statutory, None, day, calendar, none)
        if promised and allowed and promised > allowed:
            return day
        day += ONE
    return None
