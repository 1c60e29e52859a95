"""Staffing: plans made from days 1 to 60, kept for 200 days that were never looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from yichuang.domains.queueing.hall import DayLog
from yichuang.domains.queueing.simulator.figures import waited
from yichuang.domains.queueing.simulator.parameters import Desk, Hall
from yichuang.domains.queueing.simulator.playing import stage_of_hall
from yichuang.domains.queueing.staffing import (
    Target,
    demand_of,
    erlang_c_plan,
    rota,
    square_root_plan,
    windows_by_skill,
    windows_for,
    windows_needed,
)  # fmt: skip
from yichuang.domains.queueing.staffing.demand import SLOT, begin_of
from yichuang.domains.queueing.staffing.formulas import window_hours

LEARNED, FRESH = range(1, 61), range(121, 321)


@dataclass
class Kept:
    """A plan and how it kept its target: mean share called in time of each half-hour, people who left."""

    name: str
    hours: float
    shares: list[float]
    peak: int


def plans(hall: Hall, seed: int, target: Target, fresh: Sequence[int] = FRESH) -> list[Kept]:
    """Each rule's plan for the hall with pooled windows, and the one by skill, on fresh days."""
    logs = stage_of_hall(hall, seed, LEARNED).play()
    every = demand_of(logs)
    made: dict[str, tuple[int, ...]] = {
        "played, all days": windows_needed(every, target).windows,
        "played, busy day (80th percentile)": windows_for(logs, target, busy=80).windows,
        "Erlang C by half-hour": erlang_c_plan(every, target.share, target.minutes),
        "square-root rule": square_root_plan(every, target.share, target.minutes),
    }
    queues = tuple(sorted({i.queue for i in hall.items}))
    found = [_kept(name, hall, seed, {queues: plan}, target, fresh) for name, plan in made.items()]
    demands = {q: demand_of(logs, {q}) for q in queues}
    needs = windows_by_skill(demands, target)
    found.append(_kept("played, by skill", hall, seed, {(q,): n.windows for q, n in needs.items()}, target, fresh))
    return found


def _kept(
    name: str, hall: Hall, seed: int, by: dict[tuple[str, ...], tuple[int, ...]], target: Target, fresh: Sequence[int]
) -> Kept:
    desks = [
        Desk(f"{'+'.join(queues)}{k}", queues, spans)
        for queues, plan in by.items() for k, spans in enumerate(rota(hall.open, plan), 1)
    ]  # fmt: skip
    tried = replace(hall, desks=tuple(desks), policy_setting={"name": "fifo"})
    whole = np.sum(list(by.values()), axis=0)
    shares = share_by_slot(stage_of_hall(tried, seed, fresh).play(), target)
    return Kept(name, window_hours([int(n) for n in whole]), shares, int(whole.max()))


def share_by_slot(logs: Sequence[DayLog], target: Target) -> list[float]:
    """Mean over days of the share called in time, by half-hour of coming. Who gave up after the time allowed was not called in
    time; who gave up before it, as one who never was to be called, does not count."""
    slots = round((logs[0].close - logs[0].open) / SLOT)
    shares: list[list[float]] = [[] for _ in range(slots)]
    for log in logs:
        seen: list[list[bool]] = [[] for _ in range(slots)]
        for v in log.visits:
            slot = min(slots - 1, max(0, int((begin_of(v) - log.open) // SLOT)))
            wait: Any = waited(v)
            if wait is None:
                gone = v.end if v.end is not None else log.close + log.grace
                if gone - begin_of(v) <= 60.0 * target.minutes:
                    continue
            seen[slot].append(wait is not None and wait <= 60.0 * target.minutes)
        for slot, row in enumerate(seen):
            if row:
                shares[slot].append(sum(row) / len(row))
    return [float(np.mean(s)) if s else float("nan") for s in shares]
