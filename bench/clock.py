"""`script/bench clock`: ten thousand open cases moved by a change of the legal calendar, beside plain UPDATEs of as many rows; and
what the clock itself can do in a second.

The program runs in this process, on a scratch database with its durable settings and the demo center: nothing else of ours is at work.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench import machine, report
from bench.house import _demo, _inside, yichuang

ROUNDS = 3


@dataclass
class Run:
    """Seconds and processor seconds (program, database) of what was measured, by name."""

    wall: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def main(arguments: list[str]) -> int:
    """Measure, print, and with --write put the table on the page."""
    parser = argparse.ArgumentParser(prog="script/bench clock", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000, help="open cases to move")
    parser.add_argument("--write", type=Path, help="the page whose table to renew")
    given = parser.parse_args(arguments)
    run = Run(notes=machine.describe())
    where = Path(tempfile.mkdtemp(prefix="yichuang-bench-"))
    where.chmod(0o755)
    try:
        yichuang("demo", "load", "--data", str(where))
        with _inside(where):
            _measure(run, given.cases, where)
    finally:
        shutil.rmtree(where, ignore_errors=True)
    run.notes.append(f"load average at the end {os.getloadavg()[0]:.2f}")
    text = table(run, given.cases)
    print(text)
    if given.write:
        report.write(given.write, text, "clock")
    return 0


def _measure(run: Run, many: int, where: Path) -> None:
    from yichuang.foundation.actor import Actor

    actor, meter = Actor.system(_demo(), channel="cli"), machine.Meter(os.getpid(), where)
    _cases(actor, many)
    for n in range(ROUNDS):
        _plain(run, meter, actor, many)
        _change(run, meter, actor, many, n)
    _alone(run)


def _timed(run: Run, meter: machine.Meter, name: str, act: Callable[[], Any]) -> Any:
    meter.start()
    began = time.perf_counter()
    answer = act()
    run.wall.setdefault(name, []).append(time.perf_counter() - began)
    run.cpu.setdefault(name, []).append(meter.read())
    return answer


def _cases(actor: Any, many: int) -> None:
    """Rows as an acceptance leaves them: a case, its promise of twenty working days and its statute of forty-five."""
    from django.db import transaction

    from yichuang.domains.cases import clocks
    from yichuang.domains.cases.models import Case, CaseDeadline
    from yichuang.domains.places import api as places
    from yichuang.foundation import clock
    from yichuang.foundation.deadlines import Limit
    from yichuang.foundation.ids import uuid7
    from yichuang.foundation.scope import enter
    from yichuang.foundation.workdays.table import calendar_of

    zone, now = places.center(actor.center_id).zone, clock.now()
    limits = {"promise": Limit(20, "working_day", "承诺"), "statutory": Limit(45, "working_day", "行政许可法42")}  # type: ignore[arg-type]
    with transaction.atomic():
        enter(actor)
        department, calendar = places.departments(actor.center_id)[0].id, calendar_of()
        rows, deadlines = [], []
        for n in range(many):
            at = now - timedelta(days=n % 20, minutes=n % 240)
            terms = {k: clocks.run(limit, at, calendar, now, zone, None) for k, limit in limits.items()}
            row = Case(
                id=uuid7(), center_id=actor.center_id, state="accepted", state_since=at, no=f"bench-{n:06d}", tracking_code=f"b{n}",
                item_version_id=uuid7(), item_code="S04", item_name="食品经营许可新办", rule="LICENSE_STD", applicant="张小云",
                department_id=department, opened_at=at, received_at=at, accepted_at=at, due=terms["promise"].due,
                due_kind="promise",
            )  # fmt: skip
            rows.append(row)
            for kind, term in terms.items():
                deadlines.append(
                    CaseDeadline(
                        id=uuid7(),
                        center_id=actor.center_id,
                        case=row,
                        kind=kind,
                        value=term.limit.value,
                        unit="working_day",
                        basis=term.limit.basis,
                        starts_on=term.start,
                        due=term.due,
                        due_at=term.due_at,
                        working=term.as_json(),
                    )
                )
        Case.objects.bulk_create(rows, batch_size=2000)
        CaseDeadline.objects.bulk_create(deadlines, batch_size=2000)


def _plain(run: Run, meter: machine.Meter, actor: Any, many: int) -> None:
    from django.db import connection, transaction

    from yichuang.foundation.scope import enter

    def update(sql: str) -> Callable[[], None]:
        def act() -> None:
            with transaction.atomic():
                enter(actor)
                with connection.cursor() as cursor:
                    cursor.execute(sql)

        return act

    like = "WHERE c.no LIKE 'bench-%'"
    _timed(run, meter, f"one plain UPDATE of {many:,} cases", update(f"UPDATE cases_case c SET due = due + 0 {like}"))
    _timed(
        run, meter, f"one plain UPDATE of their {2 * many:,} limits, workings written anew",
        update("UPDATE cases_casedeadline d SET due = d.due + 0, working = jsonb_set(d.working, '{bench}', '1')"
               f" FROM cases_case c {like} AND c.id = d.case_id"),
    )  # fmt: skip


def _change(run: Run, meter: machine.Meter, actor: Any, many: int, n: int) -> None:
    from yichuang.domains.cases import api as cases
    from yichuang.domains.places import api as places
    from yichuang.foundation import clock
    from yichuang.foundation.scope import reading
    from yichuang.foundation.workdays.notices import enter_notice, propose
    from yichuang.foundation.workdays.table import calendar_of

    today = clock.center_day(clock.now(), places.center(actor.center_id).zone)
    with reading(actor):
        calendar = calendar_of()
        free = date.fromordinal(calendar.tally.nth(today.toordinal(), 3))
    year = free.year
    off = {"原有": [d for d, w in calendar.days.items() if d.year == year and not w], "新增": [free]}
    off["原有"] = off["原有"] or [date(year, 1, 1)]
    given = {"year": year, "notice": f"国办发明电〔{year}〕{90 + n}号", "off": off,
             "worked": {"调休": [d for d, w in calendar.days.items() if d.year == year and w]}}  # fmt: skip

    def preview() -> Any:
        with reading(actor):
            return cases.calendar_preview(actor, propose(**given))

    seen = _timed(run, meter, "what would move, shown before it counts", preview)
    assert seen.figures["later"] >= 2 * many, seen.figures
    change = enter_notice(actor=actor, **given)["change"]

    def recount() -> None:
        while cases.recount_batch(actor=actor, change=change)["more"]:
            pass

    _timed(run, meter, f"the recount of {many:,} cases: all dates, workings, register, log", recount)


def _alone(run: Run) -> None:
    """The clock without a database: one limit of twenty working days, a stop, an extension."""
    from zoneinfo import ZoneInfo

    from yichuang.foundation.deadlines import Limit, Stop, Stops, due_day, term
    from yichuang.foundation.workdays.published import published

    zone, calendar = ZoneInfo("Asia/Shanghai"), published()
    at = datetime(2026, 2, 10, 10, tzinfo=zone)
    stops = [Stop("testing", at + timedelta(days=2), at + timedelta(days=15))]  # type: ignore[arg-type]
    limit, more = Limit(20, "working_day"), Limit(10, "working_day")  # type: ignore[arg-type]
    acts: dict[str, Callable[[], Any]] = {
        "dates alone": lambda: due_day(limit, more, at.date(), calendar, Stops(stops, zone)),
        "dates with their segments": lambda: term(limit, at, calendar, at, zone, stops, more, pictured=False),
        "dates with segments, cells and sum": lambda: term(limit, at, calendar, at, zone, stops, more),
    }
    for name, act in acts.items():
        began = time.process_time()
        for _ in range(3000):
            act()
        run.lines.append(f"- {name}: {3000 / (time.process_time() - began):,.0f} a second of processor")


def table(run: Run, many: int) -> str:
    """Markdown: the machine, the times side by side, the clock alone."""
    lines = [f"- {note}" for note in run.notes]
    lines += ["", f"| {ROUNDS} rounds, median | seconds | CPU s: program + database | of the plain UPDATE of {many:,} cases |",
              "| --- | ---: | ---: | ---: |"]  # fmt: skip
    plain = statistics.median(next(iter(run.wall.values())))
    for name, times in run.wall.items():
        middle = statistics.median(times)
        program, database = (statistics.median(part) for part in zip(*run.cpu[name], strict=True))
        lines.append(f"| {name} | {middle:.2f} | {program:.2f} + {database:.2f} | {middle / plain:.1f} |")
    lines += ["", "The clock alone, twenty working days with a stop and an extension:", "", *run.lines]
    return "\n".join(lines) + "\n"
