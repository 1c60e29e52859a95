"""Pure rules of sending: when a try is repeated, when nobody is to be woken, what can be an address at all."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=6)
LEASE = timedelta(minutes=2)
"""A try that has not reported back by then is taken as lost, and the message is tried again under the same id."""

_SHAPES = {
    "sms": re.compile(r"\+?[0-9][0-9 -]{4,18}[0-9]"),
    "mail": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "im": re.compile(r"\S+"),
}


def delay(tries: int) -> timedelta:
    """How long to wait after the given number of failed tries: one minute, doubled each time, six hours at most."""
    if tries > 16:  # far beyond the longest; keeps the power small
        return LONGEST_DELAY
    return min(FIRST_DELAY * 2 ** max(tries - 1, 0), LONGEST_DELAY)


def quiet_until(now: datetime, zone: ZoneInfo, start: int, end: int) -> datetime | None:
    """The end of the quiet hours that `now` lies in, or None. Hours of the zone's wall clock; may span midnight (21 to 8)."""
    if start == end:
        return None
    local = now.astimezone(zone)
    hour = local.hour
    inside = start <= hour < end if start < end else hour >= start or hour < end
    if not inside:
        return None
    over = local.replace(hour=end % 24, minute=0, second=0, microsecond=0)
    return over if over > local else over + timedelta(days=1)


def can_be_address(channel: str, address: str) -> bool:
    """Whether a text has the shape of an address of the channel; whether somebody answers there only the carrier knows."""
    return _SHAPES[channel].fullmatch(address.strip()) is not None
