"""Being at one's post (DB50/T 1603-2024, 4.2.2 and 5.2.2.4) as pure functions: who has left, and since when it is too long.

Time counts only while the hall is open: nobody is missing from a window during the lunch break.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

STAYING = frozenset({"paperwork"})
"""Reasons for which the window calls nobody but its clerk stays at the desk: nothing is locked, no absence begins."""

URGENT = "urgent"
"""The one reason that does not wait for the seals: somebody has fallen ill, a fire bell rings."""

Stretch = tuple[datetime, datetime]


class Hours(Protocol):
    """One stretch of opening time of a day."""

    @property
    def opens(self) -> time: ...

    @property
    def closes(self) -> time: ...


def leaves_the_post(reason: str) -> bool:
    """Whether a pause for this reason means that the clerk goes away."""
    return reason not in STAYING


def stretches(day: date, hours: Iterable[Hours], zone: ZoneInfo) -> tuple[Stretch, ...]:
    """The opening hours of one day as instants, in order."""
    at = [(datetime.combine(day, h.opens, zone), datetime.combine(day, h.closes, zone)) for h in hours]
    return tuple(sorted(at))


def away_for(started: datetime, until: datetime, open_hours: Sequence[Stretch]) -> timedelta:
    """Working time between two instants. Without hours for the day all time counts: the hall works although no table says so."""
    if not open_hours:
        return max(until - started, timedelta())
    parts = (min(until, closes) - max(started, opens) for opens, closes in open_hours)
    return sum((part for part in parts if part > timedelta()), timedelta())


def too_long_at(started: datetime, open_hours: Sequence[Stretch], limit: timedelta) -> datetime | None:
    """The instant at which working time away reaches the limit; None when the hall closes before.

    Exactly at the limit is too long: at 14:59 it is a short leave, at 15:00 it is not.
    """
    if not open_hours:
        return started + limit
    left = limit
    for opens, closes in open_hours:
        begin = max(started, opens)
        if begin >= closes:
            continue
        if begin + left <= closes:
            return begin + left
        left -= closes - begin
    return None


def overlong_since(
    started: datetime, uncovered_until: datetime, open_hours: Sequence[Stretch], limit: timedelta
) -> datetime | None:
    """When an absence that was without cover until an instant became too long, or None while it has not.

    `uncovered_until` is when a cover came, when the clerk was back, or now.
    """
    found = too_long_at(started, open_hours, limit)
    return found if found is not None and found <= uncovered_until else None
