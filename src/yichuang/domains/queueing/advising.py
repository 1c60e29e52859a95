"""How many windows a center needs and what a change would do, as plain values that are stored with the night's work and shown by day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from .hall import DayLog
from .simulator.changes import Change
from .staffing import Effect, Need, Target, suggestions, windows_for
from .staffing.demand import SLOT

BUSY = 80.0
"""Windows are planned for a day busier than so many of a hundred, and for all days together."""

OTHERS = 5


@dataclass(frozen=True, slots=True)
class HalfHour:
    """Windows needed from then on; `open` worked on average on the days played; `share` of people called in time with the plan."""

    begins: str
    needed: int
    open: float
    arrivals: float
    share: float | None

    @property
    def short(self) -> int:
        """Whole windows that are usually lacking then."""
        return max(0, ceil(self.needed - self.open - 0.25))


@dataclass(frozen=True, slots=True)
class Effects:
    """One change and what it does: minutes of waiting that nine of ten people stay under, in the queue it helps and of all."""

    act: str
    window: str
    queue: str
    before: int
    after: int
    all_before: int
    all_after: int


@dataclass(frozen=True, slots=True)
class Advice:
    """`days` it rests on; 0: too few of its own days yet. `staff`: people for the peak by the rule of 1 to 1.2 (6.1.2)."""

    days: int
    share: float
    minutes: float
    window_hours: float
    peak: int
    staff: int
    met: bool
    slots: tuple[HalfHour, ...]
    changes: tuple[Effects, ...]


def advice_of(days: Sequence[DayLog], target: Target | None = None) -> dict[str, Any]:
    """From past days, as JSON-able values. Seconds of work."""
    target = target or Target()
    need = windows_for(days, target, BUSY)
    return {
        "days": need.days, "share": target.share, "minutes": target.minutes, "window_hours": need.window_hours, "staff": need.staff,
        "met": need.met, "slots": _slots(need, days), "changes": [_change(e) for e in suggestions(days, most=OTHERS)],
    }  # fmt: skip


def _slots(need: Need, days: Sequence[DayLog]) -> list[dict[str, Any]]:
    worked = _worked(need, days)
    return [
        {"begins": need.opened + SLOT * s, "needed": n, "open": worked[s], "arrivals": round(need.arrivals[s], 1), "share": need.shares[s]}
        for s, n in enumerate(need.windows)
    ]  # fmt: skip


def _worked(need: Need, days: Sequence[DayLog]) -> list[float]:
    """Windows with somebody at them at some time of each half-hour, on average."""
    seen: list[set[tuple[int, Any]]] = [set() for _ in need.windows]
    for number, day in enumerate(days):
        for v in day.visits:
            if v.call is None or v.window is None:
                continue
            first = int((v.call - need.opened) // SLOT)
            last = int(((v.end or v.call) - need.opened) // SLOT)
            for s in range(max(0, first), min(len(seen) - 1, last) + 1):
                seen[s].add((number, v.window))
    return [round(len(s) / max(1, len(days)), 1) for s in seen]


def _change(effect: Effect) -> dict[str, Any]:
    change: Change = effect.changes[0]
    queue = change.queues[0] if change.queues else ""
    gone = effect.before.get(queue), effect.after.get(queue)
    own = [f.p90 if f is not None else 0.0 for f in gone]
    return {
        "act": change.act, "window": str(change.window), "queue": queue, "before": round(own[0] / 60), "after": round(own[1] / 60),
        "all_before": round(effect.before[None].p90 / 60), "all_after": round(effect.after[None].p90 / 60),
    }  # fmt: skip


def read_advice(stored: Mapping[str, Any]) -> Advice:
    """The stored values; an empty advice where none was given."""
    if not stored:
        return Advice(0, 0.85, 15.0, 0.0, 0, 0, True, (), ())
    slots = tuple(
        HalfHour(f"{int(s['begins'] // 3600):02d}:{int(s['begins'] % 3600 // 60):02d}", s["needed"], s["open"], s["arrivals"], s["share"])
        for s in stored["slots"]
    )  # fmt: skip
    return Advice(
        stored["days"], stored["share"], stored["minutes"], stored["window_hours"], max((s.needed for s in slots), default=0),
        stored["staff"], stored["met"], slots, tuple(Effects(**c) for c in stored["changes"]),
    )  # fmt: skip
