"""Statements that the server parses and plans once a connection. Django's own cursors send text, planned each time.

For the few statements that every act sends. They run on the connection and in the transaction that Django has open.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.db import connection

_MANY = 2000
"""The protocol binds 65,535 values at most; so long a statement is no regular one anyway."""


def one(text: str, values: Sequence[Any] | Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Run a statement that answers rows; the first of them. Values are bound by the server, so NULLs may need a cast."""
    if len(values) > _MANY:
        with connection.cursor() as plain:
            plain.execute(text, values)
            return plain.fetchone()
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    link = connection.connection
    if link.prepare_threshold is None:  # Django turns preparing off; its own cursors go on without it
        link.prepare_threshold = 5
    with connection.wrap_database_errors, psycopg.Cursor(link) as cursor:
        cursor.execute(text, values)
        return cursor.fetchone()
