"""Calling orders on the same days, the same people and services."""

from collections.abc import Sequence
from dataclasses import dataclass

from yichuang.domains.queueing.hall import DayLog
from yichuang.domains.queueing.simulator.changes import Change
from yichuang.domains.queueing.simulator.figures import Figures, by, of_all
from yichuang.domains.queueing.simulator.parameters import Hall
from yichuang.domains.queueing.simulator.playing import stage_of_hall

ORDERS = ("fifo", "default", "strict")
ASKED = range(121, 181)


@dataclass
class Ordered:
    """Waits under one order: of all, and by class."""

    order: str
    all: Figures
    classes: dict[str, Figures]


def orders(hall: Hall, seed: int, names: Sequence[str] = ORDERS, days: Sequence[int] = ASKED) -> list[Ordered]:
    """FIFO first."""
    stage = stage_of_hall(hall, seed, days)
    found = []
    for name in names:
        logs: list[DayLog] = stage.play([Change("policy", setting={"name": name})])
        found.append(Ordered(name, of_all(logs), by(logs, lambda v: v.ticket.cls)))
    return found
