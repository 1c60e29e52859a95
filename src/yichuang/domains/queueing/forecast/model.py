"""What was learned from past days, in one value, and the draws that every forecast shares."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..hall.values import DayLog
from ..policy import read_policy
from .arrivals import Arrivals, fit_arrivals
from .calibrate import Calibration
from .habits import Habits, fit_habits
from .manner import Manner, fit_manner, named_manner
from .services import Services, fit_services, normal_quantiles

Array = NDArray[np.float64]
ROWS = 192
COLUMNS = 512
SEED = 20_260_101


@dataclass(slots=True)
class Draws:
    """Common random numbers: each column is an even spread over (0, 1) in an order of its own, so that two forecasts of one
    state are equal and neighbouring ones differ by what happened, not by luck."""

    uniform: Array
    away: Array
    gap: Array
    leave: Array
    day: Array


def draws(rows: int = ROWS, columns: int = COLUMNS) -> Draws:
    """Made once; depends on nothing but its size."""
    rng = np.random.default_rng(SEED)

    def even() -> Array:
        order = rng.permuted(np.broadcast_to(np.arange(rows), (columns, rows)), axis=1).T
        return (order + rng.random((rows, columns))) / rows

    return Draws(even(), even(), even(), even(), rng.permuted(normal_quantiles(rows)))


@dataclass(slots=True)
class Model:
    """A center's own past, learned. `days`: how many days it rests on."""

    services: Services = field(default_factory=Services)
    habits: Habits = field(default_factory=Habits)
    arrivals: Arrivals = field(default_factory=Arrivals)
    days: int = 0
    calibration: Calibration = field(default_factory=Calibration)
    manners: dict[str, Manner] = field(default_factory=dict)
    logs: Sequence[DayLog] = ()

    def manner(self, setting: Any) -> Manner:
        """The calling order under a setting: as it was seen in the logs, else as it is named."""
        name = str((setting or {}).get("name") or "").strip().lower()
        found = self.manners.get(name)
        return found if found is not None else named_manner(read_policy(setting))


def fit_model(days: Sequence[DayLog]) -> Model:
    """Learn from past days, without calibration (that takes forecasts: see `engine.fit`)."""
    model = Model(fit_services(days), fit_habits(days), fit_arrivals(days), len(days))
    settings = {str(d.policy.get("name") or "").strip().lower(): d.policy for d in days}
    model.manners = {name: fit_manner(days, setting) for name, setting in settings.items()}
    return model
