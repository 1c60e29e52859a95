"""Thirty threads issue and call over HTTP while parts of the program, then all of it, are ended by kill -9.

Whatever was answered with 2xx is there after the restart, no number was given twice, nobody was called twice, and a client
that repeats its key after a lost answer gets that answer and no second effect.
"""

import os
import signal
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bench import house, machine
from bench.wire import Client

pytestmark = pytest.mark.slow
PATIENCE = 90.0


class Town:
    """Thirty clients and what they were promised."""

    def __init__(self, port: int, tokens: dict[str, str]) -> None:
        self.port, self.tokens = port, tokens
        self.over = threading.Event()
        self.issued: dict[str, str] = {}
        self.called: list[str] = []
        self.served: list[str] = []
        self.other: Counter[tuple[str, int]] = Counter()
        self.faults: list[BaseException] = []
        self.threads = [threading.Thread(target=self._run, args=(self._kiosk, n), daemon=True) for n in range(15)]
        self.threads += [threading.Thread(target=self._run, args=(self._window, n), daemon=True) for n in range(15)]

    def _run(self, body: Any, number: int) -> None:
        try:
            body(number)
        except BaseException as fault:
            self.faults.append(fault)

    def _ask(self, client: Client, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Repeat one act under one key until it is answered: what a client does that never knows whether it was heard."""
        key, end = str(uuid4()), time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                status, answer = client.post_json(path, body, key)
            except (OSError, EOFError, ValueError):
                client.close()
                time.sleep(0.1)
                continue
            if status < 500:
                return status, answer
            time.sleep(0.1)
        raise TimeoutError(f"{path} was not answered in {PATIENCE:.0f} s")

    def _kiosk(self, number: int) -> None:
        client = Client(self.port, {"Authorization": f"Bearer {self.tokens['kiosk']}"})
        while not self.over.is_set():
            status, answer = self._ask(client, "/api/v1/tickets", {"center": "demo", "queue": "ABCD"[number % 4]})
            assert status == 201, (status, answer)
            self.issued[answer["id"]] = answer["number"]
            time.sleep(0.02)

    def _window(self, number: int) -> None:
        """Fifteen clerks at six windows: most presses are refused because a colleague has somebody there."""
        client = Client(self.port, {"Authorization": f"Bearer {self.tokens['clerk']}"})
        while not self.over.is_set():
            status, answer = self._ask(client, f"/api/v1/windows/{number % 6 + 1}/calls", {})
            if status == 200 and answer["ticket"]:
                ticket = answer["ticket"]["id"]
                self.called.append(ticket)
                for act in ("start", "finish"):
                    status, answer = self._ask(client, f"/api/v1/tickets/{ticket}/{act}", {})
                    assert status == 200, (act, status, answer)
                self.served.append(ticket)
            else:
                self.other[(answer.get("code", "nobody"), status)] += 1
            time.sleep(0.02)

    def flows(self, seconds: float = PATIENCE) -> None:
        """Wait until numbers are given again and people are called again."""
        issued, served, end = len(self.issued) + 30, len(self.served) + 3, time.monotonic() + seconds
        while len(self.issued) < issued or len(self.served) < served:
            assert not self.faults, self.faults
            assert time.monotonic() < end, "the program did not come back"
            time.sleep(0.1)


def named(root: int, mark: str) -> list[int]:
    """The processes of the tree whose command line holds a mark."""
    found = []
    for pid in sorted(machine.tree(root)):
        try:
            command = (Path("/proc") / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if mark in command:
            found.append(pid)
    return found


def postmaster(data: Path) -> int:
    """PostgreSQL's first process on the data folder: the one that is no child of another."""
    servers = machine.servers_in(data)
    parents = {
        pid: int((Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()[1]) for pid in servers
    }
    return next(pid for pid, parent in parents.items() if parent not in servers)


def kill(*pids: int) -> None:
    """No warning, no tidying up."""
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


@pytest.fixture
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that the database's own user may enter."""
    folder = Path(subprocess.check_output(["mktemp", "-d", "/tmp/yichuang-killed-XXXXXX"], text=True).strip())
    folder.chmod(0o755)
    yield folder
    subprocess.run(["rm", "-rf", str(folder)], check=False)


def test_nothing_that_was_acknowledged_is_lost_whatever_is_killed(scratch):
    port = house.free_port()
    up = house.start(scratch, port)
    try:
        tokens = {role: token(scratch, role) for role in ("kiosk", "clerk")}
        town = Town(port, tokens)
        for thread in town.threads:
            thread.start()
        town.flows()
        kill(*named(up.pid, "yichuang.config.wsgi"))
        town.flows()
        kill(*named(up.pid, "procrastinate"))
        town.flows()
        kill(postmaster(scratch))
        town.flows()
        kill(*(machine.tree(up.pid) | machine.servers_in(scratch)))
        up.wait(10)
        up = house.start(scratch, port)
        town.flows()
        town.over.set()
        for thread in town.threads:
            thread.join(PATIENCE)
        assert not town.faults, town.faults
        settle(town)
        assert "audit" not in audit_faults(scratch)
    finally:
        house.stop(up)


def settle(town: Town) -> None:
    """Hold every promise against what the restarted program says."""
    assert len(town.issued) == len(set(town.issued.values())), "a number was given twice"
    assert [t for t, times in Counter(town.called).items() if times > 1] == [], "somebody was called twice"
    client = Client(town.port, {"Authorization": f"Bearer {town.tokens['clerk']}"})
    served = set(town.served)
    for ticket, number in town.issued.items():
        status, _, body = client.request("GET", f"/api/v1/tickets/{ticket}")
        assert status == 200, f"{number} was acknowledged and is gone"
        if ticket in served:
            assert b'"state": "served"' in body or b'"state":"served"' in body, f"the end of {number} is gone"


def token(data: Path, role: str) -> str:
    """As the command line gives it, beside the running program."""
    return house.yichuang("token", "create", "--center", "demo", "--role", role, "--data", str(data)).splitlines()[-1]


def audit_faults(data: Path) -> str:
    """What `yichuang audit verify` objects to; it ends with an error when it finds anything."""
    try:
        house.yichuang("audit", "verify", "--data", str(data))
    except RuntimeError as fault:
        return f"audit: {fault}"
    return ""
