"""What stands in the tables of the two centers, read as the owner, whom no policy binds."""

from typing import TYPE_CHECKING, Any

from django.db import connections

from yichuang.foundation.rls import scoped_models

if TYPE_CHECKING:
    from .world import Side


def newest(side: "Side", table: str, where: str = "TRUE", *params: Any) -> str:
    """The id of the latest row that a table has of this center, read as the owner."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} WHERE center_id = %s AND {where} ORDER BY id DESC", [side.id, *params])
        row = cursor.fetchone()
    assert row is not None, f"{side.code} has nothing in {table}"
    return str(row[0])


def rows_of(side: "Side", *, but: tuple[str, ...] = ()) -> dict[str, str]:
    """A digest of everything that a center has in each scoped table."""
    tables = sorted({m._meta.db_table for m in scoped_models()} - set(but))
    digest = "md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), ''))"
    parts = [f"SELECT '{table}', {digest} FROM {table} t WHERE center_id = %s" for table in tables]
    with connections["owner"].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [side.id] * len(tables))
        return dict(cursor.fetchall())
