"""The hall played forward many times at once: one replication a row (R of them), all rows step by step together.

Each step takes, in every row, the window that is free first and lets it call whoever ranks highest among the heads of the
lines it serves. A step costs some thirty numpy calls whatever the number of rows, and is one call in every row. Where nobody can
pass those who came before him (`in_order`), a step is a person and costs half of that. A scene has the rows last, so that what
concerns one person or one window lies together while it is put together.
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

    free (W, R): when each window can call next. serves (W, G). rate, head (G): rank = rate × (t − key) + head.
    key, ready, takes (C, R): where waiting counts from, from when the person is there, seconds at the window.
    leaves (C, R) or None: when he gives up. first (G): first column of each line. speed (W): factor of the clerk.
    breaks: per window [begin, end) in which it does not call, (K, W). leads (G): starvation bound in seconds or None. tilt (G), most:
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
    """The instants, or the end of the break that each falls into. `windows`: one for each, or one for all."""
    for begins, ends in zip(*breaks, strict=True):
        end = ends.take(windows)
        at = np.where((at >= begins.take(windows)) & (at < end), end, at)
    return at


def in_order(scene: Scene, wanted: Sequence[int]) -> Array:
    """Call times (n, R) of these columns in a scene where only `key` decides. Everybody is there, so that each in his turn takes the
    window, of those that serve his line, which is free first: the very calls that windows make who take the eldest they may."""
    keys = scene.key[:, 0]
    order = np.argsort(keys, kind="stable")
    order = order[: int(np.flatnonzero(np.isin(order, wanted))[-1]) + 1]
    order = order[keys[order] < NEVER]
    windows, rows = scene.free.shape
    line = np.searchsorted(scene.first, order, "right") - 1
    mine = [np.flatnonzero(scene.serves[:, g]) for g in range(scene.serves.shape[1])]
    speed = None if np.all(scene.speed == 1.0) else scene.speed
    # the one array with a row's windows together: the first to be free is looked for among them
    free, seat0 = np.ascontiguousarray(scene.free.T), np.arange(rows) * windows
    flat, pausing = free.ravel(), scene.breaks[0].min(initial=NEVER)
    called = np.full(scene.key.shape, NEVER)
    for column, g in zip(order, line, strict=True):
        own = mine[g]
        if not len(own):
            continue
        w = free.argmin(1) if len(own) == windows else own[free[:, own].argmin(1)] if len(own) > 1 else own
        seat = seat0 + w
        at = flat[seat]
        lasts = scene.takes[column] if speed is None else scene.takes[column] * speed[w]
        if scene.leaves is not None:
            lasts = lasts * (scene.leaves[column] >= at)
        until = at + lasts
        if until.max() >= pausing:
            until = after_break(scene.breaks, w, until)
        called[column] = at
        flat[seat] = until
    return np.minimum(called[list(wanted)], NEVER)


class Play:
    """Lines of different ranks and windows of different skills. `called` (R × C, flat) holds the call times reached.

    Here the people and the windows of a row stand together, since a step goes in each row from one to the next of them. What is kept
    of lines stands as (G, R): numpy goes through a row of replications at once, and there are more of them than of lines.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.width, self.whole = scene.key.shape
        self.windows = len(scene.free)
        self.free = np.ascontiguousarray(scene.free.T)
        self.key, self.takes = scene.key.T.ravel(), scene.takes.T.ravel()
        self.leaves = None if scene.leaves is None else scene.leaves.T.ravel()
        self.apart = scene.ready is not scene.key
        self.ready = scene.ready.T.ravel() if self.apart else self.key
        self._count(np.arange(self.whole) * self.width)
        self.heads = scene.first[:, None] + self.base
        self.keys = self.key.take(self.heads)
        self.readies = self.ready.take(self.heads) if self.apart else self.keys
        self.shut = np.ascontiguousarray(~scene.serves.T)
        self.even = bool(np.all(scene.speed == 1.0))
        self.pausing = scene.breaks[0].min(initial=NEVER)
        self.called = np.full(self.width * self.whole, NEVER)
        self.rate, self.head = scene.rate[:, None], scene.head[:, None]
        self.tilt = None if scene.tilt is None else scene.tilt[:, None]
        self.leads = None if scene.leads is None else scene.leads[:, None]
        self.urgent = None if scene.turns is None else scene.turns.urgent[:, None]
        if scene.turns is not None:
            self.last_urgent = np.full(self.whole, scene.turns.last_urgent)
            self.run = np.full(self.whole, scene.turns.run)

    def _count(self, base: NDArray[np.int64]) -> None:
        """`base`: the rows that are still played."""
        self.base = base
        self.rows = np.arange(len(base))
        self.by_window = self.rows * self.windows

    def until(self, wanted: Any, steps: int) -> Array:
        """Play until everyone in the `wanted` columns is called in every row, or `steps` are over; their call times (n, R)."""
        wanted = np.atleast_1d(np.asarray(wanted))
        for step in range(steps):
            if step % 8 == 7 and self._drop_finished(wanted):
                break
            if not self._step():
                break
        return self.called.reshape(self.whole, self.width)[:, wanted].T

    def _drop_finished(self, wanted: Any) -> bool:
        open_ = (self.called.take(wanted[:, None] + self.base) >= NEVER).any(0)
        n = int(np.count_nonzero(open_))
        if n == 0:
            return True
        if n < 0.75 * len(self.base):
            self.free = self.free[open_]
            # compress, not an index by a mask: the rows must stay where `ravel` gives a view of them
            self.heads, self.keys = self.heads.compress(open_, 1), self.keys.compress(open_, 1)
            self.readies = self.readies.compress(open_, 1) if self.apart else self.keys
            if self.scene.turns is not None:
                self.last_urgent, self.run = self.last_urgent[open_], self.run[open_]
            self._count(self.base[open_])
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
