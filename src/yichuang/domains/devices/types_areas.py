"""What the faces see of self-service areas: plain values."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from .rules_areas import Turn


@dataclass(frozen=True, slots=True)
class DutyView(Turn):
    """A turn of duty with its day and the person's name."""

    id: UUID
    day: date
    staff_name: str


@dataclass(frozen=True, slots=True)
class MachineView:
    """A machine; `fault` is the word of its device's first open fault."""

    id: UUID
    name: str
    does: str
    device_id: UUID | None
    device_code: str
    active: bool
    fault: str = ""


@dataclass(frozen=True, slots=True)
class CheckView:
    """The day's check: machine → what was not in order."""

    at: datetime
    by: str
    troubles: dict[str, str]
    note: str


@dataclass(frozen=True, slots=True)
class IncidentView:
    """Something that happened."""

    id: UUID
    at: datetime
    what: str
    machine: str
    by: str
    settled_at: datetime | None
    settled_by: str
    done: str


@dataclass(frozen=True, slots=True)
class AreaView:
    """An area on one day, with its week of duty. `gaps`: service time of the day without anybody."""

    id: UUID
    code: str
    name: str
    kind: str
    kind_label: str
    place: str
    hours: str
    active: bool
    machines: tuple[MachineView, ...]
    week: tuple[DutyView, ...]
    today: tuple[DutyView, ...]
    present: tuple[DutyView, ...]
    gaps: tuple[tuple[time, time], ...]
    check: CheckView | None
    incidents: tuple[IncidentView, ...]


@dataclass(frozen=True, slots=True)
class OpenArea:
    """An area as everybody may read of it (5.1.7.1): its machines with what they do and whether each is in order. No name of a person."""

    name: str
    kind_label: str
    place: str
    hours: str
    machines: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class AreaNow:
    """An area at one moment. `alone`: the center serves and nobody is on duty there. `troubles`: what the day's check found."""

    code: str
    name: str
    present: tuple[str, ...]
    alone: bool
    checked: bool
    troubles: int
