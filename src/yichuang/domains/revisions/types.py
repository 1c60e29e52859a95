"""What other rooms and the faces see of revisions: plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yichuang.domains.catalog.api import Change


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision in a list. `kind` is guide or words, `target` the item's code or the kind of paper."""

    id: UUID
    kind: str
    target: str
    name: str
    state: str
    state_label: str
    changes: int
    proposed_by: UUID
    proposed_by_name: str
    proposed_at: datetime
    checked_by_name: str
    effective_from: date | None
    published_version: int | None


@dataclass(frozen=True, slots=True)
class Receipts:
    """Who of those at the windows has acknowledged what was published: names of both kinds, in the order of their badges."""

    read: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def asked(self) -> int:
        """How many were told."""
        return len(self.read) + len(self.unread)

    @property
    def percent(self) -> int:
        """Of those who were told."""
        return round(100 * len(self.read) / self.asked) if self.asked else 0


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One revision whole. `receipts` only once it is published."""

    row: RevisionRow
    department_id: UUID | None
    base: int
    content: dict[str, Any]
    changes: tuple[Change, ...]
    reason: str
    checked_at: datetime | None
    opinion: str
    published_by_name: str
    published_at: datetime | None
    possible: tuple[str, ...]
    receipts: Receipts | None
