"""`yichuang simulate`: play past or made-up days through the calling order, forecast and staffing of the hall at work, try
changes, and write a report."""

import argparse
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .house import Stop, say

if TYPE_CHECKING:
    from yichuang.domains.queueing.engines import scenario as scenarios

CHANGES = (
    ("close", "WINDOW", "one window less"),
    ("open", "WINDOW=QUEUE,…[@09:00-12:00]", "one window more, or one that serves other queues"),
    ("teach", "WINDOW=QUEUE,…", "a window serves these queues too"),
    ("plan", "WINDOW=09:00-12:00,13:00-17:00", "another timetable of a window"),
    ("order", "NAME", "another calling order"),
    ("hours", "09:00-18:00", "other opening hours of the hall"),
)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`simulate`. It needs no database."""
    here = commands.add_parser("simulate", help="play days of a hall and try changes", description=__doc__)
    here.add_argument("scenario", nargs="?", type=Path, help="a scenario file (TOML); options win over it")
    here.add_argument("--hall", metavar="NAME|FILE", help="a hall that comes with the program, or a parameter file")
    here.add_argument("--log", metavar="FILE", help="past days, one JSON day log a line; the latest are played")
    here.add_argument("--seed", type=int, help="equal seeds play equal days")
    here.add_argument("--days", type=int, help="how many days are played (10)")
    here.add_argument("--learn", type=int, help="how many made days before them are learned from (30)")
    here.add_argument("--share", type=float, help="staffing: share to be called in time (0.85)")
    here.add_argument("--minutes", type=float, help="staffing: within so many minutes (15)")
    here.add_argument(
        "--busy", type=float, help="staffing: plan for days about this percentile as well as for all days"
    )
    tried = here.add_argument_group("changes to try; each may be said several times")
    for name, value, what in CHANGES:
        tried.add_argument(f"--{name}", action="append", default=[], metavar=value, help=what)
    here.add_argument("--html", type=Path, metavar="FILE", help="write the report as one HTML file")
    here.add_argument("--pdf", type=Path, metavar="FILE", help="write the report as PDF")
    here.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the report")
    here.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Play, print the waits, write the reports."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    from yichuang.config.simulation import playing, report
    from yichuang.domains.queueing.engines import BadChange, BadHall

    try:
        asked = scenario(args)
        result = playing.play(asked, _progress())
    except (BadHall, BadChange) as no:
        raise Stop(str(no)) from None
    for part in report.parts(result, args.lang):
        if part.kind == "table":
            print("\n".join("\t".join(row) for row in part.rows))
        elif part.kind != "picture":
            print(part.text)
    written: list[tuple[Path | None, Callable[[], bytes]]] = [
        (args.html, lambda: report.as_html(result, args.lang).encode()),
        (args.pdf, lambda: report.as_pdf(result, args.lang)),
    ]
    for path, make in written:
        if path is not None:
            _write(path, make())
    return 0


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as no:
        raise Stop(f"{path}: {no.strerror}") from None
    say(f"written: {path}")


def _progress() -> Callable[[str], None]:
    began = time.monotonic()
    return lambda text: say(f"[{time.monotonic() - began:5.1f} s] {text}")


def scenario(args: argparse.Namespace) -> "scenarios.Scenario":
    """The scenario file, if there is one, with what the options say put over it."""
    from yichuang.domains.queueing.engines import BadHall
    from yichuang.domains.queueing.engines import scenario as scenarios

    asked = scenarios.load_scenario(args.scenario) if args.scenario else scenarios.Scenario()
    names = ("seed", "days", "learn", "share", "minutes", "busy")
    given = {name: getattr(args, name) for name in names if getattr(args, name) is not None}
    if args.hall or args.log:
        given |= {"hall": args.hall, "log": args.log}
    tried = tuple(scenarios.change(name, text) for name, _, _ in CHANGES for text in getattr(args, name))
    asked = replace(asked, **given, changes=asked.changes + tried)
    if not 0 < asked.share < 1:
        raise BadHall(f"share: between 0 and 1 was expected, not {asked.share:g}")
    for name, least in (("days", 1), ("learn", 0), ("seed", 0), ("minutes", 0)):
        if getattr(asked, name) < least:
            raise BadHall(f"{name}: at least {least} was expected, not {getattr(asked, name):g}")
    if asked.busy is not None and not 0 <= asked.busy <= 100:
        raise BadHall(f"busy: a percentile from 0 to 100 was expected, not {asked.busy:g}")
    return asked
