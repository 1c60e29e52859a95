"""`script/bench papers`: what a paper costs, with its number, log, event and both frozen copies; and what ten thousand leave in memory.

The program runs in this process, on a scratch database with its durable settings and the demo center: nothing else of ours is at work.
"""

import argparse
import gc
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from bench import machine, report
from bench.house import _demo, _inside, yichuang

WARM = 200
"""Papers behind each median."""


@dataclass
class Run:
    """Milliseconds of each paper by what was measured; megabytes by how many papers had been made."""

    wall: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)
    memory: dict[int, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    database_cpu: float = 0.0


def main(arguments: list[str]) -> int:
    """Measure, print, and with --write put the table on the page."""
    parser = argparse.ArgumentParser(prog="script/bench papers", description=__doc__)
    parser.add_argument("--papers", type=int, default=10_000, help="how many for the memory (0: leave it out)")
    parser.add_argument("--write", type=Path, help="the page whose table to renew")
    given = parser.parse_args(arguments)
    run = Run(notes=machine.describe())
    where = Path(tempfile.mkdtemp(prefix="yichuang-bench-"))
    where.chmod(0o755)
    try:
        yichuang("demo", "load", "--data", str(where))
        with _inside(where):
            _measure(run, given.papers, where)
    finally:
        shutil.rmtree(where, ignore_errors=True)
    run.notes.append(f"load average at the end {os.getloadavg()[0]:.2f}")
    text = table(run)
    print(text)
    if given.write:
        report.write(given.write, text, "papers")
    return 0


def _measure(run: Run, papers: int, where: Path) -> None:
    from yichuang.domains.documents import api as documents
    from yichuang.domains.documents import rendering

    issue = _issuer()
    documents.warm_up()
    for n in range(20):
        issue("acceptance", n)
    inputs = [_laid_out(n) for n in range(WARM)]
    meter = machine.Meter(os.getpid(), where)
    _timed(run, "a paper: rules, number, two copies, store, log, commit", lambda n: issue("acceptance", n))
    run.database_cpu = meter.read()[1] * 1000 / WARM
    _timed(
        run, "its two copies laid out side by side", lambda n: rendering.render_both(*inputs[n][0], dated=inputs[n][1])
    )
    _timed(run, "one copy alone", lambda n: rendering.render(*_one(inputs[n][0]), dated=inputs[n][1]))
    both, made = rendering.render_both, rendering.render_both(*inputs[0][0], dated=inputs[0][1])
    rendering.render_both = lambda *_, **__: made  # type: ignore[assignment]
    try:
        _timed(run, "the act without laying out", lambda n: issue("acceptance", n))
    finally:
        rendering.render_both = both
    _memory(run, issue, papers)


def _timed(run: Run, name: str, act: Callable[[int], Any]) -> None:
    wall, cpu = [], []
    for n in range(WARM):
        began, used = time.perf_counter(), time.process_time()
        act(n)
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    run.wall[name], run.cpu[name] = wall, cpu


def _memory(run: Run, issue: Callable[[str, int], Any], papers: int) -> None:
    """Every kind in turn; the marks are read after a collection, so that only what is held on to counts."""
    from yichuang.domains.documents import samples

    kinds, marks = list(samples.ALL), {100, 1_000, papers // 2, papers}
    for n in range(1, papers + 1):
        issue(kinds[n % len(kinds)], n)
        if n in marks:
            gc.collect()
            run.memory[n] = _resident()


def _resident() -> float:
    line = next(x for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _issuer() -> Callable[[str, int], Any]:
    """Issues one paper of a kind as an act of its own: in the demo center, in the name of its first department."""
    from yichuang.domains.documents import api as documents
    from yichuang.domains.documents import samples
    from yichuang.domains.places import api as places
    from yichuang.foundation.actor import Actor
    from yichuang.foundation.command import Work, command
    from yichuang.foundation.scope import reading

    actor = Actor.system(_demo(), channel="cli", name="李秋实")
    with reading(actor):
        unit = places.departments(actor.center_id)[0]  # type: ignore[arg-type]

    @command("bench.paper", needs="case.accept")
    def paper(work: Work, *, kind: str, n: int) -> dict[str, Any]:
        data = replace(
            samples.sample(kind), issued_on=work.today, clerk=f"经办{n}",
            organ=samples.organ(name=unit.name, short=unit.short_name, seal_mode="wet"),
        )  # fmt: skip
        ref = documents.issue_paper(work, kind, data, department_id=UUID(str(unit.id)), subject=f"case:{n}")
        return {"id": ref.id, "no": ref.number_text}

    return lambda kind, n: paper(actor=actor, key=f"{kind}:{n}:{time.perf_counter_ns()}", kind=kind, n=n)


def _laid_out(n: int) -> tuple[tuple[Any, ...], Any]:
    """What `render_both` gets: template, data, the frame of each copy; and the time."""
    from yichuang.domains.documents import printing, samples
    from yichuang.domains.documents.framing import frame
    from yichuang.domains.documents.kinds import COPIES, KINDS
    from yichuang.foundation import clock

    k, data = KINDS["acceptance"], replace(samples.acceptance(), clerk=f"页面{n}")
    values, _ = printing.fit_for_print(printing.stored(data))
    framed = frame(
        k,
        data,
        number=f"云岭市监受〔2026〕{n:04d}号",
        code="K7PM-2QXZ-9FTA",
        address=f"https://yl.example/v/{n}",
        hand_filled=False,
    )
    return (k.layout, values, {c: {**framed, "copy": mark} for c, mark in COPIES.items()}), clock.now()


def _one(inputs: tuple[Any, ...]) -> tuple[Any, ...]:
    template, values, frames = inputs
    return template, values, next(iter(frames.values()))


def table(run: Run) -> str:
    """Markdown: the machine, what a paper costs and of what, and the memory."""
    lines = [f"- {note}" for note in run.notes]
    lines += ["", f"| {WARM} times, warm | median ms | p95 ms | CPU ms of the program, median | of one copy |",
              "| --- | ---: | ---: | ---: | ---: |"]  # fmt: skip
    alone = statistics.median(run.wall["one copy alone"])
    for name, times in run.wall.items():
        middle = statistics.median(times)
        lines.append(
            f"| {name} | {middle:.1f} | {sorted(times)[int(len(times) * 0.95)]:.1f} | {statistics.median(run.cpu[name]):.1f} |"
            f" {middle / alone:.2f} |"
        )
    lines += ["", f"The database used {run.database_cpu:.1f} ms of processor a paper."]
    if run.memory:
        base = run.memory.get(1_000) or next(iter(run.memory.values()))
        lines += ["", "| papers of every kind | resident MB | of that after 1,000 |", "| ---: | ---: | ---: |"]
        lines += [f"| {n:,} | {mb:.1f} | {mb / base:.3f} |" for n, mb in run.memory.items()]
    return "\n".join(lines) + "\n"
