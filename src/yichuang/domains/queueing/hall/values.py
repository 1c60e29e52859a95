"""Tickets, windows, a moment of a hall and a whole day of it. All times are seconds of the center's day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

CLASSES = ("normal", "priority", "appointment")

Outcome = Literal["served", "noshow", "left"]
Plan = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Ticket:
    """A person in line. `appt` is the booked time; `only` names the one window that may call him; `needs` and `zone`
    are what a window must offer. An id may be a number or a text and is given back as it came."""

    id: Any
    queue: str
    item: str = ""
    cls: str = "normal"
    arrive: float = 0.0
    appt: float | None = None
    only: Any = None
    needs: frozenset[str] = frozenset()
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Serving:
    """Who is at a window now, and since when."""

    queue: str
    item: str
    since: float


@dataclass(frozen=True, slots=True)
class Window:
    """A window. `skills` are its queues (None: all); `plan` its working intervals, None when it works from opening to closing;
    `until` the announced return from a pause; `offers` the needs it can meet (None: all); `zone` where it stands."""

    id: Any
    skills: frozenset[str] | None = None
    status: str = "idle"
    serving: Serving | None = None
    plan: Plan | None = None
    until: float | None = None
    since: float | None = None
    offers: frozenset[str] | None = None
    zone: str = ""

    def serves(self, queue: str) -> bool:
        """Whether people of this queue may be called here."""
        return self.skills is None or queue in self.skills


@dataclass(frozen=True, slots=True)
class Call:
    """A call of today: when, of which queue and class, after how long a wait."""

    queue: str
    cls: str
    at: float
    waited: float


@dataclass(frozen=True, slots=True)
class Served:
    """A service of today that has ended at `at` after `seconds` at the window."""

    queue: str
    item: str
    window: Any
    at: float
    seconds: float
    noshow: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """A moment of a hall: all that may be known at `now`, nothing later. `ticket` is the one asked about."""

    now: float
    open: float
    close: float
    overtime: float = 0.0
    dow: int = 0
    policy: Mapping[str, Any] = field(default_factory=dict)
    ticket: Ticket | None = None
    window: Any = None
    waiting: tuple[Ticket, ...] = ()
    windows: tuple[Window, ...] = ()
    calls: tuple[Call, ...] = ()
    served: tuple[Served, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of a ticket: `call` None when nobody called it; `end` when it left the hall, if that is known."""

    ticket: Ticket
    call: float | None = None
    end: float | None = None
    window: Any = None
    outcome: str = "served"


@dataclass(frozen=True, slots=True)
class DayLog:
    """A past day. Calls stop `grace` seconds after `close`."""

    open: float
    close: float
    grace: float = 0.0
    dow: int = 0
    policy: Mapping[str, Any] = field(default_factory=dict)
    windows: tuple[Window, ...] = ()
    visits: tuple[Visit, ...] = ()
