"""What is free: the slots of a queue with who is booked, for the page and for the act alike."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from yichuang.domains.places import api as places

from .booking import LEAD, Slot, no_show_rate, peak_of, slots_of
from .lifecycle import Booked
from .models import Appointment, Queue

RATE_DAYS = 60
"""The no-show rate is measured over so many days."""


def measured(queue: Queue, today: date) -> tuple[float, int]:
    """(no-show rate of a queue, how many appointments it rests on). One statement."""
    over = Appointment.objects.filter(queue=queue, day__gte=today - timedelta(days=RATE_DAYS), day__lt=today).aggregate(
        missed=Count("id", filter=Q(state=Booked.MISSED)), kept=Count("id", filter=Q(state=Booked.ARRIVED))
    )
    return no_show_rate(over["missed"], over["kept"]), over["missed"] + over["kept"]


def free_slots(queue: Queue, first: date, last: date, now: datetime, rate: float) -> dict[date, list[Slot]]:
    """The slots of each day that one can still book, with who is booked. Six statements, however many days."""
    center = places.center(queue.center_id)
    if not (queue.active and queue.slot_minutes and queue.slot_places):
        return {}
    peak = peak_of(center.setting("peak_from"), center.setting("peak_until"), center.setting("peak_share"))
    taken = dict(
        Appointment.objects.filter(queue=queue, day__range=(first, last), state__in=[Booked.BOOKED, Booked.ARRIVED])
        .values_list("starts").annotate(n=Count("id"))
    )  # fmt: skip
    found = {}
    for day, hours in places.service_periods(queue.center_id, first, last).items():
        made = slots_of(
            day, hours, center.zone, minutes=queue.slot_minutes, places=queue.slot_places, peak=peak, rate=rate,
            most=center.setting("overbook_most"),
        )  # fmt: skip
        found[day] = [
            Slot(s.starts, s.ends, s.capacity, taken.get(s.starts, 0))
            for s in made
            if s.starts >= now + LEAD and s.capacity
        ]
    return found


def queue_of(center_id: UUID, code: str) -> Queue | None:
    """A queue by its code. One statement."""
    return Queue.objects.filter(center_id=center_id, code=code).first()
