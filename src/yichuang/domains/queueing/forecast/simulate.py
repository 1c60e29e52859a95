"""The hall played forward many times at once: one numpy row per replication, all rows step by step together.

Each step takes, in every row, the window that is free first and lets it call whoever ranks highest in the heads of the
lines it serves. Cost: about twenty numpy calls a step whatever the number of rows; a step is one call in every row.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
NEVER = 1e9


@dataclass(slots=True)
class Scene:
    """What is played. R rows, W windows, G lines, C columns of people; a line's people stand in neighbouring columns by
    `key`, closed by a column that is NEVER.

    free (R, W): when each window can call next. serves (W, G). rate, head (G): rank = rate × (t − key) + head.
    key, ready, takes (R, C): where waiting counts from, from when the person is there, seconds at the window.
    leaves (R, C) or None: when he gives up. first (G): first column of each line. speed (W): factor of the clerk.
    breaks: per window [begin, end) in which it does not call, (W, K). lead: starvation bound in seconds or None.
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
    lead: float | None = None
    turns: Any = None


def after_break(breaks: tuple[Array, Array], windows: Any, at: Array) -> Array:
    """The instants, or the end of the break they fall into."""
    begins, ends = breaks
    for k in range(begins.shape[1]):
        end = ends[windows, k]
        at = np.where((at >= begins[windows, k]) & (at < end), end, at)
    return at


def one_line(scene: Scene, people: int) -> Array:
    """Call times (R, people) when every window serves everybody and the columns stand in calling order."""
    free, takes, speed, leaves = scene.free.copy(), scene.takes, scene.speed, scene.leaves
    rows = np.arange(len(free))
    called = np.empty((len(free), people))
    even, breaks = bool(np.all(speed == 1.0)), scene.breaks[0].shape[1] > 0
    single = free.shape[1] == 1
    for i in range(people):
        w = 0 if single else free.argmin(1)
        at = free[:, 0] if single else free[rows, w]
        called[:, i] = at
        until = at + (takes[:, i] if even else takes[:, i] * speed[w])
        if leaves is not None:
            until = np.where(leaves[:, i] < at, at, until)
        if breaks:
            until = after_break(scene.breaks, w, until)
        if single:
            free[:, 0] = until
        else:
            free[rows, w] = until
    return called


class Play:
    """Lines of different ranks and windows of different skills. `called` (R, C) holds the call times that were reached."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.rows = np.arange(len(scene.free))
        self.free = scene.free.copy()
        self.at_head = np.broadcast_to(scene.first, (len(self.rows), len(scene.first))).copy()
        self.keys = scene.key[self.rows[:, None], self.at_head]
        self.apart = scene.ready is not scene.key
        self.readies = scene.ready[self.rows[:, None], self.at_head] if self.apart else self.keys
        self.bars = np.where(scene.serves, 0.0, -np.inf)
        self.called = np.full(scene.key.shape, NEVER)
        self.local = np.arange(len(self.rows))

    def until(self, wanted: Any, steps: int) -> Array:
        """Play until everyone in the `wanted` columns is called in every row, or `steps` are over; their call times."""
        wanted = np.atleast_1d(np.asarray(wanted))
        for step in range(steps):
            if step % 6 == 5 and self._drop_finished(wanted):
                break
            if not self._step():
                break
        return self.called[:, wanted]

    def _drop_finished(self, wanted: Any) -> bool:
        open_ = (self.called[self.rows[:, None], wanted] >= NEVER).any(1)
        n = int(open_.sum())
        if n == 0:
            return True
        if n < 0.7 * len(self.rows):
            self.rows, self.free, self.at_head, self.keys = (
                x[open_] for x in (self.rows, self.free, self.at_head, self.keys)
            )
            self.readies = self.readies[open_] if self.apart else self.keys
            self.local = np.arange(n)
        return False

    def _step(self) -> bool:
        scene, local = self.scene, self.local
        w = self.free.argmin(1)
        t = self.free[local, w]
        if t.min() >= NEVER:
            return False
        now = t[:, None]
        bar = self.bars[w]
        rank = scene.rate * (now - self.keys)
        rank += scene.head
        rank += bar
        absent = self.readies > now
        rank[absent] = -np.inf
        if scene.lead is not None:
            oldest = np.where(np.isneginf(rank), np.inf, self.keys).min(1)
            rank[self.keys > (oldest + scene.lead)[:, None]] = -np.inf
        g = rank.argmax(1)
        ok = rank[local, g] > -np.inf
        column = self.at_head[local, g]
        until = t + scene.takes[self.rows, column] * scene.speed[w]
        if scene.leaves is not None:
            until = np.where(scene.leaves[self.rows, column] < t, t, until)
        if ok.all():
            self._advance(local, g, column, t)
        else:
            coming = np.where(np.isneginf(bar) | (self.readies <= now), NEVER, self.readies).min(1)
            until = np.where(ok, until, coming)
            some = np.flatnonzero(ok)
            self._advance(local[some], g[some], column[some], t[some])
        if scene.breaks[0].shape[1]:
            until = after_break(scene.breaks, w, until)
        self.free[local, w] = np.minimum(until, NEVER)
        return True

    def _advance(self, local: Any, g: Any, column: Any, t: Array) -> None:
        rows = self.rows[local]
        self.called[rows, column] = t
        self.at_head[local, g] = column + 1
        self.keys[local, g] = self.scene.key[rows, column + 1]
        if self.apart:
            self.readies[local, g] = self.scene.ready[rows, column + 1]
