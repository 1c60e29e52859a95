"""Two centers on one database: nothing of the one can be seen, changed or even guessed at from the other.

Every command, route, operation and scoped table has a line here, or the test that counts them fails.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.test import Client

from tests.two_centers import acts, asking, routes, world
from tests.two_centers.naming import Own, fill
from tests.two_centers.routes import ROUTES
from tests.two_centers.rows import rows_of
from tests.two_centers.world import Side
from yichuang.config.testing import demo_database
from yichuang.domains.people import api as people
from yichuang.domains.people.roles import CAPABILITIES
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import known_commands
from yichuang.foundation.errors import Denied, Missing, Refused
from yichuang.foundation.ids import uuid7
from yichuang.foundation.rls import scoped_models
from yichuang.foundation.scope import enter

LEDGERS = ("foundation_auditentry",)
"""What a center's own people write when they are refused: left out when one's own rows are compared, never the other's."""


@pytest.fixture(scope="module")
def untouched(sides: tuple[Side, Side]) -> dict[str, str]:
    """West as it was made: until the last tests of this file nothing may change it."""
    return rows_of(sides[1])


@pytest.fixture(scope="module")
def sides(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Side, Side]]:
    """East and West, made once for this file; no test may change what they hold, except the last."""
    with demo_database(django_db_blocker):
        yield world.two_centers()


def whoever(side: Side, name: str = "", *, reads: tuple[Side, ...] = ()) -> Actor:
    """Staff with every capability, so that only the walls between centers can refuse; or the device that an act wants."""
    if name in acts.DEVICES:
        found = people.actor_for_device(side.keys[acts.DEVICES[name]])
        assert found is not None
    elif name in acts.CITIZENS:
        found = Actor.citizen(side.id)
    else:
        found = replace(side.actor(), capabilities=frozenset(CAPABILITIES))
    return replace(found, reads=tuple(s.id for s in reads) or found.reads)


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
    assert {name for name in known_commands() if not name.startswith("tests.")} == named, (
        "give the command a line in tests/two_centers/acts.py"
    )


@pytest.mark.parametrize("reads_both", [False, True], ids=["reads-own", "reads-both"])
@pytest.mark.parametrize(("name", "place"), TRIES)
def test_a_command_does_not_reach_the_other_center(
    sides: tuple[Side, Side], untouched: dict[str, str], name: str, place: int, reads_both: bool
) -> None:
    east, west = sides
    line, actor = acts.ACTS[name][place], whoever(east, name, reads=sides if reads_both else ())
    before = rows_of(east, but=LEDGERS)
    no = attempt(name, actor, fill(line, east, west))
    assert no is not None, f"{name} was done"
    in_a_field = any(isinstance(v, Own) for v in line.values()) or place or name in acts.IN_A_FIELD
    assert in_a_field or isinstance(no, Missing), no
    assert rows_of(west) == untouched
    assert rows_of(east, but=LEDGERS) == before
    unknown = attempt(name, actor, fill(line, east, None))
    assert (type(unknown), getattr(unknown, "code", "")) == (type(no), no.code), "answered as if it did not exist"


def test_a_role_of_another_center_is_not_given_away(sides: tuple[Side, Side]) -> None:
    east, west = sides
    wanted = {"staff_id": east.staff["desk"], "role": "supervisor", "at_center_id": west.id}
    assert isinstance(attempt("people.grant_role", whoever(east), wanted), Denied)


def supervisor_of(sides: tuple[Side, Side]) -> Actor:
    """A supervisor of East to whom West was granted as well, as log-in makes him."""
    east, west = sides
    made = people.add_staff(
        actor=east.system, username="both", password=world.PASSWORD, name="卢鉴", post="督查", badge_no="E9"
    )
    for side in sides:
        people.grant_role(actor=east.system, staff_id=UUID(made["id"]), role="supervisor", at_center_id=side.id)
    found = people.actor_for_account(east.id, UUID(made["id"]), 0)
    assert found is not None and set(found.reads) == {east.id, west.id}
    return found


def test_a_supervisor_of_both_reads_both_and_writes_no_case(sides: tuple[Side, Side], client: Any) -> None:
    actor = supervisor_of(sides)
    token = people.make_token(actor=sides[0].system, role="supervisor", staff_id=actor.id)
    seen = (*LEDGERS, "people_apitoken")  # that a token was used is noted on it
    before = [rows_of(side, but=seen) for side in sides]
    for side in sides:
        for address in (f"cases/{side.its['accepted']}", f"cases/{side.its['accepted']}/papers/acceptance",
                        f"tickets/{side.its['waiting']}", f"centers/{side.code}/board"):  # fmt: skip
            answer = client.get(f"/api/v1/{address}", headers={"Authorization": f"Bearer {token}"})
            assert answer.status_code == 200, (address, answer.content)
        for name, tries in acts.ACTS.items():
            if name in acts.CITIZENS or name in acts.DEVICES:
                continue
            for line in tries:
                if name in acts.OVERSEERS and side is sides[0]:
                    continue  # his own center's cases he may urge
                refused = Missing if name in acts.OVERSEERS | acts.ONES_OWN else Denied
                assert isinstance(attempt(name, actor, fill(line, side, side)), refused), (name, side.code)
    assert [rows_of(side, but=seen) for side in sides] == before


TABLES = sorted(m._meta.db_table for m in scoped_models())


@pytest.fixture
def under_the_role_of_east(sides: tuple[Side, Side]) -> Iterator[Any]:
    """A cursor of the application's role, scoped to East; rolled back."""
    with transaction.atomic(), connection.cursor() as cursor:
        enter(sides[0].system)
        yield cursor
        transaction.set_rollback(True)


def refused_by_the_database(cursor: Any, sql: str, params: Any = ()) -> str:
    """What the database says against a statement; empty when it was carried out."""
    try:
        with transaction.atomic():
            cursor.execute(sql, params)
    except Exception as no:
        assert isinstance(no.__cause__, psycopg.errors.InsufficientPrivilege), no
        return str(no)
    return ""


@pytest.mark.parametrize("table", TABLES)
def test_in_raw_sql_the_other_center_is_not_there(
    sides: tuple[Side, Side], under_the_role_of_east: Any, table: str
) -> None:
    east, west = sides
    cursor = under_the_role_of_east
    with connections["owner"].cursor() as owner:
        owner.execute(f"SELECT count(*) FILTER (WHERE center_id = %s), count(*) FILTER (WHERE center_id = %s) FROM {table}",
                      [east.id, west.id])  # fmt: skip
        mine, theirs = owner.fetchone()
        owner.execute(f"SELECT to_jsonb(t) FROM {table} t WHERE center_id = %s LIMIT 1", [west.id])
        row = owner.fetchone()[0]
    assert mine and theirs, f"{table} is empty, which proves nothing: play the act that fills it in world.py"
    cursor.execute(f"SELECT count(*) FROM {table}")
    assert cursor.fetchone()[0] == mine
    frozen = 0
    for act in (
        f"UPDATE {table} SET center_id = center_id WHERE center_id = %s",
        f"DELETE FROM {table} WHERE center_id = %s",
    ):
        if refused_by_the_database(cursor, act, [west.id]):
            frozen += 1  # append-only: the privilege itself is missing
        else:
            assert cursor.rowcount <= 0
    assert refused_by_the_database(cursor, f"UPDATE {table} SET center_id = %s", [west.id]), "a row was given away"
    values = (row if isinstance(row, dict) else json.loads(row)) | {"id": str(uuid7())}
    filled = f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, %s)"
    assert "row-level security" in refused_by_the_database(cursor, filled, [json.dumps(values)])
    assert frozen in (0, 2)


@pytest.mark.parametrize("table", TABLES)
def test_in_raw_sql_without_a_scope_nothing_is_there(sides: tuple[Side, Side], table: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] == 0


def test_doors_and_chain_heads_of_the_other_center_are_closed(
    sides: tuple[Side, Side], under_the_role_of_east: Any
) -> None:
    east, west = sides
    cursor = under_the_role_of_east
    assert refused_by_the_database(cursor, "SELECT * FROM foundation_door")
    door = "INSERT INTO foundation_door (id, kind, code_hash, center_id, object_id) VALUES (%s, 'case', 'x', %s, %s)"
    assert refused_by_the_database(cursor, door, [uuid7(), west.id, uuid7()])
    assert not refused_by_the_database(cursor, door, [uuid7(), east.id, uuid7()])
    cursor.execute("UPDATE foundation_audithead SET seq = 0 WHERE center_id = %s", [west.id])
    assert cursor.rowcount == 0
    assert refused_by_the_database(cursor, "DELETE FROM foundation_audithead WHERE center_id = %s", [west.id])


ADDRESSES = dict(asking.addresses())
OPERATIONS = {name: (method, template) for name, method, template in asking.operations()}


def test_every_address_and_operation_has_a_line() -> None:
    assert set(ADDRESSES) == set(ROUTES), "give the address a line in tests/two_centers/routes.py"
    assert set(OPERATIONS) == set(routes.OPERATIONS), "give the operation a line in tests/two_centers/routes.py"


def browser_of(side: Side, who: str) -> Client:
    """A browser of this person or device, at the counter if it is the clerk's. Each logs in once: that is slow on purpose."""
    if (side.id, who) not in _browsers:
        _browsers[side.id, who] = side.browser(who)
    if who == "desk":
        _browsers[side.id, who].post("/desk/window/", {"window": side.its["window"], "key": str(uuid7())})
    return _browsers[side.id, who]


_browsers: dict[tuple[UUID, str], Client] = {}


@pytest.mark.parametrize("name", [name for name, line in ROUTES.items() if line.kind != "public"])
def test_an_address_does_not_lead_to_the_other_center(
    sides: tuple[Side, Side], untouched: dict[str, str], name: str
) -> None:
    east, west = sides
    line, wrong, reached = ROUTES[name], [], set()
    for sent, answer, typed in asking.ask(browser_of(east, line.who), ADDRESSES[name], line, east, west):
        text = answer.content.decode(errors="replace") if not answer.streaming else b"".join(answer).decode()
        told = [w for w in west.words_in(text) if w not in typed]
        reached.add(answer.status_code)
        allowed = (404, 405) if line.kind == "theirs" else (200, 204, 302, 303, 400, 404, 405, 409, 422)
        if answer.status_code not in allowed or told:
            wrong.append((sent, answer.status_code, answer.headers.get("Location"), told))
    assert not wrong, wrong
    assert line.kind == "own" or 404 in reached
    assert rows_of(west) == untouched


@pytest.mark.parametrize("name", [name for name, line in routes.OPERATIONS.items() if line.kind != "public"])
def test_an_operation_does_not_reach_the_other_center(
    sides: tuple[Side, Side], untouched: dict[str, str], client: Client, name: str
) -> None:
    east, west = sides
    line = routes.OPERATIONS[name]
    method, template = OPERATIONS[name]
    answer = asking.call(client, east.token(role=line.who), method, template, line, east, west)
    assert answer.status_code == (404 if line.kind == "theirs" else 200), answer.content
    assert not [w for w in west.words_in(answer.content.decode()) if w not in str(fill(line.args, east, west))]
    assert rows_of(west) == untouched


def test_a_hall_does_not_make_itself_the_first(sides: tuple[Side, Side]) -> None:
    """Or its manager would take the mark from another center, the one thing of it that every center's row touches."""
    wanted = {"is_default": True}
    assert isinstance(attempt("places.change_center", sides[0].actor(), wanted), Denied)


def test_a_status_by_number_tells_no_more_of_the_other_center_than_of_nothing(sides: tuple[Side, Side]) -> None:
    east, west = sides
    said = {"last4": world.party(west)["id_no"][-4:], "source": "elsewhere"}
    look_up = known_commands()["cases.look_up_status"]
    assert look_up(actor=Actor.citizen(west.id), no=west.its["accepted"], **said)["found"]
    assert look_up(actor=Actor.citizen(east.id), no=west.its["accepted"], **said) == {"found": False}


@pytest.mark.parametrize("name", [name for name, line in routes.OPERATIONS.items() if line.kind == "theirs"])
def test_the_same_operation_reaches_its_own_center(sides: tuple[Side, Side], client: Client, name: str) -> None:
    west, line = sides[1], routes.OPERATIONS[name]
    answer = asking.call(client, west.token(role=line.who), *OPERATIONS[name], line, west, west)
    assert answer.status_code in (200, 201, 409), answer.content


@pytest.mark.parametrize("name", [name for name, line in ROUTES.items() if line.kind == "theirs"])
def test_the_same_address_leads_to_its_own_center(sides: tuple[Side, Side], name: str) -> None:
    """Or the 404 above would prove nothing. From here on the acts are really done."""
    west, line = sides[1], ROUTES[name]
    answers = [
        a.status_code for _sent, a, _typed in asking.ask(browser_of(west, line.who), ADDRESSES[name], line, west, west)
    ]
    assert set(answers) - {404, 405}, answers
    assert not [a for a in answers if a >= 500]


@pytest.mark.parametrize("name", sorted(acts.ACTS))
def test_the_same_act_reaches_its_own_center(sides: tuple[Side, Side], name: str) -> None:
    """Or the refusals above would prove nothing. Last in this file: these acts are really done."""
    west = sides[1]
    line, actor = acts.ACTS[name][0], whoever(west, name)
    done = attempt(name, actor, fill(line, west, west))
    assert not isinstance(done, Missing | Denied), done
    if isinstance(done, Refused):
        unknown = attempt(name, actor, fill(line, west, None))
        assert unknown is None or unknown.code != done.code, f"{done} is also the answer to what does not exist"
