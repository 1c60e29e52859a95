"""Special procedures (行政许可法 45): which may stop the clock of an item, on what basis, and for how long it is announced.

Nothing else stops a clock. For an item outside the licence law only another law can, and it has to be named. What article 45 leaves
out is left out of "the limits of this section" (本节规定的期限, articles 42 to 44), and another law speaks of its own limits alike. Days
that a judgment (行政诉讼法 70, 72) or a review set (行政复议法 64, 66) are no limit of that section: nobody but who set them can stop
them. The procedure is held all the same, its time is told in writing, and the days run on. The time that a notice
announces is in days of either kind, never in working hours, so that a center's office hours change nothing here. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from yichuang.foundation.deadlines import Limit, StopKind, Unit, term
from yichuang.foundation.deadlines.words import STOPS
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.workdays import Calendar

ARTICLE = "《中华人民共和国行政许可法》第四十五条"
OF_LICENCES = frozenset(StopKind) - {StopKind.OTHER_BY_LAW}
UNITS = (Unit.WORKING_DAY, Unit.NATURAL_DAY)
MOST_DAYS = 1000
HEARING = "听证"
"""What a hearing is called where another law than that of licences excludes its time: it too has acts of its own."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A procedure as the item's version declares it. `counted`: its time runs on the clock all the same."""

    name: str
    kind: str
    counted: bool
    est_days: int | None
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Chosen:
    """A procedure that may be started: what it is called, what sort of stop it makes, and the law that allows it."""

    kind: StopKind
    name: str
    basis: str


def choose(declared: Sequence[Declared], is_licence: bool, *, kind: str, name: str, basis: str) -> Chosen:
    """The procedure that is asked for, or why it cannot stop this item's clock.

    Of the item's own procedures the name is enough. A licence knows the eight of article 45; any other needs the law that
    excludes its time, and a paper for something that is not a licence never cites the licence law.
    """
    known = next((d for d in declared if d.name == name), None)
    if known is not None and known.counted:
        raise Refused("procedure.counted", name=known.name)
    given = StopKind(known.kind if known else _kind(kind))
    if is_licence and given in OF_LICENCES:
        return Chosen(given, name or STOPS[given], basis or ARTICLE)
    if not basis:
        raise Invalid("procedure.needs_basis", field="basis")
    if not is_licence and "许可法" in basis:
        raise Invalid("procedure.not_a_licence", field="basis")
    if not name:
        raise Invalid("procedure.needs_name", field="name")
    return Chosen(StopKind.OTHER_BY_LAW if not is_licence else given, name, basis)


def _kind(kind: str) -> str:
    if kind not in set(StopKind):
        raise Invalid("clock.kind", field="kind", given=kind[:40], known=", ".join(StopKind))
    return kind


def days(value: object, unit: object) -> Limit:
    """The time that the notice announces."""
    if unit not in UNITS:
        raise Invalid("procedure.unit", field="unit")
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_DAYS:
        raise Invalid("procedure.days", field="days", most=MOST_DAYS)
    return Limit(value, Unit(unit))


def announced_end(needed: Limit, start: date, calendar: Calendar) -> date:
    """The day on which the procedure should be over, counted like any limit."""
    zone = ZoneInfo("UTC")  # a plain day goes in, a plain day comes out
    noon = datetime(start.year, start.month, start.day, 12, tzinfo=zone)
    found = term(needed, start, calendar, noon, zone)
    assert found.due is not None
    return found.due


def late_by(expected: date | None, today: date) -> int:
    """Natural days by which a running procedure outlasts what was announced; 0 while it does not."""
    return max((today - expected).days, 0) if expected else 0


def told_on_acceptance(declared: Sequence[Declared]) -> str:
    """The row of the acceptance paper: each procedure with its estimated time, and that the time is not counted (5.1.2.4).

    Empty when the item has none.
    """
    own = [d for d in declared if not d.counted]
    if not own:
        return ""
    named = "、".join(
        f"{d.name}（预计 {d.est_days} 日）" if d.est_days else f"{d.name}（所需时间另行书面告知）" for d in own
    )
    return f"{named}。开始前书面告知，所需时间不计入办理期限。"
