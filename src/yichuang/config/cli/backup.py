"""`yichuang backup create|restore|check`: the database, the files and the secrets, in one folder that has been tried."""

import argparse
import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from .place import Refusal, data_dir, embedded, open_database

PARTS = ("files", "anchors", "secrets")
_NOT_COPIED = ("pg_postgres", "pg_yichuang_owner", "pg_yichuang_app")
"""Passwords of the embedded server belong to that server, not to the data."""


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """`yichuang backup create DIR`, `check DIR`, `restore DIR`."""
    p = verbs.add_parser("backup", help="backups that have been tried")
    acts = p.add_subparsers(dest="act", required=True)
    for name, run, text in (
        ("create", create, "write a backup into a new folder, and try to restore it"),
        ("check", check, "restore a backup into a scratch database and compare"),
        ("restore", restore, "put a backup into an empty data folder"),
    ):
        act = acts.add_parser(name, parents=[shared], help=text)
        act.add_argument("folder", type=Path)
        act.set_defaults(run=run)


def create(given: argparse.Namespace) -> int:
    """Database dump, uploaded files, audit anchors and secrets with their digests; then `check`."""
    open_database()
    folder: Path = given.folder.absolute()
    if folder.exists() and any(folder.iterdir()):
        raise Refusal(f"{folder} is not empty; name a new folder.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    from django.conf import settings
    from django.db import connections

    url = _url("owner")
    # --enable-row-security is left out on purpose: the owner is not bound by the policies, so nothing is missed
    _pg("pg_dump", "--format=custom", "--no-owner", f"--file={folder / 'database.dump'}", url)
    for name in PARTS:
        _copy(Path(settings.DATA_DIR) / name, folder / name)
    from yichuang.foundation import clock

    manifest = {
        "made_at": clock.now().isoformat(),
        "rows": _counts(connections["owner"]),
        "files": {str(p.relative_to(folder)): _digest(p) for p in sorted(folder.rglob("*")) if p.is_file()},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1))
    print(f"written: database, {sum(1 for f in manifest['files'] if f.startswith('files/'))} files, anchors and secrets"
          f" (keep the folder as safe as the data: it can open sealed personal data)")  # fmt: skip
    return _try(folder)


def check(given: argparse.Namespace) -> int:
    """Really restore it, into a scratch database that is dropped afterwards."""
    open_database()
    return _try(given.folder.absolute())


def restore(given: argparse.Namespace) -> int:
    """Into a data folder without a center; refuses one that holds data."""
    folder: Path = given.folder.absolute()
    _verify_digests(folder)
    target = data_dir()
    for name in PARTS:  # secrets first: the settings read them
        _copy(folder / name, target / name)
    open_database()
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('places_center')")
        if cursor.fetchone()[0]:
            cursor.execute("SELECT count(*) FROM places_center")
            if cursor.fetchone()[0]:
                raise Refusal(f"{target} already holds a center; restore into an empty data folder.")
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    connections["owner"].close()
    _restore_into(folder, _url("owner"))
    from .place import migrate

    migrate()
    print("restored")
    return 0


def _try(folder: Path) -> int:
    _verify_digests(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    import psycopg
    from django.db import connections

    from yichuang.foundation import audit

    scratch = "yichuang_restore_check"
    super_url = _super_url()
    with psycopg.connect(super_url, autocommit=True) as link:
        link.execute(f"DROP DATABASE IF EXISTS {scratch} WITH (FORCE)")
        link.execute(f"CREATE DATABASE {scratch} OWNER {urlsplit(_url('owner')).username} TEMPLATE template0")
    owner = connections["owner"]
    name = owner.settings_dict["NAME"]
    try:
        _restore_into(folder, _url("owner", scratch))
        owner.close()
        owner.settings_dict["NAME"] = scratch
        counts = _counts(owner)
        wrong = {t: (n, counts.get(t)) for t, n in manifest["rows"].items() if counts.get(t) != n}
        report = audit.verify("owner", folder=folder / "anchors")
    finally:
        owner.close()
        owner.settings_dict["NAME"] = name
        with psycopg.connect(super_url, autocommit=True) as link:
            link.execute(f"DROP DATABASE IF EXISTS {scratch} WITH (FORCE)")
    for table, (want, got) in wrong.items():
        print(f"FAULT {table}: {want} rows in the backup's list, {got} after the restore")
    for fault in report.faults:
        print(f"FAULT audit center {fault.center_id} line {fault.seq}: {fault.kind}")
    print(f"restore tried: {sum(counts.values())} rows in {len(counts)} tables, {report.lines} audit lines,"
          f" {len(manifest['files'])} files, {len(wrong) + len(report.faults)} faults")  # fmt: skip
    return 1 if wrong or report.faults else 0


def _restore_into(folder: Path, url: str) -> None:
    _pg("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={url}", str(folder / "database.dump"))


def _verify_digests(folder: Path) -> None:
    try:
        files = json.loads((folder / "manifest.json").read_text())["files"]
    except (OSError, ValueError, KeyError):
        raise Refusal(f"{folder} is no backup: manifest.json is missing or unreadable.") from None
    for name, digest in files.items():
        path = folder / name
        if not path.is_file() or _digest(path) != digest:
            raise Refusal(f"The backup is damaged: {name} is missing or was changed.")


def _counts(connection: Any) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = [row[0] for row in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - names from the catalogue of the database
            found[table] = cursor.fetchone()[0]
    return {t: n for t, n in found.items() if not t.startswith("procrastinate") and t != "django_session"}


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*_NOT_COPIED, "*.part"))


def _digest(path: Path) -> str:
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _url(alias: str, database: str = "") -> str:
    from django.db import connections

    db = connections[alias].settings_dict
    from urllib.parse import quote

    return (
        f"postgresql://{quote(db['USER'])}:{quote(db['PASSWORD'])}@/{database or db['NAME']}"
        f"?host={quote(str(db['HOST']), safe='')}&port={db['PORT']}"
    )


def _super_url() -> str:
    """Who may make a scratch database: the embedded superuser, or the outside server's owner (needs CREATEDB)."""
    if embedded() or (data_dir() / "secrets" / "pg_postgres").exists():
        parts = urlsplit(_url("owner"))
        query = parse_qs(parts.query)
        password = (data_dir() / "secrets" / "pg_postgres").read_text().strip()
        return f"postgresql://postgres:{unquote(password)}@/postgres?host={query['host'][0]}&port={query['port'][0]}"
    return _url("owner")


def _pg(tool: str, *arguments: str) -> None:
    from ..postgres.layout import layout

    found = layout(data_dir()).bin / tool
    program = str(found) if found.exists() else tool
    with tempfile.TemporaryFile("w+") as err:
        done = subprocess.run([program, *arguments], stderr=err, check=False)
        if done.returncode:
            err.seek(0)
            raise Refusal(f"{tool} failed: {err.read().strip().splitlines()[-1:] or done.returncode}")
