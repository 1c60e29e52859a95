"""The sample center's first kiosk, as a browser that was enrolled with its key, and a person with every right beside it."""

from typing import Any

import pytest
from django.test import Client

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading


@pytest.fixture
def center(demo_db: None) -> places.CenterInfo:
    found = places.demo_center()
    assert found is not None
    return found


@pytest.fixture
def staff(center: places.CenterInfo) -> Actor:
    return Actor.system(center.id, name="测试")


@pytest.fixture
def key(staff: Actor) -> str:
    """A fresh key: the sample's own keys belong to the installation that made it."""
    with reading(staff):
        device = places.device_by_code(staff.center_id, "kiosk-1")
    return places.new_device_key(actor=staff, device_id=device.id)


@pytest.fixture
def kiosk(key: str) -> Client:
    client = Client()
    answer: Any = client.post("/device/enrol/", {"device_key": key})
    assert answer.status_code == 302
    assert answer["Location"] == "/kiosk/"
    return client
