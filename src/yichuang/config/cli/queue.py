"""`yichuang queue forecast|order --jsonl`: the hall's forecast and calling order for other programs, by lines of JSON."""

import argparse
import os
import sys
from collections.abc import Iterator

from .house import Stop


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`queue forecast`, `queue order`. Neither needs the database."""
    here = commands.add_parser("queue", help="forecast of waits and calling order, line by line")
    acts = here.add_subparsers(dest="act", required=True, metavar="ACT")
    for name, what in (("forecast", "remaining wait of a ticket"), ("order", "whom a window calls next")):
        one = acts.add_parser(name, help=what, description=f"{what}: reads JSON lines, answers each by one.")
        one.add_argument("--jsonl", action="store_true", help="read JSON lines from standard input")
        one.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answers until the input ends; a bad line is answered by an error and does not end it."""
    if not args.jsonl:
        raise Stop("say --jsonl: states come as JSON lines on standard input")
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    from yichuang.domains.queueing import engines

    by = engines.ForecastLines() if args.act == "forecast" else engines.OrderLines()
    for answer in engines.answers(_lines(), by):
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()
    return 0


def _lines() -> Iterator[str]:
    """Lines as they come, without reading ahead of the one that is asked; bytes that are no UTF-8 become a bad line."""
    for raw in iter(sys.stdin.buffer.readline, b""):
        yield raw.decode("utf-8", errors="replace")
