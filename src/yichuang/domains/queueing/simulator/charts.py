"""Small pictures as SVG, made here: bars and lines by half-hour, and points beside a diagonal. Plain shapes and one
sans-serif family, so that a browser and the engine of the PDF draw the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 680.0, 240.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, 14.0, 34.0, 30.0
COLORS = ("#1f5fa8", "#c8641b", "#3b8754", "#7a7a7a")
INK, FAINT = "#333333", "#dddddd"
FAMILY = "Noto Sans SC, sans-serif"


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of values, one for each label; None is left out."""

    name: str
    values: Sequence[float | None]


def nice(most: float) -> tuple[float, float]:
    """(top, step) of an axis from zero that holds `most`, in four or five steps."""
    size = 10.0 ** floor(log10(max(most, 1e-6) / 5.0))
    step = next(size * m for m in (1, 2, 5, 10) if size * m * 5 >= most - 1e-9)
    return step * max(1, ceil(most / step - 1e-9)), step


def _text(x: float, y: float, said: str, anchor: str = "start", size: int = 11) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-family="{FAMILY}" font-size="{size}" fill="{INK}" text-anchor="{anchor}">{escape(said)}</text>'


def _frame(title: str, series: Sequence[Series], top: float, step: float, unit: str) -> list[str]:
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" height="{HEIGHT:g}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#ffffff"/>',
        _text(LEFT, 16, title, size=13),
    ]
    at, value = WIDTH - RIGHT, 0.0
    for i, one in reversed(list(enumerate(series))):
        at -= 7.0 * sum(2 if ord(c) > 255 else 1 for c in one.name) + 20
        parts += [
            f'<rect x="{at:.1f}" y="7" width="10" height="10" fill="{COLORS[i]}"/>',
            _text(at + 14, 16, one.name),
        ]
    while value <= top + 1e-9:
        y = _y(value, top)
        parts += [
            f'<line x1="{LEFT:g}" y1="{y:.1f}" x2="{WIDTH - RIGHT:g}" y2="{y:.1f}" stroke="{FAINT}"/>',
            _text(LEFT - 5, y + 4, f"{value:g}{unit}", "end"),
        ]
        value += step
    return parts


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / (top or 1.0)


def _labels(labels: Sequence[str]) -> list[str]:
    wide = (WIDTH - LEFT - RIGHT) / max(1, len(labels))
    every = max(1, -(-len(labels) * 40 // int(WIDTH)))
    return [
        _text(LEFT + wide * (i + 0.5), HEIGHT - 12, said, "middle")
        for i, said in enumerate(labels)
        if i % every == 0
    ]  # fmt: skip


def _top(series: Sequence[Series], least: float) -> tuple[float, float]:
    return nice(max([least, *(v for s in series for v in s.values if v is not None)]))


def bars(title: str, labels: Sequence[str], series: Sequence[Series], unit: str = "", least: float = 1.0) -> str:
    """Groups of bars from zero."""
    top, step = _top(series, least)
    parts, wide = _frame(title, series, top, step, unit), (WIDTH - LEFT - RIGHT) / max(1, len(labels))
    thick = 0.8 * wide / max(1, len(series))
    for k, one in enumerate(series):
        for i, value in enumerate(one.values):
            if value is not None:
                x, y = LEFT + wide * (i + 0.1) + thick * k, _y(value, top)
                parts.append(
                    f'<rect x="{x:.1f}" y="{y:.1f}" width="{thick:.1f}" height="{HEIGHT - BOTTOM - y:.1f}" fill="{COLORS[k]}"/>'
                )
    return "".join([*parts, *_labels(labels), "</svg>"])


def lines(title: str, labels: Sequence[str], series: Sequence[Series], unit: str = "", least: float = 1.0) -> str:
    """Broken lines, one point for each label; a gap where a value is missing."""
    top, step = _top(series, least)
    parts, wide = _frame(title, series, top, step, unit), (WIDTH - LEFT - RIGHT) / max(1, len(labels))
    for k, one in enumerate(series):
        runs: list[list[str]] = [[]]
        for i, value in enumerate(one.values):
            if value is None:
                runs.append([])
            else:
                runs[-1].append(f"{LEFT + wide * (i + 0.5):.1f},{_y(value, top):.1f}")
        parts += [
            f'<polyline points="{" ".join(run)}" fill="none" stroke="{COLORS[k]}" stroke-width="2.5"/>'
            for run in runs
            if run
        ]
    return "".join([*parts, *_labels(labels), "</svg>"])
