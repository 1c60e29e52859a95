"""The process that owns one embedded server: makes it, starts it, starts it again, and stops it when nobody holds it.

Run as `python -m yichuang.config.postgres.keeper DATA [name=value …]`. It holds `keeper.lock` while it lives. Each user of the
server holds a shared lock on `holders.lock`; the kernel lets go of it when the user ends, even by kill -9. When the keeper
itself is killed, the kernel tells the server to stop, and the next `ensure` starts both anew.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from yichuang.config.env import secret
from yichuang.config.processes import dying_with, living_in, lock

from . import files
from .files import NotPossible, Place

SETTINGS = {
    "max_connections": "200",
    "wal_level": "logical",
    "jit": "off",
    "timezone": "UTC",
    "password_encryption": "scram-sha-256",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %a ",
}
TIRED_AFTER = 8
"""So many ends in a row without having been ready, and the keeper gives up with the log's last lines."""


class Keeper:
    """One server's life."""

    def __init__(self, place: Place, options: dict[str, str]) -> None:
        self.place, self.options = place, {**SETTINGS, **options}
        self.user = files.run_as()
        self.major = files.version_of(place.data)
        self.child: subprocess.Popen[bytes] | None = None
        self.stopping = False
        self.bad_starts = 0

    def run(self) -> None:
        """Until nobody holds the server, or a signal says so."""
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole terminal; the holders decide
        self._make_ready()
        self._start()
        while not self.stopping:
            if self.child is not None and self.child.poll() is not None:
                self._again()
            if not self.place.ready.exists() and self._prepare():
                self.bad_starts = 0
                self.place.ready.write_text(f"{os.getpid()}\n")
            if self._nobody_holds():
                break
            time.sleep(0.05 if not self.place.ready.exists() else 0.3)
        self._stop()

    def _ask_to_stop(self, *_: Any) -> None:
        self.stopping = True

    def _nobody_holds(self) -> bool:
        """When true this process keeps the lock, so that a newcomer waits until the server has stopped."""
        self._last = lock(self.place.holders_lock)
        return self._last is not None

    def _make_ready(self) -> None:
        self.place.ready.unlink(missing_ok=True)
        self._end_orphans()
        if not (self.place.data / "PG_VERSION").exists():
            self._initdb()
        self._own(self.place.socket, 0o755 if self.user else 0o700)
        if self.place.log.exists() and self.place.log.stat().st_size > 20_000_000:
            self.place.log.replace(self.place.log.with_suffix(".1"))

    def _own(self, folder: Path, mode: int) -> None:
        folder.mkdir(exist_ok=True)
        if self.user:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        folder.chmod(mode)

    def _initdb(self) -> None:
        """Into a draft folder that is renamed when complete: a killed set-up leaves nothing that looks like a database."""
        password = secret("YICHUANG_DATABASE_SUPER_PASSWORD", self.place.secrets / "postgres_super")
        draft = self.place.home / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        self._own(draft, 0o700)
        with tempfile.NamedTemporaryFile("w", dir=draft.parent, prefix=".pw") as words:
            words.write(password)
            words.flush()
            if self.user:
                os.chown(words.name, self.user.pw_uid, self.user.pw_gid)
            made = self._run(
                "initdb",
                "-D",
                str(draft),
                "-U",
                "postgres",
                f"--pwfile={words.name}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
            )
        if made.returncode:
            raise NotPossible(f"The database folder {self.place.data} cannot be made: {_last_words(made.stdout)}")
        draft.rename(self.place.data)

    def _run(self, name: str, *args: str) -> subprocess.CompletedProcess[str]:
        command, kwargs = self._as_user([str(files.server_program(name, major=self.major)), *args])
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/", **kwargs)

    def _as_user(self, command: list[str]) -> tuple[list[str], dict[str, Any]]:
        """The command under the server's user. Where that user cannot enter the data folder, he is lent the one right to."""
        if self.user is None:
            return command, {}
        if files.reachable_by(self.user, self.place.data):
            return command, {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        tool = shutil.which("setpriv")
        if tool is None:
            raise NotPossible(
                f"The folder {self.place.home} cannot be entered by the user {files.RUN_AS!r} under which PostgreSQL runs;"
                " choose another --data, or allow others to enter the folders above it."
            )
        lend = [f"--reuid={self.user.pw_uid}", f"--regid={self.user.pw_gid}", "--clear-groups", "--pdeathsig=INT"]
        return [tool, *lend, "--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override", *command], {}

    def _start(self) -> None:
        port = self._port()
        options = {
            **self.options,
            "unix_socket_directories": str(self.place.socket),
            "listen_addresses": "127.0.0.1" if _is_free(port) else "",  # the socket alone serves the house
            "port": str(port),
        }
        pairs = [f"--{name}={value}" for name, value in options.items()]
        command, kwargs = self._as_user(
            [str(files.server_program("postgres", major=self.major)), "-D", str(self.place.data), *pairs]
        )
        with self.place.log.open("ab") as log:
            self.child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/",
                preexec_fn=dying_with(os.getpid(), signal.SIGINT), **kwargs,
            )  # fmt: skip

    def _port(self) -> int:
        """Chosen once: it is part of the socket's name, and the processes of the house were told it."""
        with contextlib.suppress(OSError, ValueError):
            return int(self.place.port.read_text())
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        self.place.port.write_text(f"{port}\n")
        return port

    def _again(self) -> None:
        """The server ended by itself or was killed. Its left-over children are ended before it starts anew."""
        if not self.place.ready.exists():
            self.bad_starts += 1
        if self.bad_starts >= TIRED_AFTER:
            raise NotPossible(f"PostgreSQL does not start: {_last_words(self.place.log.read_text(errors='replace'))}")
        self.place.ready.unlink(missing_ok=True)
        time.sleep(0.1 * self.bad_starts)
        self._end_orphans()
        self._start()

    def _end_orphans(self) -> None:
        """Server processes in our data folder that no keeper holds: the old postmaster is asked to stop, its children wait it out."""
        for patience, sig in ((20.0, signal.SIGINT), (5.0, signal.SIGQUIT), (5.0, signal.SIGKILL)):
            until = time.monotonic() + patience
            left = living_in(self.place.data, "postgres")
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, sig)
            while left and time.monotonic() < until:
                time.sleep(0.05)
                left = living_in(self.place.data, "postgres")
            if not left:
                break
        (self.place.data / "postmaster.pid").unlink(missing_ok=True)  # its pid may belong to a stranger by now

    def _prepare(self) -> bool:
        """Roles, passwords and the database, once the server answers. False while it starts or recovers."""
        try:
            link = psycopg.connect(self.place.super_url, autocommit=True, connect_timeout=5)
        except psycopg.OperationalError:
            return False
        with link, link.cursor() as cursor:
            for role, name in (("yichuang_owner", "postgres_owner"), ("yichuang_app", "postgres_app")):
                _role(cursor, role, secret(f"YICHUANG_{name.upper()}_PASSWORD", self.place.secrets / name))
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'yichuang'")
            if cursor.fetchone() is None:
                cursor.execute("CREATE DATABASE yichuang OWNER yichuang_owner TEMPLATE template0")
        return True

    def _stop(self) -> None:
        """Fast shutdown: sessions are ended, everything is written. Then force, should it not obey."""
        self.place.ready.unlink(missing_ok=True)
        for sig, patience in ((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
            if self.child is None or self.child.poll() is not None:
                return
            self.child.send_signal(sig)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.child.wait(patience)


def _role(cursor: psycopg.Cursor[Any], role: str, password: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    act = "ALTER" if cursor.fetchone() else "CREATE"
    rights = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION"
    cursor.execute(
        sql.SQL(f"{act} ROLE {{}} {rights} PASSWORD {{}}").format(sql.Identifier(role), sql.Literal(password))
    )


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _last_words(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "error" in line] or lines
    return telling[-1] if telling else "it said nothing."


def main(argv: list[str]) -> int:
    """Keep the server of a data folder. Quietly gives way when another keeper was first."""
    place = Place(Path(argv[0]))
    held = lock(place.keeper_lock)
    if held is None:
        return 0
    failed = place.home / "failed"
    failed.unlink(missing_ok=True)
    try:
        Keeper(place, dict(pair.split("=", 1) for pair in argv[1:])).run()
    except Exception as no:
        failed.write_text(
            str(no) if isinstance(no, NotPossible) else f"The database keeper failed: {type(no).__name__}: {no}"
        )
        if not isinstance(no, NotPossible):
            raise
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
