"""Who stands in which line before whom, how long each will take, and who may still come and go first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..hall.values import State, Ticket
from ..policy.order import lead_of, urgent, weight_of
from .arrivals import SLOT
from .habits import hazard_times
from .manner import Manner
from .model import FUTURE, MIXED, PERSONS, STREAMS, Draws, Model, column_of
from .services import STEPS

Array = NDArray[np.float64]
LUCK = (np.arange(FUTURE) * 3 + 17 * np.arange(STREAMS)[:, None] + 400) % PERSONS
"""Columns of the draws for people to come, by stream."""

Rank = tuple[float, float, bool, float, float]
"""(rate, head, urgent, tilt, lead) of a line: rank = rate × (waited + tilt × waited, within bounds) + head; nobody passes
one who came more than `lead` seconds before."""


@dataclass(slots=True)
class Line:
    """People who are called in the order of `start` by the same windows: those who are here, with their `starts`, then those to come, of
    whom only the kinds (queue, class, share of the line) and the stream are known."""

    serves: tuple[bool, ...]
    rank: Rank
    here: list[Ticket] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    coming: list[tuple[str, str, str, float]] = field(default_factory=list)
    until: float = np.inf


class People:
    """The people of one moment under the hall's manner of calling."""

    def __init__(self, model: Model, draws: Draws, state: State, shift: Array) -> None:
        self.model, self.draws, self.state, self.shift = model, draws, state, shift
        self.manner: Manner = model.manner(state.policy)
        self._volume: Array | None = None
        self._ranks: dict[tuple[str, str, str], Rank] = {}

    def rank(self, queue: str, item: str, cls: str) -> Rank:
        """Of a person of this kind."""
        kind = queue, item, cls
        if kind not in self._ranks:
            self._ranks[kind] = self._rank(*kind)
        return self._ranks[kind]

    def _rank(self, queue: str, item: str, cls: str) -> Rank:
        m = self.manner
        if m.policy is None or m.policy.name != "default":
            return m.rate(cls), m.head(cls), urgent(cls), 0.0, np.inf
        p, s = m.policy, self.model.services
        weight = weight_of(p, s.mean(queue, item), self.model.usual) if s.count else 1.0
        rate = 1.0 / p.targets.get(cls, 20.0)
        return rate, rate * 60.0 * p.start, urgent(cls), weight - 1.0, 60.0 * lead_of(p, cls)

    def takes(self, people: Sequence[Ticket]) -> tuple[Array, Array | None]:
        """(seconds at the window with the gap after it, seconds of the day of giving up) of people who are here, (n, R)."""
        s, habits, now = self.model.services, self.model.habits, self.state.now
        columns = np.array([column_of(t.id, PERSONS) for t in people], int)
        level = np.array([s.level(t.queue, t.item) for t in people])[:, None]
        spread = np.array([s.spread(t.queue, t.item) for t in people])[:, None]
        z = s.shape.take(self.draws.fine[columns])
        takes = np.exp(level + self.shift + spread * z)
        waited = np.array([max(0.0, now - t.arrive) for t in people])[:, None]
        # the chance of being gone is that of the wait at the call, which lies ahead: a third as long again is a fair guess
        self._gone(takes, habits.away_at(waited * 1.3 + 120.0), columns)
        self._gaps(takes, columns)
        leaves = None
        if habits.leaving.any():
            leaves = now + hazard_times(habits.leaving, waited, self.draws.patience[columns])
        return takes, leaves

    def _gone(self, takes: Array, chance: Any, columns: Any) -> None:
        away = self.draws.away[columns] < chance
        lost = self.model.habits.lost
        of, rows = np.nonzero(away)
        takes[of, rows] = lost[(self.draws.gap[columns[of], rows] * len(lost)).astype(int)]

    def _gaps(self, takes: Array, columns: Any) -> None:
        table = self.model.habits.gap_table(self.state.now)
        if table[-1] > 0:
            columns = (columns + 7) % PERSONS
            at = self.draws.gaps[columns] if len(table) == STEPS else (self.draws.gap[columns] * len(table)).astype(int)
            takes += table.take(at)

    @property
    def volume(self) -> Array:
        """(R): how many times as many people as usual come today, as far as it is known."""
        if self._volume is None:
            mean, var = self.model.arrivals.volume(self.state)
            self._volume = np.maximum(0.1, mean + sqrt(var) * self.draws.day[::-1])
        return self._volume

    def coming(self, lines: Sequence[Line], horizon: float) -> list[tuple[Array, Array]]:
        """Of each line (arrival, seconds at the window) of people who will join it before `horizon`, (n, R) each; later ones
        are left out, and whoever comes after the line's `until` in every replication."""
        if not lines:
            return []
        streams = [column_of((x.coming[0][:3], x.rank[2]), STREAMS) for x in lines]
        at = self._arrivals(lines, streams, horizon)
        ends = np.cumsum([len(a) for a in at])
        columns = np.concatenate([LUCK[n, : len(a)] for a, n in zip(at, streams, strict=True)])
        tables = np.stack([self.model.mixture(tuple(x.coming)) for x in lines])
        of = np.repeat(np.arange(len(lines)) * MIXED, [len(a) for a in at])[:, None]
        takes = tables.ravel().take(of + self.draws.fine[columns] // (STEPS // MIXED)) * np.exp(self.shift)
        self._gone(takes, self.model.habits.away[0], columns)
        self._gaps(takes, columns)
        return list(zip(at, np.split(takes, ends[:-1]), strict=True))

    def _arrivals(self, lines: Sequence[Line], streams: Sequence[int], horizon: float) -> list[Array]:
        """Seconds of the day (n, R) of each line; infinite after the horizon."""
        now, close, dow = self.state.now, self.state.close, self.state.dow
        curves = [self.model.curve(tuple(x.coming), dow) for x in lines]
        spans = [np.interp([now, min(horizon, close), x.until], *c[:2]) for x, c in zip(lines, curves, strict=True)]
        drawn = [_drawn(until - base) for base, until, _ in spans]
        unit = np.concatenate([self.draws.coming[s][:n] for s, n in zip(streams, drawn, strict=True)]) / self.volume
        soonest = unit.min(1)
        # of the day's edges only those around the time in question: the fewer, the sooner a place among them is found
        some_edges = slice(max(0, int(now // SLOT) - 1), int(min(horizon, close) // SLOT) + 3)
        found, begin = [], 0
        for line, (base, until, last), (edges, _, strictly), n in zip(lines, spans, curves, drawn, strict=True):
            own = soonest[begin : begin + n]
            some = int((own + base).searchsorted(until))
            if line.until < horizon:
                some = min(some, int(own.searchsorted(last - base, "right")))
            at = unit[begin : begin + some]
            at += base
            times = np.interp(at, strictly[some_edges], edges[some_edges])
            np.putmask(times, at >= until, np.inf)
            found.append(times)
            begin += n
        return found


def _drawn(expected: float) -> int:
    """Of how many people to come the arrival is drawn where so many are expected."""
    return int(min(FUTURE, ceil(expected * 1.2 + 3.0 * sqrt(expected) + 1.0))) if expected > 0.0 else 0
