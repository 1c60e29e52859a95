"""From a moment of a hall and what was learned to a scene that can be played forward."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..hall.values import State, Ticket, Window
from ..policy.order import weight_of
from .habits import hazard_times
from .manner import Manner
from .model import Draws, Model
from .services import LEAST, STEPS
from .simulate import NEVER, Scene, after_break

Array = NDArray[np.float64]


@dataclass(slots=True)
class Built:
    """A scene with the column of each ticket in it; `line` when the columns stand in one calling order for all windows."""

    scene: Scene
    columns: dict[int, int]
    line: bool
    day_shift: float
    windows: int


def connected(state: State, tracked: Sequence[Ticket]) -> tuple[list[Window], set[str]]:
    """Windows and queues that can touch these tickets, directly or through shared windows."""
    queues = {t.queue for t in tracked}
    every = {t.queue for t in state.waiting} | queues
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
    """Builds the scene of one moment. What does not depend on who is asked about is computed once."""

    def __init__(self, model: Model, draws: Draws, state: State) -> None:
        self.model, self.draws, self.state = model, draws, state
        self.manner: Manner = model.manner(state.policy)
        mean, sd = model.services.day_shift(state.served)
        self.day_shift = mean
        self.shift = mean + sd * draws.day
        self.rows = len(draws.day)
        self.last_end: dict[Any, float] = {}
        for one in state.served:
            self.last_end[one.window] = max(self.last_end.get(one.window, 0.0), one.at)
        self._usual: float | None = None

    def windows_free(self, windows: Sequence[Window]) -> Array:
        """(R, W): when each window can call next, before breaks."""
        return np.stack([self._free(w, i) for i, w in enumerate(windows)], axis=1)

    def _free(self, w: Window, i: int) -> Array:
        now = self.state.now
        if w.status == "busy" and w.serving is not None:
            return now + self._remaining(w, i) + self._gap(i, now)
        if w.status == "paused":
            return now + self._pause_left(w, i)
        if w.status == "closed":
            return np.full(self.rows, self._opens(w))
        return np.full(self.rows, now)

    def _opens(self, w: Window) -> float:
        """When a closed window opens again: as planned, else not today."""
        now = self.state.now
        if w.until is not None:
            return max(now, w.until)
        if w.plan is None:
            return self.state.open if now <= self.state.open + 1.0 else NEVER
        return next((begin for begin, _ in w.plan if begin >= now - 1.0), NEVER)

    def _gap(self, i: int, at: float) -> Array:
        table = self.model.habits.gap_table(at)
        return table[(self.draws.gap[:, i % self.draws.gap.shape[1]] * len(table)).astype(int)]

    def _pause_left(self, w: Window, i: int) -> Array:
        now = self.state.now
        if w.until is not None:
            return np.full(self.rows, max(0.0, w.until - now))
        since = w.since if w.since is not None else self.last_end.get(w.id)
        been = 0.0 if since is None else max(0.0, now - since)
        table = self.model.habits.gap_table(now if since is None else since)
        longer = table[table > max(60.0, been)]
        u = self.draws.uniform[:, -1 - i % 64]
        if len(longer) < 4:
            return -np.log(1.0 - u) * 300.0
        return longer[(u * len(longer)).astype(int)] - been

    def _remaining(self, w: Window, i: int) -> Array:
        """Seconds that the person at the window will still need, given how long he has been there."""
        s, at = self.model.services, w.serving
        assert at is not None
        been = max(0.0, self.state.now - at.since)
        level = s.level(at.queue, at.item) + s.clerks.get(w.id, 0.0) + self.shift
        spread = s.spread(at.queue, at.item)
        u = self.draws.uniform[:, -65 - i % 64]
        if been <= LEAST:
            whole = np.exp(level + spread * s.shape[(u * STEPS).astype(int)])
            return np.maximum(0.0, whole - been)
        place = np.searchsorted(s.shape, (log(been) - level) / spread) / STEPS
        place = np.minimum(place, 1.0 - 6.0 / STEPS)
        index = np.minimum(STEPS - 1, ((place + (1.0 - place) * u) * STEPS).astype(int))
        whole = np.exp(level + spread * s.shape[index])
        left = np.where(whole > been, whole - been, -np.log(1.0 - u) * 0.35 * been)
        return self._perhaps_gone(left, been, float(np.mean(place)), i)

    def _perhaps_gone(self, left: Array, been: float, place: float, i: int) -> Array:
        """Early in a service the person may be one who was called and is not there."""
        lost = self.model.habits.lost
        longer = lost[lost > been]
        if not len(longer):
            return left
        a = float(self.model.habits.away[0]) * len(longer) / len(lost)
        share = a / (a + (1.0 - place) * (1.0 - float(self.model.habits.away[0])))
        u = self.draws.away[:, -1 - i % 64]
        gone = u < share
        return np.where(
            gone, longer[np.minimum(len(longer) - 1, (u / max(share, 1e-9) * len(longer)).astype(int))] - been, left
        )

    def takes(self, people: Sequence[Ticket], ready_at: float) -> tuple[Array, Array | None]:
        """(seconds at the window with the gap after it, seconds of the day of giving up) of people, (R, n)."""
        s, habits, n = self.model.services, self.model.habits, len(people)
        columns = np.arange(n) % 384
        level = np.array([s.level(t.queue, t.item) for t in people])
        spread = np.array([s.spread(t.queue, t.item) for t in people])
        z = s.shape[(self.draws.uniform[:, columns] * STEPS).astype(int)]
        takes = np.exp(level + self.shift[:, None] + spread * z)
        waited = np.array([max(0.0, ready_at - t.arrive) for t in people])
        # the chance of being gone is that of the wait at the call, which lies ahead: half as long again is a fair guess
        away = self.draws.away[:, columns] < habits.away_at(waited * 1.3 + 120.0)
        if away.any():
            lost = habits.lost[(self.draws.gap[:, columns] * len(habits.lost)).astype(int)]
            takes = np.where(away, lost, takes)
        table = habits.gap_table(ready_at)
        if table[-1] > 0:
            takes += table[(self.draws.gap[:, (columns + 7) % 384] * len(table)).astype(int)]
        leaves = None
        if habits.leaving.any():
            columns_of = [
                hazard_times(habits.leaving, w, self.draws.leave[:, c]) for w, c in zip(waited, columns, strict=True)
            ]
            leaves = ready_at + np.stack(columns_of, axis=1)
        return takes, leaves

    def breaks(self, windows: Sequence[Window]) -> tuple[Array, Array]:
        """Times in which the windows do not call by their plans, after now. Who works until closing works on after it."""
        now, close = self.state.now, self.state.close
        per: list[list[tuple[float, float]]] = []
        for w in windows:
            own: list[tuple[float, float]] = []
            if w.plan:
                for (_, end), (begin, _) in zip(w.plan, w.plan[1:], strict=False):
                    if begin > now:
                        own.append((end, begin))
                if w.plan[-1][1] < close - 60.0:
                    own.append((w.plan[-1][1], NEVER))
            per.append(own)
        k = max((len(p) for p in per), default=0)
        begins, ends = np.full((len(per), k), NEVER), np.full((len(per), k), NEVER)
        for i, own in enumerate(per):
            for j, (a, b) in enumerate(own):
                begins[i, j], ends[i, j] = a, b
        return begins, ends

    def rank(self, ticket: Ticket) -> tuple[float, float]:
        """(rate, head) of the ticket's line."""
        m = self.manner
        if m.policy is None or m.policy.name != "default":
            return m.rate(ticket.cls), m.head(ticket.cls)
        p, s = m.policy, self.model.services
        weight = weight_of(p, s.mean(ticket.queue, ticket.item), self.usual) if s.count else 1.0
        rate = weight / p.targets.get(ticket.cls, 20.0)
        return rate, rate * 60.0 * p.start

    @property
    def usual(self) -> float:
        """Mean seconds of a service on a usual day, over all."""
        if self._usual is None:
            s = self.model.services
            self._usual = s.mean("", "")
        return self._usual

    def build(self, tracked: Sequence[Ticket]) -> Built:
        """The scene in which these tickets are called."""
        windows, queues = connected(self.state, tracked)
        manner = self.manner
        mine = {id(t) for t in tracked}
        people = (
            [t for t in self.state.waiting if t.queue in queues and all(t.id != x.id for x in tracked)]
            if len(tracked) < 4
            else [t for t in self.state.waiting if t.queue in queues and t.id not in {x.id for x in tracked}]
        )
        people += list(tracked)
        ranks = {id(t): self.rank(t) for t in people}
        flat = len(set(ranks.values())) == 1
        starts = {id(t): manner.start(t) for t in people}
        if flat and len(tracked) == 1:
            me = tracked[0]
            people = [t for t in people if t is me or (starts[id(t)], str(t.id)) < (starts[id(me)], str(me.id))]
        sets = {t.queue: tuple(w.serves(t.queue) for w in windows) for t in people}
        pooled = flat and len(set(sets.values())) == 1 and all(next(iter(sets.values()), ()))
        lines: dict[Any, list[Ticket]] = {}
        for t in people:
            lines.setdefault("" if pooled else (sets[t.queue], ranks[id(t)]), []).append(t)
        order: list[Ticket | None] = []
        first, rate, head, serves = [], [], [], []
        for _kind, own in lines.items():
            own.sort(key=lambda t: (starts[id(t)], str(t.id)))
            first.append(len(order))
            rate.append(ranks[id(own[0])][0])
            head.append(ranks[id(own[0])][1])
            serves.append(sets[own[0].queue])
            order += [*own, None]
        del mine
        return self._scene(windows, order, first, rate, head, serves, starts, pooled, tracked)

    def _scene(self, windows, order, first, rate, head, serves, starts, pooled, tracked) -> Built:
        now = self.state.now
        real = [t for t in order if t is not None]
        at = np.array([i for i, t in enumerate(order) if t is not None])
        takes = np.zeros((self.rows, len(order)))
        leaves = None
        filled, gone = self.takes(real, now)
        takes[:, at] = filled
        asked = {id(t) for t in tracked}
        if gone is not None:
            leaves = np.full((self.rows, len(order)), np.inf)
            leaves[:, at] = gone
            leaves[:, [i for i, t in enumerate(order) if t is not None and id(t) in asked]] = np.inf
        key = np.full((self.rows, len(order)), NEVER)
        key[:, at] = [starts[id(t)] for t in real]
        ready = key
        if (key[:, at] > now).any():
            ready = np.full((self.rows, len(order)), NEVER)
            ready[:, at] = now
        speed = np.exp([self.model.services.clerks.get(w.id, 0.0) for w in windows])
        breaks = self.breaks(windows)
        free = self.windows_free(windows) if windows else np.full((self.rows, 1), NEVER)
        if breaks[0].shape[1]:
            for i in range(len(windows)):
                free[:, i] = after_break(breaks, np.full(self.rows, i), free[:, i])
        policy = self.manner.policy
        lead = 60.0 * policy.lead if policy is not None and policy.name == "default" else None
        scene = Scene(
            free,
            np.array(serves, bool).T if windows else np.ones((1, len(first)), bool),
            np.array(rate),
            np.array(head),
            key,
            ready,
            takes,
            leaves,
            np.array(first),
            speed if windows else np.ones(1),
            breaks if windows else (np.zeros((1, 0)), np.zeros((1, 0))),
            lead,
        )
        columns = {id(t): i for i, t in enumerate(order) if t is not None}
        return Built(scene, {id(t): columns[id(t)] for t in tracked}, pooled, self.day_shift, len(windows))
