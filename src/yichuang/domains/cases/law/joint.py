"""Joint handling (行政许可法 42, second paragraph): several organs in one unified, joint or centralised procedure. Pure.

Forty-five working days for all of them together, and fifteen more with the approval of the head of the government; each organ's
own limit goes on inside. A law or regulation that sets another limit for the whole goes before. These may be in working hours: `office`
are the center's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from yichuang.foundation.deadlines import OFFICE, Limit, Office, StartsAt, Stop, Term, Unit, term
from yichuang.foundation.errors import Refused
from yichuang.foundation.workdays import Calendar

from . import extension as extension_law

ARTICLE = "《中华人民共和国行政许可法》第四十二条第二款"
CEILING = Limit(45, Unit.WORKING_DAY, ARTICLE, StartsAt.ACCEPTANCE)


@dataclass(frozen=True, slots=True)
class Part:
    """One organ's share. `accepted` is when the whole was accepted: the parts run side by side, not one after the other."""

    organ: str
    limit: Limit


def ceiling(own: Limit | None = None) -> Limit:
    """The limit of the whole: what its own law sets, else forty-five working days."""
    return own if own is not None else CEILING


def longer(own: Limit | None = None) -> extension_law.Allowed:
    """By how much the whole can be extended, once, and that the head of the government approves it."""
    found = extension_law.allowed(own, None, is_licence=True, joint=True)
    assert found is not None
    return found


def whole(
    accepted: datetime, calendar: Calendar, now: datetime, zone: ZoneInfo, *, stops: Iterable[Stop] = (),
    extension: Limit | None = None, own: Limit | None = None, office: Office = OFFICE,
) -> Term:  # fmt: skip
    """The clock of the whole. A special procedure of one organ stops it for all: nobody can decide without that organ."""
    return term(ceiling(own), accepted, calendar, now, zone, stops=tuple(stops), extension=extension, office=office)


def dates(
    parts: Iterable[Part], accepted: datetime, calendar: Calendar, zone: ZoneInfo, *, own: Limit | None = None,
    office: Office = OFFICE,
) -> Mapping[str, Term]:  # fmt: skip
    """Each organ's date, none later than the date of the whole.

    An organ whose own limit reaches further gives way to the limit of the whole; one that is quicker keeps its own.
    """
    last = whole(accepted, calendar, accepted, zone, own=own, office=office)
    found: dict[str, Term] = {}
    for part in parts:
        if part.organ in found:
            raise Refused("joint.organ_twice", organ=part.organ)
        mine = term(part.limit, accepted, calendar, accepted, zone, office=office)
        assert mine.due_at is not None and last.due_at is not None
        found[part.organ] = mine if mine.due_at <= last.due_at else last
    if len(found) < 2:
        raise Refused("joint.one_organ")
    return found
