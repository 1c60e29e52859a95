"""Service past closing time, inside the transaction of the act that shows it: a number that is at a window when the hall closes."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_noop as _

from yichuang.domains.places import api as places
from yichuang.foundation import messages
from yichuang.foundation.command import Work
from yichuang.foundation.dispatch import Fact

from . import posts
from .lifecycle import LIVE
from .models import LateService, LieuTaken, Ticket, WindowDesk
from .rules_late import closing_of, crosses, late_from, minutes_of

ENOUGH = _("%(name)s 的延时服务累计 %(hours)s 小时，已到调休标准，请安排调休。")


def closing_today(work: Work) -> datetime | None:
    """When the hall closes today, as an instant; None when it does not open."""
    return closing_of(posts.open_hours(work.center_id, work.at))


def note_late(work: Work) -> int:
    """At and after closing: every window with somebody at it becomes an extended session. Answers how many began.

    One statement besides the hours while nobody new stays.
    """
    closing = closing_today(work)
    if closing is None or work.at < closing:
        return 0
    begun = LateService.objects.filter(
        center_id=work.center_id, day=work.today, window_id=OuterRef("window_id"), staff_id=OuterRef("staff_id")
    )
    live = Ticket.objects.filter(center_id=work.center_id, day=work.today, state__in=sorted(LIVE))
    busy = WindowDesk.objects.filter(
        ~Exists(begun), center_id=work.center_id, staff_id__isnull=False, ticket_id__in=live.values("id")
    )
    return sum(_begin(work, desk, closing) for desk in busy)


def _begin(work: Work, desk: WindowDesk, closing: datetime) -> bool:
    since = late_from(closing, desk.state_since)
    _row, made = LateService.objects.get_or_create(
        window_id=desk.window_id, staff_id=desk.staff_id, day=work.today, center_id=work.center_id,
        defaults={"window": desk.code, "staff_name": desk.staff_name, "closing_at": closing, "started_at": since},
    )  # fmt: skip
    if made:
        work.audit("window.late", f"window:{desk.window_id}", after={"staff": desk.staff_name, "since": since})
        work.live("posts")
    return made


def served(work: Work, fact: Fact) -> None:
    """In step with `queueing.served.v1`: past closing the clerk's session grows to this moment."""
    window_id = fact.payload.get("window")
    closing = closing_today(work)
    if closing is None or work.at <= closing or not window_id:
        return
    desk = WindowDesk.objects.filter(window_id=UUID(str(window_id)), center_id=work.center_id).first()
    number = Ticket.objects.filter(pk=fact.payload["ticket"]).values_list("number", flat=True).first()
    if desk is None or desk.staff_id is None or number is None:
        return
    _begin(work, desk, closing)
    row = LateService.objects.select_for_update().get(
        window_id=desk.window_id, staff_id=desk.staff_id, day=work.today, center_id=work.center_id
    )
    before = balance(work.center_id, desk.staff_id)
    LateService.objects.filter(pk=row.pk).update(ended_at=work.at, numbers=[*row.numbers, number])
    _suggest(work, desk, before)


def _suggest(work: Work, desk: WindowDesk, before: int) -> None:
    """When the hours reach the center's threshold, those who lead the hall are asked to give them back."""
    assert desk.staff_id
    after = balance(work.center_id, desk.staff_id)
    if not crosses(before, after, places.center(work.center_id).setting("lieu_after_minutes")):
        return
    facts = {"name": desk.staff_name, "hours": f"{after / 60:.1f}"}
    to = [messages.Recipient.center(needs=posts.LEAD), messages.Recipient.staff(desk.staff_id, desk.staff_name)]
    messages.post(work, to=to, template="late.enough", text=ENOUGH, facts=facts, link="/desk/late/", about="late")


def balance(center_id: UUID, staff_id: UUID) -> int:
    """Minutes stayed and not yet taken off. Two statements."""
    rows = LateService.objects.filter(center_id=center_id, staff_id=staff_id, ended_at__isnull=False)
    taken = LieuTaken.objects.filter(center_id=center_id, staff_id=staff_id).values_list("minutes", flat=True)
    return minutes_of(rows.values_list("started_at", "ended_at")) - sum(taken)
