"""`yichuang backup create|check|restore`: the database, the files and the secrets in one folder, and a restore that was tried."""

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

from . import papers, scratch
from .house import House, Stop, say, start_django

PARTS = ("files", "anchors", "secrets")
NOT_COPIED = ("postgres_super", "postgres_owner", "postgres_app", "*.part")
"""The embedded server's passwords belong to that server, not to the data."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`backup create DIR`, `backup check DIR`, `backup restore DIR`."""
    here = commands.add_parser("backup", help="backups that were tried").add_subparsers(
        dest="act", required=True, metavar="ACT"
    )
    for name, run, text in (
        ("create", create, "write a backup into a new folder and try to restore it"),
        ("check", check, "restore a backup into a scratch database and compare it"),
        ("restore", restore, "put a backup into a data folder that holds no center yet"),
    ):
        act = here.add_parser(name, help=text)
        act.add_argument("folder", type=Path)
        act.add_argument("--data", metavar="DIR")
        act.set_defaults(run=run)


def create(args: argparse.Namespace) -> int:
    """The dump and the row counts come from one snapshot, so a backup of a house at work agrees with itself."""
    folder: Path = args.folder.absolute()
    if folder.exists() and any(folder.iterdir()):
        raise Stop(f"{folder} is not empty; name a new folder.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with House.at(args.data).database() as server:
        start_django()
        from yichuang.foundation import clock

        made_at = clock.now().isoformat()
        rows = scratch.dump(scratch.owner_url(), folder / "database.dump")
        for name in PARTS:  # after the dump: a row never points at a file that is not in the backup
            _copy(House.at(args.data).data / name, folder / name)
        files = {str(p.relative_to(folder)): scratch.digest(p) for p in sorted(folder.rglob("*")) if p.is_file()}
        (folder / "manifest.json").write_text(json.dumps({"made_at": made_at, "rows": rows, "files": files}, indent=1))
        kept = sum(1 for name in files if name.startswith("files/"))
        print(
            f"included: the database ({sum(rows.values())} rows in {len(rows)} tables), {kept} files, the audit anchors, the keys"
        )
        print("not included: running jobs' logs and the embedded server's passwords")
        print(f"{folder} can open sealed personal data: keep it as safe as the house itself")
        return _try(folder, server.super_url if server else "")


def check(args: argparse.Namespace) -> int:
    """A real restore, row counts, the audit chain under the backup's own key, every paper, and every file's digest."""
    folder: Path = args.folder.absolute()
    _manifest(folder)
    with House.at(args.data).database() as server:
        start_django()
        return _try(folder, server.super_url if server else "")


def restore(args: argparse.Namespace) -> int:
    """The keys come first: what is sealed in the database opens only with them."""
    folder: Path = args.folder.absolute()
    house, manifest = House.at(args.data), _manifest(args.folder.absolute())
    _verify_digests(folder, manifest)
    with house.database():
        from yichuang.config.env import database

        owner = database("YICHUANG_DATABASE_OWNER_URL", pool=0, fallback="YICHUANG_DATABASE_URL")
        if scratch.holds_a_center(scratch.address(owner)):
            raise Stop(f"{house.data} already holds a center; restore into another data folder.")
        for name in PARTS:
            _copy(folder / name, house.data / name)
        scratch.empty(scratch.address(owner))
        scratch.restore(folder / "database.dump", scratch.address(owner))
        start_django()
        from yichuang.config.prepare import bring_up_to_date

        bring_up_to_date(say)
        faults = papers.report()
    print(f"restored into {house.data}: the state of {manifest['made_at']}")
    return faults


def _try(folder: Path, super_url: str) -> int:
    manifest = _manifest(folder)
    _verify_digests(folder, manifest)
    from django.test.utils import override_settings

    from yichuang.foundation import audit

    keys = {
        f"{name.upper()}_KEY": (folder / "secrets" / name).read_text().strip().encode() for name in ("audit", "privacy")
    }
    with scratch.database(folder / "database.dump", super_url) as counts, override_settings(**keys):
        wrong = {t: (n, counts.get(t)) for t, n in manifest["rows"].items() if counts.get(t) != n}
        report = audit.verify("owner", folder=folder / "anchors")
        torn = papers.report()
        lost = [d for d in scratch.digests_of_files() if f"files/{d[:2]}/{d}" not in manifest["files"]]
    for table, (want, got) in wrong.items():
        print(f"FAULT {table}: {want} rows when it was written, {got} after the restore")
    for fault in report.faults:
        print(f"FAULT audit of center {fault.center_id}, line {fault.seq}: {fault.kind}")
    for name in lost:
        print(f"FAULT file {name} is named in the database and not in the backup")
    faults = len(wrong) + len(report.faults) + len(lost) + torn
    print(f"restore tried: {sum(counts.values())} rows in {len(counts)} tables, {report.lines} audit lines,"
          f" {len(manifest['files'])} files; {faults or 'no'} fault(s)")  # fmt: skip
    return 1 if faults else 0


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
        return {"made_at": found["made_at"], "rows": found["rows"], "files": found["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        raise Stop(f"{folder} is no backup: its manifest.json is missing or unreadable.") from None


def _verify_digests(folder: Path, manifest: dict[str, Any]) -> None:
    for name, digest in manifest["files"].items():
        path = folder / name
        if not path.is_file() or scratch.digest(path) != digest:
            raise Stop(f"The backup is damaged: {name} is missing or was changed.")


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*NOT_COPIED))
        target.chmod(0o700)
