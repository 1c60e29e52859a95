"""Extended service as pages see it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class LateView:
    """Who stayed, where, from when to when, for which numbers."""

    day: date
    window: str
    staff_id: UUID
    staff_name: str
    started_at: datetime
    ended_at: datetime | None
    numbers: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class LieuView:
    """One person's hours: stayed, taken off, and what is left. `enough`: time off may be given."""

    staff_id: UUID
    staff_name: str
    days: int
    stayed: int
    taken: int
    left: int
    enough: bool


@dataclass(frozen=True, slots=True)
class KeptView:
    """Papers left to be finished later; the phone is masked, `posts` says whether there is an address."""

    id: UUID
    number: str
    window: str
    name: str
    phone_masked: str
    address: str
    papers: str
    consent: str
    state: str
    kept_at: datetime
    kept_by: str
    finished_at: datetime | None
    given_at: datetime | None
    tracking_no: str
    item: str = ""
    finish_by: date | None = None

    @property
    def posts(self) -> bool:
        """Whether the result can be posted."""
        return bool(self.address)


@dataclass(frozen=True, slots=True)
class KeptFacts:
    """What the 留件单 says; the phone is masked, and of the address only whether there is one."""

    number: str
    window_id: UUID
    name: str
    phone_masked: str
    sheets: tuple[str, ...]
    consent: str
    posts: bool
    kept_at: datetime
    finish_by: date


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """What somebody chose who may not be called before closing. `chance`: of being called by then, as he was told; `waits`: whether he still waits."""

    ticket_id: UUID
    number: str
    choice: str
    chance: float | None
    channel: str
    by: str
    chosen_at: datetime
    waits: bool


@dataclass(frozen=True, slots=True)
class ClosingView:
    """The end of today and what is still there: `past` when the hall has closed, with who waits and who is served."""

    closing_at: datetime | None
    past: bool
    waiting: int
    serving: int
