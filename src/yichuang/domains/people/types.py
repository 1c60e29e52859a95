"""What other rooms see of people: plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class GrantInfo:
    """A role that a member of staff holds; `at_center_id` differs from the home center for reading across only."""

    id: UUID
    role: str
    at_center_id: UUID
    department_id: UUID | None
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class StaffInfo:
    """A person who works in the center."""

    id: UUID
    center_id: UUID
    username: str
    name: str
    post: str
    badge_no: str
    department_id: UUID | None
    skills: tuple[str, ...]
    active: bool
    left_at: datetime | None
    last_login: datetime | None
    grants: tuple[GrantInfo, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that are in force, each once."""
        return tuple(dict.fromkeys(g.role for g in self.grants))


@dataclass(frozen=True, slots=True)
class TokenInfo:
    """A token of the API, without its secret."""

    id: UUID
    label: str
    hint: str
    role: str
    acts_as: str
    staff_id: UUID | None
    device_id: UUID | None
    made_at: datetime
    last_used: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The outcome of a log-in: what the session has to remember."""

    account_id: UUID
    staff_id: UUID
    center_id: UUID
    epoch: int
    name: str
    post: str
    roles: tuple[str, ...]
