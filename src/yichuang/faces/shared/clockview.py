"""The legal clock as a picture: which cell gets which dress, and where a label finds room. Pure.

One cell is one natural day. The row is for desks; the calendar of weeks is for phones. Both draw the cells of
`foundation.deadlines`, so a page can never show another sum than the one that made the date.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from yichuang.foundation.deadlines import Binding, Cell, Term, Why, drawn, words

WIDEST_ROW = 35
"""Cells in one row; a longer term goes on in the next."""
LONGEST = 130
"""Days beyond which only the sum is shown: nobody checks half a year with a finger."""
_ROW_PIXELS = 960
_WEEKDAYS = (
    gettext_noop("周一"), gettext_noop("周二"), gettext_noop("周三"), gettext_noop("周四"), gettext_noop("周五"),
    gettext_noop("周六"), gettext_noop("周日"),
)  # fmt: skip


@dataclass(slots=True)
class Label:
    """Words at a cell. `place` keeps the words of the first and last cells inside the page."""

    text: str
    top: bool
    place: str = ""
    bold: bool = False


@dataclass(slots=True)
class Box:
    """A cell with its dress."""

    css: str
    text: str
    title: str
    labels: list[Label] = field(default_factory=list)


def shown_term(clock: Term | Binding) -> Term:
    """The term that made the date."""
    return clock.term if isinstance(clock, Binding) else clock


def cells_of(clock: Term | Binding, soft: Sequence[tuple[date, str]] = ()) -> tuple[Cell, ...]:
    """The cells of a term, or of both limits when a promise stands beside a statute."""
    return drawn(clock, soft=soft) if isinstance(clock, Binding) else clock.cells


def rows(clock: Term | Binding, soft: Sequence[tuple[date, str]] = ()) -> list[list[Box]]:
    """The cells in rows, labelled. Empty for hours and for very long terms: the sum then says it all."""
    cells = cells_of(clock, soft)
    if not cells or len(cells) > LONGEST:
        return []
    width = -(-len(cells) // -(-len(cells) // WIDEST_ROW))  # rows of equal length
    return [_row(clock, cells[i : i + width]) for i in range(0, len(cells), width)]


def _row(clock: Term | Binding, cells: Sequence[Cell]) -> list[Box]:
    boxes = [Box(_css(c), _text(c), _title(c)) for c in cells]
    taken: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    pixels = _ROW_PIXELS / len(cells)
    for index, text, top, bold in sorted(_wanted(clock, cells), key=lambda w: not w[3]):
        wide = len(text) * 10.5 / pixels
        place = "left" if index < wide / 2 else "right" if index > len(cells) - wide / 2 - 1 else ""
        span = _span(index, wide, place)
        for side in (top, not top):
            if all(span[1] < a or span[0] > b for a, b in taken[side]):
                taken[side].append(span)
                boxes[index].labels.append(Label(text, side, place, bold))
                break
    return boxes


def _span(index: int, wide: float, place: str) -> tuple[float, float]:
    if place == "left":
        return index, index + wide
    if place == "right":
        return index + 1 - wide, index + 1
    return index + 0.5 - wide / 2, index + 0.5 + wide / 2


def _wanted(clock: Term | Binding, cells: Sequence[Cell]) -> Iterator[tuple[int, str, bool, bool]]:
    """(cell, words, above?, must be shown?) in reading order."""
    term = shown_term(clock)
    for i, cell in enumerate(cells):
        for mark, label in zip(cell.marks, cell.labels or ("",) * len(cell.marks), strict=True):
            yield i, f"{_day(cell.date)} {_mark_words(mark, label, clock)}", mark != "due", True
        if cell.kind == "start":
            event = pgettext("event", words.EVENTS[term.limit.starts_at])
            today = " " + _("今天") if cell.today else ""
            yield i, f"{cell.date:%m-%d}{today} {event}", True, True
        elif cell.today:
            yield i, _("今天"), True, False
        if cell.kind == "stop" and (i == 0 or cells[i - 1].kind != "stop"):
            run = [k for k in range(i, len(cells)) if all(c.kind == "stop" for c in cells[i : k + 1])]
            yield (i + run[-1]) // 2, _stop_words(cell), False, False


def _stop_words(cell: Cell) -> str:
    return _("%(why)s，不计入") % {"why": _(words.STOPS.get(cell.detail, "其他法定程序"))}


def _mark_words(mark: str, label: str, clock: Term | Binding) -> str:
    if mark == "soft":
        return label
    if label == "statutory" or mark == "law":
        reviewed = isinstance(clock, Binding) and clock.reviewed
        return _("初审期限") if reviewed else _("法定期限")
    return _("承诺办结") if label == "promise" else _("最迟办结")


def _css(cell: Cell) -> str:
    css = f"yc-d--{cell.kind}"
    for mark in ("law", "due", "soft"):  # the later dress wins
        if mark in cell.marks:
            css = f"yc-d--{mark}"
    if "due" in cell.marks:
        css = "yc-d--due"
    if cell.why == Why.EXTENSION:  # a bar under the number: the cell is counted like any other
        css += " yc-d--more"
    return css + (" yc-d--today" if cell.today else "")


def _text(cell: Cell) -> str:
    if cell.kind == "start":
        return "0"
    return str(cell.ordinal) if cell.ordinal is not None and cell.kind in ("past", "next") else ""


def _title(cell: Cell) -> str:
    why = words.why_words(cell.why, cell.detail) if cell.why else ""
    return f"{cell.date.isoformat()} {why}".strip()


def _day(day: date) -> str:
    return f"{day:%m-%d} {_(_WEEKDAYS[day.weekday()])}"


def weeks(clock: Term | Binding, soft: Sequence[tuple[date, str]] = ()) -> list[dict[str, Any]]:
    """The same cells as weeks from Monday, each day with its number and one short word, for phones."""
    cells = cells_of(clock, soft)
    if not cells or len(cells) > LONGEST:
        return []
    known = {c.date: c for c in cells}
    day = cells[0].date - timedelta(days=cells[0].date.weekday())
    found: list[dict[str, Any]] = []
    month = 0
    while day <= cells[-1].date:
        days = [_week_day(clock, day + timedelta(days=i), known) for i in range(7)]
        found.append({"month": day if day.month != month else None, "days": days})
        month, day = day.month, day + timedelta(days=7)
    return found


def _week_day(clock: Term | Binding, day: date, known: dict[date, Cell]) -> dict[str, Any]:
    cell = known.get(day)
    number = (
        f"{day.month}/1" if day.day == 1 else str(day.day)
    )  # a week of two months stands under the month it begins in
    if cell is None:
        return {"number": number, "word": "", "css": "yc-d--out", "title": ""}
    css = _css(cell).replace(" yc-d--today", " is-today")
    return {"number": number, "word": _week_word(clock, cell), "css": css, "title": _title(cell)}


def _week_word(clock: Term | Binding, cell: Cell) -> str:
    if cell.kind == "start":
        return pgettext("event", words.EVENTS[shown_term(clock).limit.starts_at])
    if "due" in cell.marks:
        return _("到期")
    if "law" in cell.marks:
        return _("法定")
    if "soft" in cell.marks:
        return _("补交")
    if cell.kind == "stop":
        return _(words.STOPS.get(cell.detail, "停计"))
    if cell.kind == "rest":
        return _("休")
    return _("第%(n)d天") % {"n": cell.ordinal} if cell.ordinal else ""


def kinds(clock: Term | Binding) -> set[str]:
    """Which sorts of cells occur, so that the legend names no other."""
    cells = cells_of(clock)
    return (
        {c.kind for c in cells}
        | {m for c in cells for m in c.marks}
        | ({"more"} if any(c.why == Why.EXTENSION for c in cells) else set())
        | ({"today"} if any(c.today for c in cells) else set())
    )
