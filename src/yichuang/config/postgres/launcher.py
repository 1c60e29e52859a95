"""Start, find, adopt and stop the embedded server."""

import ctypes
import fcntl
import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from .layout import Layout, layout

DATABASE, OWNER, APP = "yichuang", "yichuang_owner", "yichuang_app"
RECOVERY_LIMIT = 3600.0
"""Seconds that a server may need after a crash before it takes connections; it is watched, not waited for blindly."""
_SETTINGS = {
    "max_connections": "200",
    "jit": "off",
    "wal_level": "logical",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "log_min_messages": "warning",
    "timezone": "UTC",
}
_libc = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG = 1


class StartFailed(RuntimeError):
    """The server could not be started; the message is one sentence with the log's last line."""


@dataclass(slots=True)
class Server:
    """A running server. `process` is None when it was found running and belongs to somebody else."""

    layout: Layout
    port: int
    process: subprocess.Popen[bytes] | None
    passwords: Mapping[str, str]

    @property
    def app_url(self) -> str:
        """For the program: a role that owns nothing."""
        return self._url(APP, DATABASE)

    @property
    def owner_url(self) -> str:
        """For migrations, grants and backups."""
        return self._url(OWNER, DATABASE)

    @property
    def super_url(self) -> str:
        """For making databases; the program itself never uses it."""
        return self._url("postgres", "postgres")

    @property
    def bin(self) -> Path:
        """pg_dump, pg_restore, psql of the same version."""
        return self.layout.bin

    def alive(self) -> bool:
        """Whether the postmaster runs."""
        return self.process.poll() is None if self.process else _postmaster(self.layout.cluster) is not None

    def stop(self, *, seconds: float = 30.0) -> None:
        """Fast shutdown (open transactions are rolled back), only of a server that this process started."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)  # immediate: the next start recovers
            self.process.wait(10)

    def _url(self, user: str, database: str) -> str:
        host = quote(str(self.layout.sockets), safe="")
        return f"postgresql://{user}:{self.passwords[user]}@127.0.0.1:{self.port}/{database}?host={host}"


def ensure(
    data_dir: Path, *, options: Mapping[str, str] | None = None, say: Callable[[str], None] = lambda text: None
) -> Server:
    """A server on this data folder that takes connections: found, recovered or started. Raises StartFailed with a sentence."""
    where = layout(Path(data_dir).absolute())
    passwords = _passwords(Path(data_dir).absolute())
    with _one_at_a_time(Path(data_dir).absolute()):
        if not (where.cluster / "PG_VERSION").exists():
            say("making the database cluster")
            _initdb(where, passwords["postgres"])
        server = _adopt(where, passwords)
        if server is None:
            say("starting PostgreSQL")
            server = _start(where, passwords, {**_SETTINGS, **(options or {})})
        _prepare(server)
    return server


def find_running(data_dir: Path) -> Server | None:
    """The server of this folder if it runs, without starting anything."""
    root = Path(data_dir).absolute()
    if not (root / "secrets" / "pg_postgres").exists():
        return None
    where = layout(root)
    return _adopt(where, _passwords(root)) if (where.cluster / "PG_VERSION").exists() else None


def _adopt(where: Layout, passwords: Mapping[str, str]) -> Server | None:
    found = _postmaster(where.cluster)
    if found is None:
        return None
    server = Server(where, found[1], None, passwords)
    _wait_ready(server)
    return server


def _postmaster(cluster: Path) -> tuple[int, int] | None:
    """(pid, port) of a live postmaster on this cluster. A pid that now belongs to something else does not count."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
        pid, port = int(lines[0]), int(lines[3])
        status = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return None
    mine = os.fsencode(cluster) in command or os.fsencode(cluster.resolve()) in command
    return (pid, port) if status != "Z" and mine else None


def _initdb(where: Layout, password: str) -> None:
    for leftover in where.cluster.glob("*") if where.cluster.exists() else []:
        subprocess.run(["rm", "-rf", str(leftover)], check=True)  # an initdb that was killed half-way
    secret = where.sockets / f".pw-{os.getpid()}"
    with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(password)
    if where.uid is not None:
        os.chown(secret, where.uid, where.gid or -1)
    try:
        done = subprocess.run(
            [
                str(where.bin / "initdb"), "-D", str(where.cluster), "-U", "postgres", "--auth=scram-sha-256",
                f"--pwfile={secret}", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                "--locale=C", "--no-instructions",
            ],
            capture_output=True, text=True, cwd="/", user=where.uid, group=where.gid, extra_groups=_groups(where),
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"}, check=False,
        )  # fmt: skip
    finally:
        secret.unlink(missing_ok=True)
    if done.returncode:
        raise StartFailed(f"The database cluster could not be made: {_last(done.stderr)}")


def _start(where: Layout, passwords: Mapping[str, str], settings: Mapping[str, str]) -> Server:
    last = ""
    for _ in range(5):  # a killed postmaster's children hold the shared memory for a moment; a port may be taken
        port = _free_port(where.cluster.parent / "pg.port")
        process = _spawn(where, port, settings)
        server = Server(where, port, process, passwords)
        try:
            _wait_ready(server)
        except StartFailed as no:
            last = str(no)
            time.sleep(0.5)
            continue
        return server
    raise StartFailed(last)


def _spawn(where: Layout, port: int, settings: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    arguments = [str(where.bin / "postgres"), "-D", str(where.cluster), "-p", str(port), "-k", str(where.sockets)]
    for name, value in {"listen_addresses": "127.0.0.1", **settings}.items():
        arguments += ["-c", f"{name}={value}"]
    parent = os.getpid()

    def die_with_parent() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
        if os.getppid() != parent:  # it died before the call
            os._exit(1)
        os.setsid()  # a Ctrl-C at the terminal is for the supervisor, who stops us in order

    with where.log.open("ab") as log:
        return subprocess.Popen(  # noqa: PLW1509 - started from the main thread before any other exists
            arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", user=where.uid, group=where.gid,
            extra_groups=_groups(where), preexec_fn=die_with_parent, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        )  # fmt: skip


def _groups(where: Layout) -> list[int] | None:
    return None if where.uid is None else []


def _wait_ready(server: Server) -> None:
    """Poll the child while waiting: a taken port or a broken cluster ends it at once, and waiting on would hang."""
    end = time.monotonic() + RECOVERY_LIMIT
    while time.monotonic() < end:
        if not server.alive():
            raise StartFailed(f"PostgreSQL did not start: {_last(_tail(server.layout.log))}")
        try:
            psycopg.connect(server.super_url, connect_timeout=3).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
            continue
        return
    raise StartFailed("PostgreSQL is still recovering after an hour; look at its log.")


def _prepare(server: Server) -> None:
    """Roles and database; safe to repeat."""
    with psycopg.connect(server.super_url, autocommit=True) as link, link.cursor() as cursor:
        for role in (OWNER, APP):
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            if cursor.fetchone() is None:
                cursor.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD {}").format(
                        sql.Identifier(role), sql.Literal(server.passwords[role])
                    )
                )
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if cursor.fetchone() is None:
            cursor.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                    sql.Identifier(DATABASE), sql.Identifier(OWNER)
                )
            )


def _passwords(data_dir: Path) -> dict[str, str]:
    folder = data_dir / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = {}
    for role in ("postgres", OWNER, APP):
        path = folder / f"pg_{role}"
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(24))
        found[role] = path.read_text().strip()
    return found


def _free_port(memory: Path) -> int:
    """The port of the last start when it is free, so that tools keep their address; else any free one."""
    wanted = int(memory.read_text()) if memory.exists() and memory.read_text().strip().isdigit() else 0
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            port = probe.getsockname()[1]
        memory.write_text(str(port))
        return port
    raise StartFailed("No free port on 127.0.0.1.")


@contextmanager
def _one_at_a_time(data_dir: Path) -> Iterator[None]:
    with (data_dir / "pg.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        os.set_inheritable(lock.fileno(), False)
        yield


def _tail(path: Path) -> str:
    try:
        return path.read_text(errors="replace")[-2000:]
    except OSError:
        return ""


def _last(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
