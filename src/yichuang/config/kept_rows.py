"""What an expensive fixture wrote, kept in memory and put back for the next test: rows, and where the counters stood.

Only for a database that `real_db` has emptied: everything that is in it when the fixture is done is taken to be its work.
"""

import copy
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import psycopg
from psycopg import sql

Value = TypeVar("Value")
_made: dict[str, tuple["Rows", Any]] = {}


@dataclass(frozen=True)
class Rows:
    """The contents of every table that holds something, in PostgreSQL's own form, and the last values of its sequences."""

    tables: dict[str, bytes]
    counters: dict[str, int]


def remembered(name: str, make: Callable[[], Value]) -> Value:
    """What `make` gives, the first time by making it, then by putting its rows back. The value is copied for each test."""
    if name not in _made:
        value = make()
        with server() as link:
            _made[name] = (_taken(link), copy.deepcopy(value))
        return value
    rows, value = _made[name]
    with server() as link:
        _put(link, rows)
    found: Value = copy.deepcopy(value)
    return found


@contextmanager
def server() -> Iterator[psycopg.Connection[Any]]:
    """This worker's database as the superuser, with triggers and foreign keys asleep: what is put back was checked when it was written."""
    from django.db import connections

    name = connections["default"].settings_dict["NAME"]
    with psycopg.connect(os.environ["YICHUANG_TEST_SUPER_URL"], dbname=name) as link:
        link.execute("SET session_replication_role = replica")
        yield link


def full_tables(link: psycopg.Connection[Any]) -> list[str]:
    """The tables that hold something, but for those that belong to the empty database."""
    from django.apps import apps

    kept = {"foundation_legalday", "django_migrations"}
    tables = [m._meta.db_table for m in apps.get_models() if m._meta.managed and m._meta.db_table not in kept]
    tables += ["procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers"]
    asked = [
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(t), sql.Identifier(t)) for t in tables
    ]
    return [row[0] for row in link.execute(sql.SQL(" UNION ALL ").join(asked)).fetchall()]


def empty(link: psycopg.Connection[Any]) -> None:
    """Take everything out that a test has written. Deleting a few rows costs far less than truncating, which makes new files."""
    full = full_tables(link)
    if "foundation_legalchange" in full:  # the seeded calendar was changed: the next test seeds its own
        full.append("foundation_legalday")
    for table in full:
        link.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
    for name in _counters(link):
        link.execute(sql.SQL("ALTER SEQUENCE {} RESTART").format(sql.Identifier(name)))


def _taken(link: psycopg.Connection[Any]) -> Rows:
    tables = {}
    for table in full_tables(link):
        with link.cursor().copy(sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(sql.Identifier(table))) as out:
            tables[table] = b"".join(bytes(part) for part in out)
    return Rows(tables, _counters(link))


def _put(link: psycopg.Connection[Any], rows: Rows) -> None:
    for table, data in rows.tables.items():
        with link.cursor().copy(sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(sql.Identifier(table))) as into:
            into.write(data)
    for name, last in rows.counters.items():
        link.execute("SELECT setval(%s::regclass, %s)", [f'"{name}"', last])


def _counters(link: psycopg.Connection[Any]) -> dict[str, int]:
    """The sequences that have given a number."""
    found = link.execute(
        "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL AND schemaname = 'public'"
    )
    return {
        name: last
        for name, last in found.fetchall()
        if not name.startswith(("django_migrations", "foundation_legalday_"))
    }
