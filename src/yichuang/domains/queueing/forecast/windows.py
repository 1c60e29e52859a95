"""When each window can call next: what is left of the service at it, its pause, its plan."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..hall.values import Serving, State, Window
from .habits import with_plan
from .model import COLUMNS, PERSONS, Draws, Model, column_of
from .services import LEAST, STEPS
from .simulate import NEVER, after_break

Array = NDArray[np.float64]
SHORT = 90.0
"""A window that is idle though people wait calls within so many seconds: longer gaps are pauses, and shown as such."""


class Windows:
    """The windows of one moment. Uses its own columns of the shared draws, so that a window keeps its luck from one
    forecast to the next."""

    def __init__(self, model: Model, draws: Draws, state: State, shift: Array) -> None:
        self.model, self.draws, self.state, self.shift = model, draws, state, shift
        self.rows = len(shift)
        self.plans = model.habits.plans
        self.last_end: dict[Any, float] = {}
        for one in state.served:
            if one.at > self.last_end.get(one.window, 0.0):
                self.last_end[one.window] = one.at

    def free(self, windows: Sequence[Window], breaks: tuple[Array, Array]) -> Array:
        """(W, R)."""
        now = self.state.now
        windows = [self._known(with_plan(w, self.plans)) for w in windows]
        found = np.full((len(windows), self.rows), NEVER)
        own = [column_of(w.id, COLUMNS - PERSONS) for w in windows]
        busy = [i for i, w in enumerate(windows) if w.status == "busy"]
        if busy:
            found[busy] = now + self._remaining([windows[i] for i in busy], [own[i] for i in busy])
        for i, w in enumerate(windows):
            if w.status == "idle":
                found[i] = now + self._idle(w, own[i])
            elif w.status == "paused":
                found[i] = now + self._pause_left(w, own[i])
            elif w.status == "closed":
                found[i] = self._opens(w, own[i])
        return after_break(breaks, np.arange(len(windows))[:, None], found)

    def _known(self, w: Window) -> Window:
        """A window that is busy serves somebody, if nobody says whom: for as long as any service takes, begun when its last one had ended."""
        if w.status != "busy" or w.serving is not None:
            return w
        since = w.since if w.since is not None else self.last_end.get(w.id, self.state.now)
        return replace(w, serving=Serving("", "", since))

    def _opens(self, w: Window, i: int) -> Array | float:
        """When a closed window opens again: as announced, as planned, else as pauses at this hour used to last, while past
        days say that somebody works there later."""
        now = self.state.now
        if w.until is not None:
            return max(now, w.until)
        if now <= self.state.open + 1.0 and w.plan is None:
            return max(now, self.state.open)
        if w.plan is not None:
            since = self.last_end.get(w.id)
            inside = any(begin <= now - 1.0 and now < end for begin, end in w.plan)
            if inside and since is not None and self.model.habits.gap_table(since)[-2] > now - since:
                return now + self._pause_left(w, i)  # a pause that is shown as closed
            if inside and since is None and not self.model.days:
                return (
                    NEVER  # it should be open, nobody has called from it today, and no past day says that somebody will
                )
            return next((begin for begin, _ in w.plan if begin >= now - 1.0), NEVER)
        return now + self._pause_left(w, i) if now < self.model.habits.busy_until.get(w.id, 0.0) else NEVER

    def _column(self, table: Array, i: int) -> Array:
        return table[PERSONS + i]

    def _idle(self, w: Window, i: int) -> Array | float:
        """The moment that a clerk takes between two people, if one has just gone. A window that could have called somebody
        by now is surely in it; else it may be ready."""
        now = self.state.now
        since = self.last_end.get(w.id)
        if since is None or now - since > SHORT:
            return 0.0
        table = self.model.habits.gap_table(since)
        table = table[table <= SHORT]
        longer = table[table >= now - since - 1.0]
        if not len(longer):
            return 0.0
        could = any(t.arrive < now - 1.0 and w.serves(t.queue) for t in self.state.waiting)
        share = 1.0 if could else len(longer) / len(table)
        u = self._column(self.draws.gap, i)
        index = np.minimum(len(longer) - 1, (u / share * len(longer)).astype(int))
        return np.asarray(np.where(u < share, np.maximum(0.0, longer[index] - (now - since)), 0.0))

    def _pause_left(self, w: Window, i: int) -> Array:
        now = self.state.now
        if w.until is not None:
            return np.full(self.rows, max(0.0, w.until - now))
        since = w.since if w.since is not None else self.last_end.get(w.id)
        been = 0.0 if since is None else max(0.0, now - since)
        table = self.model.habits.gap_table(now if since is None else since)
        longer = table[table > max(SHORT, been)]
        u = self._column(self.draws.uniform, i)
        if len(longer) < 4:
            return -np.log(1.0 - u) * 300.0
        return np.asarray(longer[(u * len(longer)).astype(int)] - been)

    def _remaining(self, windows: Sequence[Window], at: Sequence[int]) -> Array:
        """(n, R): seconds that the people at the windows still need given how long they have been there, and the gap."""
        s, now = self.model.services, self.state.now
        columns = [PERSONS + i for i in at]
        served = [w.serving for w in windows if w.serving is not None]
        been = np.array([max(0.0, now - x.since) for x in served])[:, None]
        level = np.array(
            [s.level(x.queue, x.item) + s.clerks.get(w.id, 0.0) for w, x in zip(windows, served, strict=True)]
        )[:, None]
        spread = np.array([s.spread(x.queue, x.item) for x in served])[:, None]
        u = self.draws.uniform[columns]
        long_ = np.log(np.maximum(been, LEAST))
        place = np.searchsorted(s.shape, ((long_ - level - self.shift.mean()) / spread)) / STEPS
        place = np.where(been <= LEAST, 0.0, np.minimum(place, 1.0 - 6.0 / STEPS))
        index = np.minimum(STEPS - 1, ((place + (1.0 - place) * u) * STEPS).astype(int))
        whole = np.exp(level + self.shift + spread * s.shape[index])
        left = np.where(whole > been, whole - been, -np.log(1.0 - u) * 0.35 * been)
        left = self._perhaps_gone(left, been, place, columns)
        table = self.model.habits.gap_table(now)
        if table[-1] > 0:
            left += table[(self.draws.gap[columns] * len(table)).astype(int)]
        return left

    def _perhaps_gone(self, left: Array, been: Array, place: Array, columns: Sequence[int]) -> Array:
        """Early in a service the person may be one who was called and is not there."""
        habits = self.model.habits
        longer = 1.0 - np.searchsorted(habits.lost, been, "right") / len(habits.lost)
        a = float(habits.away[0])
        share = a * longer / (a * longer + (1.0 - place) * (1.0 - a))
        if not (share > 0.003).any():
            return left
        u = self.draws.away[columns]
        start = (1.0 - longer) * len(habits.lost)
        index = start + u / np.maximum(share, 1e-9) * (len(habits.lost) - start)
        lost = habits.lost[np.minimum(len(habits.lost) - 1, index).astype(int)] - been
        return np.where(u < share, np.maximum(lost, 0.0), left)

    def breaks(self, windows: Sequence[Window]) -> tuple[Array, Array]:
        """Times in which the windows do not call by their plans, after now, (K, W). Who works until closing works on after it."""
        now, close = self.state.now, self.state.close
        per: list[list[tuple[float, float]]] = []
        for window in windows:
            w = with_plan(window, self.plans)
            own: list[tuple[float, float]] = []
            if w.plan:
                for (_, end), (begin, _) in zip(w.plan, w.plan[1:], strict=False):
                    if begin > now:
                        own.append((end, begin))
                if w.plan[-1][1] < close - 60.0:
                    own.append((w.plan[-1][1], NEVER))
            per.append(own)
        k = max((len(p) for p in per), default=0)
        begins, ends = np.full((k, len(per)), NEVER), np.full((k, len(per)), NEVER)
        for i, own in enumerate(per):
            for j, (a, b) in enumerate(own):
                begins[j, i], ends[j, i] = a, b
        return begins, ends
