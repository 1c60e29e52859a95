"""An inquiry as the outside sees it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class InquiryView:
    """What was asked and told; the slip is the paper of `inquiry:<id>`. Holds nothing of the person who asked."""

    id: UUID
    item_code: str
    item_name: str
    item_version: int
    situation_label: str
    channel: str
    question: str
    answer: str
    ticket_id: UUID | None
    window_id: UUID | None
    at: datetime
    by_name: str
    by_post: str
    paper_id: UUID
    paper_no: str
