"""Row-level security and grants, applied after every migration from what the models say, so that no table is forgotten.

The owner migrates and takes backups and is not bound by the policies; the application's role owns nothing and is.
Reading: rows whose center is among those the transaction may read. Writing: rows of the transaction's own center.
"""

from django.apps import apps
from django.db import connections, models
from django.db.backends.utils import CursorWrapper

from .models import AuditEntry, AuditHead, CenterModel, Door, Event, LegalDay

READS = "center_id = ANY (nullif(current_setting('yichuang.reads', true), '')::uuid[])"
WRITES = "center_id = nullif(current_setting('yichuang.center', true), '')::uuid"


def append_only_models() -> list[type[models.Model]]:
    """The log, the events, and every room's table that says `append_only = True` of itself (frozen bytes)."""
    return [m for m in apps.get_models() if m in (AuditEntry, Event) or getattr(m, "append_only", False)]


_DOOR = """
CREATE OR REPLACE FUNCTION yichuang_door(want_kind text, want_hash text)
RETURNS TABLE (center_id uuid, object_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT d.center_id, d.object_id FROM foundation_door d WHERE d.kind = want_kind AND d.code_hash = want_hash $$;
CREATE OR REPLACE FUNCTION yichuang_close_door(want_kind text, want_hash text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS
$$ DELETE FROM foundation_door d WHERE d.kind = want_kind AND d.code_hash = want_hash
   AND d.center_id = nullif(current_setting('yichuang.center', true), '')::uuid $$;
CREATE OR REPLACE FUNCTION yichuang_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME; END $$;
"""


def scoped_models() -> list[type[CenterModel]]:
    """Every table that belongs to a center."""
    return [m for m in apps.get_models() if issubclass(m, CenterModel) and not m._meta.abstract]


def apply(alias: str = "owner", *, app_role: str) -> int:
    """Bring policies, triggers and grants up to the models; safe to repeat. Returns how many tables are scoped."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_DOOR)
        _grant_all(cursor, app_role)
        for model in scoped_models():
            cursor.execute(_protection(model._meta.db_table, app_role))
        for model in append_only_models():
            _append_only(cursor, model._meta.db_table, app_role)
        _protect_heads(cursor, app_role)
        door = Door._meta.db_table
        cursor.execute(f'ALTER TABLE "{door}" ENABLE ROW LEVEL SECURITY')
        for statement in _policy(door, "door_in", app_role, f"FOR INSERT TO {{role}} WITH CHECK ({WRITES})"):
            cursor.execute(statement)
        cursor.execute(f'REVOKE ALL ON "{door}" FROM "{app_role}"')
        cursor.execute(f'GRANT INSERT ON "{door}" TO "{app_role}"')
        for function in ("yichuang_door(text, text)", "yichuang_close_door(text, text)"):
            cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
            cursor.execute(f'GRANT EXECUTE ON FUNCTION {function} TO "{app_role}"')
        legal = LegalDay._meta.db_table  # changed by the owner's command with the State Council's notice, see workdays
        cursor.execute(f'GRANT SELECT, INSERT, UPDATE ON "{legal}" TO "{app_role}"')
    return len(scoped_models())


def _grant_all(cursor: CursorWrapper, role: str) -> None:
    cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO "{role}"')


def _protection(table: str, role: str) -> str:
    """Sent at once, so all of it holds or nothing: a table is never without its policies, and a start asks once a table."""
    return ";\n".join([
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        *_policy(table, "center_read", role, f"FOR SELECT TO {{role}} USING ({READS})"),
        *_policy(table, "center_insert", role, f"FOR INSERT TO {{role}} WITH CHECK ({WRITES})"),
        *_policy(table, "center_update", role, f"FOR UPDATE TO {{role}} USING ({WRITES}) WITH CHECK ({WRITES})"),
        *_policy(table, "center_delete", role, f"FOR DELETE TO {{role}} USING ({WRITES})"),
    ])  # fmt: skip


def _protect_heads(cursor: CursorWrapper, role: str) -> None:
    """The chains' heads are read for the anchor of every center at once, but each is moved by its own center only."""
    table = AuditHead._meta.db_table
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    for statement in (
        *_policy(table, "head_read", role, "FOR SELECT TO {role} USING (true)"),
        *_policy(table, "head_begin", role, f"FOR INSERT TO {{role}} WITH CHECK ({WRITES})"),
        *_policy(table, "head_move", role, f"FOR UPDATE TO {{role}} USING ({WRITES}) WITH CHECK ({WRITES})"),
    ):
        cursor.execute(statement)
    cursor.execute(f'REVOKE DELETE, TRUNCATE ON "{table}" FROM "{role}"')


def _policy(table: str, name: str, role: str, rule: str) -> tuple[str, str]:
    return (
        f'DROP POLICY IF EXISTS "{name}" ON "{table}"',
        f'CREATE POLICY "{name}" ON "{table}" ' + rule.format(role=f'"{role}"'),
    )


def _append_only(cursor: CursorWrapper, table: str, role: str) -> None:
    cursor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM "{role}"')
    cursor.execute(f'DROP TRIGGER IF EXISTS append_only ON "{table}"')
    cursor.execute(
        f'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{table}"'
        " FOR EACH ROW EXECUTE FUNCTION yichuang_append_only()"
    )
