"""Forecasts: the remaining wait of one ticket, or of everybody in line, as a distribution."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..hall.values import DayLog, State, Ticket
from .model import Draws, Model, draws, fit_model
from .scene import Builder
from .simulate import Play, one_line

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Wait:
    """Remaining seconds until the call; `p_called` the chance of being called at all today; `basis` what it rests on."""

    p10: float
    p50: float
    p90: float
    p_called: float
    basis: str
    ahead: int = 0

    def as_dict(self) -> dict[str, Any]:
        """For JSON answers; whole seconds and hundredths of the chance are as fine as it gets."""
        return {
            "p10": round(self.p10, 1), "p50": round(self.p50, 1), "p90": round(self.p90, 1),
            "p_called": round(self.p_called, 3), "basis": self.basis,
        }  # fmt: skip


BEYOND = 3600.0
"""Nobody is told a wait that ends later than so many seconds after the last call of the day: that means "not today"."""


class Forecaster:
    """Forecasts with one learned model."""

    def __init__(self, model: Model | None = None) -> None:
        self.model = model or Model()
        self.draws: Draws = draws()

    @classmethod
    def fit(cls, days: Sequence[DayLog]) -> "Forecaster":
        """Learn from past days."""
        return cls(fit_model(days))

    def samples(self, state: State, ticket: Ticket) -> Array:
        """Remaining seconds in every replication."""
        built = Builder(self.model, self.draws, state).build([ticket])
        column = built.columns[id(ticket)]
        if built.line:
            called = one_line(built.scene, column + 1)[:, column]
        else:
            called = Play(built.scene).until(column, 3 * built.scene.key.shape[1] + 60)[:, 0]
        return np.maximum(0.0, called - state.now)

    def forecast(self, state: State, ticket: Ticket | None = None) -> Wait:
        """Of the ticket that is asked about."""
        asked = ticket or state.ticket
        assert asked is not None
        waits = np.minimum(self.samples(state, asked), state.close + max(state.overtime, 0.0) + BEYOND - state.now)
        p10, p50, p90 = np.quantile(waits, (0.1, 0.5, 0.9))
        return Wait(
            float(p10),
            float(p50),
            float(p90),
            float((waits + state.now <= state.close + state.overtime).mean()),
            self.basis(state),
        )

    def basis(self, state: State) -> str:
        """own_days: learned from past days of this hall. today: only today's services are known. assumed: not even those."""
        if self.model.days:
            return "own_days"
        return "today" if sum(1 for s in state.served if not s.noshow) >= 5 else "assumed"
