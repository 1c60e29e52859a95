"""Checks and slips as pages see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CheckView:
    """One confirmation: what was not in order, and whose papers stay, each with the reason."""

    kind: str
    window: str
    day: date
    staff_name: str
    at: datetime
    exceptions: Mapping[str, str]
    pending: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WindowToday:
    """A window of today for the list of what is not yet in order: its state, who sits there, and the two checks of that person."""

    window: str
    name: str
    state: str
    staff_name: str
    opening: CheckView | None
    closing: CheckView | None

    @property
    def unchecked(self) -> bool:
        """It serves, and nobody has confirmed that it is in order."""
        return self.state != "closed" and bool(self.staff_name) and self.opening is None


@dataclass(frozen=True, slots=True)
class SlipView:
    """A shift's hand-over. `tickets` are numbers with the line left for whoever goes on."""

    id: UUID
    window_id: UUID
    window: str
    state: str
    from_id: UUID
    from_name: str
    to_id: UUID | None
    to_name: str
    tickets: tuple[Mapping[str, str], ...]
    cases: tuple[str, ...]
    papers: str
    seals: str
    offered_at: datetime
    accepted_at: datetime | None
