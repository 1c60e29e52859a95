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
    """A digest of everything that a center has in each scoped table.

    Reading every row as text takes half a second, and is asked for thousands of times. A table is only read again when a row
    of it is gone or was written since: each writing, and nothing else, gives a row a newer transaction (`xmin`).
    """
    tables = sorted({m._meta.db_table for m in scoped_models()} - set(but))
    marks = _of_each(side, tables, "count(*)::text || ' ' || coalesce(max(xmin::text::bigint), 0)::text")
    changed = [table for table in tables if _known.get((side.id, table), ("", ""))[0] != marks[table]]
    if changed:
        digests = _of_each(side, changed, "md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), ''))")
        _known.update({(side.id, table): (marks[table], digests[table]) for table in changed})
    return {table: _known[side.id, table][1] for table in tables}


_known: dict[tuple[Any, str], tuple[str, str]] = {}


def _of_each(side: "Side", tables: list[str], what: str) -> dict[str, str]:
    parts = [f"SELECT '{table}', {what} FROM {table} t WHERE center_id = %s" for table in tables]
    with connections["owner"].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [side.id] * len(tables))
        return dict(cursor.fetchall())
