"""How messages leave the house: which port carries each channel, what each center has set, which centers there are.

Without a gateway the stand-in keeps them on this machine. A gateway is a class with `name`, `real = True` and `deliver` (see
`foundation.messages.Port`), named by dotted path in YICHUANG_SMS_PORT, YICHUANG_MAIL_PORT or YICHUANG_IM_PORT.
"""

from uuid import UUID

from django.utils.module_loading import import_string

from yichuang.config.env import text
from yichuang.domains.places import api as places
from yichuang.foundation.messages import OUTSIDE, Port, Post, Rules

STAND_IN = "yichuang.foundation.messages.LocalPort"


def port_of(channel: str) -> Port:
    """The port that the environment names for a channel."""
    made: Port = import_string(text(f"YICHUANG_{channel.upper()}_PORT", STAND_IN))()
    return made


def rules_of(center_id: UUID) -> Rules:
    """The center's own settings. One query."""
    center = places.center(center_id)
    return Rules(
        quiet_from=center.setting("message_quiet_from"), quiet_until=center.setting("message_quiet_until"),
        per_minute=center.setting("message_rate"), tries=center.setting("message_tries"),
    )  # fmt: skip


POST = Post(
    ports={channel: port_of(channel) for channel in OUTSIDE},
    rules=rules_of,
    centers=lambda: [c.id for c in places.centers()],
)
