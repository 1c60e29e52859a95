"""When a device counts as silent, what its self-test means, and how much of the service time it was fit. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

CHECKS = ("printer", "paper", "sound", "network", "clock")
"""What a self-test looks at."""
SILENT, OTHER = "silent", "other"
FAULTS = (SILENT, *CHECKS, OTHER)
"""A fault of a device: it says nothing, one of its checks fails, or somebody reports something else."""
DETAIL_MOST = 200


@dataclass(frozen=True, slots=True)
class Result:
    """One check. `ok` None: this device has no such part, or the browser cannot tell."""

    ok: bool | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time with a fault; `until` None while it lasts."""

    since: datetime
    until: datetime | None


def silent_since(
    last_seen: datetime | None, at: datetime, limit: timedelta, *, open_from: datetime | None, always_on: bool = False
) -> datetime | None:
    """Since when a device has been silent beyond its limit; None while it is not.

    Silence counts while the hall is open (`open_from`: since when it is, None while it is closed), so screens that are switched
    off for the night make no fault; after opening each has its limit once more. A device of a 24-hour area is never excused. One that was never
    heard from is not yet in use.
    """
    if last_seen is None:
        return None
    if not always_on:
        if open_from is None:
            return None
        last_seen = max(last_seen, open_from)
    return last_seen if at - last_seen > limit else None


def read_results(given: Any) -> dict[str, Result] | str:
    """What a device sent as its self-test, or the name of the part that is no result. Unknown parts are refused: nothing is stored unread."""
    if not isinstance(given, Mapping) or not given:
        return "results"
    found: dict[str, Result] = {}
    for check, said in given.items():
        if check not in CHECKS or not isinstance(said, Mapping):
            return f"results.{check}"
        ok, detail = said.get("ok"), said.get("detail", "")
        if (ok is not None and not isinstance(ok, bool)) or not isinstance(detail, str):
            return f"results.{check}"
        found[check] = Result(ok, detail[:DETAIL_MOST])
    return found


def clock_result(device_time: datetime, at: datetime, limit: timedelta) -> Result:
    """How far the device's clock is from the server's, in whole seconds; beyond the limit is a fault."""
    skew = round((device_time - at).total_seconds())
    return Result(abs(skew) <= limit.total_seconds(), f"{skew:+d} s")


def network_result(milliseconds: int, most: int) -> Result:
    """The round trip of the device's last beat."""
    return Result(milliseconds <= most, f"{milliseconds} ms")


def failing(results: Mapping[str, Result]) -> dict[str, str]:
    """The faults that a self-test tells of, with their details."""
    return {check: r.detail for check, r in results.items() if r.ok is False}


def cleared(results: Mapping[str, Result]) -> frozenset[str]:
    """The faults that a self-test says are gone. What it cannot tell stays; a device that can say anything is silent no more."""
    return frozenset({check for check, r in results.items() if r.ok is True} | {SILENT})


def verdict(results: Mapping[str, Result]) -> bool | None:
    """The self-test as a whole: None when nothing could be told."""
    known = [r.ok for r in results.values() if r.ok is not None]
    return all(known) if known else None


def fit_share(
    faults: Iterable[Span], served: Sequence[tuple[datetime, datetime]], *, first_seen: datetime | None, at: datetime
) -> float | None:
    """The share of the service time so far in which a device had no open fault; None when it had no such time.

    Faults that overlap count once. Time before the device was first heard from is not its own.
    """
    if first_seen is None:
        return None
    hours = [(max(a, first_seen), min(b, at)) for a, b in served]
    hours = [(a, b) for a, b in hours if a < b]
    whole = sum((b - a for a, b in hours), timedelta())
    if not whole:
        return None
    lost = timedelta()
    for a, b in _joined(faults, at):
        lost += sum((max(min(b, end) - max(a, start), timedelta()) for start, end in hours), timedelta())
    return 1 - lost / whole


def median(minutes: Sequence[int]) -> int | None:
    """The middle one, of an even number the lower; None of none."""
    return sorted(minutes)[(len(minutes) - 1) // 2] if minutes else None


def _joined(faults: Iterable[Span], at: datetime) -> list[tuple[datetime, datetime]]:
    """The stretches without overlaps, in order."""
    found: list[tuple[datetime, datetime]] = []
    for span in sorted(faults, key=lambda s: s.since):
        until = span.until or at
        if found and span.since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((span.since, until))
    return found
