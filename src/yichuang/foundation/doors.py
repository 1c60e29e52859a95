"""What an outsider holds (token, device key, tracking code, QR) leads to one (center, object), before any scope is known.

Only the keyed digest of a code is stored. The application's role may insert and delete doors of its own center but not read
the table: reading goes through one database function that answers for exactly one digest.
"""

from typing import Any
from uuid import UUID

from django.db import connection

from .command import Work
from .ids import uuid7
from .privacy import blind


def add(work: Work, kind: str, code: str, object_id: UUID) -> None:
    """Open a door in the command's transaction. One statement."""
    sql, params = insert_sql(work.center_id, kind, code, object_id)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def insert_sql(center_id: UUID, kind: str, code: str, object_id: UUID) -> tuple[str, list[Any]]:
    """The statement of `add`, for acts that send several at once."""
    return (
        "INSERT INTO foundation_door (id, kind, code_hash, center_id, object_id) VALUES (%s,%s,%s,%s,%s)",
        [uuid7(), kind, blind(f"{kind}:{code}"), center_id, object_id],
    )


def close(kind: str, code: str) -> None:
    """Remove a door of the scoped center; a code that is not there is no error."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT yichuang_close_door(%s, %s)", [kind, blind(f"{kind}:{code}")])


def door(kind: str, code: str) -> tuple[UUID, UUID] | None:
    """(center, object) behind a code, or None. Needs no scope and gives away nothing else. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT center_id, object_id FROM yichuang_door(%s, %s)", [kind, blind(f"{kind}:{code}")])
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None
