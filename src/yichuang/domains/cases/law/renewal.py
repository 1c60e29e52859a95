"""Renewal (行政许可法 50): asked for thirty days before a licence ends; without a decision by its end it counts as renewed. Pure.

The thirty days bind the holder, not the organ, so that article 82 does not make working days of them; another law or regulation may
set other days, in its own unit. The end of a licence is a day, not a limit: no stop and no extension moves it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from yichuang.foundation.deadlines import Limit, StartsAt, Unit
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.workdays import Calendar

ARTICLE = "《中华人民共和国行政许可法》第五十条"
ASK = Limit(30, Unit.NATURAL_DAY, ARTICLE, StartsAt.RECEIPT)
_DAY = timedelta(days=1)


class Standing(StrEnum):
    """Where a request for renewal stands on a day."""

    WAITING = "waiting"
    DECIDED = "decided"
    DEEMED = "deemed"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Renewal:
    """A request: the last day on which the licence holds, the day of the request, and that of the decision."""

    expires_on: date
    asked_on: date
    decided_on: date | None = None


def last_day_to_ask(expires_on: date, calendar: Calendar, own: Limit | None = None) -> date:
    """Counted back from the last day of validity, which is not counted. It does not give way to a working day.

    Article 203 of the Civil Code moves the last day of a limit later; here later would be too late for the organ.
    """
    limit = own or ASK
    if limit.unit is Unit.NATURAL_DAY:
        return expires_on - timedelta(days=limit.value)
    if limit.unit is not Unit.WORKING_DAY:
        raise Invalid("renewal.unit", field="unit")
    day, left = expires_on, limit.value
    while left:
        day -= _DAY
        left -= calendar.is_working(day)
    return day


def first_day_to_ask(expires_on: date, calendar: Calendar, earliest: Limit | None) -> date | None:
    """Where a law also sets a first day (ninety days before, for example); None where one may ask at any time."""
    return last_day_to_ask(expires_on, calendar, earliest) if earliest else None


def deems_at(expires_on: date, zone: ZoneInfo) -> datetime:
    """24:00 of the last day of validity."""
    return datetime.combine(expires_on + _DAY, time(), zone)


def standing(
    found: Renewal, today: date, calendar: Calendar, own: Limit | None = None, *, is_licence: bool = True
) -> Standing:
    """Silence renews only a licence that was asked for in time; a late request is handled, and never deemed.

    A decision on the last day is in time. One that comes later finds the licence renewed already: it can only be revoked.
    """
    in_time = found.asked_on <= last_day_to_ask(found.expires_on, calendar, own)
    if found.decided_on is not None and (found.decided_on <= found.expires_on or not (in_time and is_licence)):
        return Standing.DECIDED
    if not in_time:
        return Standing.LATE
    return Standing.DEEMED if is_licence and today > found.expires_on else Standing.WAITING


def check_asked(found: Renewal, calendar: Calendar, own: Limit | None = None, earliest: Limit | None = None) -> None:
    """Whether a renewal can be asked for now at all: what has ended is applied for anew, and nobody asks before the first day."""
    if found.asked_on > found.expires_on:
        raise Refused("renewal.over", expires_on=found.expires_on)
    first = first_day_to_ask(found.expires_on, calendar, earliest)
    if first is not None and found.asked_on < first:
        raise Refused("renewal.too_early", first=first)


def renewed_from(expires_on: date) -> date:
    """The renewed licence joins the old one without a gap, whenever the decision was made."""
    return expires_on + _DAY
