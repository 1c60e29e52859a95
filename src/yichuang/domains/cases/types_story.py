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
