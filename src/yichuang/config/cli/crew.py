"""The processes beside the database: started, watched, started again with growing patience, and stopped in the end."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from yichuang.config.processes import dying_with

from .house import say

GRACE = 6.0
"""Seconds from SIGTERM to SIGKILL when the house stops."""


class Member:
    """One process and its log."""

    def __init__(self, name: str, command: Sequence[str], log: Path, environment: dict[str, str]) -> None:
        self.name, self.command, self.log, self.environment = name, list(command), log, environment
        self.process: subprocess.Popen[bytes] | None = None
        self.started = self.due = 0.0
        self.failures = 0

    def start(self) -> None:
        """In a session of its own, so that Ctrl-C reaches the supervisor alone, who then stops all in order."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > 10_000_000:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                env={**os.environ, **self.environment}, preexec_fn=dying_with(os.getpid(), signal.SIGKILL),
            )  # fmt: skip
        self.started = time.monotonic()

    def tend(self) -> None:
        """Start it again when it has ended: at once the first time, then after 1, 2, 4 … 30 seconds."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            code, self.process = self.process.returncode, None
            lived = now - self.started
            self.failures = 0 if lived > 60 else self.failures + 1
            wait = 0.0 if self.failures <= 1 else min(30.0, 2.0 ** (self.failures - 2))
            self.due = now + wait
            how = f"signal {-code}" if code < 0 else f"code {code}"
            say(
                f"{self.name} ended ({how}); starting it again{f' in {wait:.0f} s' if wait else ''}; its log is {self.log}"
            )
        if self.process is None and now >= self.due:
            self.start()

    def last_words(self) -> str:
        """The last line of its log."""
        lines = [line.strip() for line in self.log.read_text(errors="replace").splitlines() if line.strip()]
        return lines[-1] if lines else "nothing"


class Crew:
    """All members, in their order of start."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.members = list(members)

    @property
    def hopeless(self) -> Member | None:
        """A member that ended three times right after its start."""
        return next((m for m in self.members if m.failures >= 3), None)

    def start(self) -> None:
        for member in self.members:
            member.start()

    def tend(self) -> None:
        for member in self.members:
            member.tend()

    def stop(self) -> None:
        """Ask all at once, wait together, then force. Each member's own children are in its session and go with it."""
        living = [m.process for m in self.members if m.process is not None and m.process.poll() is None]
        for process in living:
            process.terminate()
        until = time.monotonic() + GRACE
        for process in living:
            try:
                process.wait(max(0.05, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(5)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, no: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()
