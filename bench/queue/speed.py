"""Processor time of one forecast and of a hundred people refreshed, in the process and by lines of JSON."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from yichuang.domains.queueing.engines import Forecaster, ForecastLines, answers
from yichuang.domains.queueing.hall import State, Ticket
from yichuang.domains.queueing.simulator.parameters import Hall
from yichuang.domains.queueing.simulator.playing import stage_of_hall
from yichuang.domains.queueing.simulator.writing import log_value, state_value, ticket_value

PEOPLE = 100


def crowd(hall: Hall, seed: int) -> State:
    """The fullest moment of a day, filled up to a hundred people who wait."""
    fullest: list[State] = []

    def arrived(run, ticket: Ticket, now: float) -> None:  # type: ignore[no-untyped-def]
        if not fullest or len(run.waiting) > len(fullest[0].waiting):
            fullest[:] = [run.state(ticket=ticket)]

    stage_of_hall(hall, seed, [121]).play(arrived=arrived)
    state = fullest[0]
    line, known = list(state.waiting), list(state.waiting)
    while len(line) < PEOPLE:
        like = known[len(line) % len(known)]
        line.append(
            replace(like, id=10_000 + len(line), arrive=min(state.now, like.arrive + 7.0 * (len(line) // len(known))))
        )
    return replace(state, waiting=tuple(line[:PEOPLE]), ticket=line[0])


def _times(act: Callable[[], object], rounds: int = 25) -> tuple[float, float]:
    """(median, least): on a shared machine the same act takes up to twice as long for seconds on end."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        act()
        times.append(1000.0 * (time.process_time() - began))
    return statistics.median(times), min(times)


def speeds(hall: Hall, seed: int) -> dict[str, tuple[float, float]]:
    """Milliseconds of processor by what was done, (median, least)."""
    logs = stage_of_hall(hall, seed, range(1, 21)).play()
    forecaster, state = Forecaster.fit(logs, count=200), crowd(hall, seed)
    by = ForecastLines()
    by.fit([log_value(d) for d in logs[:5]])
    told = state_value(state)
    lines = [json.dumps(told | {"ticket": ticket_value(t)}) for t in state.waiting]

    def one() -> None:
        Forecaster(forecaster.model).forecast(state, state.waiting[60])

    ours = replace(state, policy={"name": "default"})

    def by_target() -> None:
        Forecaster(forecaster.model).forecast(ours, state.waiting[60])

    def by_lines() -> None:
        by.forecaster._moment = None
        by.forget()
        list(answers(lines, by))

    return {
        "one forecast, 100 waiting, called as the hall does (by coming)": _times(one),
        "one forecast, 100 waiting, under the default order": _times(by_target),
        "100 waiting refreshed": _times(lambda: forecaster.forecast_all(state)),
        "100 lines of JSON about one moment": _times(by_lines, 5),
        "reading and writing those lines with json alone": _times(
            lambda: [json.dumps(json.loads(x)) for x in lines], 5
        ),
    }
