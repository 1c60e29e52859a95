"""Whose rows may be seen and written: set for each transaction, enforced by row-level security.

The settings are transaction-local (`set_config(…, true)`), so a pooled connection never carries them to the next person.
An empty setting matches no row.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from .actor import Actor
from .shared import one_look

LOCK_TIMEOUT = "4s"
"""How long a write waits for a number or a chain head before it refuses with Busy."""

_SET = (
    "SELECT set_config('yichuang.center', %s, true), set_config('yichuang.reads', %s, true),"
    " set_config('lock_timeout', %s, true)"
)


def settings_sql(actor: Actor) -> tuple[str, list[str]]:
    """The statement that scopes a transaction, so that a caller can send it together with another."""
    center = str(actor.center_id) if actor.center_id else ""
    reads = "{" + ",".join(str(c) for c in actor.reads) + "}"
    return _SET, [center, reads, LOCK_TIMEOUT]


def enter(actor: Actor) -> None:
    """Scope the transaction that is open to this actor, replacing what it was scoped to before."""
    assert connection.in_atomic_block, "scope belongs to a transaction"
    sql, params = settings_sql(actor)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


@contextmanager
def reading(actor: Actor) -> Iterator[None]:
    """A READ ONLY transaction with the actor's scope and one look (`shared.one_look`): what a GET runs in, rendering included, and what shows
    a page again after its act.

    Inside a transaction that is already open (a test, or a page that found its center late) only the scope is set.
    """
    if connection.in_atomic_block:
        enter(actor)
        yield
        return
    with transaction.atomic(), one_look():
        sql, params = settings_sql(actor)
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY; " + sql, params)
        yield
