"""Legal working days as a value. Pure: no database, no clock.

A calendar holds only the days on which a notice departs from the week: weekdays off and weekend days worked. Outside the
published years every day follows the week, and the answer says that it was assumed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .tally import Tally

_SATURDAY = 5


class DayKind(StrEnum):
    """Why a day is, or is not, a working day."""

    WORKING = "working"
    MAKEUP = "makeup"  # a weekend day that the notice turned into a working day
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    ASSUMED_WORKING = "assumed_working"  # no notice covers the year: Monday to Friday
    ASSUMED_WEEKEND = "assumed_weekend"

    @property
    def works(self) -> bool:
        return self in _WORKS


_WORKS = frozenset({DayKind.WORKING, DayKind.MAKEUP, DayKind.ASSUMED_WORKING})


@dataclass(frozen=True, slots=True)
class Calendar:
    """`days` maps each day that a notice names to whether it is worked; `names` gives the holiday it belongs to.

    `years` are those that a notice covers; `first` and `last` bound the newest run of them without a gap. Two calendars with
    the same days give the same answers, in every process.
    """

    days: Mapping[date, bool] = field(default_factory=dict)
    names: Mapping[date, str] = field(default_factory=dict)
    notices: Mapping[int, str] = field(default_factory=dict)
    first: date = date.max
    last: date = date.min
    years: frozenset[int] = frozenset()
    _kinds: dict[date, DayKind] = field(default_factory=dict, init=False, repr=False, compare=False)
    _tally: list[Tally] = field(default_factory=list, init=False, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        days: Mapping[date, bool],
        *,
        names: Mapping[date, str] | None = None,
        notices: Mapping[int, str] | None = None,
    ) -> "Calendar":
        """A calendar from the named days. A year counts as published when its New Year's Day is named (it always is
        in a notice), so a notice that reaches a day into the next year does not publish that year."""
        years = frozenset(d.year for d in days if (d.month, d.day) == (1, 1))
        kept = (dict(days), dict(names or {}), dict(notices or {}))
        if not years:
            return cls(*kept)
        first = last = max(years)
        while first - 1 in years:
            first -= 1
        return cls(*kept, first=date(first, 1, 1), last=date(last, 12, 31), years=years)

    def kind(self, day: date) -> DayKind:
        """What kind of day the law makes it."""
        known = self._kinds.get(day)
        if known is None:
            known = self._kinds[day] = self._kind(day)
        return known

    def _kind(self, day: date) -> DayKind:
        named = self.days.get(day)
        weekend = day.weekday() >= _SATURDAY
        if named is True:
            return DayKind.MAKEUP if weekend else DayKind.WORKING
        if named is False:
            return DayKind.HOLIDAY
        if self.covers(day):
            return DayKind.WEEKEND if weekend else DayKind.WORKING
        return DayKind.ASSUMED_WEEKEND if weekend else DayKind.ASSUMED_WORKING

    def is_working(self, day: date) -> bool:
        """Whether a day is a legal working day (assumed by the week where no notice reaches)."""
        named = self.days.get(day)
        return day.weekday() < _SATURDAY if named is None else named

    def covers(self, day: date) -> bool:
        """Whether a published notice stands behind the answer for this day."""
        return day.year in self.years

    @property
    def tally(self) -> Tally:
        """Its working days as running totals, made when first asked for."""
        if not self._tally:
            self._tally.append(Tally(self.days))
        return self._tally[0]

    def name(self, day: date) -> str:
        """The holiday that a named day belongs to (春节), or an empty text."""
        return self.names.get(day, "")

    def changed(self, days: Mapping[date, bool]) -> "Calendar":
        """The same calendar with some days decided otherwise: what a new notice would make of it."""
        return Calendar.of({**self.days, **days}, names=self.names, notices=self.notices)


def week_only() -> Calendar:
    """A calendar that knows nothing but the week."""
    return Calendar.of({})


def named(days: Iterable[tuple[date, bool, str]], notices: Mapping[int, str]) -> Calendar:
    """A calendar from rows of (day, worked, holiday name)."""
    rows = list(days)
    return Calendar.of({d: w for d, w, _ in rows}, names={d: n for d, _, n in rows if n}, notices=notices)
