"""Turns of duty in the self-service area. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import TypeVar
from uuid import UUID

KINDS = ("always", "hall", "online")
"""Open day and night (5.1.7.1), in the hall during its hours, or computers for going online (5.1.7.2)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody is there from `starts` until before `ends`."""

    staff_id: UUID
    starts: time
    ends: time


T = TypeVar("T", bound=Turn)


def clash(turns: Iterable[T], staff_id: UUID, starts: time, ends: time) -> T | None:
    """The first turn of the same person that a new one would overlap; one that begins when another ends does not."""
    return next((t for t in turns if t.staff_id == staff_id and starts < t.ends and t.starts < ends), None)


def present(turns: Iterable[T], at: time) -> list[T]:
    """Who is on duty at a time of the day."""
    return [t for t in turns if t.starts <= at < t.ends]


def gaps(turns: Iterable[Turn], served: Iterable[tuple[time, time]]) -> list[tuple[time, time]]:
    """The stretches of the service time in which nobody is on duty (5.1.7.3 asks for somebody)."""
    found = []
    order = sorted(turns, key=lambda t: t.starts)
    for start, end in sorted(served):
        at = start
        for turn in order:
            if turn.ends <= at or turn.starts >= end:
                continue
            if turn.starts > at:
                found.append((at, turn.starts))
            at = max(at, turn.ends)
        if at < end:
            found.append((at, end))
    return found
