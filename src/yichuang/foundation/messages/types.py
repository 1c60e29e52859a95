"""What is said, to whom, and what carries it. Plain values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Literal, Protocol
from uuid import UUID

from django.conf import settings

Channel = Literal["inbox", "sms", "mail", "im"]
OUTSIDE: tuple[Channel, ...] = ("sms", "mail", "im")
"""Channels that leave the program."""
CHANNELS: tuple[Channel, ...] = ("inbox", *OUTSIDE)
RINGING: tuple[Channel, ...] = ("sms", "im")
"""Channels that wake people: they keep the quiet hours."""
STATES = ("waiting", "sent", "failed", "given_up")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One addressee. Outside: `address` is a phone number, a mail address or the gateway's user id.

    In the inbox: one member of staff, or a desk, which is everybody who holds the capability `needs` (of one unit, or of the
    whole center). Who joins the desk later finds its messages too.
    """

    channel: Channel
    address: str = ""
    name: str = ""
    staff_id: UUID | None = None
    department_id: UUID | None = None
    needs: str = ""

    @classmethod
    def staff(cls, staff_id: UUID, name: str = "") -> "Recipient":
        """One person's inbox."""
        return cls("inbox", staff_id=staff_id, name=name)

    @classmethod
    def desk(cls, *, department_id: UUID, needs: str) -> "Recipient":
        """The inbox of everybody in one unit who holds the capability."""
        return cls("inbox", department_id=department_id, needs=needs)

    @classmethod
    def center(cls, *, needs: str) -> "Recipient":
        """The inbox of everybody in the center who holds the capability."""
        return cls("inbox", needs=needs)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a port carries. `id` is the same at every try: a gateway that has seen it must not send a second time."""

    id: UUID
    center_id: UUID
    channel: str
    address: str
    name: str
    title: str
    text: str
    link: str


class NotSent(Exception):
    """The port could not carry it. `final`: trying again is no use (an address that does not exist)."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.final = reason, final


class Port(Protocol):
    """A way out of the house. `deliver` answers the carrier's own number, or raises NotSent.

    It is called outside any transaction and must come back within a minute. After a kill it is called again with the same id.
    """

    name: str
    real: bool

    def deliver(self, message: Outgoing) -> str: ...


@dataclass(frozen=True, slots=True)
class Rules:
    """What a center sets. Hours are of its own zone, 0 to 24; the same hour twice means no quiet hours."""

    quiet_from: int = 21
    quiet_until: int = 8
    per_minute: int = 60
    tries: int = 8


@dataclass(frozen=True, slots=True)
class Post:
    """How the installation is wired: the port of each outside channel, each center's rules, and which centers there are."""

    ports: Mapping[str, Port]
    rules: Callable[[UUID], Rules]
    centers: Callable[[], Sequence[UUID]]


@lru_cache(maxsize=4)
def _module(path: str) -> Post:
    found = import_module(path).POST
    assert isinstance(found, Post)
    return found


def wired() -> Post:
    """The installation's post, from the module that settings.YICHUANG_POST names."""
    return _module(settings.YICHUANG_POST)


def stand_ins() -> list[str]:
    """The outside channels that no gateway carries."""
    return [channel for channel in OUTSIDE if not wired().ports[channel].real]
