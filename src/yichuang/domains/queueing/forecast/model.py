"""What was learned from past days, in one value, and the draws that every forecast shares."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ..hall.values import DayLog, State
from ..policy import read_policy
from .arrivals import SLOT, SLOTS, Arrivals, fit_arrivals
from .calibrate import Calibration
from .habits import Habits, fit_habits
from .manner import Manner, fit_manner, named_manner
from .services import STEPS, Services, fit_services, normal_quantiles

Array = NDArray[np.float64]
ROWS = ((24, 192), (60, 128))
COLUMNS = 1024
PERSONS = 896
"""The first columns are people's, the rest windows'."""

SEED = 20_260_101


@dataclass(slots=True)
class Draws:
    """Common random numbers (columns, rows): each column is an even spread over (0, 1) in an order of its own, so that two forecasts
    of one state are equal and neighbouring ones differ by what happened, not by luck. `day` (rows), `coming` (FUTURE, rows) each."""

    uniform: Array
    away: Array
    gap: Array
    leave: Array
    day: Array
    coming: list[Array]
    patience: Array = field(init=False)
    fine: NDArray[np.int16] = field(init=False)
    gaps: NDArray[np.int16] = field(init=False)

    def __post_init__(self) -> None:
        """What every forecast would work out of the draws anew: `patience` is the logarithm of `leave`; `fine` and `gaps` the places of `uniform` and
        `gap` in a table of STEPS."""
        self.patience = np.log(self.leave)
        self.fine, self.gaps = ((x * STEPS).astype(np.int16) for x in (self.uniform, self.gap))


MIXED = 256
"""Quantiles of a mixture of items."""

FUTURE = 64
"""At most so many people to come are drawn for a line."""

STREAMS = 24


def column_of(name: Any, size: int) -> int:
    """A column that depends on the name alone, so that a person's luck does not change with who else is there."""
    return int(name) % size if isinstance(name, int) else crc32(str(name).encode("utf-8", "surrogatepass")) % size


def rows_for(people: int) -> int:
    """How many replications: fewer when many wait, as each takes longer and a long wait is relatively less uncertain."""
    return next((rows for most, rows in ROWS if people <= most), 96)


@cache
def draws(rows: int, columns: int = COLUMNS) -> Draws:
    """Made once; depends on nothing but its size."""
    rng = np.random.default_rng(SEED)

    def even() -> Array:
        order = rng.permuted(np.broadcast_to(np.arange(rows), (columns, rows)), axis=1)
        return (order + rng.random((rows, columns)).T) / rows

    return Draws(even(), even(), even(), even(), rng.permuted(normal_quantiles(rows)),
                 [np.cumsum(rng.exponential(size=(rows, FUTURE)), axis=1).T.copy() for _ in range(STREAMS)])  # fmt: skip


@dataclass(slots=True)
class Model:
    """A center's own past, learned. `days`: how many days it rests on."""

    services: Services = field(default_factory=Services)
    habits: Habits = field(default_factory=Habits)
    arrivals: Arrivals = field(default_factory=Arrivals)
    days: int = 0
    calibration: Calibration = field(default_factory=Calibration)
    manners: dict[str, Manner] = field(default_factory=dict)
    _usual: float | None = None
    _mixtures: dict[Any, Array] = field(default_factory=dict)
    _curves: dict[Any, tuple[Array, Array, Array]] = field(default_factory=dict)

    @property
    def usual(self) -> float:
        """Mean seconds of a service on a usual day, over all that come."""
        if self._usual is None:
            s, total = self.services, 0.0
            weights = {
                (q, i): r.sum() * p
                for (q, c), r in self.arrivals.rates.items()
                for i, p in self.arrivals.items[q, c].items()
            }
            total = sum(weights.values())
            self._usual = sum(w * s.mean(*k) for k, w in weights.items()) / total if total else s.mean("", "")
        return self._usual

    def curve(self, kinds: tuple[tuple[str, str, str, float], ...], dow: int) -> tuple[Array, Array, Array]:
        """People of several (queue, class, item or "", share) who have usually come by each edge of the day's slots on that weekday:
        (seconds of the day, people, the same strictly rising)."""
        if (kinds, dow) not in self._curves:
            rate = sum((share * self.arrivals.rates[queue, cls] for queue, cls, _, share in kinds), np.zeros(SLOTS))
            total = np.concatenate([[0.0], np.cumsum(rate * self.arrivals.weekday[dow]) * SLOT])
            self._curves[kinds, dow] = np.arange(SLOTS + 1) * SLOT, total, total + np.arange(SLOTS + 1) * 1e-9
        return self._curves[kinds, dow]

    def mixture(self, kinds: tuple[tuple[str, str, str, float], ...]) -> Array:
        """Quantiles of seconds at the window over people of several (queue, class, item or "", share)."""
        if kinds not in self._mixtures:
            s = self.services
            values, weights = [], []
            for queue, cls, item, share in kinds:
                rate = float(self.arrivals.rates[queue, cls].sum()) * share
                for one, part in ({item: 1.0} if item else self.arrivals.items[queue, cls]).items():
                    values.append(np.exp(s.level(queue, one) + s.spread(queue, one) * s.shape[::4]))
                    weights.append(np.full(len(values[-1]), rate * part))
            all_, by = np.concatenate(values), np.concatenate(weights)
            order = np.argsort(all_)
            place = (np.cumsum(by[order]) - 0.5 * by[order]) / max(1e-12, by.sum())
            self._mixtures[kinds] = np.interp((np.arange(MIXED) + 0.5) / MIXED, place, all_[order])
        return self._mixtures[kinds]

    def last_call(self, state: State) -> float:
        """Until when people are called today."""
        return state.close + (max(0.0, state.overtime) if self.habits.runs_on else 0.0)

    def manner(self, setting: Any) -> Manner:
        """The calling order under a setting: as it was seen in the logs, else as it is named."""
        name = str((setting or {}).get("name") or "").strip().lower()
        found = self.manners.get(name)
        return found if found is not None else named_manner(read_policy(setting))


def fit_model(days: Sequence[DayLog], manners: dict[str, Manner] | None = None) -> Model:
    """Learn from past days, without calibration (that takes forecasts: see `engine`). `manners`: when already known."""
    model = Model(fit_services(days), fit_habits(days), fit_arrivals(days), len(days))
    if manners is not None:
        model.manners = manners
        return model
    settings = {str(d.policy.get("name") or "").strip().lower(): d.policy for d in days}
    model.manners = {
        name: fit_manner(days, setting, model.services.mean, model.usual) for name, setting in settings.items()
    }
    return model
