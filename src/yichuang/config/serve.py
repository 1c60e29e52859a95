"""The process tree of `yichuang up`: each part started, watched, started again when it dies, and stopped in order."""

import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from . import postgres

STOP_SECONDS = 8.0
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(slots=True)
class Part:
    """One child process. `not_before` holds back a part that keeps dying."""

    name: str
    command: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    deaths: int = 0
    started: float = 0.0
    not_before: float = 0.0


@dataclass(slots=True)
class Tree:
    """`database` is the embedded server, or None with an outside one."""

    host: str
    port: int
    stream_port: int
    workers: int
    database: postgres.Server | None = None
    parts: list[Part] = field(default_factory=list)
    stopping: bool = False

    @contextmanager
    def signals(self) -> Iterator[None]:
        """SIGTERM and SIGINT end the tree in order; a second one does not cut that short."""

        def stop(number: int, frame: Any) -> None:
            if not self.stopping:
                self.stopping = True
                raise KeyboardInterrupt

        before = {s: signal.signal(s, stop) for s in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        except KeyboardInterrupt:
            pass
        finally:
            for s, handler in before.items():
                signal.signal(s, handler)

    def start(self, say: Callable[[str], None]) -> None:
        """Start web, streams and jobs, and wait until the web answers."""
        from django.conf import settings

        granian = [sys.executable, "-m", "granian"]
        common = ["--host", self.host, "--no-ws", "--log-level", "warning", "--workers-kill-timeout", "3",
                  "--respawn-failed-workers", "--respawn-interval", "0.5"]  # fmt: skip
        static = str(settings.STATIC_ROOT)
        self.parts = [
            Part("web", [*granian, "yichuang.config.wsgi:application", "--interface", "wsgi", "--port", str(self.port),
                         "--workers", str(self.workers), "--blocking-threads", "8", "--backlog", "512", *common,
                         "--static-path-route", "/static", "--static-path-mount", static,
                         "--static-path-expires", "86400"]),
            Part("streams", [*granian, "yichuang.config.streams:application", "--interface", "asgi",
                             "--port", str(self.stream_port), "--workers", "1", *common]),
            Part("jobs", [sys.executable, "-m", "yichuang.config.jobs"]),
        ]  # fmt: skip
        for part in self.parts:
            say(f"starting {part.name}")
            self._spawn(part)
        end = time.monotonic() + 90
        while not (_answers(f"http://{self.host}:{self.port}/healthz")
                   and _answers(f"http://{self.host}:{self.stream_port}/health")):  # fmt: skip
            if time.monotonic() > end:
                raise RuntimeError("the web did not answer within 90 seconds; look at the lines above")
            self._look()
            time.sleep(0.1)

    def watch(self) -> int:
        """Look after the children until told to stop."""
        while True:
            self._look()
            time.sleep(0.3)

    def stop(self, say: Callable[[str], None]) -> None:
        """Web first, so that nothing new is begun; the database last. Nothing is left behind."""
        self.stopping = True
        for part in self.parts:
            if part.process and part.process.poll() is None:
                part.process.send_signal(signal.SIGTERM)
        end = time.monotonic() + STOP_SECONDS
        for part in self.parts:
            if part.process is None:
                continue
            try:
                part.process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                _kill_group(part.process.pid)
                part.process.wait()
            _kill_group(part.process.pid)
        if self.database:
            self.database.stop()
        say("stopped")

    def _look(self) -> None:
        if self.database and self.database.process and not self.database.alive():
            print("yichuang: PostgreSQL is gone, starting it again", flush=True)
            self.database = postgres.ensure(_data_dir())
        for part in self.parts:
            dead = part.process is not None and part.process.poll() is not None
            if dead and time.monotonic() >= part.not_before:
                _kill_group(part.process.pid)  # type: ignore[union-attr] - its own children must not hold the port
                long_life = time.monotonic() - part.started > 60
                part.deaths = 1 if long_life else part.deaths + 1
                print(f"yichuang: {part.name} ended, starting it again", flush=True)
                self._spawn(part)
                part.not_before = time.monotonic() + min(0.5 * 2**part.deaths, 15)

    def _spawn(self, part: Part) -> None:
        parent = os.getpid()

        def lead_a_group_and_die_with_the_parent() -> None:
            os.setsid()
            _libc.prctl(1, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

        part.started = time.monotonic()
        part.process = subprocess.Popen(  # noqa: PLW1509 - one thread only
            part.command,
            stdin=subprocess.DEVNULL,
            preexec_fn=lead_a_group_and_die_with_the_parent,
            env={**os.environ, "YICHUANG_PROCESS": f"yichuang-{part.name}"},
        )


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _data_dir() -> Any:
    from .cli.place import data_dir

    return data_dir()
