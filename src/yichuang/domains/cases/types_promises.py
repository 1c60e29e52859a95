"""What the outside sees of tolerance and commitment: plain values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yichuang.foundation.deadlines import Binding

from .types import CaseRow, ReasonView


@dataclass(frozen=True, slots=True)
class TellingView:
    """That the applicant was told of the commitment, by whom, and what he chose."""

    choice: str
    label: str
    at: datetime
    by_name: str
    note: str


@dataclass(frozen=True, slots=True)
class ToleratedView:
    """One material that may follow. `supplied_at` is None while it is still to come."""

    code: str
    name: str
    defect_label: str
    cure: str
    supplied_at: datetime | None


@dataclass(frozen=True, slots=True)
class ToleranceView:
    """What may follow, by when, and how it stands. `state` is lapsed from 24:00 of the day, whether a job ran or not.

    `remaining` is in working days, negative when late; `light` is ok, warn, bad, or done once it is closed.
    """

    id: UUID
    state: str
    label: str
    light: str
    supply_by: date
    remaining: int | None
    lines: tuple[ToleratedView, ...]
    promise: str
    made_at: datetime
    made_by: str
    signed_at: datetime | None
    signing: str
    paper_id: UUID | None
    paper_no: str
    late: bool
    reasons: str
    closed_at: datetime | None
    closed_by: str

    @property
    def left(self) -> tuple[ToleratedView, ...]:
        """What is still to come."""
        return tuple(line for line in self.lines if line.supplied_at is None)


@dataclass(frozen=True, slots=True)
class BreachView:
    """A breach from its finding to its end. The `may_*` say what the next act could be, today."""

    id: UUID
    state: str
    label: str
    light: str
    grade: str
    grade_label: str
    facts: str
    basis: str
    found_on: date
    found_by: tuple[str, ...]
    repair_by: date
    paper_no: str
    checked_at: datetime | None
    checked_by: tuple[str, ...]
    check_findings: str
    told: bool
    appeal_by: date
    appealed_at: datetime | None
    appeal: str
    answer_by: date | None
    answered_at: datetime | None
    answer: str
    upheld: bool | None
    decided_at: datetime | None
    decision: str
    decision_label: str
    reasons: str
    decision_paper_no: str
    credit_repaired_at: datetime | None
    credit_reason: str
    bars: bool
    may_appeal: bool
    may_answer: bool
    may_decide: bool
    may_correct: bool
    may_repair_credit: bool


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A commitment with what was told, what it replaces, and what came of it."""

    id: UUID
    state: str
    label: str
    light: str
    told: Mapping[str, str]
    replaced: tuple[str, ...]
    promise: str
    made_at: datetime
    made_by: str
    signed_at: datetime | None
    signing: str
    paper_id: UUID | None
    paper_no: str
    verify_by: date | None
    remaining: int | None
    verified_at: datetime | None
    verifiers: tuple[str, ...]
    method_label: str
    findings: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    breach: BreachView | None = None


@dataclass(frozen=True, slots=True)
class PromisesView:
    """Everything that a case has of promises. `must_tell`: in scope and nobody has told the applicant yet.

    `obstacles` say why he may not choose a commitment; `letter` is what he has to be told, in four parts.
    """

    in_scope: bool
    must_tell: bool
    obstacles: tuple[ReasonView, ...]
    letter: tuple[tuple[str, str], ...]
    letter_is_sample: bool
    replaces: tuple[str, ...]
    telling: TellingView | None
    tolerance: ToleranceView | None
    commitment: CommitmentView | None

    @property
    def choice(self) -> str:
        """commitment, ordinary, or empty."""
        return self.telling.choice if self.telling else ""


@dataclass(frozen=True, slots=True)
class ToleranceOffer:
    """Whether accepting with something still to come is lawful here and now, and what it would do. `usual` is offered first."""

    lawful: bool
    reasons: tuple[ReasonView, ...]
    lacking: tuple[ToleratedView, ...]
    latest: date | None
    usual: date | None
    by: date | None
    days: int | None
    date_fault: str
    due: date | None
    explanation: tuple[str, ...]
    shown: Binding | None = None


@dataclass(frozen=True, slots=True)
class ToleranceRow:
    """A tolerance in a list, with its case."""

    case: CaseRow
    tolerance: ToleranceView


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment in a list, with its case and its breach."""

    case: CaseRow
    commitment: CommitmentView


@dataclass(frozen=True, slots=True)
class PublicPromises:
    """What an applicant reads by his code: what he still has to bring and by when, and what he promised, in plain words."""

    supply_by: date | None = None
    left: tuple[Mapping[str, str], ...] = ()
    lapsed: bool = False
    left_words: str = ""
    promised: str = ""
    replaced: tuple[str, ...] = ()
    repair_by: date | None = None
    repair_facts: str = ""
    appeal_by: date | None = None
    appeal_days: int | None = None
    revoked: str = ""
