"""Who stands in which line before whom, how long each will take, and who may still come and go first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..hall.values import State, Ticket
from ..policy.order import lead_of, urgent, weight_of
from .habits import hazard_times
from .manner import Manner
from .model import FUTURE, PERSONS, Draws, Model, column_of
from .services import STEPS

Array = NDArray[np.float64]
Rank = tuple[float, float, bool, float, float]
"""(rate, head, urgent, tilt, lead) of a line: rank = rate × (waited + tilt × waited, within bounds) + head; nobody passes
one who came more than `lead` seconds before."""


@dataclass(slots=True)
class Line:
    """People who are called in the order of `start` by the same windows: those who are here, then those to come, of whom
    only the kinds (queue, class, share of the line) and the stream are known."""

    serves: tuple[bool, ...]
    rank: Rank
    here: list[Ticket] = field(default_factory=list)
    coming: list[tuple[str, str, str, float]] = field(default_factory=list)
    until: float = np.inf


class People:
    """The people of one moment under the hall's manner of calling."""

    def __init__(self, model: Model, draws: Draws, state: State, shift: Array) -> None:
        self.model, self.draws, self.state, self.shift = model, draws, state, shift
        self.manner: Manner = model.manner(state.policy)
        self._volume: Array | None = None

    def rank(self, queue: str, item: str, cls: str) -> Rank:
        """Of a person of this kind."""
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
        z = s.shape[(self.draws.uniform[columns] * STEPS).astype(int)]
        takes = np.exp(level + self.shift + spread * z)
        waited = np.array([max(0.0, now - t.arrive) for t in people])[:, None]
        # the chance of being gone is that of the wait at the call, which lies ahead: a third as long again is a fair guess
        self._gone(takes, habits.away_at(waited * 1.3 + 120.0), columns)
        self._gaps(takes, columns)
        leaves = None
        if habits.leaving.any():
            leaves = now + hazard_times(habits.leaving, waited, self.draws.leave[columns])
        return takes, leaves

    def _gone(self, takes: Array, chance: Any, columns: Any) -> None:
        away = self.draws.away[columns] < chance
        lost = self.model.habits.lost
        of, rows = np.nonzero(away)
        takes[of, rows] = lost[(self.draws.gap[columns[of], rows] * len(lost)).astype(int)]

    def _gaps(self, takes: Array, columns: Any) -> None:
        table = self.model.habits.gap_table(self.state.now)
        if table[-1] > 0:
            takes += table[(self.draws.gap[(columns + 7) % PERSONS] * len(table)).astype(int)]

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
        streams = [column_of((x.coming[0][:3], x.rank[2]), len(self.draws.coming)) for x in lines]
        at = [self._arrivals(x, stream, horizon) for x, stream in zip(lines, streams, strict=True)]
        columns = np.concatenate(
            [(np.arange(len(a)) * 3 + 17 * n + 400) % PERSONS for a, n in zip(at, streams, strict=True)]
        )
        tables = np.stack([self.model.mixture(tuple(x.coming)) for x in lines])
        of = np.repeat(np.arange(len(lines)), [len(a) for a in at])[:, None]
        places = (self.draws.uniform[columns] * tables.shape[1]).astype(int)
        takes = tables[of, places] * np.exp(self.shift)
        self._gone(takes, self.model.habits.away[0], columns)
        self._gaps(takes, columns)
        ends = np.cumsum([len(a) for a in at])
        return list(zip(at, np.split(takes, ends[:-1]), strict=True))

    def _arrivals(self, line: Line, stream: int, horizon: float) -> Array:
        now, close = self.state.now, self.state.close
        edges, total, strictly = self.model.curve(tuple(line.coming), self.state.dow)
        base, until, last = np.interp([now, min(horizon, close), line.until], edges, total)
        if until <= base:
            return np.zeros((0, len(self.shift)))
        n = int(min(FUTURE, ceil((until - base) * 1.2 + 3.0 * sqrt(until - base) + 1.0)))
        unit = self.draws.coming[stream][:n] / self.volume
        if line.until < horizon:
            unit = unit[: int(np.searchsorted(unit.min(1), last - base, "right"))]
        unit += base
        return np.where(unit >= until, np.inf, np.interp(unit, strictly, edges))
