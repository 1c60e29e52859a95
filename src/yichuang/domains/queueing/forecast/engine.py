"""Forecasts: the remaining wait of one ticket, or of everybody in line, as a distribution."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..hall.values import DayLog, State, Ticket
from .calibrate import Calibration, Raw, fit_calibration
from .hindsight import folds, moments
from .model import Model, fit_model
from .scene import BEYOND, Builder
from .simulate import Play, in_order

Array = NDArray[np.float64]
MOMENTS = 900
"""So many forecasts of past moments calibrate the next ones."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Remaining seconds until the call. `p_called`: chance of being called at all today; `p_before_close`: of being called
    before closing; `ahead`: people in line who may go first. `basis`: own_days (learned from this hall's past), today (only
    today's services are known), assumed (not even those), no_window (nobody can call this ticket today as it stands)."""

    p10: float
    p50: float
    p90: float
    p_called: float
    p_before_close: float
    basis: str
    ahead: int = 0

    def as_dict(self) -> dict[str, Any]:
        """For JSON answers; tenths of seconds and thousandths of the chance are as fine as it gets."""
        return {
            "p10": round(self.p10, 1), "p50": round(self.p50, 1), "p90": round(self.p90, 1),
            "p_called": round(self.p_called, 3), "p_before_close": round(self.p_before_close, 3),
            "ahead": self.ahead, "basis": self.basis,
        }  # fmt: skip


class Forecaster:
    """Forecasts with one learned model. Not shared between threads: it remembers the last moment."""

    def __init__(self, model: Model | None = None) -> None:
        self.model = model or Model()
        self._moment: tuple[Any, ...] | None = None
        self._raw: dict[Any, Raw] = {}

    @classmethod
    def fit(cls, days: Sequence[DayLog], count: int = MOMENTS) -> "Forecaster":
        """Learn from past days, then how well that forecasts days it was not learned from. Days on which nobody came teach nothing."""
        days = [d for d in days if d.visits]
        model = fit_model(days)
        model.calibration = calibrate(days, model, count)
        return cls(model)

    def forecast(self, state: State, ticket: Ticket | None = None) -> Wait:
        """Of the ticket that is asked about. The second question about one moment computes all its answers at once."""
        asked = ticket or state.ticket
        if asked is None:
            raise ValueError("no ticket is asked about")
        line = {t.id: t for t in state.waiting} | {asked.id: asked}
        moment = (state.now, state.windows, line, state.policy, state.close, state.overtime, state.served, state.calls)
        if moment != self._moment:
            self._moment, self._raw = moment, raw_waits(self.model, state, [asked])
        elif asked.id not in self._raw:
            self._raw |= raw_waits(self.model, state, list(line.values()))
        return self.wait(state, self._raw[asked.id])

    def forecast_all(self, state: State) -> dict[Any, Wait]:
        """Of everybody in line, by the ticket's id, from one play of the hall."""
        raw = raw_waits(self.model, state, list(state.waiting)) if state.waiting else {}
        return {ticket: self.wait(state, one) for ticket, one in raw.items()}

    def wait(self, state: State, raw: Raw) -> Wait:
        """What is said of a played distribution."""
        left = max(0.0, self.model.last_call(state) - state.now)
        before_close = max(0.0, state.close - state.now)
        called = float(np.searchsorted(raw.waits, left, "right")) / len(raw.waits)
        before = float(np.searchsorted(raw.waits, before_close, "right")) / len(raw.waits)
        sure = raw.waits[raw.waits <= left] if called >= 0.5 else np.minimum(raw.waits, left + BEYOND)
        p10, p50, p90 = self.model.calibration.apply(sure)
        if called >= 0.5:
            p10, p50, p90 = min(p10, left), min(p50, left), min(p90, left)
        return Wait(p10, p50, p90, called, min(called, before), self._basis(state, raw), raw.ahead)

    def _basis(self, state: State, raw: Raw) -> str:
        if not raw.windows:
            return "no_window"
        if self.model.days:
            return "own_days"
        return "today" if sum(1 for s in state.served if not s.noshow) >= 5 else "assumed"


def raw_waits(model: Model, state: State, asked: Sequence[Ticket]) -> dict[Any, Raw]:
    """Sorted remaining seconds of each ticket over all replications, by its id."""
    built = Builder(model, state).build(asked)
    columns = [built.columns[t.id] for t in asked]
    called = in_order(built.scene, columns) if built.scene.present else Play(built.scene).until(columns)
    waits = np.sort(np.maximum(0.0, called - state.now), axis=1)
    return {t.id: Raw(waits[i], built.ahead - 1, built.windows) for i, t in enumerate(asked)}


def calibrate(days: Sequence[DayLog], model: Model, count: int) -> Calibration:
    """Compare forecasts of past moments, made from the other half of the days, with what happened."""
    seen: list[tuple[Array, float]] = []
    for others, own in folds(days):
        half = fit_model(others, model.manners)
        for moment in moments(own, count // 2):
            state, ticket = moment.state, moment.state.ticket
            if moment.call is None or ticket is None:
                continue
            raw = raw_waits(half, state, [ticket])[ticket.id]
            left = half.last_call(state) - state.now
            sure = raw.waits[raw.waits <= left]
            if 2 * len(sure) >= len(raw.waits):
                seen.append((sure, moment.call - state.now))
    return fit_calibration(seen, len(days))
