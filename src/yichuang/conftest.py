"""The fixed cast of the rooms' tests: two invented centers and people made from capabilities. Real rows, made by commands.

Works with `db` (rolled back) and with `real_db` (committed); a test asks for one of them, or gets `db`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from yichuang.domains.people import api as people
from yichuang.domains.people.roles import capabilities_of
from yichuang.domains.places import api as places
from yichuang.foundation import clock, workdays
from yichuang.foundation.actor import Actor
from yichuang.foundation.ids import uuid7

HALL = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def ten() -> Iterator[datetime]:
    """The clock is held at ten this morning in the hall: some hours back or on are the same day, whenever the test runs."""
    with clock.at(clock.now().astimezone(HALL).replace(hour=10, minute=0, second=0, microsecond=0)):
        yield clock.now()


@pytest.fixture
def open_day(_some_db: None) -> datetime:
    """The midnight in the hall that begins the next working day after which another follows.

    A day to come, since the sample center's people and catalogue are in force from the day on which it was made.
    """
    day = clock.now().astimezone(HALL).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    while not all(workdays.is_workday((day + timedelta(days=n)).date()) for n in (0, 1)):
        day += timedelta(days=1)
    return day


@pytest.fixture
def _some_db(request: pytest.FixtureRequest) -> None:
    """A database: committed when the test asks for one, else rolled back."""
    names = request.fixturenames
    request.getfixturevalue(next((n for n in ("demo_db", "real_db") if n in names), "db"))


@pytest.fixture(autouse=True)
def _fresh_memories() -> None:
    """What a process keeps in memory must not outlive the rows that it was read from."""
    people.forget()


def _found(code: str, name: str) -> places.CenterInfo:
    made = places.found_center(actor=Actor.system(uuid7(), channel="cli"), code=code, name=name, region="500199")
    return places.center(UUID(str(made["id"])))


@pytest.fixture
def center(_some_db: None) -> places.CenterInfo:
    """The center in which a test plays."""
    return _found("here", "云岭区政务服务中心")


@pytest.fixture
def other_center(_some_db: None, center: places.CenterInfo) -> places.CenterInfo:
    """Another center, whose things must not be seen from the first."""
    return _found("there", "临江区政务服务中心")


@pytest.fixture
def actor_with() -> Callable[..., Actor]:
    """`actor_with("ticket.call", center=center)`: a member of staff with these capabilities, and no others."""

    def make(*capabilities: str, center: places.CenterInfo, **more: Any) -> Actor:
        given = {"kind": "staff", "id": uuid7(), "name": "试用员", "post": "综合窗口", "channel": "page", **more}
        return Actor(center_id=center.id, reads=(center.id,), capabilities=frozenset(capabilities), **given)

    return make


def _of_role(role: str, center: places.CenterInfo, name: str, **more: Any) -> Actor:
    given = {"kind": "staff", "id": uuid7(), "name": name, "post": role, "reads": (center.id,), **more}
    return Actor(center_id=center.id, capabilities=capabilities_of([role]), **given)


@pytest.fixture
def clerk(center: places.CenterInfo) -> Actor:
    """A clerk at a window of the first center."""
    return _of_role("clerk", center, "李晓云")


@pytest.fixture
def other_clerk(other_center: places.CenterInfo) -> Actor:
    """A clerk of the other center."""
    return _of_role("clerk", other_center, "赵临江")


@pytest.fixture
def supervisor(center: places.CenterInfo, other_center: places.CenterInfo) -> Actor:
    """Reads both centers, writes no cases in either."""
    return _of_role("supervisor", center, "卢鉴", reads=(center.id, other_center.id))


@pytest.fixture
def kiosk_device(center: places.CenterInfo) -> Actor:
    """A kiosk of the first center."""
    device = uuid7()
    return _of_role("kiosk", center, "1号自助机", kind="device", id=device, device_id=device, channel="kiosk")
