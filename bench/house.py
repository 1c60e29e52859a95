"""A server of its own for the measurement: started on a scratch data folder, prepared through the program's own commands."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from yichuang.config.processes import lock

ROOT = Path(__file__).resolve().parents[1]
_claims: list[IO[str]] = []
BARE_WINDOWS = 2_500
"""Windows that exist only as a row to call to, so that each call of a run finds a window of its own."""


@dataclass(slots=True)
class House:
    """A running server with the demo center."""

    process: "subprocess.Popen[str]"
    port: int
    data: Path
    center: UUID
    app_url: str
    owner_url: str

    @property
    def stream_port(self) -> int:
        """Where live updates come from."""
        return self.port + 1

    def token(self, role: str) -> str:
        """A token as the command line gives it."""
        return yichuang("token", "create", "--center", "demo", "--role", role, "--data", str(self.data)).splitlines()[
            -1
        ]


def yichuang(*arguments: str) -> str:
    """Run the command line in the environment of this Python; its output."""
    done = subprocess.run(
        [sys.executable, "-m", "yichuang.config.cli", *arguments],
        capture_output=True,
        text=True,
        env=_env(),
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"yichuang {' '.join(arguments)}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip()


def _env() -> dict[str, str]:
    """Nothing of the caller's installation: its database least of all."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("YICHUANG_")}
    return {**clean, "PYTHONPATH": str(ROOT / "src")}


def free_port() -> int:
    """A port whose neighbour is free too: the streams live next door. Claimed until this process ends, because two servers
    that start at the same moment would share a port, and each would answer half of the other's callers."""
    for port in range(8400, 8900, 2):
        claim = _claim(port)
        if claim is None:
            continue
        if not any(_answers(number) for number in (port, port + 1)):
            _claims.append(claim)
            return port
        claim.close()
    raise RuntimeError("no free pair of ports between 8400 and 8900")


def _claim(port: int) -> IO[str] | None:
    try:
        return lock(Path(tempfile.gettempdir()) / f"yichuang-port-{port}-{os.getuid()}.lock")
    except OSError:
        return None


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def start(data: Path, port: int, *, demo: bool = True) -> "subprocess.Popen[str]":
    """`yichuang up` on a data folder; returns when it says that it is ready."""
    log = (data / "bench-server.log").open("a")
    more = [] if demo else ["--no-demo"]
    process = subprocess.Popen(
        [sys.executable, "-m", "yichuang.config.cli", "up", "--port", str(port), "--data", str(data), *more],
        stdout=subprocess.PIPE, stderr=log, text=True, env=_env(), start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said = line.strip()
        if said.startswith("ready "):
            return process
    raise RuntimeError(f"the server ended before it was ready: {said}; see {log.name}")


@contextmanager
def house(data: Path | None = None, found: Callable[[], UUID] | None = None) -> Iterator[House]:
    """Start, prepare, hand over, and leave nothing behind (a given folder stays). `found` makes a center of its own in place of the
    demo center and tells which it is."""
    where = data or Path(tempfile.mkdtemp(prefix="yichuang-bench-"))
    where.mkdir(parents=True, exist_ok=True)
    where.chmod(0o755)
    port = free_port()
    process = start(where, port, demo=found is None)
    try:
        with _inside(where) as (app_url, owner_url):
            yield House(process, port, where, (found or _demo)(), app_url, owner_url)
    finally:
        stop(process)
        if data is None:
            shutil.rmtree(where, ignore_errors=True)


def stop(process: "subprocess.Popen[str]") -> None:
    """Ask, wait, and only then insist."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()


@contextmanager
def _inside(data: Path) -> Iterator[tuple[str, str]]:
    """Django in this process, on the same database as the server: (address of the app's role, the owner's)."""
    from yichuang.config.cli.house import House as Home
    from yichuang.config.cli.house import start_django

    with Home.at(str(data)).database():
        start_django("yichuang-bench")
        yield os.environ["YICHUANG_DATABASE_URL"], os.environ["YICHUANG_DATABASE_OWNER_URL"]


def _demo() -> UUID:
    from yichuang.domains.places import api as places

    return places.center_by_code("demo").id


def add_windows(found: House, count: int) -> list[str]:
    """Real windows, opened, that serve queues A to D."""
    from yichuang.domains.places import api as places
    from yichuang.domains.queueing import api as queueing
    from yichuang.foundation.actor import Actor
    from yichuang.foundation.scope import reading

    actor = Actor.system(found.center, channel="cli")
    with reading(actor):
        zone = places.zones(found.center)[0].code
        known = {w.code for w in places.windows(found.center)}
    codes = [str(n) for n in range(101, 101 + count)]
    for code in codes:
        if code not in known:
            places.add_window(actor=actor, code=code, name=f"{code}号窗口", kind="service", zone=zone)
        queueing.serve_queues(actor=actor, window=code, queues=["A", "B", "C", "D"])
        queueing.open_window(actor=actor, window=code)
    return codes


def add_bare_windows(found: House) -> None:
    """Rows for calls alone (B1, B2, …) and the sequence that gives each call the next of them."""
    run_sql(
        found,
        "CREATE SEQUENCE IF NOT EXISTS bench_number; CREATE SEQUENCE IF NOT EXISTS bench_window;"
        " GRANT USAGE ON SEQUENCE bench_window TO PUBLIC; SELECT setval('bench_window', 1);"
        " INSERT INTO queueing_windowdesk (id, center_id, state, state_since, version, window_id, code, name, kind,"
        " queue_ids, skills, reason, staff_name) SELECT gen_random_uuid(), %(center)s, 'open', now(), 0, gen_random_uuid(),"
        " 'B' || n, 'bench', 'service', (SELECT array_agg(id) FROM queueing_queue WHERE center_id = %(center)s"
        " AND code IN ('A', 'B', 'C', 'D')), '{}', '', '' FROM generate_series(1, %(many)s) AS n ON CONFLICT DO NOTHING",
        center=found.center, many=BARE_WINDOWS,
    )  # fmt: skip
    run_sql(found, "ANALYZE")


def drop_bare_windows(found: House) -> None:
    """Take them away again, and whom they called, before pages are measured."""
    run_sql(
        found,
        "UPDATE queueing_ticket SET state = 'served', started_at = called_at, ended_at = called_at + interval '5 minutes'"
        " WHERE state = 'called' AND window_id IN (SELECT window_id FROM queueing_windowdesk WHERE name = 'bench');"
        " DELETE FROM queueing_windowdesk WHERE name = 'bench'",
    )


def waiting(found: House) -> int:
    """How many wait in the demo center."""
    return int(run_sql(found, "SELECT count(*) FROM queueing_ticket WHERE state = 'waiting'"))


def end_waiting(found: House) -> None:
    """Empty the line without a trace in the log: the data folder is thrown away."""
    run_sql(found, "DELETE FROM queueing_ticket WHERE state = 'waiting'")
    run_sql(found, "VACUUM ANALYZE queueing_ticket")


def fresh_line(found: House, day: str, people: int) -> None:
    """So many people waiting and every bare window free: no call of a run may find nobody, or a window that is taken."""
    drop_bare_windows(found)
    end_waiting(found)
    add_bare_windows(found)
    run_sql(
        found,
        "INSERT INTO queueing_ticket (id, center_id, state, state_since, version, queue_id, day, number, tracking_code,"
        " priority, priority_reason, needs, item, phone, source, issued_at, first_issued_at, ordered_at, recalls, requeued,"
        " first_contact, note, why, phone_hash, booked, carried_by, weight) SELECT gen_random_uuid(), q.center_id, 'waiting', now(), 0, q.id, %(day)s::date,"
        " 'N' || nextval('bench_number'), left(gen_random_uuid()::text, 18), false, '', '{}', '', ''::bytea, 'bench', t, t, t,"
        " 0, false, '', '', '{}', '', false, '', 1 FROM generate_series(1, %(many)s) AS n, LATERAL (SELECT now() + n * interval '1 ms' AS t) AS at,"
        " LATERAL (SELECT * FROM queueing_queue WHERE center_id = %(center)s AND code = substr('ABCD', 1 + n %% 4, 1)) AS q",
        center=found.center, day=day, many=people,
    )  # fmt: skip
    run_sql(found, "VACUUM ANALYZE queueing_ticket, queueing_windowdesk")


def called(found: House) -> int:
    """How many people the bare windows have called since the line was made."""
    return int(
        run_sql(
            found,
            "SELECT count(*) FROM queueing_ticket WHERE state = 'called'"
            " AND window_id IN (SELECT window_id FROM queueing_windowdesk WHERE name = 'bench')",
        )
    )


def run_sql(found: House, text: str, **values: Any) -> Any:
    """As the owner of the scratch database, who is not held by policies; the first value of the last answer."""
    import psycopg

    with psycopg.connect(found.owner_url, autocommit=True, cursor_factory=psycopg.ClientCursor) as link:
        cursor = link.execute(text, values or None)
        while cursor.nextset():
            pass
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None
