"""A made-up day: who comes when and for what, how long each service would take, when clerks pause. The same seed and day
give the same people whatever the calling order, so that two orders can be compared on the same day."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..hall.values import Ticket
from .parameters import SLOT, Hall


@dataclass(frozen=True, slots=True)
class Person:
    """A ticket with what the hall cannot know: seconds at a usual clerk, whether he is gone when called (`gone` seconds
    are then lost), how long he is willing to wait."""

    ticket: Ticket
    seconds: float
    gone: float | None
    patience: float
    chance: float


@dataclass(frozen=True, slots=True)
class Shift:
    """A window on one day: working intervals, speed of its clerk (1.1: ten per cent slower), pauses as (due, seconds)."""

    id: Any
    skills: frozenset[str] | None
    plan: tuple[tuple[float, float], ...]
    told: tuple[tuple[float, float], ...] | None
    speed: float
    pauses: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class MadeDay:
    """People by arrival, and windows, of one day."""

    number: int
    dow: int
    people: tuple[Person, ...]
    shifts: tuple[Shift, ...]
    gaps: Sequence[float]


def lognormal(mean: float, cv: float, bell: Any) -> Any:
    """Lognormal values of this mean and coefficient of variation from standard normal ones."""
    s2 = np.log1p(cv * cv)
    return mean * np.exp(np.sqrt(s2) * bell - s2 / 2.0)


def clerk_speeds(hall: Hall, seed: int) -> list[float]:
    """Speeds of the hall's clerks, the same on every day of a seed."""
    return [float(x) for x in np.exp(np.random.default_rng([seed, 9]).normal(0.0, hall.clerk_sd, len(hall.desks)))]


def make_day(hall: Hall, seed: int, number: int) -> MadeDay:
    """Day `number` (from 1) of the hall under a seed; weekends are skipped, day 1 is a Monday."""
    rng = np.random.default_rng([seed, number])
    dow = (number - 1) % len(hall.weekday)
    volume = float(np.exp(rng.normal(-(hall.volume_sd**2) / 2, hall.volume_sd))) * hall.weekday[dow]
    slow = float(np.exp(rng.normal(0.0, hall.service_day_sd)))
    arrivals = _arrivals(hall, rng, volume) + _appointments(hall, rng)
    arrivals.sort(key=lambda a: a[0])
    people = _people(hall, rng, arrivals, slow)
    speeds = clerk_speeds(hall, seed)
    shifts = tuple(_shift(hall, rng, i, speeds[i]) for i in range(len(hall.desks)))
    gaps = rng.exponential(hall.gap_mean, 4096) if hall.gap_mean else np.zeros(1)
    return MadeDay(number, dow, tuple(people), shifts, gaps)


def _arrivals(hall: Hall, rng: np.random.Generator, volume: float) -> list[tuple[float, int, float | None]]:
    weights = np.array(hall.profile) / sum(hall.profile)
    shares = np.array([i.share for i in hall.items])
    found: list[tuple[float, int, float | None]] = []
    for slot, weight in enumerate(weights):
        n = rng.poisson(hall.per_day * volume * weight)
        times = hall.open + SLOT * (slot + rng.random(n))
        kinds = rng.choice(len(shares), n, p=shares / shares.sum())
        found += [(float(t), int(k), None) for t, k in zip(times, kinds, strict=True)]
    return found


def _appointments(hall: Hall, rng: np.random.Generator) -> list[tuple[float, int, float | None]]:
    book = hall.booking
    wanted = [i for i, item in enumerate(hall.items) if not book.queues or item.queue in book.queues]
    shares = np.array([hall.items[i].share for i in wanted])
    found: list[tuple[float, int, float | None]] = []
    slot = book.begin
    while book.per_slot and slot < book.end:
        for i in range(book.per_slot):
            appt = slot + SLOT * i / book.per_slot
            comes, off = rng.random() < book.show, rng.normal(-book.early, book.spread)
            kind = wanted[int(rng.choice(len(shares), p=shares / shares.sum()))]
            if comes:
                found.append((min(hall.close - 60.0, max(hall.open, appt + off)), kind, appt))
        slot += SLOT
    return found


def _people(
    hall: Hall, rng: np.random.Generator, arrivals: list[tuple[float, int, float | None]], slow: float
) -> list[Person]:
    n = len(arrivals)
    bell, first, gone, leaves, patience = (
        rng.normal(size=n),
        rng.random(n),
        rng.random(n),
        rng.random(n),
        rng.exponential(size=n),
    )
    away = hall.noshow_seconds * (0.6 + 0.8 * rng.random(n))
    people = []
    for i, (at, kind, appt) in enumerate(arrivals):
        item = hall.items[kind]
        cls = "appointment" if appt is not None else "priority" if first[i] < item.priority else "normal"
        ticket = Ticket(i + 1, item.queue, item.code, cls, round(at, 1), appt)
        stays = hall.leave_mean * patience[i] + 300.0 if leaves[i] < hall.leave_share else 1e9
        people.append(
            Person(
                ticket,
                max(10.0, slow * float(lognormal(item.mean, item.cv, bell[i]))),
                float(away[i]),
                float(stays),
                float(gone[i]),
            )
        )
    return people


def _shift(hall: Hall, rng: np.random.Generator, i: int, speed: float) -> Shift:
    desk = hall.desks[i]
    plan = desk.plan or ((hall.open, hall.close),)
    off, absent = rng.random() < hall.early_off, rng.random() < hall.absent
    if off:
        end = plan[-1][1] - 3600.0 * rng.random()
        plan = tuple((a, min(b, end)) for a, b in plan if a < end)
    if absent:
        plan = ()
    n = rng.poisson(hall.pause_per_hour * (hall.close - hall.open) / 3600.0)
    due = np.sort(hall.open + (hall.close - hall.open) * rng.random(n))
    lengths = lognormal(hall.pause_mean, hall.pause_cv, rng.normal(size=n))
    # a clerk takes his pauses from his work: none is saved up for the hour in which the window opens again
    working = [any(begin <= a < end for begin, end in plan) for a in due]
    pauses = tuple((float(a), float(b)) for a, b, at in zip(due, lengths, working, strict=True) if at)
    return Shift(desk.id, frozenset(desk.skills), plan, desk.plan, speed, pauses)
