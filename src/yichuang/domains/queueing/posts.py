"""Leaving a window, standing in at it and coming back, inside the transaction of the act that does it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.foundation import clock, messages, shared
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work

from . import events, rules_posts
from .models import Absence, Cover, WindowDesk, ZoneLead
from .rules_posts import Stretch, overlong_since

LEAD = "hall.lead"
"""The capability of those who answer for the hall: they hear what no named head of a zone hears."""

PAGE = "/desk/posts/"
LEFT = _("%(name)s 于 %(time)s 离开 %(window)s 号窗口，目前无人补岗，预计 %(back)s 回来。")
LEFT_OPEN = _("%(name)s 于 %(time)s 离开 %(window)s 号窗口，目前无人补岗，没有说明何时回来。")
LEFT_UNSAFE = _("%(name)s 于 %(time)s 因突发情况离开 %(window)s 号窗口，印章和材料没有确认入柜，请马上到窗口查看。")
OVERLONG = _("%(window)s 号窗口 %(name)s 离岗已满 %(limit)s 分钟，无人补岗，已记为超时离岗。请安排补岗。")


def open_hours(center_id: UUID, at: datetime) -> tuple[Stretch, ...]:
    """The opening hours of the center on the day of an instant. Three statements."""
    with shared.one_look():
        zone = places.center(center_id).zone
        periods = places.open_state(center_id, at).periods_today
    return rules_posts.stretches(clock.center_day(at, zone), periods, zone)


def leave(work: Work, desk: WindowDesk, *, seals_away: bool | None) -> None:
    """The clerk of a desk goes away: it is written down, reported to the head of his zone, and his sessions lock.

    A desk that was opened in nobody's name has nobody who could be away. A second pause only changes reason and return.
    """
    if desk.staff_id is None:
        return
    said = {"reason": desk.reason, "expected_return": desk.expected_return}
    if Absence.objects.filter(window_id=desk.window_id, staff_id=desk.staff_id, ended_at=None).update(**said):
        return
    where = places.window(desk.window_id)
    row = Absence.objects.create(
        center_id=work.center_id, window_id=desk.window_id, window=desk.code, zone=where.zone_code, zone_name=where.zone_name,
        day=work.today, staff_id=desk.staff_id, staff_name=desk.staff_name, seals_away=seals_away, started_at=work.at,
        reported_at=work.at, limit_minutes=places.center(work.center_id).setting("away_alert_minutes"), **said,
    )  # fmt: skip
    text = LEFT_UNSAFE if seals_away is False else LEFT if row.expected_return else LEFT_OPEN
    back = _hour(work, row.expected_return) if row.expected_return else ""
    facts = {"name": row.staff_name, "window": row.window, "time": _hour(work, row.started_at), "back": back}
    _tell(work, row, "window.left", text, facts)
    people.lock_staff(work, desk.staff_id)


def _hour(work: Work, at: datetime) -> str:
    return f"{at.astimezone(work.zone):%H:%M}"


def sit_down(work: Work, desk: WindowDesk, who: Actor | None) -> None:
    """Somebody opens a window: whoever was away from it is back, or is covered from now on."""
    for row in (
        Absence.objects.select_for_update().filter(window_id=desk.window_id, ended_at=None).order_by("started_at")
    ):
        end_covers(work, row)
        if who is None or row.staff_id == who.id:
            end(work, row, "returned")
        else:
            _cover(work, row, who)


def _cover(work: Work, row: Absence, who: Actor) -> None:
    note_overlong(work, row, work.at)
    if row.covered_at is None:
        Absence.objects.filter(pk=row.pk).update(covered_at=work.at)
    Cover.objects.create(
        center_id=work.center_id, absence=row, staff_id=who.id, staff_name=who.name, started_at=work.at
    )
    work.audit("window.covered", f"window:{row.window_id}", after={"for": row.staff_name, "by": who.name})
    work.emit(events.COVERED, f"window:{row.window_id}", absence=row.pk, window=row.window_id, staff=who.id)


def end_covers(work: Work, row: Absence) -> None:
    """Whoever stood in gets up."""
    Cover.objects.filter(absence=row, ended_at=None).update(ended_at=work.at)


def end(work: Work, row: Absence, how: str) -> None:
    """The absence is over; that it had become too long is written even if no job has seen it."""
    note_overlong(work, row, work.at)
    Absence.objects.filter(pk=row.pk).update(ended_at=work.at, ended_by=how)
    work.audit("window.absence_over", f"window:{row.window_id}", after={"staff": row.staff_name, "how": how})


def get_up(work: Work, desk: WindowDesk) -> None:
    """The window closes: nobody is missing from it any more."""
    for row in Absence.objects.select_for_update().filter(window_id=desk.window_id, ended_at=None):
        end_covers(work, row)
        end(work, row, "closed")


def note_overlong(work: Work, row: Absence, now: datetime) -> bool:
    """Write down, once, that an absence without cover became too long, and tell the head of the zone and of the hall."""
    if row.overlong_at is not None or row.covered_at is not None:
        return False
    hours = open_hours(work.center_id, row.started_at)
    since = overlong_since(row.started_at, row.ended_at or now, hours, timedelta(minutes=row.limit_minutes))
    if since is None or not Absence.objects.filter(pk=row.pk, overlong_at=None).update(overlong_at=since):
        return False
    row.overlong_at = since
    facts = {"window": row.window, "name": row.staff_name, "limit": row.limit_minutes}
    _tell(work, row, "window.overlong", OVERLONG, facts, everybody=True)
    after = {"staff": row.staff_name, "limit": row.limit_minutes, "since": since}
    work.audit("window.overlong_absence", f"window:{row.window_id}", after=after)
    work.emit(events.OVERLONG, f"window:{row.window_id}", absence=row.pk, window=row.window_id, staff=row.staff_id)
    work.live("posts", "board", f"window:{row.window_id}")
    return True


def _tell(
    work: Work, row: Absence, template: str, text: str, facts: dict[str, Any], *, everybody: bool = False
) -> None:
    """To the head of the zone; to those who answer for the hall when there is none, when it is he, or when it is grave."""
    lead = ZoneLead.objects.filter(center_id=work.center_id, zone=row.zone).exclude(staff_id=row.staff_id).first()
    to = [messages.Recipient.staff(lead.staff_id, lead.staff_name)] if lead else []
    if everybody or not to:
        to.append(messages.Recipient.center(needs=LEAD))
    messages.post(work, to=to, template=template, text=text, facts=facts, link=PAGE, about=f"window:{row.window_id}")
    work.live("posts")
