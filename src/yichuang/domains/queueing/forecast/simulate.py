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

FAR = 1e18
"""Taken off the rank of whom the window may not call; sooner than to put something in its place, as that takes a branch for each."""

SHUT = 1e10
"""Added to the times of lines that a window does not serve: beyond all times."""


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
    `end`: from then on it does not matter when somebody is called, only that he was not before.
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
    end: float = NEVER


def after_break(breaks: tuple[Array, Array], windows: Any, at: Array) -> Array:
    """The instants, or the end of the break that each falls into. `windows`: one for each, or one for all."""
    for begins, ends in zip(*breaks, strict=True):
        at = np.where(at >= begins.take(windows), np.maximum(at, ends.take(windows)), at)
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
    over = [not len(own) for own in mine]
    for step, (column, g) in enumerate(zip(order, line, strict=True)):
        own = mine[g]
        if over[g]:
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
        if step % 16 == 15 and at.min() >= scene.end:
            over[g] = True  # windows are free later and later: nobody behind him in his line is called sooner
    return np.minimum(called[list(wanted)], NEVER)


class Play:
    """Lines of different ranks and windows of different skills. `called` (C × R, flat) holds the call times reached.

    What is kept of lines and windows stands as (R, G) and (R, W), and each line's figures are spread over the rows: a step is so
    small that it costs what its calls of numpy cost, and those go fastest through one long row of numbers.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.width, self.whole = scene.key.shape
        self.lines, self.windows = len(scene.first), len(scene.free)
        self.free = np.ascontiguousarray(scene.free.T)
        self.key, self.takes = scene.key.ravel(), scene.takes.ravel()
        self.leaves = None if scene.leaves is None else scene.leaves.ravel()
        self.apart = scene.ready is not scene.key
        self.ready = scene.ready.ravel() if self.apart else self.key
        self.early = scene.key[scene.ready < scene.key].max(initial=0.0) if self.apart else 0.0
        base = np.arange(self.whole)
        self.heads = scene.first * self.whole + base[:, None]
        self.keys = self.key.take(self.heads)
        self.readies = self.ready.take(self.heads) if self.apart else self.keys
        self.shut = None if scene.serves.all() else np.where(scene.serves, 0.0, SHUT)
        self.even = bool(np.all(scene.speed == 1.0))
        begins, ends = scene.breaks
        self.pausing, self.pause = bool((begins < NEVER).any()), begins.min(initial=NEVER)
        self.over = ends[begins < NEVER].max(initial=0.0)
        self.ending = bool((scene.free >= NEVER).any() or ((begins < NEVER) & (ends >= NEVER)).any())
        self.called = np.full(self.width * self.whole, NEVER)
        if scene.turns is not None:
            self.last_urgent = np.full(self.whole, scene.turns.last_urgent)
            self.run = np.full(self.whole, scene.turns.run)
        self._count(base)

    def _count(self, base: NDArray[np.int64]) -> None:
        """`base`: the rows that are still played."""
        scene, n = self.scene, len(base)
        self.base = base
        self.by_line, self.by_window = np.arange(n) * self.lines, np.arange(n) * self.windows
        self.next = np.full(n, self.whole)
        # views: what is written there is seen in the arrays themselves
        self.seats, self.places, self.each = self.free.ravel(), self.heads.ravel(), self.keys.ravel()
        self.rate, self.head = np.tile(scene.rate, (n, 1)), np.tile(scene.head, (n, 1))
        if scene.tilt is not None:
            self.tilt = np.tile(scene.tilt, (n, 1))
            self.most = np.full((n, self.lines), scene.most)
            self.least = -self.most
        if scene.leads is not None:
            self.leads = np.tile(scene.leads, (n, 1))

    def until(self, wanted: Any) -> Array:
        """Play until everyone in the `wanted` columns is called in every row, or its time is over; their call times (n, R), NEVER where nobody
        calls them any more."""
        wanted = np.atleast_1d(np.asarray(wanted))
        for step in range(
            (self.windows + 2) * self.width + 60
        ):  # each who comes may be looked for by every idle window
            if step % 8 == 7 and self._drop_finished(wanted):
                break
            if not self._step():
                break
        return self.called.reshape(self.width, self.whole)[wanted]

    def _drop_finished(self, wanted: Any) -> bool:
        open_ = (self.called.take(wanted[:, None] * self.whole + self.base) >= NEVER).any(0)
        open_ &= self.free.min(1) < self.scene.end
        n = int(np.count_nonzero(open_))
        if n == 0:
            return True
        if n < 0.75 * len(self.base):
            self.free, self.heads, self.keys = self.free[open_], self.heads[open_], self.keys[open_]
            self.readies = self.readies[open_] if self.apart else self.keys
            if self.scene.turns is not None:
                self.last_urgent, self.run = self.last_urgent[open_], self.run[open_]
            self._count(self.base[open_])
        at = self.free.min()
        self.pausing = self.pausing and at < self.over
        if self.apart and at >= self.early:
            self.apart, self.readies = False, self.keys
        return False

    def _rank(self, waited: Array) -> Array:
        """(R, G): rank of each line's head after so long a wait."""
        if self.scene.tilt is None:
            rank = waited * self.rate
        else:
            rank = waited * self.tilt
            np.minimum(rank, self.most, out=rank)
            np.maximum(rank, self.least, out=rank)
            rank += waited
            rank *= self.rate
        rank += self.head
        return rank

    def _best(self, w: Any, t: Array) -> tuple[Any, Array]:
        """(R) the line whose head the window calls that is free, and from when the waiting of the eldest whom it may call counts: after `t`
        where nobody's time has come."""
        keys = self.keys if self.shut is None else self.keys + self.shut.take(w, 0)
        waited = t[:, None] - keys
        out = waited < 0.0
        eldest = keys.ravel().take(keys.argmin(1) + self.by_line)
        rank = self._rank(waited)
        if self.scene.leads is not None:
            out |= keys > eldest[:, None] + self.leads
        rank -= out * FAR
        turns = self.scene.turns
        if turns is not None:
            turn = np.where(self.last_urgent, self.run < turns.first, self.run >= turns.then)
            rank[turns.urgent == turn[:, None]] += FIRST
        return rank.argmax(1), eldest

    def _early(self, w: Any, t: Array, g: Any, ok: NDArray[np.bool_]) -> None:
        """Where nobody's time has come, somebody is called who is here before his booked time: without the head start of his class,
        which he has no right to yet."""
        rows = np.flatnonzero(~ok)
        shut = 0.0 if self.shut is None else self.shut.take(w[rows], 0)
        keys, at = self.keys[rows] + shut, t[rows, None]
        out = self.readies[rows] + shut > at
        eldest = np.where(out, np.inf, keys).min(1)
        if self.scene.leads is not None:
            out |= keys > eldest[:, None] + self.scene.leads
        g[rows] = np.where(out, -np.inf, (at - keys) * self.scene.rate).argmax(1)
        ok[rows] = eldest < np.inf

    def _step(self) -> bool:
        w = self.free.argmin(1)
        seat = self.by_window + w
        t = self.seats.take(seat)
        over = np.count_nonzero(t >= NEVER) if self.ending else 0
        if over == len(t):
            return False
        g, eldest = self._best(w, t)
        ok = eldest <= t
        if self.apart and not ok.all():
            self._early(w, t, g, ok)
        place = self.by_line + g
        if over:
            ok &= t < NEVER
        column = self.places.take(place)
        until = self.takes.take(column)
        if not self.even:
            until *= self.scene.speed.take(w)
        if self.leaves is not None:
            np.putmask(until, self.leaves.take(column) < t, 0.0)
        until += t
        if np.count_nonzero(ok) == len(ok):
            self._advance(None, place, column, t, g)
        else:
            until = np.where(
                ok, until, self._coming(w, t) if self.apart else np.where(eldest > t, np.minimum(eldest, NEVER), NEVER)
            )
            self.ending = True
            self._advance(ok, place[ok], column[ok], t[ok], g[ok])
        if self.pausing and np.count_nonzero(until >= self.pause):
            until = after_break(self.scene.breaks, w, until)
        self.seats[seat] = until
        return True

    def _coming(self, w: Any, t: Array) -> Array:
        """When the next person comes whom an idle window may call."""
        readies = self.readies if self.shut is None else self.readies + self.shut.take(w, 0)
        return np.asarray(np.where(readies <= t[:, None], NEVER, np.minimum(readies, NEVER)).min(1))

    def _advance(self, ok: NDArray[np.bool_] | None, place: Any, column: Any, t: Array, g: Any) -> None:
        """The heads at `place` are called, and the next of their lines step up; `ok`: in which rows, if not in all."""
        self.called[column] = t
        column = column + (self.next if ok is None else self.whole)
        self.places[place] = column
        self.each[place] = self.key.take(column)
        if self.apart:
            self.readies.ravel()[place] = self.ready.take(column)
        turns = self.scene.turns
        if turns is not None:
            rows: Any = slice(None) if ok is None else ok
            urgent = turns.urgent.take(g)
            same = urgent == self.last_urgent[rows]
            self.run[rows] = np.where(same, self.run[rows] + 1, 1)
            self.last_urgent[rows] = urgent
