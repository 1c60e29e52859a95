"""The service time of a center as stretches."""

from datetime import datetime
from uuid import UUID

from yichuang.domains.places import api as places
from yichuang.foundation import clock

from .rules import Stretch


def served(center_id: UUID, since: datetime, until: datetime) -> list[Stretch]:
    """When the center serves between the days of two instants, holidays taken out. Three statements."""
    zone = places.center(center_id).zone
    first, last = clock.center_day(since, zone), clock.center_day(until, zone)
    return [
        (datetime.combine(day, p.opens, tzinfo=zone), datetime.combine(day, p.closes, tzinfo=zone))
        for day, periods in places.service_periods(center_id, first, last).items()
        for p in periods
    ]
