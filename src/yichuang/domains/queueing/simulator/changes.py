"""What may be tried on a day: a window more or less, other skills, another timetable, another calling order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..hall.values import Plan
from .days import MadeDay, Shift
from .run import Timetable

Act = Literal["open", "close", "teach", "plan", "policy", "hours"]


class BadChange(ValueError):
    """A change that cannot be made in this hall; its text says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change. open: `window` serves `queues` in `plan` (default: the whole day), whether it existed or not. close: it
    does not work. teach: it serves `queues` too. plan: it works in `plan`. policy: `setting`. hours: the hall is
    open in plan[0]."""

    act: Act
    window: Any = None
    queues: tuple[str, ...] = ()
    plan: Plan | None = None
    setting: Mapping[str, Any] | None = None


def clock(second: float) -> str:
    """HH:MM."""
    return f"{int(second // 3600):02d}:{int(second % 3600 // 60):02d}"


def with_changes(day: MadeDay, times: Timetable, changes: Sequence[Change]) -> tuple[MadeDay, Timetable]:
    """The day as it would be. Calling orders are not part of a day: see `order_after`."""
    for change in changes:
        if change.act == "hours":
            begin, end = (change.plan or ((times.open, times.close),))[0]
            shifts = tuple(replace(s, plan=_within(s.plan, times, begin, end)) for s in day.shifts)
            people = tuple(p for p in day.people if p.ticket.arrive < end)
            day, times = replace(day, shifts=shifts, people=people), replace(times, open=begin, close=end)
        elif change.act != "policy":
            day = replace(day, shifts=_shifts(day.shifts, times, change))
    return day, times


def _within(plan: Plan, times: Timetable, begin: float, end: float) -> Plan:
    """A plan under other hours: what began at opening or ended at closing moves with them, the rest is cut."""
    moved = [(begin if a <= times.open else a, end if b >= times.close else b) for a, b in plan]
    return tuple((max(a, begin), min(b, end)) for a, b in moved if min(b, end) > max(a, begin))


def _shifts(shifts: Sequence[Shift], times: Timetable, change: Change) -> tuple[Shift, ...]:
    own = next((s for s in shifts if str(s.id) == str(change.window)), None)
    if own is None and change.act != "open":
        raise BadChange(f"window {change.window}: there is none; there are {', '.join(str(s.id) for s in shifts)}")
    plan = change.plan or ((times.open, times.close),)
    if own is None:
        return (*shifts, Shift(change.window, frozenset(change.queues), plan, plan, 1.0, ()))
    if change.act == "open":
        new = replace(own, skills=frozenset(change.queues), plan=plan, told=plan)
    elif change.act == "close":
        new = replace(own, plan=(), told=())
    elif change.act == "teach":
        new = replace(own, skills=None if own.skills is None else own.skills | set(change.queues))
    else:
        new = replace(own, plan=plan, told=plan)
    return tuple(new if s is own else s for s in shifts)


def order_after(setting: Mapping[str, Any], changes: Sequence[Change]) -> dict[str, Any]:
    """The calling order that stands after the changes."""
    return dict(next((c.setting for c in reversed(changes) if c.act == "policy" and c.setting), setting))
