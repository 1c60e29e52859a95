"""The data folder and its database, for commands that need them."""

import atexit
import os
from collections.abc import Callable
from pathlib import Path

from .. import postgres


class Refusal(RuntimeError):
    """Ends a command with one sentence and exit code 1."""


def data_dir() -> Path:
    """Where this installation keeps its data."""
    default = Path(__file__).resolve().parents[4] / "var"
    return Path(os.environ.get("YICHUANG_DATA_DIR") or default).absolute()


def embedded() -> bool:
    """Whether the program runs its own PostgreSQL: unless an address is given."""
    return not (os.environ.get("YICHUANG_DATABASE_URL") or os.environ.get("YICHUANG_DATABASE_URL_FILE"))


def open_database(say: Callable[[str], None] = lambda text: None) -> postgres.Server | None:
    """Make the database reachable and set Django up; starts the embedded server when it is down, and stops it at exit.

    Returns the embedded server, or None when an outside one is used.
    """
    server = None
    if embedded():
        server = connect(say)
        atexit.register(server.stop)
    import django

    django.setup()
    return server


def connect(say: Callable[[str], None]) -> postgres.Server:
    """The embedded server, running, with its addresses in the environment for the settings to read."""
    try:
        server = postgres.ensure(data_dir(), say=say)
    except postgres.StartFailed as no:
        raise Refusal(str(no)) from None
    except OSError as no:
        raise Refusal(f"The data folder {data_dir()} cannot be used: {no.strerror}.") from None
    os.environ["YICHUANG_DATABASE_URL"] = server.app_url
    os.environ["YICHUANG_DATABASE_OWNER_URL"] = server.owner_url
    return server


def migrate(say: Callable[[str], None] = lambda text: None) -> None:
    """Bring the schema, the policies and the grants up to this version; refuses a role that could see past them."""
    from django.core.management import call_command
    from django.db import connections

    from yichuang.foundation import rls

    say("bringing the database up to date")
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    rls.apply("owner", app_role=connections["default"].settings_dict["USER"])
    check_role()
    for alias in connections:
        connections[alias].close()


def check_role() -> None:
    """The application's role must own nothing and bypass nothing (it would make row-level security a decoration)."""
    from django.db import connections

    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n"
            " ON n.oid = c.relnamespace WHERE c.relowner = r.oid AND n.nspname = 'public')"
            " FROM pg_roles r WHERE rolname = current_user"
        )
        role, dangerous = cursor.fetchone()
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0]) // 10000
    if dangerous:
        raise Refusal(
            f"The database role {role} of YICHUANG_DATABASE_URL owns tables or bypasses row-level security: "
            "give the program a role of its own and the owner's address as YICHUANG_DATABASE_OWNER_URL."
        )
    if not 15 <= version <= 18:
        raise Refusal(f"PostgreSQL 15 to 18 is needed; this server is version {version}.")
