"""Hearings whose fixed day a change of the legal calendar makes a day of rest."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from yichuang.foundation.workdays import Calendar

from .law import hearing as law
from .models import CaseHearing
from .recounting import Touch


def hearings_at_rest(
    center_id: UUID, touch: Touch, calendar: Calendar, now: datetime, zone: ZoneInfo
) -> list[CaseHearing]:
    """Those still to be held, by their time, with their cases. One statement."""
    rows = CaseHearing.objects.filter(center_id=center_id, state="arranged", hold_at__gte=now).select_related("case")
    return [h for h in rows.order_by("hold_at", "id") if law.rests(h.hold_at, touch.days, calendar, zone)]
