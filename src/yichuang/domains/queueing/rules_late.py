"""Service past closing time (DB50/T 1603-2024, 5.3.4) as pure functions: from when it counts, and what it adds up to."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from .rules_posts import Stretch

CHOICES = ("stay", "another_time", "leave_papers")
"""5.3.4: wait to be served after closing, come another time, leave the papers."""


def closing_of(open_hours: Sequence[Stretch]) -> datetime | None:
    """The end of the day; None on a day without hours, when nothing is past closing."""
    return open_hours[-1][1] if open_hours else None


def late_from(closing: datetime, on_duty_since: datetime) -> datetime:
    """Extended service begins with closing time, or when the clerk came to the window if that was later."""
    return max(closing, on_duty_since)


def minutes_of(sessions: Iterable[tuple[datetime, datetime]]) -> int:
    """Whole minutes of all sessions together: each begun minute is not counted, so that no total is more than its parts."""
    return sum(max(int((end - start) / timedelta(minutes=1)), 0) for start, end in sessions)


def crosses(before: int, after: int, threshold: int) -> bool:
    """Whether a balance has just reached the center's threshold for time off in lieu."""
    return before < threshold <= after
