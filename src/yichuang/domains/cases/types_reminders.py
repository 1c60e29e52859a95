"""What the outside sees of reminders and urgings: plain values, never rows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from .types import CaseRow


@dataclass(frozen=True, slots=True)
class ReminderView:
    """That a light was told: of which limit, which light, to whom (roles in words)."""

    id: UUID
    kind: str
    label: str
    light: str
    due: date
    at: datetime
    told: tuple[str, ...]
    row: CaseRow | None = None


@dataclass(frozen=True, slots=True)
class UrgingView:
    """An urging and its answer; the applicant's has no name."""

    id: UUID
    urger: str
    urger_label: str
    by_name: str
    at: datetime
    said: str
    light: str
    state: str
    answer: str
    answered_at: datetime | None
    answered_by: str
    row: CaseRow | None = None


@dataclass(frozen=True, slots=True)
class CaseMarks:
    """What a line of a list says of reminding: the worst light told, how many urgings, how many without an answer."""

    light: str = ""
    urgings: int = 0
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class NudgeView:
    """One line of the applicant's page: what was done so that the case gets on, and what the department answered."""

    at: datetime
    light: str
    words: str
    answer: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UrgeState:
    """Whether the applicant may urge now; else the refusal's code, and from which day he may."""

    may: bool
    why: str = ""
    again: date | None = None
