"""Appointments as pure rules: which slots there are, how many each takes, what coming early or late means."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil, floor
from typing import Literal, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from yichuang.foundation import privacy

LEAD = timedelta(minutes=30)
"""A slot that begins sooner than this is for those who are in the hall."""

ENOUGH_KEPT = 30
"""So many appointments that are over are needed before their no-show rate is believed."""

CODE_MINUTES = 10
"""The hall's check-in code changes so often; the one before it still holds."""


class Hours(Protocol):
    """A stretch of opening time."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Slot:
    """A time to which so many people may be booked; `left` after those who are."""

    starts: datetime
    ends: datetime
    capacity: int
    taken: int = 0

    @property
    def left(self) -> int:
        """Places that are still free."""
        return max(0, self.capacity - self.taken)


@dataclass(frozen=True, slots=True)
class Peak:
    """The hours in which walk-ins fill the hall, and the percentage of the places that are bookable then."""

    begins: time
    ends: time
    share: int

    def covers(self, starts: time, ends: time) -> bool:
        """Whether a slot reaches into the peak."""
        return starts < self.ends and ends > self.begins


def peak_of(begins: int, ends: int, share: int) -> Peak:
    """From the settings' figures: 930 is half past nine."""
    return Peak(time(min(begins // 100, 23), begins % 100 % 60), time(min(ends // 100, 23), ends % 100 % 60), share)


def no_show_rate(missed: int, kept: int) -> float:
    """The measured share of people who did not come; 0 while there are too few to say."""
    over = missed + kept
    return missed / over if over >= ENOUGH_KEPT else 0.0


def places_of(places: int, *, rate: float, most: int) -> int:
    """How many may be booked for so many places: overbooked by the no-show rate, at most by `most` percent."""
    ceiling = floor(places * (100 + most) / 100)
    return max(places, min(floor(places / (1 - min(rate, 0.9))), ceiling))


def slots_of(
    day: date, hours: Iterable[Hours], zone: ZoneInfo, *, minutes: int, places: int, peak: Peak, rate: float, most: int
) -> list[Slot]:
    """The slots of one day: whole ones only, none over a break or past closing, fewer places at the peak."""
    found = []
    for period in hours:
        at, end = _minutes(period.opens), _minutes(period.closes)
        while minutes > 0 and at + minutes <= end:
            begins, ends = _clock(at), _clock(at + minutes)
            share = peak.share if peak.covers(begins, ends) else 100
            capacity = places_of(ceil(places * share / 100), rate=rate, most=most) if share else 0
            start = datetime.combine(day, begins, zone)
            found.append(Slot(start, start + timedelta(minutes=minutes), capacity))
            at += minutes
    return found


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


Coming = Literal["too_early", "early", "on_time", "late_kept", "late", "missed"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """What checking in at an instant means. `keeps`: the person stands in the line of appointments, with his waiting
    counted from `ordered_at`; else he stands in the ordinary line from now."""

    kind: Coming
    keeps: bool
    ordered_at: datetime


def arrival(starts: datetime, at: datetime, *, early: int, late: int, same_day: bool = True) -> Arrival:
    """Early within `early` minutes: in line from the booked time on. Late within `late` minutes: still an appointment, in
    line from now. Later on the day: an ordinary number, nobody is sent away. Too early: not yet. Another day: missed."""
    if not same_day and at > starts:
        return Arrival("missed", False, at)
    if at < starts - timedelta(minutes=early):
        return Arrival("too_early", False, at)
    if at < starts:
        return Arrival("early", True, starts)
    if at <= starts + timedelta(minutes=late):
        return Arrival("on_time" if at - starts < timedelta(minutes=1) else "late_kept", True, at)
    return Arrival("late", False, at)


def remote_order(issued: datetime, here: datetime, hold_minutes: int) -> datetime:
    """Where the waiting of a remote ticket counts from: whoever comes in time keeps his place, later it counts from now."""
    return issued if here - issued <= timedelta(minutes=hold_minutes) else here


def hall_code(center_id: UUID, at: datetime, back: int = 0) -> str:
    """Six digits that hang in the hall: whoever types them into his phone is there. `back`: so many changes ago."""
    window = int(at.timestamp()) // (60 * CODE_MINUTES) - back
    return f"{int(privacy.blind(f'hall:{center_id}:{window}')[:12], 16) % 1_000_000:06d}"


def is_hall_code(center_id: UUID, at: datetime, typed: str) -> bool:
    """Whether somebody read the code of now, or the one before it."""
    plain = "".join(c for c in typed if c.isdigit())
    return plain in (hall_code(center_id, at), hall_code(center_id, at, 1))
