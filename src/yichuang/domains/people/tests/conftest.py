"""A center with a security administrator and one clerk."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.places.tests.conftest import found
from yichuang.foundation.actor import Actor

PASSWORD = "a long enough one"
HASHED = people.hash_password  # hashing is slow, so the tests share one hash


@pytest.fixture(scope="session")
def hashed() -> str:
    return people.hash_password(PASSWORD)


@pytest.fixture(autouse=True)
def _fresh_memory() -> Iterator[None]:
    people.forget()
    yield
    people.forget()


@pytest.fixture
def here(db: None) -> Actor:
    return found("here", "甲区政务服务中心")


@pytest.fixture
def there(here: Actor) -> Actor:
    return found("there", "乙区政务服务中心")


@pytest.fixture
def clerk(here: Actor, hashed: str) -> UUID:
    return staff(here, "li", "李晓云", hashed, "clerk")


def staff(actor: Actor, username: str, name: str, hashed: str, *roles: str) -> UUID:
    """A member of staff with roles from today on."""
    made = people.add_staff(
        actor=actor, username=username, password=PASSWORD, name=name, post="窗口", badge_no=username, hashed=hashed
    )
    for role in roles:
        people.grant_role(actor=actor, staff_id=UUID(made["id"]), role=role)
    return UUID(made["id"])


__all__ = ["places"]
