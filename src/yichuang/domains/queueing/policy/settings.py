"""What a center may set about its calling order, and how the setting is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from types import MappingProxyType
from typing import Any

NAMES = ("default", "fifo", "strict", "accumulating", "ratio")
"""default: waiting ÷ target of the class, short items a little sooner, nobody overtaken by much later comers.
fifo: by arrival. strict: priority and appointments first. accumulating: waiting × rate of the class.
ratio: so many of the priority line, then so many normal."""

ALIASES = frozenset({"default", "yichuang", "yours", "own", "share", "share_of_target", "target", "slo", "slo+len"})
"""Other words for the default."""

TARGETS = MappingProxyType({"normal": 20.0, "priority": 2.0, "appointment": 8.0})
RATES = MappingProxyType({"normal": 1.0, "priority": 3.0, "appointment": 3.0})
LEADS = MappingProxyType({"normal": 15.0, "priority": 50.0, "appointment": 10.0})


@dataclass(frozen=True, slots=True)
class Policy:
    """A calling order.

    `targets`: minutes in which each class should be called. `start`: minutes that everyone counts as waited on arrival,
    so that the order of the very first minutes is already one of classes. `brevity`: 0 ignores the length of an item,
    1 counts it fully, as far as it is worth no more than `most` minutes of waiting either way. `leads`: the starvation bound in minutes: nobody is overtaken by someone of the class whose
    waiting counts from more than this much later. `rates`: accumulating. `first`, `then`: so many priority calls, so many normal.
    """

    name: str = "default"
    targets: Mapping[str, float] = field(default_factory=lambda: TARGETS)
    start: float = 2.0
    brevity: float = 1.0
    most: float = 10.0
    leads: Mapping[str, float] = field(default_factory=lambda: LEADS)
    rates: Mapping[str, float] = field(default_factory=lambda: RATES)
    first: int = 1
    then: int = 1
    queues: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Targets of single queues, where they have their own: `targets` holds for all others."""


def _positive(value: Any, default: float, least: float = 0.0) -> float:
    fine = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and value >= least
    return float(value) if fine else default


def _by_class(value: Any, default: Mapping[str, float], least: float = 1e-3) -> Mapping[str, float]:
    """Figures by class; one figure stands for all classes."""
    if isinstance(value, int | float):
        value = dict.fromkeys(default, value)
    if not isinstance(value, Mapping):
        return default
    return {cls: _positive(value.get(cls), default[cls], least) for cls in default}


def read_policy(setting: Mapping[str, Any] | None) -> Policy:
    """The policy of a setting. Without a name it is the default; a name that nobody knows is `fifo`; a figure that makes
    no sense is left at its default."""
    given = setting or {}
    name = str(given.get("name") or "default").strip().lower()
    base = Policy(name="default" if name in ALIASES else name if name in NAMES else "fifo")
    if len(given) < 2:
        return base
    ratio = given.get("ratio")
    counts = ratio if isinstance(ratio, Mapping) else given
    return replace(
        base,
        targets=_by_class(given.get("targets"), TARGETS),
        start=_positive(given.get("start"), base.start),
        brevity=min(1.0, _positive(given.get("brevity"), base.brevity)),
        most=_positive(given.get("most"), base.most),
        leads=_by_class(given.get("leads"), LEADS, 0.0),
        rates=_by_class(given.get("rates"), RATES),
        first=max(1, int(_positive(counts.get("priority"), 1.0))),
        then=max(1, int(_positive(counts.get("normal"), 1.0))),
    )
