"""Fixtures of this room: a hall, and another one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from yichuang.foundation import clock
from yichuang.foundation.actor import Actor

from .halls import Hall, build

MONDAY = datetime(2026, 11, 23, 2, 6, tzinfo=UTC)
"""10:06 on Monday in the hall."""


@pytest.fixture
def hall(remembered: Callable[[str, Callable[[], Hall]], Hall]) -> Iterator[Hall]:
    with clock.at(MONDAY):
        yield remembered("cases", build)


@pytest.fixture
def other_hall(hall: Hall) -> Hall:
    return build("north")


@pytest.fixture
def lead(hall: Hall) -> Actor:
    return replace(
        hall.officer, id=uuid4(), name="首席", capabilities=hall.officer.capabilities | {"case.lead", "case.urge"}
    )


@pytest.fixture
def overseer(hall: Hall) -> Actor:
    held = frozenset({"case.read", "case.urge", "deadline.read"})
    return replace(hall.clerk, id=uuid4(), name="督查", capabilities=held)
