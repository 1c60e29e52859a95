"""What other rooms see of results: plain values, never rows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class HandOverView:
    """One attempt to bring a result to its receiver. The number of the receiver is masked."""

    id: UUID
    method: str
    receiver_name: str
    receiver_id_type: str
    receiver_id_masked: str
    relation: str
    contents: str
    place: str
    signing: str
    signature_id: UUID | None
    witness: str
    carrier: str
    tracking_no: str
    sent_at: datetime
    received_at: datetime | None
    failed_reason: str
    by_name: str


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result and what became of it. `working` is the delivery clock's explanation, empty where no limit applies."""

    id: UUID
    subject: str
    department_id: UUID
    name: str
    number: str
    valid_from: date | None
    valid_until: date | None
    validity: str
    file_id: UUID | None
    method: str
    state: str
    state_since: datetime
    decided_at: datetime
    registered_at: datetime
    due: date | None
    working: dict[str, Any]
    reason: str
    hand_overs: tuple[HandOverView, ...]

    @property
    def received(self) -> HandOverView | None:
        """The attempt that reached its receiver."""
        return next((h for h in self.hand_overs if h.received_at), None)


@dataclass(frozen=True, slots=True)
class SignatureView:
    """A signature that is asked for, or was given."""

    id: UUID
    window_id: UUID
    subject: str
    purpose: str
    signer: str
    about: str
    state: str
    asked_at: datetime
    asked_by: str
    signed_at: datetime | None
    file_id: UUID | None
