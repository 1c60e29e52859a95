"""The calling order and the announced wait as pure functions over plain values: no database, no clock of its own.

The order is *share of the target*: how long a person has waited, divided by the time in which people of his class should
be called. A priority person (shorter target) overtakes, but nobody starves: every share grows. The hot path ranks in SQL
with `SHARE_SQL`; a test holds the two orders against each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor, sqrt
from typing import Any, Literal
from uuid import UUID

PRIORITY_REASONS = ("elder", "pregnant", "disabled", "soldier", "child", "other")
NEEDS = ("wheelchair", "hearing", "vision", "language", "helper")
PAUSE_REASONS = ("rest", "meal", "meeting", "equipment", "paperwork", "handover", "other")

SHARE_SQL = "extract(epoch from (%(at)s - {ticket}.ordered_at))::float8 / ({target} * 60)"
"""`share()` for the hot path: `ticket` is the alias of a ticket row, `target` the expression for its target in minutes."""

NUMBER_SQL = "{prefix} || CASE WHEN {count} < 1000 THEN lpad({count}::text, 3, '0') ELSE {count}::text END"
"""`ticket_number()` for the hot path."""

DEFAULT_SERVICE_SECONDS = 600
"""Assumed time at the window until today's own services say better."""

ENOUGH_SERVICES = 5
"""So many services of today are needed before their mean is believed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A waiting person as the calling order sees him. `ordered_at` is where his waiting counts from."""

    id: UUID
    ordered_at: datetime
    target_minutes: int


def share(candidate: Candidate, at: datetime) -> float:
    """The part of his class's target that the person has waited: 1.0 means that he is due now."""
    return (at - candidate.ordered_at).total_seconds() / (candidate.target_minutes * 60.0)


def order(candidates: Iterable[Candidate], at: datetime) -> list[Candidate]:
    """Calling order at an instant: greatest share first; equal shares by time, then by id (ids grow with time)."""
    return sorted(candidates, key=lambda c: (-share(c, at), c.ordered_at, c.id))


def explain(*, waited_seconds: float, target_minutes: int, priority: bool, reason: str, direct: bool) -> dict[str, Any]:
    """Why this number was called, as it is stored with the call: the figures that decided, not a sentence."""
    return {
        "rule": "share_of_target.v1",
        "waited_seconds": round(waited_seconds),
        "target_minutes": target_minutes,
        "share": round(waited_seconds / (target_minutes * 60.0), 3),
        "class": "priority" if priority else "normal",
        "reason": reason,
        "direct": direct,
    }


Basis = Literal["measured", "assumed", "no_window", "next"]


@dataclass(frozen=True, slots=True)
class WaitRange:
    """An announced wait in whole minutes, rounded outwards to five. Without an open window there is no honest number.

    `basis`: measured (today's services), assumed (too few of them yet), no_window, next (a window is free now).
    """

    from_minutes: int | None
    to_minutes: int | None
    basis: Basis

    def as_dict(self) -> dict[str, Any]:
        """For JSON answers."""
        return {"from_minutes": self.from_minutes, "to_minutes": self.to_minutes, "basis": self.basis}


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
