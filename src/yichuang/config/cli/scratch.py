"""Dumping a database, and restoring a dump into one that is thrown away again."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from yichuang.config import postgres

from .house import Stop

_UNCOUNTED = ("procrastinate_", "django_session")
"""Running jobs and sessions are in the dump, but say nothing about whether it is whole."""


def address(db: dict[str, Any], name: str = "") -> str:
    """The address of one of Django's databases, for other programs."""
    return (
        f"postgresql://{quote(db['USER'], safe='')}:{quote(db['PASSWORD'], safe='')}@/{quote(name or db['NAME'], safe='')}"
        f"?host={quote(str(db['HOST']), safe='')}&port={db['PORT']}"
    )


def owner_url(name: str = "") -> str:
    """The owner's address, of this database or another on the same server."""
    from django.db import connections

    return address(connections["owner"].settings_dict, name)


def dump(url: str, target: Path) -> dict[str, int]:
    """Write the dump and count the rows, both as of one moment. The owner is not bound by the policies: nothing is missed."""
    with psycopg.connect(url, autocommit=True) as link:
        link.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = link.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={row[0]}",
            f"--file={target}",
            url,
        )
        counts = count(link)
        link.execute("COMMIT")
    target.chmod(0o600)
    return counts


def count(link: psycopg.Connection[Any]) -> dict[str, int]:
    """Rows of every table of ours."""
    names = [
        r[0] for r in link.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
    ]
    found = {}
    for name in names:
        if not name.startswith(_UNCOUNTED):
            row = link.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))).fetchone()
            found[name] = int(row[0]) if row else 0
    return found


def restore(source: Path, url: str) -> None:
    """Into an empty database, all or an error."""
    run(
        "pg_restore",
        "--no-owner",
        "--no-privileges",
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={url}",
        str(source),
    )


def holds_a_center(url: str) -> bool:
    """Whether a database is in use."""
    with psycopg.connect(url) as link:
        row = link.execute("SELECT to_regclass('public.places_center') IS NOT NULL").fetchone()
        if not row or not row[0]:
            return False
        many = link.execute("SELECT count(*) FROM places_center").fetchone()
        return bool(many and many[0])


def empty(url: str) -> None:
    """Take away tables without a center in them, which a first start may have left."""
    with psycopg.connect(url, autocommit=True) as link:
        link.execute("DROP SCHEMA public CASCADE")
        link.execute("CREATE SCHEMA public")


@contextmanager
def database(source: Path, super_url: str) -> Iterator[dict[str, int]]:
    """Restore into a scratch database and make it the owner's connection for a while; gives its row counts.

    With an outside server the owner makes it, for which he needs the right CREATEDB.
    """
    from django.db import connections

    owner, name = connections["owner"], f"yichuang_tried_{os.getpid()}"
    maker, user = super_url or owner_url("postgres"), owner.settings_dict["USER"]
    before = owner.settings_dict["NAME"]
    _make(maker, name, user)
    try:
        restore(source, owner_url(name))
        with psycopg.connect(owner_url(name)) as link:
            counts = count(link)
        owner.close()
        owner.settings_dict["NAME"] = name
        yield counts
    finally:
        owner.close()
        owner.settings_dict["NAME"] = before
        with psycopg.connect(maker, autocommit=True) as link:
            link.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _make(maker: str, name: str, user: str) -> None:
    try:
        with psycopg.connect(maker, autocommit=True) as link:
            link.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                    sql.Identifier(name), sql.Identifier(user)
                )
            )
    except psycopg.Error as no:
        raise Stop(
            f"No scratch database can be made to try the restore in ({str(no).strip()}); the owner needs CREATEDB."
        ) from None


def digests_of_files() -> list[str]:
    """The digests that the owner's present database names."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT DISTINCT digest FROM foundation_storedfile")
        return [row[0] for row in cursor.fetchall()]


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def run(tool: str, *arguments: str) -> None:
    """One of PostgreSQL's programs, fit for the server. Passwords go by the environment, not the command line."""
    words, environment, major = [], dict(os.environ), 18
    for word in arguments:
        head, sep, url = word.partition("postgresql://")
        if sep:
            parts = urlsplit(f"postgresql://{url}")
            major = _tools_for(f"postgresql://{url}")
            environment["PGPASSWORD"] = unquote(parts.password or "")
            word = head + urlunsplit(parts._replace(netloc=f"{parts.username}@"))
        words.append(word)
    try:
        program = str(postgres.program(tool, major=major))
    except postgres.NotPossible:
        program = shutil.which(tool) or tool
    done = subprocess.run([program, *words], stderr=subprocess.PIPE, text=True, env=environment, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        raise Stop(f"{tool} failed: {lines[0] if lines else done.returncode}")


def _tools_for(url: str) -> int:
    """The version of the programs: those of 18 set a parameter that servers before 17 do not know."""
    with psycopg.connect(url) as link:
        return 18 if link.info.server_version >= 170000 else 16
