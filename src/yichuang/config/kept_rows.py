"""Rows of the test databases, kept in memory and put back for the next test, and where the counters stood.

`remembered`: what an expensive fixture wrote into a database that `real_db` has emptied; everything that is in it when the
fixture is done is taken to be its work. `Untouched`: a full database, in which only the tables that a test wrote are put back.
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


@dataclass
class Untouched:
    """A database as it was, with a mark for each table by which it is known whether somebody wrote to it."""

    tables: dict[str, bytes]
    counters: dict[str, int]
    marks: dict[str, str]

    @classmethod
    def of(cls, link: psycopg.Connection[Any]) -> "Untouched":
        """As it is now; at that moment nobody may write."""
        marks = _marks(link, _every_table(link))
        return cls({table: _copied(link, table) for table in marks}, _counters(link, every=True), marks)

    def put_back(self, link: psycopg.Connection[Any]) -> None:
        """Ends everybody else's connections first, whatever they were doing. About 20 ms, and 2 for each table that was written."""
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        link.execute(f"SELECT pg_terminate_backend(pid) {others}")  # type: ignore[arg-type]
        now = _marks(link, list(self.marks))
        written = [table for table in self.marks if now[table] != self.marks[table]]
        for table in written:
            link.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        _put(link, Rows({table: self.tables[table] for table in written}, {}))
        for name, last in _counters(link, every=True).items():
            if last != self.counters.get(name):
                _count_from(link, name, self.counters.get(name))
        if written:
            self.marks |= _marks(link, written)


def _every_table(link: psycopg.Connection[Any]) -> list[str]:
    asked = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations' ORDER BY tablename"
    return [row[0] for row in link.execute(asked).fetchall()]


def _marks(link: psycopg.Connection[Any], tables: list[str]) -> dict[str, str]:
    """How many rows, and the newest transaction that wrote one: each writing, and nothing else, changes one of the two."""
    asked = sql.SQL("SELECT {}, count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) FROM {}")
    parts = [asked.format(sql.Literal(t), sql.Identifier(t)) for t in tables]
    return dict(link.execute(sql.SQL(" UNION ALL ").join(parts)).fetchall())


@contextmanager
def server(name: str = "") -> Iterator[psycopg.Connection[Any]]:
    """A database, this worker's by default, as the superuser, with triggers and foreign keys asleep: what is put back was checked when it was written."""
    from django.db import connections

    name = name or connections["default"].settings_dict["NAME"]
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
    return Rows({table: _copied(link, table) for table in full_tables(link)}, _counters(link))


def _copied(link: psycopg.Connection[Any], table: str) -> bytes:
    with link.cursor().copy(sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(sql.Identifier(table))) as out:
        return b"".join(bytes(part) for part in out)


def _put(link: psycopg.Connection[Any], rows: Rows) -> None:
    for table, data in rows.tables.items():
        with link.cursor().copy(sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(sql.Identifier(table))) as into:
            into.write(data)
    for name, last in rows.counters.items():
        _count_from(link, name, last)


def _count_from(link: psycopg.Connection[Any], name: str, last: int | None) -> None:
    if last is None:
        link.execute(sql.SQL("ALTER SEQUENCE {} RESTART").format(sql.Identifier(name)))
    else:
        link.execute("SELECT setval(%s::regclass, %s)", [f'"{name}"', last])


def _counters(link: psycopg.Connection[Any], *, every: bool = False) -> dict[str, int]:
    """The sequences that have given a number; without `every`, those that only a fixture or a test uses."""
    found = link.execute(
        "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL AND schemaname = 'public'"
    )
    return {
        name: last
        for name, last in found.fetchall()
        if every or not name.startswith(("django_migrations", "foundation_legalday_"))
    }
