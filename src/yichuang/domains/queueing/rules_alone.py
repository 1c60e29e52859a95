"""Numbers that a kiosk keeps for the time when it hears nothing from the server. Pure.

They stand above every number of the live counter (A9001 beside A001), so that a hall without a fault has no gaps in its line and a
queue's cap loses nothing to numbers that nobody took. They wait in the same line, in the order of their time of issue.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

FIRST = 9001
"""A queue that gives nine thousand numbers in a day would meet it; `ticket_number_once_a_day` refuses then, nothing is given twice."""

ALONE = timedelta(minutes=30)
"""So long after the server was last heard a kiosk may give numbers by itself."""

SKEW = timedelta(minutes=1)
"""A kiosk counts from the answer that it got, the server from when it sent it."""

FEWEST, MOST = 8, 60


@dataclass(frozen=True, slots=True)
class Kept:
    """A block as the rules see it. `renewed_at` is when the kiosk last heard of it."""

    day: date
    first: int
    last: int
    reserved_at: datetime
    renewed_at: datetime
    voided: tuple[int, ...] = ()


def block_size(taken_lately: int) -> int:
    """How many numbers of a queue a kiosk should hold, when so many were taken at all kiosks in the last half hour."""
    return max(FEWEST, min(MOST, taken_lately))


def lacking(unused: int, size: int, room: int | None = None) -> int:
    """How many to reserve now: nothing while half of them are left; never more than the queue's cap leaves room for."""
    wanted = size - unused if unused * 2 < size else 0
    return max(0, wanted if room is None else min(wanted, room))


def next_first(last: int | None) -> int:
    """Where a queue's next block begins; blocks of a day follow each other and never begin anew."""
    return max(FIRST, (last or 0) + 1)


def left_of(first: int, last: int, used: Iterable[int]) -> list[int]:
    """The numbers of a block that nobody took."""
    taken = set(used)
    return [n for n in range(first, last + 1) if n not in taken]


def why_not(block: Kept, number: int, issued_at: datetime, today: date) -> str:
    """The refusal of a number that a kiosk says it gave by itself; empty when it stands."""
    if not block.first <= number <= block.last:
        return "alone.not_in_block"
    if block.day != today:
        return "alone.old_day"
    if number in block.voided:
        return "alone.voided"
    return "alone.too_late" if issued_at > block.renewed_at + ALONE + SKEW else ""


def place_in_time(issued_at: datetime, block: Kept, now: datetime) -> datetime:
    """When the number was given, as far as it can be true: a clock that runs ahead brings nobody forward, nor behind."""
    return min(now, max(issued_at, block.reserved_at))
