"""What other rooms see of queueing: plain values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from .rules import WaitRange


@dataclass(frozen=True, slots=True)
class TicketView:
    """A ticket as a page shows it. `ahead` is None once the person has been called; `wait` too."""

    id: UUID
    number: str
    tracking_code: str
    queue: str
    queue_name: str
    queue_name_en: str
    state: str
    priority: bool
    priority_reason: str
    needs: tuple[str, ...]
    item: str
    source: str
    phone_masked: str
    issued_at: datetime
    first_issued_at: datetime
    state_since: datetime
    called_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    window_id: UUID | None
    window: str
    window_name: str
    for_window: str
    recalls: int
    requeued: bool
    first_contact: str
    note: str
    why: Mapping[str, Any]
    booked: bool = False
    appointment_at: datetime | None = None
    checked_in_at: datetime | None = None
    carried_from: date | None = None
    carried_by: str = ""
    ahead: int | None = None
    wait: WaitRange | None = None

    @property
    def waited_seconds(self) -> int:
        """From the first issue to the call that brought the person to a window; 0 while nobody has called."""
        return int((self.called_at - self.first_issued_at).total_seconds()) if self.called_at else 0


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One queue on the board. `wait` is what a person who comes now would be told."""

    id: UUID
    code: str
    name: str
    name_en: str
    waiting: int
    priority_waiting: int
    oldest_issued_at: datetime | None
    windows: tuple[str, ...]
    target_minutes: int
    wait: WaitRange


@dataclass(frozen=True, slots=True)
class WindowLine:
    """One window on the board, with the ticket that is at it now."""

    id: UUID
    code: str
    name: str
    kind: str
    state: str
    reason: str
    expected_return: datetime | None
    since: datetime | None
    staff_id: UUID | None
    staff_name: str
    queues: tuple[str, ...]
    ticket: TicketView | None
    skills: tuple[str, ...] = ()
    name_en: str = ""

    @property
    def manned(self) -> bool:
        """Open, and somebody sits there: a window that was only opened calls nobody."""
        return self.state == "open" and self.staff_id is not None


@dataclass(frozen=True, slots=True)
class CallLine:
    """One line of "called lately": newest first; a recall makes the line young again."""

    ticket_id: UUID
    number: str
    window: str
    window_name: str
    state: str
    called_at: datetime
    recalls: int


@dataclass(frozen=True, slots=True)
class Board:
    """What hangs in the hall: no personal data on it."""

    at: datetime
    queues: tuple[QueueLine, ...]
    windows: tuple[WindowLine, ...]
    calls: tuple[CallLine, ...]

    @property
    def waiting(self) -> int:
        """Everybody who waits, over all queues."""
        return sum(q.waiting for q in self.queues)


@dataclass(frozen=True, slots=True)
class WindowFigures:
    """What the bar of a window says of the line: the window's state (of `Desk`), who waits for it, the longest wait of its queues; and in
    whose name the window is."""

    state: str
    waiting: int
    longest_wait: WaitRange | None
    staff_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class WindowPanel:
    """All that the clerk at one window needs about his queue."""

    window: WindowLine
    waiting: int
    longest_wait: WaitRange | None
    oldest_wait_minutes: int
    held: tuple[TicketView, ...] = ()
    absent: tuple[TicketView, ...] = ()
    served_today: int = 0
    cases: tuple[str, ...] = ()
    queues: tuple[QueueLine, ...] = ()


@dataclass(frozen=True, slots=True)
class QueueInfo:
    """A queue as it is set up."""

    id: UUID
    code: str
    name: str
    name_en: str
    items: tuple[str, ...]
    active: bool
    target_minutes: int
    priority_target_minutes: int
    windows: tuple[str, ...] = field(default=())
    appointment_target_minutes: int = 8
    remote: bool = False
    slot_minutes: int = 0
    slot_places: int = 0
    book_ahead_days: int = 7
    day_cap: int | None = None
    issue_from: time | None = None
    issue_until: time | None = None


@dataclass(frozen=True, slots=True)
class Hand:
    """One member of staff who had a visit in his hands, the earliest first."""

    at: datetime
    act: str
    staff_name: str
    staff_post: str
    window: str
    note: str


@dataclass(frozen=True, slots=True)
class UnmetNeed:
    """Somebody who waits with needs that no open window of his queue can meet."""

    ticket_id: UUID
    number: str
    queue: str
    needs: tuple[str, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class TicketRef:
    """What an act in another room has to know of the ticket it belongs to."""

    id: UUID
    number: str
    state: str
    window_id: UUID | None
    window: str
    started_at: datetime | None
    item: str
