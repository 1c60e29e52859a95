"""The report as parts (headings, lines, tables, pictures), written as HTML or laid out as PDF."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from yichuang.domains.queueing.engines import SLOT, Change, changes, charts, figures

from .playing import Result
from .words import WORDS

Figures, Series, bars, lines, clock = figures.Figures, charts.Series, charts.bars, charts.lines, changes.clock

TEMPLATE = Path(__file__).parent / "report.typ"


@dataclass(frozen=True, slots=True)
class Part:
    """`kind`: heading, line, table (rows, the first being its head) or picture (SVG)."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def parts(result: Result, language: str = "zh") -> list[Part]:
    """The whole report."""
    w, s = WORDS[language], result.scenario
    tried = "; ".join(change_text(c, w) for c in s.changes) or w["none"]
    made = [
        Part("line", f"{w['days']}: {len(result.runs[0].logs)} · {w['seed']}: {s.seed} · {w['order']}: {result.order}"),
        Part("line", f"{w['changes']}: {tried}"),
        Part("heading", w["waits"]),
        Part("table", rows=tuple(_waits(result, w))),
        Part("picture", _chart_wait(result, w)),
        Part("picture", _chart_line(result, w)),
        *_staffing(result, w),
    ]
    if result.announced is not None:
        a = result.announced
        share = "–" if a.share is None else f"{a.share:.0%}"
        told = w["held"].format(
            share=share, held=a.held, decided=a.held + a.sooner + a.later, sooner=a.sooner, later=a.later, open=a.open
        )
        made += [Part("heading", w["announced"]), Part("line", told)]
    return [*made, Part("line", w["note"])]


def change_text(change: Change, w: dict[str, str]) -> str:
    """A change in few words."""
    hours = ", ".join(f"{clock(a)}–{clock(b)}" for a, b in change.plan or ()) or w["whole"]
    order = (change.setting or {}).get("name", "default")
    return w[f"act {change.act}"].format(
        window=change.window, queues=", ".join(change.queues), hours=hours, order=order
    )


def _row(name: str, f: Figures) -> tuple[str, ...]:
    if not f.called:
        return (name, "0", str(f.left), *("–",) * 5)
    minutes = (f.mean, f.p50, f.p90, f.longest)
    return (name, str(f.called), str(f.left), *(f"{x / 60:.1f}" for x in minutes), f"{f.long:.0%}")


def _waits(result: Result, w: dict[str, str]) -> list[tuple[str, ...]]:
    rows = [(w["who"], w["people"], w["left"], w["mean"], w["p50"], w["p90"], w["longest"], w["long"])]
    groups = [("all", lambda run: {"": run.all}), ("class", lambda run: run.classes), ("queue", lambda run: run.queues)]
    for kind, of in groups:
        names = sorted({str(n) for run in result.runs for n in of(run)})
        for name in names:
            shown = w["all"] if kind == "all" else w.get(name, name)
            for run in result.runs:
                label = f"{shown} · {w[run.name]}" if len(result.runs) > 1 else shown
                if name in of(run):
                    rows.append(_row(label, of(run)[name]))
    return rows


def _labels(result: Result, count: int) -> list[str]:
    return [clock(result.opened + SLOT * i) for i in range(count)]


def _chart_wait(result: Result, w: dict[str, str]) -> str:
    series = [Series(w[run.name], run.minutes) for run in result.runs]
    return bars(w["chart_wait"], _labels(result, len(series[0].values)), series)


def _chart_line(result: Result, w: dict[str, str]) -> str:
    series = [Series(w[run.name], run.line) for run in result.runs]
    return lines(w["chart_line"], _labels(result, len(series[0].values)), series)


def _staffing(result: Result, w: dict[str, str]) -> list[Part]:
    need = result.need
    labels = [clock(need.opened + SLOT * i) for i in range(len(need.windows))]
    series = [Series(w["open"], result.runs[0].open), Series(w["need"], [float(n) for n in need.windows])]
    rows = [(w["slot"], w["arrivals"], w["need"], w["share"])]
    for label, n, came, share in zip(labels, need.windows, need.arrivals, need.shares, strict=True):
        rows.append((label, f"{came:.1f}", str(n), "–" if share is None else f"{share:.0%}"))
    said = w["target"].format(share=f"{result.target.share:.0%}", minutes=f"{result.target.minutes:g}")
    made = [
        Part("heading", w["staffing"]), Part("line", said),
        Part("line", f"{w['hours']}: {need.window_hours:g} · {w['peak']}: {max(need.windows)} · {w['staff']}: {need.staff}"),
        Part("picture", bars(w["chart_need"], labels, series)), Part("table", rows=tuple(rows)),
    ]  # fmt: skip
    return made if need.met else [*made, Part("line", w["unmet"])]


STYLE = (
    "body{font:15px/1.6 'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif;color:#222;max-width:880px;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}"
    "th,td{border-bottom:1px solid #ccc;padding:.25rem .5rem;text-align:right}"
    "th:first-child,td:first-child{text-align:left}svg{width:100%;height:auto;margin:.75rem 0}"
)


def as_html(result: Result, language: str = "zh") -> str:
    """One file that needs nothing else."""
    title = f"{WORDS[language]['title']} · {result.title}"
    tag = "zh-CN" if language == "zh" else "en"
    body = "\n".join(_html(part) for part in parts(result, language))
    return (
        f'<!doctype html><html lang="{tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><h1>{escape(title)}</h1>\n{body}\n</body></html>\n"
    )


def _html(part: Part) -> str:
    if part.kind == "picture":
        return part.text
    if part.kind == "table":
        head, *rows = part.rows
        top = "".join(f'<th scope="col">{escape(x)}</th>' for x in head)
        below = "".join("<tr>" + "".join(f"<td>{escape(x)}</td>" for x in row) + "</tr>" for row in rows)
        return f"<table><thead><tr>{top}</tr></thead><tbody>{below}</tbody></table>"
    tag = "h2" if part.kind == "heading" else "p"
    return f"<{tag}>{escape(part.text)}</{tag}>"


def as_pdf(result: Result, language: str = "zh") -> bytes:
    """The same report on A4, with the fonts of the papers."""
    import typst

    from yichuang.domains.documents import fonts

    title = f"{WORDS[language]['title']} · {result.title}"
    told: Sequence[dict[str, Any]] = [
        {"kind": p.kind, "text": p.text, "rows": [list(row) for row in p.rows]} for p in parts(result, language)
    ]
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.HERE)])
    inputs = {"data": json.dumps({"title": title, "lang": language, "parts": told}, ensure_ascii=False)}
    return bytes(
        typst.Compiler(root=str(TEMPLATE.parent), font_paths=faces).compile(
            str(TEMPLATE), format="pdf", sys_inputs=inputs
        )
    )
