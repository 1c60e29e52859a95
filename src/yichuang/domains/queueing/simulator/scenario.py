"""What `yichuang simulate` is asked: a hall or past days, changes to try, a target; from a file or from words."""

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..hall.reading import Unreadable, read_log
from ..hall.values import DayLog
from ..policy import ALIASES, NAMES
from .changes import Change
from .parameters import BadHall, number, seconds

Plan = tuple[tuple[float, float], ...]
KEYS = ("hall", "log", "seed", "days", "learn", "share", "minutes", "busy", "change")


@dataclass(frozen=True, slots=True)
class Scenario:
    """`hall`: a name or a file; or `log`: a file of day logs. `days` are played and shown; made days before them (`learn` many)
    are what the forecast and the staffing learn from. `busy`: percentile of the busy day that is planned for, or None."""

    hall: str | None = None
    log: str | None = None
    seed: int = 1
    days: int = 10
    learn: int = 30
    share: float = 0.85
    minutes: float = 15.0
    busy: float | None = None
    changes: tuple[Change, ...] = ()


def spans(text: str, where: str) -> Plan:
    """Intervals from "09:00-12:00,13:00-17:00"."""
    found = []
    for part in text.split(","):
        begin, dash, end = part.strip().partition("-")
        if not dash:
            raise BadHall(f'{where}: intervals like "09:00-12:00,13:00-17:00" were expected, not {text!r}')
        a, b = seconds(begin.strip(), where), seconds(end.strip(), where)
        if b <= a:
            raise BadHall(f"{where}: {part.strip()} ends before it begins")
        found.append((a, b))
    return tuple(found)


def order(name: str, where: str) -> Change:
    """Another calling order; one that nobody knows is refused here, where somebody compares orders."""
    if name not in NAMES and name not in ALIASES:
        raise BadHall(f"{where}: no calling order {name!r}; there are {', '.join(NAMES)}")
    return Change("policy", setting={"name": name})


def change(act: str, text: str) -> Change:
    """A change from words: close "3", open "7=A,B" or "7=A@09:00-12:00", teach "7=A", plan "7=09:00-12:00", order "strict",
    hours "09:00-18:00"."""
    where = f"{act} {text!r}"
    if act == "order":
        return order(text, where)
    if act == "hours":
        return Change("hours", plan=spans(text, where)[:1])
    window, equals, rest = (part.strip() for part in text.partition("="))
    if act == "close":
        return Change("close", text.strip())
    if not window or not equals or not rest:
        raise BadHall(f"{where}: WINDOW=… was expected, for instance 7=A")
    if act == "plan":
        return Change("plan", window, plan=spans(rest, where))
    queues, _, hours = rest.partition("@")
    named = tuple(q.strip() for q in queues.split(",") if q.strip())
    if not named:
        raise BadHall(f"{where}: no queue is named")
    return Change("open" if act == "open" else "teach", window, named, spans(hours, where) if hours else None)


ACTS = ("close", "open", "teach", "plan", "order", "hours")


def scenario_from(source: Mapping[str, Any]) -> Scenario:
    """From a parsed file: its keys are those of `Scenario`, its changes a list of tables [[change]], each of one act."""
    if strange := sorted(set(source) - set(KEYS)):
        raise BadHall(f"{strange[0]}: unknown; known are {', '.join(KEYS)}")
    for key in ("hall", "log"):
        if key in source and not isinstance(source[key], str):
            raise BadHall(f"{key}: a name or a file was expected, not {source[key]!r}")
    found = []
    tables = source.get("change", [])
    if not isinstance(tables, list):
        raise BadHall("change: tables [[change]] were expected")
    for i, one in enumerate(tables):
        if not isinstance(one, Mapping) or len(one) != 1 or next(iter(one)) not in ACTS:
            raise BadHall(f"change[{i}]: one of {', '.join(ACTS)} was expected, not {one!r:.60}")
        ((act, text),) = one.items()
        found.append(change(act, str(text)))
    busy = number(source, "busy", "scenario") if "busy" in source else None
    return Scenario(
        source.get("hall"), source.get("log"), int(number(source, "seed", "scenario", 1)),
        int(number(source, "days", "scenario", 10, 1)), int(number(source, "learn", "scenario", 30)),
        number(source, "share", "scenario", 0.85), number(source, "minutes", "scenario", 15.0), busy, tuple(found),
    )  # fmt: skip


def load_scenario(path: Path) -> Scenario:
    """A scenario file (TOML)."""
    try:
        return scenario_from(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as gone:
        raise BadHall(f"{path}: {gone.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as bad:
        raise BadHall(f"{path.name}: {bad}") from None


def read_days(lines: Iterable[str], name: str) -> list[DayLog]:
    """Day logs: one JSON object a line, or one line {"fit": […]}, or a whole list. A day that cannot be read is refused by line."""
    text = "".join(lines)
    try:
        whole = json.loads(text)
        rows: Sequence[Any] = (
            whole if isinstance(whole, list) else whole.get("fit", [whole]) if isinstance(whole, Mapping) else [whole]
        )
        numbered = list(enumerate(rows))
    except json.JSONDecodeError:
        numbered = []
        for i, line in enumerate(text.splitlines(), 1):
            if line.strip():
                try:
                    numbered.append((i, json.loads(line)))
                except json.JSONDecodeError as bad:
                    raise BadHall(f"{name}, line {i}: {bad}") from None
    try:
        days = [read_log(row, f"{name}[{i}]") for i, row in numbered]
    except Unreadable as no:
        raise BadHall(str(no)) from None
    if not days or not any(d.visits for d in days):
        raise BadHall(f"{name}: no day with tickets is in it")
    return days
