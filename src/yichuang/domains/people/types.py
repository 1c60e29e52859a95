"""What other rooms see of people: plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

Second = Literal["", "password", "code", "enrol"]
"""What is missing after the password: nothing, a password of one's own, a code of the app, or an app."""


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
    """The outcome of a log-in: what the session has to remember. With `second` it is only half done."""

    account_id: UUID
    staff_id: UUID
    center_id: UUID
    epoch: int
    name: str
    post: str
    roles: tuple[str, ...]
    second: Second = ""


@dataclass(frozen=True, slots=True)
class Keys:
    """What a person has set up for himself: since when a PIN, whether it is blocked, since when an app."""

    pin_set_at: datetime | None
    pin_blocked: bool
    app_on_at: datetime | None
