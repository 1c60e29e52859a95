"""The whole program, running as `yichuang up` runs it, on a data folder of its own and at a fixed morning of a working day."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bench.house import ROOT, free_port, stop
from yichuang.config.kept import HOME, fingerprint, only_one
from yichuang.config.processes import dying_with

from .visitors import Program, Visitor

MORNING = datetime(2026, 11, 9, 10, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Monday on which the sample center is open: pages and pictures do not depend on the hour at which they are made."""


@dataclass
class House:
    """One running program with the sample center in it."""

    process: "subprocess.Popen[str]"
    port: int
    data: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @cached_property
    def clerk(self) -> Program:
        """A program that acts as the first sample clerk."""
        return self.program("clerk")

    @cached_property
    def kiosk(self) -> Program:
        """A program that acts as the first sample kiosk."""
        return self.program("kiosk")

    def program(self, role: str, department: str = "") -> Program:
        """A token as the command line gives it."""
        more = ["--department", department] if department else []
        said = _yichuang(self.data, "token", "create", "--center", "demo", "--role", role, *more)
        return Program(self.url, said.splitlines()[-1])

    def move_clock(self, moment: datetime) -> None:
        """Every process of the house reads its time from there; days can pass in between, but only forwards."""
        _set_clock(self.data, moment)

    def job(self, task: str, **arguments: Any) -> None:
        """Put a job into the queue, as its timetable would: that one goes by the machine's clock, which nobody can move."""
        self.manage("procrastinate", "defer", task, json.dumps(arguments))

    def yichuang(self, *words: str) -> str:
        """One of the program's commands on this house; what it printed. RuntimeError with its sentence when it refuses."""
        return _yichuang(self.data, *words)

    def manage(self, *words: str) -> None:
        """One of Django's own commands, with the house's database."""
        _yichuang(self.data, "manage", *words)

    def staff(self, username: str) -> Visitor:
        """Somebody of the sample staff, logged in, without a browser."""
        return Visitor.entering(self.url, f"/demo/as/{username}/")

    def device(self, code: str) -> Visitor:
        """A sample device."""
        return Visitor.entering(self.url, f"/demo/device/{code}/")


@contextmanager
def running(*, demo: bool = True) -> Iterator[House]:
    """Start, hand over, and leave nothing behind. Without `demo` the house is empty: no center is founded."""
    data = Path(tempfile.mkdtemp(prefix="yichuang-house-", dir="/tmp"))  # the database's own user must be able to enter
    data.chmod(0o755)
    _furnish(data, demo)
    _set_clock(data, MORNING)
    port = free_port()
    process = _start(data, port, demo)
    try:
        yield House(process, port, data)
    finally:
        stop(process)
        shutil.rmtree(data, ignore_errors=True)


def _furnish(data: Path, demo: bool) -> None:
    """What the first start makes (database, schema, sample center, the pages' files), made once for each state of the code.

    The start itself brings up to date what is still due, as on any data folder of its own.
    """
    with only_one("furniture"):
        kept = HOME / ("houses" if demo else "houses-empty") / fingerprint(demo=demo)
        if not kept.exists():
            shutil.rmtree(kept.parent, ignore_errors=True)
            draft = kept.with_suffix(".draft")
            draft.mkdir(parents=True)
            draft.chmod(0o755)
            _set_clock(draft, MORNING)
            stop(_start(draft, free_port(), demo))
            draft.rename(kept)
    subprocess.run(["cp", "-a", "--reflink=auto", f"{kept}/.", str(data)], check=True)


def _set_clock(data: Path, moment: datetime) -> None:
    draft = data / "clock.new"
    draft.write_text(str((moment - datetime.now(UTC)).total_seconds()))
    draft.rename(data / "clock")


def _start(data: Path, port: int, demo: bool) -> "subprocess.Popen[str]":
    with (data / "up.log").open("w") as log:
        process = subprocess.Popen(
            [*_COMMAND, "up", "--port", str(port), "--data", str(data), *([] if demo else ["--no-demo"])],
            stdout=subprocess.PIPE, stderr=log, text=True, env=_environment(data), start_new_session=True,
            preexec_fn=dying_with(os.getpid(), signal.SIGTERM),
        )  # fmt: skip
    assert process.stdout is not None
    if not process.stdout.readline().startswith("ready "):
        process.send_signal(signal.SIGTERM)
        raise RuntimeError(f"the house did not open:\n{(data / 'up.log').read_text()}")
    return process


_COMMAND = [sys.executable, "-m", "yichuang.config.cli"]


def _yichuang(data: Path, *arguments: str) -> str:
    done = subprocess.run(
        [*_COMMAND, *arguments, "--data", str(data)],
        env=_environment(data),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"yichuang {' '.join(arguments)}: {done.stderr}")
    return done.stdout.strip()


def _environment(data: Path) -> dict[str, str]:
    """Without the settings of the test run, whose database is another one."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("YICHUANG_", "DJANGO_"))}
    clock = {"YICHUANG_TEST_CLOCK": "1", "YICHUANG_TEST_CLOCK_FILE": str(data / "clock")}
    own = {"YICHUANG_STATIC_DIR": str(data / "static")}  # another program of this folder may gather its files meanwhile
    return {**plain, **clock, **own, "PYTHONPATH": str(ROOT / "src")}


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """A fresh house for each file of browser tests: one file must not find the queue as another left it."""
    with running() as found:
        yield found
