"""A hall's parameters as they stand in a TOML file. Every figure that the made-up day depends on is in that file."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, isfinite
from pathlib import Path
from typing import Any

from ..policy import Policy, read_policy

HALLS = Path(__file__).parent / "halls"
SLOT = 1800.0


class BadHall(ValueError):
    """A parameter file that makes no hall; its text names the field."""


@dataclass(frozen=True, slots=True)
class Item:
    """What people come for: its share of all arrivals, mean seconds and coefficient of variation at the window."""

    code: str
    queue: str
    share: float
    mean: float
    cv: float
    priority: float = 0.0


@dataclass(frozen=True, slots=True)
class Desk:
    """A window of the hall; `plan` None: from opening to closing."""

    id: str
    skills: tuple[str, ...]
    plan: tuple[tuple[float, float], ...] | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """Appointments: so many slots a half-hour between two times; how many of those booked come; how early or late."""

    per_slot: int = 0
    begin: float = 0.0
    end: float = 0.0
    show: float = 0.85
    early: float = 240.0
    spread: float = 300.0
    queues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hall:
    """All parameters of a hall. Shares are of one; seconds everywhere; `*_sd` are of the logarithm."""

    name: str
    open: float
    close: float
    grace: float
    per_day: float
    profile: tuple[float, ...]
    items: tuple[Item, ...]
    desks: tuple[Desk, ...]
    policy: Policy
    policy_setting: Mapping[str, Any]
    booking: Booking = field(default_factory=Booking)
    volume_sd: float = 0.15
    weekday: tuple[float, ...] = (1.0,) * 5
    service_day_sd: float = 0.08
    clerk_sd: float = 0.08
    noshow: float = 0.03
    noshow_per_hour: float = 0.06
    noshow_seconds: float = 60.0
    leave_share: float = 0.1
    leave_mean: float = 2700.0
    pause_per_hour: float = 0.25
    pause_mean: float = 420.0
    pause_cv: float = 0.7
    gap_mean: float = 12.0
    early_off: float = 0.0
    absent: float = 0.0


def seconds(value: Any, where: str) -> float:
    """Seconds of the day from "HH:MM" or a number."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 86_400:
        return float(value)
    try:
        hours, minutes = (int(part) for part in str(value).split(":"))
        if not (0 <= hours <= 24 and 0 <= minutes < 60):
            raise ValueError
        return hours * 3600.0 + minutes * 60.0
    except ValueError:
        raise BadHall(f'{where}: a time like "09:00" was expected, not {value!r}') from None


def number(source: Mapping[str, Any], key: str, where: str, default: float | None = None, least: float = 0.0) -> float:
    """A number that is not below `least`; without a default it has to be there."""
    value = source.get(key, default)
    if value is None:
        raise BadHall(f"{where}.{key}: missing; a number was expected")
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or value < least:
        raise BadHall(f"{where}.{key}: a number of at least {least:g} was expected, not {value!r}")
    return float(value)


def table(source: Mapping[str, Any], key: str, *, needed: bool = True) -> Mapping[str, Any]:
    """A [table] of the file; empty when it may be missing and is."""
    value = source.get(key)
    if value is None and not needed:
        return {}
    if not isinstance(value, Mapping):
        raise BadHall(f"{key}: {'missing' if value is None else 'not a table'}; a table [{key}] was expected")
    return value


def _tables(source: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = source.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(one, Mapping) for one in value):
        raise BadHall(f"{key}: at least one table [[{key}]] is needed")
    return value


def _numbers(
    source: Mapping[str, Any], key: str, where: str, default: Sequence[float] | None = None
) -> tuple[float, ...]:
    value = source.get(key, default)
    if not isinstance(value, list | tuple) or not value:
        raise BadHall(f"{where}.{key}: a list of numbers was expected, not {value!r}")
    return tuple(number({key: one}, key, f"{where}.{key}[{i}]") for i, one in enumerate(value))


def _plan(value: Any, where: str) -> tuple[tuple[float, float], ...] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in value):
        raise BadHall(f'{where}: pairs like [["09:00", "12:00"]] were expected, not {value!r}')
    spans = tuple((seconds(a, where), seconds(b, where)) for a, b in value)
    if any(b <= a for a, b in spans):
        raise BadHall(f"{where}: an interval ends before it begins")
    return spans


def _items(source: Mapping[str, Any]) -> tuple[Item, ...]:
    made = []
    for i, one in enumerate(_tables(source, "items")):
        where = f"items[{i}]"
        for key in ("code", "queue"):
            if not isinstance(one.get(key), str) or not one[key]:
                raise BadHall(f"{where}.{key}: missing; a text was expected")
        made.append(
            Item(
                one["code"], one["queue"], number(one, "share", where), number(one, "mean", where, least=1.0),
                number(one, "cv", where, 0.8), number(one, "priority", where, 0.0),
            )
        )  # fmt: skip
    if not sum(item.share for item in made):
        raise BadHall("items: the shares add up to nothing")
    return tuple(made)


def _desks(source: Mapping[str, Any], queues: set[str]) -> tuple[Desk, ...]:
    made: list[Desk] = []
    for i, w in enumerate(_tables(source, "windows")):
        where, skills = f"windows[{i}]", w.get("skills")
        if not isinstance(skills, list) or not skills:
            raise BadHall(f"{where}.skills: a list of queues was expected, not {skills!r}")
        if strange := [q for q in skills if q not in queues]:
            raise BadHall(f"{where}.skills: no item has the queue {strange[0]!r}")
        ids = w.get("ids") or [w.get("id", i + 1)]
        made += [Desk(str(one), tuple(skills), _plan(w.get("plan"), f"{where}.plan")) for one in ids]
    if len({d.id for d in made}) < len(made):
        raise BadHall("windows: an id is there twice")
    return tuple(made)


def _booking(source: Mapping[str, Any], queues: set[str]) -> Booking:
    given, where = table(source, "appointments", needed=False), "appointments"
    if not given:
        return Booking()
    if strange := [q for q in given.get("queues", ()) if q not in queues]:
        raise BadHall(f"{where}.queues: no item has the queue {strange[0]!r}")
    return Booking(
        int(number(given, "per_slot", where)), seconds(given.get("from"), f"{where}.from"), seconds(given.get("to"), f"{where}.to"),
        number(given, "show", where, 0.85), number(given, "early", where, 240.0), number(given, "spread", where, 300.0),
        tuple(given.get("queues", ())),
    )  # fmt: skip


PEOPLE = (
    "service_day_sd", "clerk_sd", "noshow", "noshow_per_hour", "noshow_seconds", "leave_share", "leave_mean", "pause_per_hour",
    "pause_mean", "pause_cv", "gap_mean", "early_off", "absent",
)  # fmt: skip


def hall_from(source: Mapping[str, Any], name: str = "hall") -> Hall:
    """A hall from the parsed file; a missing or odd field is named."""
    day, arrivals, people = table(source, "day"), table(source, "arrivals"), table(source, "people", needed=False)
    items = _items(source)
    queues = {item.queue for item in items}
    opened, closed = seconds(day.get("open"), "day.open"), seconds(day.get("close"), "day.close")
    if closed <= opened:
        raise BadHall("day.close: not after day.open")
    slots, profile = ceil((closed - opened) / SLOT), _numbers(arrivals, "profile", "arrivals")
    if len(profile) != slots:
        raise BadHall(f"arrivals.profile: {slots} half-hours were expected, there are {len(profile)}")
    if not sum(profile):
        raise BadHall("arrivals.profile: nobody ever comes")
    if strange := sorted(set(people) - set(PEOPLE)):
        raise BadHall(f"people.{strange[0]}: unknown; known are {', '.join(PEOPLE)}")
    setting = dict(table(source, "policy", needed=False)) or {"name": "fifo"}
    return Hall(
        name=str(source.get("name", name)), open=opened, close=closed, grace=number(day, "grace", "day", 0.0),
        per_day=number(arrivals, "per_day", "arrivals"), profile=profile, items=items, desks=_desks(source, queues),
        policy=read_policy(setting), policy_setting=setting, booking=_booking(source, queues),
        volume_sd=number(arrivals, "day_sd", "arrivals", 0.15), weekday=_numbers(arrivals, "weekday", "arrivals", (1.0,) * 5),
        **{key: number(people, key, "people") for key in people},
    )  # fmt: skip


def load(name: str | Path) -> Hall:
    """A hall by its file, or by the name of one of those that come with the program."""
    path = Path(name)
    if not path.suffix:
        path = HALLS / f"{name}.toml"
    try:
        return hall_from(tomllib.loads(path.read_text(encoding="utf-8")), path.stem)
    except UnicodeDecodeError:
        raise BadHall(f"{path.name}: not a text in UTF-8") from None
    except (FileNotFoundError, IsADirectoryError):
        known = ", ".join(sorted(p.stem for p in HALLS.glob("*.toml")))
        raise BadHall(f"{name}: no such hall; there are {known}, or name a file") from None
    except tomllib.TOMLDecodeError as bad:
        raise BadHall(f"{path.name}: {bad}") from bad
