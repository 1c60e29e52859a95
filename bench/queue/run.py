"""`script/bench queue`: forecast, calling order and staffing in three made-up halls, on days and under seeds that nothing was set by."""

import argparse
import os
import sys
import time
from pathlib import Path

from bench import machine, report
from yichuang.domains.queueing.simulator.charts import Series, bars, lines
from yichuang.domains.queueing.simulator.parameters import load
from yichuang.domains.queueing.staffing import Target

from . import forecasts, orders, plans, speed

HALLS = {"small": 101, "integrated": 102, "overloaded": 103}
"""Seeds under which no figure of the program was ever set."""

EVERY = {"small": 6, "integrated": 20, "overloaded": 12}
AIMS = {"small": (0.72, 0.93), "integrated": (0.52, 0.96), "overloaded": (0.70, 0.90)}


def main(arguments: list[str]) -> int:
    """Measure, print, and with --write renew the tables of the page and its pictures."""
    parser = argparse.ArgumentParser(prog="script/bench queue", description=__doc__)
    parser.add_argument("--write", type=Path, help="the page whose tables and pictures to renew")
    parser.add_argument("--part", action="append", choices=("forecast", "order", "staffing", "speed"), help="only this")
    parser.add_argument("--every", type=int, help="ask for a forecast at every so-manyth ticket")
    given = parser.parse_args(arguments)
    pictures = given.write.parent / "queueing" if given.write else None
    if pictures:
        pictures.mkdir(exist_ok=True)
    makers = {"forecast": _forecast, "order": _order, "staffing": _staffing, "speed": _speed}
    for name in given.part or makers:
        began = time.process_time()
        text = makers[name](given.every, pictures)
        print(text, flush=True)
        print(f"bench: {name} took {time.process_time() - began:.0f} s of processor", file=sys.stderr)
        if given.write:
            report.write(given.write, text, f"queue {name}")
    return 0


def _tell(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


def _forecast(every: int | None, pictures: Path | None) -> str:
    naive, last, head = forecasts.SIMPLE
    more = "(aim 77–85 %) | held, waits over 30 s | too low / too high | before closing right (aim) | by its own chances | always yes"
    rows = [
        f"| hall, seed | moments | pinball s | ÷ {naive} (aim) | ÷ {last} | ÷ {head} | range held {more} | CPU ms |",
        "| --- |" + " ---: |" * 12,
    ]
    for name, seed in HALLS.items():
        _tell(f"forecasts of {name}")
        m = forecasts.measure(load(name), seed, every or EVERY[name])
        own, (pinball, closing) = m.loss["forecast"], AIMS[name]
        rows.append(
            f"| {name}, {seed} | {m.count} | {own:.0f} | {own / m.loss[naive]:.2f} ({pinball:.2f}) | {own / m.loss[last]:.2f} |"
            f" {own / m.loss[head]:.2f} | {m.held:.1%} | {m.held_waiting:.1%} | {m.above:.1%} / {m.below:.1%} |"
            f" {m.closing:.1%} of {m.closing_count} ({closing:.0%}) | {m.told:.1%} | {m.always:.1%} | {m.one:.1f} |"
        )
        if pictures:
            (pictures / f"forecast-{name}.svg").write_text(_picture(name, m), encoding="utf-8")
    return "\n".join(rows) + "\n"


def _picture(name: str, m: forecasts.Measured) -> str:
    """Tenths of the forecasts by their median: what was said, and what came."""
    points = sorted(m.points, key=lambda p: p[1])
    size = max(1, len(points) // 10)
    groups = [points[i : i + size] for i in range(0, size * 10, size)]
    groups = [g for g in groups if g]

    def mean(group: list[tuple[float, float, float, float]], k: int) -> float:
        return sum(p[k] for p in group) / len(group) / 60.0

    series = [Series(said, [mean(g, k) for g in groups]) for k, said in enumerate(("p10", "p50", "p90", "came"))]
    title = f"{name}: forecasts in ten groups by their median; minutes"
    return lines(title, [str(i + 1) for i in range(len(groups))], series)


def _order(_: int | None, pictures: Path | None) -> str:
    rows = [
        "| hall, seed | order | mean of all | normal | priority | appointment | longest | mean, min | longest, min |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, seed in HALLS.items():
        _tell(f"calling orders of {name}")
        found = orders.orders(load(name), seed)
        fifo = found[0]
        for one in found:
            classes = [
                f"{one.classes[c].mean / fifo.classes[c].mean:.2f}" if c in fifo.classes else "–"
                for c in ("normal", "priority", "appointment")
            ]
            rows.append(
                f"| {name}, {seed} | {one.order} | {one.all.mean / fifo.all.mean:.2f} | {' | '.join(classes)} |"
                f" {one.all.longest / fifo.all.longest:.2f} | {one.all.mean / 60:.1f} | {one.all.longest / 60:.0f} |"
            )
        if pictures:
            labels = [c for c in ("normal", "priority", "appointment") if c in fifo.classes]
            series = [Series(o.order, [o.classes[c].mean / 60 for c in labels]) for o in found[:3]]
            picture = bars(f"{name}: mean wait by class, minutes", labels, series)
            (pictures / f"order-{name}.svg").write_text(picture, encoding="utf-8")
    return "\n".join(rows) + "\n"


def _staffing(_: int | None, pictures: Path | None) -> str:
    target = Target()
    rows = [
        "| hall, seed | plan | window-hours | peak | least half-hour | half-hours met |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for name, seed in HALLS.items():
        _tell(f"staffing of {name}")
        found = plans.plans(load(name), seed, target)
        for one in found:
            met = sum(s >= target.share for s in one.shares)
            rows.append(
                f"| {name}, {seed} | {one.name} | {one.hours:g} | {one.peak} | {min(one.shares):.3f} | {met} of {len(one.shares)} |"
            )
        if pictures:
            labels = [f"{9 + i // 2}:{'30' if i % 2 else '00'}" for i in range(len(found[0].shares))]
            series = [Series(o.name, [100 * s for s in o.shares]) for o in (found[0], found[2])]
            picture = lines(f"{name}: called within 15 minutes, %", labels, series)
            (pictures / f"staffing-{name}.svg").write_text(picture, encoding="utf-8")
    return "\n".join(rows) + "\n"


def _speed(_: int | None, pictures: Path | None) -> str:
    _tell("speed")
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    found = {name: speed.speeds(load(name), seed) for name, seed in HALLS.items()}
    rows = [*(f"- {note}" for note in machine.describe()), f"- load average {os.getloadavg()[0]:.1f}; milliseconds of processor, medians of 25 (of 5 the last two rows), the least in brackets", ""]  # fmt: skip
    rows += [f"| act | {' | '.join(found)} |", f"| --- |{' ---: |' * len(found)}"]
    for act in next(iter(found.values())):
        rows.append(f"| {act} | {' | '.join('{:.0f} ({:.0f})'.format(*found[hall][act]) for hall in found)} |")
    return "\n".join(rows) + "\n"
