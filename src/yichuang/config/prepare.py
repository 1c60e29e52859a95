"""Brings a database and the static files up to the code's state. Every step is safe to repeat and quick when nothing is due.

`python -m yichuang.config.prepare [--demo]` does it before a start, in a process of its own.
"""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

from yichuang.config.processes import lock

Say = Callable[[str], None]
_LOCK = 0x59_49_43_48  # the advisory lock under which one process at a time migrates


class NotReady(Exception):
    """One sentence that says why the program does not start with this database."""


def bring_up_to_date(say: Say) -> None:
    """Check the roles, migrate, apply policies and grants. Two programs that start at once wait for each other."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from yichuang.foundation import rls
    from yichuang.foundation.workdays import table as workdays

    app_role = settings.DATABASES["default"]["USER"]
    check_roles()
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            steps = pending()
            if steps:
                say(f"bringing the database up to date ({steps} steps)")
                call_command("migrate", database="owner", verbosity=0, interactive=False)
            tables = rls.apply("owner", app_role=app_role)
            workdays.seed()
            say(f"database ready; {tables} tables scoped to their center")
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def pending() -> int:
    """How many migrations are due."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def check_roles() -> None:
    """The app's role must be one that row-level security binds, or a forgotten filter would leak."""
    from django.conf import settings
    from django.db import connections
    from django.db.utils import OperationalError

    app_role = settings.DATABASES["default"]["USER"]
    try:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            version = int(cursor.fetchone()[0])
            cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", [app_role])
            role = cursor.fetchone()
            cursor.execute(
                "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = %s AND c.relkind = 'r'",
                [app_role],
            )
            owned = cursor.fetchone()[0]
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT 1")
        connections["default"].close()
    except OperationalError as no:
        raise NotReady(f"The database does not answer: {str(no).strip().splitlines()[0]}") from None
    if version < 150000:
        raise NotReady(f"PostgreSQL 15 or newer is needed; this server is {version // 10000}.")
    if role is None or any(role) or owned:
        raise NotReady(
            f"The role {app_role!r} of YICHUANG_DATABASE_URL must not be superuser, bypass row-level security or own tables;"
            " give the program a plain role there and the owner in YICHUANG_DATABASE_OWNER_URL."
        )


def gather_static(say: Say) -> None:
    """Copy the pages' files under names that change with their content, when the sources changed since the last time."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    state = hashlib.sha256()  # the stamp lies beside the files, and a data folder may be moved or copied with both
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            state.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    with lock(Path(settings.STATIC_ROOT).with_suffix(".lock"), wait=True):  # type: ignore[union-attr]
        if stamp.exists() and stamp.read_text() == state.hexdigest():
            return
        say("gathering the pages' files")
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(state.hexdigest())


def main(argv: list[str]) -> int:
    """Before a start. Says on standard error what takes time; 2 with a sentence when the program cannot start."""
    from yichuang.config.cli.house import say, start_django
    from yichuang.config.messages import compile_all

    compile_all()
    start_django("yichuang-prepare")
    try:
        bring_up_to_date(say)
        gather_static(say)
        if "--demo" in argv:
            from yichuang.sample.load import load_demo

            load_demo(say)
    except NotReady as no:
        say(str(no))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
