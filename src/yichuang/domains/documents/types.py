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
class Handing:
    """How a paper was signed for or handed over. `mode` is a key of SIGNING_MODES; `signature` the id of a kept drawing;
    `read_aloud` says that it was read out and understood."""

    mode: str
    receiver: str
    witnesses: tuple[str, ...] = ()
    signature: str = ""
    read_aloud: bool = False
    note: str = ""
    relation: str = ""
    place: str = ""
    by: str = ""


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
    sealed_by_name: str
    seal_place: str
    signed_at: datetime | None
    signing: Handing | None
    served_at: datetime | None
    service: Handing | None
    void_reason: str
    replaced_by: UUID | None
    replaces: UUID | None = None
    correction: dict[str, Any] | None = None
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

    @property
    def awaits_service(self) -> bool:
        """An electronic seal that the service has not set yet."""
        return self.valid and self.seal_mode == "electronic" and self.sealed_at is None


@dataclass(frozen=True, slots=True)
class WordsRef:
    """What a center adds to a kind of paper: `note` above the seal, `ask` in the strip. Version 0: nothing was ever published."""

    version: int
    note: str
    ask: str
    at: datetime | None
    by_name: str
    effective_from: date | None = None

    @property
    def built_in(self) -> bool:
        """Whether the form is the built-in one."""
        return not (self.note or self.ask)


@dataclass(frozen=True, slots=True)
class WordsPreview:
    """The first page with a draft's words as PNG. `pages_before` is without them; `rare` no font holds; `too_long` are fields."""

    png: bytes
    pages: int
    pages_before: int
    rare: tuple[str, ...]
    too_long: tuple[str, ...]


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
    sealed: bool = False
    served: bool = False
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class PrintLine:
    """One print of one copy: where it came out and, from the second on, why."""

    copy: str
    nth: int
    at: datetime
    by_name: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class ScanRef:
    """A scan that lies beside the frozen bytes."""

    file_id: UUID
    name: str
    digest: str
    note: str
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class PaperLife:
    """Everything that happened to one paper after it was issued."""

    paper: PaperRef
    prints: tuple[PrintLine, ...]
    scans: tuple[ScanRef, ...]
    jobs: tuple[JobRef, ...]
    seal_name: str
    replaces_no: str
    replaced_by_no: str


@dataclass(frozen=True, slots=True)
class PrinterRef:
    """A printer of the hall; `waiting` counts what others have sent there."""

    id: UUID
    code: str
    name: str
    window_id: UUID | None
    place: str
    active: bool
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class JobRef:
    """A paper that waits (or waited) at a printer."""

    id: UUID
    paper_id: UUID
    subject: str
    title: str
    number_text: str
    applicant: str
    copy: str
    printer_id: UUID
    printer: str
    place: str
    reason: str
    note: str
    asked_by_name: str
    asked_at: datetime
    from_place: str
    state: str
    done_by_name: str
    done_at: datetime | None
    cancel_reason: str


@dataclass(frozen=True, slots=True)
class SealRef:
    """A stamp in the register."""

    id: UUID
    department_id: UUID
    code: str
    name: str
    purpose: str
    keeper_id: UUID
    keeper_name: str
    deputy_id: UUID | None
    deputy_name: str
    place: str
    valid_from: date
    valid_to: date | None
    state: str
    since: datetime
    uses: int = 0


@dataclass(frozen=True, slots=True)
class SealLine:
    """A line of a stamp's register: an act on the stamp, or (`number_text`) a paper that it was set on."""

    action: str
    at: datetime
    by_name: str
    from_name: str = ""
    to_name: str = ""
    place: str = ""
    note: str = ""
    number_text: str = ""


@dataclass(frozen=True, slots=True)
class SealWait:
    """A paper that waits for its seal: since when, where it lies, and who keeps the stamps that fit (empty: none registered)."""

    paper: PaperRef
    applicant: str
    since: datetime
    place: str
    purpose: str
    keepers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeriesRef:
    """A series of numbers and how many of each fate it has."""

    department_id: UUID
    kind: str
    label: str
    year: int
    last: int
    issued: int
    reserved: int
    voided: int


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One number of a series in the register."""

    number: int
    text: str
    state: str
    by_name: str
    at: datetime
    reason: str
    paper_id: UUID | None
    subject: str
