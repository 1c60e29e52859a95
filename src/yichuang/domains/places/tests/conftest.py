"""Two invented centers."""

import pytest

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.ids import uuid7


def found(code: str, name: str) -> Actor:
    """A center with one zone and one window, and the system acting in it."""
    actor = Actor.system(uuid7(), channel="cli")
    places.found_center(actor=actor, code=code, name=name, region="500199")
    places.add_zone(actor=actor, code="H", name="大厅")
    places.add_window(actor=actor, code="1", name="综合办事", kind="service", zone="H")
    return actor


@pytest.fixture
def here(db: None) -> Actor:
    return found("here", "甲区政务服务中心")


@pytest.fixture
def there(here: Actor) -> Actor:
    return found("there", "乙区政务服务中心")
