"""The hall played forward many times at once: one numpy row per replication, all rows step by step together.

Each step takes, in every row, the window that is free first and lets it call whoever ranks highest among the heads of the
lines it serves. A step costs some twenty numpy calls whatever the number of rows, and is one call in every row. Where nobody can
pass those who came before him (`in_order`), a step is a person and costs half of that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
NEVER = 1e9
FIRST = 1e7
"""Added to the rank of lines whose turn it is: more than any wait."""


@dataclass(slots=True)
class Turns:
    """For `ratio`: which lines are urgent (G), how many urgent and then how many normal calls, and the run until now."""

    urgent: NDArray[np.bool_]
    first: int
    then: int
    last_urgent: bool
    run: int


@dataclass(slots=True)
class Scene:
    """What is played. R rows, W windows, G lines, C columns of people; a line's people stand in neighbouring columns by
    `key`, closed by a column that is NEVER.

    free (R, W): when each window can call next. serves (W, G). rate, head (G): rank = rate × (t − key) + head.
    key, ready, takes (R, C): where waiting counts from, from when the person is there, seconds at the window.
    leaves (R, C) or None: when he gives up. first (G): first column of each line. speed (W): factor of the clerk.
    breaks: per window [begin, end) in which it does not call, (W, K). leads (G): starvation bound in seconds or None. tilt (G), most:
    short items gain tilt × their wait, within ±most seconds.
    `present`: everybody is already there and all lines have one rank, so that only `key` decides, in every row alike: `in_order` plays it.
    """

    free: Array
    serves: NDArray[np.bool_]
    rate: Array
    head: Array
    key: Array
    ready: Array
    takes: Array
    leaves: Array | None
    first: NDArray[np.int64]
    speed: Array
    breaks: tuple[Array, Array]
    leads: Array | None = None
    turns: Turns | None = None
    tilt: Array | None = None
    most: float = 0.0
    present: bool = False


def after_break(breaks: tuple[Array, Array], windows: Any, at: Array) -> Array:
    """The instants, or the end of the break they fall into."""
    begins, ends = breaks
    for k in range(begins.shape[1]):
        end = ends[windows, k]
        at = np.where((at >= begins[windows, k]) & (at < end), end, at)
    return at


def in_order(scene: Scene, wanted: Sequence[int]) -> Array:
    """Call times (R, n) of these columns in a scene where only `key` decides. Everybody is there, so that each in his turn takes the
    window, of those that serve his line, which is free first: the very calls that windows make who take the eldest they may."""
    keys = scene.key[0]
    order = np.argsort(keys, kind="stable")
    order = order[: int(np.flatnonzero(np.isin(order, wanted))[-1]) + 1]
    order = order[keys[order] < NEVER]
    rows, (windows, lines) = len(scene.free), scene.serves.shape
    line = np.searchsorted(scene.first, order, "right") - 1
    mine = [np.flatnonzero(scene.serves[:, g]) for g in range(lines)]
    takes = np.ascontiguousarray(scene.takes[:, order].T)
    leaves = None if scene.leaves is None else np.ascontiguousarray(scene.leaves[:, order].T)
    speed = None if np.all(scene.speed == 1.0) else scene.speed
    free, seat0 = scene.free.copy(), np.arange(rows) * windows
    flat, pausing = free.ravel(), scene.breaks[0].min(initial=NEVER)
    called = np.full(scene.key.shape, NEVER).T
    for i, g in enumerate(line):
        own = mine[g]
        if not len(own):
            continue
        w = free.argmin(1) if len(own) == windows else own[free[:, own].argmin(1)] if len(own) > 1 else own
        seat = seat0 + w
        at = flat[seat]
        lasts = takes[i] if speed is None else takes[i] * speed[w]
        if leaves is not None:
            lasts = lasts * (leaves[i] >= at)
        until = at + lasts
        if until.max() >= pausing:
            until = after_break(scene.breaks, w, until)
        called[order[i]] = at
        flat[seat] = until
    return np.minimum(called[list(wanted)].T, NEVER)


class Play:
    """Lines of different ranks and windows of different skills. `called` (R × C, flat) holds the call times reached.

    What is kept of lines stands as (G, R): numpy goes through a row of replications at once, and there are more of them than of lines.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        rows, self.width = scene.key.shape
        self.base = np.arange(rows) * self.width
        self.free = scene.free.copy()
        self.key, self.takes = scene.key.ravel(), scene.takes.ravel()
        self.leaves = None if scene.leaves is None else scene.leaves.ravel()
        self.apart = scene.ready is not scene.key
        self.ready = scene.ready.ravel() if self.apart else self.key
        self.heads = scene.first[:, None] + self.base
        self.keys = self.key.take(self.heads)
        self.readies = self.ready.take(self.heads) if self.apart else self.keys
        self.shut = np.ascontiguousarray(~scene.serves.T)
        self.even = bool(np.all(scene.speed == 1.0))
        self.pausing = scene.breaks[0].min(initial=NEVER)
        self.called = np.full(rows * self.width, NEVER)
        self.windows = scene.free.shape[1]
        self.rate, self.head = scene.rate[:, None], scene.head[:, None]
        self.tilt = None if scene.tilt is None else scene.tilt[:, None]
        self.leads = None if scene.leads is None else scene.leads[:, None]
        self.urgent = None if scene.turns is None else scene.turns.urgent[:, None]
        self._count(rows)
        if scene.turns is not None:
            self.last_urgent = np.full(rows, scene.turns.last_urgent)
            self.run = np.full(rows, scene.turns.run)

    def _count(self, rows: int) -> None:
        self.rows = np.arange(rows)
        self.by_window = self.rows * self.windows

    def until(self, wanted: Any, steps: int) -> Array:
        """Play until everyone in the `wanted` columns is called in every row, or `steps` are over; their call times."""
        wanted = np.atleast_1d(np.asarray(wanted))
        for step in range(steps):
            if step % 8 == 7 and self._drop_finished(wanted):
                break
            if not self._step():
                break
        return self.called.reshape(-1, self.width)[:, wanted]

    def _drop_finished(self, wanted: Any) -> bool:
        open_ = (self.called.take(self.base[:, None] + wanted) >= NEVER).any(1)
        n = int(np.count_nonzero(open_))
        if n == 0:
            return True
        if n < 0.75 * len(self.base):
            self.base, self.free = self.base[open_], self.free[open_]
            # compress, not an index by a mask: the rows must stay where `ravel` gives a view of them
            self.heads, self.keys = self.heads.compress(open_, 1), self.keys.compress(open_, 1)
            self.readies = self.readies.compress(open_, 1) if self.apart else self.keys
            if self.scene.turns is not None:
                self.last_urgent, self.run = self.last_urgent[open_], self.run[open_]
            self._count(n)
        return False

    def _rank(self, t: Array, out: NDArray[np.bool_]) -> Array:
        """(G, R): rank of each line's head for the window that is free; minus infinity where it may not be called (`out`, to
        which those beyond the bound are added)."""
        scene = self.scene
        waited = t - self.keys
        if self.tilt is None:
            rank = waited * self.rate
        else:
            rank = np.maximum(waited, 0.0) * self.tilt if self.apart else waited * self.tilt
            np.minimum(rank, scene.most, out=rank)
            np.maximum(rank, -scene.most, out=rank)
            rank += waited
            rank *= self.rate
        # whoever came before his booked time has no right yet to the head start of his class
        rank += np.where(rank < 0.0, 0.0, self.head) if self.apart else self.head
        if self.leads is not None:
            oldest = np.where(out, np.inf, self.keys).min(0)
            out |= self.keys > oldest + self.leads
        np.putmask(rank, out, -np.inf)
        if scene.turns is not None:
            turn = np.where(self.last_urgent, self.run < scene.turns.first, self.run >= scene.turns.then)
            rank[(self.urgent & (self.keys <= t)) == turn] += FIRST
        return rank

    def _step(self) -> bool:
        w = self.free.argmin(1)
        seat = self.by_window + w
        t = self.free.ravel().take(seat)
        over = t.max() >= NEVER
        if over and t.min() >= NEVER:
            return False
        out = self.shut.take(w, 1)
        out |= self.readies > t
        rank = self._rank(t, out)
        g = rank.argmax(0)
        place = g * len(t) + self.rows
        ok = rank.ravel().take(place) > -np.inf
        if over:
            ok &= t < NEVER
        column = self.heads.ravel().take(place)
        until = self.takes.take(column)
        if not self.even:
            until *= self.scene.speed.take(w)
        if self.leaves is not None:
            until *= self.leaves.take(column) >= t
        until += t
        if ok.all():
            self._advance(None, place, column, t, g)
        else:
            until = np.where(ok, until, self._coming(w, t))
            self._advance(ok, place[ok], column[ok], t[ok], g[ok])
        if until.max() >= self.pausing:
            until = np.minimum(after_break(self.scene.breaks, w, until), NEVER)
        self.free.ravel()[seat] = until
        return True

    def _coming(self, w: Any, t: Array) -> Array:
        """When the next person comes whom an idle window may call."""
        away = self.shut.take(w, 1) | (self.readies <= t)
        return np.asarray(np.where(away, NEVER, self.readies).min(0))

    def _advance(self, ok: NDArray[np.bool_] | None, place: Any, column: Any, t: Array, g: Any) -> None:
        """The heads at `place` are called, and the next of their lines step up; `ok`: in which rows, if not in all."""
        self.called[column] = t
        column = column + 1
        self.heads.ravel()[place] = column
        self.keys.ravel()[place] = self.key.take(column)
        if self.apart:
            self.readies.ravel()[place] = self.ready.take(column)
        turns = self.scene.turns
        if turns is not None:
            rows: Any = slice(None) if ok is None else ok
            urgent = turns.urgent.take(g)
            same = urgent == self.last_urgent[rows]
            self.run[rows] = np.where(same, self.run[rows] + 1, 1)
            self.last_urgent[rows] = urgent
