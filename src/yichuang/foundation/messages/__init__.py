"""Messages to people: written in the transaction of the act that causes them, carried by a job after it.

An `inbox` message is read in the program and is there at once. The other channels (`sms`, `mail`, `im`) leave through a port: a
real gateway, or the stand-in that keeps them on this machine. Addresses are sealed; what is shown is a mask.
"""

from .inbox import InboxLine, inbox, mark_all_read, mark_read, readers, topics, unread
from .kinds import kind_label, known_kinds
from .posting import post
from .queries import SentLine, counts, messages_about, outbox, outgoing_of
from .rules import quiet_until
from .sending import deliver_due, try_again
from .standin import LocalPort
from .types import CHANNELS, OUTSIDE, STATES, NotSent, Outgoing, Port, Post, Recipient, Rules, stand_ins

__all__ = [
    "CHANNELS",
    "OUTSIDE",
    "STATES",
    "InboxLine",
    "LocalPort",
    "NotSent",
    "Outgoing",
    "Port",
    "Post",
    "Recipient",
    "Rules",
    "SentLine",
    "counts",
    "deliver_due",
    "inbox",
    "kind_label",
    "known_kinds",
    "mark_all_read",
    "mark_read",
    "messages_about",
    "outbox",
    "outgoing_of",
    "post",
    "quiet_until",
    "readers",
    "stand_ins",
    "topics",
    "try_again",
    "unread",
]
