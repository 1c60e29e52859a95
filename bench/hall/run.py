"""The measurement: set up, let everybody work, hold the halls still from time to time to compare every board, check, tell."""

import argparse
import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from bench import bare, house, machine, report
from bench.house import House

from . import checks, city, ledger, meter, tables, truth
from .checks import Heard
from .city import Center
from .people import Clerk, Kiosk, Pace, Run, Waiting, watch
from .witness import Witness

WAITING = 2
"""People before each window at the start."""
PEOPLE = 16_000
"""In line before the bare calls, several times what they can call."""
MOST_STILL = 35.0
"""Seconds in which a held hall has to come to rest: jobs that look at the waits still tell what they found."""


@dataclass(slots=True)
class Still:
    """One comparison of every board with the tables, two seconds after the last event."""

    boards: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    rested: bool = True


@dataclass(slots=True)
class Found:
    """All that the tables tell."""

    notes: list[str]
    run: Run
    stills: list[Still] = field(default_factory=list)
    parts: list[tuple[meter.Reading, meter.Reading]] = field(default_factory=list)
    """The beginning and the end of each stretch of work between two stills."""
    heard: dict[str, Heard] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    replays: dict[str, bare.Bare] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """In which everybody worked."""
        return sum(after.at - before.at for before, after in self.parts)


def main(arguments: list[str]) -> int:
    """Measure, print, and end with 1 when a promise was broken."""
    given = parser().parse_args(arguments)
    say(f"starting; {given.minutes:g} minutes, {given.windows} windows, {given.kiosks} kiosks, {given.clients} clients")
    built: list[Center] = []

    def found() -> UUID:
        built.extend(
            city.build(
                centers=given.centers,
                windows=given.windows,
                kiosks=given.kiosks,
                clients=given.clients,
                waiting=WAITING,
            )
        )
        return built[0].id

    notes = machine.describe()
    with house.house(given.data, found) as home:
        say(f"{len(built)} centers stand; load average {meter.read(home.process.pid, home.data).load:.1f}")
        witness = Witness(home.app_url)
        try:
            result = asyncio.run(_measure(home, built, witness, given, notes))
        finally:
            witness.close()
        say("checking")
        check(result, home, built, witness)
        if "bare" not in given.skip:
            replay(result, home, built)
    text = tables.text(result, given)
    print(text)
    if given.write:
        report.write(Path(given.write), text, "hall")
    return 1 if any(result.wrong.values()) else 0


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="bench hall", description=__doc__.splitlines()[0])
    p.add_argument(
        "--minutes",
        type=float,
        default=10.0,
        help="time in which everybody works, not counted while the windows fill; stills on top",
    )
    p.add_argument("--centers", type=int, default=8)
    p.add_argument("--windows", type=int, default=200)
    p.add_argument("--kiosks", type=int, default=40)
    p.add_argument(
        "--clients", type=int, default=300, help="screens, evaluators, telephones; desks and kiosks listen besides"
    )
    p.add_argument(
        "--serve", type=float, nargs=2, default=Pace().serve, metavar="S", help="seconds of serving, from, to"
    )
    p.add_argument("--reload", type=int, default=2, help="a clerk loads his page anew before every so many visits")
    p.add_argument(
        "--stills", type=int, default=2, help="how often the halls are held still and every board is compared"
    )
    p.add_argument("--cuts", type=float, default=0.5, help="stream connections cut a second, over the whole city")
    p.add_argument("--data", type=Path, default=None, help="keep the scratch data here instead of a temporary folder")
    p.add_argument("--skip", nargs="*", default=[], choices=["bare"], help="leave a part out")
    p.add_argument("--write", default="", metavar="FILE", help="replace the measured part of this page")
    return p


def say(text: str) -> None:
    print(f"bench: {time.strftime('%H:%M:%S')} {text}", flush=True)


async def _measure(
    home: House, built: list[Center], witness: Witness, given: argparse.Namespace, notes: list[str]
) -> Found:
    """Everybody in, everybody works, everybody out."""
    run = Run(home.port, replace(Pace(), serve=tuple(given.serve)))
    found = Found(notes, run)
    clerks = [Clerk(run, center, n) for center in built for n in range(len(center.windows))]
    await _gather([clerk.sit() for clerk in clerks], at_once=8)
    say(f"{len(clerks)} clerks sit at their windows")
    await _gather([watch(run, c, s) for c in built for s in c.screens if s.kind != "phone"], at_once=8)
    waiting = Waiting(
        run, {c.code: WAITING * len(c.windows) for c in built}, {c.code: 3 * len(c.windows) for c in built}
    )
    visit = sum(map(sum, (run.pace.walk, run.pace.serve, run.pace.rest))) / 2
    each = max(
        4.0, visit * given.kiosks / max(given.windows, 1) - sum(map(sum, (run.pace.choose, run.pace.collect))) / 2
    )
    await _rest(run)
    say("every page stands open")
    run.going.set()
    works = [clerk.work(given.reload) for clerk in clerks]
    works += [Kiosk(run, c, key, waiting).work(each) for c in built for key in c.kiosks]
    works += [watch(run, c, s) for c in built for s in c.screens if s.kind == "phone"]
    tasks = [asyncio.ensure_future(_guarded(run, work)) for work in works]
    warm = min(100.0, given.minutes * 15)  # of the minutes; pools and caches are warm before the clock starts
    await _work_until(run, warm)
    run.counting = True
    cutter = asyncio.ensure_future(_cut(run, given.cuts))
    for n in range(given.stills):
        before = meter.read(home.process.pid, home.data)
        await _work_until(run, (given.minutes * 60 - warm) / given.stills)
        found.parts.append((before, meter.read(home.process.pid, home.data)))
        if n == given.stills - 1:
            cutter.cancel()
        found.stills.append(await still(home, built, run, witness))
        if n < given.stills - 1:
            run.going.set()
        say(_progress(found, n + 1, given.stills))
    run.over, run.counting = True, False
    await _rest(run)
    for page in run.pages:
        await page.shut(left=False)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return found


async def _work_until(run: Run, seconds: float) -> None:
    """Work goes on for so long; once a minute it is said how."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        await asyncio.sleep(min(left, 60.0))
        say(_figures(run))


async def _guarded(run: Run, work: Awaitable[None]) -> None:
    """A fault of one does not end the others' work; it is told among what failed."""
    try:
        await work
    except Exception as fault:
        words = f"somebody stopped working: {type(fault).__name__} {fault}"[:120]
        run.refused[words] = run.refused.get(words, 0) + 1


async def _rest(run: Run) -> None:
    """Until every page that is still open has read what it meant to read."""
    end = time.monotonic() + MOST_STILL
    while time.monotonic() < end and any(not p.closed and p.reading() for p in run.pages):  # noqa: ASYNC110 - many change it, a moment's delay costs nothing
        await asyncio.sleep(0.1)


async def _gather(works: Iterable[Awaitable[object]], *, at_once: int) -> None:
    gate = asyncio.Semaphore(at_once)

    async def one(work: Awaitable[object]) -> None:
        async with gate:
            await work

    await asyncio.gather(*(one(work) for work in works))


async def _cut(run: Run, rate: float) -> None:
    """Cables break: a page that is open loses its stream and has to find back."""
    while rate:
        await asyncio.sleep(random.expovariate(rate))
        living = [p for p in run.pages if p.opened and not p.closed]
        if living:
            random.choice(living).cut()


def _progress(found: Found, n: int, of: int) -> str:
    last = found.stills[-1]
    rest = "" if last.rested else ", no rest"
    return f"still {n} of {of}: {sum(last.boards.values())} boards compared, {len(last.wrong)} wrong{rest}"


def _figures(run: Run) -> str:
    shown = ("call", "page /desk/", "part read again")
    took = {name: f"{f.at(0.95):.0f}" for name, f in run.figures.items() if name in shown}
    refused = sum(run.refused.values())
    return f"{len(run.calls)} calls, {len(run.slips)} slips, p95 ms {took}, refused {refused}"


async def still(home: House, built: list[Center], run: Run, witness: Witness) -> Still:
    """Hold everybody (the caller lets them go again), wait until nothing was told for two seconds, and compare what every page shows with the tables."""
    run.going.clear()
    while run.busy:  # noqa: ASYNC110 - many change it, a moment's delay costs nothing
        await asyncio.sleep(0.01)
    found, until = Still(), time.monotonic() + MOST_STILL
    left = {(c.code, desks): c for c in built for desks in (False, True)}
    while left and time.monotonic() < until:
        await asyncio.sleep(0.02)
        for (code, desks), center in list(left.items()):
            quiet = time.monotonic() - witness.last_of(center.id)
            if quiet < (checks.DESKS_SETTLING if desks else checks.SETTLING):
                continue
            compared = await _compare(home, center, run, witness, desks=desks)
            if compared is not None:
                found.boards += compared.boards
                found.wrong += compared.wrong
                del left[code, desks]
    found.rested = not left
    return found


async def _compare(home: House, center: Center, run: Run, witness: Witness, *, desks: bool) -> Still | None:
    """Of one center's boards, or its desks; None when something was told meanwhile, because then the two seconds begin anew."""
    living = [
        p for p in run.pages if p.center == center.code and p.opened and not p.closed and (p.kind == "desk") == desks
    ]
    last = witness.last_of(center.id)
    phones = [p.of for p in living if p.kind == "phone"]
    showed = {page: truth.shown(page) for page in living}  # at this moment, not when the tables have been read
    ought = await asyncio.to_thread(ledger.truth_of, home.owner_url, center.id, phones)
    if witness.last_of(center.id) != last or any(p.closed for p in living):
        return None
    found = Still()
    for page in living:
        found.boards[page.kind] += 1
        if differs := truth.differs(page, showed[page], ought):
            found.wrong.append(differs)
    return found


def check(found: Found, home: House, built: list[Center], witness: Witness) -> None:
    """Everything that can be wrong, under the name of its promise."""
    ids = {c.id: c.code for c in built}
    log, events = ledger.log(home.owner_url, ids), ledger.events(home.owner_url, ids, witness.since)
    told = {code: witness.notices.get(id_, []) for id_, code in ids.items()}
    found.counts.update(x.action for x in log)
    found.counts["events"] = len(events)
    found.counts["notices"] = sum(map(len, told.values()))
    until = max((n[-1].at for n in told.values() if n), default=0.0)
    for page in found.run.pages:
        if page.opened:
            found.heard.setdefault(page.kind, Heard()).add(checks.heard_all(page, told[page.center], until))
    found.wrong = {
        "no number twice": checks.numbers_twice(log, found.run.slips),
        "no double call, by the log": checks.called_twice(log),
        "no double call, by the answers": checks.answered_twice(found.run.calls, log),
        "every event told": checks.events_told(events, told),
        "every id received or read again": [w for h in found.heard.values() for w in h.wrong],
        "every board as the database, two seconds after": [
            *(w for s in found.stills for w in s.wrong),
            *("a hall did not come to rest" for s in found.stills if not s.rested),
        ],
    }


def replay(found: Found, home: House, built: list[Center]) -> None:
    """The bare database: the call with all its writes, at the rate of the run and as fast as it goes; the page's reads likewise."""
    day = ledger.today(home.center)
    for name, clients in (("call, one at a time", 1), ("call, eight at once", 8)):
        house.fresh_line(home, day, PEOPLE)
        script = bare.call_script(home.center, day, whole=True)
        found.replays[name] = bare.run(home.app_url, script, home.center, clients=clients, seconds=4)
        say(f"bare database: {name} measured")
    house.drop_bare_windows(home)
    house.end_waiting(home)
    script = ledger.page_script(home, built[0])
    for name, clients in (("page /desk/, one at a time", 1), ("page /desk/, eight at once", 8)):
        found.replays[name] = bare.run(home.app_url, script, home.center, clients=clients, seconds=4, protocol="simple")
