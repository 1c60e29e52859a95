"""Service past closing time (DB50/T 1603-2024, 5.3.4) as pure functions: from when it counts, and what it adds up to."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

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


KEPT_DAYS = 60
"""Papers are not kept longer than this without a word of the person."""


def finish_day(today: date, wanted: date | None, open_days: Iterable[date]) -> date | None:
    """By when kept papers are dealt with: the day that was said, from today to two months on; unsaid, the next day that the hall is open.
    None when it may not be said."""
    if wanted is None:
        return min((d for d in open_days if d > today), default=today + timedelta(days=7))
    return wanted if today <= wanted <= today + timedelta(days=KEPT_DAYS) else None


def sheets(papers: str) -> tuple[str, ...]:
    """What was left, one thing a line, as it was written down: 申请表、身份证复印件."""
    for mark in "，,；;\n\r":
        papers = papers.replace(mark, "、")
    return tuple(part.strip() for part in papers.split("、") if part.strip())


def crosses(before: int, after: int, threshold: int) -> bool:
    """Whether a balance has just reached the center's threshold for time off in lieu."""
    return before < threshold <= after
