"""What other rooms see of papers: plain values, never rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CopyRef:
    """`copy` is service or archive; `digest` is the SHA-256 of its frozen bytes."""

    copy: str
    digest: str
    pages: int


@dataclass(frozen=True, slots=True)
class PaperRef:
    """A paper without its bytes. `code` is the verification code that the paper prints; `hand_filled` lists the
    characters that were left blank, each with its field. `entered_at` is set when a paper written by hand was entered later:
    `issued_at` is then the time on the paper."""

    id: UUID
    subject: str
    kind: str
    label: str
    title: str
    number_text: str
    code: str
    address: str
    department_id: UUID
    state: str
    issued_at: datetime
    entered_at: datetime | None
    issued_by_name: str
    printed: int
    seal_mode: str
    sealed_at: datetime | None
    served_at: datetime | None
    void_reason: str
    replaced_by: UUID | None
    hand_filled: tuple[dict[str, Any], ...] = ()
    copies: tuple[CopyRef, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether it still says what is so."""
        return self.state == "issued"

    @property
    def awaits_seal(self) -> bool:
        """A wet seal that nobody has confirmed yet."""
        return self.valid and self.seal_mode == "wet" and self.sealed_at is None


@dataclass(frozen=True, slots=True)
class NumberRef:
    """One number of a series and what became of it: issued, reserved or voided. `text` is the whole 文书号."""

    kind: str
    department_id: UUID
    year: int
    number: int
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class PaperFile:
    """Frozen bytes, ready to be sent or printed."""

    paper: PaperRef
    copy: str
    name: str
    pdf: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """All that the verification page may say about a paper. Names are masked; a sensitive item is not named."""

    title: str
    number_text: str
    organ: str
    center: str
    case_no: str
    item_name: str
    applicant: str
    issued_on: date
    state: str
    seal_mode: str
    voided_on: date | None
    void_reason: str
    replaced_by: str
    digest: str
    sample: bool
