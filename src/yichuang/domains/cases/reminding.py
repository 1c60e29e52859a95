"""When a limit is near or over, whom it concerns, and when a case may be urged. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from yichuang.foundation.workdays import Calendar

from . import clocks
from .acts import CASE_ACTS
from .lifecycle import State

S = State

KINDS = ("promise", "statutory", "review", "tell", "correction", "delivery", "procedure", "tolerance")
"""What can be near or over: the limits of a case, the announced end of a special procedure, a promise to supply later."""

RUNS_IN: dict[str, frozenset[str]] = {
    "promise": frozenset({S.ACCEPTED, S.STOPPED}),
    "statutory": frozenset({S.ACCEPTED, S.STOPPED}),
    "review": frozenset({S.ACCEPTED, S.STOPPED}),
    "tell": frozenset({S.RECEIVED}),
    "correction": frozenset({S.CORRECTING}),
    "delivery": frozenset({S.DECIDED}),
    "procedure": frozenset({S.STOPPED}),
    "tolerance": frozenset({S.ACCEPTED, S.STOPPED}),
}
"""The states in which somebody still owes what the limit is about."""

APPLICANT_OWES = frozenset({"correction", "tolerance"})
"""Limits that the applicant has to keep: he is told too."""

URGED_IN = CASE_ACTS.acts["urge"].states
"""Somebody in the house owes the next step."""

URGERS = ("applicant", "window", "representative", "supervisor")


@dataclass(frozen=True, slots=True)
class Near:
    """One limit of one case whose light has turned: `light` is yellow or red, `due` the last day on which it is kept."""

    case_id: UUID
    kind: str
    light: str
    due: date


def light_of(today: date, due: date, threshold: int, calendar: Calendar) -> str:
    """green, yellow (the threshold in working days, rest days behind it included, and the due day itself) or red."""
    return clocks.light_of(today, due, clocks.light_days(today, threshold, calendar))


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last urging by the same kind of person: its day, and whether it was answered."""

    on: date
    answered: bool


def may_urge(state: str, last: Earlier | None, today: date, gap: int, calendar: Calendar) -> tuple[str, date | None]:
    """Why a case may not be urged now, and from which day it may; an empty reason when it may.

    After one urging the house has `gap` working days to act before the same kind of person urges again, answered or not.
    """
    if state not in URGED_IN:
        return "urging.nothing_owed", None
    if last is None:
        return "", None
    again = _after(last.on, gap, calendar)
    return ("", None) if today >= again else ("urging.too_soon", again)


def _after(day: date, working_days: int, calendar: Calendar) -> date:
    """The day after which so many working days have passed."""
    left = working_days
    while left > 0:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    return day
