"""Identifiers: UUIDv7 for rows, so that ids sort by time of making. What an outsider holds is random: `privacy.random_code`."""

import secrets
import time
from uuid import UUID


def uuid7() -> UUID:
    """RFC 9562 version 7: 48 bits of Unix milliseconds, then random bits. Not strictly monotonic within a millisecond."""
    ms = time.time_ns() // 1_000_000
    value = (ms & 0xFFFFFFFFFFFF) << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)
