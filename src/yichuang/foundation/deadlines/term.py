"""The answer of the clock: due date, elapsed, remaining, light, and the working behind them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from yichuang.foundation.errors import Invalid
from yichuang.foundation.workdays import Calendar

from . import hours
from .count import ONE, Day, Stops, Walk, Why, units_between, walk
from .drawing import Cell, SumLine, cells_of, drawn_cells, sum_of
from .limits import Limit, Stop, Unit, add_months, start_day

__all__ = ["Binding", "Cell", "Light", "Segment", "SumLine", "Term", "Why", "binding", "drawn", "outlasts", "term"]

_SHARE_FOR_YELLOW = 5  # yellow at a fifth of the limit, and at one unit in any case


class Light(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Segment:
    """Days `start` to `to`, both included (for hours: instants), that share a reason. `days` is what they came to."""

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
    counts the days after today up to the due day, so it is 0 on that day and below 0 once late.
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

    def as_json(self) -> dict[str, Any]:
        """The working as it is stored beside a due date, and told over the API."""
        hour = self.limit.unit is Unit.HOUR
        due = self.due_at if hour else self.due
        return {
            "limit": self.limit.as_json(),
            "extension": self.extension.as_json() if self.extension else None,
            "from": self.start.isoformat(),
            "due": due.isoformat() if due else None,
            "elapsed": self.elapsed,
            "remaining": self.remaining,
            "light": self.light.value,
            "paused": self.paused,
            "assumed_from": self.assumed_from.isoformat() if self.assumed_from else None,
            "segments": [s.as_json() for s in self.segments],
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
) -> Term:
    """Run the clock of one limit.

    `yellow_at` is the center's threshold in the limit's unit (natural days for months and years); without it a fifth of the
    limit, at least one. Same arguments, same answer.
    """
    if now.tzinfo is None:
        raise Invalid("clock.no_zone", field="now")
    if limit.unit is Unit.HOUR or (extension and extension.unit is Unit.HOUR):
        return _hour_term(limit, started, now, zone, stops, extension, yellow_at)
    start, today = start_day(started, zone), start_day(now, zone)
    held = Stops(stops, zone)
    went = walk(limit, extension, start, calendar, held)
    elapsed = units_between(start, today, limit.unit, calendar, held)
    if went.due is None:
        _show_stop(went, start, today, held)
        left = _left_when_resumed(limit, extension, start, today, calendar, stops, zone)
    elif today > went.due:
        left = -max(units_between(went.due, today, limit.unit, calendar, held), 1)
    else:
        left = units_between(today, went.due, limit.unit, calendar, held)
    late = went.due is not None and today > went.due
    assumed = _assumed_from(went, calendar)
    return Term(
        limit=limit,
        extension=extension,
        start=start,
        due=went.due,
        due_at=_midnight_after(went.due, zone) if went.due else None,
        elapsed=_whole(limit, start, elapsed),
        remaining=_whole(limit, today, left),
        light=_light(left, went, today, yellow_at),
        late=late,
        paused=held.kind_on(today) is not None and not late,
        segments=_segments(start, went.days),
        cells=cells_of(start, went.days, went.due, today),
        assumed_from=assumed,
        sum=sum_of(limit, extension, start, went, assumed, calendar),
    )


def _assumed_from(went: Walk, calendar: Calendar) -> date | None:
    """The first day whose answer was assumed. In natural days only the day that the limit ends on asks the calendar."""
    asked = (Why.ASSUMED, Why.WEEKEND, Why.ROLLED)
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
    due = walk(limit, extension, start, calendar, closed).due
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


def _segments(start: date, days: Sequence[Day]) -> tuple[Segment, ...]:
    found = [Segment(start, start, False, 1, Why.EVENT)]
    for day in days:
        last = found[-1]
        if (last.counted, last.why, last.detail) == (day.counted, day.why, day.detail) and last.why is not Why.EVENT:
            found[-1] = replace(last, to=day.date, days=last.days + 1)
        else:
            found.append(Segment(day.date, day.date, day.counted, 1, day.why, day.detail))
    return tuple(found)


def _hour_term(
    limit: Limit,
    started: datetime | date,
    now: datetime,
    zone: ZoneInfo,
    stops: Sequence[Stop],
    extension: Limit | None,
    yellow_at: int | None,
) -> Term:
    if not isinstance(started, datetime):
        raise Invalid("clock.hours_need_a_time", field="from")
    if extension is not None and extension.unit is not limit.unit:
        raise Invalid("clock.extension_unit", field="extension.unit")
    start = start_day(started, zone)
    base, more = timedelta(hours=limit.value), timedelta(hours=extension.value if extension else 0)
    spans = hours.run(started, base, more, stops)
    due_at = (spans[-1].to if spans else started) if not spans or spans[-1].to else None
    used = hours.used(spans, now)
    left = base + more - used
    late = due_at is not None and now > due_at
    if late and due_at is not None:
        used, left = base + more + (now - due_at), due_at - now
    threshold = max((limit.value + (extension.value if extension else 0)) // _SHARE_FOR_YELLOW, 1)
    soon = left <= timedelta(hours=threshold if yellow_at is None else yellow_at)
    today = due_at is not None and start_day(due_at, zone) == start_day(now, zone)
    return Term(
        limit=limit,
        extension=extension,
        start=start,
        due=start_day(due_at, zone) if due_at else None,
        due_at=due_at.astimezone(zone) if due_at else None,
        elapsed=_rounded(used),
        remaining=_rounded(left),
        light=Light.RED if late else Light.YELLOW if soon or today else Light.GREEN,
        late=late,
        paused=any(not s.counted and s.start <= now and (s.to is None or now < s.to) for s in spans),
        segments=tuple(
            Segment(
                s.start.astimezone(zone),
                s.to.astimezone(zone) if s.to else None,
                s.counted,
                round(s.hours, 2),
                s.why,
                s.detail,
            )
            for s in spans
        ),
        cells=(),
        assumed_from=None,
        sum=(),
    )


def _rounded(span: timedelta) -> float:
    found = round(span.total_seconds() / 3600, 2)
    # a late case shows at least a trace below zero, never -0.0
    return min(found, -0.01) if span < timedelta() else found


@dataclass(frozen=True, slots=True)
class Binding:
    """The date that is shown to a person: the earlier of promise and statute, as dates. `which` says whose it is."""

    due: date | None
    which: str  # "promise" | "statutory"
    term: Term
    promise: Term | None
    statutory: Term | None


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
    if Unit.HOUR in (promise.unit, statutory.unit):
        return None
    none = Stops((), ZoneInfo("UTC"))
    day = date(year, 1, 1)
    while day.year == year:
        promised = walk(promise, None, day, calendar, none).due
        allowed = walk(statutory, None, day, calendar, none).due
        if promised and allowed and promised > allowed:
            return day
        day += ONE
    return None
