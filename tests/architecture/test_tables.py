"""Every table is protected, or is listed by name as one that belongs to no center."""

from django.apps import apps
from django.core.management import call_command
from django.db import connections

from yichuang.foundation.models import CenterModel, PlainModel
from yichuang.foundation.rls import append_only_models, scoped_models

PLAIN = {
    "places_center": "what a visitor may know of a center before he is in it",
    "places_accessrevision": "a number a center, read before the scope is known",
    "people_account": "log-in comes before the center is known; a person may work in several",
    "people_loginattempt": "failed log-ins are counted before anybody is known",
    **dict.fromkeys(
        ("catalog_serviceitem", "catalog_itemversion", "catalog_itemlimit", "catalog_legalbasis", "catalog_specialprocedure",
         "catalog_catalogfile", "catalog_material", "catalog_reviewpoint", "catalog_question", "catalog_answer"),
        "the catalogue is one for all centers",
    ),
    "foundation_legalday": "the legal calendar is the country's",
    "foundation_legalchange": "the notices that changed it, as they were entered",
}  # fmt: skip

OWN_RULE = {
    "foundation_audithead": "a center id and no id of its own: read for the anchors of all, moved by its own center",
    "foundation_door": "code to center and object: read by a function only, written by its own center",
}

FRAMEWORK = ("django_", "procrastinate_")


def test_every_table_without_a_center_is_listed() -> None:
    ours = {m._meta.db_table for m in apps.get_models() if not m._meta.db_table.startswith(FRAMEWORK)}
    scoped = {m._meta.db_table for m in scoped_models()}
    assert ours - scoped == set(PLAIN) | set(OWN_RULE)


def test_every_table_stands_on_one_of_the_two_bases() -> None:
    strays = [
        m._meta.db_table for m in apps.get_models()
        if not m._meta.db_table.startswith(FRAMEWORK) and not issubclass(m, PlainModel | CenterModel)
        and m._meta.db_table not in OWN_RULE and m._meta.db_table != "people_account" and not m._meta.auto_created
    ]  # fmt: skip
    assert not [t for t in strays if t not in PLAIN]


def test_every_column_named_center_id_is_protected(db: None) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity, (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) FROM pg_class c"
            " JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.attname = 'center_id' AND c.relkind = 'r'"
        )
        found = {name: (on, policies) for name, on, policies in cursor.fetchall()}
        assert not [name for name, (on, policies) in found.items() if not on or not policies]
        assert {m._meta.db_table for m in scoped_models()} <= set(found)
        assert all(found[m._meta.db_table] == (True, 4) for m in scoped_models())


def test_the_application_owns_nothing_and_cannot_pass_by(db: None) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
        )
        assert cursor.fetchall() == []


def test_what_is_append_only_is_so_twice(db: None) -> None:
    """By privilege for the application, by trigger for everybody else."""
    with connections["default"].cursor() as cursor:
        for model in append_only_models():
            table = model._meta.db_table
            for right in ("UPDATE", "DELETE", "TRUNCATE"):
                cursor.execute("SELECT has_table_privilege(current_user, %s, %s)", [table, right])
                assert cursor.fetchone() == (False,), f"{right} on {table}"
            cursor.execute(
                "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'append_only'", [table]
            )
            assert cursor.fetchone() == (1,), table


def test_the_migrations_say_what_the_models_say(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
