"""The measurement's own parts, so that it still runs when it is wanted."""

import argparse
import os
import re
import socket
import subprocess
import sys
import threading
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from bench import bare, machine, report, visit
from bench.wire import Client, Figures, together
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of


def test_figures_give_rate_quantiles_and_cpu_an_act():
    figures = Figures(times=[float(n) for n in range(1, 101)], seconds=2.0, program_cpu=0.2, database_cpu=0.1)
    assert (figures.count, figures.rate, figures.at(0.5), figures.at(0.99)) == (100, 50.0, 51.0, 100.0)
    assert figures.cpu() == (2.0, 1.0)


def test_the_table_holds_every_part_and_replaces_only_its_place_on_the_page(tmp_path):
    given = argparse.Namespace(clients=8, seconds=1.0, rounds=1, windows=50)
    act = Figures(times=[1.0, 2.0], seconds=1.0)
    run = visit.Run(
        issue=[act], call=[act], replays={"issue, all its writes": [bare.Bare(4.0, 1.0, 2.0, 0.5)]}, pages={"page": act},
        screens={"notice": act}, notes=["2 cores"],
    )  # fmt: skip
    text = report.table(run, given)
    assert "issue over HTTP reaches 50% of the bare database (all its writes)" in text
    assert "Workbench, 50 windows busy" in text
    page = tmp_path / "page.md"
    page.write_text(f"# Words\n\n{report.BEGIN}\nold\n{report.END}\n\nmore\n")
    report.write(page, text)
    assert page.read_text() == f"# Words\n\n{report.BEGIN}\n{text}{report.END}\n\nmore\n"


def test_clients_run_together_and_a_fault_of_one_is_raised():
    seen: list[int] = []
    assert together(4, seen.append) >= 0
    assert sorted(seen) == [0, 1, 2, 3]
    with pytest.raises(ZeroDivisionError):
        together(2, lambda n: 1 // n)


def test_the_client_reads_both_kinds_of_body_and_comes_back_after_a_close():
    answers = [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nSet-Cookie: a=b; Path=/\r\n\r\nhi",
        b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    ]
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            for answer in answers:  # each answer on a connection of its own, closed without a word
                link, _ = server.accept()
                link.recv(65536)
                link.sendall(answer)
                link.close()

        threading.Thread(target=serve, daemon=True).start()
        client = Client(server.getsockname()[1])
        assert client.request("GET", "/")[0::2] == (200, b"hi")
        assert client.cookies == {"a": "b"}
        assert client.request("POST", "/")[0::2] == (201, b"abc")


def test_the_meter_sees_this_process_work():
    import os
    from pathlib import Path

    meter = machine.Meter(os.getpid(), Path("/nowhere"))
    sum(n * n for n in range(3_000_000))
    program, database = meter.read()
    assert program > 0
    assert database == 0


@pytest.mark.parametrize("whole", [True, False])
def test_what_pgbench_replays_is_what_the_program_sends(real_db, whole):
    """The scripts issue and call for real, under the application's role."""
    actor = Actor.system(uuid4())
    places.found_center(actor=actor, code="here", name="云岭区政务服务中心", region="500199")
    center = places.center_by_code("here")
    for code in "ABCD":
        queueing.set_up_queue(actor=actor, code=code, name=code)
    day = str(clock.center_day(clock.now(), zone_of(center.id)))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('yichuang.center', %s, false), set_config('yichuang.reads', %s, false)",
            [str(center.id), f"{{{center.id}}}"],
        )
        for _ in range(2):
            _replay(cursor, bare.issue_script(center.id, day, whole=whole).replace(":q", "1"))
        call = bare.call_script(center.id, day, whole=whole).replace("(SELECT 'B' || nextval('bench_window'))", "'1'")
        _replay(cursor, call)
        cursor.execute("SELECT number, state FROM queueing_ticket ORDER BY number")
        assert cursor.fetchall() == [("A001", "waiting"), ("A002", "waiting")], "no window is there to call to"


def _replay(cursor: psycopg.Cursor, script: str) -> None:
    text = re.sub(r"^\\.*$", "", script, flags=re.M)
    assert "%(" not in text
    for statement in text.split(";\n"):
        if statement.strip():
            cursor.execute(statement.replace("%", "%%"))


def test_the_bench_starts_without_a_center_s_settings():
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("YICHUANG_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "bench", "nothing"], capture_output=True, text=True, env=plain, check=False
    )
    assert (done.returncode, done.stderr[:26]) == (2, "bench: unknown measurement")
