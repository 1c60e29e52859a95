"""Forecasts beside three simple ones on the same tickets, at issue and while waiting."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from yichuang.domains.queueing.engines import Forecaster
from yichuang.domains.queueing.hall import State, Ticket
from yichuang.domains.queueing.simulator.parameters import Hall
from yichuang.domains.queueing.simulator.playing import Stage, stage_of_hall

LEVELS = (0.1, 0.5, 0.9)
LEARNED, ASKED = range(1, 61), range(121, 181)
SIMPLE = ("queue × mean ÷ windows", "last wait", "head of line")


@dataclass
class Measured:
    """Losses in seconds by predictor; shares of held ranges; the last hour (`told`: so many answers should be right by the
    chances themselves); processor milliseconds of one forecast."""

    hall: str
    count: int = 0
    loss: dict[str, float] = field(default_factory=dict)
    held: float = 0.0
    held_waiting: float = 0.0
    below: float = 0.0
    above: float = 0.0
    closing: float = 0.0
    closing_count: int = 0
    told: float = 0.0
    always: float = 0.0
    one: float = 0.0
    points: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass
class Asked:
    """A moment at which a forecast is asked for, and what then happened. `late`: asked about only for what it says of closing."""

    state: State
    day: int
    late: bool = False
    call: float | None = None
    gave_up: bool = False


def moments(stage: Stage, every: int, seed: int = 7) -> list[Asked]:
    """Every so-manyth ticket at its issue, and as many who wait just before some call; in the last hour before closing besides
    every ticket at its issue and at every second call one who waits: there the answer is yes or no, and a few dozen tell little."""
    rng, rest = np.random.default_rng(seed), np.random.default_rng(seed + 1)
    found: list[Asked] = []
    asked: list[Asked] = []

    def at_issue(run: Any, ticket: Ticket, now: float) -> None:
        if rng.random() < 1.0 / every:
            asked.append(Asked(run.state(ticket=ticket), 0))
        if last_hour(run.times.close, now):
            asked.append(Asked(run.state(ticket=ticket), 0, True))

    def while_waiting(run: Any, ticket: Ticket, now: float) -> None:
        others = [p.ticket for p in run.waiting.values() if p.ticket.id != ticket.id]
        if others and rng.random() < 0.5 / every:
            asked.append(Asked(run.state(ticket=others[int(rng.integers(len(others)))]), 0))
        if others and last_hour(run.times.close, now) and rest.random() < 0.5:
            asked.append(Asked(run.state(ticket=others[int(rest.integers(len(others)))]), 0, True))

    for number, day in enumerate(stage.days):
        asked.clear()
        (log,) = replace(stage, days=[day]).play(arrived=at_issue, called=while_waiting)
        visits = {v.ticket.id: v for v in log.visits}
        for one in asked:
            assert one.state.ticket is not None
            visit = visits[one.state.ticket.id]
            gave_up = visit.call is None and visit.end is not None and visit.end < log.close
            found.append(Asked(one.state, number, one.late, visit.call, gave_up))
    return found


def last_hour(close: float, now: float) -> bool:
    """The hour in which the chance of being called before closing is told."""
    return close - 3600.0 <= now <= close


def pinball(told: Sequence[float], was: float) -> float:
    """Mean loss of three quantiles."""
    return float(np.mean([max(q * (was - x), (q - 1.0) * (was - x)) for q, x in zip(LEVELS, told, strict=True)]))


def simple(state: State, means: dict[str, float]) -> dict[str, float]:
    """What boards show without a forecast, as remaining seconds of the ticket asked about."""
    ticket = state.ticket
    assert ticket is not None
    gone = state.now - ticket.arrive
    line = [t for t in state.waiting if t.queue == ticket.queue and t.id != ticket.id]
    windows = sum(1 for w in state.windows if w.serves(ticket.queue) and w.status != "closed")
    ahead = sum(1 for t in line if (t.arrive, t.id) < (ticket.arrive, ticket.id))
    mean = means.get(ticket.queue) or float(np.mean(list(means.values())))
    last = next((c.waited for c in reversed(state.calls) if c.queue == ticket.queue), 0.0)
    head = max((state.now - t.arrive for t in line), default=0.0)
    return dict(
        zip(SIMPLE, (ahead * mean / max(1, windows), max(0.0, last - gone), max(0.0, head - gone)), strict=True)
    )


def measure(hall: Hall, seed: int, every: int, asked: Sequence[int] = ASKED) -> Measured:
    """Fit on days 1 to 60, ask on days that were never looked at."""
    logs = stage_of_hall(hall, seed, LEARNED).play()
    forecaster = Forecaster.fit(logs)
    means = _means(logs)
    found = moments(stage_of_hall(hall, seed, asked), every)
    result = Measured(hall.name, one=0.0)
    losses: dict[str, list[float]] = {}
    fits: list[tuple[float, float]] = []
    closing: list[tuple[float, bool]] = []
    spent = 0.0
    for one in found:
        state = one.state
        if one.late:
            if not one.gave_up:
                called = one.call is not None and one.call <= state.close
                closing.append((forecaster.forecast(state).p_before_close, called))
            continue
        began = time.process_time()
        wait = forecaster.forecast(state)
        spent += time.process_time() - began
        result.count += 1
        if one.call is None:
            continue
        was = one.call - state.now
        told = (wait.p10, wait.p50, wait.p90)
        losses.setdefault("forecast", []).append(pinball(told, was))
        for name, point in simple(state, means).items():
            losses.setdefault(name, []).append(pinball((point,) * 3, was))
        fits.append((was - wait.p10, was - wait.p90))
        result.points.append((*told, was))
    result.one = 1000.0 * spent / max(1, result.count)
    result.loss = {name: float(np.mean(rows)) for name, rows in losses.items()}
    _coverage(result, fits, closing)
    return result


def _coverage(result: Measured, fits: list[tuple[float, float]], closing: list[tuple[float, bool]]) -> None:
    low, high = np.array(fits).T
    was = np.array([p[3] for p in result.points])
    inside = (low >= -0.05) & (high <= 0.05)
    result.below, result.above = float((low < -0.05).mean()), float((high > 0.05).mean())
    result.held, result.held_waiting = float(inside.mean()), float(inside[was > 30.0].mean())
    if closing:
        result.closing_count = len(closing)
        result.closing = float(np.mean([(p >= 0.5) == called for p, called in closing]))
        result.told = float(np.mean([max(p, 1.0 - p) for p, _ in closing]))
        result.always = float(np.mean([b for _, b in closing]))


def _means(logs: Sequence[Any]) -> dict[str, float]:
    times: dict[str, list[float]] = {}
    for log in logs:
        for v in log.visits:
            if v.call is not None and v.end is not None and v.outcome == "served":
                times.setdefault(v.ticket.queue, []).append(v.end - v.call)
    return {queue: float(np.mean(values)) for queue, values in times.items()}
