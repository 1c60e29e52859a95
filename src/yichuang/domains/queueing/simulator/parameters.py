"""A hall's parameters as they stand in a TOML file. Every figure that the made-up day depends on is in that file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
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
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    try:
        hours, minutes = str(value).split(":")
        return int(hours) * 3600.0 + int(minutes) * 60.0
    except ValueError:
        raise BadHall(f'{where}: a time like "09:00" was expected, not {value!r}') from None


def _plan(value: Any, where: str) -> tuple[tuple[float, float], ...] | None:
    return None if value is None else tuple((seconds(a, where), seconds(b, where)) for a, b in value)


def _desks(source: Mapping[str, Any]) -> tuple[Desk, ...]:
    made = []
    for i, w in enumerate(source.get("windows", ())):
        where = f"windows[{i}]"
        ids = w.get("ids") or [w.get("id", i + 1)]
        made += [Desk(str(one), tuple(w["skills"]), _plan(w.get("plan"), f"{where}.plan")) for one in ids]
    if not made:
        raise BadHall("windows: at least one is needed")
    return tuple(made)


def _booking(source: Mapping[str, Any]) -> Booking:
    given = dict(source.get("appointments", {}))
    if not given:
        return Booking()
    given["begin"], given["end"] = (
        seconds(given.pop("from"), "appointments.from"),
        seconds(given.pop("to"), "appointments.to"),
    )
    given["queues"] = tuple(given.get("queues", ()))
    return Booking(**given)


def hall_from(source: Mapping[str, Any], name: str = "hall") -> Hall:
    """A hall from the parsed file; a missing or odd field is named."""
    try:
        day, arrivals = source["day"], source["arrivals"]
        items = tuple(Item(**one) for one in source["items"])
        opened, closed = seconds(day["open"], "day.open"), seconds(day["close"], "day.close")
        slots = round((closed - opened) / SLOT)
        profile = tuple(float(x) for x in arrivals["profile"])
        if len(profile) != slots:
            raise BadHall(f"arrivals.profile: {slots} half-hours were expected, there are {len(profile)}")
        setting = dict(source.get("policy", {"name": "fifo"}))
        return Hall(
            name=str(source.get("name", name)), open=opened, close=closed, grace=float(day.get("grace", 0.0)),
            per_day=float(arrivals["per_day"]), profile=profile, items=items, desks=_desks(source),
            policy=read_policy(setting), policy_setting=setting, booking=_booking(source),
            volume_sd=float(arrivals.get("day_sd", 0.15)), weekday=tuple(arrivals.get("weekday", (1.0,) * 5)),
            **{k: float(v) for k, v in source.get("people", {}).items()},
        )  # fmt: skip
    except KeyError as gone:
        raise BadHall(f"{gone.args[0]}: missing") from gone
    except TypeError as odd:
        raise BadHall(str(odd)) from odd


def load(name: str | Path) -> Hall:
    """A hall by its file, or by the name of one of those that come with the program."""
    path = Path(name)
    if not path.suffix:
        path = HALLS / f"{name}.toml"
    try:
        return hall_from(tomllib.loads(path.read_text(encoding="utf-8")), path.stem)
    except FileNotFoundError:
        known = ", ".join(sorted(p.stem for p in HALLS.glob("*.toml")))
        raise BadHall(f"{name}: no such hall; there are {known}, or name a file") from None
    except tomllib.TOMLDecodeError as bad:
        raise BadHall(f"{path.name}: {bad}") from bad
