"""What a change of windows would do to the waits, tried on the center's own past days in the simulator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..hall.values import DayLog
from ..simulator.changes import Change
from ..simulator.figures import Figures, by, of_all
from ..simulator.past import order_of
from ..simulator.playing import Stage, stage_of_past

TRIED = 10
"""So many of the latest days are played for each suggestion."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Waits before and after, by queue and (key None) of all. Both were played on the same days with the same people."""

    changes: tuple[Change, ...]
    before: Mapping[str | None, Figures]
    after: Mapping[str | None, Figures]
    days: int

    @property
    def gain(self) -> float:
        """Seconds taken off the mean wait of all."""
        return self.before[None].mean - self.after[None].mean


def _seen(logs: Sequence[DayLog]) -> dict[str | None, Figures]:
    return {None: of_all(logs), **by(logs, lambda v: v.ticket.queue)}


def effect(
    days: Sequence[DayLog], changes: Sequence[Change], setting: Mapping[str, Any] | None = None, seed: int = 1
) -> Effect:
    """Of some changes made together, on all of these days. `setting`: the calling order; None: that of the latest day."""
    stage = stage_of_past(days, setting or order_of(days), seed)
    return Effect(tuple(changes), _seen(stage.play()), _seen(stage.play(changes)), len(days))


def suggestions(
    days: Sequence[DayLog], setting: Mapping[str, Any] | None = None, most: int = 5, seed: int = 1
) -> list[Effect]:
    """The changes that help most, best first: one window more for a line, or a line more for a window that has the time.
    A change that shortens nothing is not told."""
    recent = list(days[-TRIED:])
    if not recent:
        return []
    stage = stage_of_past(recent, setting or order_of(days), seed)
    logs = stage.play()
    before = _seen(logs)
    found = []
    for change in _candidates(stage, logs, before):
        one = Effect((change,), before, _seen(stage.play([change])), len(recent))
        if one.gain > 1.0:
            found.append(one)
    return sorted(found, key=lambda e: -e.gain)[:most]


def _candidates(stage: Stage, logs: Sequence[DayLog], before: Mapping[str | None, Figures]) -> list[Change]:
    """For the three lines with the longest waits: a new window, and the least busy window that does not know them."""
    day = stage.days[-1][0]
    lines = sorted((q for q in before if q is not None), key=lambda q: -before[q].p90)[:3]
    load = {s.id: 0.0 for s in day.shifts if s.plan}
    for log in logs:
        for v in log.visits:
            if v.window in load and v.call is not None and v.end is not None:
                load[v.window] += v.end - v.call
    names = {str(s.id) for s in day.shifts}
    closed = next((s.id for s in day.shifts if not s.plan), None)
    new = closed if closed is not None else next(str(n) for n in range(1, 1000) if str(n) not in names)
    found = [Change("open", new, (queue,)) for queue in lines]
    for queue in lines:
        others = [s.id for s in day.shifts if s.plan and s.skills is not None and queue not in s.skills]
        if others:
            found.append(Change("teach", min(others, key=lambda w: load[w]), (queue,)))
    return found
