"""Reads `docs/clock-cases.md`, where the cases stand that were counted by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from yichuang.foundation.deadlines import Limit, Stop

PAGE = Path(__file__).parents[5] / "docs" / "clock-cases.md"
ZONE = ZoneInfo("Asia/Shanghai")
UNITS = {"d": "working_day", "nd": "natural_day", "m": "month", "y": "year", "h": "hour", "wh": "working_hour"}


@dataclass(frozen=True, slots=True)
class Worked:
    """One line of the page. `counted` are days, or for hours stretches of time; `due` is None while a stop holds the clock."""

    section: str
    law: str
    case: str
    limit: Limit
    started: datetime
    stops: tuple[Stop, ...]
    extension: Limit | None
    counted: list[date] | list[tuple[datetime, datetime]]
    due: date | datetime | None


def worked() -> list[Worked]:
    """Every case of the page, in its order."""
    return [_case(section, row) for section, row in _rows(PAGE.read_text())]


def _rows(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    section, heads = "", []
    for line in text.splitlines():
        if line.startswith("## "):
            section, heads = line[3:], []
        elif line.startswith("| ") and not line.startswith("| ---"):
            cells = [cell.strip() for cell in line.strip()[1:-1].split("|")]
            if heads:
                yield section, dict(zip(heads, cells, strict=True))
            heads = heads or cells


def _case(section: str, row: dict[str, str]) -> Worked:
    limit = _limit(row["limit"])
    due = row["due"]
    return Worked(
        section, row["law"], row["case"], limit, _at(row["from"]), tuple(_stops(row.get("stops", ""))),
        _limit(row["extension"]) if row.get("extension") else None,
        _stretches(row["counted"]) if limit.unit.timed else _days(row["counted"]),
        None if due == "—" else _at(due) if limit.unit.timed else date.fromisoformat(due),
    )  # fmt: skip


def _limit(text: str) -> Limit:
    value, unit = text.split()
    return Limit(int(value), UNITS[unit])


def _at(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=ZONE)


def _stops(text: str) -> Iterator[Stop]:
    for part in filter(None, text.split(", ")):
        start, until = part.split(" / ")
        kind, _, start = start.partition(" ")
        yield Stop(kind, _at(start), None if until == "…" else _at(until))


def _days(text: str) -> list[date]:
    found: list[date] = []
    for part in filter(None, text.split("; ")):
        if "…" in part:
            first, last = map(date.fromisoformat, part.split("…"))
            found += [first + timedelta(n) for n in range((last - first).days + 1)]
            continue
        month, _, days = part.partition(": ")
        for days_of in days.split():
            a, _, b = days_of.partition("-")
            found += [date.fromisoformat(f"{month}-{day:02}") for day in range(int(a), int(b or a) + 1)]
    return found


def _stretches(text: str) -> list[tuple[datetime, datetime]]:
    found = []
    for part in filter(None, text.split("; ")):
        first, last = part.split("…")
        found.append((_at(first), _at(last if re.match(r"\d{4}-", last) else f"{first[:10]} {last}")))
    return found
