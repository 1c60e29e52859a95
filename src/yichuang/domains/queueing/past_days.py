"""Days of a center made from its tickets, as the engines read them. Reads only; times become seconds of the center's day.

What the tables no longer say is left out: of a visit that was sent on, only the last part is known; a visit that was set aside counts its pause
as service; which windows were open is seen from what they called.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of

from .calling import class_of, setting_of
from .lifecycle import State
from .models import Queue, Ticket, WindowDesk

DAYS = 60
"""So many of the latest days with tickets are learned from."""

LOOK_BACK = 150
FIELDS = (
    "id", "queue_id", "day", "item", "priority", "booked", "state", "state_since", "issued_at", "checked_in_at", "ordered_at",
    "appointment_at", "called_at", "started_at", "ended_at", "window_id", "requeued", "source",
)  # fmt: skip


def seconds_of(at: datetime, day: date, zone: ZoneInfo) -> float:
    """Seconds from the midnight that begins the day, never less than none."""
    return max(0.0, (at - datetime.combine(day, time(), zone)).total_seconds())


def past_days(actor: Actor, until: date, most: int = DAYS) -> list[dict[str, Any]]:
    """Day logs of the latest days before `until` on which the center served and numbers were given, the earliest first. Eight statements.

    Each is what `read_log` takes, with the key `day` beside.
    """
    assert actor.center_id is not None
    rows = Ticket.objects.filter(center_id=actor.center_id, day__lt=until, day__gte=until - timedelta(days=LOOK_BACK))
    days = sorted(rows.order_by().values_list("day", flat=True).distinct())[-most:]
    if not days:
        return []
    hours = places.service_periods(actor.center_id, days[0], days[-1])
    codes = dict(Queue.objects.filter(center_id=actor.center_id).values_list("id", "code"))
    desks = list(WindowDesk.objects.filter(center_id=actor.center_id))
    setting = setting_of(actor.center_id).setting()
    by_day: dict[date, list[Ticket]] = {}
    for t in rows.filter(day__gte=days[0]).only(*FIELDS).order_by("issued_at", "id"):
        by_day.setdefault(t.day, []).append(t)
    zone = zone_of(actor.center_id)
    return [
        day_log(day, by_day[day], hours[day], codes=codes, desks=desks, setting=setting, zone=zone)
        for day in days
        if hours.get(day) and by_day.get(day)
    ]


def day_log(
    day: date, tickets: Sequence[Ticket], hours: Sequence[places.Period], *, codes: Mapping[UUID, str], desks: Iterable[WindowDesk],
    setting: Mapping[str, Any], zone: ZoneInfo,
) -> dict[str, Any]:  # fmt: skip
    """One day. `grace` is how long after closing people were still called."""
    close = _clock(hours[-1].closes)
    names = {d.window_id: d.code for d in desks}
    here = [t for t in tickets if t.called_at or t.checked_in_at or t.source != "remote"]
    told = [_visit(t, _clock(hours[0].opens), close, codes, names, zone) for t in here]
    late = max((v["call"] - close for v in told if v["call"] is not None), default=0.0)
    skills: dict[str, set[str]] = {
        d.code: {codes[q] for q in d.queue_ids if q in codes} for d in desks if d.code in {v["window"] for v in told}
    }
    for v in told:
        if v["window"] is not None:
            skills.setdefault(v["window"], set()).add(v["queue"])
    return {
        "day": str(day), "open": _clock(hours[0].opens), "close": close, "grace": max(0.0, late), "dow": day.weekday(),
        "policy": dict(setting), "windows": [{"id": code, "skills": sorted(s)} for code, s in sorted(skills.items())], "tickets": told,
    }  # fmt: skip


def _clock(at: time) -> float:
    return at.hour * 3600.0 + at.minute * 60.0


def came(ticket: Ticket) -> tuple[datetime, datetime | None]:
    """(from when he waits, the booked time that his waiting counts from if he came before it). Whoever missed a call begins anew."""
    here = ticket.checked_in_at or ticket.issued_at
    if ticket.requeued:
        return ticket.ordered_at, None
    if ticket.booked and ticket.ordered_at > here:
        return here, ticket.ordered_at
    return min(here, ticket.ordered_at), None


def _visit(
    t: Ticket, opened: float, close: float, codes: Mapping[UUID, str], names: Mapping[UUID, str], zone: ZoneInfo
) -> dict[str, Any]:  # fmt: skip
    start, appt = came(t)
    call = seconds_of(t.called_at, t.day, zone) if t.called_at else None
    end, outcome = _end(t, zone)
    if end is not None and call is None:
        end = min(end, close)  # a number that nobody called ends with the day, whenever it was tidied away
    return {
        "id": str(t.pk), "queue": codes.get(t.queue_id, ""), "item": t.item, "cls": class_of(t), "arrive": seconds_of(start, t.day, zone) or opened,
        "appt": seconds_of(appt, t.day, zone) if appt else None, "call": call, "end": end,
        "window": names.get(t.window_id) if t.window_id and call is not None else None, "outcome": outcome,
    }  # fmt: skip


def _end(t: Ticket, zone: ZoneInfo) -> tuple[float | None, str]:
    """(when he left, how). What was tidied away in the night after ended at no time that is known."""
    ended = t.ended_at if t.ended_at and t.ended_at.astimezone(zone).date() == t.day else None
    if t.called_at is None:
        ended = t.ended_at
    elif not t.started_at and t.state != State.SERVED:
        ended = t.state_since if t.state == State.ABSENT else ended
    gone = "left" if t.called_at is None else "served" if t.started_at or t.state == State.SERVED else "noshow"
    return (seconds_of(ended, t.day, zone) if ended else None), gone
