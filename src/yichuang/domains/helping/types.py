"""What other rooms and the faces see of questions: plain values."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class EntryView:
    """One thing that was said: `what` is ask, answer or forward."""

    at: datetime
    by: str
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question with what was said. `late`: beyond its time without an answer, or answered after it."""

    id: UUID
    kind: str
    kind_label: str
    state: str
    state_label: str
    text: str
    asked_by_id: UUID | None
    asked_by: str
    window: str
    item: str
    department_id: UUID | None
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None
    answered_by: str
    late: bool
    kept_title: str
    possible: tuple[str, ...]
    entries: tuple[EntryView, ...] = ()

    @property
    def answer(self) -> str:
        """The last answer; empty while there is none."""
        return next((e.text for e in reversed(self.entries) if e.what == "answer"), "")


@dataclass(frozen=True, slots=True)
class KindFigures:
    """One kind over some days. Minutes are service minutes to the first answer."""

    kind: str
    label: str
    limit_minutes: int
    asked: int
    answered: int
    in_time: int
    late_open: int
    median_minutes: int | None

    @property
    def percent(self) -> int | None:
        """Answered in time, of those that are answered or already late."""
        judged = self.answered + self.late_open
        return round(100 * self.in_time / judged) if judged else None
