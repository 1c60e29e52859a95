"""The whole house as one process tree: it starts, survives, refuses and leaves nothing behind. Real processes, so slow."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.slow
CLI = [sys.executable, "-m", "yichuang.config.cli"]


def _environment() -> dict[str, str]:
    """Nothing of the test run's own settings."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("YICHUANG_", "PYTEST", "DJANGO_"))} | {
        "YICHUANG_WEB_WORKERS": "2"
    }


def _two_ports() -> int:
    for port in range(18200 + os.getpid() % 500 * 2, 30000, 2):
        with socket.socket() as one, socket.socket() as two:
            try:
                one.bind(("127.0.0.1", port))
                two.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise AssertionError("no free ports")


class Tree:
    """`yichuang up` on a folder, and everything below it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, _two_ports()
        self.log = folder.parent / "up.log"
        command = [*CLI, "up", "--port", str(self.port), "--data", str(folder), "--no-demo"]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self.log.open("a"), text=True, env=_environment()
        )
        assert self.process.stdout is not None
        self.first_line = self.process.stdout.readline()

    def all(self) -> list[psutil.Process]:
        me = psutil.Process(self.process.pid)
        return [me, *me.children(recursive=True)]

    def named(self, *words: str) -> psutil.Process:
        return next(p for p in self.all() if all(w in " ".join(p.cmdline()) for w in words))

    def answers(self, port: int | None = None) -> bool:
        try:
            link = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=15)
            link.request("GET", "/healthz")
            return link.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False

    def stop(self, sig: int = signal.SIGTERM) -> int:
        self.process.send_signal(sig)
        return self.process.wait(40)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("house") / "data"


@pytest.fixture(scope="module")
def trees(folder: Path) -> Iterator[list[Tree]]:
    """Those that were started in turn; the last may still run, and then ends as it should."""
    started: list[Tree] = []
    yield started
    if started and started[-1].process.poll() is None:
        assert started[-1].stop() == 0


@pytest.fixture
def tree(folder: Path, trees: list[Tree]) -> Tree:
    """The one that runs, or a new one: a start takes ten seconds."""
    if not trees or trees[-1].process.poll() is not None:
        trees.append(Tree(folder))
    return trees[-1]


def _until(true, seconds: float = 30) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.1)


def _all_gone(processes: list[psutil.Process], seconds: float = 30) -> None:
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    assert alive == []


def test_it_says_ready_once_serves_and_stops_without_leaving_a_child(tree: Tree) -> None:
    assert tree.first_line == f"ready http://127.0.0.1:{tree.port}\n"
    assert tree.answers()
    assert tree.answers(tree.port + 1)
    everyone = tree.all()
    assert len(everyone) > 6
    assert tree.stop() == 0
    assert tree.process.stdout is not None
    assert tree.process.stdout.read() == ""
    _all_gone(everyone)


def test_ctrl_c_stops_it_too(tree: Tree) -> None:
    everyone = tree.all()
    assert tree.stop(signal.SIGINT) == 0
    _all_gone(everyone)


def test_every_part_that_is_killed_comes_back(tree: Tree) -> None:
    for words in (("granian", "wsgi"), ("granian", "asgi"), ("config.jobs",), ("postgres.keeper",), ("bin/postgres",)):
        victim = tree.named(*words)
        victim.kill()
        psutil.wait_procs([victim], timeout=10)
        _until(lambda words=words: any(all(w in " ".join(p.cmdline()) for w in words) for p in tree.all()))
        _until(lambda: tree.answers() and tree.answers(tree.port + 1))


def test_a_tree_whose_head_is_killed_dies_whole_and_can_start_again(
    tree: Tree, folder: Path, trees: list[Tree]
) -> None:
    everyone = tree.all()
    tree.process.kill()
    _all_gone(everyone)
    trees.append(Tree(folder))
    assert trees[-1].first_line.startswith("ready ")


def test_a_tree_that_is_killed_process_by_process_can_start_again_at_once(
    tree: Tree, folder: Path, trees: list[Tree]
) -> None:
    for process in tree.all():
        with_mercy = psutil.NoSuchProcess
        try:
            process.kill()
        except with_mercy:
            continue
    tree.process.wait(10)
    trees.append(Tree(folder))
    assert trees[-1].first_line.startswith("ready ")


def test_a_second_one_on_the_same_data_is_refused_with_a_sentence(tree: Tree, folder: Path) -> None:
    done = subprocess.run([*CLI, "up", "--port", str(_two_ports()), "--data", str(folder)], capture_output=True, text=True,
                          env=_environment(), timeout=60, check=False)  # fmt: skip
    assert done.returncode != 0
    assert done.stdout == ""
    assert "already runs" in done.stderr


def test_commands_share_the_database_of_a_running_house(tree: Tree, folder: Path) -> None:
    done = subprocess.run([*CLI, "audit", "verify", "--data", str(folder)], capture_output=True, text=True, env=_environment(),
                          timeout=60, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "audit: whole" in done.stdout
    assert tree.answers(), "the command's end did not stop the server"


def test_a_taken_port_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run([*CLI, "up", "--port", str(port), "--data", str(tmp_path / "d")], capture_output=True, text=True,
                              env=_environment(), timeout=60, check=False)  # fmt: skip
    assert done.returncode != 0
    assert done.stdout == ""
    assert f"Port {port}" in done.stderr
    assert "taken" in done.stderr


@pytest.mark.parametrize("words", [["--port", "0"], ["--port", "70000"], ["--port", "8100", "--stream-port", "8100"]])
def test_impossible_ports_are_refused(words: list[str], tmp_path: Path) -> None:
    done = subprocess.run([*CLI, "up", *words, "--data", str(tmp_path)], capture_output=True, text=True, env=_environment(),
                          timeout=60, check=False)  # fmt: skip
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
