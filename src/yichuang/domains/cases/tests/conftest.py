"""Fixtures of this room: a hall, and another one."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from yichuang.foundation import clock

from .halls import Hall, build

MONDAY = datetime(2026, 11, 23, 2, 6, tzinfo=UTC)
"""10:06 on Monday in the hall."""


@pytest.fixture
def hall(real_db: None) -> Iterator[Hall]:
    with clock.at(MONDAY):
        yield build()


@pytest.fixture
def other_hall(hall: Hall) -> Hall:
    return build("north")
