"""Limits in hours: they run straight through nights and holidays and end at a time, not on a day. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .count import Why
from .limits import Stop


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time that runs, or that a stop holds."""

    start: datetime
    to: datetime | None
    counted: bool
    why: Why
    detail: str = ""

    @property
    def hours(self) -> float:
        return (self.to - self.start).total_seconds() / 3600 if self.to else 0.0


def run(start: datetime, base: timedelta, extension: timedelta, stops: Sequence[Stop]) -> list[Span]:
    """The stretches from the event to the due time; the last one has `to` None when an open stop holds the clock."""
    spans: list[Span] = []
    at, left = start, [(base, Why.HOURS), (extension, Why.EXTENSION)]
    for stop in [*sorted(stops, key=lambda s: (s.start, s.kind)), None]:
        for i, (need, why) in enumerate(left):
            take = min(need, max(stop.start - at, timedelta())) if stop else need
            if take:
                spans.append(Span(at, at + take, True, why))
                at += take
                left[i] = (need - take, why)
            if left[i][0]:
                break
        if stop is None or not any(need for need, _ in left):
            break
        if stop.to is None:
            spans.append(Span(max(at, stop.start), None, False, Why.STOP, stop.kind.value))
            break
        if stop.to > at:
            spans.append(Span(at, stop.to, False, Why.STOP, stop.kind.value))
            at = stop.to
    return spans


def used(spans: Sequence[Span], now: datetime) -> timedelta:
    """How much counted time lies before `now`."""
    total = timedelta()
    for span in spans:
        if span.counted and span.to and now > span.start:
            total += min(now, span.to) - span.start
    return total
