"""Statements that the server parses and plans once a connection. Django's own cursors send text, planned each time.

For the few statements that every act sends and every board is drawn from. They run on the connection and in the transaction that Django has open.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

import psycopg
from django.db import connection
from django.db.models import Model
from psycopg.types.datetime import TimestamptzLoader

_MANY = 2000
"""The protocol binds 65,535 values at most; so long a statement is no regular one anyway."""


M = TypeVar("M", bound=Model)


def one(text: str, values: Sequence[Any] | Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Run a statement that answers rows; the first of them. Values are bound by the server, so NULLs may need a cast."""
    if len(values) > _MANY:
        with connection.cursor() as plain:
            plain.execute(text, values)
            return plain.fetchone()
    with _run(text, values) as cursor:
        return cursor.fetchone()


def rows(text: str, values: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Run a statement that answers rows; all of them."""
    with _run(text, values) as cursor:
        return cursor.fetchall()


def models(
    model: type[M], where: str, values: Sequence[Any] | Mapping[str, Any], *, only: tuple[str, ...] = ()
) -> list[M]:
    """The rows of a model that a condition in SQL (with its ORDER BY) picks, as Django would give them, without building the statement anew.
    `only`: these fields alone; another that is asked for later costs a statement."""
    text, names, converters = _select(model, only)
    found = rows(f"{text} WHERE {where}", values)
    if converters:
        found = [_converted(row, converters) for row in found]
    return [model.from_db(connection.alias, names, row) for row in found]


@contextmanager
def _run(text: str, values: Sequence[Any] | Mapping[str, Any]) -> Iterator["psycopg.Cursor[Any]"]:
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    link = connection.connection
    if link.prepare_threshold is None:  # Django turns preparing off; its own cursors go on without it
        link.prepare_threshold = 5
    with connection.wrap_database_errors, psycopg.Cursor(link) as cursor:
        cursor.adapters.register_loader(
            "timestamptz", TimestamptzLoader
        )  # Django's own is written in Python, and a hall's rows are full of instants
        cursor.execute(text, values)  # type: ignore[arg-type]
        if connection.queries_logged:
            sent = psycopg.ClientCursor(link).mogrify(text, values)  # type: ignore[arg-type]
            connection.queries_log.append({"sql": sent, "time": "0"})
        yield cursor


@cache
def _select(model: type[Model], only: tuple[str, ...]) -> tuple[str, tuple[str, ...], tuple[tuple[int, Any], ...]]:
    """The statement without its condition, the names of its columns, and what turns a column's value into the field's."""
    fields = [f for f in model._meta.concrete_fields if not only or f.attname in only]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    converters = [(n, turn) for n, field in enumerate(fields) for turn in field.get_db_converters(connection)]
    names = tuple(field.attname for field in fields)
    return f'SELECT {columns} FROM "{model._meta.db_table}"', names, tuple(converters)


def _converted(row: tuple[Any, ...], converters: Sequence[tuple[int, Any]]) -> tuple[Any, ...]:
    turned = list(row)
    for n, turn in converters:
        turned[n] = turn(turned[n], None, connection)
    return tuple(turned)
