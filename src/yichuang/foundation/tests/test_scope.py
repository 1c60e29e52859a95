"""Row-level security, in raw SQL under the application's role: a forgotten filter leaks nothing."""

from dataclasses import replace

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import InternalError

from yichuang.foundation import doors, rls, scope
from yichuang.foundation.command import Work, command
from yichuang.foundation.ids import uuid7
from yichuang.foundation.models import Series, StoredFile


@command("tests.make_series", needs="")
def make_series(work: Work, *, name: str, center=None) -> dict:
    Series.objects.create(center_id=center or work.center_id, name=name, year=2026)
    return {}


@command("tests.open_door", needs="")
def open_door(work: Work, *, code: str, to: str) -> dict:
    doors.add(work, "test", code, to)
    return {}


def names(actor):
    with scope.reading(actor), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM foundation_series ORDER BY name")
        return [r[0] for r in cursor.fetchall()]


def test_raw_sql_sees_only_the_centers_that_the_actor_reads(real_db, here, there):
    make_series(actor=here, name="这里"), make_series(actor=there, name="那里")
    assert names(here) == ["这里"] and names(there) == ["那里"]
    both = replace(here, reads=(here.center_id, there.center_id))
    assert sorted(names(both)) == sorted(["这里", "那里"])


def test_without_a_scope_no_row_is_seen(real_db, here):
    make_series(actor=here, name="这里")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM foundation_series")
        assert cursor.fetchone() == (0,)


def test_a_setting_does_not_outlive_its_transaction(real_db, here):
    make_series(actor=here, name="这里")
    names(here)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM foundation_series")
        assert cursor.fetchone() == (0,)


def test_a_row_cannot_be_written_into_another_center(real_db, here, there):
    with pytest.raises(ProgrammingError, match="row-level security"):
        make_series(actor=here, name="偷放", center=there.center_id)


def test_who_reads_both_centers_still_writes_into_his_own_only(real_db, here, there):
    make_series(actor=there, name="那里")
    both = replace(here, reads=(here.center_id, there.center_id))
    with transaction.atomic():
        scope.enter(both)
        assert Series.objects.filter(name="那里").update(year=1999) == 0
        assert Series.objects.filter(name="那里").delete()[0] == 0


def test_a_read_cannot_write(real_db, here):
    with pytest.raises(InternalError, match="read-only"), scope.reading(here):
        Series.objects.create(center_id=here.center_id, name="写", year=2026)


def test_a_door_leads_to_one_center_and_object_and_shows_nothing_else(real_db, here):
    to = uuid7()
    open_door(actor=here, code="K7PM", to=str(to))
    assert doors.door("test", "K7PM") == (here.center_id, to)
    assert doors.door("test", "K7PN") is None and doors.door("ticket", "K7PM") is None
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM foundation_door")


def test_the_log_cannot_be_rewritten_by_the_application(real_db, here):
    for statement in ("UPDATE foundation_auditentry SET reason = ''", "DELETE FROM foundation_event",
                      "TRUNCATE foundation_auditentry"):  # fmt: skip
        with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(statement)


def test_every_table_with_a_center_is_protected(db):
    """A new table that carries center_id and is not under row-level security fails here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name FROM information_schema.columns c JOIN pg_class t ON t.relname = c.table_name"
            " WHERE c.column_name = 'center_id' AND c.table_schema = 'public' AND NOT t.relrowsecurity"
        )
        assert {r[0] for r in cursor.fetchall()} == set()


def test_the_applications_role_owns_nothing_and_bypasses_nothing(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
        )
        assert cursor.fetchone() == (0,)


def test_policies_cover_every_scoped_model(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, count(*) FROM pg_policies GROUP BY tablename")
        policies = dict(cursor.fetchall())
    for model in rls.scoped_models():
        assert policies.get(model._meta.db_table) == 4, model


def test_files_of_another_center_are_missing(real_db, here, there):
    with transaction.atomic():
        scope.enter(here)
        StoredFile.objects.create(center_id=here.center_id, digest="0" * 64, size=1, name="a", content_type="image/png",
                                  kept_at="2026-11-23T00:00:00Z")  # fmt: skip
    with scope.reading(there):
        assert StoredFile.objects.count() == 0
