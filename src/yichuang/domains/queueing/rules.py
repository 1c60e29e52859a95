"""Needs, recalls and a rough wait as pure functions over plain values: no database, no clock of its own. The calling order
stands in `policy`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor, sqrt
from typing import Any, Literal

PRIORITY_REASONS = ("elder", "pregnant", "disabled", "soldier", "child", "other")
NEEDS = (
    "wheelchair", "sign", "dialect", "hearing", "vision", "language", "helper", "elder", "pregnant", "soldier", "child",
)  # fmt: skip
"""What a person may need, and what a window or a clerk may be able to give: the same words on both sides."""

CARE = ("elder", "pregnant", "soldier", "child")
"""Needs that hold nobody back from any window: a window that is meant for them calls such people sooner, that is all."""

CARE_WEIGHT = 2
"""At a window that is meant for them their waiting counts so many times."""

BINDING = tuple(n for n in NEEDS if n not in CARE)
"""Needs that decide to which window a person may be called."""
PAUSE_REASONS = ("rest", "meal", "meeting", "equipment", "paperwork", "handover", "urgent", "other")

TARGET_SQL = (
    "(CASE WHEN {ticket}.priority THEN {queue}.priority_target_minutes"
    " WHEN {ticket}.booked THEN {queue}.appointment_target_minutes ELSE {queue}.target_minutes END)"
)
"""Minutes in which a ticket's class should be called, for SQL."""

NUMBER_SQL = "{prefix} || CASE WHEN {count} < 1000 THEN lpad({count}::text, 3, '0') ELSE {count}::text END"
"""`ticket_number()` for the hot path."""

LIKELY = 0.8
"""In the last hour whoever is less likely than this to be called before closing is warned."""

DEFAULT_SERVICE_SECONDS = 600
"""Assumed time at the window until today's own services say better."""

ENOUGH_SERVICES = 5
"""So many services of today are needed before their mean is believed."""


def met(needs: Iterable[str], offers: Iterable[str]) -> int:
    """How many of the binding needs a window can meet."""
    return len(set(needs) & set(offers) & set(BINDING))


def may_call(needs: Iterable[str], offers: Iterable[str], open_offers: Iterable[Iterable[str]]) -> bool:
    """Whether a window with `offers` may call a person: no other open window of his queue meets more of his needs.

    So a need is met wherever it can be, and a need that nobody can meet strands nobody. `open_offers` are what the open
    windows of the queue can meet, this one among them. `FITS_SQL` says the same for the hot path.
    """
    wanted = set(needs)
    return met(wanted, offers) >= max((met(wanted, o) for o in open_offers), default=0)


def may_recall(recalls: int, since_seconds: float, *, limit: int, pause: int) -> tuple[str, int]:
    """(refusal code or empty, seconds to wait): at most `limit` recalls of one call, and a pause between two announcements."""
    if recalls >= limit:
        return "ticket.recalled_enough", 0
    left = pause - since_seconds
    return ("ticket.recall_too_soon", ceil(left)) if left > 0 else ("", 0)


def unmet(needs: Iterable[str], offers: Iterable[str]) -> list[str]:
    """The binding needs that a window cannot meet, in the order of the list."""
    return [n for n in BINDING if n in set(needs) - set(offers)]


Basis = Literal["own_days", "measured", "assumed", "no_window", "next", "not_today"]


@dataclass(frozen=True, slots=True)
class WaitRange:
    """An announced wait in whole minutes, rounded outwards. Without an open window there is no honest number; `to_minutes` None beside a
    `from_minutes`: longer than that.

    `basis`: own_days (forecast from the center's own days), measured (today's services), assumed (too few of them yet), no_window,
    next (a window is free now), not_today (probably not called any more). `said_at`: the minutes count from then; None: from now.
    `before_close`: in the last hour, the chance of being called before closing, in tenths.
    """

    from_minutes: int | None
    to_minutes: int | None
    basis: Basis
    said_at: datetime | None = None
    before_close: float | None = None

    @property
    def warns(self) -> bool:
        """Whether the person must be told that closing may come first."""
        return self.basis == "not_today" or (self.before_close is not None and self.before_close < LIKELY)

    def as_dict(self) -> dict[str, Any]:
        """For JSON answers."""
        return {
            "from_minutes": self.from_minutes, "to_minutes": self.to_minutes, "basis": self.basis,
            "said_at": self.said_at, "before_close": self.before_close,
        }  # fmt: skip


def wait_range(*, ahead: int, windows: int, free: int = 0, services: tuple[float, int]) -> WaitRange:
    """The wait of a person with `ahead` before him at `windows` open windows, `free` of which serve nobody now.

    `services` is (mean seconds, how many) of today's services. With n ahead and s busy windows the wait is the sum of
    n+1 window releases: mean (n+1)·m/s and a standard deviation of mean/√(n+1); the range is the mean ∓ 1.28 of those.
    """
    if windows <= 0:
        return WaitRange(None, None, "no_window")
    if ahead < free:
        return WaitRange(0, 5, "next")
    mean_seconds, count = services
    measured = count >= ENOUGH_SERVICES and mean_seconds > 0
    releases = ahead + 1 - free
    mean = releases * (mean_seconds if measured else DEFAULT_SERVICE_SECONDS) / windows / 60.0
    spread = 1.28 * mean / sqrt(releases)
    low = max(0, 5 * floor((mean - spread) / 5))
    high = max(low + 5, 5 * ceil((mean + spread) / 5))
    return WaitRange(low, high, "measured" if measured else "assumed")


def ticket_number(prefix: str, count: int) -> str:
    """A001 … A999, then A1000: a long day must not repeat a number."""
    return f"{prefix}{count:03d}"
