"""容缺受理 (DB50/T 1603-2024 5.3.5): when an application may be accepted although something secondary lacks, and until when. Pure.

Lawful when the item allows it, every main material is there and in form, what lacks or is flawed is secondary and listed as
tolerable, and the applicant promises in writing to bring it within the item's promised time. The clock of the decision does
not stop for it (only the special procedures of the law stop one), and no result is given before everything is there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from yichuang.foundation.workdays import Calendar

from .common import blocks
from .facts import IntakeFacts, MaterialFact, Reason, why
from .rule import Rule, Settles

ONE = timedelta(days=1)

COMPLETE_OR_NOTHING = frozenset({"REAL_ESTATE_INSTANT"})
"""Rules under which an application is complete or is turned away at once: 不动产登记暂行条例 17."""


@dataclass(frozen=True, slots=True)
class ToleranceFacts:
    """What the judgment looks at. `latest` is the last day of the date that would bind if it were accepted today, None when the
    item sets no such date; `barred_until` is the last day on which an earlier lapse still counts, where the center says so."""

    intake: IntakeFacts
    rule: Rule
    allowed: bool
    latest: date | None
    main: frozenset[str] = frozenset()
    tolerable: frozenset[str] = frozenset()
    barred_until: date | None = None


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The judgment: `lacking` are the materials that would follow later."""

    lawful: bool
    reasons: tuple[Reason, ...]
    lacking: tuple[MaterialFact, ...] = field(default=())


def judge(facts: ToleranceFacts) -> Tolerance:
    """Whether it may be accepted with tolerance here and now, and why. Every obstacle is named, not only the first."""
    seen = facts.intake
    if not seen.at_intake:
        return Tolerance(False, (why("case.not_at_intake"),))
    no = _of_the_item(facts)
    if facts.rule.deems and seen.overdue:
        no.append(why("tolerance.deemed", due=seen.tell_by))
    no += blocks(seen)
    lacking = seen.tellable
    if not lacking and not seen.unlooked:
        no.append(why("tolerance.nothing_lacks"))
    no += [r for m in lacking if (r := _obstacle(facts, m))]
    if no:
        return Tolerance(False, tuple(no), lacking)
    said = [why("tolerance.possible", name=m.name, material=m.code, until=facts.latest) for m in lacking]
    return Tolerance(True, tuple(said), lacking)


def _of_the_item(facts: ToleranceFacts) -> list[Reason]:
    """What has nothing to do with this person's papers."""
    if facts.rule.code in COMPLETE_OR_NOTHING:
        return [why("tolerance.rule_has_none", rule=facts.rule.label)]
    if not facts.allowed:
        return [why("tolerance.item_has_none")]
    if facts.rule.settles is Settles.ALWAYS or facts.latest is None or facts.latest <= facts.intake.today:
        return [why("tolerance.on_the_spot")]
    if facts.barred_until is not None and facts.intake.today <= facts.barred_until:
        return [why("tolerance.lapsed_before", until=facts.barred_until)]
    return []


def _obstacle(facts: ToleranceFacts, material: MaterialFact) -> Reason | None:
    """Why this material cannot follow later."""
    if material.code in facts.main:
        return why("tolerance.main_defective", name=material.name, material=material.code)
    if material.code not in facts.tolerable:
        return why("tolerance.not_tolerable", name=material.name, material=material.code)
    return None


def last_working_day(latest: date, today: date, calendar: Calendar) -> date:
    """The last day on which the hall can take the material: `latest`, or the working day before it. Never before today."""
    day = latest
    while day > today and not calendar.is_working(day):
        day -= ONE
    return day


def usual_date(today: date, latest: date, usual: int, calendar: Calendar) -> date:
    """The date that the desk offers first: `usual` working days, and if it can be had a working day before the promise ends, so
    that the department still has a day to decide."""
    last = last_working_day(latest, today, calendar)
    reserve = last_working_day(last - ONE, today, calendar)
    return min(after_days(today, usual, calendar), reserve if reserve > today else last)


def after_days(today: date, days: int, calendar: Calendar) -> date:
    """The working day that is so many working days after today; today is not counted."""
    day, left = today, days
    while left:
        day += ONE
        left -= calendar.is_working(day)
    return day


def days_until(today: date, by: date, calendar: Calendar) -> int:
    """How many working days lie after today up to the date."""
    return sum(calendar.is_working(today + timedelta(days=n)) for n in range(1, (by - today).days + 1))


def check_date(by: date, today: date, latest: date, calendar: Calendar) -> Reason | None:
    """Why a date cannot be promised: past, beyond the item's promise, or a day on which nobody takes it. None: it can."""
    if by < today:
        return why("tolerance.date_past", by=by)
    if by > latest:
        return why("tolerance.date_beyond", by=by, latest=last_working_day(latest, today, calendar))
    if not calendar.is_working(by):
        before = last_working_day(by, today, calendar)
        after = after_days(by, 1, calendar)
        return why("tolerance.date_rests", by=by, day=after if after <= latest else before)
    return None


def lapsed(state: str, by: date, today: date) -> bool:
    """Whether an open tolerance is over: from 24:00 of the promised day in the center's zone, whether a job ran or not."""
    return state == "open" and today > by


def to_remind(by: date, today: date, before: int, calendar: Calendar) -> bool:
    """Whether the applicant is reminded today: from so many working days before the promised day until that day."""
    return today <= by and days_until(today, by, calendar) <= before


def chosen_materials(given: Iterable[str] | None, lacking: tuple[MaterialFact, ...]) -> tuple[set[str], set[str]]:
    """(named although nothing lacks, lacking but not named): both must be empty. Nothing given means all that lacks."""
    need = {m.code for m in lacking}
    named = need if given is None else set(given)
    return named - need, need - named
