"""The printed table, and its place in the page about performance."""

import argparse
import re
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .visit import Run

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def table(run: "Run", given: argparse.Namespace) -> str:
    """Markdown: the machine, the two hot acts beside the bare database, the workbench, key to screen."""
    from .visit import median_of

    how = f"{given.clients} keep-alive clients, {given.seconds:g} s a measurement, median of {given.rounds} rounds"
    lines = [f"- {note}" for note in (*run.notes, f"{how}; load, server and database share the machine")]
    lines.append("")
    lines += [
        "| act | per second | p50 ms | p95 ms | p99 ms | CPU ms: program + database | refused |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    middle = {"issue": median_of(run.issue), "call": median_of(run.call)}
    for name, figures in middle.items():
        program, database = figures.cpu()
        lines.append(
            f"| {name} over HTTP | {figures.rate:.0f} | {figures.at(0.5):.1f} | {figures.at(0.95):.1f} | {figures.at(0.99):.1f} |"
            f" {program:.2f} + {database:.2f} = {program + database:.2f} | {sum(figures.bad.values())} |"
        )
    for name, found in run.replays.items():
        one = median_of(found)
        lines.append(
            f"| pgbench: {name} | {one.rate:.0f} | {one.p50:.1f} | | {one.p99:.1f} | {one.database_cpu:.2f} | 0 |"
        )
    lines += ["", *_ratios(run)]
    for title, figures_by_name in (
        (f"Workbench, {given.windows} windows busy", run.pages),
        ("Key to screen (call over the API, hall board over its stream)", run.screens),
    ):
        if figures_by_name:
            lines += [
                "",
                f"{title}:",
                "",
                "| act | count | p50 ms | p95 ms | p99 ms | failed |",
                "| --- | ---: | ---: | ---: | ---: | ---: |",
            ]
            for name, f in figures_by_name.items():
                lines.append(
                    f"| {name} | {f.count} | {f.at(0.5):.1f} | {f.at(0.95):.1f} | {f.at(0.99):.1f} | {sum(f.bad.values())} |"
                )
    return "\n".join(lines) + "\n"


def _ratios(run: "Run") -> list[str]:
    """Of each round by itself, then the median: the two figures of a round were taken one after the other."""
    said = []
    for name, rounds in (("issue", run.issue), ("call", run.call)):
        for kind in ("all its writes", "ticket alone"):
            beside = run.replays.get(f"{name}, {kind}", [])
            if beside:
                share = statistics.median(one.rate / bare.rate for one, bare in zip(rounds, beside, strict=True))
                said.append(f"- {name} over HTTP reaches {share:.0%} of the bare database ({kind})")
    return said


def write(page: Path, text: str, name: str = "") -> None:
    """Replace a measured part of the page (the one of `name`); the words around it stay."""
    begin, end = (mark.replace("measured:", f"measured {name}:") if name else mark for mark in (BEGIN, END))
    whole = page.read_text() if page.exists() else f"# Performance\n\n{begin}\n{end}\n"
    page.write_text(re.sub(f"{begin}.*{end}", lambda _: f"{begin}\n{text}{end}", whole, flags=re.S))
