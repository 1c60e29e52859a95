"""What the outside sees of stops, extensions and dates that moved. Plain values; sentences are of the active language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yichuang.foundation.deadlines import Binding


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """A special procedure of a case. `late_by` counts the natural days past the announced end while it runs.

    `needed` is the announced time in words; `days` how many natural days it took, or has taken so far. One `of_hearing` ends
    with its hearing. `by_order` names what set the case's days where the clock runs on meanwhile.
    """

    id: UUID
    kind: str
    name: str
    basis: str
    reason: str
    needed: str
    expected_until: date | None
    started_on: date
    started_at: datetime
    started_by: str
    running: bool
    finished_on: date | None
    finished_at: datetime | None
    finished_by: str
    finding: str
    days: int
    late_by: int
    start_paper_id: UUID | None
    start_paper_no: str
    finish_paper_id: UUID | None
    finish_paper_no: str
    of_hearing: bool = False
    by_order: str = ""


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """A request for a longer limit and its answer. `state`: asked, approved, declined, taken_back, lapsed.

    `promise_over`: it was approved when the promised date had passed; its two dates are then the statute's.
    """

    id: UUID
    state: str
    state_label: str
    extra: str
    reason: str
    basis: str
    asked_at: datetime
    asked_by_id: UUID | None
    asked_by: str
    asked_post: str
    decided_at: datetime | None
    decided_by: str
    approver: str
    approver_post: str
    answer: str
    promise_over: bool
    due_before: date | None
    due_after: date | None
    paper_id: UUID | None
    paper_no: str


@dataclass(frozen=True, slots=True)
class DateChangeView:
    """One line of the register of dates: `old` or `new` is None while the clock was held."""

    at: datetime
    kind: str
    label: str
    old: date | None
    new: date | None
    reason: str
    reason_label: str
    notice: str
    by_name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A procedure that a page offers. `counted` ones are shown and cannot be chosen: their time runs on the clock."""

    name: str
    kind: str
    counted: bool
    est_days: int | None


@dataclass(frozen=True, slots=True)
class EffectView:
    """What an act would do to the dates, shown before it is done.

    `after` is the date that would then hold, None while the clock would stand still; `hope` what it would become if the
    procedure ended as announced, `until`. `kept` is a promised date that has passed and stays while the law's moves. Nothing of it
    binds: the paper names the date that holds. `by_order` names the judgment or review whose days run on.
    """

    before: date | None
    after: date | None
    until: date | None = None
    hope: date | None = None
    others: tuple[str, ...] = ()
    saved: str = ""
    shown: Binding | None = None
    kept: date | None = None
    by_order: str = ""


@dataclass(frozen=True, slots=True)
class RenewalView:
    """The licence that is to be renewed. `ask_by` was the last day for asking; `in_time`: silence renews it after `expires_on`."""

    licence: str
    licence_no: str
    expires_on: date
    asked_on: date
    ask_by: date
    in_time: bool
    basis: str
    renewed_on: date | None
    paper_no: str


@dataclass(frozen=True, slots=True)
class ClockPage:
    """Everything about a case's time between acceptance and decision, and which acts are open now."""

    procedures: Sequence[ProcedureView]
    extensions: Sequence[ExtensionView]
    changes: Sequence[DateChangeView]
    choices: Sequence[Choice]
    may_start: bool
    extension: ExtensionView | None
    extend_most: int
    extend_unit: str
    extend_basis: str
    approver: str
    no_extension: str
    renewal: RenewalView | None
    may_renew: bool
    by_order: str = ""


@dataclass(frozen=True, slots=True)
class ServedView:
    """Somebody who has the notice of the right, since when, and until when he may ask."""

    receiver: str
    at: datetime
    apply_by: date


@dataclass(frozen=True, slots=True)
class HearingView:
    """A hearing of a case. `state`: told, applied, ordered, arranged, held, waived, lapsed, cancelled.

    `served` are those who have the notice of the right; `missing` is how many of the `persons` have not.

    `examiners` are those who may not preside; `earliest` and `latest` the days between which it can be held when its notice goes
    out now. All three are there while it waits to be held.
    """

    id: UUID
    state: str
    state_label: str
    open: bool
    matter: str
    persons: str
    basis: str
    begun_at: datetime
    begun_by: str
    served: Sequence[ServedView]
    missing: int
    told_at: datetime | None
    apply_by: date | None
    applied_at: datetime | None
    applied_by: str
    organise_by: date | None
    hold_at: datetime | None
    place: str
    presider: str
    presider_post: str
    notified_at: datetime | None
    held_at: datetime | None
    record: str
    signed_by: str
    closed_because: str
    paper_id: UUID | None
    paper_no: str
    stop_id: UUID | None
    examiners: Sequence[str] = ()
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class HearingPage:
    """The hearings of a case, the newest first, and what may be done now: tell, order, apply, waive, arrange, hold, cancel."""

    hearings: Sequence[HearingView]
    open: HearingView | None
    acts: Sequence[str]
    told_basis: str
    ordered_basis: str
