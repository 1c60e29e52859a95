"""Acts that must come one after another though no row is theirs to lock."""

from uuid import UUID

from django.db import connection


def one_at_a_time(center_id: UUID | None, what: str) -> None:
    """Wait until nobody of this center does `what`, and keep the others waiting until this transaction is over: each then reads what
    the one before it has written. One statement; taken before the rows that the act locks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{what}:{center_id}"])
