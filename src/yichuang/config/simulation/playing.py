"""Play what a scenario asks: days as they are and as they would be, forecasts beside outcomes, windows needed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from yichuang.domains.queueing.engines import (
    SLOT,
    BadHall,
    DayLog,
    Forecaster,
    Held,
    Need,
    Said,
    Target,
    Ticket,
    begin_of,
    figures,
    held,
    parameters,
    past,
    playing,
    say,
    scenario,
    windows_for,
)

Figures, Stage, Scenario = figures.Figures, playing.Stage, scenario.Scenario
Tell = Callable[[str], None]
ANNOUNCED = 400
"""At most about so many tickets are told a range, spread evenly over the days."""


@dataclass
class Played:
    """One way of running the days."""

    name: str
    logs: list[DayLog]
    all: Figures
    queues: dict[str, Figures]
    classes: dict[str, Figures]
    minutes: list[float | None]
    line: list[float]
    open: list[float]


@dataclass
class Result:
    """All that a report tells. `announced`: how often the ranges of forecasts held that were learned from other days."""

    title: str
    scenario: Scenario
    order: str
    opened: float
    runs: list[Played]
    need: Need
    target: Target
    announced: Held | None = None


def play(asked: Scenario, tell: Tell) -> Result:
    """Everything, with progress told in words."""
    stage, learned, title = _stage(asked, tell)
    tell("playing the days as they are")
    announced: list[Said] = []
    forecaster = None
    if learned:
        tell(f"learning from {len(learned)} days")
        forecaster = Forecaster.fit(learned, count=min(600, 30 * len(learned)))
    logs = _with_announcements(stage, forecaster, announced, tell)
    runs = [_played("as it is", logs, stage)]
    if asked.changes:
        tell("playing the days with the changes")
        runs.append(_played("changed", stage.play(asked.changes, seen=_every(tell, len(stage.days))), stage))
    tell("working out the windows that are needed")
    target = Target(asked.share, asked.minutes)
    need = windows_for(learned or logs, target, asked.busy)
    order = str(dict(stage.setting).get("name") or "default")
    opened = logs[0].open
    return Result(title, asked, order, opened, runs, need, target, held(announced) if forecaster else None)


def _stage(asked: Scenario, tell: Tell) -> tuple[Stage, list[DayLog], str]:
    """(days to play, days to learn from, title). Of past days the latest are played and those before them learned from."""
    if bool(asked.hall) == bool(asked.log):
        raise BadHall("name either a hall or a log")
    if asked.log:
        path = Path(asked.log)
        try:
            days = scenario.read_days(path.read_text(encoding="utf-8").splitlines(keepends=True), path.name)
        except OSError as gone:
            raise BadHall(f"{path}: {gone.strerror}") from None
        except UnicodeDecodeError:
            raise BadHall(f"{path.name}: not a text in UTF-8") from None
        shown, before = days[-asked.days :], days[: -asked.days]
        return playing.stage_of_past(shown, past.order_of(shown), asked.seed), before, path.stem
    hall = parameters.load(asked.hall or "")
    learn = range(1, asked.learn + 1)
    learned = []
    if asked.learn:
        tell(f"making up {asked.learn} days to learn from")
        learned = playing.stage_of_hall(hall, asked.seed, learn).play()
    shown_days = range(asked.learn + 1, asked.learn + asked.days + 1)
    return playing.stage_of_hall(hall, asked.seed, shown_days), learned, hall.name


def _every(tell: Tell, total: int) -> Callable[[int], None]:
    return lambda n: tell(f"day {n} of {total}") if n == total or n % max(1, total // 5) == 0 else None


def _with_announcements(stage: Stage, forecaster: Forecaster | None, log: list[Said], tell: Tell) -> list[DayLog]:
    """Play the days; at issue some tickets are told a range, which is compared with what then happened."""
    people = sum(len(day.people) for day, _ in stage.days)
    every, count, told = max(1, people // ANNOUNCED), 0, dict[Any, Any]()

    def arrived(run: Any, ticket: Ticket, now: float) -> None:
        nonlocal count
        count += 1
        if forecaster is not None and count % every == 0:
            wait = forecaster.forecast(run.state(ticket=ticket))
            told[ticket.id] = (say(wait.p10, wait.p50, wait.p90, basis=wait.basis, called=wait.p_called), now)

    logs, total = [], len(stage.days)
    for number, day in enumerate(stage.days, 1):
        told.clear()
        (one,) = replace(stage, days=[day]).play(arrived=arrived)
        logs.append(one)
        for v in one.visits:
            if v.ticket.id in told:
                range_, at = told[v.ticket.id]
                log.append(Said(range_, at, v.call, v.end if v.end is not None else one.close + one.grace))
        _every(tell, total)(number)
    return logs


def _played(name: str, logs: list[DayLog], stage: Stage) -> Played:
    opened, slots = logs[0].open, max(1, round((logs[0].close - logs[0].open) / SLOT))
    waits: list[list[float]] = [[] for _ in range(slots)]
    line, open_ = np.zeros(slots), np.zeros(slots)
    for log in logs:
        for v in log.visits:
            wait, begin = figures.waited(v), begin_of(v)
            if wait is not None:
                waits[min(slots - 1, max(0, int((begin - opened) // SLOT)))].append(wait)
            until = v.call if v.call is not None else v.end if v.end is not None else log.close
            for s in range(slots):
                at = opened + SLOT * (s + 0.5)
                line[s] += v.ticket.arrive <= at < until
        for w in log.windows:
            plan = w.plan if w.plan is not None else ((log.open, log.close),)
            for s in range(slots):
                at = opened + SLOT * (s + 0.5)
                open_[s] += any(a <= at < b for a, b in plan)
    n = len(logs)
    return Played(
        name, logs, figures.of_all(logs), figures.by(logs, lambda v: v.ticket.queue), figures.by(logs, lambda v: v.ticket.cls),
        [float(np.quantile(w, 0.9)) / 60 if w else None for w in waits], [float(x) / n for x in line], [float(x) / n for x in open_],
    )  # fmt: skip
