"""How often what was said held: pure accounting over a log of announcements."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .range import Range


@dataclass(frozen=True, slots=True)
class Said:
    """An announcement and what came of it. `at`: second of the day when it was said; `call`: when the person was called,
    None if never; `end`: when he left without a call, or calling ended, None while he still waits. `about`: whatever
    the center groups by (queue, hour, face)."""

    range: Range
    at: float
    call: float | None = None
    end: float | None = None
    about: Any = None


@dataclass(frozen=True, slots=True)
class Held:
    """Counts of announcements. `said` = `held` + `sooner` + `later` + `open`. `open`: nothing can be known of it yet, or
    the person left while the range could still have held. `share`: of those that are decided; None without any."""

    said: int = 0
    held: int = 0
    sooner: int = 0
    later: int = 0
    open: int = 0

    @property
    def share(self) -> float | None:
        """Of the decided ones, how many held."""
        decided = self.held + self.sooner + self.later
        return self.held / decided if decided else None


def outcome(one: Said) -> str:
    """`held`, `sooner`, `later` or `open`. "Will hardly be called today" holds when he was not. A person who left, or was not
    called until the end, after the upper end was over, makes it `later`: he did wait longer than he was told."""
    told = one.range
    if one.call is not None:
        wait = max(0.0, one.call - one.at)
        if not told.called:
            return "sooner"
        if told.holds(wait):
            return "held"
        return "sooner" if wait < 60.0 * told.low else "later"
    if one.end is None:
        return "open"
    if not told.called:
        return "held"
    if told.high is not None and one.end - one.at > 60.0 * told.high:
        return "later"
    return "open"


def held(log: Iterable[Said]) -> Held:
    """Of all announcements."""
    counts = dict.fromkeys(("held", "sooner", "later", "open"), 0)
    for one in log:
        counts[outcome(one)] += 1
    return Held(sum(counts.values()), **counts)


def held_by(log: Iterable[Said], key: Callable[[Said], Any]) -> dict[Any, Held]:
    """In groups, sorted by the group's name."""
    groups: dict[Any, list[Said]] = {}
    for one in log:
        groups.setdefault(key(one), []).append(one)
    return {name: held(rows) for name, rows in sorted(groups.items(), key=lambda x: str(x[0]))}
