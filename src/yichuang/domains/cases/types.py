"""What the outside sees of a case: plain values, never rows. Names of people are whole; ids and phones are masked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yichuang.foundation.deadlines import Binding, Term

from .types_procedures import ExtensionView, ProcedureView
from .types_stages import StagesView


@dataclass(frozen=True, slots=True)
class PartyView:
    """A person or organization in the case. `id_masked` and `phone_masked` are empty when nothing was given."""

    id: UUID
    role: str
    role_label: str
    kind: str
    name: str
    name_masked: str
    id_type: str
    id_type_label: str
    id_masked: str
    phone_masked: str
    authority: str
    authority_from: date | None
    authority_to: date | None
    none_reason: str = ""


@dataclass(frozen=True, slots=True)
class FileView:
    """An uploaded scan or photo; its bytes come from `foundation.files.read(actor, file_id)`."""

    id: UUID
    file_id: UUID
    name: str
    content_type: str
    size: int
    kept_at: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class PointView:
    """One review point of a material, and whether the clerk ticked it."""

    id: str
    text: str
    ticked: bool
    fix: str = ""


@dataclass(frozen=True, slots=True)
class MaterialView:
    """One line of this person's list, with what the clerk found."""

    code: str
    name: str
    klass: str
    required: bool
    tolerable: bool
    form: str
    source: str
    copies_asked: int
    status: str
    status_label: str
    light: str
    original_seen: bool
    copies: int
    remark: str
    cure: str
    told: bool
    replaced: bool = False
    tolerated_until: date | None = None
    points: tuple[PointView, ...] = ()
    files: tuple[FileView, ...] = ()
    blank_file_id: UUID | None = None
    sample_file_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """A limit with its date and its working. `term` is the clock run to the moment of reading: give it to the clock part.

    `light` is ok, warn or bad; `left` says what remains in words; both are quiet once the limit was met.
    """

    kind: str
    label: str
    value: int
    unit: str
    basis: str
    starts_on: date
    due: date | None
    met_at: datetime | None
    light: str
    light_label: str
    left: str
    remaining: int | None
    explanation: tuple[str, ...]
    term: Term


@dataclass(frozen=True, slots=True)
class RulingView:
    """What somebody decided or advised, in whose words, and the paper that says so."""

    stage: str
    stage_label: str
    outcome: str
    label: str
    ground: str
    reasons: str
    basis: str
    competent_organ: str
    by_name: str
    by_post: str
    at: datetime
    delegated: bool
    deemed: bool
    paper_id: UUID | None
    paper_no: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """What was told once, and when it was mended."""

    period: int
    told_at: datetime
    correct_by: date
    completed_at: datetime | None
    lines: tuple[Mapping[str, str], ...]
    paper_id: UUID | None
    paper_no: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline. `state` is done, now or ahead. Of a reopening, `other` is the number of the case on the other
    side, and `by` the document that it follows from."""

    code: str
    label: str
    state: str
    at: datetime | None = None
    on: date | None = None
    note: str = ""
    by: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list. `light` is ok, warn, bad, off (stopped), todo (not accepted yet) or done; `remaining` in working days.

    `pause_until` is what a running special procedure announced as its end: a stopped case past it is bad.
    """

    id: UUID
    no: str
    item_code: str
    item_name: str
    applicant: str
    applicant_masked: str
    state: str
    state_label: str
    outcome: str
    verdict: str
    channel: str
    channel_label: str
    department_id: UUID
    window_id: UUID | None
    ticket_id: UUID | None
    opened_at: datetime
    received_at: datetime | None
    accepted_at: datetime | None
    decided_at: datetime | None
    ended_at: datetime | None
    taken_over_at: datetime | None
    due: date | None
    due_kind: str
    light: str
    remaining: int | None
    sensitive: bool
    pause_until: date | None = None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as one page: everything a desk or an office shows, in a known number of statements.

    `shown` is the binding of promise and statute, for the clock part; None before acceptance. `to_mend` names what was let to be
    corrected on the spot and is not mended yet.
    """

    row: CaseRow
    tracking_code: str
    item_version_id: UUID
    rule: str
    rule_label: str
    rule_known: bool
    handling: str
    situation: Mapping[str, Any]
    situation_label: str
    period: int
    deemed: bool
    delivery_method: str
    delivery_label: str
    external: str
    external_no: str
    version: int
    parties: tuple[PartyView, ...]
    materials: tuple[MaterialView, ...]
    loose_files: tuple[FileView, ...]
    deadlines: tuple[DeadlineView, ...]
    rulings: tuple[RulingView, ...]
    notices: tuple[NoticeView, ...]
    steps: tuple[Step, ...]
    next_words: str
    possible: tuple[str, ...]
    result_name: str
    result_no: str
    result_registered_at: datetime | None
    delivered_at: datetime | None
    shown: Binding | None = None
    to_mend: tuple[str, ...] = ()
    procedures: tuple[ProcedureView, ...] = ()
    extensions: tuple[ExtensionView, ...] = ()
    stages: StagesView | None = None

    @property
    def id(self) -> UUID:
        """Shorthand."""
        return self.row.id

    @property
    def no(self) -> str:
        """Shorthand."""
        return self.row.no

    @property
    def state(self) -> str:
        """Shorthand."""
        return self.row.state

    @property
    def applicant(self) -> PartyView | None:
        """The first applicant, when there is one."""
        return next((p for p in self.parties if p.role == "applicant"), None)

    @property
    def overturned(self) -> Step | None:
        """Where the matter goes on after this decision fell."""
        return next((s for s in self.steps if s.code == "overturned"), None)

    @property
    def reopened(self) -> Step | None:
        """Where the matter comes from, when it is handled again here."""
        return next((s for s in self.steps if s.code == "reopened"), None)

    def deadline(self, kind: str) -> DeadlineView | None:
        """The deadline of a kind: tell, promise, statutory, correction, delivery."""
        return next((d for d in self.deadlines if d.kind == kind), None)


@dataclass(frozen=True, slots=True)
class ReasonView:
    """Why, as a stable code and as a sentence of the active language."""

    code: str
    text: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """An outcome of intake as a button shows it. `papers` are the kinds of paper that choosing it would issue.

    `settles`: choosing it ends the case; with `may_wait` it may also be accepted only, for a reason. `law` cites what it rests
    on; `law_text` holds the words of the provision where the rule keeps them.
    """

    outcome: str
    label: str
    lawful: bool
    reasons: tuple[ReasonView, ...]
    needs: tuple[str, ...]
    deemed: bool
    papers: tuple[str, ...]
    settles: bool = False
    may_wait: bool = False
    law: str = ""
    law_text: str = ""

    def as_json(self) -> dict[str, Any]:
        """The shape that the API answers."""
        return {
            "outcome": self.outcome,
            "label": self.label,
            "lawful": self.lawful,
            "needs": list(self.needs),
            "deemed": self.deemed,
            "papers": list(self.papers),
            "settles": self.settles,
            "may_wait": self.may_wait,
            "law": self.law,
            "reasons": [{"code": r.code, "text": r.text} for r in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act would do to the dates, shown before it is done. `told` is the date that the applicant hears: of two organs the
    one that decides, while `due` is that of the review."""

    outcome: str
    papers: tuple[str, ...]
    due: date | None
    due_kind: str
    explanation: tuple[str, ...]
    shown: Binding | None = None
    term: Term | None = None
    notes: tuple[str, ...] = ()
    told: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list; `after` continues it, empty at the end."""

    rows: Sequence[Any]
    after: str = ""


@dataclass(frozen=True, slots=True)
class HandoverView:
    """A list of cases whose papers went from a window to a department."""

    id: UUID
    no: str
    department_id: UUID
    window_id: UUID | None
    state: str
    made_at: datetime
    made_by: str
    taken_at: datetime | None
    taken_by: str
    remark: str
    rows: tuple[CaseRow, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """What a citizen sees by his code: his own name masked, no number, no clerk. A sensitive item is not named.

    `subject` leads to his papers (`documents.api.papers_of`); `binding` and `why` explain the date. `stages` tell who reviews and who
    decides, where these are two; `stage` is review or decision then.
    """

    center_id: UUID
    case_id: UUID
    ticket_id: UUID | None
    subject: str
    no: str
    tracking_code: str
    item_name: str
    sensitive: bool
    applicant_masked: str
    state: str
    state_label: str
    verdict: str
    next_words: str
    light: str
    light_label: str
    due: date | None
    due_kind: str
    left: str
    why: tuple[str, ...]
    binding: Binding | None
    steps: tuple[Step, ...]
    received_on: date | None
    accepted_on: date | None
    decided_on: date | None
    delivered_on: date | None
    missing: tuple[Mapping[str, str], ...]
    correct_by: date | None
    pickup: str
    result_name: str
    updated_at: datetime
    pauses: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    stage: str = ""
    stages: tuple[str, ...] = ()
