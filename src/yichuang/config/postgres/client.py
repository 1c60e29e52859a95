"""Holding the embedded server: what every process does that needs a database."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import psycopg

from yichuang.config.processes import is_locked, lock

from .files import NotPossible, Place


class Server:
    """A held server. The addresses stay the same for the life of the data folder, through every restart."""

    def __init__(self, place: Place, held: IO[str], options: Mapping[str, str]) -> None:
        self.place, self._held, self._options = place, held, dict(options)
        self.app_url, self.owner_url, self.super_url = place.app_url, place.owner_url, place.super_url

    def alive(self) -> bool:
        """Whether a keeper watches over the server."""
        return is_locked(self.place.keeper_lock)

    def revive(self) -> None:
        """Start a keeper again after it was killed."""
        _bring_up(self.place, self._options, _quiet)

    def environment(self) -> dict[str, str]:
        """The variables that point the settings at this server."""
        return {"YICHUANG_DATABASE_URL": self.app_url, "YICHUANG_DATABASE_OWNER_URL": self.owner_url}

    def postmaster(self) -> int:
        """The server's process id."""
        return int((self.place.data / "postmaster.pid").read_text().split()[0])

    def stop(self, *, wait: float = 60) -> None:
        """Let go. The server stops if nobody else holds it; waits until that is done, or another holder is known."""
        self._held.close()
        until = time.monotonic() + wait
        while self.alive() and time.monotonic() < until:
            if not is_locked(self.place.holders_lock) and lock_is_shared(self.place.holders_lock):
                return
            time.sleep(0.05)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, no: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def lock_is_shared(path: Path) -> bool:
    """Whether other holders remain."""
    probe = lock(path)
    if probe is None:
        return True
    probe.close()
    return False


def ensure(
    data_dir: Path | str,
    *,
    options: Mapping[str, str] | None = None,
    say: Callable[[str], None] | None = None,
) -> Server:
    """The server of a data folder, started when it is down, and held until `stop()` or the end of this process.

    `options` are server settings for a fresh start; a server that runs keeps its own. Raises NotPossible with a sentence.
    Recovery after a crash may take long: it is waited for as long as the server is at work.
    """
    place = Place(Path(data_dir).absolute())
    try:
        place.home.mkdir(parents=True, exist_ok=True)
        place.home.chmod(0o755 if os.getuid() == 0 else 0o700)
        held = lock(place.holders_lock, shared=True, wait=True)  # waits while a keeper stops the server
    except OSError as no:
        raise NotPossible(f"The data folder {place.base} cannot be used: {no.strerror}.") from None
    assert held is not None
    _bring_up(place, dict(options or {}), say or _quiet)
    return Server(place, held, options or {})


def _quiet(_: str) -> None:
    return None


def _bring_up(place: Place, options: Mapping[str, str], say: Callable[[str], None]) -> None:
    first, told = not place.data.exists(), time.monotonic()
    if first:
        say("making the database")
    keeper: subprocess.Popen[bytes] | None = None
    while not _answers(place):
        if not is_locked(place.keeper_lock) and (keeper is None or keeper.poll() is not None):
            if keeper is not None and keeper.returncode:
                raise NotPossible(_why(place))
            keeper = _spawn(place, options)
        if time.monotonic() - told > 5:
            told = time.monotonic()
            say("waiting for the database (it may be recovering)")
        time.sleep(0.05)


def _spawn(place: Place, options: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that a Ctrl-C in the terminal does not reach it before its holders have ended."""
    pairs = [f"{name}={value}" for name, value in options.items()]
    source = str(Path(__file__).resolve().parents[3])
    path = os.pathsep.join(p for p in (source, os.environ.get("PYTHONPATH", "")) if p)
    with (place.home / "keeper.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "yichuang.config.postgres.keeper", str(place.base), *pairs],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", start_new_session=True,
            env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip


def _answers(place: Place) -> bool:
    """A keeper has prepared the server and it takes connections under the owner's name."""
    try:
        pid = int(place.ready.read_text())
    except (OSError, ValueError):
        return False
    if not Path(f"/proc/{pid}").exists():
        return False
    try:
        psycopg.connect(place.owner_url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _why(place: Place) -> str:
    try:
        return (place.home / "failed").read_text().strip()
    except OSError:
        return f"The database does not start; {place.home / 'keeper.log'} says why."
