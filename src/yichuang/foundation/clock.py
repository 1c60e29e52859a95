"""The one source of "now". Taken once per command; moved by tests only."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

_fixed: ContextVar[datetime | None] = ContextVar("yichuang_fixed_now", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC.

    With YICHUANG_TEST_CLOCK=1 a running program reads an offset in seconds from the file YICHUANG_TEST_CLOCK_FILE, so
    that a test can move every process at once; without the variable the file is not looked at.
    """
    fixed = _fixed.get()
    if fixed is not None:
        return fixed
    real = datetime.now(UTC)
    if os.environ.get("YICHUANG_TEST_CLOCK") == "1":
        return real + _offset()
    return real


def _offset() -> timedelta:
    path = os.environ.get("YICHUANG_TEST_CLOCK_FILE", "")
    try:
        return timedelta(seconds=float(Path(path).read_text()))
    except (OSError, ValueError):
        return timedelta()


def moved() -> bool:
    """Whether a test has moved this program's time, so that no other machine's clock can be compared with it."""
    return os.environ.get("YICHUANG_TEST_CLOCK") == "1" and _offset() != timedelta()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Hold the clock of this thread at an aware instant. For tests."""
    assert instant.tzinfo is not None, "the clock takes aware instants only"
    token = _fixed.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)


def center_day(instant: datetime, zone: ZoneInfo) -> date:
    """The calendar day of an instant where the center stands: 16:00 UTC is already tomorrow in Chongqing."""
    return instant.astimezone(zone).date()
