"""Shorthand for reminders: the job at an instant, what it told, and what somebody finds in his inbox."""

from datetime import UTC, date, datetime, timedelta

from yichuang.domains.cases import api as cases
from yichuang.foundation import clock, messages
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

from .halls import Hall

DUE = date(2026, 11, 30)
"""Five working days after Monday 23 November."""
LAW = date(2026, 12, 21)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """That time in the hall (eight hours ahead of UTC)."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def run(hall: Hall, when: datetime) -> int:
    """The job at an instant; how many lights it told."""
    told = 0
    with clock.at(when):
        while n := cases.remind_due(actor=hall.system)["reminded"]:
            told += n
    return told


def reminders(hall: Hall, no: str) -> list[cases.ReminderView]:
    with reading(hall.clerk):
        return cases.reminders_of(hall.clerk, cases.case_page(hall.clerk, no).id)


def lit(hall: Hall, no: str) -> list[tuple[str, str]]:
    return [(r.kind, {"warn": "yellow", "bad": "red"}[r.light]) for r in reversed(reminders(hall, no))]


def found(actor: Actor, when: datetime) -> list[str]:
    with clock.at(when), reading(actor):
        return [m.text for m in messages.inbox(actor)[0]]
