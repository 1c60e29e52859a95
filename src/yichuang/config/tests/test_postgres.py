"""The embedded server: it is held, shared, killed, and found again."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from yichuang.config import postgres
from yichuang.config.processes import is_locked, living_in

FAST = {"fsync": "off", "max_connections": "20", "shared_buffers": "16MB"}
HOLDER = """
import sys, time
from yichuang.config import postgres
server = postgres.ensure(sys.argv[1], options={"fsync": "off"})
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    found = tmp_path_factory.mktemp("server")
    yield found
    _until(lambda: not is_locked(found / "postgres" / "keeper.lock"))
    shutil.rmtree(found, ignore_errors=True)


@pytest.fixture
def server(folder: Path) -> Iterator[postgres.Server]:
    held = postgres.ensure(folder, options=FAST)
    yield held
    held.stop()


def _until(true, seconds: float = 20) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def test_the_program_gets_a_role_that_owns_nothing_and_bypasses_nothing(server: postgres.Server) -> None:
    with psycopg.connect(server.app_url) as link:
        assert link.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        ).fetchone() == ("yichuang_app", False, False, False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.execute("CREATE TABLE mine (id int)")
    with psycopg.connect(server.owner_url) as link:
        assert link.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (False,)


def test_a_wrong_password_is_refused_also_over_the_socket(server: postgres.Server) -> None:
    user, _, rest = server.app_url.partition("@")
    assert not _answers(f"{user.rsplit(':', 1)[0]}:wrong@{rest}")


def test_the_secrets_are_for_their_owner_alone(server: postgres.Server, folder: Path) -> None:
    made = [p for p in (folder / "secrets").iterdir() if p.is_file()]
    assert made
    assert {oct(p.stat().st_mode & 0o777) for p in made} == {"0o600"}


def test_a_killed_server_is_back_with_all_that_was_committed(server: postgres.Server) -> None:
    with psycopg.connect(server.owner_url) as link:
        link.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
        link.execute("TRUNCATE kept")
        link.execute("INSERT INTO kept VALUES (42)")
    before = server.postmaster()
    os.kill(before, signal.SIGKILL)
    _until(lambda: _answers(server.owner_url))
    assert server.postmaster() != before
    with psycopg.connect(server.owner_url) as link:
        assert link.execute("SELECT n FROM kept").fetchone() == (42,)


def test_when_the_keeper_is_killed_the_server_stops_and_both_are_revived(server: postgres.Server) -> None:
    os.kill(int(server.place.ready.read_text()), signal.SIGKILL)
    _until(lambda: not server.alive())
    server.revive()
    assert server.alive()
    assert _answers(server.app_url)


def test_an_orphan_that_nobody_keeps_is_stopped_before_a_new_server_starts(server: postgres.Server) -> None:
    orphan = server.postmaster()
    os.kill(orphan, signal.SIGSTOP)  # so that it cannot obey when the kernel tells it that its keeper is dead
    os.kill(int(server.place.ready.read_text()), signal.SIGKILL)
    _until(lambda: not server.alive())
    assert orphan in living_in(server.place.data, "postgres")
    os.kill(orphan, signal.SIGCONT)
    server.revive()
    assert server.postmaster() != orphan
    assert orphan not in living_in(server.place.data, "postgres")


def test_a_pid_file_that_names_a_stranger_does_not_stop_the_start(folder: Path) -> None:
    postgres.ensure(folder, options=FAST).stop()
    (folder / "postgres" / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n{folder}/postgres/data\n")
    with postgres.ensure(folder, options=FAST) as server:
        assert _answers(server.app_url)


def test_two_holders_share_one_server_and_it_stops_with_the_last(folder: Path) -> None:
    one, two = postgres.ensure(folder, options=FAST), postgres.ensure(folder)
    assert one.postmaster() == two.postmaster()
    one.stop()
    assert _answers(two.app_url)
    data = two.place.data
    two.stop()
    assert not two.alive()
    assert living_in(data, "postgres") == []


def test_it_stops_when_its_only_holder_is_killed(folder: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    holder.kill()
    holder.wait()
    _until(lambda: not is_locked(folder / "postgres" / "keeper.lock"))
    assert living_in(folder / "postgres" / "data", "postgres") == []


def test_a_start_that_cannot_succeed_says_why(tmp_path: Path) -> None:
    with pytest.raises(postgres.NotPossible, match="nonsense"):
        postgres.ensure(tmp_path, options={"nonsense": "1"})


def test_a_data_folder_that_is_a_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(postgres.NotPossible, match="cannot be used"):
        postgres.ensure(tmp_path / "file")
