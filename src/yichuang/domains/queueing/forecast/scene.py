"""From a moment of a hall and what was learned to a scene that can be played forward."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..hall.values import State, Ticket, Window
from .model import Model, draws, rows_for
from .people import Line, People, Rank
from .simulate import NEVER, Scene, Turns
from .windows import Windows

Array = NDArray[np.float64]


BEYOND = 3600.0
"""Nobody is told a wait that ends later than so many seconds after the last call of the day: that means "not today"."""

Placed = tuple[float, tuple[int, float, str], Ticket, Rank]
"""(where his waiting counts from, his id as it is compared, person, rank)."""


@dataclass(slots=True)
class Built:
    """A scene with the column of each ticket in it by id. `ahead`: people in it who are here; `windows`: windows that work or will."""

    scene: Scene
    columns: dict[Any, int]
    ahead: int
    windows: int


@dataclass(frozen=True, slots=True)
class Bound:
    """The starvation bound seen from one person: where his waiting counts from and which windows may call him."""

    start: float
    windows: tuple[bool, ...]

    def latest(self, windows: tuple[bool, ...], rank: Rank) -> float:
        """From when the waiting of people of this line may count at the latest if one of them is to be called before him. No window that
        may call him takes people beyond their lead while he waits; only a line which other windows serve too takes part in what is played."""
        inside = all(own or not other for own, other in zip(self.windows, windows, strict=True))
        return self.start + rank[4] if inside else np.inf


def connected(state: State, asked: Iterable[str], every: set[str]) -> tuple[list[Window], set[str]]:
    """Windows and queues that can touch the queues asked about, directly or through shared windows."""
    queues = set(asked)
    windows: list[Window] = []
    rest = list(state.windows)
    grown = True
    while grown:
        grown = False
        for w in list(rest):
            mine = every if w.skills is None else w.skills & every
            if mine & queues:
                windows.append(w)
                rest.remove(w)
                queues |= mine
                grown = True
    return windows, queues


class Builder:
    """Builds scenes of one moment."""

    def __init__(self, model: Model, state: State) -> None:
        self.model, self.state = model, state
        self.draws = draws(rows_for(len(state.waiting)))
        self.day, sd = model.services.day_shift(state.served, [
            (w.id, w.serving.queue, w.serving.item, state.now - w.serving.since)
            for w in state.windows if w.serving is not None and w.status == "busy"
        ])  # fmt: skip
        shift = self.day + sd * self.draws.day
        self.windows = Windows(model, self.draws, state, shift)
        self.people = People(model, self.draws, state, shift)
        self.manner = self.people.manner
        self.by_turns = self.manner.policy is not None and self.manner.policy.name == "ratio"

    def build(self, tracked: Sequence[Ticket]) -> Built:
        """The scene in which these tickets are called."""
        asked = {t.id for t in tracked}
        line = [t for t in self.state.waiting if t.id not in asked]
        line += tracked
        every = {t.queue for t in line} | {queue for queue, _ in self.model.arrivals.rates}
        windows, queues = connected(self.state, (t.queue for t in tracked), every)
        kinds = {(t.queue, t.item, t.cls) for t in line if t.queue in queues}
        ranks = {kind: self.people.rank(*kind) for kind in kinds}
        here = [(self.manner.start(t), _id(t), t, ranks[t.queue, t.item, t.cls]) for t in line if t.queue in queues]
        serves = {q: tuple(w.serves(q) for w in windows) for q in queues}
        mine = {ranks[t.queue, t.item, t.cls] for t in tracked}
        if len(tracked) == 1:
            here = self._before(here, tracked[0], *mine)
        ahead = len(here)
        bound = self._bound(tracked[0], serves, windows) if len(tracked) == 1 else None
        if bound is not None:
            kinds = {(t.queue, t.only, rank) for _, _, t, rank in here}
            latest = {kind: bound.latest(self._serving(*kind[:2], serves, windows), kind[2]) for kind in kinds}
            here = [x for x in here if x[0] <= latest[x[2].queue, x[2].only, x[3]]]
        lines = self._lines(here, serves, windows)
        self._coming(lines, mine, serves, bound)
        return self._scene(windows, list(lines.values()), tracked, ahead)

    def _bound(self, me: Ticket, serves: dict[str, tuple[bool, ...]], windows: Sequence[Window]) -> "Bound":
        return Bound(self.manner.start(me), self._serving(me.queue, me.only, serves, windows))

    def _serving(
        self, queue: str, only: Any, serves: dict[str, tuple[bool, ...]], windows: Sequence[Window]
    ) -> tuple[bool, ...]:
        """Which windows may call people of this queue, or those of them who are sent to `only` one."""
        mine = serves[queue]
        if only is None:
            return mine
        return tuple(can and w.id == only for can, w in zip(mine, windows, strict=True))

    def _before(self, here: list[Placed], me: Ticket, mine: Rank) -> list[Placed]:
        """Only those who came before this ticket, and those who may pass it: nobody else changes when it is called."""
        own = (self.manner.start(me), _id(me))
        pass_ = {rank: _may_pass(rank, mine, self.by_turns) for rank in {x[3] for x in here}}
        return [x for x in here if x[2] is me or x[:2] < own or pass_[x[3]]]

    def _lines(
        self, here: list[Placed], serves: dict[str, tuple[bool, ...]], windows: Sequence[Window]
    ) -> dict[Any, Line]:
        here.sort(key=lambda x: x[:2])
        lines: dict[Any, Line] = {}
        of: dict[Any, Line] = {}
        for start, _, t, rank in here:
            who = (t.queue, t.only, rank)
            if who not in of:
                kind = (self._serving(t.queue, t.only, serves, windows), rank)
                of[who] = lines.setdefault(kind, Line(*kind))
            of[who].here.append(t)
            of[who].starts.append(start)
        return lines

    def _coming(
        self, lines: dict[Any, Line], asked: set[Rank], serves: dict[str, tuple[bool, ...]], bound: "Bound | None"
    ) -> None:
        """Add the people still to come who may go before somebody who is asked about."""
        by_item = self.manner.policy is not None and self.manner.policy.name == "default"
        for (queue, cls), items in self.model.arrivals.items.items():
            if queue not in serves:
                continue
            for item, share in (items if by_item else {"": 1.0}).items():
                rank = self.people.rank(queue, item, cls)
                until = np.inf if bound is None else bound.latest(serves[queue], rank)
                if until > self.state.now and any(_may_pass(rank, mine, self.by_turns) for mine in asked):
                    kind = (serves[queue], rank)
                    if kind not in lines:
                        lines[kind] = Line(*kind)
                    lines[kind].coming.append((queue, cls, item, share))
                    lines[kind].until = until

    def _horizon(self, people: int, windows: int) -> float:
        """Until when people to come are of interest: well beyond the time in which those here are called."""
        return self.state.now + 1200.0 + 2.0 * people * self.model.usual / max(1, windows)

    def _scene(self, windows: list[Window], lines: list[Line], tracked: Sequence[Ticket], ahead: int) -> Built:
        rows = len(self.draws.day)
        here = [t for line in lines for t in line.here]
        working = sum(1 for w in windows if w.status != "closed")
        takes, leaves = self.people.takes(here)
        horizon = self._horizon(ahead, working)
        parts = iter(self.people.coming([x for x in lines if x.coming], horizon))
        more = [next(parts) if x.coming else None for x in lines]
        width = len(here) + len(lines) + sum(len(p[0]) for p in more if p is not None)
        key, dur = np.full((width, rows), NEVER), np.zeros((width, rows))
        gone = None if leaves is None else np.full((width, rows), np.inf)
        first, columns, ready, done, at = [], {}, None, 0, 0
        for line, part in zip(lines, more, strict=True):
            n = len(line.here)
            first.append(at)
            key[at : at + n] = np.array(line.starts)[:, None]
            dur[at : at + n] = takes[done : done + n]
            if gone is not None and leaves is not None:
                gone[at : at + n] = leaves[done : done + n]
            columns.update((t.id, at + i) for i, t in enumerate(line.here))
            at, done = at + n, done + n
            if part is not None:
                m = len(part[0])
                key[at : at + m] = np.minimum(part[0], NEVER)
                dur[at : at + m] = part[1]
                at += m
            at += 1
        early = [t for line in lines for t, start in zip(line.here, line.starts, strict=True) if start > self.state.now]
        if early:
            ready = key.copy()
            ready[[columns[t.id] for t in early]] = self.state.now
        return self._finish(
            windows, lines, tracked, (key, key if ready is None else ready, dur, gone), first, columns, ahead
        )

    def _finish(self, windows, lines, tracked, filled, first, columns, ahead) -> Built:  # type: ignore[no-untyped-def]
        key, ready, takes, leaves = filled
        breaks = self.windows.breaks(windows)
        if windows:
            free = self.windows.free(windows, breaks)
            serves = np.array([line.serves for line in lines], bool).T
            speed = np.exp([self.model.services.clerks.get(w.id, 0.0) for w in windows])
        else:
            free, serves, speed = np.full((1, key.shape[1]), NEVER), np.ones((1, len(lines)), bool), np.ones(1)
            breaks = (np.zeros((0, 1)), np.zeros((0, 1)))
        flat = len({(x.rank[0], x.rank[1], x.rank[3]) for x in lines}) == 1 and not any(x.coming for x in lines)
        policy = self.manner.policy
        leads = np.array([x.rank[4] for x in lines]) if policy is not None and policy.name == "default" else None
        turns = self._turns(lines) if self.by_turns else None
        scene = Scene(free, serves, np.array([x.rank[0] for x in lines]), np.array([x.rank[1] for x in lines]), key, ready, takes,
                      leaves, np.array(first), speed, breaks, leads, turns, present=flat and (turns is None or len(lines) == 1))  # fmt: skip
        scene.end = max(self.state.now, self.model.last_call(self.state)) + BEYOND
        if policy is not None and any(x.rank[3] for x in lines):
            scene.tilt, scene.most = np.array([x.rank[3] for x in lines]), 60.0 * policy.most
        working = sum(1 for i in range(len(windows)) if free[i, 0] < NEVER)
        return Built(scene, {t.id: columns[t.id] for t in tracked}, ahead, working)

    def _turns(self, lines: Sequence[Line]) -> Turns:
        policy = self.manner.policy
        assert policy is not None
        run, last = 0, False
        for call in sorted(self.state.calls, key=lambda c: c.at)[::-1]:
            kind = call.cls != "normal"
            if run and kind != last:
                break
            last, run = kind, run + 1
        if run == 0:
            last, run = False, policy.then
        return Turns(np.array([x.rank[2] for x in lines]), policy.first, policy.then, last, run)


def _may_pass(other: Rank, mine: Rank, turns: bool) -> bool:
    """Whether somebody of that rank who comes later may be called first."""
    return other[0] > mine[0] or other[1] > mine[1] or other[3] > mine[3] or (turns and other[2] != mine[2])


def _id(ticket: Ticket) -> tuple[int, float, str]:
    value = ticket.id
    return (0, float(value), "") if isinstance(value, int | float) else (1, 0.0, str(value))
