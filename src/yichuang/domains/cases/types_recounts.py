"""Values about a change of the legal calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class MoveView:
    """One limit that a change of the calendar would move. `how`: earlier, later, or kept because its date is printed."""

    no: str
    item_name: str
    label: str
    old: date
    new: date
    how: str


@dataclass(frozen=True, slots=True)
class RestDayHearing:
    """A hearing that is fixed for a day on which nobody would work: people set that day, and have to set and tell another."""

    no: str
    item_name: str
    hold_at: datetime
    place: str


@dataclass(frozen=True, slots=True)
class CalendarPreview:
    """What a notice would move. `cases` are those that it touches; `figures` count limits by `earlier`, `later`, `kept`,
    `unchanged`, and `over` (late by the new date only); `results` wait at the window and get a later date.

    `moves` are the first of them, those that come earlier before the others. `hearings` need a new day and a new notice.
    """

    cases: int
    figures: Mapping[str, int]
    results: int
    moves: tuple[MoveView, ...]
    hearings: tuple[RestDayHearing, ...] = ()

    @property
    def moved(self) -> int:
        return self.figures.get("earlier", 0) + self.figures.get("later", 0)

    @property
    def hidden(self) -> int:
        """How many limits that move, or would but for their paper, are not among `moves`."""
        return self.moved + self.figures.get("kept", 0) - len(self.moves)


@dataclass(frozen=True, slots=True)
class RecountView:
    """How far a recount has come."""

    total: int
    looked: int
    earlier: int
    later: int
    kept: int
    unchanged: int
    over: int
    started_at: datetime
    finished_at: datetime | None

    @property
    def percent(self) -> int:
        """Of the cases; 100 only when it is over."""
        if self.finished_at is not None:
            return 100
        return min(99, self.looked * 100 // self.total) if self.total else 0
