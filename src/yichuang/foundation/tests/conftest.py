"""Two invented centers for the ground floor's own tests; no domain room is needed."""

from dataclasses import replace

import pytest

from yichuang.foundation.actor import Actor
from yichuang.foundation.ids import uuid7


def shanghai(center_id):
    return "Asia/Shanghai"


@pytest.fixture(autouse=True)
def _zones(settings):
    settings.YICHUANG_ZONE_SOURCE = "yichuang.foundation.tests.conftest.shanghai"


@pytest.fixture
def here():
    center = uuid7()
    return Actor(
        "staff", id=uuid7(), name="甲", post="窗口", center_id=center, reads=(center,), capabilities=frozenset({"*"})
    )


@pytest.fixture
def there(here):
    center = uuid7()
    return replace(here, id=uuid7(), name="乙", center_id=center, reads=(center,))
