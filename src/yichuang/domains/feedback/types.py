"""What other rooms see of ratings: plain values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RatingView:
    """One rating as its visitor, or the management, sees it."""

    id: UUID
    subject: str
    round: int
    grade: int
    grade_label: str
    reasons: tuple[str, ...]
    comment: str
    channel: str
    rated_at: datetime
    window_id: UUID | None
    staff_name: str
    department_id: UUID | None
    item: str

    @property
    def bad(self) -> bool:
        """The two grades that must be followed up."""
        return self.grade <= 2


@dataclass(frozen=True, slots=True)
class RatingState:
    """Whether a visit can be rated, or followed up, now. When it can not be rated `why` is a refusal's code."""

    subject: str
    can_rate: bool
    can_follow_up: bool
    why: str
    rate_until: datetime | None
    ratings: tuple[RatingView, ...] = ()


@dataclass(frozen=True, slots=True)
class InvitationView:
    """What an evaluator shows: whose turn it was (the ticket's number), until when it waits."""

    id: UUID
    window_id: UUID
    subject: str
    label: str
    state: str
    invited_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over a span. Unrated visits are counted as unrated, never as satisfied."""

    visits: int
    rated: int
    by_grade: Mapping[int, int]
    bad: int

    @property
    def good_share(self) -> float | None:
        """Share of ratings that are not bad; None without any rating."""
        total = sum(self.by_grade.values())
        return (total - self.bad) / total if total else None

    @property
    def unrated_share(self) -> float | None:
        """Share of visits without a rating."""
        return (self.visits - self.rated) / self.visits if self.visits else None
