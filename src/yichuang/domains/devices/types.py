"""What other rooms and the faces see of devices: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from yichuang.domains.places.api import DeviceInfo

from .rules import Result


@dataclass(frozen=True, slots=True)
class FaultView:
    """One fault ticket. Minutes are clock minutes, rounded down; None until there is an answer or an end."""

    id: UUID
    device_id: UUID
    device_code: str
    device_name: str
    window_code: str
    fault: str
    fault_label: str
    detail: str
    state: str
    state_label: str
    since: datetime
    opened_at: datetime
    opened_by: str
    taken_at: datetime | None
    taken_by: str
    answered_at: datetime | None
    answered_by: str
    answer: str
    closed_at: datetime | None
    closed_by: str
    done: str
    by_self_test: bool

    @property
    def minutes_to_answer(self) -> int | None:
        """From opening until it was said what will be done; a ticket that was mended at once was answered by that."""
        return _minutes(self.opened_at, self.answered_at or self.closed_at)

    @property
    def minutes_to_mend(self) -> int | None:
        """From opening until it was mended."""
        return _minutes(self.opened_at, self.closed_at)


def _minutes(a: datetime, b: datetime | None) -> int | None:
    return None if b is None else int((b - a).total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class DeviceState:
    """A device and how it is. `silent_since` only beyond its limit; `fit` is the share of the week's service time without a fault."""

    device: DeviceInfo
    silent_since: datetime | None
    limit_minutes: int
    always_on: bool
    first_seen: datetime | None
    tested_at: datetime | None
    test_asked_at: datetime | None
    results: Mapping[str, Result] = field(default_factory=dict)
    faults: tuple[FaultView, ...] = ()
    fit: float | None = None

    @property
    def word(self) -> str:
        """`revoked`, `new` (never heard from), `silent`, `fault` or `ok`."""
        if not self.device.live:
            return "revoked"
        if self.device.last_seen is None:
            return "new"
        if self.silent_since is not None:
            return "silent"
        return "fault" if self.faults else "ok"

    @property
    def fit_percent(self) -> str:
        """As it is read: 99.6, or nothing."""
        return "" if self.fit is None else f"{self.fit * 100:.1f}"

    @property
    def test_waits(self) -> bool:
        """A self-test was asked for and has not come."""
        return self.test_asked_at is not None and (self.tested_at is None or self.tested_at < self.test_asked_at)
