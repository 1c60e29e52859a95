"""What the outside sees of a case in two stages. Plain values; sentences are of the active language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class StagesView:
    """Who reviews, who decides, and how far it is. `stage`: review or decision; before acceptance the review has not begun.

    `due` is the last day of the review, None before acceptance; `late` says that it went by; `told` the day by which the applicant
    is to have the decision. `words` tell both stages; `papers`
    are those that went up, [{code, name, copies}], and before that those that will have to. `own_days`: the decision's limit begins
    with the report (行政许可法 42); else one statute covers both stages.
    """

    stage: str
    reviewer_id: UUID
    reviewer: str
    decider_id: UUID
    decider: str
    due: date | None
    late: bool
    told: date | None
    reported_at: datetime | None
    conclusion: str
    conclusion_label: str
    opinion: str
    by_name: str
    by_post: str
    papers: Sequence[Mapping[str, Any]]
    words: tuple[str, ...]
    may_report: bool
    own_days: bool
