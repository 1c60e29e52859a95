"""The clock as it is drawn: one cell a natural day, and the sum in words under it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from yichuang.foundation.workdays import Calendar

from . import hours
from .count import Day, Stops, Walk, Why
from .limits import Limit, Unit
from .quick import due_day

if TYPE_CHECKING:
    from .term import Term

_UTC = ZoneInfo("UTC")  # no stops are asked for, so no zone matters


@dataclass(frozen=True, slots=True)
class Cell:
    """One natural day. `kind`: start (never counted, shows 0), past, next, rest, stop.

    `ordinal` is the number of a counted day, so that a person can check the sum with a finger. `marks`: due (the promise),
    law (the statute), soft (a date the applicant must keep); `labels` say them.
    """

    date: date
    kind: str
    ordinal: int | None = None
    today: bool = False
    why: str = ""
    detail: str = ""
    marks: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SumLine:
    """One line of the sum: `code` picks the words, `facts` fill them. The first is the limit, the last the date."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)


def cells_of(start: date, days: Sequence[Day], due: date | None, today: date) -> tuple[Cell, ...]:
    """The cells from the event to the due day; the due day carries the mark `due`."""
    cells = [Cell(start, "start", 0, start == today, Why.EVENT.value)]
    for day in days:
        if day.counted:
            kind = "past" if day.date < today else "next"
        elif day.why is Why.STOP:
            kind = "stop"
        else:
            # the day that a limit rolled to is a working day: it is drawn as one, without a number
            kind = "rest" if day.date != due else "past" if day.date < today else "next"
        cells.append(Cell(day.date, kind, day.ordinal, day.date == today, day.why.value, day.detail))
    if due is not None and cells[-1].date == due:
        cells[-1] = replace(cells[-1], marks=("due",))
    return tuple(cells)


def drawn_cells(
    shown: "Term",
    promise: "Term | None",
    statutory: "Term | None",
    soft: Sequence[tuple[date, str]],
    until: date | None,
) -> tuple[Cell, ...]:
    """See `term.drawn`."""
    other = statutory if shown is promise else promise
    row = {c.date: replace(c, marks=()) for c in (other.cells if other else ())}
    row.update({c.date: replace(c, marks=()) for c in shown.cells})
    marks: dict[date, list[tuple[str, str]]] = {}
    if promise and promise.due:
        marks.setdefault(promise.due, []).append(("due", "promise"))
    if statutory and statutory.due:
        marks.setdefault(statutory.due, []).append(("law", "statutory"))
    for day, label in soft:
        marks.setdefault(day, []).append(("soft", label))
    found = []
    for day in sorted(row):
        if until is None or day <= until:
            put = marks.get(day, [])
            found.append(replace(row[day], marks=tuple(m for m, _ in put), labels=tuple(w for _, w in put)))
    return tuple(found)


def sum_of(
    limit: Limit, extension: Limit | None, start: date, went: Walk, assumed: date | None, calendar: Calendar
) -> tuple[SumLine, ...]:
    """The limit, what was not counted and why, the extension, the roll, and the date: as many lines as there are reasons."""
    plain = due_day(limit, None, start, calendar, Stops((), _UTC))
    lines = [SumLine("limit", {"value": limit.value, "unit": limit.unit.value, "start": start, "date": plain})]
    stopped: dict[str, int] = {}
    for day in went.days:
        if day.why is Why.STOP and (limit.unit is not Unit.WORKING_DAY or calendar.is_working(day.date)):
            stopped[day.detail] = stopped.get(day.detail, 0) + 1
    unit = Unit.WORKING_DAY if limit.unit is Unit.WORKING_DAY else Unit.NATURAL_DAY
    lines += [SumLine("stop", {"kind": k, "days": n, "unit": unit.value}) for k, n in stopped.items()]
    if extension is not None:
        lines.append(SumLine("extension", {"value": extension.value, "unit": extension.unit.value}))
    rolled = sum(day.why is Why.ROLLED for day in went.days)
    if rolled:
        lines.append(SumLine("rolled", {"days": rolled}))
    if assumed is not None:
        lines.append(SumLine("assumed", {"year": assumed.year}))
    lines.append(SumLine("due", {"date": went.due}) if went.due else SumLine("held"))
    return tuple(lines)


def sum_of_hours(
    phases: Sequence[Limit], started: datetime, spans: Sequence[hours.Span], place: hours.Place, assumed: date | None
) -> tuple[SumLine, ...]:
    """The same for limits in hours: dates are instants, and a stop takes the time that would have been counted."""
    limit, *more = phases
    plain = hours.run(started, (limit,), (), place)
    ends = plain[-1].to if plain else started
    lines = [
        SumLine(
            "limit", {"value": limit.value, "unit": limit.unit.value, "start": started, "date": _there(ends, place)}
        )
    ]
    stopped: dict[str, float] = {}
    for span in spans:
        if span.why is Why.STOP and span.to:
            took = place.running(limit.unit, span.start, span.to).total_seconds() / 3600
            stopped[span.detail] = stopped.get(span.detail, 0) + took
    lines += [
        SumLine("stop", {"kind": k, "days": round(n, 2), "unit": limit.unit.value}) for k, n in stopped.items() if n
    ]
    lines += [SumLine("extension", {"value": e.value, "unit": e.unit.value}) for e in more]
    lines += [SumLine("assumed", {"year": assumed.year})] if assumed else []
    due = spans[-1].to if spans else started
    lines.append(SumLine("due", {"date": _there(due, place)}) if due else SumLine("held"))
    return tuple(lines)


def _there(at: datetime | None, place: hours.Place) -> datetime | None:
    return at.astimezone(place.zone) if at else None
