"""What the run found, as Markdown."""

import argparse
from typing import TYPE_CHECKING

from . import meter

if TYPE_CHECKING:
    from .run import Found

SHOWN = ("call", "page /desk/", "start", "finish", "take a number", "slip", "part read again")
WRONG = 5
"""So many of what is wrong are written out; the rest are counted."""


def text(found: "Found", given: argparse.Namespace) -> str:
    """The machine, the load, the times beside the bare database, the promises, what it cost."""
    lines = [f"- {note}" for note in (*found.notes, *_load(found, given))]
    lines += ["", *_times(found), "", *_promises(found), "", *_streams(found), "", *_cost(found)]
    if found.run.refused:
        lines += ["", "Refused or failed, all the time:", ""]
        lines += [f"- {n} × {words}" for words, n in sorted(found.run.refused.items(), key=lambda x: -x[1])[:10]]
    faults = _faults(found)
    if faults:
        lines += ["", "Faults of pages:", "", *(f"- {n} × {words}" for words, n in faults)]
    return "\n".join(lines) + "\n"


def _load(found: "Found", given: argparse.Namespace) -> list[str]:
    pace = found.run.pace
    acts = sum(
        f.count for name, f in found.run.figures.items() if name not in ("part read again", "slip", "page /desk/")
    )
    desks, kiosks = (sum(p.kind == kind for p in found.run.pages) for kind in ("desk", "kiosk"))
    return [
        f"{given.centers} centers, {given.windows} windows, {given.kiosks} kiosks, {given.clients} clients, {found.seconds:.0f} s of work",
        (
            f"a clerk calls, waits {_span(pace.walk)} s for the person, serves him {_span(pace.serve)} s, rests {_span(pace.rest)} s, and loads"
            f" his page anew after every {given.reload} visits"
        ),
        f"{acts / max(found.seconds, 1):.1f} acts a second; load, server and database share the machine",
        f"load average {found.parts[0][0].load:.1f} when it began, {found.parts[-1][1].load:.1f} at its end",
        (
            f"besides the {given.clients} clients the desks ({desks} pages in all) and the kiosks ({kiosks}) listen too; {sum(p.drops for p in found.run.pages)}"
            f" streams were cut on purpose; {sum(p.sent_away for p in found.run.pages)} readings were sent away once more"
        ),
    ]


def _span(span: tuple[float, float]) -> str:
    return f"{span[0]:g}–{span[1]:g}"


def _times(found: "Found") -> list[str]:
    rows = [
        "| act | count | per second | p50 ms | p95 ms | p99 ms | failed |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in SHOWN:
        f = found.run.figures.get(name)
        if f is not None:
            rate = f.count / max(found.seconds, 1)
            rows.append(
                f"| {name} | {f.count} | {rate:.1f} | {f.at(0.5):.1f} | {f.at(0.95):.1f} | {f.at(0.99):.1f} | {sum(f.bad.values())} |"
            )
    for name, one in found.replays.items():
        rows.append(
            f"| bare database: {name} | {one.count} | {one.rate:.0f} | {one.p50:.1f} | {one.p95:.1f} | {one.p99:.1f} | 0 |"
        )
    return rows


def _promises(found: "Found") -> list[str]:
    looked = {
        "no number twice": f"{found.counts['ticket.issued']} numbers, {len(found.run.slips)} slips",
        "no double call, by the log": f"{found.counts['ticket.called']} calls",
        "no double call, by the answers": f"{len(found.run.calls)} answers",
        "every event told": f"{found.counts['events']} events, {found.counts['notices']} notices",
        "every id received or read again": f"{sum(h.due for h in found.heard.values())} notices due",
        "every board as the database, two seconds after": f"{sum(sum(s.boards.values()) for s in found.stills)} boards in"
        f" {len(found.stills)} stills",
    }
    rows = ["| promise | looked at | broken |", "| --- | --- | ---: |"]
    rows += [f"| {name} | {looked.get(name, '')} | {len(wrong)} |" for name, wrong in found.wrong.items()]
    for wrong in found.wrong.values():
        rows += ["", *(f"- {w}" for w in wrong[:WRONG])] if wrong else []
    return rows


def _streams(found: "Found") -> list[str]:
    boards = sum((s.boards for s in found.stills), start=type(found.counts)())
    rows = [
        "| page | opened | notices due | received | missed, read again | parts read | boards compared |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for kind, h in sorted(found.heard.items()):
        pages = [p for p in found.run.pages if p.kind == kind]
        reads = sum(len(part.reads) for page in pages for part in [*page.parts.values(), *page.gone_parts])
        rows.append(f"| {kind} | {len(pages)} | {h.due} | {h.received} | {h.reread} | {reads} | {boards[kind]} |")
    return rows


def _cost(found: "Found") -> list[str]:
    used, first, last = meter.share(found.parts), found.parts[0][0], found.parts[-1][1]
    rows = ["| part | cores used | MB at the beginning | MB at the end |", "| --- | ---: | ---: | ---: |"]
    for part in meter.PARTS:
        rows.append(f"| {part} | {used[part]:.2f} | {first.memory[part]:.0f} | {last.memory[part]:.0f} |")
    return [
        *rows,
        "",
        f"At most {max(first.files, last.files)} open files in one process of pages or streams.",
    ]


def _faults(found: "Found") -> list[tuple[str, int]]:
    faults: dict[str, int] = {}
    for page in found.run.pages:
        for what, n in page.faults.items():
            faults[f"{page.kind}: {what}"] = faults.get(f"{page.kind}: {what}", 0) + n
    return sorted(faults.items(), key=lambda x: -x[1])[:10]
