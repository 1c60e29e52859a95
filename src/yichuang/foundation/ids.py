"""Identifiers: UUIDv7 for rows, so that ids sort by time of making. What an outsider holds is random: `privacy.random_code`."""

import secrets
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def uuid7() -> UUID:
    """RFC 9562 version 7, its method 3: 48 bits of Unix milliseconds, 12 bits of their fraction (some 240 ns a step), then random bits.

    Within one process each id is greater than the one before, also when the machine's clock stands still or is set back: lists
    are read on by id, and two rows of one millisecond keep the order of their making. Between processes the order is that of the clock.
    """
    global _last
    ms, rest = divmod(time.time_ns(), 1_000_000)
    with _lock:
        _last = at = max(ms << 12 | (rest << 12) // 1_000_000, _last + 1)
    value = (at >> 12) << 80 | 0x7 << 76 | (at & 0xFFF) << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)
