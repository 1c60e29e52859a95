"""`script/bench visit`: what one visit's acts cost, beside the bare database.

Starts its own server on a scratch data folder with the demo center, measures, prints a table, and with `--write` puts it
into docs/performance.md. Load and server share the machine; compare ratios and processor time before wall figures.
"""

import argparse
import itertools
import json
import statistics
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from . import bare, desk, house, machine, report, screen, wire
from .wire import Client, Figures

F = TypeVar("F", Figures, bare.Bare)
QUEUES = "ABCD"
PEOPLE = 2_000
"""In the line before calls are measured, more than a city's largest hall sees at once and fewer than there are bare windows."""
WAITING = 6
"""People in the line for each busy window when pages are measured: a full hall, and more than are called meanwhile."""
PAUSE = (2.0, 4.0)
"""Seconds between two acts at one window; a real visit takes minutes."""


@dataclass(slots=True)
class Run:
    """What one run found, for the report."""

    issue: list[Figures] = field(default_factory=list)
    call: list[Figures] = field(default_factory=list)
    replays: dict[str, list[bare.Bare]] = field(default_factory=dict)
    pages: dict[str, Figures] = field(default_factory=dict)
    screens: dict[str, Figures] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def main(arguments: list[str]) -> int:
    """Measure and print."""
    given = _parser().parse_args(arguments)
    run = Run(notes=machine.describe())
    with house.house(given.data) as found:
        tokens = {"kiosk": found.token("kiosk"), "clerk": found.token("clerk")}
        house.add_bare_windows(found)
        for _ in range(given.rounds):  # act and replay in turn, so that what else the machine does falls on both
            house.end_waiting(found)
            run.issue.append(issue(found, tokens["kiosk"], clients=given.clients, seconds=given.seconds))
            house.fresh_line(found, today(found), PEOPLE)
            run.call.append(call(found, tokens["clerk"], clients=given.clients, seconds=given.seconds))
            for name, one in (("issue", run.issue[-1]), ("call", run.call[-1])):
                _say(f"{name} {one.rate:.0f}/s, CPU {sum(one.cpu()):.2f} ms, refused {one.bad or 0} {one.words}")
            if "bare" not in given.skip:
                replay(found, run, given)
        if "desk" not in given.skip:
            house.drop_bare_windows(found)
            house.end_waiting(found)
            pages(found, run, tokens, given)
    text = report.table(run, given)
    print(text)
    if given.write:
        report.write(Path(given.write), text)
    return 0


def _parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="bench visit", description=__doc__.splitlines()[0])
    p.add_argument("--clients", type=int, default=8)
    p.add_argument("--seconds", type=float, default=6.0, help="length of each measurement")
    p.add_argument("--rounds", type=int, default=3, help="issue and call are measured so often; the median counts")
    p.add_argument("--windows", type=int, default=50, help="busy windows of the workbench measurement")
    p.add_argument("--data", type=Path, default=None, help="keep the scratch data here instead of a temporary folder")
    p.add_argument("--skip", nargs="*", default=[], choices=["desk", "bare"], help="leave a part out")
    p.add_argument("--write", default="", metavar="FILE", help="replace the measured part of this page")
    return p


def _say(text: str) -> None:
    print(f"bench: {text}", flush=True)


def issue(found: house.House, token: str, *, clients: int, seconds: float) -> Figures:
    """Numbers over the API, eight kiosks at once, over four queues."""
    turn = itertools.count()

    def once(client: Client) -> tuple[int, object]:
        body = {"center": "demo", "queue": QUEUES[next(turn) % 4], "priority": next(turn) % 9 == 0}
        return client.post_json("/api/v1/tickets", body, str(uuid4()))

    return _load(found, token, once, good=201, clients=clients, seconds=seconds)


def call(found: house.House, token: str, *, clients: int, seconds: float) -> Figures:
    """Calls over the API, each to a window that nobody is at, while there are people to call."""
    from_ = int(house.run_sql(found, "SELECT nextval('bench_window')"))
    turn = itertools.count(from_ + 1)

    def once(client: Client) -> tuple[int, object]:
        status, answer = client.post_json(f"/api/v1/windows/B{next(turn)}/calls", {}, str(uuid4()))
        return (status if answer.get("ticket") else 204), answer

    figures = _load(found, token, once, good=200, clients=clients, seconds=seconds, stop_on=204)
    house.run_sql(found, f"SELECT setval('bench_window', {next(turn)})")
    return figures


def _load(found, token, once, *, good, clients, seconds, stop_on=None) -> Figures:  # type: ignore[no-untyped-def]
    kept = [Figures() for _ in range(clients)]
    people = [Client(found.port, {"Authorization": f"Bearer {token}"}) for _ in range(clients)]
    for person in people:
        once(person)  # connections, pools and caches are warm before the clock starts
    meter = machine.Meter(found.process.pid, found.data)
    end = time.perf_counter() + seconds

    def work(number: int) -> None:
        mine, client = kept[number], people[number]
        while time.perf_counter() < end:
            begin = time.perf_counter()
            status, answer = once(client)
            if status == stop_on:
                return
            if status == good:
                mine.times.append((time.perf_counter() - begin) * 1000)
            else:
                mine.bad[status] = mine.bad.get(status, 0) + 1
                mine.words = f"{status} {answer}"[:300]

    total = Figures(seconds=wire.together(clients, work))
    total.program_cpu, total.database_cpu = meter.read()
    for one in kept:
        total.times += one.times
        total.words = total.words or one.words
        for status, times in one.bad.items():
            total.bad[status] = total.bad.get(status, 0) + times
    return total


def pages(found: house.House, run: Run, tokens: dict[str, str], given: argparse.Namespace) -> None:
    """The workbench with every window busy, and the hall's board following a call."""
    codes = house.add_windows(found, given.windows)
    kiosk = Client(found.port, {"Authorization": f"Bearer {tokens['kiosk']}"})
    for n in range(given.windows * WAITING):
        kiosk.post_json("/api/v1/tickets", {"center": "demo", "queue": QUEUES[n % 4]}, str(uuid4()))
    run.pages = desk.measure(found, codes, seconds=given.seconds * 4, pause=PAUSE)
    _say("workbench measured: " + json.dumps({k: round(f.at(0.95)) for k, f in run.pages.items()}))
    browser = Client(found.port)
    path = desk.enter_demo(browser, "hall")
    free = ["1", "2", "3", "4", "5", "6"]
    run.screens = screen.measure(found, browser, path, free, tokens["clerk"], calls=80)
    _say("key to screen measured: " + json.dumps({k: round(f.at(0.95)) for k, f in run.screens.items()}))


def replay(found: house.House, run: Run, given: argparse.Namespace) -> None:
    """pgbench on the same server. A call that finds nobody would be cheap, so it is made sure that none did."""
    for whole in (True, False):
        for act, script in (("issue", bare.issue_script), ("call", bare.call_script)):
            if act == "issue":
                house.end_waiting(found)
            else:
                house.fresh_line(found, today(found), PEOPLE)
            text, meter = script(found.center, today(found), whole=whole), machine.Meter(found.process.pid, found.data)
            calls = PEOPLE * 9 // 10 if act == "call" else None
            one = bare.run(
                found.app_url, text, found.center, clients=given.clients, seconds=int(given.seconds), acts=calls
            )
            _, cpu = meter.read()
            if act == "call" and house.called(found) < one.count:
                raise RuntimeError(f"{one.count - house.called(found)} of {one.count} replayed calls found nobody")
            name = f"{act}, {'all its writes' if whole else 'ticket alone'}"
            run.replays.setdefault(name, []).append(replace(one, database_cpu=cpu / one.count * 1000))


def today(found: house.House) -> str:
    """The center's day."""
    from yichuang.foundation import clock
    from yichuang.foundation.command import zone_of

    return str(clock.center_day(clock.now(), zone_of(found.center)))


def median_of(rounds: list[F]) -> F:
    """The round with the median rate."""
    middle = statistics.median_low([one.rate for one in rounds])
    return next(one for one in rounds if one.rate == middle)
