"""Working days counted by look-up instead of day by day. Pure.

One list of running totals per calendar answers "how many between" and "which is the n-th after" at once; outside its years the
week is counted by arithmetic, which is what the calendar assumes there anyway.
"""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from itertools import accumulate

_FIRST, _LAST = date(1990, 1, 1).toordinal(), date(2110, 12, 31).toordinal()


def _weekdays(until: int) -> int:
    """Mondays to Fridays from the first Monday of all (ordinal 1) up to a day."""
    weeks, rest = divmod(until, 7)
    return weeks * 5 + min(rest, 5)


class Tally:
    """Running totals of the working days of one calendar. Days are ordinals (`date.toordinal`)."""

    def __init__(self, days: Mapping[date, bool]) -> None:
        named = {d.toordinal(): worked for d, worked in days.items()}
        self._first = min(_FIRST, *named) if named else _FIRST
        self._last = max(_LAST, *named) if named else _LAST
        week = bytes((self._first + n) % 7 not in (6, 0) for n in range(7))  # ordinals 6 and 7 are Saturday and Sunday
        length = self._last - self._first + 1
        worked = bytearray((week * (length // 7 + 1))[:length])
        for day, works in named.items():
            worked[day - self._first] = works
        self._totals = list(accumulate(worked, initial=_weekdays(self._first - 1)))

    def until(self, day: int) -> int:
        """Working days up to and with a day, from a beginning that is the same for every question."""
        if day < self._first:
            return _weekdays(day)
        if day > self._last:
            return self._totals[-1] + _weekdays(day) - _weekdays(self._last)
        return self._totals[day - self._first + 1]

    def between(self, after: int, until: int) -> int:
        """Working days after the one day, up to and with the other; 0 when it lies before."""
        return self.until(until) - self.until(after) if until > after else 0

    def nth(self, after: int, count: int) -> int:
        """The `count`-th working day after a day; `count` is at least 1."""
        total = self.until(after) + count
        if total <= self._totals[0]:
            return _day_of(total)
        if total > self._totals[-1]:
            return _day_of(total - self._totals[-1] + _weekdays(self._last))
        return bisect_left(self._totals, total) + self._first - 1


def _day_of(total: int) -> int:
    """The weekday with which that many are reached."""
    weeks, rest = divmod(total - 1, 5)
    return weeks * 7 + rest + 1
