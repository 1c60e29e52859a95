"""A year of legal days as twelve small months, and its holidays in a list. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yichuang.foundation.deadlines import words
from yichuang.foundation.workdays import Calendar, DayKind

ONE = timedelta(days=1)
WEEK = [date(2026, 1, 5) + n * ONE for n in range(7)]
"""Monday to Sunday, for the names of the columns."""


def week() -> list[tuple[date, str]]:
    """The columns with their shortest names: 一 … 日, Mo … Su."""
    names = [str(WEEKDAYS_ABBR[n]) for n in range(7)]
    return [(d, name[:2] if name.isascii() else name[-1]) for d, name in zip(WEEK, names, strict=True)]


@dataclass(frozen=True, slots=True)
class Box:
    """One day: its number, its dress, the mark in its corner (休, 班) and what it says when it is pointed at."""

    number: int
    css: str
    mark: str
    title: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """One holiday: its days off from one to another, and the days that are worked for it."""

    name: str
    first: date
    last: date
    days: int
    worked: tuple[date, ...]


def months(
    calendar: Calendar, year: int, today: date, changed: Collection[date] = (), closed: Mapping[date, str] | None = None
) -> list[tuple[date, list[list[Box | None]]]]:
    """Each month with its weeks. `changed` days are ringed; `closed` are the center's own, with their reasons."""
    found = []
    for month in range(1, 13):
        first = date(year, month, 1)
        row: list[Box | None] = [None] * first.weekday()
        weeks, day = [row], first
        while day.month == month:
            if len(weeks[-1]) == 7:
                weeks.append([])
            weeks[-1].append(_box(calendar, day, today, day in changed, (closed or {}).get(day, "")))
            day += ONE
        weeks[-1] += [None] * (7 - len(weeks[-1]))
        found.append((first, weeks))
    return found


def _box(calendar: Calendar, day: date, today: date, changed: bool, closed: str) -> Box:
    kind = calendar.kind(day)
    css = {
        DayKind.HOLIDAY: "off",
        DayKind.MAKEUP: "work",
        DayKind.WEEKEND: "rest",
        DayKind.ASSUMED_WEEKEND: "rest",
    }.get(kind, "day")
    mark = (
        pgettext("calendar", "休")
        if kind is DayKind.HOLIDAY
        else pgettext("calendar", "班")
        if kind is DayKind.MAKEUP
        else ""
    )
    more = "".join(
        f" is-{name}" for name, on in (("today", day == today), ("changed", changed), ("closed", closed)) if on
    )
    title = [f"{day:%m-%d}", _(calendar.name(day)) if calendar.name(day) else "", _says(kind), closed]
    return Box(day.day, f"su-day--{css}{more}", mark, " ".join(filter(None, title)))


def _says(kind: DayKind) -> str:
    why = {DayKind.HOLIDAY: "holiday", DayKind.MAKEUP: "makeup_workday", DayKind.WORKING: "working_day"}.get(kind)
    if kind is DayKind.ASSUMED_WORKING:
        why = "beyond_calendar"
    return words.why_words(why or "weekend")


def holidays(calendar: Calendar, year: int) -> list[Stretch]:
    """The holidays of a year in their order."""
    named: dict[str, list[date]] = {}
    for day in sorted(d for d in calendar.days if d.year == year):
        named.setdefault(calendar.name(day), []).append(day)
    found = []
    for name, days in named.items():
        worked = tuple(d for d in days if calendar.days[d])
        found += [
            Stretch(_(name) if name else "", *run, worked if n == 0 else ())
            for n, run in enumerate(_runs(calendar, days))
        ]
    return sorted(found, key=lambda s: s.first)


def _runs(calendar: Calendar, days: list[date]) -> Iterator[tuple[date, date, int]]:
    off = [d for d in days if not calendar.days[d]]
    start = 0
    for n in range(1, len(off) + 1):
        if n == len(off) or off[n] != off[n - 1] + ONE:
            yield off[start], off[n - 1], n - start
            start = n
