"""Moments of past days as they looked then, with what happened afterwards: what calibration learns from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..hall.values import Call, DayLog, Served, Serving, State, Visit, Window

SHORT = 90.0
JUST = 0.01
"""Seconds before a call: its window is free and everybody still waits."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A state whose ticket was called at `call`, or never."""

    state: State
    call: float | None
    day: int


def moments(days: Sequence[DayLog], count: int, seed: int = 1) -> list[Moment]:
    """At most `count` moments, spread evenly over the days: two of three when a ticket is issued, the third just before a call,
    about somebody else who waits. Where nobody does there is none: in a hall that is often empty fewer are asked while they wait."""
    rng = np.random.default_rng(seed)
    found: list[Moment] = []
    for number, day in enumerate(days):
        wanted = (count * (number + 1)) // len(days) - (count * number) // len(days)
        picks = [v for v in day.visits if v.ticket.arrive < day.close]
        if not picks or not wanted:
            continue
        past = _Day(day)
        for i in sorted(rng.choice(len(picks), min(wanted, len(picks)), replace=False)):
            asked, at = picks[i], picks[i].ticket.arrive
            if rng.random() < 1 / 3 and asked.call is not None:
                at = max(at, asked.call - JUST)
                others = [v for v in picks if v is not asked and v.ticket.arrive <= at and at < _gone(v, day)]
                if not others:
                    continue
                asked = others[int(rng.integers(len(others)))]
            found.append(Moment(past.state(at, asked), asked.call, number))
    return found


class _Day:
    """A day log, sorted for looking at it at any instant."""

    def __init__(self, day: DayLog) -> None:
        self.day = day
        self.visits = sorted(day.visits, key=lambda v: v.ticket.arrive)
        self.called = sorted((v for v in day.visits if v.call is not None), key=lambda v: v.call or 0.0)
        self.at: dict[Any, list[Visit]] = {}
        for v in self.called:
            self.at.setdefault(v.window, []).append(v)

    def state(self, now: float, asked: Visit) -> State:
        """What could be known at `now`; only whether an idle window was on a pause is told by what came after."""
        day = self.day
        waiting = [v for v in self.visits if v.ticket.arrive <= now and now < _gone(v, day) and v is not asked]
        windows = tuple(self._window(w, now, asked) for w in day.windows)
        calls = tuple(
            Call(v.ticket.queue, v.ticket.cls, v.call, v.call - v.ticket.arrive)
            for v in self.called if v.call is not None and v.call <= now and v is not asked
        )  # fmt: skip
        served = tuple(
            Served(v.ticket.queue, v.ticket.item, v.window, v.end, v.end - v.call, v.outcome == "noshow")
            for v in self.called if v.call is not None and v.end is not None and v.end <= now
        )  # fmt: skip
        line = (*tuple(v.ticket for v in waiting), asked.ticket)
        return State(
            now, day.open, day.close, day.grace, day.dow, day.policy, asked.ticket, None, line, windows, calls, served
        )

    def _window(self, w: Window, now: float, asked: Visit) -> Window:
        before = after = None
        for v in self.at.get(w.id, ()):
            assert v.call is not None
            if v.call <= now and v is not asked:
                before = v
            else:
                after = v
                break
        if before is not None and before.call is not None and before.end is not None and now < before.end:
            serving = Serving(before.ticket.queue, before.ticket.item, before.call)
            return Window(w.id, w.skills, "busy", serving, w.plan)
        if w.plan is not None and not any(a <= now < b for a, b in w.plan) and now < self.day.close:
            return Window(w.id, w.skills, "closed", None, w.plan)
        since = before.end if before is not None else None
        paused = self._blocked(w, now, after.call if after is not None else self.day.close) > SHORT
        return Window(w.id, w.skills, "paused" if paused else "idle", None, w.plan, since=since if paused else None)

    def _blocked(self, w: Window, now: float, until: float | None) -> float:
        """Seconds from now until its next call in which somebody waited whom it might have called."""
        until = self.day.close if until is None else until
        spans = sorted(
            (max(now, v.ticket.arrive), min(until, _gone(v, self.day))) for v in self.visits
            if w.serves(v.ticket.queue) and v.ticket.arrive < until and _gone(v, self.day) > now
        )  # fmt: skip
        total, at = 0.0, now
        for begin, end in spans:
            total += max(0.0, end - max(begin, at))
            at = max(at, end)
            if total > SHORT:
                break
        return total


def _gone(visit: Visit, day: DayLog) -> float:
    """Until when the person was in line."""
    if visit.call is not None:
        return visit.call
    return visit.end if visit.end is not None else day.close


def folds(days: Sequence[DayLog]) -> Iterator[tuple[list[DayLog], list[DayLog]]]:
    """(learn from, look at), twice: the odd days by the even ones and the other way round."""
    even, odd = list(days[::2]), list(days[1::2])
    if even and odd:
        yield even, odd
        yield odd, even
