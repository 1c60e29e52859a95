"""What the outside sees of the turns of a story: plain values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ItemChangePreview:
    """What another item would make of a case. `kept` old code → new code; `left` what was handed in and is not asked for.

    `late`: the day for telling has passed under the new rule, so that the application counts as accepted at once.
    """

    item_code: str
    item_name: str
    department_id: UUID
    kept: Mapping[str, str]
    left: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    fresh: tuple[str, ...]
    answer_by: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class ReopenPreview:
    """What handling a case again would do. `paper` is the title and number of what becomes void, empty where nothing does.

    `state` is where the new case begins: accepted, or received when only the answer fell. `due` is the day of the decision or
    of the answer by `limit`; None where the rule sets no day for answering. `document` and `organ` as they will be written.
    """

    paper: str
    materials: int
    files: int
    state: str
    limit: str
    binding_on: date
    due: date | None
    explanation: tuple[str, ...]
    document: str
    organ: str


@dataclass(frozen=True, slots=True)
class SecondTellingView:
    """What somebody wanted to tell though the first notice had not named it. `notice_no` is that notice's 文书号."""

    id: UUID
    case_no: str
    item_name: str
    applicant_masked: str
    department_id: UUID
    period: int
    material: str
    defect: str
    notice_no: str
    notice_by: str
    at: datetime
    by_name: str
    by_post: str


@dataclass(frozen=True, slots=True)
class TellingFigures:
    """二次告知率: of the cases first told between two days, those in which a second telling was attempted."""

    told: int
    again: int

    @property
    def rate(self) -> float | None:
        """Percent to one place; None while nothing was told."""
        return round(100 * self.again / self.told, 1) if self.told else None


@dataclass(frozen=True, slots=True)
class ShownField:
    """A datum that a paper shows. `value` is empty until somebody puts it down, and masked where it is a number; `same` says
    that the parties hold the same fact, so that it need not be typed."""

    code: str
    label: str
    value: str
    same: bool


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """Two that say different things. `digest` names it; `text` says it with both values; `cure` is Chinese, for the notice.

    `open` until it is answered or a defect was put down; the rest is the answer, when there is one.
    """

    digest: str
    material: str
    materials: tuple[str, ...]
    text: str
    cure: str
    open: bool
    answer: str = ""
    reason: str = ""
    by_name: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AgreementView:
    """What the papers of a case show, by material code, and on what they disagree."""

    fields: Mapping[str, tuple[ShownField, ...]]
    differences: tuple[DifferenceView, ...]

    @property
    def open(self) -> tuple[DifferenceView, ...]:
        """What still asks for an answer or a defect."""
        return tuple(d for d in self.differences if d.open)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A case that waits for papers, with the code that stands on its notice. `item_name` is empty where it should not be read over a shoulder."""

    code: str
    no: str
    item_name: str
