"""Two centers on one database: nothing of the one can be seen, changed or even guessed at from the other.

Every command, route, operation and scoped table has a line here, or the test that counts them fails.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from django.db import connection, connections, transaction

from tests.two_centers import acts, world
from tests.two_centers.naming import Own, fill
from tests.two_centers.world import Side, rows_of
from yichuang.config.testing import demo_database
from yichuang.domains.people import api as people
from yichuang.domains.people.roles import CAPABILITIES, capabilities_of
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import known_commands
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.rls import scoped_models
from yichuang.foundation.scope import enter

LEDGERS = ("foundation_auditentry",)
"""What a center's own people write when they are refused: left out when one's own rows are compared, never the other's."""


@pytest.fixture(scope="module")
def sides(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Side, Side]]:
    """East and West, made once for this file; no test may change what they hold, except the last."""
    with demo_database(django_db_blocker):
        yield world.two_centers()


def whoever(side: Side, name: str = "") -> Actor:
    """Staff with every capability, so that only the walls between centers can refuse; or the device that an act wants."""
    if name in acts.DEVICES:
        found = people.actor_for_device(side.keys[acts.DEVICES[name]])
        assert found is not None
        return found
    if name in acts.CITIZENS:
        return Actor.citizen(side.id)
    return replace(side.actor(), capabilities=frozenset(CAPABILITIES))


def attempt(name: str, actor: Actor, arguments: dict[str, Any]) -> Refused | None:
    """How a command refuses, or None when it was done."""
    try:
        known_commands()[name](actor=actor, **arguments)
    except Refused as no:
        return no
    return None


TRIES = [(name, place) for name, tries in sorted(acts.ACTS.items()) for place in range(len(tries))]


def test_every_command_has_a_line() -> None:
    import django.urls

    assert django.urls.get_resolver().url_patterns  # imports every face, and through them every command
    named = set(acts.ACTS) | set(acts.NOTHING)
    assert set(known_commands()) == named, "give the command a line in tests/two_centers/acts.py"


@pytest.mark.parametrize(("name", "place"), TRIES)
def test_a_command_does_not_reach_the_other_center(sides: tuple[Side, Side], name: str, place: int) -> None:
    east, west = sides
    line = acts.ACTS[name][place]
    before = rows_of(west), rows_of(east, but=LEDGERS)
    no = attempt(name, whoever(east, name), fill(line, east, west))
    assert no is not None, f"{name} was done"
    mixed = any(isinstance(v, Own) for v in line.values()) or name in acts.IN_A_FIELD
    assert isinstance(no, Missing | Invalid | Refused if mixed or place else Missing), no
    assert (rows_of(west), rows_of(east, but=LEDGERS)) == before
    unknown = attempt(name, whoever(east, name), fill(line, east, None))
    assert (type(unknown), getattr(unknown, "code", "")) == (type(no), no.code), "another's is answered as if it did not exist"
